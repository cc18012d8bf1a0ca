/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-state-file.h"
#include "core/keys/kb-note.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KB_TYPE_NOTES (kb_notes_get_type ())
G_DECLARE_FINAL_TYPE (KbNotes, kb_notes, KB, NOTES, GObject)

/* The program's own file of notes: JSON; what this version does not know stays in it, and so does what others
 * write into it meanwhile. A change is written by itself, half a second later. */
KbNotes *kb_notes_new (GFile *file);
KbStateFile *kb_notes_get_file (KbNotes *self); /* nullable */
guint kb_notes_get_count (KbNotes *self);
const KbNote *kb_notes_find (KbNotes *self, const char *name);
GPtrArray *kb_notes_list (KbNotes *self);
void kb_notes_put (KbNotes *self, const KbNote *note);
void kb_notes_set_expires (KbNotes *self, const char *name, const char *date);
void kb_notes_remove (KbNotes *self, const char *name);
GStrv kb_notes_dup_orphans (KbNotes *self, GPtrArray *keys);
void kb_notes_flush (KbNotes *self);

G_END_DECLS
