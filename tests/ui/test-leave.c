/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "fake-store.h"
#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "keys/kb-key-page.h"
#include "keys/kb-keys-page.h"
#include "keys/kb-reveal-row.h"
#include "keys/kb-rotation-page.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-row.h"

/* What is under way on a page ends, and what it shows is hidden, as soon as another page covers it. */
typedef struct
{
  FakeStore *store;
  UiHost *host;
  char *key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  SecretValue *key;

  fixture->store = fake_store_new ();
  fixture->key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  key = secret_value_new (fixture->key, -1, "text/plain");
  kb_key_store_save_async (KB_KEY_STORE (fixture->store), "key", "Key", key, FALSE, NULL, NULL, NULL);
  fake_store_add (fixture->store, "");
  fake_store_add (fixture->store, "key");
  secret_value_unref (key);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->host, ui_host_free);
  ui_drain ();
  g_assert_finalize_object (fixture->store);
  g_free (fixture->key);
}

static void
open_page (Fixture *fixture, guint step)
{
  fixture->host = ui_host_new (step, KB_KEY_STORE (fixture->store));
  ui_drain ();
}

static void
show (Fixture *fixture, AdwNavigationPage *page)
{
  g_set_weak_pointer (&fixture->host->page, page);
  adw_navigation_view_push (fixture->host->view, page);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
}

static void
open_key (Fixture *fixture)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "Key", 0, FALSE);

  open_page (fixture, UI_KEYS);
  show (fixture, kb_key_page_new (fixture->host->setup, key));
}

static void
cover (Fixture *fixture)
{
  AdwNavigationPage *front = adw_navigation_page_new (gtk_button_new_with_label ("Front"), "Front");

  adw_navigation_view_push (fixture->host->view, front);
  ui_drain ();
}

static gpointer
get_part (gpointer widget, const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

static void
begin_unlocking (Fixture *fixture)
{
  fake_store_set_state (fixture->store, KB_STORE_STATE_LOCKED);
  open_page (fixture, KB_STEP_SAVE);
  UI_WAIT (kb_keyring_row_get_state (ui_host_get (fixture->host, "keyring_row")) == KB_STORE_STATE_LOCKED);
  fake_store_hold (fixture->store, TRUE);
  ui_press (get_part (ui_host_get (fixture->host, "keyring_row"), "button"));
}

static void
begin_listing_names (Fixture *fixture)
{
  fake_store_hold_lists (fixture->store);
  open_page (fixture, KB_STEP_SAVE);
}

static void
begin_listing_keys (Fixture *fixture)
{
  fake_store_hold_lists (fixture->store);
  open_page (fixture, UI_KEYS);
}

/* Pressed three times, and asked for once. */
static void
begin_unlocking_keys (Fixture *fixture)
{
  GtkListBox *list;

  open_page (fixture, UI_KEYS);
  list = ui_host_get (fixture->host, "list");
  UI_WAIT (gtk_list_box_get_row_at_index (list, 0) != NULL);
  fake_store_hold (fixture->store, TRUE);
  for (guint i = 0; i < 3; i++)
    g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpuint (fake_store_get_n_unlocks (fixture->store), ==, 1);
  g_assert_true (gtk_widget_get_visible (ui_host_get (fixture->host, "unlock_bar")));
}

static void
begin_testing_all (Fixture *fixture)
{
  open_page (fixture, UI_KEYS);
  UI_WAIT (gtk_list_box_get_row_at_index (ui_host_get (fixture->host, "list"), 0) != NULL);
  fake_store_hold (fixture->store, TRUE);
  kb_keys_page_test_all (KB_KEYS_PAGE (fixture->host->page));
}

static void
begin_copying (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = NULL;

  open_key (fixture);
  rows = ui_find_all (GTK_WIDGET (fixture->host->page), ADW_TYPE_ACTION_ROW);
  fake_store_hold (fixture->store, TRUE);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (adw_preferences_row_get_title (rows->pdata[i]), "_Copy"))
      adw_action_row_activate (rows->pdata[i]);
}

static void
begin_revealing (Fixture *fixture)
{
  open_key (fixture);
  fake_store_hold (fixture->store, TRUE);
  gtk_toggle_button_set_active (get_part (ui_host_get (fixture->host, "reveal_row"), "button"), TRUE);
}

static void
begin_testing (Fixture *fixture)
{
  open_key (fixture);
  fake_store_hold (fixture->store, TRUE);
  ui_press (ui_host_get (fixture->host, "test_button"));
}

