/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-test-page.h"

#include "core/kb-cost.h"
#include "core/kb-facts.h"
#include "kb-verdict-words.h"
#include "widgets/kb-aspect-list.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  READY,
  RUNNING,
  UNREAD, /* the key could not be read from the keyring */
  JUDGED,
} TestState;

struct _KbTestPage
{
  KbPage parent_instance;

  GtkWidget *again_button;
  GtkWidget *plan_group;
  GtkWidget *model_group;
  AdwActionRow *server_row;
  AdwActionRow *cost_row;
  AdwComboRow *model_row;
  GtkStringList *models;
  GtkWidget *reply_group;
  AdwActionRow *reply_row;
  GtkWidget *meaning_group;
  AdwActionRow *proof_row;
  AdwActionRow *billing_row;
  AdwActionRow *permission_row;
  KbAspectList *aspects;
  GtkWidget *details_group;
  AdwExpanderRow *details_row;
  GPtrArray *detail_rows;

  TestState state;
  KbChecker *checker;
  KbVerdict *verdict;
  GCancellable *running; /* of the test alone: Cancel stops it, the page stays */
};

G_DEFINE_FINAL_TYPE (KbTestPage, kb_test_page, KB_TYPE_PAGE)

static const char *
get_chosen_model (KbTestPage *self)
{
  guint selected = adw_combo_row_get_selected (self->model_row);

  /* The first entry leaves the choice to the checker. */
  return selected == 0 || selected == GTK_INVALID_LIST_POSITION
             ? NULL
             : gtk_string_list_get_string (self->models, selected);
}

static void
show_plan (KbTestPage *self)
{
  g_autofree char *host = kb_client_dup_host (kb_checker_get_client (self->checker));
  g_autofree char *cost = NULL;
  g_autofree char *server = NULL;

  kb_checker_set_model (self->checker, get_chosen_model (self));
  /* TRANSLATORS: what is sent where; the first %s is a server's name, the second a model's */
  server = g_strdup_printf (_ ("%s: one short question to the model %s"), host,
                            kb_checker_get_model (self->checker));
  cost = kb_checker_get_max_cost (self->checker) < 0
             ? g_strdup (_ ("Not known for this model"))
             : kb_cost_format (kb_checker_get_max_cost (self->checker));
  adw_action_row_set_subtitle (self->server_row, server);
  adw_action_row_set_subtitle (self->cost_row, cost);
}

static void
fill_models (KbTestPage *self, const char *const *listed)
{
  g_autofree char *chosen = g_strdup (get_chosen_model (self));
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (kb_facts_get_default (), &n_models);

  gtk_string_list_splice (self->models, 0, g_list_model_get_n_items (G_LIST_MODEL (self->models)), NULL);
  gtk_string_list_append (self->models, _ ("Choose for me"));
  for (gsize i = 0; i < n_models; i++)
    if (!models[i]->shutdown && (!listed || !*listed || g_strv_contains (listed, models[i]->id)))
      gtk_string_list_append (self->models, models[i]->id);
  for (guint i = 0; chosen && i < g_list_model_get_n_items (G_LIST_MODEL (self->models)); i++)
    if (g_str_equal (gtk_string_list_get_string (self->models, i), chosen))
      adw_combo_row_set_selected (self->model_row, i);
}

static void
add_detail (KbTestPage *self, const char *title, const char *value)
{
  GtkWidget *row;

  if (!value || !*value)
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "use-markup", FALSE, "subtitle", value,
                      "subtitle-selectable", TRUE, "subtitle-lines", 0, NULL);
  gtk_widget_add_css_class (row, "property");
  adw_expander_row_add_row (self->details_row, row);
  g_ptr_array_add (self->detail_rows, row);
}

