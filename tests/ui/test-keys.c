/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"
#include "ui-support.h"

#include "core/keys/kb-expiry.h"
#include "core/practice/kb-practice.h"
#include "kb-copy-secret.h"
#include "keys/kb-key-page.h"
#include "keys/kb-key-row.h"
#include "keys/kb-key-words.h"
#include "keys/kb-keys-page.h"
#include "keys/kb-rotation-page.h"

#define MANY 1000
#define MOST_DRAWN 60

static GPtrArray *
get_rows (UiHost *host)
{
  return ui_find_all (GTK_WIDGET (host->page), KB_TYPE_KEY_ROW);
}

static guint
count_rows (UiHost *host)
{
  g_autoptr (GPtrArray) rows = get_rows (host);

  return rows->len;
}

static UiHost *
open_keys (guint n_keys)
{
  g_autoptr (FakeStore) store = fake_store_new ();

  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *name = g_strdup_printf ("key-%u", i);

      fake_store_add (store, name);
    }
  return ui_host_new (UI_KEYS, KB_KEY_STORE (store));
}

static void
test_few (void)
{
  g_autoptr (UiHost) host = open_keys (3);

  UI_WAIT (count_rows (host) == 3);
  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "search_bin")));
}

/* Only so many are drawn as somebody may look at soon; the search goes through all of them. */
static void
test_many (void)
{
  g_autoptr (UiHost) host = open_keys (MANY);
  GtkEditable *search = ui_host_get (host, "search");

  UI_WAIT (count_rows (host) > 0);
  ui_drain ();
  g_assert_cmpuint (count_rows (host), <=, MOST_DRAWN);
  g_assert_true (gtk_widget_get_visible (ui_host_get (host, "search_bin")));
  gtk_editable_set_text (search, "KEY-99");
  UI_WAIT (count_rows (host) == 11); /* 99 and 990 to 999 */
  g_assert_cmpstr (ui_get_announced (), ==, "11 keys found");
  gtk_editable_set_text (search, "no such key");
  UI_WAIT (count_rows (host) == 0);
  gtk_editable_set_text (search, "");
  UI_WAIT (count_rows (host) > 11);
  ui_drain ();
  g_assert_cmpuint (count_rows (host), <=, MOST_DRAWN);
}

/* Without a search too, by going to the last row time and again. */
static void
test_end (void)
{
  g_autoptr (UiHost) host = open_keys (MOST_DRAWN * 2);
  guint n_before = 0;

  UI_WAIT (count_rows (host) > 0);
  while (count_rows (host) < MOST_DRAWN * 2)
    {
      g_autoptr (GPtrArray) rows = get_rows (host);

      g_assert_cmpuint (rows->len, >, n_before);
      n_before = rows->len;
      UI_WAIT (gtk_widget_get_height (rows->pdata[rows->len - 1]) > 0);
      gtk_widget_grab_focus (rows->pdata[rows->len - 1]);
      UI_WAIT (count_rows (host) > n_before);
      g_assert_true (gtk_widget_has_focus (rows->pdata[n_before - 1]));
    }
}

/* One that a locked keyring hides, and two of one label. */
static void
test_odd (void)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  fake_store_add (store, "");
  fake_store_add (store, "twin");
  fake_store_add (store, "twin");
  host = ui_host_new (UI_KEYS, KB_KEY_STORE (store));
  UI_WAIT (count_rows (host) == 3);
  rows = get_rows (host);
  adw_action_row_activate (rows->pdata[0]);
  g_assert_cmpuint (fake_store_get_n_unlocks (store), ==, 0);
  g_signal_emit_by_name (ui_host_get (host, "list"), "row-activated", rows->pdata[0]);
  g_assert_cmpuint (fake_store_get_n_unlocks (store), ==, 1);
  g_assert_true (gtk_widget_get_mapped (ui_host_get (host, "why_row")));
  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "failed_row")));
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ui_host_get (host, "why_row")),
                                   "What keeps your keyring"));
  ui_drain ();
}

/* Out of sight while it is in the trash, and back where it was. */
static void
test_trash (void)
{
  g_autoptr (UiHost) host = open_keys (2);
  KbTrash *trash = kb_keys_get_trash (kb_setup_get_keys (host->setup));

  UI_WAIT (count_rows (host) == 2);
  kb_trash_add (trash, "key-1");
  UI_WAIT (count_rows (host) == 1);
  kb_trash_add (trash, "key-0");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (ui_host_get (host, "stack")), ==, "empty");
  g_assert_true (kb_trash_take_back (trash, "key-0"));
  g_assert_true (kb_trash_take_back (trash, "key-1"));
  UI_WAIT (count_rows (host) == 2);
}

