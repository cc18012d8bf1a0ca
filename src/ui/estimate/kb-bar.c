/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-bar.h"

#include "core/base/kb-number.h"
#include "core/base/kb-words.h"
#include "core/facts/kb-estimate.h"
#include "kb-bar-strip.h"
#include "widgets/kb-row-layout.h"

#include <glib/gi18n.h>

struct _KbBar
{
  GtkListBoxRow parent_instance;

  GtkWidget *mark;
  GtkWidget *name;
  GtkWidget *value;
  KbBarStrip *strip;
  char *id;
  gint64 cost;
};

G_DEFINE_FINAL_TYPE (KbBar, kb_bar, GTK_TYPE_LIST_BOX_ROW)

/* Whether it is above the limit, and whether it is chosen, is said too, not only drawn. The state "selected"
 * is the list's, which takes it back where nothing can be selected. */
static void
say (KbBar *self, const char *cost, gboolean above, gboolean chosen)
{
  g_autofree char *shown = NULL, *said = NULL;
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (parts, g_strdup (gtk_label_get_text (GTK_LABEL (self->name))));
  /* TRANSLATORS: what a model costs, as in "$18.00 a month" */
  g_ptr_array_add (parts, g_strdup_printf (_ ("%s a month"), cost));
  if (above)
    {
      /* TRANSLATORS: what a model costs, as in "$18.00 · above your limit" */
      shown = g_strdup_printf (_ ("%s · above your limit"), cost);
      /* TRANSLATORS: of a model in a list, after its name and price */
      g_ptr_array_add (parts, g_strdup (C_ ("model", "above your limit")));
    }
  if (chosen)
    /* TRANSLATORS: of a model in a list, after its name and price */
    g_ptr_array_add (parts, g_strdup (C_ ("model", "chosen")));
  said = kb_words_join (parts, FALSE);
  gtk_label_set_text (GTK_LABEL (self->value), shown ? shown : cost);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
kb_bar_finalize (GObject *object)
{
  g_free (KB_BAR (object)->id);
  G_OBJECT_CLASS (kb_bar_parent_class)->finalize (object);
}

static void
kb_bar_class_init (KbBarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_bar_finalize;
}

static void
kb_bar_init (KbBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *named = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->mark = g_object_new (GTK_TYPE_IMAGE, "icon-name", "kb-check-symbolic", "accessible-role",
                             GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->name = gtk_label_new (NULL);
  self->value = gtk_label_new (NULL);
  self->strip = g_object_new (KB_TYPE_BAR_STRIP, NULL);
  gtk_widget_set_layout_manager (line, g_object_new (KB_TYPE_ROW_LAYOUT, NULL));
  gtk_widget_set_hexpand (named, TRUE);
  g_object_set (self->name, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  g_object_set (self->value, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (self->value, "numeric");
  gtk_box_append (GTK_BOX (named), self->mark);
  gtk_box_append (GTK_BOX (named), self->name);
  gtk_box_append (GTK_BOX (line), named);
  gtk_box_append (GTK_BOX (line), self->value);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->strip));
  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 12, "margin-end", 12, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
kb_bar_new (const char *id, const char *name)
{
  KbBar *self = g_object_new (KB_TYPE_BAR, NULL);

  self->id = g_strdup (id);
  gtk_label_set_text (GTK_LABEL (self->name), name);
  return GTK_WIDGET (self);
}

const char *
kb_bar_get_id (KbBar *self)
{
  g_return_val_if_fail (KB_IS_BAR (self), NULL);
  return self->id;
}

gint64
kb_bar_get_cost (KbBar *self)
{
  g_return_val_if_fail (KB_IS_BAR (self), 0);
  return self->cost;
}

void
kb_bar_set_cost (KbBar *self, gint64 micro_dollars)
{
  g_return_if_fail (KB_IS_BAR (self));
  self->cost = micro_dollars;
}

void
kb_bar_show (KbBar *self, gint64 scale, gint64 limit, gboolean chosen)
{
  g_autofree char *cost = NULL;
  double whole = (double) MAX (scale, 1);

  g_return_if_fail (KB_IS_BAR (self));

  cost = kb_number_format_money (kb_estimate_round (self->cost));
  gtk_widget_set_visible (self->mark, chosen);
  if (chosen)
    gtk_widget_add_css_class (self->name, "heading");
  else
    gtk_widget_remove_css_class (self->name, "heading");
  say (self, cost, limit >= 0 && self->cost > limit, chosen);
  kb_bar_strip_show (self->strip, (double) self->cost / whole,
                     limit < 0 || limit > scale ? -1 : (double) limit / whole);
}
