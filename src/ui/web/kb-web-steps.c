/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-web-steps.h"

#include "kb-web-step-row.h"

#include <glib/gi18n.h>

struct _KbWebSteps
{
  GtkBox parent_instance;

  GtkListBox *list;

  KbChoices *choices;
  int current;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (KbWebSteps, kb_web_steps, GTK_TYPE_BOX)

static KbWebStepRow *
get_row (KbWebSteps *self, int place)
{
  return (KbWebStepRow *) gtk_list_box_get_row_at_index (self->list, place);
}

static const KbGuideStep *
get_step (KbWebSteps *self, int place)
{
  KbWebStepRow *row = get_row (self, place);

  return row ? kb_web_step_row_get_step (row) : NULL;
}

static gboolean
is_done (KbWebSteps *self, int place)
{
  return kb_choices_is_done (self->choices, get_step (self, place)->id);
}

static void
update (KbWebSteps *self)
{
  gboolean begun = kb_web_steps_is_begun (self);

  for (int place = 0; get_row (self, place); place++)
    {
      kb_web_step_row_show (get_row (self, place), place == self->current, is_done (self, place));
      kb_web_step_row_set_opens (get_row (self, place), begun || place > 0);
    }
  g_signal_emit (self, changed_signal, 0);
}

/* The first one that is left to do; the last one if none is. */
static int
find_next (KbWebSteps *self)
{
  int place = 0;

  while (get_row (self, place + 1) && is_done (self, place))
    place++;
  return place;
}

/* The focus was in what is folded away now. */
static void
finish (KbWebSteps *self, int place)
{
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  kb_choices_set_done (self->choices, get_step (self, place)->id);
  self->current = get_row (self, place + 1) ? place + 1 : place;
  update (self);
  if (focused)
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, self->current)));
}

static void
next_cb (KbWebSteps *self, KbWebStepRow *row)
{
  finish (self, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

static void
open_cb (KbWebSteps *self)
{
  kb_web_steps_open (self);
}

static void
activated_cb (KbWebSteps *self, GtkListBoxRow *row)
{
  self->current = gtk_list_box_row_get_index (row);
  update (self);
}

static void
kb_web_steps_dispose (GObject *object)
{
  g_clear_object (&KB_WEB_STEPS (object)->choices);
  G_OBJECT_CLASS (kb_web_steps_parent_class)->dispose (object);
}

static void
kb_web_steps_class_init (KbWebStepsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_web_steps_dispose;
  changed_signal =
      g_signal_new ("changed", KB_TYPE_WEB_STEPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_web_steps_init (KbWebSteps *self)
{
  self->list =
      GTK_LIST_BOX (g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "hexpand", TRUE,
                                  "valign", GTK_ALIGN_START, "tab-behavior", GTK_LIST_TAB_ITEM, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Do This on the Web"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
}

static void
add_row (KbWebSteps *self, const KbGuideStep *step, guint place, guint n_steps)
{
  KbWebStepRow *row = kb_web_step_row_new (step, place, n_steps, self->choices);

  g_signal_connect_object (row, "next", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
}

void
kb_web_steps_show (KbWebSteps *self, const KbGuide *guide, KbChoices *choices)
{
  guint place = 0, n_steps = 0;

  g_return_if_fail (KB_IS_WEB_STEPS (self));

  g_set_object (&self->choices, choices);
  gtk_list_box_remove_all (self->list);
  for (gsize i = 0; i < guide->n_steps; i++)
    n_steps += kb_guide_has_step (&guide->steps[i], choices);
  for (gsize i = 0; i < guide->n_steps; i++)
    if (kb_guide_has_step (&guide->steps[i], choices))
      add_row (self, &guide->steps[i], ++place, n_steps);
  self->current = find_next (self);
  update (self);
}

const KbGuideStep *
kb_web_steps_get_current (KbWebSteps *self)
{
  g_return_val_if_fail (KB_IS_WEB_STEPS (self), NULL);
  return get_step (self, self->current);
}

void
kb_web_steps_open (KbWebSteps *self)
{
  int place;

  g_return_if_fail (KB_IS_WEB_STEPS (self));

  for (place = self->current; place > 0 && !get_step (self, place)->link; place--)
    ;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-link", "s", get_step (self, place)->link);
  if (place == self->current)
    finish (self, place);
  else if (!is_done (self, place))
    {
      kb_choices_set_done (self->choices, get_step (self, place)->id);
      update (self);
    }
}

gboolean
kb_web_steps_is_begun (KbWebSteps *self)
{
  g_return_val_if_fail (KB_IS_WEB_STEPS (self), FALSE);

  for (int place = 0; get_row (self, place); place++)
    if (is_done (self, place))
      return TRUE;
  return FALSE;
}
