/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-snippet-row.h"

#include "kb-page.h"

#include <glib/gi18n.h>

struct _KbSnippetRow
{
  AdwExpanderRow parent_instance;

  char *text;
};

G_DEFINE_FINAL_TYPE (KbSnippetRow, kb_snippet_row, ADW_TYPE_EXPANDER_ROW)

static GtkWidget *
new_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0, "selectable", TRUE, "hexpand", TRUE, NULL);
}

/* Languages are written from left to right, whatever is spoken. */
static GtkWidget *
new_code (const char *text)
{
  g_autofree char *shown = g_strchomp (g_strdup (text));
  GtkWidget *label = new_label (shown);

  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "code");
  return label;
}

static void
copy_cb (KbSnippetRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
  kb_toast (GTK_WIDGET (self), _ ("Copied"));
}

static GtkWidget *
new_copy_button (KbSnippetRow *self, const char *title)
{
  g_autofree char *name =
      /* TRANSLATORS: accessible name of a button; %s is what will be copied, such as "Name" */
      g_strdup_printf (_ ("Copy %s"), title);
  GtkWidget *content =
      g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "kb-copy-symbolic", "label", _ ("Copy"), NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", content, "halign", GTK_ALIGN_END, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
kb_snippet_row_finalize (GObject *object)
{
  g_free (KB_SNIPPET_ROW (object)->text);
  G_OBJECT_CLASS (kb_snippet_row_parent_class)->finalize (object);
}

static void
kb_snippet_row_class_init (KbSnippetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_snippet_row_finalize;
}

static void
kb_snippet_row_init (KbSnippetRow *self)
{
  g_object_set (self, "use-markup", FALSE, "title-lines", 0, NULL);
}

GtkWidget *
kb_snippet_row_new (const KbSnippet *snippet, const KbSnippetValues *values)
{
  KbSnippetRow *self = g_object_new (KB_TYPE_SNIPPET_ROW, "title", _ (snippet->title), NULL);
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "margin-top", 12,
                    "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "child", box, NULL);

  self->text = kb_snippet_dup_text (snippet, values);
  gtk_box_append (GTK_BOX (box), new_label (_ (snippet->when)));
  if (self->text)
    {
      gtk_box_append (GTK_BOX (box), new_code (self->text));
      gtk_box_append (GTK_BOX (box), new_copy_button (self, _ (snippet->title)));
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return GTK_WIDGET (self);
}
