/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-drawn-page.h"

#include "core/base/kb-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

struct _KbDrawnPage
{
  GtkWidget parent_instance;

  GtkBox *box;
  GtkLabel *title;
  GtkBox *parts;

  guint ring; /* from 1; 0 for none */
  gboolean cropped;
};

typedef enum
{
  PROP_CROPPED = 1,
} KbDrawnPageProperty;
#define N_PROPS (PROP_CROPPED + 1)

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbDrawnPage, kb_drawn_page, GTK_TYPE_WIDGET)

static GtkWidget *
new_box (GtkOrientation orientation, int spacing, const char *style)
{
  GtkWidget *box = gtk_box_new (orientation, spacing);

  if (style)
    gtk_widget_add_css_class (box, style);
  return box;
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                   PANGO_WRAP_WORD_CHAR, "xalign", 0.0, "halign", GTK_ALIGN_START, NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_value (const char *value, gboolean list)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_HORIZONTAL, 6, "value");
  GtkWidget *label = new_label (value, "text");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (list)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  return box;
}

static GtkWidget *
new_options (const char *options, const char *chosen)
{
  GtkWidget *box = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 3, "line-spacing", 3, NULL);
  g_auto (GStrv) names = g_strsplit (options, "|", -1);

  for (char **name = names; *name; name++)
    {
      GtkWidget *label = new_label (*name, "option");

      if (g_str_equal (*name, chosen))
        gtk_widget_add_css_class (label, "chosen");
      adw_wrap_box_append (ADW_WRAP_BOX (box), label);
    }
  return box;
}

static GtkWidget *
new_switch (const char *text, gboolean on)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_HORIZONTAL, 12, NULL);
  GtkWidget *label = new_label (text, "text");
  GtkWidget *track = new_box (GTK_ORIENTATION_HORIZONTAL, 0, "track");
  GtkWidget *knob = new_box (GTK_ORIENTATION_HORIZONTAL, 0, "knob");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_hexpand (knob, TRUE);
  gtk_widget_set_halign (knob, on ? GTK_ALIGN_END : GTK_ALIGN_START);
  gtk_widget_set_hexpand (track, FALSE);
  gtk_widget_set_valign (track, GTK_ALIGN_CENTER);
  if (on)
    gtk_widget_add_css_class (track, "on");
  gtk_box_append (GTK_BOX (track), knob);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), track);
  return box;
}

static GtkWidget *
new_part (const KbDrawnPart *part, KbChoices *choices)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_VERTICAL, 3, "part");
  g_autofree char *label = kb_guide_dup_text (part->label, choices);
  g_autofree char *value = part->value ? kb_guide_dup_text (part->value, choices) : NULL;
  g_autofree char *options = part->options ? kb_guide_dup_text (part->options, choices) : NULL;

  switch (part->kind)
    {
    case KB_DRAWN_BUTTON:
      gtk_box_append (GTK_BOX (box), new_label (label, "plain"));
      break;
    case KB_DRAWN_MAIN_BUTTON:
      gtk_box_append (GTK_BOX (box), new_label (label, "main"));
      break;
    case KB_DRAWN_LINK:
      gtk_box_append (GTK_BOX (box), new_label (label, "way"));
      break;
    case KB_DRAWN_ON:
    case KB_DRAWN_OFF:
      gtk_box_append (GTK_BOX (box), new_switch (label, part->kind == KB_DRAWN_ON));
      break;
    case KB_DRAWN_FIELD:
    case KB_DRAWN_LIST:
    case KB_DRAWN_CHOICE:
      gtk_box_append (GTK_BOX (box), new_label (label, "caption"));
      gtk_box_append (GTK_BOX (box), options ? new_options (options, value)
                                             : new_value (value, part->kind == KB_DRAWN_LIST));
      break;
    case KB_DRAWN_TEXT:
    default:
      gtk_box_append (GTK_BOX (box), new_label (label, "text"));
    }
  return box;
}

