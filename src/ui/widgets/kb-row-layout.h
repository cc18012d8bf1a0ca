/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_ROW_LAYOUT (kb_row_layout_get_type ())
G_DECLARE_FINAL_TYPE (KbRowLayout, kb_row_layout, KB, ROW_LAYOUT, GtkLayoutManager)

/* From now on what stands at the end of each row in @root, such as a button, goes under the text of the row
 * where that would have too little room beside it; and no text is cut short. */
void kb_row_layout_use_in (GtkWidget *root);

G_END_DECLS
