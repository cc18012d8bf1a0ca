/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "kb-preferences-dialog.h"
#include "ui-support.h"

#include "core/api/kb-base-address.h"
#include "core/base/kb-settings.h"

static gpointer
get_row (AdwDialog *dialog, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (dialog), KB_TYPE_PREFERENCES_DIALOG, name);
}

static void
check (const char *written, const char *kept, const char *noted)
{
  g_autoptr (AdwDialog) dialog = g_object_ref_sink (kb_preferences_dialog_new ());
  g_autoptr (GSettings) settings = kb_settings_new ();
  GtkWidget *row = get_row (dialog, "address_row");
  GtkWidget *note = get_row (dialog, "note_row");
  g_autofree char *found = NULL;

  gtk_editable_set_text (GTK_EDITABLE (row), written);
  g_signal_emit_by_name (row, "apply");
  found = g_settings_get_string (settings, KB_BASE_ADDRESS_KEY);
  g_assert_cmpstr (found, ==, kept);
  g_assert_cmpint (gtk_widget_get_visible (note), ==, noted != NULL);
  if (noted != NULL)
    g_assert_nonnull (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (note)), noted));
}

/* What no key may be sent to is not kept, and what it lacks is said. */
static void
test_address (void)
{
  g_unsetenv ("OPENAI_BASE_URL");
  check ("https://a.example/v1/", "https://a.example/v1", NULL);
  check ("http://192.0.2.1/v1", "https://a.example/v1", "unprotected");
  check ("https://a.example/v1?x=1", "https://a.example/v1", "?");
  check ("nonsense", "https://a.example/v1", "not a web address");
  check (" \"http://localhost:11434\" ", "http://localhost:11434", "/v1");
  check ("", "", NULL);
}

static void
test_used (void)
{
  g_autoptr (AdwDialog) plain = NULL, beaten = NULL;

  g_unsetenv ("OPENAI_BASE_URL");
  plain = g_object_ref_sink (kb_preferences_dialog_new ());
  g_assert_cmpstr (adw_action_row_get_subtitle (get_row (plain, "used_row")), ==,
                   "https://api.openai.com/v1");
  g_setenv ("OPENAI_BASE_URL", "https://b.example/v1", TRUE);
  beaten = g_object_ref_sink (kb_preferences_dialog_new ());
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (get_row (beaten, "used_row")), "OPENAI_BASE_URL"));
  g_unsetenv ("OPENAI_BASE_URL");
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);

  g_test_add_func ("/preferences/address", test_address);
  g_test_add_func ("/preferences/used", test_used);

  return ui_run ();
}
