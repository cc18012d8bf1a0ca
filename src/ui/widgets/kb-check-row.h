/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_CHECK_ROW (kb_check_row_get_type ())
G_DECLARE_FINAL_TYPE (KbCheckRow, kb_check_row, KB, CHECK_ROW, AdwActionRow)

/* Something to tick, or, with the property group set to another row, one of several to choose. Properties:
 * active, group. */

G_END_DECLS
