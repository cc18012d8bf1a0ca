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

static GPtrArray *
list (KbMemoryStore *self)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      const Entry *entry = value;

      g_ptr_array_add (keys, kb_saved_key_new (name, entry->label, entry->created, FALSE));
    }
  g_ptr_array_sort_with_data (keys, compare_newest_first, self);

  return keys;
}

static void
save (KbMemoryStore *self, const KbStoreRequest *request)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->label = g_strdup (request->label);
  entry->key = secret_value_ref (request->key);
  entry->created = g_get_real_time () / G_USEC_PER_SEC;
  entry->serial = ++self->last_serial;
  g_hash_table_insert (self->entries, g_strdup (request->name), entry);
}

/* @entry: of the name that is asked for; nullable */
static GError *
find_error (const KbStoreRequest *request, const Entry *entry)
{
  if (request->verb == KB_STORE_SAVE && entry != NULL && !request->replace)
    return g_error_new_literal (KB_STORE_ERROR, KB_STORE_ERROR_NAME_TAKEN, "A key of that name is there");
  if (request->verb > KB_STORE_SAVE && entry == NULL)
    return g_error_new_literal (KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND, "No key of that name");

  return NULL;
}

static void
kb_memory_store_start (KbKeyStore *store, GTask *task)
{
  KbMemoryStore *self = KB_MEMORY_STORE (store);
  const KbStoreRequest *request = g_task_get_task_data (task);
  Entry *entry = request->name != NULL ? g_hash_table_lookup (self->entries, request->name) : NULL;
  GError *error = find_error (request, entry);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  switch (request->verb)
    {
    case KB_STORE_PROBE:
      g_task_return_pointer (task, NULL, NULL);
      return;
    case KB_STORE_LIST:
      g_task_return_pointer (task, list (self), (GDestroyNotify) g_ptr_array_unref);
      return;
    case KB_STORE_LOAD:
      g_task_return_pointer (task, secret_value_ref (entry->key), secret_value_unref);
      return;
    case KB_STORE_SAVE:
      save (self, request);
      break;
    case KB_STORE_RENAME:
      g_set_str (&entry->label, request->label);
      break;
    case KB_STORE_FORGET:
      g_hash_table_remove (self->entries, request->name);
      break;
    case KB_STORE_UNLOCK:
    default:
      break;
    }
  g_task_return_boolean (task, TRUE);
}

static void
kb_memory_store_key_store_init (KbKeyStoreInterface *iface)
{
  iface->start = kb_memory_store_start;
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
 *
 * Returns: how many keys are in it
 */
guint
kb_memory_store_get_count (KbMemoryStore *self)
{
  g_return_val_if_fail (KB_IS_MEMORY_STORE (self), 0);

  return g_hash_table_size (self->entries);
}
