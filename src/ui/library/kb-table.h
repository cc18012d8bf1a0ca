/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_TABLE (kb_table_get_type ())
G_DECLARE_FINAL_TYPE (KbTable, kb_table, KB, TABLE, AdwBin)

/* Rows of cells, the first row the header. Property narrow: one row below the other, each cell under the name
 * of its column. @cells: char *, row by row */
GtkWidget *kb_table_new (GPtrArray *cells, guint n_columns);

G_END_DECLS
