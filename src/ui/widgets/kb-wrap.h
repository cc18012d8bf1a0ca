/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on the label of @button takes two lines where there is not room enough for one: with large text in
 * a narrow window, what stands beside it needs that room. */
void kb_wrap_button (GtkButton *button);

G_END_DECLS
