/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-create-page.h"

#include "kb-permission-words.h"

#include <glib/gi18n.h>

struct _KbCreatePage
{
  KbStepPage parent_instance;

  AdwActionRow *owner_row;
  AdwActionRow *name_row;
  AdwActionRow *project_row;
  AdwActionRow *permission_row;
  GtkWidget *service_row;
  GtkWidget *lacks_row;
};

G_DEFINE_FINAL_TYPE (KbCreatePage, kb_create_page, KB_TYPE_STEP_PAGE)

static char *
say_permission (KbChoices *choices)
{
  KbAdvice advice = kb_choices_get_advice (choices);
  KbPermission permission = kb_choices_get_permission (choices);
  g_autofree char *settings = kb_permission_dup_settings (&advice);

  if (kb_choices_get_owner (choices) == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (_ ("Not asked for a service account"));
  if (permission == KB_PERMISSION_RESTRICTED)
    return g_strconcat (kb_permission_get_label (permission), "\n", settings, NULL);
  return g_strdup (kb_permission_get_label (permission));
}

static void
kb_create_page_arrived (KbPage *page)
{
  KbCreatePage *self = KB_CREATE_PAGE (page);
  KbChoices *choices = kb_page_get_choices (page);
  const char *project = kb_choices_get_project_name (choices);
  KbOwner owner = kb_choices_get_owner (choices);
  g_autofree char *permission = say_permission (choices);

  adw_action_row_set_subtitle (self->owner_row, kb_owner_get_label (owner));
  adw_action_row_set_subtitle (self->name_row, kb_choices_get_key_name (choices));
  adw_action_row_set_subtitle (self->project_row, *project ? project : KB_DEFAULT_PROJECT);
  adw_action_row_set_subtitle (self->permission_row, permission);
  gtk_widget_set_visible (self->service_row, owner == KB_OWNER_SERVICE_ACCOUNT);
  gtk_widget_set_visible (self->lacks_row, kb_advice_lacks_project (owner, project));
}

static void
project_cb (KbCreatePage *self)
{
  kb_step_page_go_to (KB_STEP_PAGE (self), KB_STEP_PROJECT);
}

static void
kb_create_page_class_init (KbCreatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  KB_PAGE_CLASS (klass)->arrived = kb_create_page_arrived;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, owner_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, project_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, permission_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, service_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, lacks_row);
  gtk_widget_class_bind_template_callback (widget_class, project_cb);
}

static void
kb_create_page_init (KbCreatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
