/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "kb-say.h"
#include "widgets/kb-wallets.h"

#include <string.h>

#define WIDE 616
#define NARROW 320

typedef struct
{
  GtkWidget *widget;
  GPtrArray
      *parts; /* two cards with the mark between, the second with the way of the money; its three ends */
} Wallets;

static void
make (Wallets *wallets, gboolean narrow)
{
  wallets->widget = g_object_ref_sink (g_object_new (KB_TYPE_WALLETS, "narrow", narrow, NULL));
  wallets->parts = g_ptr_array_new ();
  for (GtkWidget *row = gtk_widget_get_first_child (wallets->widget); row;
       row = gtk_widget_get_next_sibling (row))
    for (GtkWidget *part = gtk_widget_get_first_child (row); part; part = gtk_widget_get_next_sibling (part))
      g_ptr_array_add (wallets->parts, part);
  g_assert_cmpuint (wallets->parts->len, ==, 6);
}

static void
clear (Wallets *wallets)
{
  g_object_unref (wallets->widget);
  g_ptr_array_unref (wallets->parts);
}

/* As a parent would that has so much room. */
static void
lay_out (Wallets *wallets, int width)
{
  int minimum, height;

  gtk_widget_measure (wallets->widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, width);
  gtk_widget_measure (wallets->widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  gtk_widget_size_allocate (wallets->widget, &(GtkAllocation) { 0, 0, width, height }, -1);
}

static graphene_rect_t
get_bounds (Wallets *wallets, guint part)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (wallets->parts->pdata[part], wallets->widget, &bounds));
  return bounds;
}

static gboolean
is_left_of (Wallets *wallets, guint one, guint other)
{
  graphene_rect_t left = get_bounds (wallets, one), right = get_bounds (wallets, other);

  return left.origin.x + left.size.width <= right.origin.x;
}

static gboolean
is_above (Wallets *wallets, guint one, guint other)
{
  graphene_rect_t top = get_bounds (wallets, one), bottom = get_bounds (wallets, other);

  return top.origin.y + top.size.height <= bottom.origin.y;
}

static void
test_wide (gconstpointer data)
{
  gboolean mirrored = GPOINTER_TO_INT (data);
  Wallets wallets;

  gtk_widget_set_default_direction (mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  make (&wallets, FALSE);
  lay_out (&wallets, WIDE);
  for (guint i = 0; i < 5; i++)
    if (i == 2)
      g_assert_true (is_above (&wallets, i, i + 1));
    else
      g_assert_true (mirrored ? is_left_of (&wallets, i + 1, i) : is_left_of (&wallets, i, i + 1));
  clear (&wallets);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_narrow (void)
{
  Wallets wallets;

  make (&wallets, TRUE);
  lay_out (&wallets, NARROW);
  for (guint i = 0; i < 5; i++)
    g_assert_true (is_above (&wallets, i, i + 1));
  clear (&wallets);
}

/* To a screen reader it is one thing, which says all in sentences. */
static void
test_said (void)
{
  static const char *const words[] = { "not shared", "tokens", "hard limit", "e-mail" };
  static const char *const facts[] = { "money.plus-month", "money.minimum-credit" };
  g_autofree char *text = NULL;
  Wallets wallets;

  make (&wallets, FALSE);
  gtk_test_accessible_assert_role (wallets.widget, GTK_ACCESSIBLE_ROLE_IMG);
  text = ui_dup_accessible_property (wallets.widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_assert_nonnull (text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_nonnull (strstr (text, words[i]));
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      g_autofree char *amount = kb_say_money (facts[i]);

      g_assert_nonnull (strstr (text, amount));
    }
  g_assert_true (gtk_widget_get_focusable (wallets.widget));
  for (guint i = 0; i < wallets.parts->len; i++)
    gtk_test_accessible_assert_role (wallets.parts->pdata[i], GTK_ACCESSIBLE_ROLE_PRESENTATION);
  clear (&wallets);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_data_func ("/wallets/wide", GINT_TO_POINTER (FALSE), test_wide);
  g_test_add_data_func ("/wallets/mirrored", GINT_TO_POINTER (TRUE), test_wide);
  g_test_add_func ("/wallets/narrow", test_narrow);
  g_test_add_func ("/wallets/said", test_said);
  return ui_run ();
}
