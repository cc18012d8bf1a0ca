/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-state-file.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-file.h"
#include "core/base/kb-lock.h"

#define DELAY_MS 500
#define LOCK_LIMIT_MS 5000
/* Bytes: a reader of JSON calls itself once a level. */
#define STACK_SIZE (512 * 1024)

struct _KbStateFile
{
  GObject parent_instance;

  char *path;
  const KbStateUse *use;
  gpointer owner; /* has us; referenced while there is something to write */
  KbStateTrouble trouble;
  KbStateTrouble accident; /* that was met while writing, and is not told of yet */
  char *aside;             /* nullable: where the latest accident is kept */
  gboolean changed;        /* something that is neither written nor being written */
  gboolean is_held;        /* the owner and the application are */
  guint delay_id;          /* 0 unless a write waits for more to come */
  DexFuture *writing;      /* nullable */
};

enum
{
  PROP_TROUBLE = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* Those with something to write, by path: who opens the same file meanwhile takes it from them. */
static GHashTable *held_files;
static guint n_held;

G_DEFINE_FINAL_TYPE (KbStateFile, kb_state_file, G_TYPE_OBJECT)

G_DEFINE_QUARK (kb_state_error, kb_state_error)

static void
hold (KbStateFile *self)
{
  if (self->is_held)
    return;
  self->is_held = TRUE;
  n_held++;
  g_object_ref (self);
  g_object_ref (self->owner);
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  if (held_files == NULL)
    held_files = g_hash_table_new (g_str_hash, g_str_equal);
  g_hash_table_replace (held_files, self->path, self);
}

static void
release (KbStateFile *self)
{
  gpointer owner = self->owner;

  if (!self->is_held)
    return;
  self->is_held = FALSE;
  n_held--;
  if (g_hash_table_lookup (held_files, self->path) == self)
    g_hash_table_remove (held_files, self->path);
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
  g_object_unref (self);
  g_object_unref (owner);
}

static void
set_trouble (KbStateFile *self, KbStateTrouble trouble, const char *message)
{
  if (self->trouble == trouble)
    return;
  self->trouble = trouble;
  if (trouble != KB_STATE_TROUBLE_NONE)
    g_message ("%s", message);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TROUBLE]);
}

/* Reading and writing in a thread. */

typedef char *(*Work) (const char *path, const char *data, gsize *length, GError **error);

typedef struct
{
  Work work;
  char *path;
  GBytes *data; /* nullable */
  gsize length; /* of what came of it */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_clear_pointer (&job->data, g_bytes_unref);
  g_free (job);
}

static char *
read_work (const char *path, const char *data, gsize *length, GError **error)
{
  return kb_file_read (path, KB_FILE_LIMIT, length, error);
}

static char *
write_work (const char *path, const char *data, gsize *length, GError **error)
{
  return kb_file_write (path, data, *length, error) ? g_strdup (path) : NULL;
}

static char *
set_aside_work (const char *path, const char *data, gsize *length, GError **error)
{
  return kb_file_set_aside (path, data, *length, error);
}

static void
work_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  const char *data = job->data != NULL ? g_bytes_get_data (job->data, &job->length) : NULL;
  GError *error = NULL;
  char *result = job->work (job->path, data, &job->length, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, g_free);
  else
    g_task_return_error (task, error);
}

/* In a fiber: whoever holds the disk up holds up nothing else. */
static char *
work (KbStateFile *self, Work function, GBytes *data, gsize *length, GError **error)
{
  g_autoptr (GTask) task = NULL;
  Job *job = g_new0 (Job, 1);
  char *text;

  *job = (Job) { function, g_strdup (self->path), data != NULL ? g_bytes_ref (data) : NULL, 0 };
  task = kb_fiber_work (work_cb, job, job_free, 0, NULL, error);
  text = g_task_propagate_pointer (task, error);
  *length = job->length;
  return text;
}

/* Writing, in a fiber. */

static gboolean
fail (GError **error, KbStateTrouble trouble, GError *cause)
{
  g_autoptr (GError) owned = cause;

  g_set_error_literal (error, KB_STATE_ERROR, (int) trouble, owned->message);
  return FALSE;
}

/* What is there is copied before it is overwritten. */
static gboolean
keep_accident (KbStateFile *self, const char *text, gsize length, KbStateText kind, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  GError *cause = NULL;
  char *aside = work (self, set_aside_work, bytes, &length, &cause);

  if (aside == NULL)
    return fail (error, KB_STATE_TROUBLE_UNREADABLE, cause);
  g_free (self->aside);
  self->aside = aside;
  self->accident = kind == KB_STATE_TEXT_MENDED ? KB_STATE_TROUBLE_MENDED : KB_STATE_TROUBLE_BROKEN;
  return TRUE;
}

