/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-more-row.h"

struct _KbMoreRow
{
  AdwExpanderRow parent_instance;

  GtkLabel *label;
};

enum
{
  PROP_TEXT = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbMoreRow, kb_more_row, ADW_TYPE_EXPANDER_ROW)

static void
kb_more_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      g_value_set_string (value, gtk_label_get_label (KB_MORE_ROW (object)->label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_more_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_TEXT:
      gtk_label_set_label (KB_MORE_ROW (object)->label, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_more_row_class_init (KbMoreRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_more_row_get_property;
  object_class->set_property = kb_more_row_set_property;
  props[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kb_more_row_init (KbMoreRow *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, NULL);

  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0,
                              "selectable", TRUE, "margin-top", 12, "margin-bottom", 12, "margin-start", 12,
                              "margin-end", 12, NULL);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (self->label));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  g_object_set (self, "title-lines", 0, "use-markup", FALSE, "use-underline", TRUE, NULL);
}
