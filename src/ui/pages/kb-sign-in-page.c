/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-sign-in-page.h"

struct _KbSignInPage
{
  KbPage parent_instance;

  GtkWidget *signed_in_row;
};

G_DEFINE_FINAL_TYPE (KbSignInPage, kb_sign_in_page, KB_TYPE_PAGE)

static void
kb_sign_in_page_constructed (GObject *object)
{
  KbSignInPage *self = KB_SIGN_IN_PAGE (object);

  G_OBJECT_CLASS (kb_sign_in_page_parent_class)->constructed (object);
  kb_page_bind (KB_PAGE (self), "signed-in", self->signed_in_row, "active");
}

static void
kb_sign_in_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_SIGN_IN_PAGE);
  G_OBJECT_CLASS (kb_sign_in_page_parent_class)->dispose (object);
}

static void
kb_sign_in_page_class_init (KbSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_sign_in_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = kb_sign_in_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbSignInPage, signed_in_row);
}

static void
kb_sign_in_page_init (KbSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
