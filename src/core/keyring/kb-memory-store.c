/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-memory-store.h"

struct _KbMemoryStore
{
  GObject parent_instance;

  GHashTable *entries;
  guint64 last_serial;
};

typedef struct
{
  char *label;
  SecretValue *key;
  gint64 created;
  guint64 serial; /* orders what was saved within one second */
} Entry;

static void kb_memory_store_key_store_init (KbKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KbMemoryStore,
                               kb_memory_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KB_TYPE_KEY_STORE, kb_memory_store_key_store_init))

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->label);
  secret_value_unref (entry->key);
  g_free (entry);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer user_data)
{
  KbMemoryStore *self = user_data;
  KbSavedKey *key_a = *(KbSavedKey *const *) a;
  KbSavedKey *key_b = *(KbSavedKey *const *) b;
  const Entry *entry_a = g_hash_table_lookup (self->entries, kb_saved_key_get_name (key_a));
  const Entry *entry_b = g_hash_table_lookup (self->entries, kb_saved_key_get_name (key_b));

  return entry_a->serial < entry_b->serial ? 1 : -1;
}

/* A GTask returns no earlier than the next turn of the main loop, so the callers see what they see of a
 * keyring: nothing is ever done before the call has returned. */
static GTask *
task_new (gpointer self,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data,
          gpointer tag)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);

  return task;
}

static Entry *
find_or_return_error (KbMemoryStore *self, GTask *task, const char *name)
{
  Entry *entry = NULL;

  if (g_task_return_error_if_cancelled (task))
    return NULL;

  entry = g_hash_table_lookup (self->entries, name);
  if (entry == NULL)
    g_task_return_new_error (task, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND, "No key of that name");

  return entry;
}

