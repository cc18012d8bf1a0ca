/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on the label of @button takes two lines where there is not room enough for one: with large text in
 * a narrow window, what stands beside it needs that room. */
void kb_wrap_button (GtkButton *button);
/* From now on no label in @widget has a hyphen where a line ends: it would be taken for part of an address or
 * of a command. */
void kb_wrap_as_typed (GtkWidget *widget);
/* How wide @label has to be to break no word; in pixels */
int kb_wrap_measure_longest_word (GtkLabel *label);

G_END_DECLS
