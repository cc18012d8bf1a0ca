/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key.h"

G_BEGIN_DECLS

#define KB_TYPE_KEY_CHECK (kb_key_check_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyCheck, kb_key_check, KB, KEY_CHECK, GObject)

/* The validator behind an entry. Its properties can be read and are notified: "state", a KbKeyState, is
 * CHECKING while the person still types: bad news waits for a pause of 700 ms, good news does not. "summary"
 * and "removed", strings or NULL, are the sentences of the settled reading. "usable" is whether it is GOOD or
 * ODD. */
KbKeyCheck *kb_key_check_new (void);
void kb_key_check_set_text (KbKeyCheck *self, const char *text);
/* Settles at once; for paste and Enter. */
void kb_key_check_settle (KbKeyCheck *self);
KbKeyState kb_key_check_get_state (KbKeyCheck *self);
gboolean kb_key_check_get_usable (KbKeyCheck *self);
SecretValue *kb_key_check_get_key (KbKeyCheck *self);      /* transfer none, nullable */
KbKeyReading *kb_key_check_get_reading (KbKeyCheck *self); /* transfer none, nullable */
/* Wipes. */
void kb_key_check_clear (KbKeyCheck *self);

#define KB_TYPE_KEY_STATE (kb_key_state_get_type ())
GType kb_key_state_get_type (void);

G_END_DECLS