static AdwNavigationPage *
push (UiHost *host, AdwNavigationPage *page)
{
  g_set_weak_pointer (&host->page, page);
  adw_navigation_view_push (host->view, page);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
  return page;
}

static void
save (FakeStore *store, const char *text)
{
  SecretValue *value = secret_value_new (text, -1, "text/plain");

  kb_key_store_save_async (KB_KEY_STORE (store), "key-0", "Key", value, TRUE, NULL, NULL, NULL);
  secret_value_unref (value);
}

static GtkButton *
get_next (UiHost *host)
{
  g_autoptr (GPtrArray) rows = get_rows (host);
  g_autoptr (GPtrArray) buttons = ui_find_all (rows->pdata[0], GTK_TYPE_BUTTON);

  g_assert_cmpuint (buttons->len, ==, 1);
  return buttons->pdata[0];
}

static gboolean
next_is (UiHost *host, const char *label)
{
  g_autofree char *plain = ui_dup_plain (gtk_button_get_label (get_next (host)));

  return g_str_equal (plain, label);
}

static void
note (UiHost *host, gint64 created)
{
  g_autoptr (KbNote) note = kb_note_new ("key-0");

  note->created = created;
  kb_notes_put (kb_keys_get_notes (kb_setup_get_keys (host->setup)), note);
}

/* The next sensible thing with a key stands beside it and is done there, and who does it stays there. */
static void
test_next (void)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = NULL;
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  AdwNavigationPage *keys;

  fake_store_add (store, "key-0");
  save (store, key);
  host = ui_host_new (UI_KEYS, KB_KEY_STORE (store));
  keys = host->page;
  UI_WAIT (count_rows (host) == 1);
  g_assert_true (next_is (host, "Add Notes…"));
  note (host, g_get_real_time () / G_USEC_PER_SEC);
  push (host, g_object_new (ADW_TYPE_NAVIGATION_PAGE, "title", "Another Page", NULL));
  adw_navigation_view_pop (host->view);
  g_set_weak_pointer (&host->page, keys);
  UI_WAIT (next_is (host, "Test"));
  gtk_widget_grab_focus (GTK_WIDGET (get_next (host)));
  ui_press (get_next (host));
  UI_WAIT (next_is (host, "Use It"));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_next (host))));
  note (host, 1);
  kb_keys_page_test_all (KB_KEYS_PAGE (keys));
  UI_WAIT (next_is (host, "Rotate…"));
  ui_press (get_next (host));
  g_assert_true (KB_IS_ROTATION_PAGE (adw_navigation_view_get_visible_page (host->view)));
}

static void
check_names_cb (GtkWidget *widget, gpointer user_data)
{
  g_autofree char *name = NULL;

  /* A menu button has the name of the button in it. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON))
    return;
  if (!GTK_IS_BUTTON (widget) && !ADW_IS_ACTION_ROW (widget) && !ADW_IS_EXPANDER_ROW (widget))
    return;
  name = ui_dup_accessible_name (widget);
  if (!name)
    g_error ("A %s has no name", G_OBJECT_TYPE_NAME (widget));
}

static void
test_key_page (void)
{
  g_autoptr (UiHost) host = open_keys (1);
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key-0", "Key <b>0</b>", 0, FALSE);

  push (host, kb_key_page_new (host->setup, key));
  g_assert_cmpstr (adw_navigation_page_get_title (host->page), ==, "Key <b>0</b>");
  /* Nothing is known of it, so nothing is said. */
  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "age_row")));
  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "project_row")));
  ui_walk (GTK_WIDGET (host->page), check_names_cb, NULL);
}

static void
note_end (UiHost *host, const char *choice)
{
  gtk_widget_activate_action (ui_host_get (host, "expiry_row"), "expiry.note", "s", choice);
}

/* Each choice of the menu gives a date that save --expires would give. */
static void
assert_end (UiHost *host, const char *choice)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *before = kb_expiry_read (choice, now);
  KbNotes *notes = kb_keys_get_notes (kb_setup_get_keys (host->setup));

  note_end (host, choice);
  /* Midnight may pass meanwhile. */
  if (g_strcmp0 (kb_notes_find (notes, "key-0")->expires, before) != 0)
    {
      g_free (before);
      before = kb_expiry_read (choice, g_get_real_time () / G_USEC_PER_SEC);
    }
  g_assert_cmpstr (kb_notes_find (notes, "key-0")->expires, ==, before);
}

