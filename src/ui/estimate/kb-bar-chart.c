/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-bar-chart.h"

#include "core/base/kb-number.h"

#include <glib/gi18n.h>

/* The limit belongs into the picture unless it would make all bars short. */
#define FAR_FACTOR 2

struct _KbBarChart
{
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkListBox *list;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbBarChart, kb_bar_chart, GTK_TYPE_WIDGET)

static KbBar *
get_bar (KbBarChart *self, int place)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, place);

  return row ? KB_BAR (row) : NULL;
}

static gint64
get_largest (KbBarChart *self)
{
  gint64 largest = 0;
  KbBar *bar;

  for (int i = 0; (bar = get_bar (self, i)); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (bar)))
      largest = MAX (largest, kb_bar_get_cost (bar));
  return largest;
}

static void
label_limit (KbBarChart *self, gint64 limit, gboolean seen)
{
  g_autofree char *amount = kb_number_format_money (limit);
  g_autofree char *text = NULL;

  if (seen)
    /* TRANSLATORS: beside a chart of bars; the sign stands for the line in it, %s is an amount such as "$10"
     */
    text = g_strdup_printf (_ ("┃ Your limit of %s a month; stripes are above it"), amount);
  else
    /* TRANSLATORS: beside a chart of bars; %s is an amount such as "$10" */
    text = g_strdup_printf (_ ("Your limit of %s a month is far above all of these"), amount);
  gtk_label_set_text (GTK_LABEL (self->label), text);
}

static void
row_activated_cb (KbBarChart *self, KbBar *bar)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, kb_bar_get_id (bar));
}

static void
kb_bar_chart_dispose (GObject *object)
{
  KbBarChart *self = KB_BAR_CHART (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  self->list = NULL;
  G_OBJECT_CLASS (kb_bar_chart_parent_class)->dispose (object);
}

static void
kb_bar_chart_class_init (KbBarChartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_bar_chart_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", KB_TYPE_BAR_CHART, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kb_bar_chart_init (KbBarChart *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->label = gtk_label_new (NULL);
  g_object_set (self->label, "xalign", 0.0f, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cost of each model a month"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

void
kb_bar_chart_add (KbBarChart *self, const char *id, const char *name)
{
  g_return_if_fail (KB_IS_BAR_CHART (self));
  gtk_list_box_append (self->list, kb_bar_new (id, name));
}

void
kb_bar_chart_set_cost (KbBarChart *self, const char *id, gint64 micro_dollars)
{
  KbBar *bar;

  g_return_if_fail (KB_IS_BAR_CHART (self));

  for (int i = 0; (bar = get_bar (self, i)); i++)
    if (g_str_equal (kb_bar_get_id (bar), id))
      {
        kb_bar_set_cost (bar, MAX (micro_dollars, 0));
        gtk_widget_set_visible (GTK_WIDGET (bar), micro_dollars >= 0);
      }
}

void
kb_bar_chart_show (KbBarChart *self, const char *chosen_id, gint64 limit)
{
  gint64 scale;
  KbBar *bar;

  g_return_if_fail (KB_IS_BAR_CHART (self));

  scale = get_largest (self);
  if (limit / FAR_FACTOR <= scale)
    scale = MAX (scale, limit);
  label_limit (self, limit, limit <= scale);
  for (int i = 0; (bar = get_bar (self, i)); i++)
    kb_bar_show (bar, scale, limit, g_str_equal (kb_bar_get_id (bar), chosen_id));
}
