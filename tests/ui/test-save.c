/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "save-support.h"

#include "pages/kb-save-page.h"

#include <string.h>

/* What the entry says of a text, and whether it can be saved. */
static void
test_entry (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text; /* NULL: a good key */
    gboolean savable, said;
    const char *summary, *removed;
  } rows[] = {
    { "", FALSE, FALSE, NULL, NULL },
    { NULL, TRUE, TRUE, "Looks right: a project key", NULL },
    { "sk-proj-practice-credit-exhausted-0000000000", TRUE, TRUE, NULL, NULL },
    { "sk-ant-api03-0123456789abcdefghijABCDEFGHIJ", FALSE, TRUE, "Anthropic", NULL },
    { "sk-admin-0123456789abcdefghijABCDEFGHIJ0123456789abcdefghijABCDEFGHIJ", FALSE, TRUE, NULL, NULL },
    { "hello", FALSE, TRUE, NULL, NULL },
  };
  GtkWidget *row;

  arrive (fixture);
  row = GTK_WIDGET (gtk_widget_get_template_child (ui_host_get (fixture->host, "key_entry"),
                                                   KB_TYPE_KEY_ENTRY, "status_row"));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      enter (fixture, rows[i].text ? rows[i].text : fixture->key);
      assert_primary (fixture, rows[i].savable ? "Save and Test" : NULL, TRUE);
      g_assert_cmpint (is_shown (fixture, "notes_group"), ==, rows[i].savable);
      g_assert_cmpint (gtk_widget_get_visible (row), ==, rows[i].said);
      if (rows[i].said)
        g_assert_cmpstr (ui_get_announced (), ==, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
      if (rows[i].summary)
        g_assert_nonnull (
            strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), rows[i].summary));
      g_assert_cmpint (gtk_widget_has_css_class (GTK_WIDGET (get_entry (fixture)), "error"), ==,
                       rows[i].said && !rows[i].savable);
    }
}

/* Cleaning is said, and what is saved is clean. */
static void
test_cleaned (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strdup_printf ("  \"%s\"\n", fixture->key);
  AdwActionRow *row;

  arrive (fixture);
  enter (fixture, text);
  row = ADW_ACTION_ROW (gtk_widget_get_template_child (ui_host_get (fixture->host, "key_entry"),
                                                       KB_TYPE_KEY_ENTRY, "status_row"));
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (row), "Removed"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "quotes"));
  ui_press (ui_host_get_primary (fixture->host));
  UI_WAIT (fixture->host->n_next == 1);
  g_assert_cmpstr (fake_store_get_saved_key (fixture->store), ==, fixture->key);
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  const KbNote *note;
  KbKeyCheck *key_check;

  arrive (fixture);
  key_check = kb_setup_get_key_check (fixture->host->setup);
  g_object_set (fixture->host->choices, "key-name", " My Laptop ", "project-name", "shop", NULL);
  enter (fixture, fixture->key);
  fake_store_hold (fixture->store, TRUE);
  ui_press (ui_host_get_primary (fixture->host));
  assert_primary (fixture, "Saving…", FALSE);
  ui_assert_label (ui_host_get_secondary (fixture->host), "Cancel");
  g_assert_false (gtk_widget_is_sensitive (ui_host_get (fixture->host, "key_entry")));
  fake_store_hold (fixture->store, FALSE);
  UI_WAIT (fixture->host->n_next == 1);

  g_assert_cmpstr (fake_store_get_saved_name (fixture->store), ==, "my-laptop");
  g_assert_cmpstr (fake_store_get_saved_label (fixture->store), ==, "My Laptop");
  g_assert_cmpstr (kb_choices_get_saved_name (fixture->host->choices), ==, "my-laptop");
  g_assert_cmpstr (ui_host_get_heading (fixture->host), ==, "Your Key Is Saved");
  g_assert_cmpstr (ui_host_get_body (fixture->host), ==, "It is in the keyring as “ My Laptop ”");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, "");
  g_assert_false (is_shown (fixture, "edit_box"));
  note = kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (fixture->host->setup)), "my-laptop");
  g_assert_nonnull (note);
  g_assert_cmpstr (note->project, ==, "shop");
  g_assert_cmpint (kb_key_check_get_state (key_check), ==, KB_KEY_CHECK_STATE_RUNNING);
  g_assert_cmpstr (kb_key_check_get_name (key_check), ==, "my-laptop");
  /* Who comes back may test it again. */
  kb_key_check_reset (key_check);
  assert_primary (fixture, "Continue", TRUE);
  ui_press (ui_host_get_primary (fixture->host));
  g_assert_cmpuint (fixture->host->n_next, ==, 2);
  g_assert_cmpint (kb_key_check_get_state (key_check), ==, KB_KEY_CHECK_STATE_RUNNING);
}