/* On a day of the calendar, which is asked for in a dialog */
static void
pick_end (UiHost *host, int year, int month, int day, const char *response)
{
  g_autoptr (GDateTime) date = g_date_time_new_utc (year, month, day, 12, 0, 0);
  AdwDialog *dialog;

  gtk_widget_activate_action (ui_host_get (host, "expiry_row"), "expiry.pick", NULL);
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (host->window));
  gtk_calendar_select_day (GTK_CALENDAR (adw_alert_dialog_get_extra_child (ADW_ALERT_DIALOG (dialog))), date);
  g_signal_emit_by_name (dialog, "response", response);
  adw_dialog_force_close (dialog);
}

/* Noted with the key, and said where one looks. */
static void
test_expiry (void)
{
  g_autoptr (UiHost) host = open_keys (1);
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key-0", "Key", 0, FALSE);
  g_autoptr (KbNote) note = kb_note_new ("key-0");
  g_autofree char *summary = NULL;
  KbNotes *notes = kb_keys_get_notes (kb_setup_get_keys (host->setup));
  AdwActionRow *row;

  kb_notes_put (notes, note);
  push (host, kb_key_page_new (host->setup, key));
  row = ui_host_get (host, "expiry_row");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (row)));
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "No date is noted");
  assert_end (host, "30");
  assert_end (host, "365");
  pick_end (host, 2099, 2, 27, "cancel");
  assert_end (host, "90");
  pick_end (host, 2099, 2, 28, "note");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "Ends on 28 February 2099");
  g_assert_cmpstr (kb_notes_find (notes, "key-0")->expires, ==, "2099-02-28");
  note_end (host, "none");
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "No date is noted");
  g_assert_cmpstr (kb_notes_find (notes, "key-0")->expires, ==, "");
  g_set_str (&note->expires, "2020-01-31");
  kb_notes_put (notes, note);
  summary = kb_key_dup_summary (host->setup, key);
  g_assert_nonnull (strstr (summary, "Ended on 31 January 2020: make a new one"));
}

static char *
dup_day (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);

  return g_date_time_format (day, "%F");
}

static void
put_end (UiHost *host, const char *date, const char *verdict)
{
  g_autoptr (KbNote) note = kb_note_new ("key-0");

  g_set_str (&note->last_verdict, verdict);
  g_set_str (&note->expires, date);
  kb_notes_put (kb_keys_get_notes (kb_setup_get_keys (host->setup)), note);
}

/* What is to be done about it is one click away, before and after. */
static void
test_ending (void)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key-0", "Key", 0, FALSE);
  g_autofree char *soon = dup_day (5);
  const struct
  {
    const char *date, *verdict, *banner, *rotate, *body;
  } rows[] = {
    { "", "", NULL, "Get a new key, then", "A new key takes the place of" },
    { "2099-02-28", "works", NULL, "Begin by 14 February 2099", "A new key takes the place of" },
    { soon, "", "The key ends soon", "Get a new key, then", "Begin now, so that nothing stops working" },
    { "", "key-expired", "The key has ended", "Get a new key, then", "A new key takes the place of" },
    { "2020-01-31", "", "The key has ended", "Get a new key, then", "what uses it is refused" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (UiHost) host = open_keys (1);
      AdwBanner *banner;

      put_end (host, rows[i].date, rows[i].verdict);
      push (host, kb_key_page_new (host->setup, key));
      banner = ui_host_get (host, "end_banner");
      g_assert_cmpint (adw_banner_get_revealed (banner), ==, rows[i].banner != NULL);
      g_assert_cmpstr (adw_banner_get_title (banner), ==, rows[i].banner ? rows[i].banner : "");
      g_assert_true (
          g_str_has_prefix (adw_action_row_get_subtitle (ui_host_get (host, "rotate_row")), rows[i].rotate));
      g_signal_emit_by_name (banner, "button-clicked");
      g_set_weak_pointer (&host->page, adw_navigation_view_get_visible_page (host->view));
      g_assert_cmpstr (ui_host_get_heading (host), ==, "Replace the Key");
      g_assert_nonnull (strstr (ui_host_get_body (host), rows[i].body));
    }
}

/* A date that is noted on the page is said at once. */
static void
test_noted_end (void)
{
  g_autoptr (UiHost) host = open_keys (1);
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key-0", "Key", 0, FALSE);

  put_end (host, "2020-01-31", "");
  push (host, kb_key_page_new (host->setup, key));
  note_end (host, "30");
  g_assert_false (adw_banner_get_revealed (ui_host_get (host, "end_banner")));
  g_assert_true (
      g_str_has_prefix (adw_action_row_get_subtitle (ui_host_get (host, "rotate_row")), "Begin by "));
}

