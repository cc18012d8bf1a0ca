/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-verdict-view.h"

#include "kb-page.h"
#include "kb-verdict-words.h"

#include <glib/gi18n.h>

struct _KbVerdictView
{
  AdwPreferencesGroup parent_instance;

  AdwActionRow *help_row;
  AdwActionRow *waiting_row;
  GtkStack *waiting_stack;
  AdwActionRow *ended_row;
  AdwActionRow *billing_row;
  AdwActionRow *permission_row;

  KbCheckRetry *retry;
  KbVerdict *verdict;
};

G_DEFINE_FINAL_TYPE (KbVerdictView, kb_verdict_view, ADW_TYPE_PREFERENCES_GROUP)

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

/* An empty group would be a gap. */
static gboolean
has_something (KbVerdictView *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->help_row)) ||
         gtk_widget_get_visible (GTK_WIDGET (self->waiting_row)) ||
         gtk_widget_get_visible (GTK_WIDGET (self->ended_row)) ||
         gtk_widget_get_visible (GTK_WIDGET (self->billing_row)) ||
         gtk_widget_get_visible (GTK_WIDGET (self->permission_row));
}

static void
show_ways_on (KbVerdictView *self)
{
  gboolean waiting = self->retry && kb_check_retry_get_active (self->retry);
  gboolean ended = has_ended_in_vain (self);

  gtk_widget_set_visible (GTK_WIDGET (self->waiting_row), waiting);
  gtk_widget_set_visible (GTK_WIDGET (self->ended_row), ended);
  gtk_widget_set_visible (GTK_WIDGET (self), has_something (self));
  if (waiting)
    show_countdown (self);
  if (ended)
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

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, help_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, waiting_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, waiting_stack);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, ended_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, billing_row);
  gtk_widget_class_bind_template_child (widget_class, KbVerdictView, permission_row);
}

static void
kb_verdict_view_class_init (KbVerdictViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_verdict_view_dispose;
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

static void
show_words (AdwActionRow *row, const char *words)
{
  adw_action_row_set_subtitle (row, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (row), words != NULL);
}

void
kb_verdict_view_show (KbVerdictView *self, KbVerdict *verdict, KbChoices *choices)
{
  g_autofree char *help = kb_verdict_dup_help (verdict);
  g_autofree char *billing = kb_verdict_dup_billing_words (verdict, choices);
  g_autofree char *permission = kb_verdict_dup_permission_words (verdict, choices);

  g_return_if_fail (KB_IS_VERDICT_VIEW (self));

  g_set_object (&self->verdict, verdict);
  show_words (self->help_row, help);
  show_words (self->billing_row, billing);
  show_words (self->permission_row, permission);
  show_ways_on (self);
}
