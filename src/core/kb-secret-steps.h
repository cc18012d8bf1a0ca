/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-secret-call.h"

G_BEGIN_DECLS

/* The steps that operations of the store are put together from. Each goes on with @then, or ends the call. */

/* Finds the default collection, NULL when there is none, and whether it really takes a prompt to open it.
 * Never prompts. */
void kb_secret_find_collection (KbSecretCall *call, KbSecretStep then);
/* Opens the collection that was found; prompts. */
void kb_secret_unlock_collection (KbSecretCall *call, KbSecretStep then);
/* Finds the items of the call's name, or all of Keybearer's when it has none, locked ones too. */
void kb_secret_search (KbSecretCall *call, KbSecretStep then);
/* The same, and one at least: a keyring that shows nothing while it is locked is opened first. */
void kb_secret_find_items (KbSecretCall *call, KbSecretStep then);
/* Unlocks those of the items that are locked; prompts when it must. */
void kb_secret_unlock_items (KbSecretCall *call, KbSecretStep then);
/* Finds the one item of the call's name that counts, and unlocks it. */
void kb_secret_open_item (KbSecretCall *call, KbSecretStep then);
/* Reads the secret of the item anew. */
void kb_secret_load_item (KbSecretCall *call, KbSecretStep then);
/* Removes the items, one after the other; may prompt. */
void kb_secret_delete_items (KbSecretCall *call, KbSecretStep then);

/* The first step of storing the call's key (kb-secret-save.c). */
void kb_secret_save_step (KbSecretCall *call);

/* transfer full */
GHashTable *kb_secret_dup_attributes (KbSecretCall *call);
char *kb_secret_dup_item_label (KbSecretCall *call);
KbSavedKey *kb_secret_dup_saved_key (SecretItem *item);
const SecretSchema *kb_secret_get_schema (void);

G_END_DECLS
