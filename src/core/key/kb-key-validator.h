/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key.h"

G_BEGIN_DECLS

#define KB_TYPE_KEY_VALIDATOR (kb_key_validator_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyValidator, kb_key_validator, KB, KEY_VALIDATOR, GObject)

/* The validator behind an entry. Its properties can be read and are notified: "state", a KbKeyState, is
 * CHECKING while the person still types: bad news waits for a pause of 700 ms, good news does not. "summary"
 * and "removed", strings or NULL, are the sentences of the settled reading. "usable" is whether it is GOOD or
 * ODD. */
KbKeyValidator *kb_key_validator_new (void);
void kb_key_validator_set_text (KbKeyValidator *self, const char *text);
void kb_key_validator_settle (KbKeyValidator *self);
KbKeyState kb_key_validator_get_state (KbKeyValidator *self);
gboolean kb_key_validator_get_usable (KbKeyValidator *self);
SecretValue *kb_key_validator_get_key (KbKeyValidator *self);
KbKeyReading *kb_key_validator_get_reading (KbKeyValidator *self);
void kb_key_validator_clear (KbKeyValidator *self);

#define KB_TYPE_KEY_STATE (kb_key_state_get_type ())
GType kb_key_state_get_type (void);

G_END_DECLS
