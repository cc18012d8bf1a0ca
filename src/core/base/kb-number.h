/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a number that somebody types counts, and with it what may stand around it. */
typedef enum
{
  KB_NUMBER_COUNT,   /* whole */
  KB_NUMBER_PERCENT, /* whole, "%" */
  KB_NUMBER_DOLLARS, /* whole, "$" */
  KB_NUMBER_MONEY,   /* to the micro-dollar (10^-6 US dollars), "$" */
} KbNumberKind;

typedef enum
{
  KB_NUMBER_GOOD,
  KB_NUMBER_EMPTY,
  KB_NUMBER_NOT_A_NUMBER,
  KB_NUMBER_NEGATIVE,
  KB_NUMBER_TOO_LARGE,
  KB_NUMBER_FRACTION,  /* where a whole number is needed */
  KB_NUMBER_TOO_FINE,  /* more decimals than a micro-dollar has */
  KB_NUMBER_AMBIGUOUS, /* the separator may group thousands or begin the decimals */
  KB_NUMBER_OTHER_CURRENCY,
} KbNumberProblem;

/* Numbers for people, in the locale of the process (LC_NUMERIC). */
char *kb_number_format (KbNumberKind kind, gint64 value);
char *kb_number_format_money (gint64 micro_dollars);
char *kb_number_format_usd (gint64 micro_dollars);
KbNumberProblem kb_number_parse (const char *text, KbNumberKind kind, gint64 maximum, gint64 *value);

G_END_DECLS
