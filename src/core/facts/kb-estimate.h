/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-facts.h"

G_BEGIN_DECLS

/* A month is 30 days and a year 365, as whoever estimates in the head would have it. */
#define KB_ESTIMATE_MONTH 30
#define KB_ESTIMATE_YEAR 365

/* What somebody plans to use. */
typedef struct
{
  guint64 conversations; /* a day */
  guint64 input_tokens;  /* a conversation */
  guint64 output_tokens;
  guint cached_percent; /* of the input tokens */
} KbUse;

/* Micro-dollars (10^-6 US dollars), each rounded up by itself; -1 where the price is not known. */
typedef struct
{
  gint64 conversation;
  gint64 day;
  gint64 month;
  gint64 year;

  unsigned __int128 exact_conversation; /* 10^-12 US dollars */
  unsigned __int128 exact_day;
} KbEstimate;

KbEstimate kb_estimate_for (const KbModel *model, const KbUse *use);
gint64 kb_estimate_count_conversations (const KbEstimate *self, gint64 micro_dollars);
gint64 kb_estimate_count_days (const KbEstimate *self, gint64 micro_dollars);
guint kb_estimate_get_stop_day (const KbEstimate *self, gint64 micro_dollars);
gint64 kb_estimate_round (gint64 micro_dollars);

G_END_DECLS
