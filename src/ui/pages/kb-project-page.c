/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-project-page.h"

struct _KbProjectPage
{
  KbPage parent_instance;

  GtkWidget *name_row;
  GtkWidget *ready_row;
};

G_DEFINE_FINAL_TYPE (KbProjectPage, kb_project_page, KB_TYPE_PAGE)

static void
kb_project_page_constructed (GObject *object)
{
  KbProjectPage *self = KB_PROJECT_PAGE (object);

  G_OBJECT_CLASS (kb_project_page_parent_class)->constructed (object);
  kb_page_bind (KB_PAGE (self), "project-name", self->name_row, "text");
  kb_page_bind (KB_PAGE (self), "project-ready", self->ready_row, "active");
}

static void
kb_project_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_PROJECT_PAGE);
  G_OBJECT_CLASS (kb_project_page_parent_class)->dispose (object);
}

static void
kb_project_page_class_init (KbProjectPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_project_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kb_project_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-project-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbProjectPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, KbProjectPage, ready_row);
}

static void
kb_project_page_init (KbProjectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
