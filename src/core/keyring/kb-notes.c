/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-notes.h"

#include "core/keyring/kb-notes-file.h"

#include <glib/gstdio.h>

/* By these a file is known that somebody else has put in its place. */
typedef struct
{
  guint64 inode;
  gint64 changed; /* nanoseconds; 0: there is no file */
} Stamp;

struct _KbNotes
{
  GObject parent_instance;

  GFile *file;
  JsonObject *root; /* the whole file, with what we do not know */
  GHashTable *notes;
  gboolean read_only;
  KbNotesError read_only_code;
  guint64 generation; /* goes up with every change */

  GMutex lock; /* of the file and of what follows */
  guint64 written;
  Stamp stamp; /* of the file as it was last read or written here */
};

typedef struct
{
  char *data;
  guint64 generation;
} WriteJob;

G_DEFINE_FINAL_TYPE (KbNotes, kb_notes, G_TYPE_OBJECT)

G_DEFINE_QUARK (kb - notes - error - quark, kb_notes_error)

static void
clear_notes (KbNotes *self)
{
  g_hash_table_remove_all (self->notes);
  g_clear_pointer (&self->root, json_object_unref);
  self->root = kb_notes_file_new ();
  self->read_only = FALSE;
}

static void
make_read_only (KbNotes *self, KbNotesError code)
{
  self->read_only = TRUE;
  self->read_only_code = code;
}

static void
take_root (KbNotes *self, JsonObject *root)
{
  g_autoptr (GPtrArray) notes = kb_notes_file_get_notes (root);

  json_object_unref (self->root);
  self->root = root;

  for (guint i = 0; i < notes->len; i++)
    {
      KbNote *note = g_steal_pointer (&notes->pdata[i]);

      g_hash_table_replace (self->notes, note->name, note);
    }

  if (kb_notes_file_is_newer (root))
    make_read_only (self, KB_NOTES_ERROR_NEWER);
}

static gboolean
set_aside (KbNotes *self, GError **error)
{
  const char *path = g_file_peek_path (self->file);
  g_autofree char *aside = g_strconcat (path, ".broken", NULL);

  if (g_rename (path, aside) != 0)
    make_read_only (self, KB_NOTES_ERROR_READ);

  g_set_error (error, KB_NOTES_ERROR, KB_NOTES_ERROR_BROKEN, "%s is not a file of notes", path);

  return FALSE;
}

static Stamp
take_stamp (KbNotes *self)
{
  GStatBuf status;

  if (self->file == NULL || g_stat (g_file_peek_path (self->file), &status) != 0)
    return (Stamp) { 0 };
  return (Stamp) { status.st_ino,
                   status.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + status.st_mtim.tv_nsec };
}

/* Whether the file is there and not as we left it, while nothing of ours waits to be written into it. */
static gboolean
is_changed_by_others (KbNotes *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Stamp stamp = take_stamp (self);

  return self->written == self->generation && stamp.changed != 0 &&
         (stamp.inode != self->stamp.inode || stamp.changed != self->stamp.changed);
}

/* The command line writes notes while a window is open. What it wrote is taken in before it is changed. */
static void
catch_up (KbNotes *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->read_only && is_changed_by_others (self) && !kb_notes_load (self, &error))
    g_message ("Notes changed by another program: %s", error->message);
}

static WriteJob *
write_job_new (KbNotes *self)
{
  WriteJob *job = g_new0 (WriteJob, 1);

  job->data = kb_notes_file_to_text (self->root);
  job->generation = self->generation;

  return job;
}

static void
write_job_free (WriteJob *job)
{
  g_free (job->data);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WriteJob, write_job_free)

/* Two may be under way at once: the newer one stays, whichever comes last. */
static gboolean
run_job (KbNotes *self, const WriteJob *job, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (job->generation <= self->written)
    return TRUE;
  if (!kb_notes_file_write (g_file_peek_path (self->file), job->data, error))
    return FALSE;

  self->written = job->generation;
  self->stamp = take_stamp (self);

  return TRUE;
}

static void
mark_written (KbNotes *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->generation++;
  self->written = self->generation;
  self->stamp = take_stamp (self);
}

static gboolean
may_write (KbNotes *self, GError **error)
{
  if (!self->read_only)
    return TRUE;

  g_set_error (error, KB_NOTES_ERROR, self->read_only_code, "%s is kept as it is",
               g_file_peek_path (self->file));

  return FALSE;
}

static void
save_thread_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run_job (source, task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
kb_notes_finalize (GObject *object)
{
  KbNotes *self = KB_NOTES (object);

  g_clear_object (&self->file);
  json_object_unref (self->root);
  g_hash_table_unref (self->notes);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (kb_notes_parent_class)->finalize (object);
}

static void
kb_notes_class_init (KbNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_notes_finalize;
}

static void
kb_notes_init (KbNotes *self)
{
  g_mutex_init (&self->lock);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kb_note_free);
  clear_notes (self);
}

/**
 * kb_notes_new:
 * @file: (nullable): where to keep them; %NULL keeps them in memory only
 *
 * Returns: (transfer full): notes, empty until they are loaded
 */
KbNotes *
kb_notes_new (GFile *file)
{
  KbNotes *self = g_object_new (KB_TYPE_NOTES, NULL);

  g_set_object (&self->file, file);

  return self;
}

/**
 * kb_notes_load:
 * @self: notes
 * @error: %KB_NOTES_ERROR_BROKEN or %KB_NOTES_ERROR_READ
 *
 * Reads the file; it is small. What was in memory goes. A file that makes no sense is set aside as
 * FILE.broken; one of a newer version is read as far as it can be understood, and saving fails from then on.
 *
 * Returns: whether the notes are what the file says, or there is none
 */
