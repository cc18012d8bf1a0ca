/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-hidden-text.h"

static void
insert_cb (GtkText *text, const char *added, int length, int *position)
{
  glong characters = g_utf8_strlen (added, length);

  if (gtk_text_get_visibility (text))
    return;
  *position += (int) gtk_entry_buffer_insert_text (gtk_text_get_buffer (text), (guint) *position, added,
                                                   (int) characters);
  g_signal_stop_emission_by_name (text, "insert-text");
}

static void
delete_cb (GtkText *text, int start, int end)
{
  if (gtk_text_get_visibility (text))
    return;
  gtk_entry_buffer_delete_text (gtk_text_get_buffer (text), (guint) start, end < 0 ? -1 : end - start);
  g_signal_stop_emission_by_name (text, "delete-text");
}

/* GTK up to 4.18 tells assistive technologies what comes into an entry and goes out of it even while the
 * entry shows dots. It learns that from the signals of the text, which end here, and the change is made
 * without them. */
void
kb_hidden_text_keep (GtkEditable *entry)
{
  GtkEditable *text = gtk_editable_get_delegate (entry);

  g_signal_connect (text, "insert-text", G_CALLBACK (insert_cb), NULL);
  g_signal_connect (text, "delete-text", G_CALLBACK (delete_cb), NULL);
}
