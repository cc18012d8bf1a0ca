/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-test-page.h"

#include "core/api/kb-base-address.h"
#include "core/base/kb-number.h"
#include "core/base/kb-settings.h"
#include "core/facts/kb-facts.h"
#include "kb-say.h"
#include "widgets/kb-aspect-list.h"
#include "widgets/kb-model-row.h"
#include "widgets/kb-verdict-details.h"
#include "widgets/kb-verdict-view.h"

#include <glib/gi18n.h>

struct _KbTestPage
{
  KbStepPage parent_instance;

  GtkWidget *plan_group;
  AdwActionRow *server_row;
  AdwActionRow *cost_row;
  KbVerdictView *verdict_view;
  GtkWidget *use_group;
  GtkWidget *use_row;
  GtkWidget *connect_row;
  KbAspectList *aspects;
  KbVerdictDetails *details;
  GtkWidget *model_group;
  KbModelRow *model_row;

  KbKeyCheck *key_check;
  KbVerdict *shown; /* the verdict that the page says */
};

G_DEFINE_FINAL_TYPE (KbTestPage, kb_test_page, KB_TYPE_STEP_PAGE)

static gboolean
is_waiting (KbTestPage *self)
{
  return kb_check_retry_get_active (kb_key_check_get_retry (self->key_check));
}

/* While a test runs that waiting brought about, the verdict before it stays in sight. */
static gboolean
is_judged (KbTestPage *self)
{
  return kb_key_check_get_verdict (self->key_check) &&
         (kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_JUDGED || is_waiting (self));
}

static gboolean
is_running (KbTestPage *self)
{
  return kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_RUNNING && !is_waiting (self);
}

static char *
dup_max_cost (KbChecker *checker)
{
  const KbModel *model = kb_facts_find_model (NULL, kb_checker_get_model (checker));
  g_autofree char *amount = NULL, *as_of = NULL;

  if (!model || kb_checker_get_max_cost (checker) < 0)
    return g_strdup (_ ("Not known for this model"));
  amount = kb_number_format_money (kb_checker_get_max_cost (checker));
  as_of = kb_say_as_of_date (model->checked, NULL);
  /* TRANSLATORS: a cost such as "$0.00004", then "as of" and the date of the prices */
  return g_strdup_printf (_ ("%s, by prices %s"), amount, as_of);
}

static void
show_plan (KbTestPage *self)
{
  KbChecker *checker = kb_key_check_get_checker (self->key_check);
  g_autofree char *host = kb_client_dup_host (kb_checker_get_client (checker));
  g_autofree char *cost = NULL;
  g_autofree char *server = NULL, *why = NULL, *explained = NULL;

  server = g_strdup_printf (
      /* TRANSLATORS: what is sent where; the first %s is a server's name, the second a model's */
      _ ("%s: one short question to the model %s"), host, kb_checker_get_model (checker));
  why = kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))) ? NULL : kb_base_address_dup_words ();
  explained = why ? g_strconcat (server, "\n", why, NULL) : NULL;
  cost = dup_max_cost (checker);
  adw_action_row_set_subtitle (self->server_row, explained ? explained : server);
  adw_action_row_set_subtitle (self->cost_row, cost);
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

/* Another model than the one that was asked is picked, and a model is what is wrong. */
static gboolean
has_other_model (KbTestPage *self)
{
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);

  return verdict && kb_verdict_get_action (verdict) == KB_ACTION_OTHER_MODEL &&
         kb_model_row_get_model (self->model_row) &&
         g_strcmp0 (kb_model_row_get_model (self->model_row), kb_verdict_get_model (verdict)) != 0;
}

static void
show_buttons (KbTestPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);
  gboolean works = kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS;
  gboolean again = kb_verdict_get_action (verdict) == KB_ACTION_TRY_AGAIN || has_other_model (self);
  /* The table's labels are shown in other places too, where an underline would be in the way. */
  g_autofree char *label = g_strconcat ("_", kb_verdict_get_action_label (verdict), NULL);

  kb_step_page_set_primary (page, works ? _ ("_Finish Set-Up") : again ? _ ("_Try Again") : label, TRUE);
  kb_step_page_set_secondary (page, works ? _ ("Test _Again") : _ ("_Finish Later"));
  kb_verdict_view_show (self->verdict_view, verdict, kb_page_get_choices (KB_PAGE (page)), !works && !again);
  gtk_widget_set_visible (self->use_group, works);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->use_row), "s",
                                    kb_key_check_get_name (self->key_check));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->connect_row), "s",
                                    kb_key_check_get_name (self->key_check));
}

static void
tell_verdict (KbTestPage *self)
{
  g_autofree char *title = kb_verdict_dup_title (self->shown);

  /* Whoever waits is doing something else meanwhile, perhaps on this page. */
  if (!is_waiting (self))
    kb_step_page_back_to_top (KB_STEP_PAGE (self));
  kb_announce (GTK_WIDGET (self), title);
}

