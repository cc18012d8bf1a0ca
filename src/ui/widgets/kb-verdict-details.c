/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-verdict-details.h"

#include "core/api/kb-report.h"
#include "kb-page.h"
#include "kb-verdict-words.h"
#include "kb-wrap.h"

#include <glib/gi18n.h>

struct _KbVerdictDetails
{
  AdwPreferencesGroup parent_instance;

  AdwExpanderRow *row;
  GPtrArray *lines;

  KbVerdict *verdict;
  KbSetup *setup;
};

G_DEFINE_FINAL_TYPE (KbVerdictDetails, kb_verdict_details, ADW_TYPE_PREFERENCES_GROUP)

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
add (KbVerdictDetails *self, const char *title, const char *value)
{
  GtkWidget *line;

  if (!value || !*value)
    return;
  line = g_object_new (ADW_TYPE_ACTION_ROW, "title", title, "use-markup", FALSE, "subtitle", value,
                       "subtitle-selectable", TRUE, NULL);
  gtk_widget_add_css_class (line, "property");
  kb_wrap_as_typed (line);
  adw_expander_row_add_row (self->row, line);
  g_ptr_array_add (self->lines, line);
}

static void
kb_verdict_details_dispose (GObject *object)
{
  KbVerdictDetails *self = KB_VERDICT_DETAILS (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_object (&self->verdict);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (kb_verdict_details_parent_class)->dispose (object);
}

static void
kb_verdict_details_class_init (KbVerdictDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_verdict_details_dispose;
}

static void
kb_verdict_details_init (KbVerdictDetails *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Copy _Report"));

  self->lines = g_ptr_array_new ();
  self->row =
      g_object_new (ADW_TYPE_EXPANDER_ROW, "title", _ ("Technical _Details"), "use-underline", TRUE, NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (button, 12);
  gtk_widget_set_tooltip_text (button, _ ("For a question to support or in a forum; the key is not in it"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), button);
}

void
kb_verdict_details_show (KbVerdictDetails *self, KbVerdict *verdict, KbSetup *setup)
{
  g_autofree char *time = kb_verdict_dup_time (verdict);
  g_autofree char *tokens = kb_verdict_dup_tokens (verdict);
  g_autofree char *cost = kb_verdict_dup_cost (verdict);
  g_autofree char *technical = kb_verdict_dup_technical (verdict);

  g_return_if_fail (KB_IS_VERDICT_DETAILS (self));

  g_set_object (&self->verdict, verdict);
  g_set_object (&self->setup, setup);
  for (guint i = 0; i < self->lines->len; i++)
    adw_expander_row_remove (self->row, self->lines->pdata[i]);
  g_ptr_array_set_size (self->lines, 0);
  add (self, _ ("Model"), kb_verdict_get_model (verdict));
  add (self, _ ("Time"), time);
  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS)
    {
      add (self, _ ("Tokens"), tokens);
      add (self, _ ("Cost of This Test"), cost);
    }
  add (self, _ ("Organization"),
       kb_response_get_header (kb_verdict_get_response (verdict), "openai-organization"));
  add (self, _ ("Request ID"), kb_response_get_header (kb_verdict_get_response (verdict), "x-request-id"));
  add (self, _ ("Server"), kb_verdict_get_base_uri (verdict));
  add (self, _ ("Answer"), technical);
}