static void
show_details (KbTestPage *self)
{
  KbVerdict *verdict = self->verdict;
  g_autofree char *time = kb_verdict_dup_time (verdict);
  g_autofree char *tokens = kb_verdict_dup_tokens (verdict);
  g_autofree char *cost = kb_verdict_dup_cost (verdict);
  g_autofree char *technical = kb_verdict_dup_technical (verdict);

  for (guint i = 0; i < self->detail_rows->len; i++)
    adw_expander_row_remove (self->details_row, self->detail_rows->pdata[i]);
  g_ptr_array_set_size (self->detail_rows, 0);
  add_detail (self, _ ("Model"), kb_verdict_get_model (verdict));
  add_detail (self, _ ("Time"), time);
  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS)
    {
      add_detail (self, _ ("Tokens"), tokens);
      add_detail (self, _ ("Cost of This Test"), cost);
    }
  add_detail (self, _ ("Organization"), kb_verdict_get_organization (verdict));
  add_detail (self, _ ("Request Id"), kb_verdict_get_request_id (verdict));
  add_detail (self, _ ("Server"), kb_verdict_get_base_uri (verdict));
  add_detail (self, _ ("Answer"), technical);
}

static const char *
get_illustration (KbOutcome outcome)
{
  switch (outcome)
    {
    case KB_OUTCOME_WORKS:
      return "works";
    case KB_OUTCOME_REFUSED:
      return "refused";
    case KB_OUTCOME_BLOCKED:
      return "blocked";
    case KB_OUTCOME_NOT_CHECKED:
    default:
      return "not-checked";
    }
}

static void
show_verdict (KbTestPage *self)
{
  KbPage *page = KB_PAGE (self);
  KbVerdict *verdict = self->verdict;
  const KbDiagnosis *diagnosis = kb_verdict_get_diagnosis (verdict);
  gboolean works = kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS;
  g_autofree char *title = kb_verdict_dup_title (verdict);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);
  g_autofree char *proof = kb_verdict_dup_proof_words (verdict);
  g_autofree char *billing = kb_verdict_dup_billing_words (verdict, kb_page_get_session (page));
  g_autofree char *permission = kb_verdict_dup_permission_words (verdict, kb_page_get_session (page));

  kb_page_set_illustration (page, get_illustration (kb_verdict_get_outcome (verdict)));
  kb_page_set_heading (page, title);
  kb_page_set_body (page, explanation);
  kb_page_set_primary (page, works ? _ ("_Finish Set-Up") : _ (diagnosis->action_label), TRUE);
  kb_page_set_secondary (page, works ? _ ("Test _Again") : _ ("Finish _Later"));
  gtk_widget_set_visible (self->again_button, !works && diagnosis->action != KB_ACTION_TRY_AGAIN);
  adw_action_row_set_subtitle (self->reply_row, kb_verdict_get_reply_text (verdict));
  gtk_widget_set_visible (self->reply_group, kb_verdict_get_reply_text (verdict) != NULL);
  adw_action_row_set_subtitle (self->proof_row, proof);
  adw_action_row_set_subtitle (self->billing_row, billing);
  adw_action_row_set_subtitle (self->permission_row, permission);
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    kb_aspect_list_set (self->aspects, aspect, kb_verdict_get_aspect (verdict, aspect));
  show_details (self);
  kb_page_back_to_top (page);
  kb_announce (GTK_WIDGET (self), title);
}

static void
show_ready (KbTestPage *self)
{
  KbPage *page = KB_PAGE (self);
  gboolean has_key = *kb_session_get_saved_name (kb_page_get_session (page)) != '\0';

  kb_page_set_illustration (page, "create");
  kb_page_set_heading (page, _ ("See Whether the Key Works"));
  kb_page_set_body (page,
                    has_key ? _ ("One small request shows whether key, permissions and credit are in order.")
                            : _ ("There is no key to test yet. Save one first."));
  kb_page_set_primary (page, has_key ? _ ("_Send Test Request") : _ ("_Save a Key"), TRUE);
  kb_page_set_secondary (page, _ ("Finish _Later"));
}

/* Everything that depends on the state is decided here. */
static void
set_state (KbTestPage *self, TestState state)
{
  KbPage *page = KB_PAGE (self);

  self->state = state;
  gtk_widget_set_visible (self->again_button, FALSE);
  gtk_widget_set_visible (self->plan_group, state == READY || state == RUNNING);
  gtk_widget_set_sensitive (self->model_group, state != RUNNING);
  gtk_widget_set_visible (self->reply_group, FALSE);
  gtk_widget_set_visible (self->meaning_group, state == JUDGED);
  gtk_widget_set_visible (self->details_group, state == JUDGED);
  if (state == READY)
    show_ready (self);
  else if (state == JUDGED)
    show_verdict (self);
  else if (state == RUNNING)
    {
      kb_page_set_heading (page, _ ("Testing the Key"));
      kb_page_set_body (page, _ ("This takes a few seconds."));
      kb_page_set_primary (page, _ ("Testing…"), FALSE);
      kb_page_set_secondary (page, _ ("_Cancel"));
    }
}