static void
begin_proving (Fixture *fixture)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "Key", 0, FALSE);
  g_autoptr (KbRotation) rotation = NULL;

  open_page (fixture, UI_KEYS);
  show (fixture, kb_rotation_page_new (fixture->host->setup, key, KB_ROTATION_REPLACE));
  rotation = kb_rotation_new (kb_keys_get_notes (kb_setup_get_keys (fixture->host->setup)), "key");
  for (kb_rotation_refresh (rotation); kb_rotation_get_current (rotation) != KB_ROTATION_STEP_PROVE;
       kb_rotation_refresh (rotation))
    ui_press (ui_host_get_secondary (fixture->host));
  fake_store_hold (fixture->store, TRUE);
  ui_press (ui_host_get_primary (fixture->host));
}

static void
begin_checking (Fixture *fixture)
{
  open_page (fixture, KB_STEP_TEST);
  g_object_set (kb_setup_get_choices (fixture->host->setup), "saved-name", "key", NULL);
  cover (fixture);
  adw_navigation_view_pop (fixture->host->view);
  ui_drain ();
  fake_store_hold (fixture->store, TRUE);
  ui_press (ui_host_get_primary (fixture->host));
}

typedef struct
{
  const char *name;
  void (*begin) (Fixture *fixture);
} Operation;

static const Operation operations[] = {
  { "save/unlock", begin_unlocking },  { "save/list", begin_listing_names },
  { "keys/list", begin_listing_keys }, { "keys/unlock", begin_unlocking_keys },
  { "key/copy", begin_copying },       { "key/reveal", begin_revealing },
  { "key/test", begin_testing },       { "rotation/prove", begin_proving },
  { "test/check", begin_checking },
};

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  const Operation *operation = data;

  operation->begin (fixture);
  UI_WAIT (fake_store_is_held (fixture->store));
  g_assert_cmpuint (fake_store_get_n_cancelled (fixture->store), ==, 0);
  cover (fixture);
  g_assert_cmpuint (fake_store_get_n_cancelled (fixture->store), ==, 1);
  g_assert_false (fake_store_is_held (fixture->store));
}

/* No page covers it: the window goes. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  const Operation *operation = data;

  operation->begin (fixture);
  UI_WAIT (fake_store_is_held (fixture->store));
  ui_host_close (fixture->host);
  ui_drain ();
  g_assert_cmpuint (fake_store_get_n_cancelled (fixture->store), ==, 1);
  g_assert_false (fake_store_is_held (fixture->store));
}

static void
test_stopped (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) buttons = NULL;

  begin_testing_all (fixture);
  UI_WAIT (fake_store_is_held (fixture->store));
  buttons = ui_find_all (ui_host_get (fixture->host, "round_bar"), GTK_TYPE_BUTTON);
  g_assert_cmpuint (buttons->len, ==, 1);
  ui_press (buttons->pdata[0]);
  ui_drain ();
  g_assert_cmpuint (fake_store_get_n_cancelled (fixture->store), ==, 1);
  g_assert_false (gtk_widget_get_mapped (ui_host_get (fixture->host, "round_bar")));
}

/* By the button that says so, with the page still there. */
static void
test_rotation_stopped (Fixture *fixture, gconstpointer data)
{
  begin_proving (fixture);
  UI_WAIT (fake_store_is_held (fixture->store));
  ui_press (ui_host_get_secondary (fixture->host));
  ui_drain ();
  g_assert_cmpuint (fake_store_get_n_cancelled (fixture->store), ==, 1);
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  GtkLabel *label;

  open_key (fixture);
  label = get_part (ui_host_get (fixture->host, "reveal_row"), "key_label");
  gtk_toggle_button_set_active (get_part (ui_host_get (fixture->host, "reveal_row"), "button"), TRUE);
  UI_WAIT (g_str_equal (gtk_label_get_text (label), fixture->key));
  cover (fixture);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "");
}

static void
test_entry_hidden (Fixture *fixture, gconstpointer data)
{
  GtkText *text;

  open_page (fixture, KB_STEP_SAVE);
  text = GTK_TEXT (gtk_editable_get_delegate (get_part (ui_host_get (fixture->host, "key_entry"), "entry")));
  kb_key_entry_set_text (ui_host_get (fixture->host, "key_entry"), fixture->key);
  gtk_text_set_visibility (text, TRUE);
  cover (fixture);
  g_assert_false (gtk_text_get_visibility (text));
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strconcat ("/leave/", operations[i].name, NULL);
      g_autofree char *closed = g_strconcat ("/leave/closed/", operations[i].name, NULL);

      g_test_add (path, Fixture, &operations[i], set_up, test_cancelled, tear_down);
      g_test_add (closed, Fixture, &operations[i], set_up, test_closed, tear_down);
    }
  g_test_add ("/leave/rotation/stopped", Fixture, NULL, set_up, test_rotation_stopped, tear_down);
  g_test_add ("/leave/keys/stopped", Fixture, NULL, set_up, test_stopped, tear_down);
  g_test_add ("/leave/key/hidden", Fixture, NULL, set_up, test_hidden, tear_down);
  g_test_add ("/leave/save/hidden", Fixture, NULL, set_up, test_entry_hidden, tear_down);
  return ui_run ();
}
