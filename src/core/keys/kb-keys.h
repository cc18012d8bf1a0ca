/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-trash.h"

G_BEGIN_DECLS

#define KB_TYPE_KEYS (kb_keys_get_type ())
G_DECLARE_FINAL_TYPE (KbKeys, kb_keys, KB, KEYS, GObject)

/* Where the person's keys are: those that stay, those that no keyring could take and that are kept in memory
 * for now, and the notes on both. */
KbKeys *kb_keys_new (KbKeyStore *store, KbNotes *notes, gboolean takes_all);
KbKeyStore *kb_keys_get_store (KbKeys *self);
KbNotes *kb_keys_get_notes (KbKeys *self);
KbTrash *kb_keys_get_trash (KbKeys *self);
KbKeyStore *kb_keys_get_store_for_now (KbKeys *self);
gboolean kb_keys_is_for_now (KbKeys *self, const char *name);
guint kb_keys_count_for_now (KbKeys *self);
KbKeyStore *kb_keys_get_store_for (KbKeys *self, const char *name);
KbNotes *kb_keys_get_notes_for (KbKeys *self, const char *name);
void kb_keys_share_for_now (KbKeys *self, KbKeys *from);

G_END_DECLS
