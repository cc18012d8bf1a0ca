/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-verdict-details.h"

#include "core/api/kb-report.h"
#include "kb-aspect-line.h"
#include "kb-fit.h"
#include "kb-page.h"
#include "kb-verdict-words.h"

#include <glib/gi18n.h>

struct _KbVerdictDetails
{
  AdwExpanderRow parent_instance;

  GPtrArray *lines; /* of the verdict */
  GtkWidget *report_row;
  KbModelRow *model_row;
  KbVerdict *verdict;
  KbSetup *setup;
};

static guint model_signal;

G_DEFINE_FINAL_TYPE (KbVerdictDetails, kb_verdict_details, ADW_TYPE_EXPANDER_ROW)

/* The session of a practice run is not told apart by its store alone: its report must not be sent to OpenAI.
 */
static char *
create_report (KbVerdictDetails *self)
{
  KbChoices *choices = kb_setup_get_choices (self->setup);
  g_autofree char *toolkit = g_strdup_printf (
      "GTK %u.%u.%u, libadwaita %u.%u.%u", gtk_get_major_version (), gtk_get_minor_version (),
      gtk_get_micro_version (), adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
  const char *hidden[] = { kb_choices_get_key_name (choices),
                           kb_choices_get_project_name (choices),
                           kb_choices_get_saved_name (choices),
                           g_get_user_name (),
                           g_get_host_name (),
                           NULL };
  KbReportContext context;

  kb_report_context_init (&context);
  context.toolkit = toolkit;
  context.practice = kb_setup_get_practice (self->setup);
  context.keyring =
      context.practice || kb_keys_is_for_now (kb_setup_get_keys (self->setup),
                                              kb_key_check_get_name (kb_setup_get_key_check (self->setup)))
          ? "in memory"
          : "Secret Service";
  context.retries =
      kb_check_retry_get_attempt (kb_key_check_get_retry (kb_setup_get_key_check (self->setup)));
  context.hidden = hidden;
  return kb_report_create (self->verdict, &context);
}

static void
copy_cb (KbVerdictDetails *self)
{
  g_autofree char *report = create_report (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report);
  kb_toast (GTK_WIDGET (self), _ ("Report copied, without the key"));
}

static void
add_line (KbVerdictDetails *self, GtkWidget *line)
{
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), line);
  g_ptr_array_add (self->lines, line);
}

static void
add (KbVerdictDetails *self, const char *title, const char *value)
{
  GtkWidget *line;

  if (!value || !*value)
    return;
  line = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "use-markup", FALSE, "subtitle", value,
                       "subtitle-selectable", TRUE, NULL);
  gtk_widget_add_css_class (line, "property");
  kb_fit (line);
  add_line (self, line);
}

static void
add_aspect (KbVerdictDetails *self, KbAspect aspect)
{
  KbAspectState state = kb_verdict_get_aspect (self->verdict, aspect);
  GtkWidget *line = g_object_new (ADW_TYPE_ACTION_ROW, "title", kb_aspect_get_title (aspect), "subtitle",
                                  kb_aspect_get_words (aspect, state), NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (line),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", kb_aspect_state_get_icon (state),
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  add_line (self, line);
}

static void
model_cb (KbVerdictDetails *self)
{
  g_signal_emit (self, model_signal, 0);
}

/* Taking the row apart empties its list, and that is no choice of anybody's. */
static void
kb_verdict_details_dispose (GObject *object)
{
  KbVerdictDetails *self = KB_VERDICT_DETAILS (object);

  if (self->model_row)
    g_signal_handlers_disconnect_by_data (self->model_row, self);
  g_clear_object (&self->report_row);
  g_clear_object (&self->model_row);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->verdict);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (kb_verdict_details_parent_class)->dispose (object);
}

static void
kb_verdict_details_class_init (KbVerdictDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_verdict_details_dispose;
  model_signal = g_signal_new ("model-changed", KB_TYPE_VERDICT_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static void
kb_verdict_details_init (KbVerdictDetails *self)
{
  self->lines = g_ptr_array_new ();
  self->report_row = g_object_ref_sink (
      g_object_new (ADW_TYPE_BUTTON_ROW, "title", _ ("Copy _Report"), "use-underline", TRUE, "tooltip-text",
                    _ ("For a question to support or in a forum; the key is not in it"), NULL));
  self->model_row = g_object_ref_sink (
      g_object_new (KB_TYPE_MODEL_ROW, "title", _ ("_Model"), "use-underline", TRUE, NULL));
  g_object_set (self, "title", _ ("What Was C_hecked"), "use-underline", TRUE, NULL);
  g_signal_connect_object (self->report_row, "activated", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model_row, "changed", G_CALLBACK (model_cb), self, G_CONNECT_SWAPPED);
}

static void
show_technical (KbVerdictDetails *self)
{
  KbVerdict *verdict = self->verdict;
  KbResponse *response = kb_verdict_get_response (verdict);
  g_autofree char *time = kb_verdict_dup_time (verdict);
  g_autofree char *tokens = kb_verdict_dup_tokens (verdict);
  g_autofree char *cost = kb_verdict_dup_cost (verdict);
  g_autofree char *technical = kb_verdict_dup_technical (verdict);

  add (self, _ ("The Reply"), kb_verdict_get_reply_text (verdict));
  add (self, _ ("Model That Was Asked"), kb_verdict_get_model (verdict));
  add (self, _ ("Time"), time);
  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS)
    {
      add (self, _ ("Tokens"), tokens);
      add (self, _ ("Cost of This Test"), cost);
    }
  add (self, _ ("Organization"), kb_response_get_header (response, "openai-organization"));
  add (self, _ ("Request ID"), kb_response_get_header (response, "x-request-id"));
  add (self, _ ("Server"), kb_verdict_get_base_uri (verdict));
  /* TRANSLATORS: before a status, a code and the words of the server */
  add (self, _ ("Answer of the Server"), technical);
}

void
kb_verdict_details_show (KbVerdictDetails *self, KbVerdict *verdict, KbSetup *setup)
{
  g_autofree char *proof = kb_verdict_dup_proof_words (verdict);

  g_return_if_fail (KB_IS_VERDICT_DETAILS (self));

  g_set_object (&self->verdict, verdict);
  g_set_object (&self->setup, setup);
  for (guint i = 0; i < self->lines->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->lines->pdata[i]);
  g_ptr_array_set_size (self->lines, 0);
  for (guint place = 0; place < KB_N_ASPECTS; place++)
    add_aspect (self, kb_aspect_get_nth (place));
  add (self, _ ("What That Means"), proof);
  show_technical (self);
  add_line (self, self->report_row);
  add_line (self, GTK_WIDGET (self->model_row));
  kb_model_row_set_listed (self->model_row, kb_verdict_get_models (verdict));
  kb_fit (GTK_WIDGET (self));
}

KbModelRow *
kb_verdict_details_get_model_row (KbVerdictDetails *self)
{
  g_return_val_if_fail (KB_IS_VERDICT_DETAILS (self), NULL);
  return self->model_row;
}
