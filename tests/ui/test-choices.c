/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "pages/kb-money-dialog.h"

#include <string.h>

/* Every choice of a set-up, the property of its field, and two values that differ. */
static const struct
{
  guint step;
  const char *choice, *property;
  const char *values[2];
} bindings[] = {
  { KB_STEP_WELCOME, "holder", "selected", { "2", "0" } },
  { KB_STEP_WELCOME, "every-step", "active", { "TRUE", "FALSE" } },
  { KB_STEP_PROJECT, "project-name", "text", { "\"shop\"", "\"\"" } },
  { KB_STEP_PERMISSIONS, "owner", "selected", { "1", "0" } },
  { KB_STEP_PERMISSIONS, "permission", "selected", { "1", "0" } },
  { KB_STEP_SAVE, "key-name", "text", { "\"one\"", "\"other\"" } },
  { KB_STEP_SAVE, "project-name", "text", { "\"shop\"", "\"\"" } },
  { KB_STEP_SAVE, "purpose", "selected", { "2", "0" } },
};

static char *
dup_value (gpointer object, const char *property)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get_property (object, property, &value);
  if (G_VALUE_HOLDS_ENUM (&value))
    return g_strdup_printf ("%d", g_value_get_enum (&value));
  if (G_VALUE_HOLDS_DOUBLE (&value))
    return g_strdup_printf ("%g", g_value_get_double (&value));
  return g_strdup_value_contents (&value);
}

static void
set_value (gpointer object, const char *property, const char *text)
{
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autofree char *string = g_strndup (text + 1, MAX (strlen (text), 2) - 2);

  g_assert_nonnull (pspec);
  g_value_init (&value, pspec->value_type);
  if (G_IS_PARAM_SPEC_BOOLEAN (pspec))
    g_value_set_boolean (&value, g_str_equal (text, "TRUE"));
  else if (G_IS_PARAM_SPEC_UINT (pspec))
    g_value_set_uint (&value, (guint) g_ascii_strtoull (text, NULL, 10));
  else if (G_IS_PARAM_SPEC_DOUBLE (pspec))
    g_value_set_double (&value, g_ascii_strtod (text, NULL));
  else if (G_IS_PARAM_SPEC_STRING (pspec))
    g_value_set_string (&value, string);
  else
    g_value_set_enum (&value, (int) g_ascii_strtoull (text, NULL, 10));
  g_object_set_property (object, property, &value);
}

#define assert_value(object, property, expected) \
  G_STMT_START \
  { \
    g_autofree char *actual = dup_value (object, property); \
    g_assert_cmpstr (actual, ==, expected); \
  } \
  G_STMT_END

static void
test_binding (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr (UiHost) host = ui_host_new (bindings[row].step, NULL);
  gpointer widget = ui_host_get (host, bindings[row].choice);
  const char *choice = bindings[row].choice, *property = bindings[row].property;

  for (int i = 0; i < 2; i++)
    {
      const char *value = bindings[row].values[i], *other = bindings[row].values[1 - i];

      set_value (host->choices, choice, value);
      assert_value (widget, property, value);
      set_value (widget, property, other);
      assert_value (host->choices, choice, other);
    }
}

static void
assert_holder (UiHost *host, KbHolder expected)
{
  static const char *const rows[] = { "me_row", "app_row", "team_row" };
  KbHolder holder;

  g_object_get (host->choices, "holder", &holder, NULL);
  g_assert_cmpint (holder, ==, expected);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gboolean active;

      g_object_get (ui_host_get (host, rows[i]), "active", &active, NULL);
      g_assert_cmpint (active, ==, i == expected);
    }
}

/* One at a time, whichever side it is chosen from. */
static void
test_holders (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);

  assert_holder (host, KB_HOLDER_ME);
  adw_action_row_activate (ui_host_get (host, "team_row"));
  assert_holder (host, KB_HOLDER_TEAM);
  adw_action_row_activate (ui_host_get (host, "app_row"));
  assert_holder (host, KB_HOLDER_APP);
  g_object_set (host->choices, "holder", KB_HOLDER_ME, NULL);
  assert_holder (host, KB_HOLDER_ME);
}

static void
test_calls (void)
{
  static const struct
  {
    const char *toggle;
    KbCalls call;
  } rows[] = {
    { "text_toggle", KB_CALLS_TEXT },     { "images_toggle", KB_CALLS_IMAGES },
    { "speech_toggle", KB_CALLS_SPEECH }, { "embeddings_toggle", KB_CALLS_EMBEDDINGS },
    { "files_toggle", KB_CALLS_FILES },   { "reading_toggle", KB_CALLS_READING },
  };
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_PERMISSIONS, NULL);
  KbCalls calls, expected = KB_CALLS_NONE;

  ui_expand_all (GTK_WIDGET (host->page));
  g_object_set (host->choices, "calls", KB_CALLS_NONE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkToggleButton *toggle = ui_host_get (host, rows[i].toggle);

      g_assert_false (gtk_toggle_button_get_active (toggle));
      ui_press (toggle);
      expected |= rows[i].call;
      g_object_get (host->choices, "calls", &calls, NULL);
      g_assert_cmpuint (calls, ==, expected);
    }
  g_assert_cmpuint (calls, ==, KB_CALLS_EVERY);
  g_object_set (host->choices, "calls", KB_CALLS_IMAGES, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (gtk_toggle_button_get_active (ui_host_get (host, rows[i].toggle)), ==,
                     rows[i].call == KB_CALLS_IMAGES);
}

