/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "widgets/kb-heading.h"
#include "widgets/kb-row-layout.h"

static int
get_natural (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* With what is around its text. */
static int
get_width (GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, gtk_widget_get_parent (widget), &bounds));
  return (int) bounds.size.width;
}

/* As a parent would that has so much room. */
static void
lay_out (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (widget, &(GtkAllocation) { 0, 0, width, height }, -1);
}

/* A heading that lacks a pixel for one line; of the two lines, the second. */
static PangoLayoutLine *
break_in_two (GtkWidget *heading)
{
  PangoLayout *layout;

  lay_out (heading, get_natural (heading) - 1);
  layout = gtk_label_get_layout (GTK_LABEL (gtk_widget_get_first_child (heading)));
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 2);
  return pango_layout_get_line_readonly (layout, 1);
}

static GtkWidget *
new_heading (const char *text)
{
  return g_object_ref_sink (g_object_new (KB_TYPE_HEADING, "label", text, NULL));
}

/* No word stands alone in the last line. */
static void
test_even (void)
{
  g_autoptr (GtkWidget) heading = new_heading ("Decide What the Key May Do");
  graphene_rect_t bounds;
  PangoRectangle extents;
  int width = get_natural (heading) - 1;

  pango_layout_line_get_pixel_extents (break_in_two (heading), NULL, &extents);
  g_assert_cmpint (extents.width, >, width / 3);
  g_assert_true (gtk_widget_compute_bounds (gtk_widget_get_first_child (heading), heading, &bounds));
  g_assert_cmpfloat_with_epsilon (bounds.origin.x, width - bounds.origin.x - bounds.size.width, 1.01);
}

/* No word is broken to make room for another line. */
static void
test_whole_words (void)
{
  g_autoptr (GtkWidget) word = new_heading ("Incomprehensibilities");
  g_autoptr (GtkWidget) heading = new_heading ("For Incomprehensibilities It");
  PangoLayout *layout;

  lay_out (heading, get_natural (word) + 6);
  layout = gtk_label_get_layout (GTK_LABEL (gtk_widget_get_first_child (heading)));
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 3);
  g_assert_cmpint (pango_layout_line_get_length (pango_layout_get_line_readonly (layout, 1)), ==,
                   strlen ("Incomprehensibilities "));
}

/* What was written for lines that are filled is left so. */
static void
test_filled (void)
{
  g_autoptr (GtkWidget) heading = new_heading ("開発者プラットフォームにサインイン");

  break_in_two (heading);
  g_assert_cmpint (get_width (gtk_widget_get_first_child (heading)), ==, get_natural (heading) - 1);
}

static GtkWidget *
new_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "pill");
  return button;
}

/* Beside each other as wide as what they say; one below the other, both as wide as there is room. */
static void
test_buttons (void)
{
  g_autoptr (GtkWidget) bar = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  GtkWidget *one = new_button ("Skip"), *other = new_button ("Open the Platform");

  gtk_widget_set_layout_manager (bar, g_object_new (KB_TYPE_ROW_LAYOUT, NULL));
  gtk_widget_set_hexpand (one, TRUE);
  gtk_box_append (GTK_BOX (bar), one);
  gtk_box_append (GTK_BOX (bar), other);
  lay_out (bar, 600);
  g_assert_cmpint (get_width (one), ==, get_natural (one));
  g_assert_cmpint (get_width (other), ==, get_natural (other));
  lay_out (bar, get_natural (other) + 12);
  g_assert_cmpint (get_width (one), ==, get_natural (other) + 12);
  g_assert_cmpint (get_width (other), ==, get_natural (other) + 12);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/layout/even-lines", test_even);
  g_test_add_func ("/layout/whole-words", test_whole_words);
  g_test_add_func ("/layout/filled", test_filled);
  g_test_add_func ("/layout/buttons", test_buttons);
  return ui_run ();
}
