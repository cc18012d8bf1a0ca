/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-create-page.h"

#include <glib/gi18n.h>

struct _KbCreatePage
{
  KbPage parent_instance;

  AdwActionRow *owner_row;
  AdwActionRow *name_row;
  AdwActionRow *project_row;
  AdwActionRow *permission_row;
  GtkWidget *created_row;
  GtkWidget *copied_row;
};

G_DEFINE_FINAL_TYPE (KbCreatePage, kb_create_page, KB_TYPE_PAGE)

static char *
list_areas (const KbAdvice *advice)
{
  GString *text = g_string_new (kb_permission_get_label (KB_PERMISSION_RESTRICTED));

  for (guint area = 0; area < KB_N_AREAS; area++)
    if (advice->levels[area] != KB_LEVEL_NONE)
      /* TRANSLATORS: a line of a list; both %s are labels of the web page, as in "List models: Read" */
      g_string_append_printf (text, _ ("\n%s: %s"), kb_area_get_label (area),
                              kb_level_get_label (advice->levels[area]));
  g_string_append_c (text, '\n');
  g_string_append (text, _ ("Everything else: None"));
  return g_string_free_and_steal (text);
}

static char *
say_permission (KbSession *session)
{
  KbAdvice advice = kb_session_get_advice (session);
  KbPermission permission = kb_session_get_permission (session);

  if (kb_session_get_owner (session) == KB_OWNER_SERVICE_ACCOUNT)
    return g_strdup (_ ("Not asked for a service account"));
  if (permission == KB_PERMISSION_RESTRICTED)
    return list_areas (&advice);
  return g_strdup (kb_permission_get_label (permission));
}

static void
kb_create_page_arrived (KbPage *page)
{
  KbCreatePage *self = KB_CREATE_PAGE (page);
  KbSession *session = kb_page_get_session (page);
  const char *project = kb_session_get_project_name (session);
  g_autofree char *permission = say_permission (session);

  adw_action_row_set_subtitle (self->owner_row, kb_owner_get_label (kb_session_get_owner (session)));
  adw_action_row_set_subtitle (self->name_row, kb_session_get_key_name (session));
  adw_action_row_set_subtitle (self->project_row, *project ? project : "Default project");
  adw_action_row_set_subtitle (self->permission_row, permission);
}

static void
kb_create_page_constructed (GObject *object)
{
  KbCreatePage *self = KB_CREATE_PAGE (object);

  G_OBJECT_CLASS (kb_create_page_parent_class)->constructed (object);
  kb_page_bind (KB_PAGE (self), "key-created", self->created_row, "active");
  kb_page_bind (KB_PAGE (self), "key-copied", self->copied_row, "active");
}

static void
kb_create_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_CREATE_PAGE);
  G_OBJECT_CLASS (kb_create_page_parent_class)->dispose (object);
}

static void
kb_create_page_class_init (KbCreatePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_create_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kb_create_page_dispose;
  KB_PAGE_CLASS (klass)->arrived = kb_create_page_arrived;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, owner_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, project_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, permission_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, created_row);
  gtk_widget_class_bind_template_child (widget_class, KbCreatePage, copied_row);
}

static void
kb_create_page_init (KbCreatePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