static void
test_another (Fixture *fixture, gconstpointer data)
{
  arrive (fixture);
  enter (fixture, fixture->key);
  ui_press (ui_host_get_primary (fixture->host));
  UI_WAIT (fixture->host->n_next == 1);
  ui_assert_label (ui_host_get_secondary (fixture->host), "Save Another Key");
  ui_press (ui_host_get_secondary (fixture->host));
  g_assert_cmpstr (kb_choices_get_saved_name (fixture->host->choices), ==, "");
  g_assert_true (is_shown (fixture, "edit_box"));
  g_assert_cmpstr (ui_host_get_heading (fixture->host), ==, "Paste the Key You Copied");
  assert_primary (fixture, NULL, FALSE);
  /* It looks at the keyring anew. */
  UI_WAIT (kb_keyring_group_get_state (ui_host_get (fixture->host, "keyring_group")) !=
           KB_STORE_STATE_CHECKING);
  ui_drain ();
}

/* The heading has the focus, and no picture pushes what it says out of sight. */
static void
assert_on_top (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->host->window));
  g_autofree char *illustration = NULL;

  g_assert_true (focus == GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->host->page),
                                                                     KB_TYPE_STEP_PAGE, "heading_widget")));
  g_object_get (fixture->host->page, "illustration", &illustration, NULL);
  g_assert_null (illustration);
}

/* Each way to fail has its own sentence, loses nothing, and can be tried again. */
static void
test_failed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) sentences = g_hash_table_new (g_str_hash, g_str_equal);

  arrive (fixture);
  enter (fixture, fixture->key);
  g_assert_false (is_shown (fixture, "why_group"));
  for (int code = KB_STORE_ERROR_NO_SERVICE; code <= KB_STORE_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (KB_STORE_ERROR, code, "");
      const char *advice = kb_store_error_get_advice (error);

      fake_store_set_error (fixture->store, code);
      ui_press (ui_host_get_primary (fixture->host));
      UI_WAIT (g_str_equal (ui_host_get_body (fixture->host), advice));
      g_assert_cmpstr (ui_host_get_heading (fixture->host), ==, "The Key Was Not Saved");
      assert_on_top (fixture);
      g_assert_cmpint (is_shown (fixture, "why_group"), ==, kb_store_error_is_trouble (error));
      g_assert_true (g_hash_table_add (sentences, (gpointer) advice));
      g_assert_cmpstr (ui_get_announced (), ==, advice);
      g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, fixture->key);
      g_assert_cmpstr (kb_choices_get_saved_name (fixture->host->choices), ==, "");
      g_assert_null (fake_store_get_saved_key (fixture->store));
      assert_primary (fixture, "Try Again", TRUE);
    }
  fake_store_set_error (fixture->store, -1);
  ui_press (ui_host_get_primary (fixture->host));
  UI_WAIT (fixture->host->n_next == 1);
  g_assert_cmpstr (fake_store_get_saved_key (fixture->store), ==, fixture->key);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  arrive (fixture);
  enter (fixture, fixture->key);
  fake_store_hold (fixture->store, TRUE);
  ui_press (ui_host_get_primary (fixture->host));
  ui_press (ui_host_get_secondary (fixture->host));
  UI_WAIT (gtk_widget_is_sensitive (ui_host_get (fixture->host, "key_entry")));
  g_assert_cmpstr (ui_host_get_heading (fixture->host), ==, "Save and Test the Key");
  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, fixture->key);
  g_assert_cmpuint (fixture->host->n_next, ==, 0);
  assert_primary (fixture, "Save and Test", TRUE);
}

static void
test_taken (Fixture *fixture, gconstpointer data)
{
  fake_store_add (fixture->store, "first");
  arrive (fixture);
  enter (fixture, fixture->key);
  g_object_set (fixture->host->choices, "key-name", "First", NULL);
  assert_primary (fixture, "Replace and Test", TRUE);
  g_assert_true (is_shown (fixture, "taken_row"));
  g_object_set (fixture->host->choices, "key-name", "second", NULL);
  assert_primary (fixture, "Save and Test", TRUE);
  g_assert_false (is_shown (fixture, "taken_row"));
}