gboolean
kb_notes_load (KbNotes *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;
  JsonObject *root = NULL;

  g_return_val_if_fail (KB_IS_NOTES (self), FALSE);

  clear_notes (self);
  mark_written (self);
  if (self->file == NULL)
    return TRUE;

  if (!g_file_get_contents (g_file_peek_path (self->file), &data, &length, &local_error))
    {
      if (g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
      make_read_only (self, KB_NOTES_ERROR_READ);
      g_set_error (error, KB_NOTES_ERROR, KB_NOTES_ERROR_READ, "%s", local_error->message);
      return FALSE;
    }

  root = kb_notes_file_parse (data, length);
  if (root == NULL)
    return set_aside (self, error);

  take_root (self, root);

  return TRUE;
}

/**
 * kb_notes_find:
 * @self: notes
 * @name: the store's name of a key
 *
 * Returns: (transfer none) (nullable): the note, good until the notes change
 */
const KbNote *
kb_notes_find (KbNotes *self, const char *name)
{
  g_return_val_if_fail (KB_IS_NOTES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->notes, name);
}

/**
 * kb_notes_put:
 * @self: notes
 * @note: with a name, in place of the one of the same name
 *
 * Keeps a copy of @note. It is written by the next save. What another program has written in the meantime is
 * read first.
 */
void
kb_notes_put (KbNotes *self, const KbNote *note)
{
  KbNote *copy = NULL;

  g_return_if_fail (KB_IS_NOTES (self));
  g_return_if_fail (note != NULL && note->name != NULL && *note->name != '\0');

  copy = kb_note_copy (note);
  catch_up (self);
  kb_notes_file_put (self->root, copy);
  g_hash_table_replace (self->notes, copy->name, copy);
  self->generation++;
}

/**
 * kb_notes_remove:
 * @self: notes
 * @name: the store's name of a key
 *
 * Removes the note of that name, if there is one.
 */
void
kb_notes_remove (KbNotes *self, const char *name)
{
  g_autofree char *kept_name = g_strdup (name);

  g_return_if_fail (KB_IS_NOTES (self));
  g_return_if_fail (name != NULL);

  catch_up (self);
  if (!g_hash_table_remove (self->notes, kept_name))
    return;

  kb_notes_file_remove (self->root, kept_name);
  self->generation++;
}

/**
 * kb_notes_save_async:
 * @self: notes
 * @cancellable: (nullable): to stop waiting; what has begun is finished
 * @callback: called when the file is on the disk
 * @user_data: for @callback
 *
 * Writes what the notes are now, if they have changed: to a file of its own that takes the place of the old
 * one, so that a crash leaves the one or the other. The file is private to the user, and so is its folder
 * where it is made here.
 */
void
kb_notes_save_async (KbNotes *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (KB_IS_NOTES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kb_notes_save_async);

  if (self->file == NULL)
    {
      g_task_return_boolean (task, TRUE);
    }
  else if (!may_write (self, &error))
    {
      g_task_return_error (task, error);
    }
  else
    {
      g_task_set_task_data (task, write_job_new (self), (GDestroyNotify) write_job_free);
      g_task_run_in_thread (task, save_thread_cb);
    }
}

/**
 * kb_notes_save_finish:
 * @self: notes
 * @result: what the callback got
 * @error: %KB_NOTES_ERROR_NEWER, %KB_NOTES_ERROR_READ, %KB_NOTES_ERROR_WRITE or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the file says what the notes were when the call was made, or something newer
 */
gboolean
kb_notes_save_finish (KbNotes *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kb_notes_save:
 * @self: notes
 * @error: as for kb_notes_save_finish()
 *
 * Saves and waits for the disk. Where there is a main loop to keep going, use kb_notes_save_async().
 *
 * Returns: whether the file says what the notes are
 */
gboolean
kb_notes_save (KbNotes *self, GError **error)
{
  g_autoptr (WriteJob) job = NULL;

  g_return_val_if_fail (KB_IS_NOTES (self), FALSE);

  if (self->file == NULL)
    return TRUE;
  if (!may_write (self, error))
    return FALSE;

  job = write_job_new (self);

  return run_job (self, job, error);
}

/**
 * kb_notes_get_count:
 *
 * Returns: on how many keys there are notes
 */
guint
kb_notes_get_count (KbNotes *self)
{
  g_return_val_if_fail (KB_IS_NOTES (self), 0);
  return g_hash_table_size (self->notes);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * kb_notes_dup_orphans:
 * @self: notes
 * @keys: (element-type KbSavedKey): all that the keyring has
 *
 * Finds the notes on keys that are gone from the keyring. A locked keyring may hide the names of its keys;
 * then nothing is known.
 *
 * Returns: (transfer full): their names, sorted
 */
GStrv
kb_notes_dup_orphans (KbNotes *self, GPtrArray *keys)
{
  g_autoptr (GStrvBuilder) orphans = g_strv_builder_new ();
  g_autoptr (GHashTable) saved = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = NULL;

  g_return_val_if_fail (KB_IS_NOTES (self), NULL);
  g_return_val_if_fail (keys != NULL, NULL);

  for (guint i = 0; i < keys->len; i++)
    g_hash_table_add (saved, (gpointer) kb_saved_key_get_name (keys->pdata[i]));

  names = g_hash_table_get_keys_as_ptr_array (self->notes);
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len && !g_hash_table_contains (saved, ""); i++)
    {
      if (!g_hash_table_contains (saved, names->pdata[i]))
        g_strv_builder_add (orphans, names->pdata[i]);
    }

  return g_strv_builder_end (orphans);
}
