/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-row.h"

#include "kb-key-words.h"
#include "widgets/kb-wrap.h"

#include <glib/gi18n.h>

struct _KbKeyRow
{
  AdwActionRow parent_instance;

  GtkImage *mark;
  KbSavedKey *key;
};

G_DEFINE_FINAL_TYPE (KbKeyRow, kb_key_row, ADW_TYPE_ACTION_ROW)

static void
kb_key_row_finalize (GObject *object)
{
  g_clear_object (&KB_KEY_ROW (object)->key);
  G_OBJECT_CLASS (kb_key_row_parent_class)->finalize (object);
}

static void
kb_key_row_class_init (KbKeyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_key_row_finalize;
}

static GtkWidget *
new_image (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       NULL);
}

static void
kb_key_row_init (KbKeyRow *self)
{
  AdwActionRow *row = ADW_ACTION_ROW (self);
  GtkWidget *next = new_image ("go-next-symbolic");

  g_object_set (self, "use-markup", FALSE, "activatable", TRUE, NULL);
  adw_action_row_add_prefix (row, new_image ("kb-key-symbolic"));
  self->mark = GTK_IMAGE (new_image (NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->mark), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->mark), "warning");
  adw_action_row_add_suffix (row, GTK_WIDGET (self->mark));
  adw_action_row_add_suffix (row, next);
}

static char *
describe (KbKeyRow *self, KbSetup *setup, KbCheckAll *round)
{
  const char *name = kb_saved_key_get_name (self->key);
  g_autofree char *summary = NULL;

  if (g_strcmp0 (kb_check_all_get_current (round), name) == 0)
    return g_strdup (_ ("Testing…"));
  summary = kb_key_dup_summary (setup, self->key);
  if (kb_check_all_missed (round, name))
    /* TRANSLATORS: %s is what was known before, as in "works, tested yesterday" */
    return g_strdup_printf (_ ("%s\nCould not be checked just now"), summary);
  return g_steal_pointer (&summary);
}

static void
show_mark (KbKeyRow *self, KbHealth health)
{
  const char *icon = kb_health_get_icon (health);

  gtk_image_set_from_icon_name (self->mark, icon);
  gtk_widget_set_visible (GTK_WIDGET (self->mark), icon != NULL);
}

KbKeyRow *
kb_key_row_new (KbSavedKey *key)
{
  KbKeyRow *self = g_object_new (KB_TYPE_KEY_ROW, NULL);

  self->key = g_object_ref (key);
  return self;
}

KbSavedKey *
kb_key_row_get_key (KbKeyRow *self)
{
  g_return_val_if_fail (KB_IS_KEY_ROW (self), NULL);
  return self->key;
}

void
kb_key_row_update (KbKeyRow *self, KbSetup *setup, KbCheckAll *round)
{
  g_autofree char *subtitle = NULL;

  g_return_if_fail (KB_IS_KEY_ROW (self));

  subtitle = describe (self, setup, round);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), kb_saved_key_get_label (self->key));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  show_mark (self, kb_key_get_health (setup, self->key));
}

GtkWidget *
kb_plain_row_new (const char *icon, const char *title, const char *subtitle)
{
  GtkWidget *row =
      g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", subtitle, NULL);

  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_image (icon));
  return row;
}

void
kb_row_add_button (GtkWidget *row,
                   const char *label,
                   GCallback callback,
                   gpointer data,
                   GClosureNotify destroy)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  /* Many rows may have the same. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  kb_wrap_button (GTK_BUTTON (button));
  g_signal_connect_data (button, "clicked", callback, data, destroy, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}
