/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-instruction-row.h"

struct _KbInstructionRow
{
  AdwActionRow parent_instance;

  GtkLabel *badge;
  guint number;
};

enum
{
  PROP_NUMBER = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbInstructionRow, kb_instruction_row, ADW_TYPE_ACTION_ROW)

static void
set_number (KbInstructionRow *self, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  self->number = number;
  gtk_label_set_label (self->badge, text);
}

static void
kb_instruction_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NUMBER:
      g_value_set_uint (value, KB_INSTRUCTION_ROW (object)->number);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_instruction_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NUMBER:
      set_number (KB_INSTRUCTION_ROW (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_instruction_row_class_init (KbInstructionRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_instruction_row_get_property;
  object_class->set_property = kb_instruction_row_set_property;
  props[PROP_NUMBER] =
      g_param_spec_uint ("number", NULL, NULL, 0, 99, 0, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kb_instruction_row_init (KbInstructionRow *self)
{
  self->badge = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), "number");
  gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->badge));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  g_object_set (self, "use-markup", FALSE, NULL);
}
