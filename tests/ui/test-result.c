/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"
#include "ui-support.h"

#include "core/keyring/kb-memory-store.h"
#include "core/practice/kb-practice.h"
#include "widgets/kb-verdict-details.h"
#include "widgets/kb-verdict-view.h"

#include <string.h>

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;

  g_assert_true (kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL));
  *done = TRUE;
}

/* Saves the practice key of a verdict as the page before would have done. */
static void
save_key_as (UiHost *host, const char *name, const KbDiagnosis *diagnosis)
{
  g_autofree char *key = kb_practice_dup_key (diagnosis);
  SecretValue *value = secret_value_new (key, -1, "text/plain");
  gboolean done = FALSE;

  kb_key_store_save_async (kb_keys_get_store (kb_setup_get_keys (host->setup)), name, "Lesson", value, TRUE,
                           NULL, saved_cb, &done);
  UI_WAIT (done);
  secret_value_unref (value);
  g_object_set (host->choices, "saved-name", name, NULL);
}

static void
save_key (UiHost *host, const KbDiagnosis *diagnosis)
{
  save_key_as (host, "lesson", diagnosis);
}

static UiHost *
arrive (KbKeyStore *store, const char *id)
{
  /* The store is asked for a name that the set-up has before the page comes. */
  UiHost *host = ui_host_new (KB_STEP_WELCOME, store);
  AdwNavigationPage *page;

  if (id)
    save_key (host, kb_diagnosis_find (id));
  page = ui_host_push (host, KB_STEP_TEST);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
  return host;
}

static gboolean
is_shown (UiHost *host, const char *name)
{
  return gtk_widget_get_visible (ui_host_get (host, name));
}

static gboolean
is_running (UiHost *host)
{
  return kb_key_check_get_state (kb_setup_get_key_check (host->setup)) == KB_KEY_CHECK_STATE_RUNNING;
}

static char *
dup_filled (const KbDiagnosis *diagnosis)
{
  /* Up to what differs from answer to answer. */
  const char *hole = strstr (diagnosis->explanation, "%s");

  const char *line = strchr (diagnosis->explanation, '\n');
  const char *end = line && (!hole || line < hole) ? line : hole;

  return g_strndup (diagnosis->explanation,
                    end ? (gsize) (end - diagnosis->explanation) : strlen (diagnosis->explanation));
}

static KbCheckRetry *
get_retry (UiHost *host)
{
  return kb_key_check_get_retry (kb_setup_get_key_check (host->setup));
}

/* Waiting ends when it is tested now. */
static void
check_waiting (UiHost *host, GtkButton *button)
{
  ui_assert_label (button, "Wait and Retry");
  ui_press (button);
  g_assert_true (kb_check_retry_get_active (get_retry (host)));
  ui_assert_label (ui_host_get_primary (host), "Test Now");
  ui_assert_label (ui_host_get_secondary (host), "Stop Waiting");
  ui_press (ui_host_get_primary (host));
  g_assert_true (is_running (host));
  g_assert_false (kb_check_retry_get_active (get_retry (host)));
}

static void
check_action (UiHost *host, const KbDiagnosis *diagnosis, GtkButton *button)
{
  g_clear_pointer (&host->last_toast, g_free);
  ui_press (button);
  switch (diagnosis->action)
    {
    case KB_ACTION_OPEN_LINK:
      g_assert_cmpstr (host->last_toast, ==, "In a practice run no web page is opened");
      if (diagnosis->failed == KB_N_ASPECTS && diagnosis->wait_seconds > 0)
        {
          check_waiting (host, ui_host_get_primary (host));
          break;
        }
      /* The next thing then is to see whether that helped. */
      ui_assert_label (ui_host_get_primary (host), "Try Again");
      ui_press (ui_host_get_primary (host));
      g_assert_true (is_running (host));
      break;
    case KB_ACTION_EDIT_KEY:
      g_assert_cmpint (host->gone_to, ==, KB_STEP_SAVE);
      g_assert_cmpstr (kb_choices_get_saved_name (host->choices), ==, "");
      break;
    case KB_ACTION_NEW_KEY:
      g_assert_cmpint (host->gone_to, ==, KB_STEP_CREATE);
      g_assert_cmpstr (kb_choices_get_saved_name (host->choices), ==, "");
      break;
    case KB_ACTION_ROTATE:
      g_assert_cmpstr (host->last_rotated, ==, "lesson");
      break;
    case KB_ACTION_OTHER_MODEL:
      g_assert_false (is_running (host));
      break;
    case KB_ACTION_OTHER_ADDRESS:
    case KB_ACTION_TRY_AGAIN:
    case KB_ACTION_NONE:
      g_assert_true (is_running (host));
      break;
    case KB_ACTION_FINISH:
    default:
      g_assert_cmpuint (host->n_next, ==, 1);
    }
}