/* Where the new key is asked for, so is its date, and it is noted with that one. */
static void
test_new_end (void)
{
  g_autoptr (UiHost) host = open_keys (1);
  KbNotes *notes = kb_keys_get_notes (kb_setup_get_keys (host->setup));
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key-0", "Key", 0, FALSE);
  g_autoptr (KbNote) new_note = kb_note_new ("key-1");
  g_autoptr (KbRotation) rotation = NULL;

  put_end (host, "2099-02-28", "");
  push (host, kb_rotation_page_new (host->setup, key, KB_ROTATION_REPLACE));
  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "new_end_row")));
  adw_navigation_view_pop (host->view);
  UI_WAIT (!host->page);
  kb_notes_put (notes, new_note);
  rotation = kb_rotation_new (notes, "key-0");
  kb_rotation_set_replacement (rotation, "key-1");
  push (host, kb_rotation_page_new (host->setup, key, KB_ROTATION_REPLACE));
  g_assert_true (gtk_widget_get_visible (ui_host_get (host, "new_end_row")));
  gtk_widget_activate_action (ui_host_get (host, "new_end_row"), "expiry.note", "s", "90");
  g_assert_cmpstr (kb_notes_find (notes, "key-1")->expires, !=, "");
  g_assert_cmpstr (kb_notes_find (notes, "key-0")->expires, ==, "2099-02-28");
}

/* Only of a key that ends, and not in a practice run, which reminds nobody. */
static void
test_reminders (void)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = ui_host_new_real (UI_KEYS, KB_KEY_STORE (store));
  g_autoptr (UiHost) practice = open_keys (1);
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key-0", "Key", 0, FALSE);

  put_end (host, "", "");
  put_end (practice, "2099-02-28", "");
  push (host, kb_key_page_new (host->setup, key));
  push (practice, kb_key_page_new (practice->setup, key));
  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "reminder_row")));
  g_assert_false (gtk_widget_get_visible (ui_host_get (host, "calendar_row")));
  g_assert_false (gtk_widget_get_visible (ui_host_get (practice, "reminder_row")));
  note_end (host, "90");
  g_assert_true (gtk_widget_get_visible (ui_host_get (host, "reminder_row")));
  g_assert_true (gtk_widget_get_visible (ui_host_get (host, "calendar_row")));
  g_assert_false (adw_switch_row_get_active (ui_host_get (host, "reminder_row")));
}

/* Nobody here can remind, so it stays off, and says what to do instead. */
static void
test_reminders_refused (void)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = ui_host_new_real (UI_KEYS, KB_KEY_STORE (store));
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key-0", "Key", 0, FALSE);
  g_autofree char *before = NULL;
  AdwSwitchRow *row;

  put_end (host, "2099-02-28", "");
  push (host, kb_key_page_new (host->setup, key));
  row = ui_host_get (host, "reminder_row");
  before = g_strdup (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)));
  g_assert_nonnull (strstr (before, "two weeks, three days and a day before"));
  adw_switch_row_set_active (row, TRUE);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (row)));
  UI_WAIT (gtk_widget_get_sensitive (GTK_WIDGET (row)));
  g_assert_false (adw_switch_row_get_active (row));
  g_assert_nonnull (
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "A calendar entry does the same"));
}

static const char *
get_state (UiHost *host)
{
  return adw_preferences_row_get_title (ui_host_get (host, "state_row"));
}

/* What is stored around a key is found by the test, and goes when that is asked for, and not before. */
static void
test_clean_up (void)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = ui_host_new (UI_KEYS, KB_KEY_STORE (store));
  g_autoptr (KbSavedKey) saved = kb_saved_key_new ("key-0", "Key", 0, FALSE);
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  g_autofree char *line = g_strdup_printf ("OPENAI_API_KEY=%s\n", key);
  GtkWidget *button;

  save (store, line);
  push (host, kb_key_page_new (host->setup, saved));
  button = ui_host_get (host, "clean_button");
  g_assert_false (gtk_widget_get_visible (button));
  ui_press (ui_host_get (host, "test_button"));
  UI_WAIT (g_str_equal (get_state (host), "The Key Could Not Be Read"));
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (fake_store_get_saved_key (store), ==, line);
  /* When the keyring does not take it, it can be tried again. */
  fake_store_set_error (store, KB_STORE_ERROR_LOCKED);
  ui_press (button);
  UI_WAIT (host->last_toast != NULL);
  g_assert_true (g_str_has_prefix (host->last_toast, "The keyring is locked"));
  g_assert_cmpstr (fake_store_get_saved_key (store), ==, line);
  fake_store_set_error (store, -1);
  ui_press (button);
  UI_WAIT (g_str_equal (get_state (host), "Your Key Works"));
  g_assert_cmpstr (fake_store_get_saved_key (store), ==, key);
  g_assert_cmpstr (fake_store_get_saved_name (store), ==, "key-0");
  g_assert_cmpstr (host->last_toast, ==, "Only the key is stored now");
  g_assert_false (gtk_widget_get_visible (button));
}

