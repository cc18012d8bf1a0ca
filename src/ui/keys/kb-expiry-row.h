/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_EXPIRY_ROW (kb_expiry_row_get_type ())
G_DECLARE_FINAL_TYPE (KbExpiryRow, kb_expiry_row, KB, EXPIRY_ROW, AdwActionRow)

/* When a saved key ends, as far as is noted, and noting it. Hidden for a key that has no notes. */
void kb_expiry_row_show_key (KbExpiryRow *self, KbSetup *setup, KbSavedKey *key);

G_END_DECLS
