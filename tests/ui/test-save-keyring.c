/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "save-support.h"

#include "pages/kb-save-page.h"
#include "widgets/kb-copy-row.h"

#include <string.h>

static gpointer
get_part (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (ui_host_get (fixture->host, "keyring_group"), KB_TYPE_KEYRING_GROUP,
                                        name);
}

static const char *
get_title (Fixture *fixture, const char *part)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_part (fixture, part)));
}

static const char *
get_subtitle (Fixture *fixture)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (get_part (fixture, "row")));
}

static void
press_button (Fixture *fixture)
{
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_part (fixture, "button"))));
  g_signal_emit_by_name (get_part (fixture, "button"), "activated");
}

/* For a sandbox; NULL: it is not shown */
static GtkWidget *
find_command_row (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = ui_find_all (ui_host_get (fixture->host, "keyring_group"), KB_TYPE_COPY_ROW);

  return rows->len > 0 ? rows->pdata[0] : NULL;
}

/* Every state of the keyring has its words, and only two of them let a key be saved. */
static void
test_keyring (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    KbStoreState state;
    gboolean savable;
    const char *title, *button; /* NULL: none */
  } rows[] = {
    { KB_STORE_STATE_READY, TRUE, NULL, NULL },
    { KB_STORE_STATE_LOCKED, TRUE, NULL, NULL },
    { KB_STORE_STATE_NO_COLLECTION, FALSE, "No Keyring Yet", "Create Keyrin_g…" },
    { KB_STORE_STATE_NO_SERVICE, FALSE, "No Keyring Found", "_Look Again" },
    { KB_STORE_STATE_DENIED, FALSE, "Keyring Is Out of Reach", NULL },
    { KB_STORE_STATE_NOT_RESPONDING, FALSE, "Keyring Does Not Answer", "_Look Again" },
  };

  arrive (fixture);
  enter (fixture, fixture->key);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KbKeyringGroup *group = ui_host_get (fixture->host, "keyring_group");
      gboolean denied = rows[i].state == KB_STORE_STATE_DENIED;
      g_autofree char *advice = kb_store_state_dup_advice (rows[i].state), *place = NULL;

      fake_store_set_state (fixture->store, rows[i].state);
      kb_keyring_group_refresh (group);
      UI_WAIT (kb_keyring_group_get_state (group) == rows[i].state);
      g_object_get (group, "place", &place, NULL);
      /* Where all is well, a line is enough. */
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (group)), ==, rows[i].title != NULL);
      g_assert_cmpint (place == NULL, ==, rows[i].title != NULL);
      assert_primary (fixture, "Save and Test", rows[i].savable);
      if (!rows[i].title)
        continue;
      g_assert_cmpstr (get_title (fixture, "row"), ==, rows[i].title);
      g_assert_cmpstr (ui_get_announced (), ==, rows[i].title);
      /* The command is a row of its own. */
      g_assert_cmpint (find_command_row (fixture) != NULL, ==, denied);
      if (denied)
        g_assert_true (g_str_has_suffix (
            advice, adw_action_row_get_subtitle (ADW_ACTION_ROW (find_command_row (fixture)))));
      else
        g_assert_cmpstr (get_subtitle (fixture), ==, advice);
      g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (get_part (fixture, "button"))), ==,
                       rows[i].button != NULL);
      g_assert_cmpstr (get_title (fixture, "button"), ==, rows[i].button ? rows[i].button : "");
    }
}

static GtkWidget *
get_focus (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->host->window));
}

static void
meet (Fixture *fixture, KbStoreState state)
{
  KbKeyringGroup *group = ui_host_get (fixture->host, "keyring_group");

  fake_store_set_state (fixture->store, state);
  kb_keyring_group_refresh (group);
  UI_WAIT (kb_keyring_group_get_state (group) == state);
}

/* A problem has the focus when it is found, unless somebody types. */
static void
test_focus (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) heading = NULL;
  GtkWidget *row, *name;

  fake_store_set_state (fixture->store, KB_STORE_STATE_NO_SERVICE);
  arrive (fixture);
  row = get_part (fixture, "row");
  UI_WAIT (get_focus (fixture) == row);

  enter (fixture, fixture->key);
  name = ui_host_get (fixture->host, "name_row");
  gtk_widget_grab_focus (name);
  meet (fixture, KB_STORE_STATE_NOT_RESPONDING);
  g_assert_true (GTK_IS_TEXT (get_focus (fixture)));
  g_assert_true (gtk_widget_is_ancestor (get_focus (fixture), name));

  gtk_widget_child_focus (ui_host_get (fixture->host, "key_entry"), GTK_DIR_TAB_FORWARD);
  meet (fixture, KB_STORE_STATE_NO_COLLECTION);
  g_assert_true (get_focus (fixture) == row);

  /* When it is over, one begins at the top. */
  meet (fixture, KB_STORE_STATE_READY);
  g_object_get (fixture->host->page, "first-focus", &heading, NULL);
  g_assert_true (get_focus (fixture) == heading);
}

/* Who comes back to it finds it as they found it first. */
static void
test_focus_again (Fixture *fixture, gconstpointer data)
{
  AdwNavigationPage *save;

  fake_store_set_state (fixture->store, KB_STORE_STATE_NO_SERVICE);
  arrive (fixture);
  save = fixture->host->page;
  ui_host_push (fixture->host, KB_STEP_TEST);
  UI_WAIT (get_focus (fixture) && !gtk_widget_is_ancestor (get_focus (fixture), GTK_WIDGET (save)));
  adw_navigation_view_pop (fixture->host->view);
  g_set_weak_pointer (&fixture->host->page, save);
  UI_WAIT (get_focus (fixture) == get_part (fixture, "row"));
}

