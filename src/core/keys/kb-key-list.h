/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-keys.h"

G_BEGIN_DECLS

typedef enum
{
  KB_LISTED_KEY_SAVED,
  KB_LISTED_KEY_FOR_NOW,    /* gone when the program ends */
  KB_LISTED_KEY_ONLY_NOTED, /* that the keyring has no more */
} KbListedKeyKind;

#define KB_TYPE_LISTED_KEY (kb_listed_key_get_type ())
G_DECLARE_FINAL_TYPE (KbListedKey, kb_listed_key, KB, LISTED_KEY, GObject)

KbListedKeyKind kb_listed_key_get_kind (KbListedKey *self);
KbSavedKey *kb_listed_key_get_key (KbListedKey *self);

#define KB_TYPE_KEY_LIST (kb_key_list_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyList, kb_key_list, KB, KEY_LIST, GObject)

KbKeyList *kb_key_list_new (KbKeys *keys);
void kb_key_list_set (KbKeyList *self, GPtrArray *for_now, GPtrArray *saved);
void kb_key_list_refresh (KbKeyList *self);
guint kb_key_list_count_saved (KbKeyList *self);
char **kb_key_list_dup_names (KbKeyList *self);

G_END_DECLS