static void
show_verdict (KbTestPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);
  g_autofree char *title = kb_verdict_dup_title (verdict);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);
  gboolean is_news = self->shown != verdict;

  kb_step_page_set_illustration (page, get_illustration (kb_verdict_get_outcome (verdict)));
  kb_step_page_set_heading (page, title);
  kb_step_page_set_body (page, explanation);
  if (is_news)
    {
      kb_model_row_set_listed (self->model_row, kb_verdict_get_models (verdict));
      kb_verdict_details_show (self->details, verdict, kb_page_get_setup (KB_PAGE (page)));
    }
  show_buttons (self);
  g_set_object (&self->shown, verdict);
  if (is_news)
    tell_verdict (self);
}

static void
show_ready (KbTestPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  gboolean has_key = *kb_choices_get_saved_name (kb_page_get_choices (KB_PAGE (page))) != '\0';

  kb_step_page_set_illustration (page, "create");
  kb_step_page_set_heading (page, _ ("See Whether the Key Works"));
  kb_step_page_set_body (
      page, has_key ? _ ("One small request shows whether key, permissions and credit are in order.")
                    : _ ("There is no key to test yet. Save one first."));
  kb_step_page_set_primary (page, has_key ? _ ("_Send Test Request") : _ ("_Save a Key"), TRUE);
  kb_step_page_set_secondary (page, _ ("_Finish Later"));
  show_plan (self);
}

static void
show_running (KbTestPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);

  kb_step_page_set_heading (page, _ ("Testing the Key"));
  kb_step_page_set_body (page, _ ("This takes a few seconds."));
  kb_step_page_set_primary (page, _ ("Testing…"), FALSE);
  kb_step_page_set_secondary (page, _ ("_Cancel"));
  show_plan (self);
}

static void
show_unread (KbTestPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  const GError *error = kb_key_check_get_error (self->key_check);
  gboolean gone = g_error_matches (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);

  if (gone)
    g_object_set (kb_page_get_choices (KB_PAGE (page)), "saved-name", "", NULL);
  kb_step_page_set_illustration (page, "not-checked");
  kb_step_page_set_heading (page, _ ("The Key Could Not Be Read"));
  kb_step_page_set_body (page, kb_store_error_get_advice (error));
  kb_step_page_set_primary (page, gone ? _ ("_Save a Key") : _ ("_Try Again"), TRUE);
  kb_step_page_set_secondary (page, _ ("_Finish Later"));
  kb_announce (GTK_WIDGET (self), kb_store_error_get_advice (error));
}

/* Everything that depends on the state is decided here. */
static void
update (KbTestPage *self)
{
  KbKeyCheckState state = kb_key_check_get_state (self->key_check);
  gboolean judged = is_judged (self);

  gtk_widget_set_visible (self->plan_group, !judged && (state == KB_KEY_CHECK_STATE_READY ||
                                                        state == KB_KEY_CHECK_STATE_RUNNING));
  gtk_widget_set_sensitive (self->model_group, state != KB_KEY_CHECK_STATE_RUNNING && !is_waiting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_view), judged);
  gtk_widget_set_visible (self->use_group, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->details), judged);
  if (judged)
    show_verdict (self);
  else if (state == KB_KEY_CHECK_STATE_RUNNING)
    show_running (self);
  else if (state == KB_KEY_CHECK_STATE_UNREAD)
    show_unread (self);
  else
    show_ready (self);
}

static void
aspect_cb (KbTestPage *self, KbAspect aspect, KbAspectState state)
{
  kb_aspect_list_set (self->aspects, aspect, state);
}

static void
run (KbTestPage *self)
{
  g_clear_object (&self->shown);
  kb_key_check_run (self->key_check, kb_choices_get_saved_name (kb_page_get_choices (KB_PAGE (self))),
                    kb_model_row_get_model (self->model_row));
}

static void
again_cb (KbTestPage *self)
{
  run (self);
}

static void
wait_cb (KbTestPage *self)
{
  kb_key_check_wait (self->key_check);
}

static void
stop_waiting_cb (KbTestPage *self)
{
  kb_key_check_stop (self->key_check);
}

static void
model_cb (KbTestPage *self)
{
  if (!self->key_check || kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_RUNNING)
    return;
  kb_checker_set_model (kb_key_check_get_checker (self->key_check), kb_model_row_get_model (self->model_row));
  if (is_judged (self))
    show_buttons (self);
  else
    show_plan (self);
}

/* The key is given up for another one: its verdict too. */
static void
replace_key (KbTestPage *self, KbStep step)
{
  kb_key_check_reset (self->key_check);
  g_object_set (kb_page_get_choices (KB_PAGE (self)), "saved-name", "", NULL);
  kb_step_page_go_to (KB_STEP_PAGE (self), step);
}

static void
choose_model (KbTestPage *self)
{
  if (has_other_model (self))
    {
      run (self);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->model_row));
  gtk_widget_activate (GTK_WIDGET (self->model_row));
}

