/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-trash.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Puts a key into the trash; the toast says so and takes it back. When the toast goes, so does the key, out
 * of the keyring. */
AdwToast *kb_forget_key (GtkWidget *window, KbTrash *trash, const char *name, const char *label);
/* Empties the trash, and keeps the program alive until that is done. */
void kb_forget_all (KbTrash *trash, gboolean practice);

G_END_DECLS