/* Another program saves under the name while the window is open. */
static void
test_taken_meanwhile (Fixture *fixture, gconstpointer data)
{
  arrive (fixture);
  enter (fixture, fixture->key);
  g_object_set (fixture->host->choices, "key-name", "First", NULL);
  assert_primary (fixture, "Save and Test", TRUE);
  fake_store_add (fixture->store, "first");
  ui_press (ui_host_get_primary (fixture->host));
  UI_WAIT (g_str_equal (ui_host_get_heading (fixture->host), "The Key Was Not Saved") &&
           is_shown (fixture, "taken_row"));
  g_assert_null (fake_store_get_saved_key (fixture->store));
  assert_primary (fixture, "Replace and Test", TRUE);

  ui_press (ui_host_get_primary (fixture->host));
  UI_WAIT (fixture->host->n_next == 1);
  g_assert_cmpstr (fake_store_get_saved_key (fixture->store), ==, fixture->key);
}

static void
test_waiting_for_another (Fixture *fixture, gconstpointer data)
{
  arrive (fixture);
  enter (fixture, fixture->key);
  fake_store_hold (fixture->store, TRUE);
  ui_press (ui_host_get_primary (fixture->host));
  g_assert_cmpstr (ui_host_get_heading (fixture->host), !=, "Waiting for Another Keybearer");
  g_signal_emit_by_name (fixture->store, "waiting", TRUE);
  g_assert_cmpstr (ui_host_get_heading (fixture->host), ==, "Waiting for Another Keybearer");
  g_assert_cmpstr (ui_get_announced (), ==, "Waiting for Another Keybearer");
  g_signal_emit_by_name (fixture->store, "waiting", FALSE);
  g_assert_cmpstr (ui_host_get_heading (fixture->host), !=, "Waiting for Another Keybearer");
  g_signal_emit_by_name (fixture->store, "waiting", TRUE);
  ui_press (ui_host_get_secondary (fixture->host));
  UI_WAIT (gtk_widget_is_sensitive (ui_host_get (fixture->host, "key_entry")));
  g_assert_cmpstr (ui_host_get_heading (fixture->host), !=, "Waiting for Another Keybearer");
}

/* The name of a key that is being replaced is not free until the new one is in use. */
static void
test_still_needed (Fixture *fixture, gconstpointer data)
{
  fake_store_add (fixture->store, "first");
  arrive (fixture);
  g_object_set (fixture->host->choices, "replaces", "first", NULL);
  enter (fixture, fixture->key);
  g_object_set (fixture->host->choices, "key-name", "First", NULL);
  assert_primary (fixture, "Replace and Test", FALSE);
  g_assert_true (is_shown (fixture, "taken_row"));
  g_object_set (fixture->host->choices, "key-name", "first-2", NULL);
  assert_primary (fixture, "Save and Test", TRUE);
}

static void
test_without_name (Fixture *fixture, gconstpointer data)
{
  arrive (fixture);
  enter (fixture, fixture->key);
  gtk_editable_set_text (ui_host_get (fixture->host, "name_row"), "  ");
  assert_primary (fixture, "Save and Test", FALSE);
  g_assert_cmpstr (adw_preferences_row_get_title (ui_host_get (fixture->host, "taken_row")), ==,
                   "Give the key a name to save it");
  g_assert_true (is_shown (fixture, "taken_row"));
}

/* The keyring may go on to ask for its password. What is saved then is known to the set-up. */
static void
test_closed_while_saving (Fixture *fixture, gconstpointer data)
{
  arrive (fixture);
  enter (fixture, fixture->key);
  g_object_set (fixture->host->choices, "key-name", "late", NULL);
  fake_store_hold (fixture->store, TRUE);
  ui_press (ui_host_get_primary (fixture->host));
  ui_host_close (fixture->host);
  ui_drain ();
  fake_store_hold (fixture->store, FALSE);
  ui_drain ();
  g_assert_cmpstr (kb_choices_get_saved_name (fixture->host->choices), ==, "late");
  g_assert_cmpstr (fake_store_get_saved_key (fixture->store), ==, fixture->key);
}

