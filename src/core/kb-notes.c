/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-notes.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

#define VERSION 1
#define MEMBER_VERSION "version"
#define MEMBER_KEYS "keys"
#define MEMBER_NAME "name"

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
};

typedef struct
{
  char *data;
  guint64 generation;
} WriteJob;

G_DEFINE_FINAL_TYPE (KbNotes, kb_notes, G_TYPE_OBJECT)

G_DEFINE_QUARK (kb - notes - error - quark, kb_notes_error)

/* Words of the file format: they stay when an enum is sorted anew. */
static const char *const purpose_words[] = { "learning", "side-project", "mvp", "production", "enterprise" };
static const char *const owner_words[] = { "you", "service-account" };
static const char *const permission_words[] = { "all", "restricted", "read-only" };

G_STATIC_ASSERT (G_N_ELEMENTS (purpose_words) == KB_N_PURPOSES);

static const char *
get_string (JsonObject *object, const char *member, const char *fallback)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fallback;

  return json_node_get_string (node);
}

static gint64
get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fallback;

  return json_node_get_int (node);
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static guint
get_word (JsonObject *object, const char *member, const char *const *words, guint n_words)
{
  const char *word = get_string (object, member, "");

  for (guint i = 0; i < n_words; i++)
    {
      if (g_str_equal (words[i], word))
        return i;
    }

  return 0;
}

static KbNote *
note_from_json (JsonObject *object)
{
  const char *name = get_string (object, MEMBER_NAME, "");
  KbNote *note = NULL;

  if (*name == '\0')
    return NULL;

  note = kb_note_new (name);
  g_set_str (&note->project, get_string (object, "project", ""));
  g_set_str (&note->last_verdict, get_string (object, "last-verdict", ""));
  note->purpose = get_word (object, "purpose", purpose_words, G_N_ELEMENTS (purpose_words));
  note->owner = get_word (object, "owner", owner_words, G_N_ELEMENTS (owner_words));
  note->permission = get_word (object, "permission", permission_words, G_N_ELEMENTS (permission_words));
  note->created = get_int (object, "created", 0);
  note->last_tested = get_int (object, "last-tested", 0);

  return note;
}

static void
note_to_json (const KbNote *note, JsonObject *object)
{
  json_object_set_string_member (object, MEMBER_NAME, note->name);
  json_object_set_string_member (object, "project", note->project);
  json_object_set_string_member (object, "purpose", purpose_words[note->purpose]);
  json_object_set_string_member (object, "owner", owner_words[note->owner]);
  json_object_set_string_member (object, "permission", permission_words[note->permission]);
  json_object_set_int_member (object, "created", note->created);
  json_object_set_string_member (object, "last-verdict", note->last_verdict);
  json_object_set_int_member (object, "last-tested", note->last_tested);
}

static JsonObject *
get_entry (JsonArray *entries, guint index)
{
  JsonNode *node = json_array_get_element (entries, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
ensure_entries (KbNotes *self)
{
  JsonArray *entries = get_array (self->root, MEMBER_KEYS);

  if (entries == NULL)
    {
      entries = json_array_new ();
      json_object_set_array_member (self->root, MEMBER_KEYS, entries);
    }

  return entries;
}

/* The last entry of a name counts, as it does when the file is read. */
static gboolean
find_entry (JsonArray *entries, const char *name, guint *index)
{
  for (guint i = json_array_get_length (entries); i > 0; i--)
    {
      JsonObject *entry = get_entry (entries, i - 1);

      if (entry != NULL && g_str_equal (get_string (entry, MEMBER_NAME, ""), name))
        {
          *index = i - 1;
          return TRUE;
        }
    }

  return FALSE;
}

static void
clear_notes (KbNotes *self)
{
  g_hash_table_remove_all (self->notes);
  g_clear_pointer (&self->root, json_object_unref);
  self->root = json_object_new ();
  json_object_set_int_member (self->root, MEMBER_VERSION, VERSION);
  self->read_only = FALSE;
}

static void
make_read_only (KbNotes *self, KbNotesError code)
{
  self->read_only = TRUE;
  self->read_only_code = code;
}

static gboolean
is_file_of_notes (JsonNode *node)
{
  JsonObject *root = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  root = json_node_get_object (node);
  if (get_int (root, MEMBER_VERSION, 0) > VERSION)
    return TRUE;

  return get_int (root, MEMBER_VERSION, 0) == VERSION &&
         (!json_object_has_member (root, MEMBER_KEYS) || get_array (root, MEMBER_KEYS) != NULL);
}

static JsonObject *
parse (const char *data, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *node = NULL;

  if (!g_utf8_validate (data, length, NULL) || !json_parser_load_from_data (parser, data, length, NULL))
    return NULL;

  node = json_parser_get_root (parser);

  return is_file_of_notes (node) ? json_node_dup_object (node) : NULL;
}

static void
take_root (KbNotes *self, JsonObject *root)
{
  JsonArray *entries = get_array (root, MEMBER_KEYS);

  json_object_unref (self->root);
  self->root = root;

  for (guint i = 0; entries != NULL && i < json_array_get_length (entries); i++)
    {
      JsonObject *entry = get_entry (entries, i);
      KbNote *note = entry != NULL ? note_from_json (entry) : NULL;

      if (note != NULL)
        g_hash_table_replace (self->notes, note->name, note);
    }

  if (get_int (root, MEMBER_VERSION, 0) > VERSION)
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

static WriteJob *
write_job_new (KbNotes *self)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;
  WriteJob *job = g_new0 (WriteJob, 1);

  json_node_set_object (node, self->root);
  json = json_to_string (node, TRUE);
  job->data = g_strconcat (json, "\n", NULL);
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

static gboolean
write_file (const char *path, const char *data, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *directory = g_path_get_dirname (path);

  /* Its failure shows when the file is written. */
  g_mkdir_with_parents (directory, 0700);

  if (g_file_set_contents_full (path, data, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0600, &local_error))
    return TRUE;

  g_set_error (error, KB_NOTES_ERROR, KB_NOTES_ERROR_WRITE, "%s", local_error->message);

  return FALSE;
}

/* Two may be under way at once: the newer one stays, whichever comes last. */
static gboolean
run_job (KbNotes *self, const WriteJob *job, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (job->generation <= self->written)
    return TRUE;
  if (!write_file (g_file_peek_path (self->file), job->data, error))
    return FALSE;

  self->written = job->generation;

  return TRUE;
}

static void
mark_written (KbNotes *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->generation++;
  self->written = self->generation;
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

  root = parse (data, length);
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
 * Keeps a copy of @note. It is written by the next save.
 */
void
kb_notes_put (KbNotes *self, const KbNote *note)
{
  KbNote *copy = NULL;
  JsonArray *entries = NULL;
  guint index = 0;

  g_return_if_fail (KB_IS_NOTES (self));
  g_return_if_fail (note != NULL && note->name != NULL && *note->name != '\0');

  copy = kb_note_copy (note);
  entries = ensure_entries (self);
  if (!find_entry (entries, copy->name, &index))
    {
      index = json_array_get_length (entries);
      json_array_add_object_element (entries, json_object_new ());
    }
  note_to_json (copy, get_entry (entries, index));

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
  JsonArray *entries = NULL;
  guint index = 0;

  g_return_if_fail (KB_IS_NOTES (self));
  g_return_if_fail (name != NULL);

  if (!g_hash_table_remove (self->notes, kept_name))
    return;

  entries = ensure_entries (self);
  while (find_entry (entries, kept_name, &index))
    json_array_remove_element (entries, index);
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
