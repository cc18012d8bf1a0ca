/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "fake-store.h"
#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "core/snippets/kb-lookup.h"
#include "found/kb-import-page.h"
#include "kb-page.h"
#include "keys/kb-key-page.h"
#include "keys/kb-keys-page.h"
#include "keys/kb-reveal-row.h"
#include "keys/kb-rotation-page.h"
#include "snippets/kb-use-page.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-group.h"

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
  fake_store_set_state (fixture->store, KB_STORE_STATE_NO_COLLECTION);
  open_page (fixture, KB_STEP_SAVE);
  UI_WAIT (kb_keyring_group_get_state (ui_host_get (fixture->host, "keyring_group")) ==
           KB_STORE_STATE_NO_COLLECTION);
  fake_store_hold (fixture->store, TRUE);
  g_signal_emit_by_name (get_part (ui_host_get (fixture->host, "keyring_group"), "button"), "activated");
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
    if (g_str_equal (adw_preferences_row_get_title (rows->pdata[i]), "Cop_y"))
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

/* With a new key that is there and not tested yet */
static void
begin_testing_new (Fixture *fixture)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "Key", 0, FALSE);
  g_autoptr (KbRotation) rotation = NULL;

  open_page (fixture, UI_KEYS);
  rotation = kb_rotation_new (kb_keys_get_notes (kb_setup_get_keys (fixture->host->setup)), "key");
  kb_rotation_set_replacement (rotation, "new");
  show (fixture, kb_rotation_page_new (fixture->host->setup, key, KB_ROTATION_REPLACE));
  fake_store_hold (fixture->store, TRUE);
  ui_assert_label (ui_host_get_primary (fixture->host), "Test the New Key");
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
  { "save/unlock", begin_unlocking },     { "save/list", begin_listing_names },
  { "keys/list", begin_listing_keys },    { "keys/unlock", begin_unlocking_keys },
  { "key/copy", begin_copying },          { "key/reveal", begin_revealing },
  { "key/test", begin_testing },          { "rotation/prove", begin_proving },
  { "rotation/test", begin_testing_new }, { "test/check", begin_checking },
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
test_cancel (Fixture *fixture, gconstpointer data)
{
  const Operation *operation = data;

  operation->begin (fixture);
  UI_WAIT (fake_store_is_held (fixture->store));
  ui_assert_label (ui_host_get_secondary (fixture->host), "Cancel");
  ui_press (ui_host_get_secondary (fixture->host));
  ui_drain ();
  g_assert_cmpuint (fake_store_get_n_cancelled (fixture->store), ==, 1);
}

static void
test_key_cancel (Fixture *fixture, gconstpointer data)
{
  begin_testing (fixture);
  UI_WAIT (fake_store_is_held (fixture->store));
  ui_assert_label (ui_host_get (fixture->host, "test_button"), "Cancel");
  ui_press (ui_host_get (fixture->host, "test_button"));
  ui_drain ();
  g_assert_cmpuint (fake_store_get_n_cancelled (fixture->store), ==, 1);
}

static void
test_unlock_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) buttons = NULL;
  GtkWidget *bar;

  begin_unlocking_keys (fixture);
  bar = ui_host_get (fixture->host, "unlock_bar");
  UI_WAIT (fake_store_is_held (fixture->store) && gtk_widget_get_mapped (bar));
  buttons = ui_find_all (bar, GTK_TYPE_BUTTON);
  g_assert_cmpuint (buttons->len, ==, 1);
  ui_press (buttons->pdata[0]);
  ui_drain ();
  g_assert_cmpuint (fake_store_get_n_cancelled (fixture->store), ==, 1);
  g_assert_false (gtk_widget_get_visible (bar));
}

static GtkLabel *
reveal (Fixture *fixture)
{
  GtkLabel *label;

  open_key (fixture);
  label = get_part (ui_host_get (fixture->host, "reveal_row"), "key_label");
  gtk_toggle_button_set_active (get_part (ui_host_get (fixture->host, "reveal_row"), "button"), TRUE);
  UI_WAIT (g_str_equal (gtk_label_get_text (label), fixture->key));
  return label;
}

