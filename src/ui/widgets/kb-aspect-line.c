/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-aspect-line.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *column;
  GtkImage *mark;
  GtkWidget *spinner;
  GtkWidget *name;
  KbAspectState state;
} Stop;

struct _KbAspectLine
{
  GtkBox parent_instance;

  Stop stops[KB_N_ASPECTS]; /* by aspect */
  gboolean narrow;
};

enum
{
  PROP_NARROW = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbAspectLine, kb_aspect_line, GTK_TYPE_BOX)

static const struct
{
  KbAspect aspect;
  const char *title;
  const char *passed;
  const char *failed;
} texts[KB_N_ASPECTS] = {
  { KB_ASPECT_STORAGE, N_ ("Keyring"), N_ ("The key was read from it"), N_ ("The key could not be read") },
  { KB_ASPECT_NETWORK, N_ ("Network"), N_ ("The server was reached"), N_ ("The server was not reached") },
  { KB_ASPECT_KEY, N_ ("Key"), N_ ("Accepted"), N_ ("Refused") },
  { KB_ASPECT_PERMISSIONS, N_ ("Permissions"), N_ ("They allow this request"), N_ ("Something is missing") },
  { KB_ASPECT_MODEL, N_ ("Model"), N_ ("Open to this key"), N_ ("Not available") },
  { KB_ASPECT_CREDIT, N_ ("Credit"), N_ ("Enough for this request"), N_ ("Stops this request") },
};

static gsize
find (KbAspect aspect)
{
  gsize place = 0;

  while (place < KB_N_ASPECTS - 1 && texts[place].aspect != aspect)
    place++;
  return place;
}

static void
show (Stop *stop)
{
  static const char *const styles[] = { "dimmed", "accent", "success", "error" };

  gtk_widget_set_visible (stop->spinner, stop->state == KB_ASPECT_STATE_CHECKING);
  gtk_widget_set_visible (GTK_WIDGET (stop->mark), stop->state != KB_ASPECT_STATE_CHECKING);
  gtk_image_set_from_icon_name (stop->mark, kb_aspect_state_get_icon (stop->state));
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (stop->mark), styles[i]);
  gtk_widget_add_css_class (GTK_WIDGET (stop->mark), styles[stop->state]);
  if (stop->state == KB_ASPECT_STATE_PASSED)
    gtk_widget_add_css_class (stop->column, "passed");
  else
    gtk_widget_remove_css_class (stop->column, "passed");
}

/* For who does not see it: how far it has come, and what is there. */
static void
tell (KbAspectLine *self, KbAspect aspect)
{
  guint n_passed = 0;
  g_autofree char *text =
      /* TRANSLATORS: a part of a test and how it is, such as "Network: The server was reached" */
      g_strdup_printf (C_ ("part of a test", "%s: %s"), kb_aspect_get_title (aspect),
                       kb_aspect_get_words (aspect, self->stops[aspect].state));

  for (guint i = 0; i < KB_N_ASPECTS; i++)
    n_passed += self->stops[i].state == KB_ASPECT_STATE_PASSED;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) n_passed,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static GtkWidget *
new_piece (gboolean visible)
{
  GtkWidget *piece = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  g_object_set (piece, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, "opacity", visible ? 1.0 : 0.0, NULL);
  return piece;
}

static void
add_stop (KbAspectLine *self, guint place)
{
  Stop *stop = &self->stops[texts[place].aspect];
  GtkWidget *track = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  stop->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  /* The line speaks for all of them. */
  stop->mark = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  stop->spinner = adw_spinner_new ();
  stop->name = g_object_new (GTK_TYPE_LABEL, "label", _ (texts[place].title), "wrap", TRUE, "justify",
                             GTK_JUSTIFY_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (stop->name, "caption");
  gtk_widget_set_size_request (stop->spinner, 16, 16);
  gtk_box_append (GTK_BOX (track), new_piece (place > 0));
  gtk_box_append (GTK_BOX (track), GTK_WIDGET (stop->mark));
  gtk_box_append (GTK_BOX (track), stop->spinner);
  gtk_box_append (GTK_BOX (track), new_piece (place + 1 < KB_N_ASPECTS));
  gtk_box_append (GTK_BOX (stop->column), track);
  gtk_box_append (GTK_BOX (stop->column), stop->name);
  gtk_box_append (GTK_BOX (self), stop->column);
  gtk_accessible_update_state (GTK_ACCESSIBLE (stop->column), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  show (stop);
}

static void
kb_aspect_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, KB_ASPECT_LINE (object)->narrow);
}

static void
kb_aspect_line_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbAspectLine *self = KB_ASPECT_LINE (object);

  self->narrow = g_value_get_boolean (value);
  for (guint i = 0; i < KB_N_ASPECTS; i++)
    gtk_widget_set_visible (self->stops[i].name, !self->narrow);
}

static void
kb_aspect_line_class_init (KbAspectLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_aspect_line_get_property;
  object_class->set_property = kb_aspect_line_set_property;
  props[PROP_NARROW] =
      g_param_spec_boolean ("narrow", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "aspectline");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
kb_aspect_line_init (KbAspectLine *self)
{
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  for (guint place = 0; place < KB_N_ASPECTS; place++)
    add_stop (self, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The Test"),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  (double) KB_N_ASPECTS, -1);
}

void
kb_aspect_line_set (KbAspectLine *self, KbAspect aspect, KbAspectState state)
{
  g_return_if_fail (KB_IS_ASPECT_LINE (self));

  self->stops[aspect].state = state;
  show (&self->stops[aspect]);
  tell (self, aspect);
}

KbAspect
kb_aspect_get_nth (guint place)
{
  g_return_val_if_fail (place < KB_N_ASPECTS, KB_ASPECT_STORAGE);
  return texts[place].aspect;
}

const char *
kb_aspect_get_title (KbAspect aspect)
{
  return _ (texts[find (aspect)].title);
}

const char *
kb_aspect_get_words (KbAspect aspect, KbAspectState state)
{
  switch (state)
    {
    case KB_ASPECT_STATE_PASSED:
      return _ (texts[find (aspect)].passed);
    case KB_ASPECT_STATE_FAILED:
      return _ (texts[find (aspect)].failed);
    case KB_ASPECT_STATE_CHECKING:
      return _ ("Checking…");
    case KB_ASPECT_STATE_NOT_REACHED:
    default:
      return _ ("Not reached yet");
    }
}

const char *
kb_aspect_state_get_icon (KbAspectState state)
{
  switch (state)
    {
    case KB_ASPECT_STATE_PASSED:
      return "kb-check-symbolic";
    case KB_ASPECT_STATE_FAILED:
      return "kb-cross-symbolic";
    case KB_ASPECT_STATE_CHECKING:
    case KB_ASPECT_STATE_NOT_REACHED:
    default:
      return "kb-dots-symbolic";
    }
}