static gpointer
get_part (UiHost *host, const char *name)
{
  return gtk_widget_get_template_child (ui_host_get (host, "verdict_view"), KB_TYPE_VERDICT_VIEW, name);
}

static gboolean
is_part_shown (UiHost *host, const char *name)
{
  return is_shown (host, "verdict_view") && gtk_widget_get_visible (get_part (host, name));
}

/* What is said of choices is said where they matter. */
static void
check_words (UiHost *host, const KbDiagnosis *diagnosis)
{
  gboolean works = diagnosis->outcome == KB_OUTCOME_WORKS;

  g_assert_cmpint (is_part_shown (host, "help_row"), ==, !works);
  g_assert_cmpint (is_part_shown (host, "billing_row"), ==, works || diagnosis->failed == KB_ASPECT_CREDIT);
  if (!works && diagnosis->failed != KB_ASPECT_PERMISSIONS)
    g_assert_false (is_part_shown (host, "permission_row"));
  g_assert_false (is_part_shown (host, "waiting_row") || is_part_shown (host, "ended_row"));
  g_assert_cmpint (is_shown (host, "use_group"), ==, works);
}

/* One waits, or tests at once; never is it asked which. */
static void
check_ways (UiHost *host, const KbDiagnosis *diagnosis)
{
  gboolean again = diagnosis->action == KB_ACTION_TRY_AGAIN || diagnosis->action == KB_ACTION_NONE;
  gboolean waits =
      kb_check_retry_can_wait (kb_key_check_get_verdict (kb_setup_get_key_check (host->setup))) &&
      (diagnosis->failed == KB_N_ASPECTS ||
       (diagnosis->action == KB_ACTION_TRY_AGAIN && diagnosis->failed != KB_ASPECT_NETWORK));
  GtkButton *first = ui_host_get_primary (host), *second = ui_host_get_secondary (host);
  g_autofree char *action = diagnosis->outcome == KB_OUTCOME_WORKS ? g_strdup ("Finish")
                            : again                                ? g_strdup ("Try Again")
                                                                   : ui_dup_plain (diagnosis->action_label);

  ui_assert_label (first, waits ? "Wait and Retry" : action);
  ui_assert_label (second, again ? "Finish Later" : waits ? action : "Test Again");
  if (again && waits)
    check_waiting (host, first);
  else
    check_action (host, diagnosis, waits ? second : first);
}

/* Each row of the table: what is shown is what it says, and the button does what it says. */
static void
test_verdict (gconstpointer data)
{
  const KbDiagnosis *diagnosis = data;
  g_autoptr (UiHost) host = arrive (NULL, diagnosis->id);
  gboolean works = diagnosis->outcome == KB_OUTCOME_WORKS;
  g_autofree char *explanation =
      g_str_equal (diagnosis->id, "works") ? g_strdup ("It answered “") : dup_filled (diagnosis);
  g_autofree char *article = NULL;
  const KbNote *note;

  ui_assert_label (ui_host_get_primary (host), "Test the Key");
  ui_press (ui_host_get_primary (host));
  g_assert_true (is_running (host));
  UI_WAIT (is_shown (host, "details"));

  g_assert_cmpstr (ui_host_get_heading (host), ==, diagnosis->title);
  g_assert_true (g_str_has_prefix (ui_host_get_body (host), explanation));
  g_assert_cmpint (strstr (ui_host_get_body (host), ". ") != NULL, ==, works);
  g_assert_cmpstr (ui_get_announced (), ==, diagnosis->title);
  check_words (host, diagnosis);
  note = kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (host->setup)), "lesson");
  /* What could not be checked says nothing of the key. */
  if (diagnosis->outcome == KB_OUTCOME_NOT_CHECKED)
    g_assert_null (note);
  else
    g_assert_cmpstr (note->last_verdict, ==, diagnosis->id);
  g_object_get (host->page, "article", &article, NULL);
  g_assert_cmpstr (article, ==, diagnosis->article);
  check_ways (host, diagnosis);
}

