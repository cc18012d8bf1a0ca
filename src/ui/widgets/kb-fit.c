/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-fit.h"

#include "kb-row-layout.h"

/* Instead of ending in "…" */
static void
wrap_label (GtkLabel *label)
{
  gboolean centered = gtk_widget_get_ancestor (GTK_WIDGET (label), ADW_TYPE_BUTTON_ROW) ||
                      gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_BUTTON) ||
                      gtk_widget_get_ancestor (GTK_WIDGET (label), ADW_TYPE_BANNER);

  g_object_set (label, "ellipsize", PANGO_ELLIPSIZE_NONE, "wrap", TRUE, "lines", -1, NULL);
  if (centered)
    g_object_set (label, "justify", GTK_JUSTIFY_CENTER, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, NULL);
}

static void
forbid_hyphens (GtkLabel *label)
{
  PangoAttrList *before = gtk_label_get_attributes (label);
  g_autoptr (PangoAttrList) attributes = before ? pango_attr_list_copy (before) : pango_attr_list_new ();

  pango_attr_list_change (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
}

/* Titles of groups, which libadwaita makes plain labels, are headings below that of the page. */
static void
mark_heading (GtkLabel *label)
{
  g_object_set (label, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL, 2, -1);
}

static void
fit_label (GtkLabel *label)
{
  forbid_hyphens (label);
  if (gtk_label_get_ellipsize (label) != PANGO_ELLIPSIZE_NONE)
    wrap_label (label);
  if (gtk_widget_has_css_class (GTK_WIDGET (label), "h4"))
    mark_heading (label);
}

/* Below the text a button is as wide as that may be. */
static void
widen_buttons (GtkWidget *suffixes)
{
  for (GtkWidget *child = gtk_widget_get_first_child (suffixes); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child) && gtk_button_get_label (GTK_BUTTON (child)))
      gtk_widget_set_hexpand (child, TRUE);
}

/* What chooses how much of it is shown by itself */
static gboolean
is_left_alone (GtkWidget *widget)
{
  return ADW_IS_HEADER_BAR (widget) || ADW_IS_ENTRY_ROW (widget) || GTK_IS_TEXT (widget) ||
         GTK_IS_POPOVER (widget) || GTK_IS_LIST_VIEW (widget);
}

static gboolean
is_row (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "header") && ADW_IS_ACTION_ROW (gtk_widget_get_parent (widget));
}

void
kb_fit (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (is_left_alone (root) || (is_row (root) && KB_IS_ROW_LAYOUT (gtk_widget_get_layout_manager (root))))
    return;
  /* Nobody's child before it is presented */
  if (ADW_IS_DIALOG (root) && adw_dialog_get_child (ADW_DIALOG (root)))
    root = adw_dialog_get_child (ADW_DIALOG (root));
  if (GTK_IS_LABEL (root))
    fit_label (GTK_LABEL (root));
  else if (GTK_IS_BUTTON (root) && gtk_widget_has_css_class (root, "pill") &&
           gtk_button_get_label (GTK_BUTTON (root)))
    kb_fit_button (GTK_BUTTON (root));
  else if (is_row (root))
    gtk_widget_set_layout_manager (root, g_object_new (KB_TYPE_ROW_LAYOUT, NULL));
  else if (gtk_widget_has_css_class (root, "suffixes"))
    widen_buttons (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    kb_fit (child);
}

void
kb_fit_button (GtkButton *button)
{
  GtkWidget *label = gtk_button_get_child (button);

  g_return_if_fail (GTK_IS_LABEL (label));
  g_object_set (label, "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "justify",
                GTK_JUSTIFY_CENTER, NULL);
}

int
kb_fit_measure_longest_word (GtkLabel *label)
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