/* What ends on a page that another one covers neither takes the focus nor is said there; Back leads to it. */
static void
test_covered (Fixture *fixture, gconstpointer data)
{
  static const int errors[] = { -1, KB_STORE_ERROR_FAILED };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      AdwNavigationPage *library = adw_navigation_page_new (gtk_button_new_with_label ("front"), "Library");
      GtkWidget *front = adw_navigation_page_get_child (library);
      g_autofree char *announced = NULL;

      arrive (fixture);
      enter (fixture, fixture->key);
      fake_store_set_error (fixture->store, errors[i]);
      fake_store_hold (fixture->store, TRUE);
      ui_press (ui_host_get_primary (fixture->host));
      adw_navigation_view_push (fixture->host->view, library);
      UI_WAIT (gtk_widget_get_mapped (front));
      gtk_widget_grab_focus (front);
      announced = g_strdup (ui_get_announced ());
      fake_store_hold (fixture->store, FALSE);
      UI_WAIT (!g_str_equal (ui_host_get_heading (fixture->host), "Saving the Key"));
      g_assert_cmpuint (fixture->host->n_next, ==, 0);
      g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->host->window)) == front);
      g_assert_cmpstr (ui_get_announced (), ==, announced);
      adw_navigation_view_pop (fixture->host->view);
      UI_WAIT (gtk_root_get_focus (GTK_ROOT (fixture->host->window)) ==
               GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (fixture->host->page), KB_TYPE_STEP_PAGE,
                                                          "heading_widget")));
      g_clear_pointer (&fixture->host, ui_host_free);
    }
}

static gboolean
count_cb (guint *n)
{
  ++*n;
  return TRUE;
}

/* Saves only where nothing is missing; what is has the focus and is said. */
static void
test_asked_to_save (Fixture *fixture, gconstpointer data)
{
  guint n_saved = 0;

  fake_store_add (fixture->store, "first");
  arrive (fixture);
  g_signal_connect_swapped (fixture->host->page, "saved", G_CALLBACK (count_cb), &n_saved);
  g_object_set (fixture->host->choices, "key-name", "First", NULL);
  enter (fixture, "hello");
  kb_save_page_save (KB_SAVE_PAGE (fixture->host->page));
  g_assert_cmpstr (fixture->host->last_toast, ==,
                   "This cannot be saved as it is: see what is said of the key");
  enter (fixture, fixture->key);
  kb_save_page_save (KB_SAVE_PAGE (fixture->host->page));
  g_assert_cmpstr (fixture->host->last_toast, ==, "A key of this name is saved already; saving replaces it");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->host->window)),
                                         ui_host_get (fixture->host, "name_row")));
  g_object_set (fixture->host->choices, "key-name", "", NULL);
  kb_save_page_save (KB_SAVE_PAGE (fixture->host->page));
  g_assert_cmpstr (fixture->host->last_toast, ==, "Give the key a name to save it");
  g_assert_cmpuint (fake_store_get_n_saves (fixture->store), ==, 0);
  g_object_set (fixture->host->choices, "key-name", "second", NULL);
  kb_save_page_save (KB_SAVE_PAGE (fixture->host->page));
  UI_WAIT (n_saved == 1);
  /* It was taken elsewhere. */
  g_assert_cmpuint (fixture->host->n_next, ==, 0);
  g_assert_cmpstr (fake_store_get_saved_key (fixture->store), ==, fixture->key);
}

/* A key of the practice list is put where a pasted one would be. */
static void
test_practice_key (Fixture *fixture, gconstpointer data)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);
  AdwComboRow *row;

  arrive (fixture);
  row = ui_host_get (fixture->host, "practice_row");
  g_assert_true (is_shown (fixture, "practice_group"));
  /* Nearly all begin with the same word. */
  g_assert_true (adw_combo_row_get_enable_search (row));
  g_assert_cmpint (adw_combo_row_get_search_match_mode (row), ==, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *key = kb_practice_dup_key (&rows[i]);

      adw_combo_row_set_selected (row, i + 1);
      g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, key);
      assert_primary (fixture, "Save and Test", TRUE);
    }
  adw_combo_row_set_selected (row, 0);
  g_assert_cmpstr (gtk_editable_get_text (get_entry (fixture)), ==, "");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/save/entry", test_entry },
    { "/save/cleaned", test_cleaned },
    { "/save/saved", test_saved },
    { "/save/another", test_another },
    { "/save/failed", test_failed },
    { "/save/cancelled", test_cancelled },
    { "/save/taken", test_taken },
    { "/save/taken-meanwhile", test_taken_meanwhile },
    { "/save/waiting-for-another", test_waiting_for_another },
    { "/save/still-needed", test_still_needed },
    { "/save/without-name", test_without_name },
    { "/save/closed-while-saving", test_closed_while_saving },
    { "/save/covered", test_covered },
    { "/save/asked-to-save", test_asked_to_save },
    { "/save/practice-key", test_practice_key },
  };

  ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return ui_run ();
}
