/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-link-row.h"

#include "core/facts/kb-facts.h"
#include "kb-fit.h"
#include "kb-page.h"

#include <glib/gi18n.h>

struct _KbLinkRow
{
  AdwActionRow parent_instance;

  GtkWidget *copy_button;
  GtkWidget *open_button;

  char *link;
};

enum
{
  PROP_LINK = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbLinkRow, kb_link_row, ADW_TYPE_ACTION_ROW)

static const char *
get_address (KbLinkRow *self)
{
  return kb_facts_get_string (kb_facts_get_default (), self->link);
}

static void
title_cb (KbLinkRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  /* TRANSLATORS: accessible name of a button; %s is the name of a web page */
  g_autofree char *copy = g_strdup_printf (_ ("Copy Link to %s"), title);
  /* TRANSLATORS: accessible name of a button; %s is the name of a web page */
  g_autofree char *open = g_strdup_printf (_ ("Open %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button), GTK_ACCESSIBLE_PROPERTY_LABEL, copy,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open_button), GTK_ACCESSIBLE_PROPERTY_LABEL, open,
                                  -1);
}

static void
open_cb (KbLinkRow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-link", "s", self->link);
}

static void
copy_cb (KbLinkRow *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), get_address (self));
  kb_toast (GTK_WIDGET (self), _ ("Link copied"));
}

static void
set_link (KbLinkRow *self, const char *link)
{
  if (!g_set_str (&self->link, link))
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), link ? get_address (self) : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LINK]);
}

static void
kb_link_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbLinkRow *self = KB_LINK_ROW (object);

  switch (id)
    {
    case PROP_LINK:
      g_value_set_string (value, self->link);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_link_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KbLinkRow *self = KB_LINK_ROW (object);

  switch (id)
    {
    case PROP_LINK:
      set_link (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_link_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_LINK_ROW);
  g_clear_pointer (&KB_LINK_ROW (object)->link, g_free);
  G_OBJECT_CLASS (kb_link_row_parent_class)->dispose (object);
}

static void
kb_link_row_class_init (KbLinkRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kb_link_row_dispose;
  object_class->get_property = kb_link_row_get_property;
  object_class->set_property = kb_link_row_set_property;
  props[PROP_LINK] = g_param_spec_string (
      "link", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-link-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KbLinkRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, KbLinkRow, open_button);
  gtk_widget_class_bind_template_callback (widget_class, title_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
kb_link_row_init (KbLinkRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  kb_fit (GTK_WIDGET (self));
}
