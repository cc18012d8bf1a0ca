/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-trash.h"

struct _KbTrash
{
  GObject parent_instance;

  KbKeyStore *store;
  KbNotes *notes;
  GHashTable *names;   /* can be taken back */
  GHashTable *leaving; /* on their way out of the keyring */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbTrash, kb_trash, G_TYPE_OBJECT)

static void forget_next (GTask *task);

static void
emit_changed (KbTrash *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
finish (GTask *task)
{
  KbTrash *self = g_task_get_source_object (task);
  GError *error = g_object_steal_data (G_OBJECT (task), "error");

  /* Those that are gone are gone, whether others stay or not. */
  kb_notes_flush (self->notes);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  KbTrash *self = g_task_get_source_object (task);
  GPtrArray *names = g_task_get_task_data (task);
  g_autofree char *name = g_ptr_array_steal_index (names, 0);
  g_autoptr (GError) error = NULL;

  if (kb_key_store_forget_finish (KB_KEY_STORE (source), result, &error) ||
      g_error_matches (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND))
    kb_notes_remove (self->notes, name);
  else
    g_object_set_data_full (G_OBJECT (task), "error", g_steal_pointer (&error),
                            (GDestroyNotify) g_error_free);
  g_hash_table_remove (self->leaving, name);
  emit_changed (self);
  forget_next (task);
}

static void
forget_next (GTask *task)
{
  KbTrash *self = g_task_get_source_object (task);
  GPtrArray *names = g_task_get_task_data (task);

  if (names->len > 0)
    kb_key_store_forget_async (self->store, names->pdata[0], NULL, forgotten_cb, task);
  else
    finish (task);
}

static void
kb_trash_finalize (GObject *object)
{
  KbTrash *self = KB_TRASH (object);

  g_clear_object (&self->store);
  g_clear_object (&self->notes);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->leaving);

  G_OBJECT_CLASS (kb_trash_parent_class)->finalize (object);
}

static void
kb_trash_class_init (KbTrashClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_trash_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_TRASH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_trash_init (KbTrash *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->leaving = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kb_trash_new:
 * @store: where the keys are
 * @notes: the notes on them, which go with them
 *
 * Returns: (transfer full): an empty trash
 */
KbTrash *
kb_trash_new (KbKeyStore *store, KbNotes *notes)
{
  KbTrash *self = g_object_new (KB_TYPE_TRASH, NULL);

  self->store = g_object_ref (store);
  self->notes = g_object_ref (notes);

  return self;
}

/**
 * kb_trash_add:
 * @self: a trash
 * @name: the store's name of a key
 *
 * Puts the key out of sight; the keyring still has it.
 */
void
kb_trash_add (KbTrash *self, const char *name)
{
  g_return_if_fail (KB_IS_TRASH (self));
  g_return_if_fail (name != NULL && *name != '\0');

  g_hash_table_add (self->names, g_strdup (name));
  emit_changed (self);
}

/**
 * kb_trash_take_back:
 * @self: a trash
 * @name: the store's name of a key
 *
 * Returns: whether the key was in the trash and is in sight again
 */
gboolean
kb_trash_take_back (KbTrash *self, const char *name)
{
  g_return_val_if_fail (KB_IS_TRASH (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!g_hash_table_remove (self->names, name))
    return FALSE;
  emit_changed (self);

  return TRUE;
}

/**
 * kb_trash_holds:
 * @self: a trash
 * @name: the store's name of a key
 *
 * Returns: whether the key is to be kept out of sight
 */
gboolean
kb_trash_holds (KbTrash *self, const char *name)
{
  g_return_val_if_fail (KB_IS_TRASH (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return g_hash_table_contains (self->names, name) || g_hash_table_contains (self->leaving, name);
}

static void
take_for_good (KbTrash *self, const char *name, GPtrArray *names)
{
  g_hash_table_add (self->leaving, g_strdup (name));
  g_ptr_array_add (names, g_strdup (name));
}

/**
 * kb_trash_empty_async:
 * @self: a trash
 * @name: (nullable): the store's name of a key, %NULL for all that are in the trash
 * @callback: called when they are out of the keyring
 * @user_data: for @callback
 *
 * From here on they cannot be taken back.
 */
void
kb_trash_empty_async (KbTrash *self, const char *name, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key;

  g_task_set_source_tag (task, kb_trash_empty_async);
  g_task_set_task_data (task, names, (GDestroyNotify) g_ptr_array_unref);
  g_hash_table_iter_init (&iter, self->names);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (name == NULL || g_str_equal (name, key))
      {
        take_for_good (self, key, names);
        g_hash_table_iter_remove (&iter);
      }
  forget_next (task);
}

/**
 * kb_trash_empty_finish:
 * @self: a trash
 * @result: what the callback got
 * @error: of %KB_STORE_ERROR
 *
 * Returns: whether all are out of the keyring; those that are not are in sight again
 */
gboolean
kb_trash_empty_finish (KbTrash *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
