/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-result-page.h"

#include "core/api/kb-base-address.h"
#include "core/base/kb-settings.h"
#include "kb-copy-secret.h"
#include "kb-verdict-words.h"
#include "widgets/kb-aspect-line.h"
#include "widgets/kb-clipboard-row.h"
#include "widgets/kb-verdict-details.h"
#include "widgets/kb-verdict-view.h"

#include <glib/gi18n.h>

struct _KbResultPage
{
  KbStepPage parent_instance;

  KbAspectLine *aspects;
  GtkWidget *kept_group;
  GtkWidget *use_group;
  GtkWidget *why_group;
  GtkWidget *use_row;
  GtkWidget *connect_row;
  GtkWidget *access_row;
  KbVerdictView *verdict_view;
  KbClipboardRow *clipboard_row;
  KbVerdictDetails *details;

  KbKeyCheck *key_check;
  KbVerdict *shown;             /* the verdict that the page says */
  gboolean opened;              /* the page where what it says is mended */
  gboolean same;                /* what the one before it said */
  const KbDiagnosis *diagnosis; /* of the last one */
};

/* What can be done about a verdict */
typedef enum
{
  WAY_FINISH,
  WAY_MEND, /* what the verdict says */
  WAY_TEST,
  WAY_WAIT,
  WAY_STOP, /* waiting */
} Way;

G_DEFINE_FINAL_TYPE (KbResultPage, kb_result_page, KB_TYPE_STEP_PAGE)

static gboolean
is_waiting (KbResultPage *self)
{
  return kb_check_retry_get_active (kb_key_check_get_retry (self->key_check));
}

/* While a test runs that waiting brought about, the verdict before it stays in sight. */
static gboolean
is_judged (KbResultPage *self)
{
  return kb_key_check_get_verdict (self->key_check) &&
         (kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_JUDGED || is_waiting (self));
}

static gboolean
is_running (KbResultPage *self)
{
  return kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_RUNNING && !is_waiting (self);
}

static gboolean
works (KbResultPage *self)
{
  return kb_verdict_get_outcome (kb_key_check_get_verdict (self->key_check)) == KB_OUTCOME_WORKS;
}

static gboolean
either (gpointer object, gboolean one, gboolean other)
{
  return one || other;
}

static const char *
get_saved_name (KbResultPage *self)
{
  return kb_choices_get_saved_name (kb_page_get_choices (KB_PAGE (self)));
}

static const char *
get_model (KbResultPage *self)
{
  return kb_model_row_get_model (kb_verdict_details_get_model_row (self->details));
}

/* What no keyring has cannot be rotated. */
static KbAction
get_action (KbResultPage *self)
{
  KbAction action = kb_verdict_get_action (kb_key_check_get_verdict (self->key_check));

  return action == KB_ACTION_ROTATE &&
                 kb_keys_is_for_now (kb_page_get_keys (KB_PAGE (self)), get_saved_name (self))
             ? KB_ACTION_NEW_KEY
             : action;
}

static const char *
get_action_label (KbResultPage *self)
{
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);

  return get_action (self) == kb_verdict_get_action (verdict) ? kb_verdict_get_action_label (verdict)
                                                              : _ ("_Create a New Key");
}

/* Another model than the one that was asked is picked, and a model is what is wrong. */
static gboolean
has_other_model (KbResultPage *self)
{
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);

  return verdict && kb_verdict_get_action (verdict) == KB_ACTION_OTHER_MODEL && get_model (self) &&
         g_strcmp0 (get_model (self), kb_verdict_get_model (verdict)) != 0;
}

/* The next thing to do: what mends it, and then to look again. */
static gboolean
is_to_try_again (KbResultPage *self)
{
  KbAction action = get_action (self);

  return action == KB_ACTION_TRY_AGAIN || action == KB_ACTION_NONE || has_other_model (self) || self->opened;
}

static gboolean
only_time_helps (KbResultPage *self)
{
  return !has_other_model (self) &&
         kb_check_retry_is_next (kb_key_check_get_retry (self->key_check),
                                 kb_key_check_get_verdict (self->key_check), self->same && !self->opened);
}

/* The most sensible first; more than two would be a riddle. */
static Way
get_way (KbResultPage *self, guint place)
{
  Way ways[3];
  guint n = 0;

  if (works (self))
    return place == 0 ? WAY_FINISH : WAY_TEST;
  if (is_waiting (self))
    return place == 0 ? WAY_TEST : WAY_STOP;
  if (only_time_helps (self))
    ways[n++] = WAY_WAIT;
  if (!is_to_try_again (self))
    ways[n++] = WAY_MEND;
  if (!only_time_helps (self))
    ways[n++] = WAY_TEST;
  ways[n] = WAY_FINISH;
  return ways[place];
}

