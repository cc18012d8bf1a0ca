/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Days before the end on which a person is to know of it */
#define KB_EXPIRY_SOON_DAYS 14

typedef enum
{
  KB_EXPIRY_NONE, /* no date is known, or none that can be read */
  KB_EXPIRY_LATER,
  KB_EXPIRY_SOON,
  KB_EXPIRY_OVER,
} KbExpiry;

KbExpiry kb_expiry_judge (const char *date, gint64 now, int *days);
char *kb_expiry_read (const char *text, gint64 now);
char *kb_expiry_dup_begin (const char *date, gint64 now);

G_END_DECLS