/* A practice run changes nothing that lasts. */
static void
use_other_address (KbTestPage *self, KbVerdict *verdict)
{
  g_autofree char *address = kb_verdict_dup_other_address (verdict);
  g_autoptr (GSettings) settings = kb_settings_new ();

  if (settings && address && !kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))))
    g_settings_set_string (settings, KB_BASE_ADDRESS_KEY, address);
  run (self);
}

static void
act (KbTestPage *self)
{
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);

  switch (kb_verdict_get_action (verdict))
    {
    case KB_ACTION_OPEN_LINK:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.open-link", "s", kb_verdict_get_link (verdict));
      break;
    case KB_ACTION_EDIT_KEY:
      replace_key (self, KB_STEP_SAVE);
      break;
    case KB_ACTION_NEW_KEY:
      replace_key (self, KB_STEP_CREATE);
      break;
    case KB_ACTION_OTHER_MODEL:
      choose_model (self);
      break;
    case KB_ACTION_OTHER_ADDRESS:
      use_other_address (self, verdict);
      break;
    case KB_ACTION_TRY_AGAIN:
    case KB_ACTION_NONE:
      run (self);
      break;
    case KB_ACTION_FINISH:
    default:
      kb_step_page_next (KB_STEP_PAGE (self));
    }
}

static void
kb_test_page_primary (KbStepPage *page)
{
  KbTestPage *self = KB_TEST_PAGE (page);

  if (is_judged (self))
    act (self);
  else if (*kb_choices_get_saved_name (kb_page_get_choices (KB_PAGE (page))) == '\0')
    kb_step_page_go_to (page, KB_STEP_SAVE);
  else if (!is_running (self))
    run (self);
}

static void
kb_test_page_secondary (KbStepPage *page)
{
  KbTestPage *self = KB_TEST_PAGE (page);

  if (is_running (self))
    kb_key_check_stop (self->key_check);
  else if (is_judged (self) &&
           kb_verdict_get_outcome (kb_key_check_get_verdict (self->key_check)) == KB_OUTCOME_WORKS)
    run (self);
  else
    kb_step_page_next (page);
}

static void
kb_test_page_arrived (KbPage *page)
{
  KbTestPage *self = KB_TEST_PAGE (page);
  const char *name = kb_choices_get_saved_name (kb_page_get_choices (page));

  /* What was found out about another key says nothing about this one. */
  if (!g_str_equal (kb_key_check_get_name (self->key_check), name))
    kb_key_check_reset (self->key_check);
  update (self);
}

/* A test that is watched ends with the watching; one that was left to wait goes on. */
static void
kb_test_page_left (KbPage *page)
{
  KbTestPage *self = KB_TEST_PAGE (page);

  if (is_running (self))
    kb_key_check_stop (self->key_check);
}

static void
kb_test_page_constructed (GObject *object)
{
  KbTestPage *self = KB_TEST_PAGE (object);

  G_OBJECT_CLASS (kb_test_page_parent_class)->constructed (object);
  self->key_check = g_object_ref (kb_setup_get_key_check (kb_page_get_setup (KB_PAGE (self))));
  /* Coming here anew begins anew, but for what was left to wait. */
  if (kb_check_retry_get_state (kb_key_check_get_retry (self->key_check)) == KB_CHECK_RETRY_STATE_IDLE)
    kb_key_check_reset (self->key_check);
  kb_verdict_view_set_retry (self->verdict_view, kb_key_check_get_retry (self->key_check));
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    kb_aspect_list_set (self->aspects, aspect, kb_key_check_get_aspect (self->key_check, aspect));
  g_signal_connect_object (self->key_check, "aspect-changed", G_CALLBACK (aspect_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key_check, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
kb_test_page_dispose (GObject *object)
{
  KbTestPage *self = KB_TEST_PAGE (object);

  if (self->key_check)
    g_signal_handlers_disconnect_by_data (self->key_check, self);
  g_clear_object (&self->key_check);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (kb_test_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, plan_group);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, server_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, cost_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, verdict_view);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, use_group);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, use_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, connect_row);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, aspects);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, details);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, model_group);
  gtk_widget_class_bind_template_child (widget_class, KbTestPage, model_row);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, wait_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_waiting_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_cb);
}

static void
kb_test_page_class_init (KbTestPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_test_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kb_test_page_dispose;
  KB_PAGE_CLASS (klass)->arrived = kb_test_page_arrived;
  KB_PAGE_CLASS (klass)->left = kb_test_page_left;
  KB_STEP_PAGE_CLASS (klass)->primary = kb_test_page_primary;
  KB_STEP_PAGE_CLASS (klass)->secondary = kb_test_page_secondary;

  g_type_ensure (KB_TYPE_ASPECT_LIST);
  g_type_ensure (KB_TYPE_MODEL_ROW);
  g_type_ensure (KB_TYPE_VERDICT_DETAILS);
  g_type_ensure (KB_TYPE_VERDICT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-test-page.ui");
  bind_template (widget_class);
}

static void
kb_test_page_init (KbTestPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
