/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_KEYRING_ROW (kb_keyring_row_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyringRow, kb_keyring_row, KB, KEYRING_ROW, AdwActionRow)

/* Whether a key can be stored, and what to do when it cannot. Property state (KbStoreState, read-only). */
void kb_keyring_row_set_store (KbKeyringRow *self, KbKeyStore *store);
/* Asks the keyring again; never prompts. */
void kb_keyring_row_refresh (KbKeyringRow *self);
KbStoreState kb_keyring_row_get_state (KbKeyringRow *self);
/* After how many milliseconds of waiting for the desktop’s own window to say that there may be none. */
void kb_keyring_row_set_patience (KbKeyringRow *self, guint patience);
/* Gives up whatever is being waited for. */
void kb_keyring_row_stop (KbKeyringRow *self);

G_END_DECLS
