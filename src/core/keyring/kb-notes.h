/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/guide/kb-advice.h"
#include "core/keyring/kb-key-store.h"
#include "core/keyring/kb-rotation-note.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KB_NOTES_ERROR (kb_notes_error_quark ())

typedef enum
{
  KB_NOTES_ERROR_BROKEN, /* set aside as FILE.broken, started anew */
  KB_NOTES_ERROR_NEWER,  /* of a newer version of Keybearer: not overwritten */
  KB_NOTES_ERROR_READ,   /* cannot be read: not overwritten */
  KB_NOTES_ERROR_WRITE,
} KbNotesError;
GQuark kb_notes_error_quark (void);

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

/* The app's own file of notes: JSON, private, written atomically; unknown members are kept, a file of a newer
 * version is never overwritten. */
KbNotes *kb_notes_new (GFile *file); /* nullable: in memory only */
/* A missing file is not an error. FALSE: the notes are empty and can be used, see the codes. */
gboolean kb_notes_load (KbNotes *self, GError **error);
guint kb_notes_get_count (KbNotes *self);
const KbNote *kb_notes_find (KbNotes *self, const char *name); /* nullable; good until the notes change */
void kb_notes_put (KbNotes *self, const KbNote *note);
void kb_notes_remove (KbNotes *self, const char *name);
/* Names of those whose key is not among @keys (KbSavedKey, all there are). transfer full */
GStrv kb_notes_dup_orphans (KbNotes *self, GPtrArray *keys);
/* Writes what has changed, in a thread. */
void kb_notes_save_async (KbNotes *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean kb_notes_save_finish (KbNotes *self, GAsyncResult *result, GError **error);
/* The same, here and now: it waits for the disk. For the end of the program and for the command line. */
gboolean kb_notes_save (KbNotes *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbNote, kb_note_free)

G_END_DECLS
