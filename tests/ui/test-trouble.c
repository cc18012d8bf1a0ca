/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "fake-store.h"
#include "ui-support.h"

#include "widgets/kb-keyring-group.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

/* What is in the place of a file of ours, and what the window says of it. */
typedef struct
{
  const char *name;
  gboolean choices; /* or notes */
  const char *text; /* NULL: a folder */
  gboolean full;    /* nothing can be written */
  const char *says;
  const char *outcome; /* its beginning */
  gboolean aside;      /* it is kept beside */
} Row;

static const Row rows[] = {
  { "notes/mended", FALSE, "{\"version\":1,\"keys\":[{\"name\":\"a\"},{\"name\":\"b\"", FALSE,
    "The notes on your keys were damaged", "What could be read is kept", TRUE },
  { "notes/broken", FALSE, "seeds", FALSE, "The notes on your keys were damaged", "Nothing could be read",
    TRUE },
  { "notes/newer", FALSE, "{\"version\":99}", FALSE, "A newer Keybearer wrote the notes on your keys",
    "The file is left alone, and new notes are not kept", FALSE },
  { "notes/unreadable", FALSE, NULL, FALSE, "The notes on your keys cannot be read",
    "The file is left alone, and new notes are not kept", FALSE },
  { "notes/unwritable", FALSE, "{\"version\":1}", TRUE, "The notes on your keys cannot be written",
    "Keybearer tries again with the next change", FALSE },
  { "choices/mended", TRUE, "{\"version\":1,\"project-name\":\"a\",\"key-na", FALSE,
    "The choices of your set-up were damaged", "What could be read is kept", TRUE },
  { "choices/broken", TRUE, "seeds", FALSE, "The choices of your set-up were damaged",
    "Nothing could be read", TRUE },
  { "choices/newer", TRUE, "{\"version\":99}", FALSE, "A newer Keybearer wrote the choices of your set-up",
    "The file is left alone, and new choices are not kept", FALSE },
  { "choices/unreadable", TRUE, NULL, FALSE, "The choices of your set-up cannot be read",
    "The file is left alone, and new choices are not kept", FALSE },
  { "choices/unwritable", TRUE, "{\"version\":1}", TRUE, "The choices of your set-up cannot be written",
    "Keybearer tries again with the next change", FALSE },
};

static char *
dup_path (const Row *row)
{
  return row->choices ? g_build_filename (g_get_user_state_dir (), "keybearer", "setup.json", NULL)
                      : g_build_filename (g_get_user_data_dir (), "keybearer", "notes.json", NULL);
}

static void
place (const Row *row, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  if (row->text)
    g_file_set_contents (path, row->text, -1, &error);
  else
    g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
  g_assert_no_error (error);
}

/* As on a disk that is full */
static void
set_full (gboolean full)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = full ? 0 : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
change (KbSetup *setup, const Row *row)
{
  g_autoptr (KbNote) note = kb_note_new ("bench");

  if (row->choices)
    g_object_set (kb_setup_get_choices (setup), "project-name", "herbarium", NULL);
  else
    kb_notes_put (kb_keys_get_notes (kb_setup_get_keys (setup)), note);
  kb_setup_flush (setup);
}

static KbSetup *
get_setup (KbWindow *window)
{
  AdwNavigationView *view =
      ADW_NAVIGATION_VIEW (gtk_widget_get_template_child (GTK_WIDGET (window), KB_TYPE_WINDOW, "view"));
  g_autoptr (KbSetup) setup = NULL;

  g_object_get (adw_navigation_view_get_visible_page (view), "setup", &setup, NULL);
  return setup;
}

/* What comes of it stands in a dialog, with which the bar goes. */
static char *
read_details (KbWindow *window, AdwBanner *banner)
{
  g_autoptr (GPtrArray) buttons = ui_find_all (GTK_WIDGET (banner), GTK_TYPE_BUTTON);
  AdwDialog *dialog;
  char *text;

  g_assert_cmpuint (buttons->len, ==, 1);
  ui_assert_label (buttons->pdata[0], "Details");
  ui_press (buttons->pdata[0]);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  g_assert_cmpstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), ==, adw_banner_get_title (banner));
  text = g_strdup (
      gtk_label_get_text (GTK_LABEL (adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog)))));
  adw_dialog_close (dialog);
  UI_WAIT (!adw_banner_get_revealed (banner));
  return text;
}

