/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_MODEL_ROW (kb_model_row_get_type ())
G_DECLARE_FINAL_TYPE (KbModelRow, kb_model_row, KB, MODEL_ROW, AdwComboRow)

/* Which model to ask: all that an account lists and that write text, preferred first, with their prices.
 * Signal changed (): another was picked. */
/* @listed: NULL when it is not known what the account has. What was picked stays picked if it is there. */
void kb_model_row_set_listed (KbModelRow *self, const char *const *listed);
/* NULL: "Choose for me". */
const char *kb_model_row_get_model (KbModelRow *self);

G_END_DECLS