static guint
get_amount (GtkWidget *dialog, const char *row)
{
  return (guint) adw_spin_row_get_value (ADW_SPIN_ROW (ui_find_named (dialog, row)));
}

/* The amounts follow the purpose, but not one that the person has changed. */
static void
test_amounts (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_BILLING, NULL);
  AdwDialog *money = kb_money_dialog_new (host->choices);
  GtkWidget *dialog = adw_dialog_get_child (money);
  AdwComboRow *purpose;

  adw_dialog_present (money, GTK_WIDGET (host->page));
  purpose = ADW_COMBO_ROW (ui_find_named (dialog, "purpose"));
  for (int i = KB_N_PURPOSES - 1; i >= 0; i--)
    {
      KbBudget budget = kb_advice_get_budget ((KbPurpose) i);

      adw_combo_row_set_selected (purpose, (guint) i);
      g_assert_cmpuint (get_amount (dialog, "credit"), ==, budget.credit);
      g_assert_cmpuint (get_amount (dialog, "hard-limit"), ==, budget.hard_limit);
      g_assert_cmpuint (get_amount (dialog, "alert"), ==, budget.alert);
    }
  adw_spin_row_set_value (ADW_SPIN_ROW (ui_find_named (dialog, "hard-limit")), 123);
  adw_combo_row_set_selected (purpose, KB_PURPOSE_PRODUCTION);
  g_assert_cmpuint (get_amount (dialog, "hard-limit"), ==, 123);
  g_assert_cmpuint (get_amount (dialog, "credit"), ==, kb_advice_get_budget (KB_PURPOSE_PRODUCTION).credit);
}

/* The names of the steps, as they stand below the questions. */
static char *
dup_route (UiHost *host)
{
  GtkWidget *route = adw_bin_get_child (ADW_BIN (ui_host_get (host, "route_bin")));
  g_autoptr (GString) text = g_string_new (NULL);

  for (GtkWidget *stop = gtk_widget_get_first_child (route); stop; stop = gtk_widget_get_next_sibling (stop))
    g_string_append_printf (text, "%s;", gtk_label_get_label (GTK_LABEL (gtk_widget_get_last_child (stop))));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_route(host, expected) \
  G_STMT_START \
  { \
    g_autofree char *route_ = dup_route (host); \
    g_assert_cmpstr (route_, ==, expected); \
  } \
  G_STMT_END

/* The route says what is to do; what the key is for comes with it, unless somebody chose otherwise later. */
static void
test_route (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_WELCOME, NULL);

  assert_route (host, "Sign In;Pay;Create;Save and Test;Use It;");
  adw_combo_row_set_selected (ui_host_get (host, "holder"), KB_HOLDER_APP);
  assert_route (host, "Sign In;Pay;Permissions;Create;Save and Test;Use It;");
  g_assert_cmpstr (ui_get_announced (), ==, "6 steps, about 7 minutes");
  g_assert_cmpint (kb_choices_get_purpose (host->choices), ==, KB_PURPOSE_SIDE_PROJECT);
  adw_combo_row_set_selected (ui_host_get (host, "holder"), KB_HOLDER_TEAM);
  assert_route (host, "Sign In;Project;Pay;Permissions;Create;Save and Test;Use It;");
  adw_combo_row_set_selected (ui_host_get (host, "holder"), KB_HOLDER_ME);
  adw_switch_row_set_active (ui_host_get (host, "every-step"), TRUE);
  assert_route (host, "Sign In;Project;Pay;Permissions;Create;Save and Test;Use It;");
  ui_host_push (host, KB_STEP_PERMISSIONS);
  ui_drain ();
  g_object_set (host->choices, "purpose", KB_PURPOSE_PRODUCTION, NULL);
  adw_action_row_activate (ui_host_get (host, "app_row"));
  g_assert_cmpint (kb_choices_get_purpose (host->choices), ==, KB_PURPOSE_PRODUCTION);
}

/* Each of the three goes on at once. */
static void
test_cards (void)
{
  static const struct
  {
    const char *row;
    KbPreflight preflight;
  } rows[] = {
    { "account_row", KB_PREFLIGHT_ACCOUNT },
    { "key_row", KB_PREFLIGHT_KEY },
    { "new_row", KB_PREFLIGHT_NONE },
  };
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_WELCOME, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      adw_action_row_activate (ui_host_get (host, rows[i].row));
      g_assert_cmpuint (host->n_next, ==, i + 1);
      g_assert_cmpuint (kb_choices_get_preflight (host->choices), ==, rows[i].preflight);
    }
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/choices/%s/%s", ui_page_get_name (bindings[i].step), bindings[i].choice);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_binding);
    }
  g_test_add_func ("/choices/permissions/holders", test_holders);
  g_test_add_func ("/choices/permissions/calls", test_calls);
  g_test_add_func ("/choices/billing/amounts", test_amounts);
  g_test_add_func ("/choices/welcome/route", test_route);
  g_test_add_func ("/choices/welcome/cards", test_cards);
  return ui_run ();
}
