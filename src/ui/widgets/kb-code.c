/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-code.h"

#include "kb-fit.h"
#include "kb-page.h"

#include <glib/gi18n.h>

struct _KbCode
{
  GtkBox parent_instance;

  char *text;
};

G_DEFINE_FINAL_TYPE (KbCode, kb_code, GTK_TYPE_BOX)

static GtkWidget *
new_label (const char *text)
{
  g_autofree char *shown = g_strchomp (g_strdup (text));
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", shown, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "selectable", TRUE, NULL);

  kb_fit (label);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "code");
  return label;
}

static void
copy_cb (KbCode *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  kb_toast (GTK_WIDGET (self), _ ("Copied"));
}

static GtkWidget *
new_button (KbCode *self, const char *title)
{
  g_autofree char *name =
      /* TRANSLATORS: accessible name of a button; %s is what will be copied, such as "Name" */
      g_strdup_printf (_ ("Copy %s"), title);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", box, "halign", GTK_ALIGN_END, NULL);

  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "icon-name", "kb-copy-symbolic",
                                               "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Copy")));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
kb_code_finalize (GObject *object)
{
  g_free (KB_CODE (object)->text);
  G_OBJECT_CLASS (kb_code_parent_class)->finalize (object);
}

static void
kb_code_class_init (KbCodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_code_finalize;
}

static void
kb_code_init (KbCode *self)
{
  g_object_set (self, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
}

GtkWidget *
kb_code_new (const char *text, const char *title)
{
  KbCode *self = g_object_new (KB_TYPE_CODE, NULL);

  self->text = g_strdup (text);
  gtk_box_append (GTK_BOX (self), new_label (text));
  gtk_box_append (GTK_BOX (self), new_button (self, title));
  return GTK_WIDGET (self);
}