static void
note_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!kb_notes_save_finish (KB_NOTES (source), result, &error))
    g_message ("Notes not written: %s", error->message);
}

static void
remember (KbTestPage *self)
{
  KbSetup *setup = kb_page_get_setup (KB_PAGE (self));
  const char *name = kb_session_get_saved_name (kb_setup_get_session (setup));
  const KbNote *known = kb_notes_find (kb_setup_get_notes (setup), name);
  g_autoptr (KbNote) note = known ? kb_note_copy (known) : kb_note_new (name);

  g_set_str (&note->last_verdict, kb_verdict_get_diagnosis (self->verdict)->id);
  note->last_tested = g_get_real_time () / G_USEC_PER_SEC;
  kb_notes_put (kb_setup_get_notes (setup), note);
  kb_notes_save_async (kb_setup_get_notes (setup), NULL, note_written_cb, NULL);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbTestPage) self = KB_TEST_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  KbVerdict *verdict = kb_checker_run_finish (KB_CHECKER (source), result, &error);

  if (!verdict || self->state != RUNNING)
    {
      g_clear_object (&verdict);
      return;
    }
  g_clear_object (&self->verdict);
  self->verdict = verdict;
  fill_models (self, kb_verdict_get_models (verdict));
  remember (self);
  set_state (self, JUDGED);
}

static void
aspect_cb (KbTestPage *self, KbAspect aspect, KbAspectState state)
{
  if (self->state == RUNNING)
    kb_aspect_list_set (self->aspects, aspect, state);
}

static void
show_unread (KbTestPage *self, const GError *error)
{
  KbPage *page = KB_PAGE (self);
  gboolean gone = g_error_matches (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);

  if (gone)
    g_object_set (kb_page_get_session (page), "saved-name", "", NULL);
  set_state (self, UNREAD);
  kb_aspect_list_set (self->aspects, KB_ASPECT_STORAGE, KB_ASPECT_STATE_FAILED);
  kb_page_set_illustration (page, "not-checked");
  kb_page_set_heading (page, _ ("The Key Could Not Be Read"));
  kb_page_set_body (page, kb_store_error_get_advice (error));
  kb_page_set_primary (page, gone ? _ ("_Save a Key") : _ ("_Try Again"), TRUE);
  kb_page_set_secondary (page, _ ("Finish _Later"));
  kb_announce (GTK_WIDGET (self), kb_store_error_get_advice (error));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbTestPage) self = KB_TEST_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  SecretValue *key = kb_key_store_load_finish (KB_KEY_STORE (source), result, &error);

  if (self->state != RUNNING || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&key, secret_value_unref);
      return;
    }
  if (!key)
    {
      show_unread (self, error);
      return;
    }
  kb_aspect_list_set (self->aspects, KB_ASPECT_STORAGE, KB_ASPECT_STATE_PASSED);
  g_clear_object (&self->checker);
  self->checker = kb_setup_new_checker (kb_page_get_setup (KB_PAGE (self)), key);
  g_signal_connect_object (self->checker, "aspect-changed", G_CALLBACK (aspect_cb), self, G_CONNECT_SWAPPED);
  show_plan (self);
  kb_checker_run_async (self->checker, key, KB_ASPECT_STATE_PASSED, self->running, checked_cb,
                        g_object_ref (self));
  secret_value_unref (key);
}

static void
run (KbTestPage *self)
{
  KbSetup *setup = kb_page_get_setup (KB_PAGE (self));

  g_clear_object (&self->running);
  self->running = g_cancellable_new ();
  kb_aspect_list_clear (self->aspects);
  set_state (self, RUNNING);
  kb_aspect_list_set (self->aspects, KB_ASPECT_STORAGE, KB_ASPECT_STATE_CHECKING);
  kb_key_store_load_async (kb_setup_get_store (setup),
                           kb_session_get_saved_name (kb_setup_get_session (setup)), self->running, loaded_cb,
                           g_object_ref (self));
}

static void
stop (KbTestPage *self)
{
  g_cancellable_cancel (self->running);
  if (self->state != RUNNING)
    return;
  kb_aspect_list_clear (self->aspects);
  set_state (self, READY);
}