static char *
describe_part (const KbDrawnPart *part, gboolean ringed, KbChoices *choices)
{
  g_autofree char *label = kb_guide_dup_text (part->label, choices);
  g_autofree char *value = part->value && *part->value != ' ' ? kb_guide_dup_text (part->value, choices)
                           : part->kind == KB_DRAWN_ON        ? g_strdup (_ ("on"))
                           : part->kind == KB_DRAWN_OFF       ? g_strdup (_ ("off"))
                                                              : NULL;
  g_autofree char *text = NULL;

  /* TRANSLATORS: a field of a web page, as in "Name: app-learning" */
  text = value ? g_strdup_printf (C_ ("field", "%s: %s"), label, value) : g_strdup (label);
  /* TRANSLATORS: read out of a drawn web page; %s is a part of it, such as "Name: app-learning" */
  return ringed ? g_strdup_printf (_ ("%s (here)"), text) : g_steal_pointer (&text);
}

static void
describe (KbDrawnPage *self, const KbDrawing *drawing, KbChoices *choices)
{
  g_autofree char *title = kb_guide_dup_text (drawing->title, choices);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = NULL, *text = NULL;

  g_ptr_array_add (parts, g_strdup (title));

  for (guint i = 0; i < KB_MAX_DRAWN_PARTS && drawing->parts[i].label; i++)
    g_ptr_array_add (parts, describe_part (&drawing->parts[i], i + 1 == self->ring, choices));
  text = kb_words_join (parts, FALSE);
  /* TRANSLATORS: name of a picture; %s is the title of a web page */
  name = g_strdup_printf (_ ("Drawing of the web page “%s”"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
crop (KbDrawnPage *self)
{
  guint place = 0;

  for (GtkWidget *part = gtk_widget_get_first_child (GTK_WIDGET (self->parts)); part;
       part = gtk_widget_get_next_sibling (part))
    gtk_widget_set_visible (part, !self->cropped || ++place == MAX (self->ring, 1));
}

static void
kb_drawn_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbDrawnPage *self = KB_DRAWN_PAGE (object);

  switch ((KbDrawnPageProperty) id)
    {
    case PROP_CROPPED:
      self->cropped = g_value_get_boolean (value);
      crop (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_drawn_page_dispose (GObject *object)
{
  KbDrawnPage *self = KB_DRAWN_PAGE (object);

  if (self->box)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;
  G_OBJECT_CLASS (kb_drawn_page_parent_class)->dispose (object);
}

static void
kb_drawn_page_class_init (KbDrawnPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kb_drawn_page_dispose;
  object_class->set_property = kb_drawn_page_set_property;
  props[PROP_CROPPED] =
      g_param_spec_boolean ("cropped", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "drawnpage");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kb_drawn_page_init (KbDrawnPage *self)
{
  GtkWidget *bar = new_box (GTK_ORIENTATION_HORIZONTAL, 6, "bar");

  /* A picture has no parts for a screen reader. */
  self->box = GTK_BOX (g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  self->title = GTK_LABEL (new_label (NULL, "heading"));
  self->parts = GTK_BOX (new_box (GTK_ORIENTATION_VERTICAL, 6, "parts"));
  for (guint i = 0; i < 3; i++)
    {
      GtkWidget *dot = new_box (GTK_ORIENTATION_HORIZONTAL, 0, "dot");

      gtk_widget_set_valign (dot, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (bar), dot);
    }
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->title));
  gtk_box_append (self->box, bar);
  gtk_box_append (self->box, GTK_WIDGET (self->parts));
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
}

void
kb_drawn_page_show (KbDrawnPage *self, const KbDrawing *drawing, guint ring, KbChoices *choices)
{
  g_autofree char *title = kb_guide_dup_text (drawing->title, choices);
  GtkWidget *child;

  g_return_if_fail (KB_IS_DRAWN_PAGE (self));

  self->ring = ring;
  gtk_label_set_label (self->title, title);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->parts))))
    gtk_box_remove (self->parts, child);
  for (guint i = 0; i < KB_MAX_DRAWN_PARTS && drawing->parts[i].label; i++)
    {
      child = new_part (&drawing->parts[i], choices);
      if (i + 1 == ring)
        gtk_widget_add_css_class (child, "ringed");
      gtk_box_append (self->parts, child);
    }
  crop (self);
  describe (self, drawing, choices);
}
