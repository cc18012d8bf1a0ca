/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-trash.h"

#include "core/base/kb-fiber.h"

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

static void
emit_changed (gpointer self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
forget (KbKeyStore *store, const char *name, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;

  kb_key_store_forget_async (store, name, NULL, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, 0, NULL, NULL);
  if (kb_key_store_forget_finish (store, result, &local_error) ||
      g_error_matches (local_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND))
    return TRUE;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Those that are gone are gone, whether others stay or not. */
static DexFuture *
empty_fiber (gpointer data)
{
  KbTrash *self = g_task_get_source_object (data);
  GPtrArray *names = g_task_get_task_data (data);
  GError *error = NULL;

  for (guint i = 0; i < names->len; i++)
    {
      if (forget (self->store, names->pdata[i], &error))
        kb_notes_remove (self->notes, names->pdata[i]);
      g_hash_table_remove (self->leaving, names->pdata[i]);
      kb_fiber_call (emit_changed, self);
    }
  kb_notes_flush (self->notes);

  return error == NULL ? dex_future_new_true () : dex_future_new_for_error (error);
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

/**
 * kb_trash_dup_names:
 *
 * Returns: (transfer full): those that can still be taken back
 */
GStrv
kb_trash_dup_names (KbTrash *self)
{
  g_autofree char **names = (char **) g_hash_table_get_keys_as_array (self->names, NULL);

  return g_strdupv (names);
}

static void
take_for_good (KbTrash *self, const char *name, GPtrArray *names)
{
  g_hash_table_add (self->leaving, g_strdup (name));
  g_ptr_array_add (names, g_strdup (name));
}

/**
 * kb_trash_empty_async:
 * @name: (nullable): the store's name of a key, %NULL for all that are in the trash
 * @callback: called when they are out of the keyring
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
  kb_fiber_start (task, empty_fiber, g_object_ref (task), g_object_unref);
}

/**
 * kb_trash_empty_finish:
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
