/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "estimate/kb-bar-chart.h"
#include "estimate/kb-number-row.h"
#include "ui-support.h"

#include <string.h>

static GtkWidget *
get_entry (UiHost *host, const char *row)
{
  g_autoptr (GPtrArray) entries = ui_find_all (ui_host_get (host, row), GTK_TYPE_TEXT);

  g_assert_cmpuint (entries->len, ==, 1);
  return entries->pdata[0];
}

static void
type (UiHost *host, const char *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (host, row)), text);
}

static const char *
get_text (UiHost *host, const char *label)
{
  return gtk_label_get_text (ui_host_get (host, label));
}

static const char *
get_hint (UiHost *host, const char *row)
{
  return adw_action_row_get_subtitle (ui_host_get (host, row));
}

static gboolean
is_wrong (UiHost *host, const char *row)
{
  gboolean wrong;

  g_object_get (ui_host_get (host, row), "wrong", &wrong, NULL);
  return wrong;
}

static void
choose_model (UiHost *host, const char *name)
{
  GListModel *models = adw_combo_row_get_model (ui_host_get (host, "model_row"));

  for (guint i = 0; i < g_list_model_get_n_items (models); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (models, i);

      if (g_str_equal (gtk_string_object_get_string (item), name))
        adw_combo_row_set_selected (ui_host_get (host, "model_row"), i);
    }
}

static void
test_worked_example (void)
{
  g_autoptr (UiHost) host = ui_host_new (UI_ESTIMATE, NULL);

  g_object_set (host->choices, "credit", 5, "hard-limit", 10, NULL);
  choose_model (host, "gpt-5.4-nano");
  g_assert_cmpstr (get_text (host, "month_label"), ==, "$49.50 a month");
  g_assert_cmpstr (get_text (host, "others_label"), ==,
                   "$0.00165 a conversation · $1.65 a day · $602.25 a year");
  g_assert_cmpstr (get_text (host, "credit_label"), ==, "$5 of credit lasts 3 days, or 3030 conversations.");
  g_assert_cmpstr (get_text (host, "limit_label"), ==, "Your limit of $10 a month would stop it on day 7.");
  g_assert_nonnull (strstr (get_text (host, "as_of_label"), "Prices as of "));
  g_assert_nonnull (strstr (get_text (host, "as_of_label"), "cost extra"));
  UI_WAIT (g_str_equal (ui_get_announced (), "$49.50 a month"));
}

static void
test_words (void)
{
  g_autoptr (UiHost) host = ui_host_new (UI_ESTIMATE, NULL);

  choose_model (host, "gpt-5.4-nano");
  g_object_set (host->choices, "credit", 1, "hard-limit", 50, NULL);
  g_assert_cmpstr (get_text (host, "credit_label"), ==,
                   "$1 of credit lasts less than a day, for 606 conversations.");
  g_assert_cmpstr (get_text (host, "limit_label"), ==, "Your limit of $50 a month would not stop it.");
  type (host, "conversations_row", "0");
  g_assert_cmpstr (get_text (host, "month_label"), ==, "$0 a month");
  g_assert_cmpstr (get_text (host, "credit_label"), ==, "$1 of credit lasts for 606 conversations.");
  type (host, "input_row", "0");
  type (host, "output_row", "0");
  g_assert_cmpstr (get_text (host, "credit_label"), ==,
                   "These requests cost nothing: $1 of credit lasts until it expires.");
}

/* Good numbers count at once, and what was understood is shown. */
static void
test_good (void)
{
  g_autoptr (UiHost) host = ui_host_new (UI_ESTIMATE, NULL);
  GtkWidget *entry = get_entry (host, "conversations_row");

  choose_model (host, "gpt-5.4-nano");
  type (host, "conversations_row", "2k");
  g_assert_cmpstr (get_text (host, "month_label"), ==, "$99 a month");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "2000");
  type (host, "cached_row", "50 %");
  g_assert_cmpint (kb_number_row_get_value (ui_host_get (host, "cached_row")), ==, 50);
  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Conversations a Day");
}

static const struct
{
  const char *row, *text, *sentence;
} bad[] = {
  { "conversations_row", "", "Enter a number; it can be 0" },
  { "conversations_row", "many", "This is not a number" },
  { "conversations_row", "-5", "The number cannot be less than 0" },
  { "conversations_row", "1e12", "The number can be at most 1000000000" },
  { "conversations_row", "1.5", "This has to be a whole number" },
  { "conversations_row", "1.000", "This point or comma can mean two things. Write 1000 without it" },
  { "cached_row", "101", "The number can be at most 100" },
  { "credit_row", "5 €", "Amounts are in US dollars" },
  { "credit_row", "2000000", "The number can be at most $1000000" },
  { "input_price_row", "0.0000001", "A price can have at most six decimals" },
  { "output_price_row", "20000", "The number can be at most $10000" },
};

static void
test_bad (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (UiHost) host = ui_host_new (UI_ESTIMATE, NULL);
  const char *row = bad[i].row;
  g_autofree char *hint = NULL, *month = NULL;
  gint64 before;

  choose_model (host, "Your prices");
  UI_WAIT (gtk_widget_get_mapped (ui_host_get (host, row)));
  hint = g_strdup (get_hint (host, row));
  month = g_strdup (get_text (host, "month_label"));
  before = kb_number_row_get_value (ui_host_get (host, row));
  type (host, row, bad[i].text);
  /* Nothing is said while it may still become one. */
  g_assert_false (is_wrong (host, row));
  g_assert_cmpstr (get_hint (host, row), ==, hint);
  UI_WAIT (is_wrong (host, row));
  g_assert_cmpstr (get_hint (host, row), ==, bad[i].sentence);
  g_assert_cmpstr (ui_get_announced (), ==, bad[i].sentence);
  gtk_test_accessible_assert_property (get_entry (host, row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       bad[i].sentence);
  gtk_test_accessible_assert_state (get_entry (host, row), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_widget_get_visible (ui_host_get (host, "wrong_label")));
  g_assert_cmpint (kb_number_row_get_value (ui_host_get (host, row)), ==, before);
  g_assert_cmpstr (get_text (host, "month_label"), ==, month);
  /* Praise comes at once. */
  type (host, row, "7");
  g_assert_false (is_wrong (host, row));
  g_assert_cmpstr (get_hint (host, row), ==, hint);
  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "wrong_label")));
}