/* Keys whose lesson takes as long as patience does: giving up is what there is to test. */
static gboolean
is_slow (const KbDiagnosis *diagnosis)
{
  return g_str_has_suffix (diagnosis->id, "timeout");
}

static void
test_slow (gconstpointer data)
{
  const KbDiagnosis *diagnosis = data;
  g_autoptr (UiHost) host = arrive (NULL, diagnosis->id);

  ui_press (ui_host_get_primary (host));
  g_assert_true (is_running (host));
  ui_press (ui_host_get_secondary (host));
  g_assert_false (is_running (host));
  g_assert_false (is_shown (host, "details"));
}

static void
test_before (void)
{
  g_autoptr (UiHost) host = arrive (NULL, "works");

  g_assert_cmpstr (ui_host_get_heading (host), ==, "See Whether the Key Works");
  g_assert_true (g_str_has_prefix (ui_host_get_body (host), "The test asks "));
  g_assert_nonnull (strstr (ui_host_get_body (host), " at 127.0.0.1:"));
  g_assert_nonnull (strstr (ui_host_get_body (host), "less than a hundredth of a cent"));
  g_assert_false (is_shown (host, "details"));
  g_assert_false (is_shown (host, "verdict_view"));
  ui_assert_label (ui_host_get_secondary (host), "Finish Later");
  ui_press (ui_host_get_secondary (host));
  g_assert_cmpuint (host->n_next, ==, 1);
}

static void
test_without_key (void)
{
  g_autoptr (UiHost) host = arrive (NULL, NULL);

  ui_assert_label (ui_host_get_primary (host), "Save a Key");
  ui_press (ui_host_get_primary (host));
  g_assert_cmpint (host->gone_to, ==, KB_STEP_SAVE);
}

static void
test_cancel (void)
{
  FakeStore *store = fake_store_new ();
  UiHost *host = arrive (KB_KEY_STORE (store), "works");

  fake_store_hold (store, TRUE);
  ui_press (ui_host_get_primary (host));
  ui_assert_label (ui_host_get_secondary (host), "Cancel");
  ui_press (ui_host_get_secondary (host));
  g_assert_false (is_running (host));
  fake_store_hold (store, FALSE);
  ui_drain ();
  g_assert_cmpstr (ui_host_get_heading (host), ==, "See Whether the Key Works");
  ui_press (ui_host_get_primary (host));
  UI_WAIT (is_shown (host, "details"));
  ui_host_free (host);
  g_assert_finalize_object (store);
}

/* After the key was read, while the server is being asked: the line tells it. */
static void
test_cancel_request (void)
{
  g_autoptr (UiHost) host = arrive (NULL, "works");
  KbKeyCheck *key_check = kb_setup_get_key_check (host->setup);
  g_autofree char *said = NULL;

  ui_press (ui_host_get_primary (host));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (ui_host_get_primary (host))));
  UI_WAIT (kb_key_check_get_aspect (key_check, KB_ASPECT_NETWORK) == KB_ASPECT_STATE_CHECKING);
  said = ui_dup_accessible_property (ui_host_get (host, "aspects"), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT);
  g_assert_cmpstr (said, ==, "Network: Checking…");
  ui_press (ui_host_get_secondary (host));
  g_assert_false (is_running (host));
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    g_assert_cmpint (kb_key_check_get_aspect (key_check, aspect), ==, KB_ASPECT_STATE_NOT_REACHED);
  ui_drain ();
  g_assert_false (is_shown (host, "details"));
}

/* Each way in which a keyring can fail, and trying again after it. */
static void
test_unread (void)
{
  FakeStore *store = fake_store_new ();
  UiHost *host = arrive (KB_KEY_STORE (store), "works");

  for (int code = KB_STORE_ERROR_NO_SERVICE; code <= KB_STORE_ERROR_FAILED; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (KB_STORE_ERROR, code, "");

      if (code == KB_STORE_ERROR_NOT_FOUND)
        continue;
      fake_store_set_error (store, code);
      ui_press (ui_host_get_primary (host));
      UI_WAIT (!is_running (host));
      g_assert_cmpstr (ui_host_get_heading (host), ==, "The Key Could Not Be Read");
      g_assert_cmpstr (ui_host_get_body (host), ==, kb_store_error_get_advice (error));
      g_assert_cmpint (is_shown (host, "why_group"), ==, kb_store_error_is_trouble (error));
      g_assert_cmpstr (ui_get_announced (), ==, kb_store_error_get_advice (error));
      ui_assert_label (ui_host_get_primary (host), "Try Again");
    }
  g_assert_true (is_shown (host, "why_group")); /* FAILED */
  fake_store_set_error (store, -1);
  ui_press (ui_host_get_primary (host));
  UI_WAIT (is_shown (host, "details"));
  g_assert_cmpstr (ui_host_get_heading (host), ==, kb_diagnosis_find ("works")->title);
  ui_host_free (host);
  g_assert_finalize_object (store);
}