static gboolean
take_in (KbStateFile *self, GError **error)
{
  GError *cause = NULL;
  gsize length = 0;
  g_autofree char *text = work (self, read_work, NULL, &length, &cause);
  KbStateText kind;

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_error_free (cause);
      return TRUE;
    }
  if (text == NULL)
    return fail (error, KB_STATE_TROUBLE_UNREADABLE, cause);
  kind = self->use->take (self->owner, text, length, FALSE);
  if (kind == KB_STATE_TEXT_READ)
    return TRUE;
  if (kind != KB_STATE_TEXT_NEWER)
    return keep_accident (self, text, length, kind, error);
  g_set_error (error, KB_STATE_ERROR, KB_STATE_TROUBLE_NEWER, "%s is of a newer version", self->path);
  return FALSE;
}

static gboolean
write_out (KbStateFile *self, GError **error)
{
  g_autoptr (GBytes) bytes = self->use->give (self->owner);
  GError *cause = NULL;
  gsize length = 0;
  g_autofree char *done = NULL;

  /* What waited for more to come goes with it. */
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->changed = FALSE;
  done = work (self, write_work, bytes, &length, &cause);
  if (done == NULL)
    return fail (error, KB_STATE_TROUBLE_UNWRITABLE, cause);
  if (self->use->written != NULL)
    self->use->written (self->owner);
  return TRUE;
}

/* Without a bus there is no lock to be had, and who holds it for long may be stopped: going on is better than
 * never writing. */
static KbLock *
lock (KbStateFile *self)
{
  g_autoptr (GError) error = NULL;
  KbLock *taken = NULL;

  if (!self->use->is_shared)
    return NULL;
  taken = dex_await_object (kb_lock_take (KB_LOCK_NOTES, LOCK_LIMIT_MS, NULL, NULL), &error);
  if (taken == NULL)
    g_debug ("%s is written without a lock: %s", self->path, error->message);
  return taken;
}

static DexFuture *
write_fiber (gpointer data)
{
  KbStateFile *self = data;
  GError *error = NULL;

  while (self->changed && error == NULL)
    {
      g_autoptr (KbLock) held = lock (self);

      if (!take_in (self, &error) || !write_out (self, &error))
        self->changed = TRUE;
    }
  /* Here and not when it is told of: what changes in between has to be written by the next one. */
  dex_clear (&self->writing);
  return error != NULL ? dex_future_new_for_error (error) : dex_future_new_true ();
}

/* Outside of the fiber, where handlers have room. */
static DexFuture *
written_cb (DexFuture *future, gpointer user_data)
{
  KbStateFile *self = user_data;
  g_autoptr (GError) error = NULL;
  KbStateTrouble accident = self->accident;

  self->accident = KB_STATE_TROUBLE_NONE;
  if (dex_future_get_value (future, &error) == NULL)
    set_trouble (self, (KbStateTrouble) error->code, error->message);
  else if (accident != KB_STATE_TROUBLE_NONE)
    set_trouble (self, accident, self->aside);
  else if (self->trouble > KB_STATE_TROUBLE_BROKEN)
    set_trouble (self, KB_STATE_TROUBLE_NONE, NULL);
  if (self->delay_id == 0 && self->writing == NULL)
    release (self);
  return NULL;
}

static void
delay_cb (gpointer user_data)
{
  KbStateFile *self = user_data;

  self->delay_id = 0;
  kb_state_file_flush (self);
}

static void
kb_state_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TROUBLE)
    g_value_set_uint (value, KB_STATE_FILE (object)->trouble);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
kb_state_file_finalize (GObject *object)
{
  KbStateFile *self = KB_STATE_FILE (object);

  g_free (self->path);
  g_free (self->aside);

  G_OBJECT_CLASS (kb_state_file_parent_class)->finalize (object);
}

