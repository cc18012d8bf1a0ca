/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keys/kb-notes.h"

#include "core/keys/kb-notes-file.h"

struct _KbNotes
{
  GObject parent_instance;

  KbStateFile *file; /* NULL: in memory only */
  JsonObject *root;  /* the whole file, with what we do not know */
  GHashTable *notes;
  GHashTable *changes; /* by name: what the file may not say yet */
  guint64 serial;      /* of the newest change */
  guint64 given;       /* the newest one that was given to the file */
};

/* What is to be done to one entry, whatever the file says by then. */
typedef struct
{
  gboolean removes; /* what the file says goes first */
  gboolean was_known;
  KbNote *before;
  KbNote *after; /* NULL when it only goes */
  guint64 serial;
} Change;

G_DEFINE_FINAL_TYPE (KbNotes, kb_notes, G_TYPE_OBJECT)

static void
change_free (gpointer data)
{
  Change *change = data;

  kb_note_free (change->before);
  kb_note_free (change->after);
  g_free (change);
}

/* An entry that is only changed, and is not there any more, is of a key that another program has forgotten.
 */
static void
apply (const Change *change, const char *name, JsonObject *root, gboolean is_complete)
{
  if (change->removes)
    kb_notes_file_remove (root, name);
  else if (change->was_known && is_complete && !kb_notes_file_has (root, name))
    return;
  if (change->after != NULL)
    kb_notes_file_put (root, change->before, change->after);
}

static void
set_root (KbNotes *self, JsonObject *root)
{
  g_autoptr (GPtrArray) notes = kb_notes_file_get_notes (root);

  json_object_unref (self->root);
  self->root = root;
  g_hash_table_remove_all (self->notes);
  for (guint i = 0; i < notes->len; i++)
    {
      KbNote *note = g_steal_pointer (&notes->pdata[i]);

      g_hash_table_replace (self->notes, note->name, note);
    }
}

/* What the file says now, and what we have to add to it. */
static KbStateText
take_cb (gpointer owner, const char *text, gsize length, gboolean loading)
{
  KbNotes *self = owner;
  JsonObject *root = NULL;
  KbStateText kind = kb_notes_file_parse (text, length, &root);
  GHashTableIter iter;
  gpointer name, change;

  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &name, &change))
    apply (change, name, root, kind == KB_STATE_TEXT_READ);
  set_root (self, root);
  return kind;
}

static GBytes *
give_cb (gpointer owner)
{
  KbNotes *self = owner;
  char *text = kb_notes_file_to_text (self->root);

  self->given = self->serial;
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
is_given (gpointer name, gpointer change, gpointer user_data)
{
  return ((Change *) change)->serial <= KB_NOTES (user_data)->given;
}

static void
written_cb (gpointer owner)
{
  KbNotes *self = owner;

  g_hash_table_foreach_remove (self->changes, is_given, self);
}

static const KbStateUse use = { take_cb, give_cb, written_cb, TRUE };

static void
kb_notes_finalize (GObject *object)
{
  KbNotes *self = KB_NOTES (object);

  g_clear_object (&self->file);
  json_object_unref (self->root);
  g_hash_table_unref (self->notes);
  g_hash_table_unref (self->changes);

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
  self->root = kb_notes_file_new ();
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) kb_note_free);
  self->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, change_free);
}

/**
 * kb_notes_new:
 * @file: (nullable): where they are kept; %NULL keeps them in memory only
 *
 * Reads the file, which is small. What is the matter with it its #KbStateFile says.
 *
 * Returns: (transfer full): the notes
 */
KbNotes *
kb_notes_new (GFile *file)
{
  KbNotes *self = g_object_new (KB_TYPE_NOTES, NULL);

  if (file != NULL)
    {
      self->file = kb_state_file_new (file, &use, self);
      kb_state_file_load (self->file);
    }
  return self;
}

KbStateFile *
kb_notes_get_file (KbNotes *self)
{
  g_return_val_if_fail (KB_IS_NOTES (self), NULL);
  return self->file;
}

/**
 * kb_notes_find:
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

static Change *
ensure_change (KbNotes *self, const char *name)
{
  const KbNote *known = kb_notes_find (self, name);
  Change *change = g_hash_table_lookup (self->changes, name);

  if (change == NULL)
    {
      change = g_new0 (Change, 1);
      change->was_known = known != NULL;
      change->before = known != NULL ? kb_note_copy (known) : kb_note_new (name);
      g_hash_table_insert (self->changes, g_strdup (name), change);
    }
  change->serial = ++self->serial;
  return change;
}

/* Several changes of one note are one: from what it was before the first to what it is after the last. */
static void
add_change (KbNotes *self, const char *name, const KbNote *after)
{
  Change *change = NULL;

  if (self->file == NULL)
    return;
  change = ensure_change (self, name);
  change->removes = change->removes || after == NULL;
  kb_note_free (change->after);
  change->after = after != NULL ? kb_note_copy (after) : NULL;
  kb_state_file_queue (self->file);
}

/**
 * kb_notes_put:
 * @note: with a name, in place of the one of the same name
 *
 * Keeps a copy of @note. What it says otherwise than the one before is written into the file.
 */
void
kb_notes_put (KbNotes *self, const KbNote *note)
{
  KbNote *copy = NULL;

  g_return_if_fail (KB_IS_NOTES (self));
  g_return_if_fail (note != NULL && note->name != NULL && *note->name != '\0');

  copy = kb_note_copy (note);
  add_change (self, copy->name, copy);
  kb_notes_file_put (self->root, kb_notes_find (self, copy->name), copy);
  g_hash_table_replace (self->notes, copy->name, copy);
}

/**
 * kb_notes_set_expires:
 * @self: notes
 * @name: the store's name of a key; without a note nothing is done
 * @date: the ISO date on which the key ends, "" for none; of another one the person was not told yet
 */
void
kb_notes_set_expires (KbNotes *self, const char *name, const char *date)
{
  const KbNote *known = NULL;
  g_autoptr (KbNote) note = NULL;

  g_return_if_fail (KB_IS_NOTES (self));
  g_return_if_fail (name != NULL && date != NULL);

  known = kb_notes_find (self, name);
  if (known == NULL || g_str_equal (known->expires, date))
    return;
  note = kb_note_copy (known);
  g_set_str (&note->expires, date);
  note->reminded = 0;
  kb_notes_put (self, note);
}

/**
 * kb_notes_remove:
 * @name: the store's name of a key
 *
 * Removes the note of that name, if there is one, here and in the file.
 */
void
kb_notes_remove (KbNotes *self, const char *name)
{
  g_autofree char *kept_name = g_strdup (name);

  g_return_if_fail (KB_IS_NOTES (self));
  g_return_if_fail (name != NULL);

  add_change (self, kept_name, NULL);
  kb_notes_file_remove (self->root, kept_name);
  g_hash_table_remove (self->notes, kept_name);
}

/**
 * kb_notes_flush:
 *
 * Begins to write what has changed now, and does not wait for it.
 */
void
kb_notes_flush (KbNotes *self)
{
  g_return_if_fail (KB_IS_NOTES (self));

  if (self->file != NULL)
    kb_state_file_flush (self->file);
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

/**
 * kb_notes_list:
 * @self: notes
 *
 * Returns: (transfer container) (element-type KbNote): all of them, good until they change
 */
GPtrArray *
kb_notes_list (KbNotes *self)
{
  g_return_val_if_fail (KB_IS_NOTES (self), NULL);
  return g_hash_table_get_values_as_ptr_array (self->notes);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * kb_notes_dup_orphans:
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
