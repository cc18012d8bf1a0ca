/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_REVEAL_ROW (kb_reveal_row_get_type ())
G_DECLARE_FINAL_TYPE (KbRevealRow, kb_reveal_row, KB, REVEAL_ROW, AdwPreferencesRow)

/* Shows a key for half a minute, or until the window loses the focus. It asks the keyring each time; while
 * the key is hidden it is nowhere in the row. */
void kb_reveal_row_set_key (KbRevealRow *self, KbKeyStore *store, const char *name);
void kb_reveal_row_hide_key (KbRevealRow *self);
/* What Ctrl+C does: the key itself cannot be selected, as what is selected can be dragged and is handed to
 * every program that asks for PRIMARY. FALSE if nothing is shown. */
gboolean kb_reveal_row_copy (KbRevealRow *self);

G_END_DECLS