static void
test_gone (void)
{
  g_autoptr (UiHost) host = arrive (NULL, NULL);

  g_object_set (host->choices, "saved-name", "gone", NULL);
  adw_navigation_view_pop (host->view);
  ui_host_push (host, KB_STEP_TEST);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (host->page)));
  ui_press (ui_host_get_primary (host));
  UI_WAIT (g_str_equal (ui_host_get_heading (host), "The Key Could Not Be Read"));
  ui_assert_label (ui_host_get_primary (host), "Save a Key");
  g_assert_cmpstr (kb_choices_get_saved_name (host->choices), ==, "");
  ui_press (ui_host_get_primary (host));
  g_assert_cmpint (host->gone_to, ==, KB_STEP_SAVE);
}

static void
test_again (void)
{
  g_autoptr (UiHost) host = arrive (NULL, "credit-exhausted");

  ui_press (ui_host_get_primary (host));
  UI_WAIT (is_shown (host, "details"));
  /* As if credit had been bought in the meantime. */
  save_key (host, kb_diagnosis_find ("works"));
  ui_assert_label (ui_host_get_secondary (host), "Test Again");
  ui_press (ui_host_get_secondary (host));
  g_assert_true (is_running (host));
  UI_WAIT (!is_running (host));
  g_assert_cmpstr (ui_host_get_heading (host), ==, kb_diagnosis_find ("works")->title);
  ui_press (ui_host_get_secondary (host));
  g_assert_true (is_running (host));
}

/* What was left to wait can be stopped. */
static void
test_stop_waiting (void)
{
  g_autoptr (UiHost) host = arrive (NULL, "credit-exhausted");
  GtkButton *first = ui_host_get_primary (host), *second = ui_host_get_secondary (host);

  ui_press (first);
  UI_WAIT (is_shown (host, "details"));
  /* What was paid is tested at once, and waited for when it has not arrived. */
  ui_assert_label (second, "Test Again");
  ui_press (second);
  UI_WAIT (is_shown (host, "details"));
  ui_assert_label (first, "Wait and Retry");
  ui_assert_label (second, "Add Credit");
  gtk_widget_grab_focus (GTK_WIDGET (first));
  ui_press (first);
  g_assert_true (kb_check_retry_get_active (get_retry (host)));
  g_assert_true (is_part_shown (host, "waiting_row"));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (first)));
  ui_assert_label (second, "Stop Waiting");
  ui_press (second);
  g_assert_false (kb_check_retry_get_active (get_retry (host)));
  g_assert_false (is_part_shown (host, "waiting_row"));
  ui_assert_label (first, "Wait and Retry");
}

/* NULL as long as it is folded. */
static GtkWidget *
find_report_row (UiHost *host)
{
  g_autoptr (GPtrArray) rows = ui_find_all (ui_host_get (host, "details"), ADW_TYPE_BUTTON_ROW);

  return rows->len > 0 ? rows->pdata[0] : NULL;
}

static char *
copy_report (UiHost *host)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (host->window));
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_signal_emit_by_name (find_report_row (host), "activated");
  g_value_init (&value, G_TYPE_STRING);
  gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, &error);
  g_assert_no_error (error);
  return g_value_dup_string (&value);
}

/* What the person has named does not go into a report, be it the name of something that stands there anyway.
 */
static void
test_report (gconstpointer data)
{
  const char *name = data;
  g_autoptr (UiHost) host = arrive (NULL, "works");
  KbKeyCheck *key_check = kb_setup_get_key_check (host->setup);
  g_autofree char *model = g_strdup (kb_checker_get_model (kb_key_check_get_checker (key_check)));
  g_autofree char *report = NULL;

  if (name)
    g_object_set (host->choices, name, model, NULL);
  if (g_strcmp0 (name, "saved-name") == 0)
    save_key_as (host, model, kb_diagnosis_find ("works"));
  ui_press (ui_host_get_primary (host));
  UI_WAIT (is_shown (host, "details"));
  adw_expander_row_set_expanded (ui_host_get (host, "details"), TRUE);
  UI_WAIT (find_report_row (host) != NULL && gtk_widget_get_mapped (find_report_row (host)));
  report = copy_report (host);
  g_assert_cmpint (strstr (report, model) == NULL, ==, name != NULL);
}

