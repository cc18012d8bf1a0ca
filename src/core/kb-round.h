/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/kb-tester.h"

G_BEGIN_DECLS

#define KB_TYPE_ROUND (kb_round_get_type ())
G_DECLARE_FINAL_TYPE (KbRound, kb_round, KB, ROUND, GObject)

/* Tests several keys, one after another. Signal changed (): another key, or the end. */
KbRound *kb_round_new (KbSetup *setup);
/* The store's names of the keys; ends the round before. */
void kb_round_start (KbRound *self, const char *const *names);
/* What is known stays. */
void kb_round_stop (KbRound *self);
const char *kb_round_get_current (KbRound *self); /* NULL: none is being tested */
guint kb_round_get_done (KbRound *self);
guint kb_round_get_total (KbRound *self);
/* How many ended so; keys that could not be read count as not checked. */
guint kb_round_count (KbRound *self, KbOutcome outcome);
/* Whether this round tried that key and came to no verdict on it. */
gboolean kb_round_missed (KbRound *self, const char *name);

G_END_DECLS