/* Asking again is answered, also when nothing has changed. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  fake_store_set_state (fixture->store, KB_STORE_STATE_NO_SERVICE);
  arrive (fixture);
  enter (fixture, "hello");
  g_assert_cmpstr (ui_get_announced (), !=, get_title (fixture, "row"));
  button = get_part (fixture, "button");
  gtk_widget_grab_focus (button);
  press_button (fixture);
  UI_WAIT (g_str_equal (ui_get_announced (), get_title (fixture, "row")));
  g_assert_true (get_focus (fixture) == button);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  fake_store_set_state (fixture->store, KB_STORE_STATE_NO_COLLECTION);
  arrive (fixture);
  fake_store_set_error (fixture->store, KB_STORE_ERROR_DISMISSED);
  press_button (fixture);
  UI_WAIT (g_str_has_prefix (get_subtitle (fixture), "The keyring’s own window was closed"));
  fake_store_set_error (fixture->store, -1);

  fake_store_hold (fixture->store, TRUE);
  press_button (fixture);
  g_assert_cmpstr (get_title (fixture, "row"), ==, "Waiting for You");
  g_assert_cmpstr (get_title (fixture, "button"), ==, "_Cancel");
  press_button (fixture);
  fake_store_hold (fixture->store, FALSE);
  UI_WAIT (g_str_equal (get_title (fixture, "row"), "No Keyring Yet"));

  press_button (fixture);
  UI_WAIT (!is_shown (fixture, "keyring_group"));
  g_assert_cmpuint (fake_store_get_n_unlocks (fixture->store), ==, 3);
}

static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  fake_store_set_state (fixture->store, KB_STORE_STATE_NO_COLLECTION);
  arrive (fixture);
  kb_keyring_group_set_patience (ui_host_get (fixture->host, "keyring_group"), 20);
  fake_store_hold (fixture->store, TRUE);
  press_button (fixture);
  UI_WAIT (g_str_equal (get_title (fixture, "row"), "Still Waiting for You"));
  g_assert_cmpstr (ui_get_announced (), ==, get_subtitle (fixture));
  g_assert_cmpstr (get_title (fixture, "button"), ==, "_Cancel");
  press_button (fixture);
  fake_store_hold (fixture->store, FALSE);
  UI_WAIT (g_str_equal (get_title (fixture, "row"), "No Keyring Yet"));
}

static void
test_command (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) buttons = NULL;

  fake_store_set_state (fixture->store, KB_STORE_STATE_DENIED);
  arrive (fixture);
  buttons = ui_find_all (find_command_row (fixture), GTK_TYPE_BUTTON);
  g_assert_cmpuint (buttons->len, ==, 1);
  ui_press (buttons->pdata[0]);
  g_assert_cmpstr (fixture->host->last_toast, ==, "Copied");
}

/* One way at a time, and the focus goes to what takes the place of what had it. */
static void
test_ways (Fixture *fixture, gconstpointer data)
{
  KbKeyEntry *entry;
  GtkWidget *paste, *type, *change;

  arrive (fixture);
  entry = ui_host_get (fixture->host, "key_entry");
  paste = kb_key_entry_get_paste_button (entry);
  type = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (entry), KB_TYPE_KEY_ENTRY, "type_row"));
  change =
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (entry), KB_TYPE_KEY_ENTRY, "change_button"));
  g_assert_true (gtk_widget_get_mapped (paste) && gtk_widget_get_mapped (type));
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_entry (fixture))));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (paste), fixture->key);
  gtk_widget_grab_focus (paste);
  ui_press (paste);
  UI_WAIT (gtk_widget_get_mapped (change));
  g_assert_false (gtk_widget_get_visible (paste) || gtk_widget_get_visible (type));
  g_assert_true (
      gtk_root_get_focus (GTK_ROOT (fixture->host->window)) ==
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (entry), KB_TYPE_KEY_ENTRY, "status_row")));
  ui_press (change);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (get_entry (fixture))));
  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, fixture->key);
  g_assert_false (gtk_widget_get_visible (change));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (paste), NULL);
}

static void
assert_picture (Fixture *fixture, const char *name)
{
  g_autofree char *illustration = NULL;

  g_object_get (fixture->host->page, "illustration", &illustration, NULL);
  g_assert_cmpstr (illustration, ==, name);
}

/* Only where it pushes nothing out of sight. */
static void
test_picture (Fixture *fixture, gconstpointer data)
{
  arrive (fixture);
  assert_picture (fixture, "save");
  meet (fixture, KB_STORE_STATE_NO_SERVICE);
  assert_picture (fixture, NULL);
  meet (fixture, KB_STORE_STATE_LOCKED);
  assert_picture (fixture, "save");
  enter (fixture, fixture->key);
  assert_picture (fixture, NULL);
  enter (fixture, "");
  assert_picture (fixture, "save");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/save-keyring/keyring", test_keyring }, { "/save-keyring/create", test_create },
    { "/save-keyring/focus", test_focus },     { "/save-keyring/focus-again", test_focus_again },
    { "/save-keyring/again", test_again },     { "/save-keyring/ways", test_ways },
    { "/save-keyring/waiting", test_waiting }, { "/save-keyring/command", test_command },
    { "/save-keyring/picture", test_picture },
  };

  ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return ui_run ();
}