/* Nothing may be touched that is gone. */
static void
test_left (void)
{
  UiHost *host = arrive (NULL, "works");

  ui_press (ui_host_get_primary (host));
  adw_navigation_view_pop (host->view);
  ui_drain ();
  g_set_weak_pointer (&host->page, adw_navigation_view_get_visible_page (host->view));
  g_assert_cmpstr (adw_navigation_page_get_tag (host->page), ==, "welcome");
  ui_host_free (host);
}

static void
test_closed (void)
{
  UiHost *host = arrive (NULL, "works");

  ui_press (ui_host_get_primary (host));
  ui_host_free (host);
  ui_drain ();
}

/* Another model is for the next test. */
static void
test_model (void)
{
  g_autoptr (UiHost) host = arrive (NULL, "works");
  KbKeyCheck *key_check = kb_setup_get_key_check (host->setup);
  AdwComboRow *row;
  g_autofree char *model = NULL;

  ui_press (ui_host_get_primary (host));
  UI_WAIT (is_shown (host, "details"));
  row = ADW_COMBO_ROW (kb_verdict_details_get_model_row (ui_host_get (host, "details")));
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (row)), >, 2);
  adw_combo_row_set_selected (row, 2);
  model = g_strdup (kb_model_row_get_model (KB_MODEL_ROW (row)));
  g_assert_cmpstr (kb_verdict_get_model (kb_key_check_get_verdict (key_check)), !=, model);
  ui_press (ui_host_get_secondary (host));
  UI_WAIT (!is_running (host));
  g_assert_cmpstr (kb_verdict_get_model (kb_key_check_get_verdict (key_check)), ==, model);
}

/* What was begun on the page before is shown as it goes on. */
static void
test_begun (void)
{
  g_autoptr (UiHost) host = ui_host_new (KB_STEP_SAVE, NULL);

  save_key (host, kb_diagnosis_find ("works"));
  kb_key_check_run (kb_setup_get_key_check (host->setup), "lesson", NULL);
  ui_host_push (host, KB_STEP_TEST);
  g_assert_cmpstr (ui_host_get_heading (host), ==, "Testing the Key");
  g_assert_true (is_running (host));
  UI_WAIT (is_shown (host, "details"));
  g_assert_cmpstr (ui_host_get_heading (host), ==, kb_diagnosis_find ("works")->title);
}

/* Of a choice that nobody made nothing is said. */
static void
test_no_choices (void)
{
  g_autoptr (UiHost) host = arrive (NULL, "works");

  g_object_set (host->choices, "has-key", TRUE, NULL);
  ui_press (ui_host_get_primary (host));
  UI_WAIT (is_shown (host, "details"));
  g_assert_false (is_part_shown (host, "billing_row"));
  g_assert_false (is_part_shown (host, "permission_row"));
}

int
main (int argc, char **argv)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  ui_init (&argc, &argv);
  g_test_add_func ("/result/before", test_before);
  g_test_add_func ("/result/without-key", test_without_key);
  g_test_add_func ("/result/cancel", test_cancel);
  g_test_add_func ("/result/cancel-request", test_cancel_request);
  g_test_add_func ("/result/unread", test_unread);
  g_test_add_func ("/result/gone", test_gone);
  g_test_add_func ("/result/again", test_again);
  g_test_add_func ("/result/stop-waiting", test_stop_waiting);
  g_test_add_data_func ("/result/report", NULL, test_report);
  g_test_add_data_func ("/result/report/key-name", "key-name", test_report);
  g_test_add_data_func ("/result/report/project-name", "project-name", test_report);
  g_test_add_data_func ("/result/report/saved-name", "saved-name", test_report);
  g_test_add_func ("/result/left", test_left);
  g_test_add_func ("/result/closed", test_closed);
  g_test_add_func ("/result/model", test_model);
  g_test_add_func ("/result/begun", test_begun);
  g_test_add_func ("/result/no-choices", test_no_choices);
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/result/verdict/%s", rows[i].id);

      g_test_add_data_func (path, &rows[i], is_slow (&rows[i]) ? test_slow : test_verdict);
    }
  return ui_run ();
}
