/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-state-file.h"
#include "core/key/kb-permission.h"
#include "core/keyring/kb-key-store.h"
#include "core/keys/kb-rotation-note.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is known of a saved key beside the key. Strings never NULL in a filled note. */
typedef struct
{
  char *name; /* the store's name of the key */
  char *project;
  KbPurpose purpose;
  KbOwner owner;
  KbPermission permission;
  gint64 created;           /* Unix seconds */
  char *last_verdict;       /* id of a diagnosis, "" before the first test */
  gint64 last_tested;       /* Unix seconds, 0 never */
  KbRotationNote *rotation; /* nullable: nothing is known of a replacement */
} KbNote;
KbNote *kb_note_new (const char *name);
KbNote *kb_note_copy (const KbNote *note);
void kb_note_free (KbNote *note);

#define KB_TYPE_NOTES (kb_notes_get_type ())
G_DECLARE_FINAL_TYPE (KbNotes, kb_notes, KB, NOTES, GObject)

/* The program's own file of notes: JSON; what this version does not know stays in it, and so does what others
 * write into it meanwhile. A change is written by itself, half a second later. */
KbNotes *kb_notes_new (GFile *file);            /* nullable: in memory only */
KbStateFile *kb_notes_get_file (KbNotes *self); /* nullable */
guint kb_notes_get_count (KbNotes *self);
const KbNote *kb_notes_find (KbNotes *self, const char *name); /* nullable; good until the main loop runs */
void kb_notes_put (KbNotes *self, const KbNote *note);
void kb_notes_remove (KbNotes *self, const char *name);
/* Names of those whose key is not among @keys (KbSavedKey, all there are). transfer full */
GStrv kb_notes_dup_orphans (KbNotes *self, GPtrArray *keys);
/* Writes what has changed now. */
void kb_notes_flush (KbNotes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbNote, kb_note_free)

G_END_DECLS
