/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-check-all.h"
#include "core/keys/kb-health.h"
#include "core/setup/kb-setup.h"

G_BEGIN_DECLS

/* What is said of a saved key. All transfer full, translated. */

/* "Works, tested yesterday" */
char *kb_key_dup_last_test (const KbNote *note);
/* Its state, what it is for and its age, a line each */
char *kb_key_dup_summary (KbSetup *setup, KbSavedKey *key);
/* Whether what is said of it has @words, as g_utf8_casefold() gives them. */
gboolean kb_key_matches (KbSetup *setup, KbSavedKey *key, const char *words);
/* "Saved 120 days ago: time to replace it"; NULL when that is not known */
char *kb_key_dup_age (KbSetup *setup, KbSavedKey *key);
/* "Ends in 9 days: time to replace it"; NULL when @iso, the date of a key's end, is none */
char *kb_expiry_dup_words (const char *iso);
KbHealth kb_key_get_health (KbSetup *setup, KbSavedKey *key);
KbKeyNext kb_key_get_next (KbSetup *setup, KbSavedKey *key);
/* A test of all keys: where it is, and what it found. */
char *kb_check_all_dup_progress (KbCheckAll *round);
char *kb_check_all_dup_sum (KbCheckAll *round);

G_END_DECLS