static const char *
get_way_label (KbResultPage *self, guint place)
{
  switch (get_way (self, place))
    {
    case WAY_MEND:
      return get_action_label (self);
    case WAY_WAIT:
      return _ ("_Wait and Retry");
    case WAY_STOP:
      return _ ("_Stop Waiting");
    case WAY_TEST:
      if (is_waiting (self))
        return _ ("_Test Now");
      return place == 0 ? _ ("_Try Again") : _ ("_Test Again");
    case WAY_FINISH:
    default:
      return place == 0 ? _ ("_Finish") : _ ("Finish _Later");
    }
}

static void
show_buttons (KbResultPage *self)
{
  kb_step_page_set_primary (KB_STEP_PAGE (self), get_way_label (self, 0), TRUE);
  kb_step_page_set_secondary (KB_STEP_PAGE (self), get_way_label (self, 1));
}

static void
tell_verdict (KbResultPage *self)
{
  g_autofree char *title = kb_verdict_dup_title (self->shown);

  /* Whoever waits is doing something else meanwhile, perhaps on this page. */
  if (!is_waiting (self))
    kb_step_page_back_to_top (KB_STEP_PAGE (self));
  kb_announce (GTK_WIDGET (self), title);
}

static void
show_fruit (KbResultPage *self)
{
  const char *name = kb_key_check_get_name (self->key_check);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->use_row), "s", name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->connect_row), "s", name);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->access_row), "s", name);
  gtk_widget_set_visible (self->use_group, TRUE);
}

static void
take_news (KbResultPage *self, KbVerdict *verdict)
{
  g_set_object (&self->shown, verdict);
  self->opened = FALSE;
  self->same = kb_verdict_get_diagnosis (verdict) == self->diagnosis;
  self->diagnosis = kb_verdict_get_diagnosis (verdict);
  kb_verdict_details_show (self->details, verdict, kb_page_get_setup (KB_PAGE (self)));
}

static void
show_verdict (KbResultPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);
  g_autofree char *title = kb_verdict_dup_title (verdict);
  g_autofree char *answer = kb_verdict_dup_answer (verdict);
  gboolean is_news = self->shown != verdict;

  if (is_news)
    take_news (self, verdict);
  kb_step_page_set_illustration (page, kb_outcome_get_illustration (kb_verdict_get_outcome (verdict)));
  kb_step_page_set_heading (page, title);
  kb_step_page_set_body (page, answer);
  g_object_set (page, "article", kb_verdict_get_diagnosis (verdict)->article, NULL);
  kb_verdict_view_show (self->verdict_view, verdict, kb_page_get_choices (KB_PAGE (page)));
  show_buttons (self);
  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS)
    show_fruit (self);
  if (is_news)
    tell_verdict (self);
}

static void
show_ready (KbResultPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  gboolean has_key = *get_saved_name (self) != '\0';
  g_autofree char *plan = kb_checker_dup_plan (kb_key_check_get_checker (self->key_check),
                                               kb_setup_get_practice (kb_page_get_setup (KB_PAGE (page))));

  kb_step_page_set_illustration (page, NULL);
  kb_step_page_set_heading (page, _ ("See Whether the Key Works"));
  kb_step_page_set_body (page, has_key ? plan : _ ("There is no key to test yet. Save one first."));
  kb_step_page_set_primary (page, has_key ? _ ("_Test the Key") : _ ("_Save a Key"), TRUE);
  kb_step_page_set_secondary (page, _ ("Finish _Later"));
}

static void
show_running (KbResultPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);

  kb_step_page_set_illustration (page, NULL);
  kb_step_page_set_heading (page, _ ("Testing the Key"));
  kb_step_page_set_body (page, _ ("This takes a few seconds."));
  kb_step_page_set_primary (page, NULL, FALSE);
  kb_step_page_set_secondary (page, _ ("_Cancel"));
}

