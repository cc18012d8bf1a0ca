/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "ui-support.h"

/* What the metainfo file says, with what only the program knows */
static void
test_about (void)
{
  KbWindow *window = kb_window_new (ui_get_application (), TRUE);
  AdwDialog *dialog;
  AdwAboutDialog *about;

  gtk_window_present (GTK_WINDOW (window));
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (window)));
  g_action_group_activate_action (G_ACTION_GROUP (ui_get_application ()), "about", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_true (ADW_IS_ABOUT_DIALOG (dialog));
  about = ADW_ABOUT_DIALOG (dialog);
  g_assert_cmpstr (adw_about_dialog_get_application_name (about), ==, "Keybearer");
  g_assert_cmpstr (adw_about_dialog_get_application_icon (about), ==, APP_ID);
  g_assert_cmpstr (adw_about_dialog_get_version (about), ==, PACKAGE_VERSION);
  g_assert_cmpstr (adw_about_dialog_get_developer_name (about), ==, "The Keybearer developers");
  g_assert_cmpint (adw_about_dialog_get_license_type (about), ==, GTK_LICENSE_GPL_3_0);
  g_assert_nonnull (strstr (adw_about_dialog_get_comments (about), "Not affiliated with OpenAI"));
  g_assert_nonnull (strstr (adw_about_dialog_get_website (about), "https://"));
  g_assert_nonnull (strstr (adw_about_dialog_get_issue_url (about), "/issues"));
  g_assert_nonnull (strstr (adw_about_dialog_get_support_url (about), "https://"));
  g_assert_nonnull (strstr (adw_about_dialog_get_release_notes (about), "Each step on the web"));
  adw_dialog_force_close (dialog);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);
  g_test_add_func ("/about/metainfo", test_about);
  return ui_run ();
}
