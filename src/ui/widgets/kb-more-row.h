/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_MORE_ROW (kb_more_row_get_type ())
G_DECLARE_FINAL_TYPE (KbMoreRow, kb_more_row, KB, MORE_ROW, AdwExpanderRow)

/* A row that unfolds to one paragraph. Property: text. */

G_END_DECLS
