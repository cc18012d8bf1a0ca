/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_EXPIRY_ROW (kb_expiry_row_get_type ())
G_DECLARE_FINAL_TYPE (KbExpiryRow, kb_expiry_row, KB, EXPIRY_ROW, AdwActionRow)

/* When a key ends, as far as is noted, and noting it. Property date: the ISO date, "" for none; a row with
 * the name of a choice is bound to it by its page. */

G_END_DECLS