static void
show_unread (KbResultPage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  const GError *error = kb_key_check_get_error (self->key_check);
  const char *advice = kb_trouble_get_advice (error, self->why_group);
  gboolean gone = g_error_matches (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);

  if (gone)
    g_object_set (kb_page_get_choices (KB_PAGE (page)), "saved-name", "", NULL);
  kb_step_page_set_illustration (page, "not-checked");
  kb_step_page_set_heading (page, _ ("The Key Could Not Be Read"));
  kb_step_page_set_body (page, advice);
  kb_step_page_set_primary (page, gone ? _ ("_Save a Key") : _ ("_Try Again"), TRUE);
  kb_step_page_set_secondary (page, _ ("Finish _Later"));
  kb_announce (GTK_WIDGET (self), advice);
}

/* Everything that depends on the state is decided here. */
static void
update (KbResultPage *self)
{
  KbKeyCheckState state = kb_key_check_get_state (self->key_check);
  gboolean judged = is_judged (self);

  gtk_widget_set_sensitive (GTK_WIDGET (kb_verdict_details_get_model_row (self->details)),
                            state != KB_KEY_CHECK_STATE_RUNNING && !is_waiting (self));
  gtk_widget_set_visible (GTK_WIDGET (self->verdict_view), FALSE);
  gtk_widget_set_visible (self->use_group, FALSE);
  gtk_widget_set_visible (self->why_group, FALSE);
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
aspect_cb (KbResultPage *self, KbAspect aspect, KbAspectState state)
{
  kb_aspect_line_set (self->aspects, aspect, state);
}

static void
run (KbResultPage *self)
{
  g_clear_object (&self->shown);
  kb_key_check_run (self->key_check, get_saved_name (self), get_model (self));
  kb_step_page_back_to_top (KB_STEP_PAGE (self));
}

static void
model_cb (KbResultPage *self)
{
  if (!self->key_check || kb_key_check_get_state (self->key_check) == KB_KEY_CHECK_STATE_RUNNING)
    return;
  kb_checker_set_model (kb_key_check_get_checker (self->key_check), get_model (self));
  if (is_judged (self))
    show_buttons (self);
}

static void
loaded_for_copy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbResultPage) self = KB_RESULT_PAGE (user_data);
  g_autoptr (SecretValue) key = kb_key_store_load_finish (KB_KEY_STORE (source), result, NULL);

  if (!key || !self->clipboard_row)
    return;
  kb_copy_secret (GTK_WIDGET (self), key);
  kb_clipboard_row_look (self->clipboard_row);
}

static void
copy_key_cb (KbResultPage *self)
{
  KbPage *page = KB_PAGE (self);

  kb_key_store_load_async (kb_keys_get_store_for_now (kb_page_get_keys (page)), get_saved_name (self),
                           kb_page_get_cancellable (page), loaded_for_copy_cb, g_object_ref (self));
}

/* The key is given up for another one: its verdict too. */
static void
replace_key (KbResultPage *self, KbStep step)
{
  kb_key_check_reset (self->key_check);
  g_object_set (kb_page_get_choices (KB_PAGE (self)), "saved-name", "", NULL);
  kb_step_page_go_to (KB_STEP_PAGE (self), step);
}

static void
choose_model (KbResultPage *self)
{
  if (has_other_model (self))
    {
      run (self);
      return;
    }
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->details), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (kb_verdict_details_get_model_row (self->details)));
  gtk_widget_activate (GTK_WIDGET (kb_verdict_details_get_model_row (self->details)));
}

/* A practice run changes nothing that lasts. */
static void
use_other_address (KbResultPage *self, KbVerdict *verdict)
{
  g_autofree char *address = kb_verdict_dup_other_address (verdict);
  g_autoptr (GSettings) settings = kb_settings_new ();

  if (settings && address && !kb_setup_get_practice (kb_page_get_setup (KB_PAGE (self))))
    g_settings_set_string (settings, KB_BASE_ADDRESS_KEY, address);
  run (self);
}

static void
open_link (KbResultPage *self, const char *link)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-link", "s", link);
  self->opened = TRUE;
  show_buttons (self);
}

static void
mend (KbResultPage *self)
{
  KbVerdict *verdict = kb_key_check_get_verdict (self->key_check);

  switch (get_action (self))
    {
    case KB_ACTION_OPEN_LINK:
      open_link (self, kb_verdict_get_link (verdict));
      break;
    case KB_ACTION_EDIT_KEY:
      replace_key (self, KB_STEP_SAVE);
      break;
    case KB_ACTION_NEW_KEY:
      replace_key (self, KB_STEP_CREATE);
      break;
    case KB_ACTION_ROTATE:
      gtk_widget_activate_action (GTK_WIDGET (self), "win.rotate-key", "s", get_saved_name (self));
      break;
    case KB_ACTION_OTHER_MODEL:
      choose_model (self);
      break;
    case KB_ACTION_OTHER_ADDRESS:
      use_other_address (self, verdict);
      break;
    case KB_ACTION_TRY_AGAIN:
    case KB_ACTION_NONE:
    case KB_ACTION_FINISH:
    default:
      run (self);
    }
}

