/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-snippet-row.h"

#include "kb-code.h"

#include <glib/gi18n.h>

struct _KbSnippetRow
{
  AdwExpanderRow parent_instance;
};

G_DEFINE_FINAL_TYPE (KbSnippetRow, kb_snippet_row, ADW_TYPE_EXPANDER_ROW)

static void
kb_snippet_row_class_init (KbSnippetRowClass *klass)
{
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
  g_autofree char *text = kb_snippet_dup_text (snippet, values);
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "margin-top", 12,
                    "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  GtkWidget *when = g_object_new (GTK_TYPE_LABEL, "label", _ (snippet->when), "wrap", TRUE, "wrap-mode",
                                  PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "selectable", TRUE, NULL);

  gtk_box_append (GTK_BOX (box), when);
  if (text)
    gtk_box_append (GTK_BOX (box), kb_code_new (text, _ (snippet->title)));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable",
                                                                   FALSE, "child", box, NULL));
  return GTK_WIDGET (self);
}
