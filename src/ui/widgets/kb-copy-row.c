/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-copy-row.h"

#include "kb-fit.h"
#include "kb-page.h"

#include <glib/gi18n.h>

struct _KbCopyRow
{
  AdwActionRow parent_instance;

  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (KbCopyRow, kb_copy_row, ADW_TYPE_ACTION_ROW)

static void
copy_cb (KbCopyRow *self)
{
  const char *value = adw_action_row_get_subtitle (ADW_ACTION_ROW (self));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), value ? value : "");
  kb_toast (GTK_WIDGET (self), _ ("Copied"));
}

static void
title_cb (KbCopyRow *self)
{
  g_autofree char *name =
      /* TRANSLATORS: accessible name of a button; %s is what will be copied, such as "Name" */
      g_strdup_printf (_ ("Copy %s"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self)));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
kb_copy_row_class_init (KbCopyRowClass *klass)
{
}

static void
kb_copy_row_init (KbCopyRow *self)
{
  self->button = GTK_BUTTON (gtk_button_new_from_icon_name ("kb-copy-symbolic"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Copy"));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (copy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_cb), NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  gtk_widget_add_css_class (GTK_WIDGET (self), "property");
  kb_fit (GTK_WIDGET (self));
  g_object_set (self, "use-markup", FALSE, "subtitle-selectable", TRUE, NULL);
}
