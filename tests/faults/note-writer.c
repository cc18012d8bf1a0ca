/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* note-writer FILE NAME N  notes N keys of that name and a number, one after the other, as the program does,
 * and prints a line for each when it is on the disk. Ends with 1 when one could not be written. */

#include "core/keys/kb-notes.h"

#include <stdio.h>
#include <stdlib.h>

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
save (KbNotes *notes)
{
  KbStateFile *file = kb_notes_get_file (notes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kb_state_file_save_async (file, NULL, saved_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (kb_state_file_save_finish (file, result, &error))
    return TRUE;
  g_printerr ("%s\n", error->message);
  return FALSE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (KbNotes) notes = NULL;
  guint n = 0;

  if (argc != 4)
    return 64;
  file = g_file_new_for_path (argv[1]);
  n = (guint) atoi (argv[3]);
  notes = kb_notes_new (file);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s-%u", argv[2], i);
      g_autoptr (KbNote) note = kb_note_new (name);

      kb_notes_put (notes, note);
      if (!save (notes))
        return 1;
      puts (name);
      fflush (stdout);
    }
  return 0;
}