static void
kb_state_file_class_init (KbStateFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_state_file_get_property;
  object_class->finalize = kb_state_file_finalize;
  props[PROP_TROUBLE] = g_param_spec_uint ("trouble", NULL, NULL, 0, KB_STATE_TROUBLE_UNWRITABLE, 0,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kb_state_file_init (KbStateFile *self)
{
}

/**
 * kb_state_file_new:
 * @file: the file; its folder need not exist
 * @use: what is called of @owner; static
 * @owner: a #GObject that holds the only reference to what is returned
 *
 * Returns: (transfer full): the file, not looked at yet
 */
KbStateFile *
kb_state_file_new (GFile *file, const KbStateUse *use, gpointer owner)
{
  KbStateFile *self = g_object_new (KB_TYPE_STATE_FILE, NULL);

  dex_init ();
  self->path = g_file_get_path (file);
  self->use = use;
  self->owner = owner;
  return self;
}

/* What another one is about to write is what the file will hold. */
static char *
read_now (KbStateFile *self, gsize *length, GError **error)
{
  KbStateFile *other = held_files != NULL ? g_hash_table_lookup (held_files, self->path) : NULL;

  if (other == NULL || other == self)
    return kb_file_read (self->path, KB_FILE_LIMIT, length, error);
  return g_bytes_unref_to_data (other->use->give (other->owner), length);
}

/**
 * kb_state_file_load:
 *
 * Reads the file, here and now: it is small. One that is not there leaves the owner as it is; one that cannot
 * be read as a whole is kept aside, and what could be made out of it is written in its place.
 */
void
kb_state_file_load (KbStateFile *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;
  KbStateText kind;

  g_return_if_fail (KB_IS_STATE_FILE (self));

  text = read_now (self, &length, &error);
  if (text == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
        set_trouble (self, KB_STATE_TROUBLE_UNREADABLE, error->message);
      return;
    }
  kind = self->use->take (self->owner, text, length, TRUE);
  if (kind == KB_STATE_TEXT_NEWER)
    set_trouble (self, KB_STATE_TROUBLE_NEWER, self->path);
  else if (kind != KB_STATE_TEXT_READ)
    {
      self->changed = TRUE;
      kb_state_file_flush (self);
    }
}

/**
 * kb_state_file_queue:
 *
 * Something changed: it is written half a second after the last time this was called.
 */
void
kb_state_file_queue (KbStateFile *self)
{
  g_return_if_fail (KB_IS_STATE_FILE (self));

  self->changed = TRUE;
  hold (self);
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->delay_id = g_timeout_add_once (DELAY_MS, delay_cb, self);
}

/**
 * kb_state_file_flush:
 *
 * Begins to write what has changed now, and does not wait for it. For milestones, and for the end.
 */
void
kb_state_file_flush (KbStateFile *self)
{
  g_return_if_fail (KB_IS_STATE_FILE (self));

  g_clear_handle_id (&self->delay_id, g_source_remove);
  if (!self->changed || self->writing != NULL)
    return;
  hold (self);
  self->writing = dex_scheduler_spawn (NULL, STACK_SIZE, write_fiber, self, NULL);
  dex_future_disown (
      dex_future_finally (dex_ref (self->writing), written_cb, g_object_ref (self), g_object_unref));
}

static DexFuture *
saved_cb (DexFuture *future, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  return NULL;
}

/**
 * kb_state_file_save_async:
 * @cancellable: (nullable): to stop waiting; what has begun is finished
 * @callback: called when everything that has changed until now is on the disk
 *
 * kb_state_file_flush() for those who have to know.
 */
void
kb_state_file_save_async (KbStateFile *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, kb_state_file_save_async);
  kb_state_file_flush (self);
  dex_future_disown (
      dex_future_finally (self->writing != NULL ? dex_ref (self->writing) : dex_future_new_true (), saved_cb,
                          task, g_object_unref));
}

/**
 * kb_state_file_save_finish:
 * @error: %KB_STATE_ERROR with the code of a #KbStateTrouble, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is written
 */
gboolean
kb_state_file_save_finish (KbStateFile *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kb_state_file_is_any_busy:
 *
 * A program without an application asks before it ends, and lets the main loop run as long as it is so: what
 * is being written would be cut off.
 *
 * Returns: whether there is a file of this program with something to write
 */
gboolean
kb_state_file_is_any_busy (void)
{
  return n_held > 0;
}

KbStateTrouble
kb_state_file_get_trouble (KbStateFile *self)
{
  g_return_val_if_fail (KB_IS_STATE_FILE (self), KB_STATE_TROUBLE_NONE);
  return self->trouble;
}

const char *
kb_state_file_get_path (KbStateFile *self)
{
  g_return_val_if_fail (KB_IS_STATE_FILE (self), NULL);
  return self->path;
}

/**
 * kb_state_file_get_aside:
 *
 * Returns: (transfer none) (nullable): where the file is kept as it was before it was mended or begun anew
 */
const char *
kb_state_file_get_aside (KbStateFile *self)
{
  g_return_val_if_fail (KB_IS_STATE_FILE (self), NULL);
  return self->aside;
}
