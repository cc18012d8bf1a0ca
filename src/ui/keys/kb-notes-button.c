/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-notes-button.h"

#include "kb-key-row.h"
#include "kb-notes-dialog.h"
#include "kb-page.h"

#include <glib/gi18n.h>

/* What a button is about; the row, and with it the button, goes with the page. */
typedef struct
{
  KbNotes *notes;
  char *name;
  gint64 created;
  GCallback changed;
  gpointer page;
} ButtonData;

static ButtonData *
button_data_new (KbNotes *notes, const char *name, gint64 created, GCallback changed, gpointer page)
{
  ButtonData *data = g_new (ButtonData, 1);

  *data = (ButtonData) { g_object_ref (notes), g_strdup (name), created, changed, page };
  return data;
}

static void
button_data_free (gpointer user_data, GClosure *closure)
{
  ButtonData *data = user_data;

  g_object_unref (data->notes);
  g_free (data->name);
  g_free (data);
}

static void
ask_cb (ButtonData *data)
{
  AdwDialog *dialog = kb_notes_dialog_new (data->notes, data->name, data->created);

  g_signal_connect_object (dialog, "noted", data->changed, data->page, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (data->page));
}

static void
forget_cb (ButtonData *data)
{
  kb_notes_remove (data->notes, data->name);
  kb_toast (GTK_WIDGET (data->page), _ ("Notes forgotten"));
  ((void (*) (gpointer)) data->changed) (data->page);
}

void
kb_notes_button_add (GtkWidget *row,
                     KbNotes *notes,
                     const char *name,
                     gint64 created,
                     GCallback changed,
                     gpointer page)
{
  kb_row_add_button (row, _ ("_Add Notes…"), G_CALLBACK (ask_cb),
                     button_data_new (notes, name, created, changed, page), button_data_free);
}

void
kb_notes_button_add_forget (GtkWidget *row,
                            KbNotes *notes,
                            const char *name,
                            GCallback changed,
                            gpointer page)
{
  kb_row_add_button (row, _ ("_Forget Notes"), G_CALLBACK (forget_cb),
                     button_data_new (notes, name, 0, changed, page), button_data_free);
}
