/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-more-row.h"

#include "kb-code.h"

typedef struct
{
  GtkBox *box;
  char *text;
} KbMoreRowPrivate;

typedef enum
{
  PROP_TEXT = 1,
} KbMoreRowProperty;
#define N_PROPS (PROP_TEXT + 1)

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE_WITH_PRIVATE (KbMoreRow, kb_more_row, ADW_TYPE_EXPANDER_ROW)

#define PRIV(self) ((KbMoreRowPrivate *) kb_more_row_get_instance_private (self))

static void
kb_more_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch ((KbMoreRowProperty) id)
    {
    case PROP_TEXT:
      g_value_set_string (value, PRIV (KB_MORE_ROW (object))->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_more_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbMoreRow *self = KB_MORE_ROW (object);

  switch ((KbMoreRowProperty) id)
    {
    case PROP_TEXT:
      if (g_set_str (&PRIV (self)->text, g_value_get_string (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_more_row_finalize (GObject *object)
{
  g_free (PRIV (KB_MORE_ROW (object))->text);
  G_OBJECT_CLASS (kb_more_row_parent_class)->finalize (object);
}

static void
kb_more_row_class_init (KbMoreRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_more_row_get_property;
  object_class->set_property = kb_more_row_set_property;
  object_class->finalize = kb_more_row_finalize;
  props[PROP_TEXT] = g_param_spec_string (
      "text", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static GtkWidget *
new_label (const char *text)
{
  return g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "xalign", 0.0, "selectable", TRUE, NULL);
}

static void
kb_more_row_init (KbMoreRow *self)
{
  GtkWidget *box =
      g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "margin-top", 12,
                    "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  GtkWidget *label = new_label (NULL);

  PRIV (self)->box = GTK_BOX (box);
  g_object_bind_property (self, "text", label, "label", G_BINDING_DEFAULT);
  gtk_box_append (GTK_BOX (box), label);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable",
                                                                   FALSE, "child", box, NULL));
  g_object_set (self, "use-markup", FALSE, "use-underline", TRUE, NULL);
}

GtkWidget *
kb_more_row_new (const char *title, const char *text)
{
  return g_object_new (KB_TYPE_MORE_ROW, "use-underline", FALSE, "title", title, "text", text, NULL);
}

void
kb_more_row_add_text (KbMoreRow *self, const char *text)
{
  kb_more_row_add (self, new_label (text));
}

void
kb_more_row_add_code (KbMoreRow *self, const char *code, const char *title)
{
  kb_more_row_add (self, kb_code_new (code, title));
}

void
kb_more_row_add (KbMoreRow *self, GtkWidget *child)
{
  g_return_if_fail (KB_IS_MORE_ROW (self));
  gtk_box_append (PRIV (self)->box, child);
}
