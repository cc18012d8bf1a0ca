/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_DOOR_ROW (kb_door_row_get_type ())
G_DECLARE_FINAL_TYPE (KbDoorRow, kb_door_row, KB, DOOR_ROW, AdwActionRow)

/* Leads to another page: with an arrow, to be activated, with a mnemonic in its title. */

G_END_DECLS
