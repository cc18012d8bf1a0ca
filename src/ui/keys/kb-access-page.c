/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-access-page.h"

#include "core/api/kb-models.h"
#include "core/setup/kb-access-report.h"
#include "widgets/kb-link-row.h"

#include <glib/gi18n.h>

struct _KbAccessPage
{
  KbPage parent_instance;

  GtkStack *stack;
  AdwPreferencesGroup *start_group;
  GtkWidget *ask_row;
  AdwPreferencesPage *found_page;
  AdwActionRow *advice_row;
  AdwStatusPage *failed_page;
  GtkWidget *why_button;

  AdwPreferencesGroup *lines;   /* nullable: in found_page */
  AdwPreferencesGroup *sources; /* behind them */
  GCancellable *cancellable;    /* nullable: of what is asked now */
};

G_DEFINE_FINAL_TYPE (KbAccessPage, kb_access_page, KB_TYPE_PAGE)

static const char *
get_icon (KbAccess access)
{
  switch (access)
    {
    case KB_ACCESS_ALLOWED:
    case KB_ACCESS_SEEMS_ALLOWED:
      return "kb-check-symbolic";
    case KB_ACCESS_REFUSED:
      return "kb-cross-symbolic";
    case KB_ACCESS_UNKNOWN:
    default:
      return "dialog-question-symbolic";
    }
}

static GtkWidget *
new_line (const KbAccessReport *report, const KbAccessFinding *finding)
{
  const KbProbe *probe = finding->probe;
  g_autofree char *title = kb_resource_dup_setting (probe->resource, probe->level);
  g_autofree char *seen = kb_access_report_dup_seen (report, finding);
  g_autofree char *beside = kb_access_report_dup_beside (report, probe);
  g_autofree char *subtitle = g_strconcat (seen, beside ? "\n" : NULL, beside, NULL);
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", get_icon (finding->access),
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  return row;
}

static void
clear_lines (KbAccessPage *self)
{
  if (self->lines)
    adw_preferences_page_remove (self->found_page, self->lines);
  if (self->sources)
    adw_preferences_page_remove (self->found_page, self->sources);
  self->lines = NULL;
  self->sources = NULL;
}

static void
show_report (KbAccessPage *self, const KbAccessReport *report)
{
  g_autofree char *advice = kb_access_report_dup_advice (report);
  g_autofree char *sources = kb_access_dup_sources ();

  clear_lines (self);
  adw_action_row_set_subtitle (self->advice_row, advice);
  self->lines = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _ ("Line by Line"), "description",
                              kb_access_get_seems_words (), NULL);
  self->sources = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "description", sources, NULL);
  for (guint i = 0; i < report->findings->len; i++)
    adw_preferences_group_add (self->lines, new_line (report, report->findings->pdata[i]));
  adw_preferences_page_add (self->found_page, self->lines);
  adw_preferences_page_add (self->found_page, self->sources);
  gtk_stack_set_visible_child_name (self->stack, "found");
  kb_announce (GTK_WIDGET (self), advice);
}

static void
show_error (KbAccessPage *self, const GError *error)
{
  const char *advice = kb_trouble_get_advice (error, self->why_button);
  const char *words = error->domain == KB_ACCESS_ERROR ? error->message : advice;

  adw_status_page_set_description (self->failed_page, words);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  kb_announce (GTK_WIDGET (self), words);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbAccessPage) self = KB_ACCESS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KbAccessReport) report = kb_access_report_find_finish (KB_SETUP (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack)
    return;
  if (report)
    show_report (self, report);
  else
    show_error (self, error);
}

static void
cancel (KbAccessPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
ask_cb (KbAccessPage *self)
{
  cancel (self);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  kb_access_report_find_async (kb_page_get_setup (KB_PAGE (self)), kb_page_get_key_name (KB_PAGE (self)),
                               NULL, self->cancellable, found_cb, g_object_ref (self));
}

static void
cancel_cb (KbAccessPage *self)
{
  cancel (self);
  gtk_stack_set_visible_child_name (self->stack, "start");
  kb_take_focus (self->ask_row);
}

static void
kb_access_page_arrived (KbPage *page)
{
  KbAccessPage *self = KB_ACCESS_PAGE (page);
  g_autoptr (KbChecker) checker =
      kb_service_new_checker (kb_setup_get_service (kb_page_get_setup (page)), NULL);
  g_autofree char *today = kb_models_dup_today ();
  g_autofree char *text = kb_access_dup_announcement (kb_checker_get_client (checker), today);

  adw_preferences_group_set_description (self->start_group, text);
}

/* Whoever leaves while it is asked begins anew. */
static void
kb_access_page_left (KbPage *page)
{
  KbAccessPage *self = KB_ACCESS_PAGE (page);

  if (self->cancellable && self->stack &&
      g_str_equal (gtk_stack_get_visible_child_name (self->stack), "waiting"))
    gtk_stack_set_visible_child_name (self->stack, "start");
  cancel (self);
}

static void
kb_access_page_finalize (GObject *object)
{
  g_clear_object (&KB_ACCESS_PAGE (object)->cancellable);
  G_OBJECT_CLASS (kb_access_page_parent_class)->finalize (object);
}

static void
kb_access_page_class_init (KbAccessPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kb_access_page_finalize;
  KB_PAGE_CLASS (klass)->arrived = kb_access_page_arrived;
  KB_PAGE_CLASS (klass)->left = kb_access_page_left;

  g_type_ensure (KB_TYPE_LINK_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-access-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbAccessPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KbAccessPage, start_group);
  gtk_widget_class_bind_template_child (widget_class, KbAccessPage, ask_row);
  gtk_widget_class_bind_template_child (widget_class, KbAccessPage, found_page);
  gtk_widget_class_bind_template_child (widget_class, KbAccessPage, advice_row);
  gtk_widget_class_bind_template_child (widget_class, KbAccessPage, failed_page);
  gtk_widget_class_bind_template_child (widget_class, KbAccessPage, why_button);
  gtk_widget_class_bind_template_callback (widget_class, ask_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
kb_access_page_init (KbAccessPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
