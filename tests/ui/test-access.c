/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "core/api/kb-access.h"
#include "core/doctor/kb-doctor.h"
#include "core/practice/kb-practice.h"
#include "keys/kb-access-page.h"
#include "keys/kb-doctor-page.h"

/* What This Key May Do and Keyring Doctor, in a practice run. What real keyrings and services answer:
 * core/setup/test-access-report.c, core/doctor, cli/test_doctor_keyring.py. */

typedef struct
{
  GtkWindow *window;
  AdwNavigationView *view;
  KbSetup *setup;
  gboolean saved;
} Fixture;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Fixture *) user_data)->saved = kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = kb_practice_dup_key (kb_diagnosis_find ("works-restricted"));
  g_autoptr (SecretValue) key = secret_value_new (text, -1, "text/plain");

  fixture->setup = kb_setup_new (TRUE);
  kb_key_store_save_async (kb_keys_get_store (kb_setup_get_keys (fixture->setup)), "laptop", "Laptop", key,
                           FALSE, NULL, saved_cb, fixture);
  UI_WAIT (fixture->saved);
  fixture->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  fixture->window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (ui_get_application ())));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  ui_drain ();
  g_object_unref (fixture->setup);
}

static gpointer
show (Fixture *fixture, GType type, const char *name)
{
  gpointer page = name ? g_object_new (type, "setup", fixture->setup, "key-name", name, NULL)
                       : g_object_new (type, "setup", fixture->setup, NULL);

  adw_navigation_view_push (fixture->view, page);
  return page;
}

static gpointer
find_child (gpointer page, const char *name)
{
  return gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), name);
}

static gboolean
shows (gpointer page, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (find_child (page, "stack")), name) == 0;
}

static void
ask (gpointer page)
{
  g_signal_emit_by_name (find_child (page, "ask_row"), "activated");
}

static void
assert_narrow (GtkWidget *page)
{
  int minimum;

  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

/* It says first how often it asks and that this costs nothing; then a row a line. */
static void
test_access (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, KB_TYPE_ACCESS_PAGE, "laptop");
  const char *said = adw_preferences_group_get_description (find_child (page, "start_group"));
  g_autoptr (GPtrArray) rows = NULL;
  guint refused = 0;
  gsize n_probes;

  kb_access_get_probes (&n_probes);
  g_assert_true (shows (page, "start"));
  g_assert_nonnull (strstr (said, "costs nothing"));
  g_assert_true (g_regex_match_simple ("\\d+ times", said, 0, 0));
  ask (page);
  g_assert_true (shows (page, "waiting"));
  UI_WAIT (shows (page, "found"));
  rows = ui_find_all (find_child (page, "found_page"), ADW_TYPE_ACTION_ROW);
  for (guint i = 0; i < rows->len; i++)
    refused += g_str_has_prefix (adw_action_row_get_subtitle (rows->pdata[i]), "Refused: it lacks");
  /* beside them, what follows and the link */
  g_assert_cmpuint (rows->len, ==, n_probes + 2);
  g_assert_cmpuint (refused, >, 4);
  assert_narrow (page);
  /* Once more: the lines are not there twice. */
  ask (page);
  UI_WAIT (shows (page, "found"));
  g_ptr_array_unref (g_steal_pointer (&rows));
  rows = ui_find_all (find_child (page, "found_page"), ADW_TYPE_ACTION_ROW);
  g_assert_cmpuint (rows->len, ==, n_probes + 2);
}

static void
test_no_key (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, KB_TYPE_ACCESS_PAGE, "other");

  ask (page);
  UI_WAIT (shows (page, "failed"));
  g_assert_cmpuint (strlen (adw_status_page_get_description (find_child (page, "failed_page"))), >, 10);
}

/* Who leaves while it is asked finds the beginning, and nothing comes late. */
static void
test_leave (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, KB_TYPE_ACCESS_PAGE, "laptop");
  GtkWidget *other;

  ask (page);
  g_assert_true (shows (page, "waiting"));
  other = show (fixture, KB_TYPE_DOCTOR_PAGE, NULL);
  g_assert_true (shows (page, "start"));
  UI_WAIT (shows (other, "found"));
  g_assert_true (shows (page, "start"));
}

static void
test_doctor (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, KB_TYPE_DOCTOR_PAGE, NULL);
  g_autoptr (GPtrArray) rows = NULL;
  const char *title;

  UI_WAIT (shows (page, "found"));
  title = adw_preferences_group_get_title (find_child (page, "cause_group"));
  g_assert_cmpuint (strlen (title), >, 8);
  g_assert_cmpuint (strlen (adw_preferences_group_get_description (find_child (page, "cause_group"))), >, 20);
  g_assert_cmpuint (strlen (adw_action_row_get_subtitle (find_child (page, "proof_row"))), >, 20);
  /* A practice run puts nothing anywhere. */
  g_assert_false (gtk_widget_get_sensitive (find_child (page, "mark_row")));
  rows = ui_find_all (find_child (page, "seen_group"), ADW_TYPE_ACTION_ROW);
  g_assert_cmpuint (rows->len, ==, KB_N_DOCTOR_LINES);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpuint (strlen (adw_action_row_get_subtitle (rows->pdata[i])), >, 0);
  assert_narrow (page);
}

/* Left while it looks: what comes late is not waited for. */
static void
test_doctor_leave (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, KB_TYPE_DOCTOR_PAGE, NULL);
  GtkWidget *other;

  g_assert_true (shows (page, "waiting"));
  other = show (fixture, KB_TYPE_ACCESS_PAGE, "laptop");
  ask (other);
  UI_WAIT (shows (other, "found"));
  g_assert_true (shows (page, "waiting"));
  adw_navigation_view_pop (fixture->view);
  UI_WAIT (shows (page, "found"));
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);
  g_test_add ("/access/lines", Fixture, NULL, set_up, test_access, tear_down);
  g_test_add ("/access/no-key", Fixture, NULL, set_up, test_no_key, tear_down);
  g_test_add ("/access/leave", Fixture, NULL, set_up, test_leave, tear_down);
  g_test_add ("/doctor/found", Fixture, NULL, set_up, test_doctor, tear_down);
  g_test_add ("/doctor/leave", Fixture, NULL, set_up, test_doctor_leave, tear_down);
  return ui_run ();
}
