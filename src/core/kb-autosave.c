/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "kb-autosave.h"

#include <errno.h>
#include <glib/gstdio.h>

#define DELAY_MS 500

/* The file, shared with the threads that write it. */
typedef struct
{
  GFile *file;
  GMutex lock;
  guint64 written; /* serial of the newest contents that the file has had; under @lock */
} Target;

typedef struct
{
  Target *target;
  GBytes *contents;
  guint64 serial;
} Job;

struct _KbAutosave
{
  Target *target;
  KbAutosaveSnapshot snapshot;
  gpointer user_data;
  GCancellable *cancellable;
  guint timeout_id;
  guint n_running;
  guint64 serial;
};

static void
target_clear (gpointer data)
{
  Target *target = data;

  g_object_unref (target->file);
  g_mutex_clear (&target->lock);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_atomic_rc_box_release_full (job->target, target_clear);
  g_bytes_unref (job->contents);
  g_free (job);
}

static Job *
job_new (KbAutosave *self)
{
  Job *job = g_new0 (Job, 1);

  job->target = g_atomic_rc_box_acquire (self->target);
  job->contents = self->snapshot (self->user_data);
  job->serial = ++self->serial;
  return job;
}

static gboolean
make_folder (GFile *file, GError **error)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  const char *path = folder != NULL ? g_file_peek_path (folder) : NULL;
  int code;

  if (path == NULL || g_mkdir_with_parents (path, 0700) == 0)
    return TRUE;

  code = errno;
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* Runs in any thread. REPLACE_DESTINATION, because otherwise a file that once had a wider mode keeps it, and
 * one behind a link is not replaced in one go. */
static gboolean
job_run (Job *job, GError **error)
{
  Target *target = job->target;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&target->lock);
  gsize size = 0;
  const char *data = g_bytes_get_data (job->contents, &size);

  if (job->serial < target->written)
    return TRUE;

  if (!make_folder (target->file, error) ||
      !g_file_replace_contents (target->file, data, size, NULL, FALSE,
                                G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, NULL, error))
    return FALSE;

  target->written = job->serial;
  return TRUE;
}

/* Waits for the write that is under way, if there is one. */
static gboolean
is_written (KbAutosave *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->target->lock);

  return self->timeout_id == 0 && self->target->written == self->serial;
}

static void
report (const GError *error)
{
  g_message ("Could not write down the choices: %s", error->message);
}

static void
run_in_thread (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (job_run (task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
job_done_cb (GObject *source_object, GAsyncResult *result, gpointer user_data)
{
  KbAutosave *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  /* After kb_autosave_free() every task ends as cancelled, and self is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->n_running--;
  if (!done)
    report (error);
}

static void
timeout_cb (gpointer user_data)
{
  KbAutosave *self = user_data;

  kb_autosave_commit (self);
}

/**
 * kb_autosave_new:
 * @file: the file; its folder need not exist
 * @snapshot: gives the contents whenever they are to be written
 * @user_data: for @snapshot; has to outlive the autosave
 *
 * Returns: (transfer full): an autosave with nothing pending
 */
KbAutosave *
kb_autosave_new (GFile *file, KbAutosaveSnapshot snapshot, gpointer user_data)
{
  KbAutosave *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (snapshot != NULL, NULL);

  self = g_new0 (KbAutosave, 1);
  self->target = g_atomic_rc_box_new0 (Target);
  self->target->file = g_object_ref (file);
  g_mutex_init (&self->target->lock);
  self->cancellable = g_cancellable_new ();
  self->snapshot = snapshot;
  self->user_data = user_data;
  return self;
}

/**
 * kb_autosave_free:
 * @self: (transfer full): an autosave
 *
 * Frees @self. What is pending is dropped; what is being written is written to its end.
 */
void
kb_autosave_free (KbAutosave *self)
{
  g_return_if_fail (self != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_atomic_rc_box_release_full (self->target, target_clear);
  g_free (self);
}

/**
 * kb_autosave_queue:
 * @self: an autosave
 *
 * Asks for the file to be written half a second after the last time this was called.
 */
void
kb_autosave_queue (KbAutosave *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  self->timeout_id = g_timeout_add_once (DELAY_MS, timeout_cb, self);
}

/**
 * kb_autosave_commit:
 * @self: an autosave
 *
 * If a write is pending, takes the contents now and begins to write them in another thread.
 */
void
kb_autosave_commit (KbAutosave *self)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (self != NULL);

  if (self->timeout_id == 0)
    return;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  task = g_task_new (NULL, self->cancellable, job_done_cb, self);
  g_task_set_source_tag (task, kb_autosave_commit);
  g_task_set_static_name (task, "kb_autosave_commit");
  g_task_set_task_data (task, job_new (self), job_free);
  self->n_running++;
  g_task_run_in_thread (task, run_in_thread);
}

/**
 * kb_autosave_flush:
 * @self: an autosave
 *
 * Writes what is pending or being written, and waits for it. For closing, when nothing can be drawn any more.
 */
void
kb_autosave_flush (KbAutosave *self)
{
  g_autoptr (GError) error = NULL;
  Job *job;

  g_return_if_fail (self != NULL);

  if (!kb_autosave_is_busy (self) || is_written (self))
    return;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  job = job_new (self);
  if (!job_run (job, &error))
    report (error);
  job_free (job);
}

/**
 * kb_autosave_is_busy:
 * @self: an autosave
 *
 * Returns: whether a write is pending or under way
 */
gboolean
kb_autosave_is_busy (KbAutosave *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->timeout_id != 0 || self->n_running > 0;
}
