/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From now on all in @root finds room in a narrow window, with large text and in long languages: what stands
 * at the end of a row goes under its text, and labels wrap instead of ending in "…". No label has a hyphen
 * where a line ends, which would be taken for part of an address or a name; titles of groups are headings for
 * a screen reader. What was fitted before is left as it is. */
void kb_fit (GtkWidget *root);
/* The same of the label of @button, which takes two lines then. */
void kb_fit_button (GtkButton *button);
/* How wide @label has to be to break no word; in pixels */
int kb_fit_measure_longest_word (GtkLabel *label);

G_END_DECLS