static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  GtkLabel *label = reveal (fixture);

  cover (fixture);
  g_assert_cmpstr (gtk_label_get_text (label), ==, "");
}

/* Who goes away from the computer does not leave it on the screen. */
static void
test_hidden_in_time (Fixture *fixture, gconstpointer data)
{
  GtkLabel *label;

  g_setenv ("KEYBEARER_SECOND", "10", TRUE);
  label = reveal (fixture);
  g_unsetenv ("KEYBEARER_SECOND");
  UI_WAIT (g_str_equal (gtk_label_get_text (label), ""));
  g_assert_false (
      gtk_toggle_button_get_active (get_part (ui_host_get (fixture->host, "reveal_row"), "button")));
}

static void
test_hidden_behind (Fixture *fixture, gconstpointer data)
{
  GtkLabel *label = reveal (fixture);
  GtkWindow *other = GTK_WINDOW (gtk_window_new ());

  gtk_window_present (other);
  UI_WAIT (!gtk_window_is_active (fixture->host->window));
  g_assert_cmpstr (gtk_label_get_text (label), ==, "");
  gtk_window_destroy (other);
}

/* A page that is left counts that once, however it goes on. */
#define TYPE_COUNTING (counting_get_type ())
G_DECLARE_FINAL_TYPE (Counting, counting, , COUNTING, KbPage)

struct _Counting
{
  KbPage parent_instance;
};

static guint n_arrived, n_left;

G_DEFINE_FINAL_TYPE (Counting, counting, KB_TYPE_PAGE)

static void
count_arrived (KbPage *page)
{
  n_arrived++;
  g_assert_false (g_cancellable_is_cancelled (kb_page_get_cancellable (page)));
}

static void
count_left (KbPage *page)
{
  n_left++;
  g_assert_true (g_cancellable_is_cancelled (kb_page_get_cancellable (page)));
}

static void
counting_class_init (CountingClass *klass)
{
  static const char template[] = "<interface><template class='Counting' parent='KbPage'/></interface>";
  g_autoptr (GBytes) bytes = g_bytes_new_static (template, sizeof template - 1);

  gtk_widget_class_set_template (GTK_WIDGET_CLASS (klass), bytes);
  KB_PAGE_CLASS (klass)->arrived = count_arrived;
  KB_PAGE_CLASS (klass)->left = count_left;
}

static void
counting_init (Counting *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set (self, "title", "Page", "child", gtk_button_new_with_label ("Page"), NULL);
}

static void
test_once (Fixture *fixture, gconstpointer data)
{
  n_arrived = n_left = 0;
  open_page (fixture, UI_KEYS);
  show (fixture, g_object_new (TYPE_COUNTING, "setup", fixture->host->setup, NULL));
  g_assert_cmpuint (n_arrived, ==, 1);
  cover (fixture);
  g_assert_cmpuint (n_left, ==, 1);
  adw_navigation_view_pop (fixture->host->view);
  ui_drain ();
  g_assert_cmpuint (n_arrived, ==, 2);
  cover (fixture);
  g_assert_cmpuint (n_left, ==, 2);
  ui_host_close (fixture->host);
  ui_drain ();
  g_assert_cmpuint (n_left, ==, 2);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

/* Once more, and to its end: what was asked before would have been answered by then. */
static void
ask_keyring (void)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_lookup_async ("key", NULL, done_cb, &result);
  UI_WAIT (result != NULL);
  kb_lookup_finish (result, NULL);
}

static void
test_lookup (Fixture *fixture, gconstpointer data)
{
  fixture->host = ui_host_new_real (UI_KEYS, KB_KEY_STORE (fixture->store));
  show (fixture, g_object_new (KB_TYPE_USE_PAGE, "setup", fixture->host->setup, "key-name", "key", NULL));
  adw_navigation_view_push (fixture->host->view,
                            adw_navigation_page_new (gtk_button_new_with_label ("Front"), "Front"));
  ask_keyring ();
  g_assert_cmpstr (gtk_stack_get_visible_child_name (ui_host_get (fixture->host, "stack")), ==, "waiting");
}

