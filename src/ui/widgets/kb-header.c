/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-header.h"

#include "kb-main-menu.h"

struct _KbHeader
{
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *between; /* the title, one of both at a time */
  GtkWidget *below;
};

enum
{
  PROP_TITLE = 1,
  PROP_MENU,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KbHeader,
                               kb_header,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

/* Beside the buttons, not only in the middle. */
static gboolean
has_room (KbHeader *self, int width)
{
  int bar, least, all;

  gtk_widget_measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, &bar, NULL, NULL, NULL);
  gtk_widget_measure (self->between, GTK_ORIENTATION_HORIZONTAL, -1, &least, &all, NULL, NULL);
  return width < 0 || bar - least + all <= width;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static void
kb_header_measure (GtkWidget *widget,
                   GtkOrientation orientation,
                   int for_size,
                   int *minimum,
                   int *natural,
                   int *minimum_baseline,
                   int *natural_baseline)
{
  KbHeader *self = KB_HEADER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    gtk_widget_measure (self->bar, orientation, -1, minimum, natural, NULL, NULL);
  else
    *minimum = *natural = measure_height (self->bar, for_size) +
                          (has_room (self, for_size) ? 0 : measure_height (self->below, for_size));
}

static void
kb_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KbHeader *self = KB_HEADER (widget);
  gboolean between = has_room (self, width);
  int below = between ? 0 : measure_height (self->below, width);

  gtk_widget_set_child_visible (self->between, between);
  gtk_widget_set_child_visible (self->below, !between);
  gtk_widget_allocate (self->bar, width, height - below, -1, NULL);
  if (!between)
    gtk_widget_allocate (self->below, width, below, -1,
                         gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0, (float) (height - below))));
}

static GtkSizeRequestMode
kb_header_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kb_header_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (GTK_LABEL (KB_HEADER (object)->between)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_header_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbHeader *self = KB_HEADER (object);
  const char *title;

  switch (id)
    {
    case PROP_TITLE:
      title = g_value_get_string (value);
      gtk_label_set_label (GTK_LABEL (self->between), title ? title : "");
      gtk_label_set_label (GTK_LABEL (self->below), title ? title : "");
      break;
    case PROP_MENU:
      if (g_value_get_boolean (value))
        adw_header_bar_pack_end (ADW_HEADER_BAR (self->bar), g_object_new (KB_TYPE_MAIN_MENU, NULL));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_header_dispose (GObject *object)
{
  KbHeader *self = KB_HEADER (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->below, gtk_widget_unparent);
  G_OBJECT_CLASS (kb_header_parent_class)->dispose (object);
}

static void
kb_header_class_init (KbHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kb_header_get_property;
  object_class->set_property = kb_header_set_property;
  object_class->dispose = kb_header_dispose;
  widget_class->measure = kb_header_measure;
  widget_class->size_allocate = kb_header_size_allocate;
  widget_class->get_request_mode = kb_header_get_request_mode;
  props[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_MENU] = g_param_spec_boolean (
      "menu", NULL, NULL, TRUE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kb_header_init (KbHeader *self)
{
  GtkWidget *place = adw_bin_new ();

  self->bar = adw_header_bar_new ();
  self->between = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  self->below =
      g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "justify",
                    GTK_JUSTIFY_CENTER, "margin-start", 12, "margin-end", 12, "margin-bottom", 6, NULL);
  gtk_widget_add_css_class (self->between, "heading");
  gtk_widget_add_css_class (self->below, "heading");
  adw_bin_set_child (ADW_BIN (place), self->between);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->bar), place);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  gtk_widget_set_parent (self->below, GTK_WIDGET (self));
}

static void
kb_header_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  AdwHeaderBar *bar = ADW_HEADER_BAR (KB_HEADER (buildable)->bar);

  if (g_strcmp0 (type, "start") == 0)
    adw_header_bar_pack_start (bar, GTK_WIDGET (child));
  else
    adw_header_bar_pack_end (bar, GTK_WIDGET (child));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = kb_header_add_child;
}