/* At the end of the program too, but not what somebody else has put there. */
static void
test_copy (void)
{
  g_autoptr (UiHost) host = open_keys (1);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (host->window));
  SecretValue *key = secret_value_new ("sk-proj-nothing", -1, "text/plain");

  kb_copy_secret (GTK_WIDGET (host->page), key);
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  g_assert_cmpstr (host->last_toast, ==, "Key copied for one minute");
  kb_copy_secret_clear ();
  g_assert_null (gdk_clipboard_get_content (clipboard));
  kb_copy_secret (GTK_WIDGET (host->page), key);
  gdk_clipboard_set_text (clipboard, "seeds");
  kb_copy_secret_clear ();
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  secret_value_unref (key);
}

static void
test_rotation_page (gconstpointer data)
{
  KbRotationKind kind = (KbRotationKind) GPOINTER_TO_UINT (data);
  g_autoptr (UiHost) host = open_keys (1);
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key-0", "key-0", 0, FALSE);
  const KbRotationStep *steps;
  g_autoptr (KbRotation) rotation = NULL;
  gsize n_steps;

  push (host, kb_rotation_page_new (host->setup, key, kind));
  rotation = kb_rotation_new (kb_keys_get_notes (kb_setup_get_keys (host->setup)), "key-0");
  steps = kb_rotation_get_steps (rotation, &n_steps);
  ui_expand_all (GTK_WIDGET (host->page));
  ui_walk (GTK_WIDGET (host->page), check_names_cb, NULL);
  /* All can be skipped but the last. */
  for (gsize i = 0; i + 1 < n_steps; i++)
    {
      kb_rotation_refresh (rotation);
      g_assert_cmpint (kb_rotation_get_current (rotation), ==, steps[i]);
      ui_press (ui_host_get_secondary (host));
    }
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (ui_host_get_secondary (host))));
  ui_assert_label (ui_host_get_primary (host), "Forget the Old Key");
}

/* A list that cannot be had is said, and what can be done about it has the focus. */
static void
test_failed (void)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = NULL;
  GtkWidget *stack;

  fake_store_set_error (store, KB_STORE_ERROR_NOT_RESPONDING);
  host = ui_host_new (UI_KEYS, KB_KEY_STORE (store));
  stack = ui_host_get (host, "stack");
  UI_WAIT (g_strcmp0 (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "failed") == 0);
  UI_WAIT (gtk_window_get_focus (host->window) &&
           gtk_widget_is_ancestor (gtk_window_get_focus (host->window), stack));
  ui_press (gtk_window_get_focus (host->window));
  UI_WAIT (g_str_equal (ui_get_announced (), "The Keyring Did Not Answer"));
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);
  g_test_add_func ("/keys/few", test_few);
  g_test_add_func ("/keys/many", test_many);
  g_test_add_func ("/keys/end", test_end);
  g_test_add_func ("/keys/odd", test_odd);
  g_test_add_func ("/keys/trash", test_trash);
  g_test_add_func ("/keys/next", test_next);
  g_test_add_func ("/keys/key-page", test_key_page);
  g_test_add_func ("/keys/expiry", test_expiry);
  g_test_add_func ("/keys/ending", test_ending);
  g_test_add_func ("/keys/noted-end", test_noted_end);
  g_test_add_func ("/keys/new-end", test_new_end);
  g_test_add_func ("/keys/reminders", test_reminders);
  g_test_add_func ("/keys/reminders/refused", test_reminders_refused);
  g_test_add_func ("/keys/clean-up", test_clean_up);
  g_test_add_func ("/keys/copy", test_copy);
  g_test_add_func ("/keys/failed", test_failed);
  g_test_add_data_func ("/keys/rotation/replace", GUINT_TO_POINTER (KB_ROTATION_REPLACE), test_rotation_page);
  g_test_add_data_func ("/keys/rotation/leak", GUINT_TO_POINTER (KB_ROTATION_LEAK), test_rotation_page);
  return ui_run ();
}
