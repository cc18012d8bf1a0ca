/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-check-row.h"

struct _KbCheckRow
{
  AdwActionRow parent_instance;

  GtkCheckButton *check;
};

enum
{
  PROP_ACTIVE = 1,
  PROP_GROUP,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbCheckRow, kb_check_row, ADW_TYPE_ACTION_ROW)

static void
active_cb (KbCheckRow *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_check_button_get_active (self->check), -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACTIVE]);
}

static void
kb_check_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ACTIVE:
      g_value_set_boolean (value, gtk_check_button_get_active (KB_CHECK_ROW (object)->check));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_check_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbCheckRow *self = KB_CHECK_ROW (object);
  KbCheckRow *leader;

  switch (id)
    {
    case PROP_ACTIVE:
      gtk_check_button_set_active (self->check, g_value_get_boolean (value));
      break;
    case PROP_GROUP:
      leader = g_value_get_object (value);
      gtk_check_button_set_group (self->check, leader ? leader->check : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_check_row_class_init (KbCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_check_row_get_property;
  object_class->set_property = kb_check_row_set_property;
  props[PROP_ACTIVE] = g_param_spec_boolean (
      "active", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_GROUP] =
      g_param_spec_object ("group", NULL, NULL, KB_TYPE_CHECK_ROW,
                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kb_check_row_init (KbCheckRow *self)
{
  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->check), GTK_ALIGN_CENTER);
  /* The row is pressed: one stop is enough. */
  gtk_widget_set_can_focus (GTK_WIDGET (self->check), FALSE);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self,
                                  NULL, -1);
  g_signal_connect_object (self->check, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->check));
  g_object_set (self, "use-markup", FALSE, "use-underline", TRUE, NULL);
}
