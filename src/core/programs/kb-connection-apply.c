/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-connection-private.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-file.h"
#include "core/base/kb-lock.h"

#include <glib/gstdio.h>
#include <string.h>

#define LIMIT (1024 * 1024)
#define LOCK_MILLISECONDS (10 * 1000)

typedef struct
{
  GTaskThreadFunc function;
  gpointer source; /* nullable: a plan */
  KbConnectionNote *note;
  GCancellable *cancellable;
} Change;

static void
change_clear (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->source);
  g_clear_object (&change->cancellable);
  g_clear_pointer (&change->note, kb_connection_note_free);
}

static void
change_unref (gpointer change)
{
  g_atomic_rc_box_release_full (change, change_clear);
}

static gboolean
fail (GError **error, KbConnectionError code)
{
  g_set_error_literal (error, KB_CONNECTION_ERROR, (int) code, "Connection");
  return FALSE;
}

/* the file */

/* @text: nullable, for no file */
static gboolean
is_as (const char *path, const char *text, gsize length)
{
  gsize found = 0;
  g_autoptr (GError) error = NULL;
  char *now = kb_file_read (path, LIMIT, &found, &error);
  gboolean same = now == NULL ? text == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
                              : text != NULL && found == length && memcmp (now, text, length) == 0;

  if (now != NULL)
    explicit_bzero (now, found);
  g_free (now);
  return same;
}

static char *
dup_hash (const char *text, gsize length)
{
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
}

static gboolean
has_hash (const char *path, const char *hash)
{
  gsize length = 0;
  char *text = kb_file_read (path, LIMIT, &length, NULL);
  g_autofree char *found = text ? dup_hash (text, length) : NULL;

  if (text != NULL)
    explicit_bzero (text, length);
  g_free (text);
  return g_strcmp0 (found, hash) == 0;
}

/* in a thread */

static KbConnectionNote *
new_note (KbConnection *self)
{
  KbConnectionNote *note = g_new0 (KbConnectionNote, 1);

  note->program = g_strdup (kb_program_get_id (self->program));
  note->name = g_strdup (self->name);
  note->path = g_strdup (self->path);
  note->hash = self->after ? dup_hash (self->after, strlen (self->after)) : NULL;
  return note;
}

static const KbConnectionNote *
find_note (GPtrArray *notes, const KbConnectionNote *like)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const KbConnectionNote *note = notes->pdata[i];

      if (g_str_equal (note->program, like->program) && g_str_equal (note->path, like->path))
        return note;
    }
  return NULL;
}

/* Of what was written here before, and not been changed since, the first original stays the one to go back
 * to. */
static gboolean
keep (KbConnection *self, KbConnectionNote *note, const KbConnectionNote *before, GError **error)
{
  g_autofree char *hash = self->before ? dup_hash (self->before, self->before_length) : NULL;

  if (hash == NULL)
    return TRUE;
  if (before != NULL && g_strcmp0 (before->hash, hash) == 0)
    note->original = g_strdup (before->original);
  else
    note->original = kb_connection_keep_original (note->program, self->before, self->before_length, error);
  return note->original != NULL || (before != NULL && before->original == NULL);
}

static gboolean
write_note (GPtrArray *notes, const KbConnectionNote *note, GError **error)
{
  g_autoptr (KbConnectionNote) copy = kb_connection_note_copy (note);

  kb_connection_notes_drop (notes, note->program, note->path);
  g_ptr_array_add (notes, g_steal_pointer (&copy));
  return kb_connection_notes_write (notes, error);
}

/* The note comes first: what is written and not noted could not be undone. */
static gboolean
write_change (KbConnection *self,
              GPtrArray *notes,
              KbConnectionNote *note,
              const KbConnectionNote *before,
              GError **error)
{
  if (!is_as (self->path, self->before, self->before_length))
    return fail (error, KB_CONNECTION_ERROR_CHANGED);
  if (!keep (self, note, before, error) || !write_note (notes, note, error))
    return FALSE;
  if (kb_file_replace (self->path, self->after, strlen (self->after), self->mode, NULL))
    return TRUE;
  kb_connection_notes_drop (notes, note->program, note->path);
  if (before != NULL)
    g_ptr_array_add (notes, kb_connection_note_copy (before));
  kb_connection_notes_write (notes, NULL);
  return fail (error, KB_CONNECTION_ERROR_UNWRITTEN);
}

static gboolean
apply (KbConnection *self, GError **error)
{
  g_autoptr (GPtrArray) notes = kb_connection_notes_read (error);
  g_autoptr (KbConnectionNote) note = new_note (self);
  g_autoptr (KbConnectionNote) before = NULL;
  gboolean done;

  if (notes == NULL)
    return FALSE;
  if (find_note (notes, note) != NULL)
    before = kb_connection_note_copy (find_note (notes, note));
  /* It is there: the note that says how it came there stays. */
  if (self->after == NULL)
    return before != NULL && g_str_equal (before->name, note->name) ? TRUE : write_note (notes, note, error);
  done = write_change (self, notes, note, before, error);
  if (done && before && before->original && g_strcmp0 (before->original, note->original) != 0)
    g_remove (before->original);
  return done;
}

