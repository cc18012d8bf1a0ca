/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-flow-row.h"

#include <glib/gi18n.h>

struct _KbFlowRow
{
  KbMoreRow parent_instance;

  GtkLabel *number;
  GtkWidget *check;
  gboolean current;
};

G_DEFINE_FINAL_TYPE (KbFlowRow, kb_flow_row, KB_TYPE_MORE_ROW)

static void
kb_flow_row_class_init (KbFlowRowClass *klass)
{
}

static void
kb_flow_row_init (KbFlowRow *self)
{
  GtkWidget *bin = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->number = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "number");
  self->check = gtk_image_new_from_icon_name ("kb-check-symbolic");
  gtk_widget_add_css_class (self->check, "success");
  gtk_widget_set_size_request (self->check, 24, -1);
  gtk_widget_set_valign (bin, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (bin), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (bin), self->check);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), bin);
  g_object_set (self, "use-underline", FALSE, NULL);
}

static const char *
say_mark (KbRotationMark mark, gboolean current)
{
  switch (mark)
    {
    case KB_ROTATION_DONE:
      return _ ("Done");
    case KB_ROTATION_SKIPPED:
      return _ ("Skipped");
    case KB_ROTATION_TODO:
    default:
      return current ? _ ("Do this now") : "";
    }
}

void
kb_flow_row_set_step (KbFlowRow *self, guint number, KbRotationMark mark, gboolean current)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  g_return_if_fail (KB_IS_FLOW_ROW (self));

  gtk_label_set_label (self->number, text);
  gtk_widget_set_visible (GTK_WIDGET (self->number), mark != KB_ROTATION_DONE);
  gtk_widget_set_visible (self->check, mark == KB_ROTATION_DONE);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), say_mark (mark, current));
  /* Only when it becomes or ceases to be the step to do: the person may fold and unfold meanwhile. */
  if (self->current != current)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), current);
  self->current = current;
}
