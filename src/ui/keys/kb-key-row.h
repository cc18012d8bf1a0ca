/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-check-all.h"
#include "core/keys/kb-key-list.h"
#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_KEY_ROW (kb_key_row_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyRow, kb_key_row, KB, KEY_ROW, AdwActionRow)

/* A key in My Keys, with a button for what is sensible to do next. Signal next (): that was pressed. */
KbKeyRow *kb_key_row_new (KbListedKey *item);
KbListedKey *kb_key_row_get_item (KbKeyRow *self);
KbSavedKey *kb_key_row_get_key (KbKeyRow *self);
/* Says anew what is known, what @round is about to find out, and which of the @connections, notes on
 * programs, use it. @connections: nullable */
void kb_key_row_update (KbKeyRow *self, KbSetup *setup, KbCheckAll *round, GPtrArray *connections);

G_END_DECLS
