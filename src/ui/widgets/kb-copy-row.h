/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_COPY_ROW (kb_copy_row_get_type ())
G_DECLARE_FINAL_TYPE (KbCopyRow, kb_copy_row, KB, COPY_ROW, AdwActionRow)

/* A value, shown as subtitle, with a button that copies it. Never for keys: the clipboard keeps what it gets.
 */

G_END_DECLS
