/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-wrap.h"

void
kb_wrap_button (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  g_return_if_fail (GTK_IS_LABEL (label));
  g_object_set (label, "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "justify",
                GTK_JUSTIFY_CENTER, NULL);
}

void
kb_wrap_as_typed (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_LABEL (widget))
    {
      PangoAttrList *before = gtk_label_get_attributes (GTK_LABEL (widget));
      g_autoptr (PangoAttrList) attributes = before ? pango_attr_list_copy (before) : pango_attr_list_new ();

      pango_attr_list_change (attributes, pango_attr_insert_hyphens_new (FALSE));
      gtk_label_set_attributes (GTK_LABEL (widget), attributes);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    kb_wrap_as_typed (child);
}

int
kb_wrap_measure_longest_word (GtkLabel *label)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  g_return_val_if_fail (GTK_IS_LABEL (label), 0);

  layout = pango_layout_copy (gtk_label_get_layout (label));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, 0);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}
