/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-step-indicator.h"

#include <glib/gi18n.h>

struct _KbStepIndicator
{
  GtkBox parent_instance;

  GtkBox *dots;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (KbStepIndicator, kb_step_indicator, GTK_TYPE_BOX)

static void
add_dot (KbStepIndicator *self, gsize place, gsize current)
{
  GtkWidget *dot = g_object_new (GTK_TYPE_BOX, "css-name", "dot", "valign", GTK_ALIGN_CENTER,
                                 "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  if (place < current)
    gtk_widget_add_css_class (dot, "done");
  else if (place == current)
    gtk_widget_add_css_class (dot, "current");
  gtk_box_append (self->dots, dot);
}

static char *
describe (gsize place, gsize n_steps, guint minutes)
{
  g_autofree char *step = NULL;
  g_autofree char *time = NULL;

  /* TRANSLATORS: place of a page among the steps of the set-up */
  step = g_strdup_printf (_ ("Step %zu of %zu"), place, n_steps);
  if (minutes == 0)
    return g_steal_pointer (&step);
  time = g_strdup_printf (ngettext ("about %u minute", "about %u minutes", minutes), minutes);
  /* TRANSLATORS: "Step 3 of 7 · about 2 minutes" */
  return g_strdup_printf (C_ ("step", "%s · %s"), step, time);
}

static void
kb_step_indicator_class_init (KbStepIndicatorClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "stepindicator");
}

static void
kb_step_indicator_init (KbStepIndicator *self)
{
  g_object_set (self, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "margin-bottom", 6, NULL);
  self->dots = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_set_halign (GTK_WIDGET (self->dots), GTK_ALIGN_CENTER);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_justify (self->label, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dimmed");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->dots));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
}

void
kb_step_indicator_show_step (KbStepIndicator *self, KbChoices *choices, KbStep step)
{
  KbStep steps[KB_N_STEPS];
  gsize n_steps, place;
  GtkWidget *dot;
  g_autofree char *text = NULL;

  g_return_if_fail (KB_IS_STEP_INDICATOR (self));

  n_steps = kb_route_get_steps (kb_choices_get_preflight (choices), steps);
  place = kb_route_get_position (kb_choices_get_preflight (choices), step);
  gtk_widget_set_visible (GTK_WIDGET (self), place > 0);
  while ((dot = gtk_widget_get_first_child (GTK_WIDGET (self->dots))))
    gtk_box_remove (self->dots, dot);
  for (gsize i = 1; i <= n_steps; i++)
    add_dot (self, i, place);
  text = describe (place, n_steps, kb_step_get_minutes (step));
  gtk_label_set_label (self->label, text);
}

char *
kb_step_indicator_dup_text (KbStepIndicator *self)
{
  g_return_val_if_fail (KB_IS_STEP_INDICATOR (self), NULL);

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return NULL;
  return g_strdup (gtk_label_get_label (self->label));
}
