/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-verdict-view.h"

#include "kb-page.h"
#include "kb-verdict-words.h"
#include "library/kb-article-row.h"

#include <glib/gi18n.h>

struct _KbVerdictView
{
  AdwBin parent_instance;

  GtkWidget *buttons;
  GtkWidget *again_button;
  GtkWidget *wait_button;
  GtkWidget *waiting_group;
  AdwActionRow *waiting_row;
  GtkStack *waiting_stack;
  GtkWidget *stop_button;
  GtkWidget *ended_group;
  AdwActionRow *ended_row;
  GtkWidget *reply_group;
  AdwActionRow *reply_row;
  AdwActionRow *effort_row;
  AdwActionRow *proof_row;
  AdwActionRow *billing_row;
  AdwActionRow *permission_row;
  KbArticleRow *article_row;

  KbCheckRetry *retry;
  KbVerdict *verdict;
  gboolean can_try;
};

enum
{
  SIGNAL_AGAIN,
  SIGNAL_WAIT,
  SIGNAL_STOP_WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbVerdictView, kb_verdict_view, ADW_TYPE_BIN)

static void
show_countdown (KbVerdictView *self)
{
  gboolean testing = kb_check_retry_get_state (self->retry) == KB_CHECK_RETRY_STATE_TESTING;
  g_autofree char *title = kb_check_retry_dup_countdown (self->retry);
  g_autofree char *subtitle = kb_check_retry_dup_progress (self->retry);

  gtk_stack_set_visible_child_name (self->waiting_stack, testing ? "testing" : "waiting");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->waiting_row), title);
  adw_action_row_set_subtitle (self->waiting_row, subtitle);
}

static gboolean
has_ended_in_vain (KbVerdictView *self)
{
  return self->retry && self->verdict &&
         kb_check_retry_get_state (self->retry) == KB_CHECK_RETRY_STATE_ENDED &&
         kb_verdict_get_outcome (self->verdict) != KB_OUTCOME_WORKS;
}

static void
show_ways_on (KbVerdictView *self)
{
  gboolean waiting = self->retry && kb_check_retry_get_active (self->retry);
  gboolean can_wait = self->verdict && !waiting && kb_check_retry_can_wait (self->verdict);
  gboolean can_try = self->can_try && !waiting;

  gtk_widget_set_visible (self->again_button, can_try);
  gtk_widget_set_visible (self->wait_button, can_wait);
  gtk_widget_set_visible (self->buttons, can_try || can_wait);
  gtk_widget_set_visible (self->waiting_group, waiting);
  gtk_widget_set_visible (self->ended_group, has_ended_in_vain (self));
  if (waiting)
    show_countdown (self);
  if (has_ended_in_vain (self))
    {
      g_autofree char *result = kb_check_retry_dup_result (self->retry, self->verdict);

      adw_action_row_set_subtitle (self->ended_row, result);
    }
}

static void
seconds_cb (KbVerdictView *self)
{
  if (kb_check_retry_get_active (self->retry))
    show_countdown (self);
}

/* Once a wait, not once a second. */
static void
state_cb (KbVerdictView *self)
{
  g_autofree char *countdown = kb_check_retry_dup_countdown (self->retry);

  show_ways_on (self);
  if (kb_check_retry_get_state (self->retry) == KB_CHECK_RETRY_STATE_WAITING &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    kb_announce_quietly (GTK_WIDGET (self), countdown);
}

static void
again_cb (KbVerdictView *self)
{
  g_signal_emit (self, signals[SIGNAL_AGAIN], 0);
}

/* The button that was pressed goes away: the focus goes to the one that undoes it. */
static void
wait_cb (KbVerdictView *self)
{
  g_signal_emit (self, signals[SIGNAL_WAIT], 0);
  gtk_widget_grab_focus (self->stop_button);
}

static void
stop_cb (KbVerdictView *self)
{
  g_signal_emit (self, signals[SIGNAL_STOP_WAITING], 0);
  gtk_widget_grab_focus (self->wait_button);
}

static void
kb_verdict_view_dispose (GObject *object)
{
  KbVerdictView *self = KB_VERDICT_VIEW (object);

  if (self->retry)
    g_signal_handlers_disconnect_by_data (self->retry, self);
  g_clear_object (&self->retry);
  g_clear_object (&self->verdict);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_VERDICT_VIEW);
  G_OBJECT_CLASS (kb_verdict_view_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, KB_TYPE_VERDICT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, buttons);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, again_button);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, wait_button);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, waiting_group);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, waiting_stack);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, stop_button);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, ended_group);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, ended_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, reply_group);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, reply_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, effort_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, proof_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, billing_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, permission_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, article_row);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, wait_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
kb_verdict_view_class_init (KbVerdictViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_verdict_view_dispose;
  signals[SIGNAL_AGAIN] = new_signal ("again");
  signals[SIGNAL_WAIT] = new_signal ("wait");
  signals[SIGNAL_STOP_WAITING] = new_signal ("stop-waiting");
  g_type_ensure (KB_TYPE_ARTICLE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-verdict-view.ui");
  bind_template (widget_class);
}

static void
kb_verdict_view_init (KbVerdictView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kb_verdict_view_set_retry (KbVerdictView *self, KbCheckRetry *retry)
{
  g_return_if_fail (KB_IS_VERDICT_VIEW (self));
  g_return_if_fail (self->retry == NULL);

  self->retry = g_object_ref (retry);
  g_signal_connect_object (retry, "notify::seconds-left", G_CALLBACK (seconds_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (retry, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);
}

static char *
dup_effort (KbVerdict *verdict)
{
  const char *model = kb_verdict_get_model (verdict);
  g_autofree char *time = kb_verdict_dup_time (verdict);
  g_autofree char *cost = kb_verdict_dup_cost (verdict);

  /* TRANSLATORS: what a test took: model, time and cost, as in "gpt-6-luna · 0.8 s · $0.000012" */
  return g_strdup_printf (_ ("%s · %s · %s"), model ? model : "", time, cost);
}

void
kb_verdict_view_show (KbVerdictView *self, KbVerdict *verdict, KbChoices *choices, gboolean can_try)
{
  g_autofree char *effort = dup_effort (verdict);
  g_autofree char *proof = kb_verdict_dup_proof_words (verdict);
  g_autofree char *billing = kb_verdict_dup_billing_words (verdict, choices);
  g_autofree char *permission = kb_verdict_dup_permission_words (verdict, choices);

  g_return_if_fail (KB_IS_VERDICT_VIEW (self));

  g_set_object (&self->verdict, verdict);
  self->can_try = can_try;
  adw_action_row_set_subtitle (self->reply_row, kb_verdict_get_reply_text (verdict));
  adw_action_row_set_subtitle (self->effort_row, effort);
  gtk_widget_set_visible (self->reply_group, kb_verdict_get_reply_text (verdict) != NULL);
  adw_action_row_set_subtitle (self->proof_row, proof);
  adw_action_row_set_subtitle (self->billing_row, billing);
  adw_action_row_set_subtitle (self->permission_row, permission);
  g_object_set (self->article_row, "article", kb_verdict_get_diagnosis (verdict)->article, NULL);
  show_ways_on (self);
}
