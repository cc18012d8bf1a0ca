/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-store.h"

#include "core/kb-sandbox.h"
#include "core/keyring/kb-secret-call.h"
#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-steps.h"

#include <glib/gi18n.h>

#define LOOKUP_TIMEOUT 3000
/* A thousand keys take gnome-keyring two seconds to list. It has shown that it answers by then. */
#define LIST_FACTOR 10

struct _KbSecretStore
{
  GObject parent_instance;

  KbSecretLink link;
};

typedef enum
{
  PROP_LOOKUP_TIMEOUT = 1,
  PROP_SANDBOX_INFO,
  N_PROPS,
} KbSecretStoreProperty;

static GParamSpec *properties[N_PROPS];

static void kb_secret_store_key_store_init (KbKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KbSecretStore,
                               kb_secret_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KB_TYPE_KEY_STORE, kb_secret_store_key_store_init))

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  KbSavedKey *key_a = *(KbSavedKey *const *) a;
  KbSavedKey *key_b = *(KbSavedKey *const *) b;
  gint64 created_a = kb_saved_key_get_created (key_a);
  gint64 created_b = kb_saved_key_get_created (key_b);

  if (created_a != created_b)
    return created_a < created_b ? 1 : -1;

  return g_utf8_collate (kb_saved_key_get_label (key_a), kb_saved_key_get_label (key_b));
}

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

static void
probe_collection_step (KbSecretCall *call)
{
  if (call->collection == NULL)
    kb_secret_call_return_error (call, KB_STORE_ERROR_NO_COLLECTION, "No default collection");
  else if (call->locked)
    kb_secret_call_return_error (call, KB_STORE_ERROR_LOCKED, "The default collection is locked");
  else
    kb_secret_call_return_pointer (call, secret_collection_get_label (call->collection), g_free);
}

static void
probe_step (KbSecretCall *call)
{
  kb_secret_find_collection (call, probe_collection_step);
}

static void
kb_secret_store_probe_async (KbKeyStore *store,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (KbSecretCall) call =
      call_new (store, NULL, kb_secret_store_probe_async, cancellable, callback, user_data);

  kb_secret_call_start (call, probe_step);
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

static void
collection_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_create_finish (result, &error);

  if (!kb_secret_call_goes_on (call, error))
    return;

  if (collection == NULL)
    kb_secret_call_return_error (call, KB_STORE_ERROR_DISMISSED, "No collection was made");
  else
    kb_secret_call_return_boolean (call, TRUE);
}

static void
unlocked_step (KbSecretCall *call)
{
  kb_secret_call_return_boolean (call, TRUE);
}

static void
unlock_collection_step (KbSecretCall *call)
{
  if (call->collection == NULL)
    {
      kb_secret_call_unlimit (call);
      /* TRANSLATORS: The name of the keyring that is created where there is none. */
      secret_collection_create (call->service, _ ("Default Keyring"), SECRET_COLLECTION_DEFAULT,
                                SECRET_COLLECTION_CREATE_NONE, call->cancellable, collection_created_cb,
                                kb_secret_call_ref (call));
    }
  else
    {
      kb_secret_unlock_collection (call, unlocked_step);
    }
}

static void
unlock_step (KbSecretCall *call)
{
  kb_secret_find_collection (call, unlock_collection_step);
}

static void
kb_secret_store_unlock_async (KbKeyStore *store,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (KbSecretCall) call =
      call_new (store, NULL, kb_secret_store_unlock_async, cancellable, callback, user_data);

  kb_secret_call_start (call, unlock_step);
}

/* list */

static void
list_items_step (KbSecretCall *call)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_object_unref);

  for (GList *link = call->items; link != NULL; link = link->next)
    g_ptr_array_add (keys, kb_secret_dup_saved_key (link->data));
  g_ptr_array_sort (keys, compare_newest_first);

  kb_secret_call_return_pointer (call, g_steal_pointer (&keys), (GDestroyNotify) g_ptr_array_unref);
}