static void
again_cb (KbTestPage *self)
{
  run (self);
}

static void
model_cb (KbTestPage *self)
{
  if (self->checker && self->state != RUNNING)
    show_plan (self);
}

static void
open_link (KbTestPage *self, const char *link)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))))
    {
      kb_toast (GTK_WIDGET (self), _ ("In a practice run no web page is opened"));
      return;
    }
  launcher = gtk_uri_launcher_new (kb_facts_get_string (kb_facts_get_default (), link));
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static void
act (KbTestPage *self)
{
  KbPage *page = KB_PAGE (self);
  const KbDiagnosis *diagnosis = kb_verdict_get_diagnosis (self->verdict);

  switch (diagnosis->action)
    {
    case KB_ACTION_OPEN_LINK:
      open_link (self, diagnosis->link);
      break;
    case KB_ACTION_EDIT_KEY:
      g_object_set (kb_page_get_session (page), "saved-name", "", NULL);
      kb_page_go_to (page, KB_STEP_SAVE);
      break;
    case KB_ACTION_NEW_KEY:
      g_object_set (kb_page_get_session (page), "saved-name", "", NULL);
      kb_page_go_to (page, KB_STEP_CREATE);
      break;
    case KB_ACTION_OTHER_MODEL:
      gtk_widget_activate (GTK_WIDGET (self->model_row));
      break;
    case KB_ACTION_TRY_AGAIN:
    case KB_ACTION_NONE:
      run (self);
      break;
    case KB_ACTION_FINISH:
    default:
      kb_page_next (page);
    }
}

static void
kb_test_page_primary (KbPage *page)
{
  KbTestPage *self = KB_TEST_PAGE (page);

  if (self->state == JUDGED)
    act (self);
  else if (*kb_session_get_saved_name (kb_page_get_session (page)) == '\0')
    kb_page_go_to (page, KB_STEP_SAVE);
  else if (self->state != RUNNING)
    run (self);
}

static void
kb_test_page_secondary (KbPage *page)
{
  KbTestPage *self = KB_TEST_PAGE (page);

  if (self->state == RUNNING)
    stop (self);
  else if (self->state == JUDGED && kb_verdict_get_outcome (self->verdict) == KB_OUTCOME_WORKS)
    run (self);
  else
    kb_page_next (page);
}

static void
kb_test_page_arrived (KbPage *page)
{
  KbTestPage *self = KB_TEST_PAGE (page);

  if (self->state == READY)
    set_state (self, READY);
}

static void
kb_test_page_left (KbPage *page)
{
  stop (KB_TEST_PAGE (page));
}

static void
kb_test_page_constructed (GObject *object)
{
  KbTestPage *self = KB_TEST_PAGE (object);

  G_OBJECT_CLASS (kb_test_page_parent_class)->constructed (object);
  fill_models (self, NULL);
  self->checker = kb_setup_new_checker (kb_page_get_setup (KB_PAGE (self)), NULL);
  g_signal_connect_object (self->model_row, "notify::selected", G_CALLBACK (model_cb), self,
                           G_CONNECT_SWAPPED);
  show_plan (self);
  set_state (self, READY);
}

static void
kb_test_page_dispose (GObject *object)
{
  KbTestPage *self = KB_TEST_PAGE (object);

  self->state = READY;
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_object (&self->checker);
  g_clear_object (&self->verdict);
  g_clear_pointer (&self->detail_rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_TEST_PAGE);
  G_OBJECT_CLASS (kb_test_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, again_button);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, plan_group);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, model_group);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, cost_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, model_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, models);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, reply_group);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, reply_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, meaning_group);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, proof_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, billing_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, permission_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, aspects);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, details_group);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, details_row);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
kb_test_page_class_init (KbTestPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KbPageClass *page_class = KB_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_test_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kb_test_page_dispose;
  page_class->arrived = kb_test_page_arrived;
  page_class->left = kb_test_page_left;
  page_class->primary = kb_test_page_primary;
  page_class->secondary = kb_test_page_secondary;

  g_type_ensure (KB_TYPE_ASPECT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-test-page.ui");
  bind_template (widget_class);
}

static void
kb_test_page_init (KbTestPage *self)
{
  self->detail_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
