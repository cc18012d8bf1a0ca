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

  char *date;
};

enum
{
  PROP_DATE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (KbExpiryRow, kb_expiry_row, ADW_TYPE_ACTION_ROW)

static void
show (KbExpiryRow *self)
{
  g_autofree char *text = kb_expiry_dup_words (self->date);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text ? text : _ ("No date is noted"));
}

static void
set_date (KbExpiryRow *self, const char *date)
{
  if (!g_set_str (&self->date, date ? date : ""))
    return;
  show (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DATE]);
}

/* A choice of the menu: days from today, or none */
static void
note_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *date =
      kb_expiry_read (g_variant_get_string (parameter, NULL), g_get_real_time () / G_USEC_PER_SEC);

  set_date (KB_EXPIRY_ROW (widget), date);
}

static void
picked_cb (KbExpiryRow *self, const char *response, AdwAlertDialog *dialog)
{
  GtkWidget *calendar = adw_alert_dialog_get_extra_child (dialog);
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (calendar));
  g_autofree char *iso = g_date_time_format (date, "%F");

  if (g_str_equal (response, "note"))
    set_date (self, iso);
}

static GtkWidget *
new_calendar (const char *iso)
{
  GtkWidget *calendar = gtk_calendar_new ();
  g_autofree char *stamp = g_strconcat (iso, "T12:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (stamp, NULL);

  gtk_widget_add_css_class (calendar, "end-date");
  if (date)
    gtk_calendar_select_day (GTK_CALENDAR (calendar), date);
  return calendar;
}

static void
pick_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("When Does the Key End?"),
      _ ("The date that the web page shows for this key. Noting it here changes nothing there."));

  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), new_calendar (KB_EXPIRY_ROW (widget)->date));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "note",
                                  _ ("_Note This Date"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "note", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "note");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (picked_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
kb_expiry_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DATE)
    g_value_set_string (value, KB_EXPIRY_ROW (object)->date);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kb_expiry_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_DATE)
    set_date (KB_EXPIRY_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kb_expiry_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KB_TYPE_EXPIRY_ROW);
  g_clear_pointer (&KB_EXPIRY_ROW (object)->date, g_free);
  G_OBJECT_CLASS (kb_expiry_row_parent_class)->dispose (object);
}

static void
kb_expiry_row_class_init (KbExpiryRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kb_expiry_row_get_property;
  object_class->set_property = kb_expiry_row_set_property;
  object_class->dispose = kb_expiry_row_dispose;
  props[PROP_DATE] = g_param_spec_string (
      "date", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-expiry-row.ui");
  gtk_widget_class_install_action (widget_class, "expiry.note", "s", note_cb);
  gtk_widget_class_install_action (widget_class, "expiry.pick", NULL, pick_cb);
}

static void
kb_expiry_row_init (KbExpiryRow *self)
{
  self->date = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  show (self);
}
