/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include <string.h>

/* Every choice of a set-up, the property of its field, and two values that differ. */
static const struct
{
  guint step;
  const char *choice, *property;
  const char *values[2];
} bindings[] = {
  { KB_STEP_WELCOME, "has-account", "active", { "TRUE", "FALSE" } },
  { KB_STEP_WELCOME, "knows-wallets", "active", { "TRUE", "FALSE" } },
  { KB_STEP_WELCOME, "has-billing", "active", { "TRUE", "FALSE" } },
  { KB_STEP_WELCOME, "has-project", "active", { "TRUE", "FALSE" } },
  { KB_STEP_WELCOME, "has-key", "active", { "TRUE", "FALSE" } },
  { KB_STEP_SIGN_IN, "signed-in", "active", { "TRUE", "FALSE" } },
  { KB_STEP_CREATE, "phone-verified", "active", { "TRUE", "FALSE" } },
  { KB_STEP_PROJECT, "project-name", "text", { "\"shop\"", "\"\"" } },
  { KB_STEP_PROJECT, "project-ready", "active", { "TRUE", "FALSE" } },
  { KB_STEP_BILLING, "purpose", "selected", { "2", "0" } },
  { KB_STEP_BILLING, "credit", "value", { "70", "35" } },
  { KB_STEP_BILLING, "hard-limit", "value", { "70", "35" } },
  { KB_STEP_BILLING, "alert", "value", { "70", "35" } },
  { KB_STEP_BILLING, "credit-added", "active", { "TRUE", "FALSE" } },
  { KB_STEP_BILLING, "limit-set", "active", { "TRUE", "FALSE" } },
  { KB_STEP_PERMISSIONS, "purpose", "selected", { "2", "0" } },
  { KB_STEP_PERMISSIONS, "owner", "selected", { "1", "0" } },
  { KB_STEP_PERMISSIONS, "permission", "selected", { "1", "0" } },
  { KB_STEP_CREATE, "key-created", "active", { "TRUE", "FALSE" } },
  { KB_STEP_CREATE, "key-copied", "active", { "TRUE", "FALSE" } },
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
get_amount (UiHost *host, const char *row)
{
  return (guint) adw_spin_row_get_value (ui_host_get (host, row));
}

/* The amounts follow the purpose, but not one that the person has changed. */
static void
test_amounts (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_BILLING, NULL);
  AdwComboRow *purpose = ui_host_get (host, "purpose");

  for (int i = KB_N_PURPOSES - 1; i >= 0; i--)
    {
      KbBudget budget = kb_advice_get_budget ((KbPurpose) i);

      adw_combo_row_set_selected (purpose, (guint) i);
      g_assert_cmpuint (get_amount (host, "credit"), ==, budget.credit);
      g_assert_cmpuint (get_amount (host, "hard-limit"), ==, budget.hard_limit);
      g_assert_cmpuint (get_amount (host, "alert"), ==, budget.alert);
    }
  adw_spin_row_set_value (ui_host_get (host, "hard-limit"), 123);
  adw_combo_row_set_selected (purpose, KB_PURPOSE_PRODUCTION);
  g_assert_cmpuint (get_amount (host, "hard-limit"), ==, 123);
  g_assert_cmpuint (get_amount (host, "credit"), ==, kb_advice_get_budget (KB_PURPOSE_PRODUCTION).credit);
}

/* The route says what is left to do. */
static void
test_route (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_WELCOME, NULL);
  AdwActionRow *route = ui_host_get (host, "route_row");

  g_assert_true (g_str_has_prefix (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (route)), "7 steps, "));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (route), "Sign In › Project › Billing"));
  adw_switch_row_set_active (ui_host_get (host, "has-account"), TRUE);
  g_assert_null (strstr (adw_action_row_get_subtitle (route), "Sign In"));
  adw_switch_row_set_active (ui_host_get (host, "has-key"), TRUE);
  g_assert_true (g_str_has_suffix (adw_action_row_get_subtitle (route), "Save › Test"));
  g_assert_null (strstr (adw_action_row_get_subtitle (route), "Create"));
}

static void
test_already_have_a_key (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_WELCOME, NULL);
  gboolean has_key;

  ui_assert_label (ui_host_get_secondary (host), "I Already Have a Key");
  ui_press (ui_host_get_secondary (host));
  g_object_get (host->choices, "has-key", &has_key, NULL);
  g_assert_true (has_key);
  g_assert_cmpint (host->gone_to, ==, KB_STEP_SAVE);
}

/* Create the Key shows what was chosen on the pages before it. */
static void
test_create (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_SIGN_IN, NULL);
  AdwNavigationPage *page;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *all = NULL;
  GString *text = g_string_new (NULL);

  g_object_set (host->choices, "permission", KB_PERMISSION_RESTRICTED, "key-name", "shop-1", "project-name",
                "shop", NULL);
  page = ui_host_push (host, KB_STEP_CREATE);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
  rows = ui_find_all (GTK_WIDGET (page), ADW_TYPE_ACTION_ROW);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s=%s\n", adw_preferences_row_get_title (rows->pdata[i]),
                            adw_action_row_get_subtitle (rows->pdata[i]));
  all = g_string_free_and_steal (text);
  g_assert_nonnull (strstr (all, "Name=shop-1\n"));
  g_assert_nonnull (strstr (all, "Project=shop\n"));
  g_assert_nonnull (strstr (all, "Owned by=You\n"));
  g_assert_nonnull (strstr (all, "Permissions=Restricted\nList models: Read\n"));
  g_assert_nonnull (strstr (all, "Everything else: None\n"));
}

/* What is different for a service account is told to those who make a key of one. */
static void
test_service_words (void)
{
  for (int owner = KB_OWNER_YOU; owner <= KB_OWNER_SERVICE_ACCOUNT; owner++)
    {
      g_autoptr (UiHost) host = ui_host_new (KB_STEP_WELCOME, NULL);

      g_object_set (host->choices, "owner", owner, NULL);
      ui_host_push (host, KB_STEP_CREATE);
      UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (host->page)));
      g_assert_cmpint (gtk_widget_get_visible (ui_host_get (host, "service_row")), ==,
                       owner == KB_OWNER_SERVICE_ACCOUNT);
      g_assert_cmpint (gtk_widget_get_visible (ui_host_get (host, "lacks_row")), ==,
                       owner == KB_OWNER_SERVICE_ACCOUNT);
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
  g_test_add_func ("/choices/welcome/already-have-a-key", test_already_have_a_key);
  g_test_add_func ("/choices/create/what-was-chosen", test_create);
  g_test_add_func ("/choices/service-words", test_service_words);
  return ui_run ();
}
