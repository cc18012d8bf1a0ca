/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_INSTRUCTION_ROW (kb_instruction_row_get_type ())
G_DECLARE_FINAL_TYPE (KbInstructionRow, kb_instruction_row, KB, INSTRUCTION_ROW, AdwActionRow)

/* One numbered thing to do; the title says it. Property: number. */

G_END_DECLS
