/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-key-check.h"

G_BEGIN_DECLS

#define KB_TYPE_CHECK_ALL (kb_check_all_get_type ())
G_DECLARE_FINAL_TYPE (KbCheckAll, kb_check_all, KB, CHECK_ALL, GObject)

/* Tests several keys, one after another. Signal changed (): another key, or the end. */
KbCheckAll *kb_check_all_new (KbKeys *keys, KbService *service);
void kb_check_all_start (KbCheckAll *self, const char *const *names);
void kb_check_all_stop (KbCheckAll *self);
const char *kb_check_all_get_current (KbCheckAll *self); /* NULL: none is being tested */
guint kb_check_all_get_done (KbCheckAll *self);
guint kb_check_all_get_total (KbCheckAll *self);
/* How many ended so; keys that could not be read count as not checked. */
guint kb_check_all_count (KbCheckAll *self, KbOutcome outcome);
/* What ended this round before its end, as it would be so with each key; nullable. */
const GError *kb_check_all_get_error (KbCheckAll *self);
/* Whether this round tried that key and came to no verdict on it. */
gboolean kb_check_all_missed (KbCheckAll *self, const char *name);

G_END_DECLS