/* Who comes back to the window looks at the page that is in front, and no other. */
static void
test_window_active (Fixture *fixture, gconstpointer data)
{
  guint before;

  open_page (fixture, KB_STEP_SAVE);
  before = fake_store_get_n_probes (fixture->store);
  g_object_notify (G_OBJECT (fixture->host->window), "is-active");
  g_assert_cmpuint (fake_store_get_n_probes (fixture->store), ==, before + 1);
  cover (fixture);
  before = fake_store_get_n_probes (fixture->store);
  g_object_notify (G_OBJECT (fixture->host->window), "is-active");
  g_assert_cmpuint (fake_store_get_n_probes (fixture->store), ==, before);
}

/* Asked for while another page is in front: then it is looked when the page is shown, and once. */
static void
test_listed_once (Fixture *fixture, gconstpointer data)
{
  guint before;

  open_page (fixture, UI_KEYS);
  cover (fixture);
  before = fake_store_get_n_lists (fixture->store);
  kb_keys_page_test_all (KB_KEYS_PAGE (fixture->host->page));
  ui_drain ();
  g_assert_cmpuint (fake_store_get_n_lists (fixture->store), ==, before);
  fake_store_hold (fixture->store, TRUE);
  adw_navigation_view_pop (fixture->host->view);
  UI_WAIT (fake_store_is_held (fixture->store));
  g_assert_cmpuint (fake_store_get_n_lists (fixture->store), ==, before + 1);
}

/* The page is not there yet: it is looked when it comes, and once. */
static void
test_listed_once_anew (Fixture *fixture, gconstpointer data)
{
  AdwNavigationPage *page;
  guint before;

  open_page (fixture, KB_STEP_WELCOME);
  page = g_object_new (KB_TYPE_KEYS_PAGE, "setup", fixture->host->setup, NULL);
  before = fake_store_get_n_lists (fixture->store);
  fake_store_hold (fixture->store, TRUE);
  kb_keys_page_test_all (KB_KEYS_PAGE (page));
  show (fixture, page);
  UI_WAIT (fake_store_is_held (fixture->store));
  g_assert_cmpuint (fake_store_get_n_lists (fixture->store), ==, before + 1);
}

/* Who comes back to the window while the keyring asks does not ask anew. */
static void
test_unlocking_goes_on (Fixture *fixture, gconstpointer data)
{
  guint before;

  begin_unlocking (fixture);
  UI_WAIT (fake_store_is_held (fixture->store));
  before = fake_store_get_n_probes (fixture->store);
  kb_keyring_group_refresh (ui_host_get (fixture->host, "keyring_group"));
  ui_drain ();
  g_assert_cmpuint (fake_store_get_n_probes (fixture->store), ==, before);
  g_assert_true (fake_store_is_held (fixture->store));
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
  static const Operation cancellable[] = {
    { "rotation/prove", begin_proving },
    { "rotation/test", begin_testing_new },
    { "test/check", begin_checking },
  };
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/leave/keys/stopped", test_stopped },
    { "/leave/keys/unlock-cancelled", test_unlock_cancel },
    { "/leave/keys/listed-once", test_listed_once },
    { "/leave/keys/listed-once-anew", test_listed_once_anew },
    { "/leave/save/unlocking-goes-on", test_unlocking_goes_on },
    { "/leave/key/cancelled", test_key_cancel },
    { "/leave/key/hidden", test_hidden },
    { "/leave/key/hidden-in-time", test_hidden_in_time },
    { "/leave/key/hidden-behind", test_hidden_behind },
    { "/leave/save/hidden", test_entry_hidden },
    { "/leave/save/window-active", test_window_active },
    { "/leave/use/lookup", test_lookup },
    { "/leave/once", test_once },
  };

  ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strconcat ("/leave/", operations[i].name, NULL);
      g_autofree char *closed = g_strconcat ("/leave/closed/", operations[i].name, NULL);

      g_test_add (path, Fixture, &operations[i], set_up, test_cancelled, tear_down);
      g_test_add (closed, Fixture, &operations[i], set_up, test_closed, tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cancellable); i++)
    {
      g_autofree char *path = g_strconcat ("/leave/cancel/", cancellable[i].name, NULL);

      g_test_add (path, Fixture, &cancellable[i], set_up, test_cancel, tear_down);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return ui_run ();
}
