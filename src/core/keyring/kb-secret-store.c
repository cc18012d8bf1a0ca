/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-store.h"

#include "core/base/kb-sandbox.h"
#include "core/key/kb-key.h"
#include "core/keyring/kb-secret-call.h"
#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-item.h"
#include "core/keyring/kb-secret-steps.h"

#define LOOKUP_TIMEOUT 3000

struct _KbSecretStore
{
  GObject parent_instance;

  KbSecretLink link;
};

typedef enum
{
  PROP_LOOKUP_TIMEOUT = 1,
  PROP_LOCK_TIMEOUT,
  PROP_SANDBOX_INFO,
  N_PROPS,
} KbSecretStoreProperty;

static GParamSpec *properties[N_PROPS];

static void kb_secret_store_key_store_init (KbKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KbSecretStore,
                               kb_secret_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KB_TYPE_KEY_STORE, kb_secret_store_key_store_init))

static gboolean
finish_boolean (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static KbSecretCall *
call_new (KbKeyStore *store,
          const char *name,
          gpointer tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  KbSecretStore *self = KB_SECRET_STORE (store);
  KbSecretCall *call = kb_secret_call_new (self, &self->link, tag, cancellable, callback, user_data);

  call->name = g_strdup (name);

  return call;
}

/* probe */

static gboolean
probe (KbSecretCall *call, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  gboolean locked = FALSE;

  if (!kb_secret_find_collection (call, &collection, &locked, error))
    return FALSE;
  if (collection == NULL)
    return kb_secret_call_fail (error, KB_STORE_ERROR_NO_COLLECTION, "No default collection");
  if (locked)
    return kb_secret_call_fail (error, KB_STORE_ERROR_LOCKED, "The default collection is locked");

  return kb_secret_call_answer (call, secret_collection_get_label (collection), g_free);
}

static void
kb_secret_store_probe_async (KbKeyStore *store,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  kb_secret_call_start (call_new (store, NULL, kb_secret_store_probe_async, cancellable, callback, user_data),
                        probe);
}

static KbStoreState
kb_secret_store_probe_finish (KbKeyStore *store, GAsyncResult *result, char **collection, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (g_task_is_valid (result, store), KB_STORE_STATE_CHECKING);

  label = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (collection != NULL)
    *collection = g_steal_pointer (&label);

  if (local_error == NULL)
    return KB_STORE_STATE_READY;
  if (local_error->domain == KB_STORE_ERROR)
    {
      g_debug ("The keyring is not ready: %s", local_error->message);
      return kb_secret_error_get_state (local_error->code);
    }

  g_propagate_error (error, g_steal_pointer (&local_error));

  return KB_STORE_STATE_CHECKING;
}

/* unlock */

static gboolean
unlock_collection (KbSecretCall *call, SecretCollection *collection, gboolean locked, GError **error)
{
  GList objects = { collection, NULL, NULL };

  return !locked || kb_secret_unlock (call, &objects, error);
}

static gboolean
unlock (KbSecretCall *call, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  gboolean locked = FALSE;

  if (!kb_secret_find_collection (call, &collection, &locked, error))
    return FALSE;

  return collection == NULL ? kb_secret_create_collection (call, error)
                            : unlock_collection (call, collection, locked, error);
}

static void
kb_secret_store_unlock_async (KbKeyStore *store,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  kb_secret_call_start (
      call_new (store, NULL, kb_secret_store_unlock_async, cancellable, callback, user_data), unlock);
}

/* list */

static gboolean
list (KbSecretCall *call, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  GPtrArray *keys = NULL;
  gboolean locked = FALSE;

  if (!kb_secret_find_collection (call, &collection, &locked, error))
    return FALSE;

  /* KeePassXC may hold the answer back while it is locked or has no database open, for as long as its own
   * window is open. */
  if (collection == NULL)
    call->limit_code = KB_STORE_ERROR_NO_COLLECTION;
  if (locked)
    call->limit_code = KB_STORE_ERROR_LOCKED;
  if (!kb_secret_list_keys (call, &keys, error))
    return FALSE;

  return kb_secret_call_answer (call, keys, (GDestroyNotify) g_ptr_array_unref);
}

static void
kb_secret_store_list_async (KbKeyStore *store,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  kb_secret_call_start (call_new (store, NULL, kb_secret_store_list_async, cancellable, callback, user_data),
                        list);
}

static GPtrArray *
kb_secret_store_list_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* save */

/* What was given back is not the key. The one that was just made goes, and nothing else. */
static gboolean
discard (KbSecretCall *call, SecretItem *item, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (kb_secret_delete_item (call, item, &local_error))
    return kb_secret_call_fail (error, KB_STORE_ERROR_MISMATCH, "Another key was read back than was stored");
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_warning ("A key that was stored wrongly could not be removed: %s", local_error->message);

  return kb_secret_call_fail (error, KB_STORE_ERROR_MISMATCH_LEFT, local_error->message);
}

/* Copies of the same name, in this collection or another, would be found instead of this one by chance. They
 * go, unless that takes a prompt for a keyring that nobody asked for: what is locked is not found without one
 * either. The key is saved by then, whatever becomes of them: the newest one counts. */
static gboolean
delete_others (KbSecretCall *call, GList *items, SecretItem *kept, GError **error)
{
  for (GList *link = items; link != NULL; link = link->next)
    {
      g_autoptr (GError) local_error = NULL;

      if (link->data == kept || secret_item_get_locked (link->data) ||
          !kb_secret_item_is_ours (link->data, call->name) ||
          kb_secret_delete_item (call, link->data, &local_error))
        continue;
      if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_message ("An earlier key of the same name stays: %s", local_error->message);
    }

  return TRUE;
}

/* The item is looked up again the way other programs will do it, because the one that came from creating it
 * already holds the key that it was given. */
static gboolean
prove (KbSecretCall *call, const char *made, GError **error)
{
  g_autolist (SecretItem)
    items = NULL;
  g_autoptr (SecretValue) stored = NULL;
  GList *same = NULL;

  if (!kb_secret_search (call, &items, error))
    return FALSE;
  same = g_list_find_custom (items, made, kb_secret_item_compare_path);
  if (same == NULL)
    return kb_secret_call_fail (error, KB_STORE_ERROR_NOT_FOUND, "The stored item cannot be found");
  stored = kb_secret_load_secret (call, same->data, error);
  if (stored == NULL)
    return FALSE;
  if (!kb_key_equal (stored, call->key))
    return discard (call, same->data, error);

  return delete_others (call, items, same->data, error);
}

static gboolean
is_free (KbSecretCall *call, GError **error)
{
  g_autolist (SecretItem)
    items = NULL;

  if (!kb_secret_search (call, &items, error))
    return FALSE;

  return items == NULL ||
         kb_secret_call_fail (error, KB_STORE_ERROR_NAME_TAKEN, "An item of that name is there");
}

static gboolean
save (KbSecretCall *call, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  g_autofree char *made = NULL;
  gboolean locked = FALSE;

  if (!kb_secret_call_take_lock (call, error) ||
      !kb_secret_find_collection (call, &collection, &locked, error))
    return FALSE;
  if (collection == NULL)
    return kb_secret_call_fail (error, KB_STORE_ERROR_NO_COLLECTION, "No default collection");
  if (!unlock_collection (call, collection, locked, error) || (!call->replace && !is_free (call, error)))
    return FALSE;
  made = kb_secret_create_item (call, collection, error);

  return made != NULL && prove (call, made, error);
}

static void
kb_secret_store_save_async (KbKeyStore *store,
                            const char *name,
                            const char *label,
                            SecretValue *key,
                            gboolean replace,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  KbSecretCall *call = call_new (store, name, kb_secret_store_save_async, cancellable, callback, user_data);

  call->label = g_strdup (label);
  call->key = secret_value_ref (key);
  call->replace = replace;

  kb_secret_call_start (call, save);
}

/* the item that counts */

static SecretItem *
open_item (KbSecretCall *call, GError **error)
{
  g_autolist (SecretItem)
    items = NULL;
  GList chosen = { NULL, NULL, NULL };

  if (!kb_secret_find_items (call, &items, error))
    return NULL;

  chosen.data = kb_secret_item_choose (items);

  return kb_secret_unlock_items (call, &chosen, error) ? g_object_ref (chosen.data) : NULL;
}

static gboolean
load (KbSecretCall *call, GError **error)
{
  g_autoptr (SecretItem) item = open_item (call, error);
  SecretValue *value = item != NULL ? kb_secret_load_secret (call, item, error) : NULL;

  return value != NULL && kb_secret_call_answer (call, value, (GDestroyNotify) secret_value_unref);
}

static void
kb_secret_store_load_async (KbKeyStore *store,
                            const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  kb_secret_call_start (call_new (store, name, kb_secret_store_load_async, cancellable, callback, user_data),
                        load);
}

static SecretValue *
kb_secret_store_load_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
change_label (KbSecretCall *call, GError **error)
{
  g_autoptr (SecretItem) item = NULL;

  if (!kb_secret_call_take_lock (call, error))
    return FALSE;

  item = open_item (call, error);

  return item != NULL && kb_secret_set_label (call, item, error);
}

static void
kb_secret_store_rename_async (KbKeyStore *store,
                              const char *name,
                              const char *label,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  KbSecretCall *call = call_new (store, name, kb_secret_store_rename_async, cancellable, callback, user_data);

  call->label = g_strdup (label);

  kb_secret_call_start (call, change_label);
}

/* forget */

static gboolean
forget (KbSecretCall *call, GError **error)
{
  g_autolist (SecretItem)
    items = NULL;

  if (!kb_secret_call_take_lock (call, error) || !kb_secret_find_items (call, &items, error) ||
      !kb_secret_unlock_items (call, items, error))
    return FALSE;

  for (GList *link = items; link != NULL; link = link->next)
    if (kb_secret_item_is_ours (link->data, call->name) && !kb_secret_delete_item (call, link->data, error))
      return FALSE;

  return TRUE;
}

static void
kb_secret_store_forget_async (KbKeyStore *store,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  kb_secret_call_start (
      call_new (store, name, kb_secret_store_forget_async, cancellable, callback, user_data), forget);
}

static KbStoreProvider
kb_secret_store_get_provider (KbKeyStore *store)
{
  return KB_SECRET_STORE (store)->link.provider;
}

static void
kb_secret_store_key_store_init (KbKeyStoreInterface *iface)
{
  iface->probe_async = kb_secret_store_probe_async;
  iface->probe_finish = kb_secret_store_probe_finish;
  iface->unlock_async = kb_secret_store_unlock_async;
  iface->unlock_finish = finish_boolean;
  iface->list_async = kb_secret_store_list_async;
  iface->list_finish = kb_secret_store_list_finish;
  iface->save_async = kb_secret_store_save_async;
  iface->save_finish = finish_boolean;
  iface->load_async = kb_secret_store_load_async;
  iface->load_finish = kb_secret_store_load_finish;
  iface->rename_async = kb_secret_store_rename_async;
  iface->rename_finish = finish_boolean;
  iface->forget_async = kb_secret_store_forget_async;
  iface->forget_finish = finish_boolean;
  iface->get_provider = kb_secret_store_get_provider;
}

static void
kb_secret_store_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  KbSecretStore *self = KB_SECRET_STORE (object);

  switch ((KbSecretStoreProperty) property_id)
    {
    case PROP_LOOKUP_TIMEOUT:
      g_value_set_uint (value, self->link.lookup_timeout);
      break;
    case PROP_LOCK_TIMEOUT:
      g_value_set_uint (value, self->link.lock_timeout);
      break;
    case PROP_SANDBOX_INFO:
      g_value_set_string (value, self->link.sandbox_info);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
kb_secret_store_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  KbSecretStore *self = KB_SECRET_STORE (object);

  switch ((KbSecretStoreProperty) property_id)
    {
    case PROP_LOOKUP_TIMEOUT:
      if (self->link.lookup_timeout == g_value_get_uint (value))
        return;
      self->link.lookup_timeout = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_LOCK_TIMEOUT:
      self->link.lock_timeout = g_value_get_uint (value);
      break;
    case PROP_SANDBOX_INFO:
      self->link.sandbox_info = g_value_dup_string (value);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
kb_secret_store_finalize (GObject *object)
{
  KbSecretStore *self = KB_SECRET_STORE (object);

  g_clear_object (&self->link.service);
  g_free (self->link.locked_path);
  g_free (self->link.sandbox_info);

  G_OBJECT_CLASS (kb_secret_store_parent_class)->finalize (object);
}

static void
kb_secret_store_class_init (KbSecretStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kb_secret_store_get_property;
  object_class->set_property = kb_secret_store_set_property;
  object_class->finalize = kb_secret_store_finalize;

  properties[PROP_LOOKUP_TIMEOUT] = g_param_spec_uint (
      "lookup-timeout", NULL, NULL, 1, G_MAXINT, LOOKUP_TIMEOUT,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_LOCK_TIMEOUT] =
      g_param_spec_uint ("lock-timeout", NULL, NULL, 1, G_MAXINT, KB_LOCK_LIMIT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SANDBOX_INFO] =
      g_param_spec_string ("sandbox-info", NULL, NULL, KB_SANDBOX_INFO,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
kb_secret_store_init (KbSecretStore *self)
{
}

/**
 * kb_secret_store_new:
 *
 * Returns: (transfer full): the desktop's keyring. Nothing is asked of it before the first operation.
 */
KbKeyStore *
kb_secret_store_new (void)
{
  return g_object_new (KB_TYPE_SECRET_STORE, NULL);
}