static void
test_own_prices (void)
{
  g_autoptr (UiHost) host = ui_host_new (UI_ESTIMATE, NULL);

  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "input_price_row")));
  choose_model (host, "Your prices");
  UI_WAIT (gtk_widget_get_mapped (ui_host_get (host, "output_price_row")));
  type (host, "input_price_row", "$0.20");
  type (host, "output_price_row", "1.25");
  g_assert_cmpstr (get_text (host, "month_label"), ==, "$49.50 a month");
  type (host, "cached_row", "100");
  type (host, "cached_price_row", "0");
  g_assert_cmpstr (get_text (host, "month_label"), ==, "$37.50 a month");
}

static GtkWidget *
find_bar (UiHost *host, const char *id)
{
  g_autoptr (GPtrArray) bars = ui_find_all (ui_host_get (host, "chart"), KB_TYPE_BAR);

  for (guint i = 0; i < bars->len; i++)
    if (g_str_equal (kb_bar_get_id (bars->pdata[i]), id))
      return bars->pdata[i];
  return NULL;
}

static void
assert_bar (UiHost *host, const char *id, const char *name)
{
  GtkWidget *bar = find_bar (host, id);

  g_assert_nonnull (bar);
  gtk_test_accessible_assert_role (bar, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (bar, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
test_chart (void)
{
  g_autoptr (UiHost) host = ui_host_new (UI_ESTIMATE, NULL);

  choose_model (host, "gpt-5.4-nano");
  g_object_set (host->choices, "hard-limit", 100, NULL);
  assert_bar (host, "gpt-5.4-nano", "gpt-5.4-nano, $49.50 a month, chosen");
  assert_bar (host, "gpt-5.4", "gpt-5.4, $600 a month, above your limit");
  g_assert_null (find_bar (host, "o3")); /* no price */
  g_assert_null (find_bar (host, ""));
  choose_model (host, "Your prices");
  UI_WAIT (find_bar (host, ""));
  assert_bar (host, "gpt-5.4-nano", "gpt-5.4-nano, $49.50 a month");
  assert_bar (host, "", "Your prices, $21 a month, chosen");
}

/* The arrow keys go from bar to bar; what Enter does is "activate". */
static void
test_keyboard (void)
{
  g_autoptr (UiHost) host = ui_host_new (UI_ESTIMATE, NULL);
  GtkWidget *first, *second;

  choose_model (host, "gpt-5.4");
  first = find_bar (host, "gpt-6-luna");
  second = find_bar (host, "gpt-5.6-luna");
  g_assert_true (gtk_widget_grab_focus (first));
  g_signal_emit_by_name (gtk_widget_get_parent (first), "move-cursor", GTK_MOVEMENT_DISPLAY_LINES, 1, FALSE,
                         FALSE);
  g_assert_true (gtk_window_get_focus (host->window) == second);
  g_assert_cmpstr (get_text (host, "month_label"), ==, "$600 a month");
  gtk_widget_activate (second);
  g_assert_cmpstr (get_text (host, "month_label"), ==, "$48 a month");
  assert_bar (host, "gpt-5.6-luna", "gpt-5.6-luna, $48 a month, above your limit, chosen");
}

/* Credit and limit are those of the set-up; the rest is there again when the page is. */
static void
test_kept (void)
{
  g_autoptr (UiHost) host = ui_host_new (UI_ESTIMATE, NULL);
  guint credit, limit;

  type (host, "credit_row", "$25");
  type (host, "limit_row", "40");
  g_object_get (host->choices, "credit", &credit, "hard-limit", &limit, NULL);
  g_assert_cmpuint (credit, ==, 25);
  g_assert_cmpuint (limit, ==, 40);
  type (host, "conversations_row", "12");
  type (host, "cached_row", "30");
  choose_model (host, "gpt-5.5");
  adw_navigation_view_replace (host->view, NULL, 0);
  UI_WAIT (!host->page);
  ui_host_push (host, UI_ESTIMATE);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (host->page)));
  g_assert_cmpint (kb_number_row_get_value (ui_host_get (host, "conversations_row")), ==, 12);
  g_assert_cmpint (kb_number_row_get_value (ui_host_get (host, "cached_row")), ==, 30);
  g_assert_cmpint (kb_number_row_get_value (ui_host_get (host, "credit_row")), ==, 25);
  assert_bar (host, "gpt-5.5", "gpt-5.5, $14.06 a month, chosen");
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  g_test_add_func ("/estimate-page/worked-example", test_worked_example);
  g_test_add_func ("/estimate-page/words", test_words);
  g_test_add_func ("/estimate-page/good", test_good);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = g_strdup_printf ("/estimate-page/bad/%u-%s", i, bad[i].row);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_bad);
    }
  g_test_add_func ("/estimate-page/own-prices", test_own_prices);
  g_test_add_func ("/estimate-page/chart", test_chart);
  g_test_add_func ("/estimate-page/keyboard", test_keyboard);
  g_test_add_func ("/estimate-page/kept", test_kept);
  return ui_run ();
}
