/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts a key on the clipboard and takes it away again after a minute, unless something else is there by then.
 * Says so in a toast. */
void kb_copy_secret (GtkWidget *widget, SecretValue *key);
/* The same with a key that is saved. What fails is said in a toast too, unless it was @cancellable. */
void kb_copy_saved_key (GtkWidget *widget, KbKeyStore *store, const char *name, GCancellable *cancellable);
/* Takes it away now, for the end of the program. */
void kb_copy_secret_clear (void);

G_END_DECLS
