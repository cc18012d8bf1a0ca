/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"
#include "core/keys/kb-notes.h"

G_BEGIN_DECLS

#define KB_TYPE_TRASH (kb_trash_get_type ())
G_DECLARE_FINAL_TYPE (KbTrash, kb_trash, KB, TRASH, GObject)

/* Keys that are forgotten, but can still be taken back: out of sight at once, out of the keyring when the
 * trash is emptied. Signal changed (): other keys are out of sight. */
KbTrash *kb_trash_new (KbKeyStore *store, KbNotes *notes);
void kb_trash_add (KbTrash *self, const char *name);
gboolean kb_trash_take_back (KbTrash *self, const char *name);
gboolean kb_trash_holds (KbTrash *self, const char *name);
GStrv kb_trash_dup_names (KbTrash *self);
/* @name: NULL for all. What is not there is no error; may prompt. */
void kb_trash_empty_async (KbTrash *self, const char *name, GAsyncReadyCallback callback, gpointer user_data);
gboolean kb_trash_empty_finish (KbTrash *self, GAsyncResult *result, GError **error);

G_END_DECLS
