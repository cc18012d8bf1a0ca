/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-web-step-row.h"

#include "kb-page.h"
#include "widgets/kb-fit.h"

#include <adwaita.h>

#include <glib/gi18n.h>

struct _KbWebStepRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *number;
  GtkLabel *title;
  GtkRevealer *revealer; /* open while the step is */
  GtkBox *details;
  GtkWidget *open_button;

  const KbGuideStep *step;
  KbChoices *choices;
  guint place, n_steps;
};

typedef enum
{
  SIGNAL_NEXT,
  SIGNAL_OPEN,
  N_SIGNALS
} KbWebStepRowSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbWebStepRow, kb_web_step_row, GTK_TYPE_LIST_BOX_ROW)

static void
next_cb (KbWebStepRow *self)
{
  g_signal_emit (self, signals[SIGNAL_NEXT], 0);
}

static void
open_cb (KbWebStepRow *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0);
}

/* Who copied it has what the step is about. */
static void
copy_cb (KbWebStepRow *self)
{
  g_autofree char *value = kb_guide_dup_text (self->step->copy, self->choices);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), value);
  kb_toast (GTK_WIDGET (self), _ ("Copied"));
  next_cb (self);
}

static GtkWidget *
new_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0, NULL);
}

static GtkWidget *
new_button (KbWebStepRow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  kb_fit_button (GTK_BUTTON (button));
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_entry (KbWebStepRow *self)
{
  GtkWidget *list = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, NULL);
  g_autofree char *title = kb_guide_dup_text (self->step->title, self->choices);
  GtkWidget *entry = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "use-markup", FALSE, "name",
                                   self->step->choice, "activates-default", TRUE, NULL);

  g_object_bind_property (self->choices, self->step->choice, entry, "text",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  return list;
}

static GtkWidget *
new_value (KbWebStepRow *self)
{
  g_autofree char *value = kb_guide_dup_text (self->step->copy, self->choices);
  GtkWidget *label = new_label (value);

  gtk_widget_add_css_class (label, "code");
  return label;
}

static GtkWidget *
new_buttons (KbWebStepRow *self)
{
  GtkWidget *box = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 6, "line-spacing", 6, NULL);

  if (self->step->open)
    {
      self->open_button = new_button (self, _ (self->step->open), G_CALLBACK (open_cb));
      adw_wrap_box_append (ADW_WRAP_BOX (box), self->open_button);
    }
  if (self->step->copy)
    adw_wrap_box_append (ADW_WRAP_BOX (box), new_button (self, _ ("Cop_y"), G_CALLBACK (copy_cb)));
  /* After the last one the page itself goes on. */
  if (self->place < self->n_steps)
    adw_wrap_box_append (ADW_WRAP_BOX (box), new_button (self, _ ("_Next"), G_CALLBACK (next_cb)));
  return box;
}

static void
fill (KbWebStepRow *self)
{
  g_autofree char *title = kb_guide_dup_text (self->step->title, self->choices);
  g_autofree char *why = self->step->why ? kb_guide_dup_text (self->step->why, self->choices) : NULL;
  GtkWidget *why_label = why ? new_label (why) : NULL;

  gtk_label_set_label (self->title, title);
  if (self->step->choice)
    gtk_box_append (self->details, new_entry (self));
  else if (self->step->copy)
    gtk_box_append (self->details, new_value (self));
  if (why_label)
    gtk_box_append (self->details, why_label);
  gtk_box_append (self->details, new_buttons (self));
}

static void
kb_web_step_row_dispose (GObject *object)
{
  g_clear_object (&KB_WEB_STEP_ROW (object)->choices);
  G_OBJECT_CLASS (kb_web_step_row_parent_class)->dispose (object);
}

static void
kb_web_step_row_class_init (KbWebStepRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_web_step_row_dispose;
  signals[SIGNAL_NEXT] =
      g_signal_new ("next", KB_TYPE_WEB_STEP_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_OPEN] =
      g_signal_new ("open", KB_TYPE_WEB_STEP_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_web_step_row_init (KbWebStepRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  /* Both are in the name of the row. */
  self->number = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "number");
  gtk_widget_set_valign (GTK_WIDGET (self->number), GTK_ALIGN_START);
  self->title = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->details = GTK_BOX (g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                                         "margin-top", 6, NULL));
  self->revealer = GTK_REVEALER (g_object_new (GTK_TYPE_REVEALER, "child", self->details, NULL));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->revealer));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "webstep");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

KbWebStepRow *
kb_web_step_row_new (const KbGuideStep *step, guint place, guint n_steps, KbChoices *choices)
{
  KbWebStepRow *self = g_object_new (KB_TYPE_WEB_STEP_ROW, NULL);

  self->step = step;
  self->place = place;
  self->n_steps = n_steps;
  self->choices = g_object_ref (choices);
  fill (self);
  kb_web_step_row_show (self, FALSE, FALSE);
  return self;
}

const KbGuideStep *
kb_web_step_row_get_step (KbWebStepRow *self)
{
  return self->step;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
name (KbWebStepRow *self, gboolean done)
{
  const char *title = gtk_label_get_label (self->title);
  g_autofree char *text =
      done
          /* TRANSLATORS: a step as a screen reader says it: what to do, its number, and how many there are */
          ? g_strdup_printf (_ ("%s, %u of %u, done"), title, self->place, self->n_steps)
          /* TRANSLATORS: a step as a screen reader says it: what to do, its number, and how many there are */
          : g_strdup_printf (_ ("%s, %u of %u"), title, self->place, self->n_steps);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* Only of the one that is open, as for who sees it. */
static void
describe (KbWebStepRow *self, gboolean open)
{
  g_autofree char *why =
      open && self->step->why ? kb_guide_dup_text (self->step->why, self->choices) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why, -1);
}

void
kb_web_step_row_show (KbWebStepRow *self, gboolean open, gboolean done)
{
  g_autofree char *place = g_strdup_printf ("%u", self->place);

  g_return_if_fail (KB_IS_WEB_STEP_ROW (self));

  gtk_label_set_label (self->number, done ? "✓" : place);
  set_class (GTK_WIDGET (self->number), "done", done);
  gtk_revealer_set_reveal_child (self->revealer, open);
  set_class (GTK_WIDGET (self->title), "heading", open);
  name (self, done);
  describe (self, open);
}

void
kb_web_step_row_set_opens (KbWebStepRow *self, gboolean opens)
{
  g_return_if_fail (KB_IS_WEB_STEP_ROW (self));
  if (self->open_button)
    gtk_widget_set_visible (self->open_button, opens);
}