static void
apply_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (apply (((Change *) data)->source, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static gboolean
restore (const KbConnectionNote *note, GError **error)
{
  gsize length = 0;
  char *original;
  gboolean written;

  if (note->original == NULL)
    return g_remove (note->path) == 0 || fail (error, KB_CONNECTION_ERROR_UNWRITTEN);
  original = kb_file_read (note->original, LIMIT, &length, NULL);
  if (original == NULL)
    return fail (error, KB_CONNECTION_ERROR_ORIGINAL);
  written = kb_file_replace (note->path, original, length, 0600, NULL);
  explicit_bzero (original, length);
  g_free (original);
  return written || fail (error, KB_CONNECTION_ERROR_UNWRITTEN);
}

/* A file that a person took away need not be taken away. */
static gboolean
is_gone (const KbConnectionNote *note)
{
  return note->original == NULL && !g_file_test (note->path, G_FILE_TEST_EXISTS);
}

static gboolean
undo (const KbConnectionNote *note, GError **error)
{
  g_autoptr (GPtrArray) notes = kb_connection_notes_read (error);

  if (notes == NULL)
    return FALSE;
  if (note->hash != NULL && !is_gone (note))
    {
      if (!has_hash (note->path, note->hash))
        return fail (error, KB_CONNECTION_ERROR_CHANGED);
      if (!restore (note, error))
        return FALSE;
    }
  kb_connection_notes_drop (notes, note->program, note->path);
  if (!kb_connection_notes_write (notes, error))
    return FALSE;
  if (note->original != NULL)
    g_remove (note->original);
  return TRUE;
}

static void
undo_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (undo (((Change *) data)->note, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* under the lock */

static gboolean
run (Change *change, GError **error)
{
  /* A change that has begun is not given up in the middle. */
  g_autoptr (GTask) task =
      kb_fiber_work (change->function, g_atomic_rc_box_acquire (change), change_unref, 0, NULL, error);

  return task != NULL && g_task_propagate_boolean (task, error);
}

static DexFuture *
change_fiber (gpointer data)
{
  Change *change = data;
  g_autoptr (GError) reason = NULL;
  g_autoptr (KbLock) lock =
      dex_await_object (kb_lock_take (KB_LOCK_NOTES, LOCK_MILLISECONDS, change->cancellable, NULL), &reason);
  GError *error = NULL;

  if (g_error_matches (reason, KB_LOCK_ERROR, KB_LOCK_ERROR_TOO_LONG))
    fail (&error, KB_CONNECTION_ERROR_BUSY);
  else if (lock == NULL && !g_error_matches (reason, KB_LOCK_ERROR, KB_LOCK_ERROR_NO_BUS))
    error = g_steal_pointer (&reason);
  else if (run (change, &error))
    return dex_future_new_true ();
  return dex_future_new_for_error (error);
}

static void
begin (Change *change, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  change->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  kb_fiber_start (task, change_fiber, change, change_unref);
}

/**
 * kb_connection_apply_async:
 * @self: a plan that is %KB_CONNECTION_READY, or %KB_CONNECTION_THERE to have it noted
 * @cancellable: (nullable): to give up, as long as nothing is written
 *
 * Keeps the original, and writes the file as a whole; notes both, so that it can be undone. Does nothing when
 * the file is no longer as the plan has it.
 */
void
kb_connection_apply_async (KbConnection *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Change *change = g_atomic_rc_box_new0 (Change);

  g_return_if_fail (self->path != NULL);
  change->function = apply_in_thread;
  change->source = g_object_ref (self);
  begin (change, cancellable, callback, user_data);
}

/**
 * kb_connection_apply_finish:
 * @error: a #KbConnectionError, or cancelled
 *
 * Returns: whether the file is as it was to be
 */
gboolean
kb_connection_apply_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kb_connections_undo_async:
 * @note: what was connected
 * @cancellable: (nullable): to give up, as long as nothing is written
 *
 * Puts the original back, or takes away what was made. A file that was changed since stays as it is. What the
 * person has put in is theirs to take out: only the note of it goes.
 */
void
kb_connections_undo_async (const KbConnectionNote *note,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Change *change = g_atomic_rc_box_new0 (Change);

  change->function = undo_in_thread;
  change->note = kb_connection_note_copy (note);
  begin (change, cancellable, callback, user_data);
}

/**
 * kb_connections_undo_finish:
 * @error: a #KbConnectionError, or cancelled
 *
 * Returns: whether it is undone
 */
gboolean
kb_connections_undo_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* reading alone: the file is replaced as a whole, so no lock is needed */

static void
list_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *name = data;
  GError *error = NULL;
  GPtrArray *notes = kb_connection_notes_read (&error);

  for (guint i = notes && name ? notes->len : 0; i-- > 0;)
    if (!g_str_equal (((KbConnectionNote *) notes->pdata[i])->name, name))
      g_ptr_array_remove_index (notes, i);
  if (notes != NULL)
    g_task_return_pointer (task, notes, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * kb_connections_list_async:
 * @name: (nullable): the short name of a key; %NULL for all
 * @cancellable: (nullable): to give up
 *
 * What Keybearer has connected, by its notes.
 */
void
kb_connections_list_async (const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_task_run_in_thread (task, list_in_thread);
}

/**
 * kb_connections_list_finish:
 * @error: %KB_CONNECTION_ERROR_NOTES, or cancelled
 *
 * Returns: (transfer full) (nullable) (element-type KbConnectionNote): in the order in which they were made
 */
GPtrArray *
kb_connections_list_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
