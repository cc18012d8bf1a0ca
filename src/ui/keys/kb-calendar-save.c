/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-calendar-save.h"

#include "core/keys/kb-calendar.h"
#include "kb-page.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *widget;
  GBytes *text;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->widget);
  g_bytes_unref (saving->text);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;

  kb_toast (saving->widget, g_file_replace_contents_finish (G_FILE (source), result, NULL, NULL)
                                ? _ ("Calendar entry saved")
                                : _ ("The calendar entry could not be saved there"));
}

static void
picked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file)
    g_file_replace_contents_bytes_async (file, saving->text, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                         NULL, written_cb, g_steal_pointer (&saving));
}

void
kb_calendar_save (GtkWidget *widget, KbSavedKey *key, KbNotes *notes, GCancellable *cancellable)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *name = g_strconcat (kb_saved_key_get_name (key), ".ics", NULL);
  char *text;
  Saving *saving;

  g_ptr_array_add (keys, key);
  text = kb_calendar_dup_text (keys, notes, g_get_real_time () / G_USEC_PER_SEC);
  if (!text)
    return;
  saving = g_new (Saving, 1);
  *saving = (Saving) { g_object_ref (widget), g_bytes_new_take (text, strlen (text)) };
  gtk_file_dialog_set_title (dialog, _ ("Save the Calendar Entry"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), cancellable, picked_cb, saving);
}
