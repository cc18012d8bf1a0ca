/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-reminder-row.h"

#include "core/base/kb-sandbox.h"
#include "core/base/kb-settings.h"
#include "core/keys/kb-reminding.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwSwitchRow *row;
  GSettings *settings;
  gboolean on;
} Asking;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->row);
  g_object_unref (asking->settings);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

static const char *
get_words (void)
{
  if (kb_sandbox_is_inside ())
    return _ ("Of all keys noted in this Flatpak: when you log in, two weeks, three days and a day before");

  return _ ("Of all keys: two weeks, three days and a day before, also while Keybearer is closed");
}

/* For the signal of the settings, which another such row may have changed */
static void
show (AdwSwitchRow *row, const char *key, GSettings *settings)
{
  adw_switch_row_set_active (row, g_settings_get_boolean (settings, KB_REMINDING_KEY));
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = kb_reminding_set_finish (result, &error);

  if (done)
    g_settings_set_boolean (asking->settings, KB_REMINDING_KEY, asking->on);
  else
    g_debug ("Reminders: %s", error->message);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (asking->row),
                               done ? get_words () : kb_reminding_get_trouble (error));
  gtk_widget_set_sensitive (GTK_WIDGET (asking->row), TRUE);
  show (asking->row, KB_REMINDING_KEY, asking->settings);
}

/* What the person wants is so only when somebody does it. */
static void
switched_cb (AdwSwitchRow *row, GParamSpec *pspec, GSettings *settings)
{
  gboolean on = adw_switch_row_get_active (row);
  Asking *asking;

  if (on == g_settings_get_boolean (settings, KB_REMINDING_KEY))
    return;
  asking = g_new (Asking, 1);
  *asking = (Asking) { g_object_ref (row), g_object_ref (settings), on };
  gtk_widget_set_sensitive (GTK_WIDGET (row), FALSE);
  kb_reminding_set_async (on, kb_sandbox_is_inside (), NULL, done_cb, asking);
}

void
kb_reminder_row_attach (AdwSwitchRow *row)
{
  GSettings *settings = kb_settings_new ();

  gtk_widget_set_sensitive (GTK_WIDGET (row), settings != NULL);
  if (!settings)
    return;
  g_object_set_data_full (G_OBJECT (row), "settings", settings, g_object_unref);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), get_words ());
  show (row, KB_REMINDING_KEY, settings);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (switched_cb), settings, 0);
  g_signal_connect_object (settings, "changed::" KB_REMINDING_KEY, G_CALLBACK (show), row, G_CONNECT_SWAPPED);
}
