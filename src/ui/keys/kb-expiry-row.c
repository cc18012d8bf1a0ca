/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-expiry-row.h"

#include "core/keys/kb-expiry.h"
#include "kb-key-words.h"

#include <glib/gi18n.h>

struct _KbExpiryRow
{
  AdwActionRow parent_instance;

  GtkCalendar *calendar;
  GtkPopover *popover;
  GtkWidget *set_button;
  GtkWidget *none_button;

  KbSetup *setup;
  KbSavedKey *key;
};

G_DEFINE_FINAL_TYPE (KbExpiryRow, kb_expiry_row, ADW_TYPE_ACTION_ROW)

static KbNotes *
get_notes (KbExpiryRow *self)
{
  return kb_keys_get_notes_for (kb_setup_get_keys (self->setup), kb_saved_key_get_name (self->key));
}

static const KbNote *
get_note (KbExpiryRow *self)
{
  return kb_notes_find (get_notes (self), kb_saved_key_get_name (self->key));
}

static void
put (KbExpiryRow *self, const char *date)
{
  g_autoptr (KbNote) note = kb_note_copy (get_note (self));

  g_set_str (&note->expires, date);
  kb_notes_put (get_notes (self), note);
  gtk_popover_popdown (self->popover);
  kb_expiry_row_show_key (self, self->setup, self->key);
}

static void
set_cb (KbExpiryRow *self)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (self->calendar);
  g_autofree char *iso = g_date_time_format (date, "%F");

  put (self, iso);
}

static void
none_cb (KbExpiryRow *self)
{
  put (self, "");
}

static void
kb_expiry_row_dispose (GObject *object)
{
  KbExpiryRow *self = KB_EXPIRY_ROW (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->key);
  gtk_widget_dispose_template (GTK_WIDGET (self), KB_TYPE_EXPIRY_ROW);
  G_OBJECT_CLASS (kb_expiry_row_parent_class)->dispose (object);
}

static void
kb_expiry_row_class_init (KbExpiryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kb_expiry_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-expiry-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KbExpiryRow, calendar);
  gtk_widget_class_bind_template_child (widget_class, KbExpiryRow, popover);
  gtk_widget_class_bind_template_child (widget_class, KbExpiryRow, set_button);
  gtk_widget_class_bind_template_child (widget_class, KbExpiryRow, none_button);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
}

static void
kb_expiry_row_init (KbExpiryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
kb_expiry_row_show_key (KbExpiryRow *self, KbSetup *setup, KbSavedKey *key)
{
  const KbNote *note;
  g_autofree char *text = NULL;
  g_autofree char *stamp = NULL;
  g_autoptr (GDateTime) date = NULL;

  g_set_object (&self->setup, setup);
  g_set_object (&self->key, key);
  note = get_note (self);
  text = kb_key_dup_expiry (setup, key);
  gtk_widget_set_visible (GTK_WIDGET (self), note != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text ? text : _ ("No date is noted"));
  gtk_widget_set_visible (self->none_button, text != NULL);
  if (text == NULL)
    return;
  stamp = g_strconcat (note->expires, "T12:00:00Z", NULL);
  date = g_date_time_new_from_iso8601 (stamp, NULL);
  if (date != NULL)
    gtk_calendar_select_day (self->calendar, date);
}