static void
go (KbResultPage *self, guint place)
{
  switch (get_way (self, place))
    {
    case WAY_MEND:
      mend (self);
      break;
    case WAY_TEST:
      run (self);
      break;
    case WAY_WAIT:
      kb_key_check_wait (self->key_check);
      break;
    case WAY_STOP:
      kb_key_check_stop (self->key_check);
      break;
    case WAY_FINISH:
    default:
      kb_step_page_next (KB_STEP_PAGE (self));
    }
}

static void
kb_result_page_primary (KbStepPage *page)
{
  KbResultPage *self = KB_RESULT_PAGE (page);

  if (is_judged (self))
    go (self, 0);
  else if (*get_saved_name (self) == '\0')
    kb_step_page_go_to (page, KB_STEP_SAVE);
  else if (!is_running (self))
    run (self);
}

static void
kb_result_page_secondary (KbStepPage *page)
{
  KbResultPage *self = KB_RESULT_PAGE (page);

  if (is_judged (self))
    go (self, 1);
  else if (is_running (self))
    kb_key_check_stop (self->key_check);
  else
    kb_step_page_next (page);
}

static void
kb_result_page_arrived (KbPage *page)
{
  KbResultPage *self = KB_RESULT_PAGE (page);
  const char *name = get_saved_name (self);

  /* What was found out about another key says nothing about this one. */
  if (!g_str_equal (kb_key_check_get_name (self->key_check), name))
    kb_key_check_reset (self->key_check);
  gtk_widget_set_visible (self->kept_group, kb_keys_is_for_now (kb_page_get_keys (page), name));
  kb_clipboard_row_look (self->clipboard_row);
  update (self);
}

/* A test that is watched ends with the watching; one that was left to wait goes on. */
static void
kb_result_page_left (KbPage *page)
{
  KbResultPage *self = KB_RESULT_PAGE (page);

  if (is_running (self))
    kb_key_check_stop (self->key_check);
}

static void
kb_result_page_constructed (GObject *object)
{
  KbResultPage *self = KB_RESULT_PAGE (object);

  G_OBJECT_CLASS (kb_result_page_parent_class)->constructed (object);
  self->key_check = g_object_ref (kb_setup_get_key_check (kb_page_get_setup (KB_PAGE (self))));
  kb_verdict_view_set_retry (self->verdict_view, kb_key_check_get_retry (self->key_check));
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    kb_aspect_line_set (self->aspects, aspect, kb_key_check_get_aspect (self->key_check, aspect));
  g_signal_connect_object (self->key_check, "aspect-changed", G_CALLBACK (aspect_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key_check, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
kb_result_page_dispose (GObject *object)
{
  KbResultPage *self = KB_RESULT_PAGE (object);

  if (self->key_check)
    g_signal_handlers_disconnect_by_data (self->key_check, self);
  g_clear_object (&self->key_check);
  g_clear_object (&self->shown);
  G_OBJECT_CLASS (kb_result_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, aspects);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, kept_group);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, use_group);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, why_group);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, use_row);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, connect_row);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, access_row);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, verdict_view);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, clipboard_row);
  gtk_widget_class_bind_template_child (widget_class, KbResultPage, details);
  gtk_widget_class_bind_template_callback (widget_class, either);
  gtk_widget_class_bind_template_callback (widget_class, model_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_key_cb);
}

static void
kb_result_page_class_init (KbResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_result_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kb_result_page_dispose;
  KB_PAGE_CLASS (klass)->arrived = kb_result_page_arrived;
  KB_PAGE_CLASS (klass)->left = kb_result_page_left;
  KB_STEP_PAGE_CLASS (klass)->primary = kb_result_page_primary;
  KB_STEP_PAGE_CLASS (klass)->secondary = kb_result_page_secondary;

  g_type_ensure (KB_TYPE_ASPECT_LINE);
  g_type_ensure (KB_TYPE_CLIPBOARD_ROW);
  g_type_ensure (KB_TYPE_VERDICT_DETAILS);
  g_type_ensure (KB_TYPE_VERDICT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-result-page.ui");
  bind_template (widget_class);
}

static void
kb_result_page_init (KbResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
