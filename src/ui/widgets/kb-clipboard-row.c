/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-clipboard-row.h"

#include "core/key/kb-key.h"
#include "kb-page.h"
#include "kb-paste.h"

#include <glib/gi18n.h>

struct _KbClipboardRow
{
  AdwActionRow parent_instance;

  GCancellable *looking;
};

G_DEFINE_FINAL_TYPE (KbClipboardRow, kb_clipboard_row, ADW_TYPE_ACTION_ROW)

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbClipboardRow) self = KB_CLIPBOARD_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) text = kb_paste_finish (result, &error);
  /* What was pasted may have had more around it than the offer to paste puts up with. */
  g_autoptr (KbKeyReading) reading = text ? kb_key_read (secret_value_get_text (text), -1) : NULL;

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_widget_set_visible (GTK_WIDGET (self), reading && kb_key_reading_get_key (reading));
}

static void
clear_cb (KbClipboardRow *self)
{
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  kb_toast (GTK_WIDGET (self), _ ("Clipboard cleared"));
}

static void
changed_cb (KbClipboardRow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    kb_clipboard_row_look (self);
}

static void
kb_clipboard_row_dispose (GObject *object)
{
  KbClipboardRow *self = KB_CLIPBOARD_ROW (object);

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  G_OBJECT_CLASS (kb_clipboard_row_parent_class)->dispose (object);
}

static void
kb_clipboard_row_class_init (KbClipboardRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_clipboard_row_dispose;
}

static void
kb_clipboard_row_init (KbClipboardRow *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Clear Clip_board"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  g_signal_connect_object (gtk_widget_get_clipboard (button), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_object_set (self, "title", _ ("The Key Is Still on the Clipboard"), "subtitle",
                _ ("Other programs can read it there"), "visible", FALSE, NULL);
}

void
kb_clipboard_row_look (KbClipboardRow *self)
{
  GdkClipboard *clipboard;

  g_return_if_fail (KB_IS_CLIPBOARD_ROW (self));

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (!gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), G_TYPE_STRING))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return;
    }
  self->looking = g_cancellable_new ();
  kb_paste_async (clipboard, self->looking, looked_cb, g_object_ref (self));
}
