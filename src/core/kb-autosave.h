/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Keeps a small private file up to date with something that changes in bursts. For use from one thread; the
 * writing itself happens in others, never out of order. */
typedef struct _KbAutosave KbAutosave;

/* The whole contents of the file as they should be now. transfer full. */
typedef GBytes *(*KbAutosaveSnapshot) (gpointer user_data);

KbAutosave *kb_autosave_new (GFile *file, KbAutosaveSnapshot snapshot, gpointer user_data);
/* What is pending and not yet being written is dropped: flush first to keep it. */
void kb_autosave_free (KbAutosave *self);
/* Something changed: write it half a second after the last change. */
void kb_autosave_queue (KbAutosave *self);
/* Begins to write what is pending now, without waiting for it. */
void kb_autosave_commit (KbAutosave *self);
/* Writes what is pending, and waits for it. */
void kb_autosave_flush (KbAutosave *self);
/* Whether anything is still to be written or being written. */
gboolean kb_autosave_is_busy (KbAutosave *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbAutosave, kb_autosave_free)

G_END_DECLS
