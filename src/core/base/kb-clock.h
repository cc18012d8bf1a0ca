/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What can be said of a computer's clock without asking another one. */
typedef enum
{
  KB_CLOCK_PLAUSIBLE,
  KB_CLOCK_BEHIND, /* shows a time at which this program did not exist yet */
  KB_CLOCK_AHEAD   /* so long after that the program is hardly still in use */
} KbClock;

gint64 kb_clock_get_build_date (void);
KbClock kb_clock_judge (gint64 now, gint64 built);

G_END_DECLS
