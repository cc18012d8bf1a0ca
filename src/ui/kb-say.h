/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-route.h"

#include <glib.h>

G_BEGIN_DECLS

/* Facts put into words, for pages. All transfer full. */

/* "$5" */
char *kb_say_money (const char *fact);
/* What stands after "as of": "20 November 2026"; when that is long ago, "29 April 2026, almost 7 months ago".
 * @checked: "2026-11-20", seen from @today; NULL is now. */
char *kb_say_as_of_date (const char *checked, GDateTime *today);
/* A fact that nobody looked at for so long tells its age. */
#define KB_SAY_OLD_DAYS 180
/* "just now", "5 minutes ago", "yesterday", "20 November 2026", seen from @now and in its time zone; NULL is
 * now. */
char *kb_say_time (gint64 unix_seconds, GDateTime *now);
/* The name of a step as its page's title says it. static. */
const char *kb_say_step (KbStep step);
/* The same where there is little room, as on the way to a key. static. */
const char *kb_say_stop (KbStep step);

G_END_DECLS
