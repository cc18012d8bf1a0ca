/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_EVEN_LINES (kb_even_lines_get_type ())
G_DECLARE_FINAL_TYPE (KbEvenLines, kb_even_lines, KB, EVEN_LINES, GtkLayoutManager)

/* For a widget with one label, which is centered. It is as narrow as it can be without another line, so that
 * no word stands alone in the last one; but not where lines may end within words. */

G_END_DECLS
