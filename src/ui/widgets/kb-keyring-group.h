/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_KEYRING_GROUP (kb_keyring_group_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyringGroup, kb_keyring_group, KB, KEYRING_GROUP, AdwPreferencesGroup)

/* What to do where no key can be stored; hidden where one can. Properties (read-only): state (KbStoreState),
 * place (a sentence that says where it is stored; NULL: nowhere yet). */
void kb_keyring_group_set_store (KbKeyringGroup *self, KbKeyStore *store);
/* Asks the keyring again; never prompts. */
void kb_keyring_group_refresh (KbKeyringGroup *self);
KbStoreState kb_keyring_group_get_state (KbKeyringGroup *self);
/* After how many milliseconds of waiting for the desktop’s own window to say that there may be none. */
void kb_keyring_group_set_patience (KbKeyringGroup *self, guint patience);
/* Gives up whatever is being waited for. */
void kb_keyring_group_stop (KbKeyringGroup *self);

G_END_DECLS
