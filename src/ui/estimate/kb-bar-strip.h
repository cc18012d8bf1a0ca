/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_BAR_STRIP (kb_bar_strip_get_type ())
G_DECLARE_FINAL_TYPE (KbBarStrip, kb_bar_strip, KB, BAR_STRIP, GtkWidget)

/* One bar of a chart, drawn: solid up to the limit, striped beyond it, with a line where the limit is. Its
 * colour is the style's. @value and @limit are parts of the whole length; @limit < 0: none. */
void kb_bar_strip_show (KbBarStrip *self, double value, double limit);

G_END_DECLS
