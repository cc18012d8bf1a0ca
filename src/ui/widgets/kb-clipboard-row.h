/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_CLIPBOARD_ROW (kb_clipboard_row_get_type ())
G_DECLARE_FINAL_TYPE (KbClipboardRow, kb_clipboard_row, KB, CLIPBOARD_ROW, AdwActionRow)

/* Says that a key is still on the clipboard, and clears it; hidden where there is none. */
void kb_clipboard_row_look (KbClipboardRow *self);

G_END_DECLS
