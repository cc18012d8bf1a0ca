/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keys/kb-note.h"

/**
 * kb_note_new:
 * @name: the store's name of the key
 *
 * Returns: (transfer full): a note that says nothing yet
 */
KbNote *
kb_note_new (const char *name)
{
  KbNote *note = g_new0 (KbNote, 1);

  note->name = g_strdup (name);
  note->project = g_strdup ("");
  note->expires = g_strdup ("");
  note->last_verdict = g_strdup ("");

  return note;
}

/**
 * kb_note_copy:
 * @note: a note
 *
 * Returns: (transfer full): a copy
 */
KbNote *
kb_note_copy (const KbNote *note)
{
  KbNote *copy = g_memdup2 (note, sizeof *note);

  copy->name = g_strdup (note->name);
  copy->project = g_strdup (note->project != NULL ? note->project : "");
  copy->expires = g_strdup (note->expires != NULL ? note->expires : "");
  copy->last_verdict = g_strdup (note->last_verdict != NULL ? note->last_verdict : "");
  copy->rotation = kb_rotation_note_copy (note->rotation);

  return copy;
}

/**
 * kb_note_free:
 * @note: (transfer full) (nullable): a note
 */
void
kb_note_free (KbNote *note)
{
  if (note == NULL)
    return;

  g_free (note->name);
  g_free (note->project);
  g_free (note->expires);
  g_free (note->last_verdict);
  kb_rotation_note_free (note->rotation);
  g_free (note);
}
