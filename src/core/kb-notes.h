/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-advice.h"
#include "kb-diagnosis.h"

G_BEGIN_DECLS

/* What is known of a saved key beside the key. Strings never NULL in a filled note. */
typedef struct
{
  char *name; /* the store's name of the key */
  char *project;
  KbPurpose purpose;
  KbOwner owner;
  KbPermission permission;
  gint64 created;     /* Unix seconds */
  char *last_verdict; /* id of a diagnosis, "" before the first test */
  gint64 last_tested; /* Unix seconds, 0 never */
} KbNote;
KbNote *kb_note_new (const char *name);
KbNote *kb_note_copy (const KbNote *note);
void kb_note_free (KbNote *note);

#define KB_TYPE_NOTES (kb_notes_get_type ())
G_DECLARE_FINAL_TYPE (KbNotes, kb_notes, KB, NOTES, GObject)

/* The app's own file of notes: JSON, private, written atomically; unknown members are kept, a file of a newer
 * version is never overwritten. */
KbNotes *kb_notes_new (GFile *file); /* nullable: in memory only */
gboolean kb_notes_load (KbNotes *self, GError **error);
const KbNote *kb_notes_find (KbNotes *self, const char *name); /* nullable */
void kb_notes_put (KbNotes *self, const KbNote *note);
void kb_notes_remove (KbNotes *self, const char *name);
/* Writes what changed. */
gboolean kb_notes_save (KbNotes *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbNote, kb_note_free)

G_END_DECLS