static void
list_collection_step (KbSecretCall *call)
{
  /* KeePassXC may hold the answer back while it is locked, for as long as its own window is open. */
  if (call->locked)
    kb_secret_call_limit (call, 1, KB_STORE_ERROR_LOCKED);
  else
    kb_secret_call_limit (call, LIST_FACTOR, KB_STORE_ERROR_NOT_RESPONDING);

  kb_secret_search (call, list_items_step);
}

static void
list_step (KbSecretCall *call)
{
  kb_secret_find_collection (call, list_collection_step);
}

static void
kb_secret_store_list_async (KbKeyStore *store,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (KbSecretCall) call =
      call_new (store, NULL, kb_secret_store_list_async, cancellable, callback, user_data);

  kb_secret_call_start (call, list_step);
}

static GPtrArray *
kb_secret_store_list_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* save */

static void
kb_secret_store_save_async (KbKeyStore *store,
                            const char *name,
                            const char *label,
                            SecretValue *key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (KbSecretCall) call =
      call_new (store, name, kb_secret_store_save_async, cancellable, callback, user_data);

  call->label = g_strdup (label);
  call->key = secret_value_ref (key);

  kb_secret_call_start (call, kb_secret_save_step);
}

/* load */

static void
load_secret_step (KbSecretCall *call)
{
  kb_secret_call_return_pointer (call, secret_item_get_secret (call->item),
                                 (GDestroyNotify) secret_value_unref);
}

static void
load_item_step (KbSecretCall *call)
{
  kb_secret_load_item (call, load_secret_step);
}

static void
load_step (KbSecretCall *call)
{
  kb_secret_open_item (call, load_item_step);
}

static void
kb_secret_store_load_async (KbKeyStore *store,
                            const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (KbSecretCall) call =
      call_new (store, name, kb_secret_store_load_async, cancellable, callback, user_data);

  kb_secret_call_start (call, load_step);
}

static SecretValue *
kb_secret_store_load_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* rename */

static void
labelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  gboolean labelled = secret_item_set_label_finish (SECRET_ITEM (source), result, &error);

  if (!kb_secret_call_goes_on (call, error))
    return;

  if (labelled)
    kb_secret_call_return_boolean (call, TRUE);
  else
    kb_secret_call_return_error (call, KB_STORE_ERROR_FAILED, "The label was not changed");
}

static void
rename_item_step (KbSecretCall *call)
{
  g_autofree char *label = kb_secret_dup_item_label (call);

  secret_item_set_label (call->item, label, call->cancellable, labelled_cb, kb_secret_call_ref (call));
}

static void
rename_step (KbSecretCall *call)
{
  kb_secret_open_item (call, rename_item_step);
}

static void
kb_secret_store_rename_async (KbKeyStore *store,
                              const char *name,
                              const char *label,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (KbSecretCall) call =
      call_new (store, name, kb_secret_store_rename_async, cancellable, callback, user_data);

  call->label = g_strdup (label);

  kb_secret_call_start (call, rename_step);
}

/* forget */

static void
forgotten_step (KbSecretCall *call)
{
  kb_secret_call_return_boolean (call, TRUE);
}

static void
forget_unlocked_step (KbSecretCall *call)
{
  kb_secret_delete_items (call, forgotten_step);
}

static void
forget_items_step (KbSecretCall *call)
{
  kb_secret_unlock_items (call, forget_unlocked_step);
}

static void
forget_step (KbSecretCall *call)
{
  kb_secret_find_items (call, forget_items_step);
}

static void
kb_secret_store_forget_async (KbKeyStore *store,
                              const char *name,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (KbSecretCall) call =
      call_new (store, name, kb_secret_store_forget_async, cancellable, callback, user_data);

  kb_secret_call_start (call, forget_step);
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
      "lookup-timeout", NULL, NULL, 1, G_MAXINT / LIST_FACTOR, LOOKUP_TIMEOUT,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
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
