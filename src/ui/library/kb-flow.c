/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-flow.h"

#include <glib/gi18n.h>

struct _KbFlow
{
  GtkBox parent_instance;

  GPtrArray *arrows; /* GtkImage, children */
};

G_DEFINE_FINAL_TYPE (KbFlow, kb_flow, GTK_TYPE_BOX)

/* In right-to-left locales GTK mirrors the first of them. */
static void
orientation_cb (KbFlow *self)
{
  gboolean beside = gtk_orientable_get_orientation (GTK_ORIENTABLE (self)) == GTK_ORIENTATION_HORIZONTAL;

  gtk_widget_set_halign (GTK_WIDGET (self), beside ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  for (guint i = 0; i < self->arrows->len; i++)
    gtk_image_set_from_icon_name (self->arrows->pdata[i], beside ? "go-next-symbolic" : "go-down-symbolic");
}

static char *
dup_sentence (GPtrArray *items)
{
  /* TRANSLATORS: the beginning of a way in words, for screen readers; %s is a place or a deed */
  char *sentence = g_strdup_printf (_ ("First: %s"), (char *) items->pdata[0]);

  for (guint i = 1; i < items->len; i++)
    {
      g_autofree char *before = sentence;

      /* TRANSLATORS: a way in words, for screen readers: what came so far, then one place or deed more */
      sentence = g_strdup_printf (_ ("%s, then: %s"), before, (char *) items->pdata[i]);
    }
  return sentence;
}

static void
add_arrow (KbFlow *self)
{
  GtkWidget *arrow = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (self), arrow);
  g_ptr_array_add (self->arrows, arrow);
}

static void
add_box (KbFlow *self, const char *text)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD,
                                   "justify", GTK_JUSTIFY_CENTER, "hexpand", TRUE, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, "card");
  gtk_box_append (GTK_BOX (self), label);
}

static void
kb_flow_finalize (GObject *object)
{
  g_ptr_array_unref (KB_FLOW (object)->arrows);
  G_OBJECT_CLASS (kb_flow_parent_class)->finalize (object);
}

static void
kb_flow_class_init (KbFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kb_flow_finalize;
  gtk_widget_class_set_css_name (widget_class, "flow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kb_flow_init (KbFlow *self)
{
  self->arrows = g_ptr_array_new ();
  gtk_box_set_spacing (GTK_BOX (self), 6);
  g_signal_connect (self, "notify::orientation", G_CALLBACK (orientation_cb), NULL);
}

GtkWidget *
kb_flow_new (GPtrArray *items)
{
  KbFlow *self = g_object_new (KB_TYPE_FLOW, NULL);
  g_autofree char *sentence = dup_sentence (items);

  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        add_arrow (self);
      add_box (self, items->pdata[i]);
    }
  orientation_cb (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
  return GTK_WIDGET (self);
}