static gboolean
finish_boolean (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
kb_memory_store_probe_async (KbKeyStore *store,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = task_new (store, cancellable, callback, user_data, kb_memory_store_probe_async);

  g_task_return_int (task, KB_STORE_STATE_READY);
}

static KbStoreState
kb_memory_store_probe_finish (KbKeyStore *store, GAsyncResult *result, char **collection, GError **error)
{
  gssize state = -1;

  g_return_val_if_fail (g_task_is_valid (result, store), KB_STORE_STATE_CHECKING);

  if (collection != NULL)
    *collection = NULL;

  state = g_task_propagate_int (G_TASK (result), error);

  return state < 0 ? KB_STORE_STATE_CHECKING : (KbStoreState) state;
}

static void
kb_memory_store_unlock_async (KbKeyStore *store,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = task_new (store, cancellable, callback, user_data, kb_memory_store_unlock_async);

  g_task_return_boolean (task, TRUE);
}

static void
kb_memory_store_list_async (KbKeyStore *store,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  KbMemoryStore *self = KB_MEMORY_STORE (store);
  g_autoptr (GTask) task = task_new (self, cancellable, callback, user_data, kb_memory_store_list_async);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer name;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Entry *entry = value;

      g_ptr_array_add (keys, kb_saved_key_new (name, entry->label, entry->created, FALSE));
    }
  g_ptr_array_sort_with_data (keys, compare_newest_first, self);

  g_task_return_pointer (task, g_steal_pointer (&keys), (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
kb_memory_store_list_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
kb_memory_store_save_async (KbKeyStore *store,
                            const char *name,
                            const char *label,
                            SecretValue *key,
                            gboolean replace,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  KbMemoryStore *self = KB_MEMORY_STORE (store);
  g_autoptr (GTask) task = task_new (self, cancellable, callback, user_data, kb_memory_store_save_async);
  Entry *entry = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (!replace && g_hash_table_contains (self->entries, name))
    {
      g_task_return_new_error (task, KB_STORE_ERROR, KB_STORE_ERROR_NAME_TAKEN,
                               "A key of that name is there");
      return;
    }

  entry = g_new0 (Entry, 1);
  entry->label = g_strdup (label);
  entry->key = secret_value_ref (key);
  entry->created = g_get_real_time () / G_USEC_PER_SEC;
  entry->serial = ++self->last_serial;
  g_hash_table_insert (self->entries, g_strdup (name), entry);

  g_task_return_boolean (task, TRUE);
}

static void
kb_memory_store_load_async (KbKeyStore *store,
                            const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  KbMemoryStore *self = KB_MEMORY_STORE (store);
  g_autoptr (GTask) task = task_new (self, cancellable, callback, user_data, kb_memory_store_load_async);
  Entry *entry = find_or_return_error (self, task, name);

  if (entry != NULL)
    g_task_return_pointer (task, secret_value_ref (entry->key), secret_value_unref);
}

static SecretValue *
kb_memory_store_load_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
kb_memory_store_rename_async (KbKeyStore *store,
                              const char *name,
                              const char *label,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  KbMemoryStore *self = KB_MEMORY_STORE (store);
  g_autoptr (GTask) task = task_new (self, cancellable, callback, user_data, kb_memory_store_rename_async);
  Entry *entry = find_or_return_error (self, task, name);

  if (entry == NULL)
    return;

  g_set_str (&entry->label, label);
  g_task_return_boolean (task, TRUE);
}

static void
kb_memory_store_forget_async (KbKeyStore *store,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  KbMemoryStore *self = KB_MEMORY_STORE (store);
  g_autoptr (GTask) task = task_new (self, cancellable, callback, user_data, kb_memory_store_forget_async);

  if (find_or_return_error (self, task, name) == NULL)
    return;

  g_hash_table_remove (self->entries, name);
  g_task_return_boolean (task, TRUE);
}

static void
kb_memory_store_key_store_init (KbKeyStoreInterface *iface)
{
  iface->probe_async = kb_memory_store_probe_async;
  iface->probe_finish = kb_memory_store_probe_finish;
  iface->unlock_async = kb_memory_store_unlock_async;
  iface->unlock_finish = finish_boolean;
  iface->list_async = kb_memory_store_list_async;
  iface->list_finish = kb_memory_store_list_finish;
  iface->save_async = kb_memory_store_save_async;
  iface->save_finish = finish_boolean;
  iface->load_async = kb_memory_store_load_async;
  iface->load_finish = kb_memory_store_load_finish;
  iface->rename_async = kb_memory_store_rename_async;
  iface->rename_finish = finish_boolean;
  iface->forget_async = kb_memory_store_forget_async;
  iface->forget_finish = finish_boolean;
}

static void
kb_memory_store_finalize (GObject *object)
{
  KbMemoryStore *self = KB_MEMORY_STORE (object);

  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (kb_memory_store_parent_class)->finalize (object);
}

static void
kb_memory_store_class_init (KbMemoryStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_memory_store_finalize;
}

static void
kb_memory_store_init (KbMemoryStore *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, entry_free);
}

/**
 * kb_memory_store_new:
 *
 * Returns: (transfer full): a store that keeps keys as long as it lives, for practice and for keys that are
 * kept for one session only
 */
KbKeyStore *
kb_memory_store_new (void)
{
  return g_object_new (KB_TYPE_MEMORY_STORE, NULL);
}

/**
 * kb_memory_store_has:
 * @self: a store
 * @name: the short name of a key
 *
 * Returns: whether a key of that name is in it
 */
gboolean
kb_memory_store_has (KbMemoryStore *self, const char *name)
{
  g_return_val_if_fail (KB_IS_MEMORY_STORE (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  return g_hash_table_contains (self->entries, name);
}

/**
 * kb_memory_store_get_count:
 * @self: a store
 *
 * Returns: how many keys are in it
 */
guint
kb_memory_store_get_count (KbMemoryStore *self)
{
  g_return_val_if_fail (KB_IS_MEMORY_STORE (self), 0);

  return g_hash_table_size (self->entries);
}