static void
test_file (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *path = dup_path (row);
  g_autofree char *details = NULL;
  KbWindow *window;
  AdwBanner *banner;

  place (row, path);
  ui_forget_announced ();
  window = kb_window_new (ui_get_application (), FALSE);
  banner = ADW_BANNER (gtk_widget_get_template_child (GTK_WIDGET (window), KB_TYPE_WINDOW, "trouble_banner"));
  gtk_window_present (GTK_WINDOW (window));
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (banner)));
  if (row->full)
    {
      g_assert_false (adw_banner_get_revealed (banner));
      set_full (TRUE);
      change (get_setup (window), row);
    }
  UI_WAIT (adw_banner_get_revealed (banner));
  g_assert_cmpstr (adw_banner_get_title (banner), ==, row->says);
  /* My Keys may have said something of the keyring since. */
  UI_WAIT (ui_has_announced (adw_banner_get_title (banner)));
  details = read_details (window, banner);
  g_assert_true (g_str_has_prefix (details, row->outcome));
  g_assert_nonnull (strstr (details, path));
  g_assert_cmpint (strstr (details, ".broken") != NULL, ==, row->aside);
  set_full (FALSE);
  if (row->full)
    change (get_setup (window), row);
  gtk_window_destroy (GTK_WINDOW (window));
  while (kb_state_file_is_any_busy ())
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_remove (path), ==, 0);
}

/* Nothing is said where nothing is wrong. */
static void
test_no_trouble (void)
{
  KbWindow *window = kb_window_new (ui_get_application (), FALSE);

  gtk_window_present (GTK_WINDOW (window));
  ui_drain ();
  g_assert_false (adw_banner_get_revealed (
      ADW_BANNER (gtk_widget_get_template_child (GTK_WIDGET (window), KB_TYPE_WINDOW, "trouble_banner"))));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A keyring by whose names for things it is told. */
static void
test_provider (void)
{
  static const struct
  {
    KbStoreState state;
    KbStoreProvider provider;
    const char *says;
  } advice[] = {
    { KB_STORE_STATE_LOCKED, KB_STORE_PROVIDER_UNKNOWN, "the keyring’s password" },
    { KB_STORE_STATE_LOCKED, KB_STORE_PROVIDER_GNOME, "the keyring’s password" },
    { KB_STORE_STATE_LOCKED, KB_STORE_PROVIDER_KDE, "KDE asks for the password of your wallet" },
    { KB_STORE_STATE_LOCKED, KB_STORE_PROVIDER_KEEPASSXC, "Your database in KeePassXC is locked" },
    { KB_STORE_STATE_NO_COLLECTION, KB_STORE_PROVIDER_KEEPASSXC, "No database is open in KeePassXC" },
    { KB_STORE_STATE_NO_COLLECTION, KB_STORE_PROVIDER_GNOME, "Your desktop will ask for a new password" },
    { KB_STORE_STATE_NOT_RESPONDING, KB_STORE_PROVIDER_KEEPASSXC, "busy or stuck" },
  };
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_SAVE, KB_KEY_STORE (store));
  KbKeyringGroup *group = ui_host_get (host, "keyring_group");
  AdwActionRow *row =
      ADW_ACTION_ROW (gtk_widget_get_template_child (GTK_WIDGET (group), KB_TYPE_KEYRING_GROUP, "row"));

  for (gsize i = 0; i < G_N_ELEMENTS (advice); i++)
    {
      fake_store_set_state (store, advice[i].state);
      fake_store_set_provider (store, advice[i].provider);
      kb_keyring_group_refresh (group);
      UI_WAIT (strstr (adw_action_row_get_subtitle (row), advice[i].says) != NULL);
    }
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  signal (SIGXFSZ, SIG_IGN);
  g_test_add_func ("/trouble/none", test_no_trouble);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/trouble/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_file);
    }
  g_test_add_func ("/trouble/provider", test_provider);
  return ui_run ();
}
