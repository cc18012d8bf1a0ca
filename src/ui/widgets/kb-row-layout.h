/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_ROW_LAYOUT (kb_row_layout_get_type ())
G_DECLARE_FINAL_TYPE (KbRowLayout, kb_row_layout, KB, ROW_LAYOUT, GtkLayoutManager)

/* Of a row: what stands at its end, such as a button, goes under its text where there is little room. */

G_END_DECLS
