/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

/* libsecret shows secret_item_new_for_dbus_path () to those only who say so. */
#define SECRET_API_SUBJECT_TO_CHANGE

#include "core/keyring/kb-secret-steps.h"

#include "core/base/kb-fiber.h"
#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-item.h"

#include <glib/gi18n.h>

#define ITEM_INTERFACE "org.freedesktop.Secret.Item"
#define PROPERTIES_INTERFACE "org.freedesktop.DBus.Properties"
#define NO_PROMPT "/"

/* How many items are asked for at a time: enough to keep the service busy, few enough to see that it answers.
 */
#define BATCH 50

/* A call that libsecret has no function for, or only one that asks for more than is needed. */
static GVariant *
call_service (KbSecretCall *call, const char *method, GVariant *arguments, GError **error)
{
  GDBusProxy *proxy = G_DBUS_PROXY (call->service);
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_proxy_call (proxy, method, arguments, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, call->cancellable,
                     kb_fiber_ready_cb, kb_secret_call_begin (call));
  result = kb_secret_call_await (call, error);

  return result != NULL ? g_dbus_proxy_call_finish (proxy, result, error) : NULL;
}

/* the default collection */

/* KWallet and KeePassXC call themselves locked although they can be read and written, and gnome-keyring opens
 * without a question where the password is empty, so they are asked to open. The prompt that this may bring
 * is shown by a call of its own, which is not made here. gnome-keyring keeps each such prompt until we leave
 * the bus, and what it says of itself holds: it is asked once, until it has been open. */
static gboolean
try_unlock (KbSecretCall *call, SecretCollection *collection, gboolean *locked, GError **error)
{
  const char *paths[] = { g_dbus_proxy_get_object_path (G_DBUS_PROXY (collection)), NULL };
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariantIter) unlocked = NULL;
  const char *prompt = NULL;

  *locked = TRUE;
  if (g_strcmp0 (call->link->locked_path, paths[0]) == 0)
    return TRUE;

  reply = call_service (call, "Unlock", g_variant_new ("(^ao)", paths), error);
  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(ao&o)", &unlocked, &prompt);
  *locked = !g_str_equal (prompt, NO_PROMPT) || g_variant_iter_n_children (unlocked) == 0;
  if (*locked && call->link->provider == KB_STORE_PROVIDER_GNOME)
    g_set_str (&call->link->locked_path, paths[0]);

  return TRUE;
}

/**
 * kb_secret_find_collection:
 * @call: an operation
 * @collection: (out) (nullable) (transfer full): the default one; %NULL where there is none
 * @locked: (out): whether it really takes a prompt to open it
 * @error: why it could not be found out
 *
 * Never prompts.
 *
 * Returns: whether it is known
 */
gboolean
kb_secret_find_collection (KbSecretCall *call,
                           SecretCollection **collection,
                           gboolean *locked,
                           GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;

  *locked = FALSE;
  secret_collection_for_alias (call->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               call->cancellable, kb_fiber_ready_cb, kb_secret_call_begin (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return FALSE;

  *collection = secret_collection_for_alias_finish (result, &local_error);
  /* The alias outlived its collection, or KeePassXC has no database open. */
  if (local_error != NULL && !kb_secret_error_is_no_object (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (*collection == NULL || !secret_collection_get_locked (*collection))
    {
      g_clear_pointer (&call->link->locked_path, g_free);
      return TRUE;
    }

  return try_unlock (call, *collection, locked, error);
}

/**
 * kb_secret_create_collection:
 * @call: an operation
 * @error: why there is none
 *
 * Makes the default collection; prompts.
 *
 * Returns: whether there is one now
 */
gboolean
kb_secret_create_collection (KbSecretCall *call, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SecretCollection) collection = NULL;

  /* TRANSLATORS: The name of the keyring that is created where there is none. */
  secret_collection_create (call->service, _ ("Default Keyring"), SECRET_COLLECTION_DEFAULT,
                            SECRET_COLLECTION_CREATE_NONE, call->cancellable, kb_fiber_ready_cb,
                            kb_secret_call_begin_asking (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return FALSE;

  collection = secret_collection_create_finish (result, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (collection == NULL)
    kb_secret_call_fail (error, KB_STORE_ERROR_DISMISSED, "No collection was made");

  return collection != NULL;
}

/**
 * kb_secret_unlock:
 * @call: an operation
 * @objects: collections or items
 * @error: %KB_STORE_ERROR_DISMISSED when the prompt was closed, or another
 *
 * Prompts.
 *
 * Returns: whether they are open
 */
gboolean
kb_secret_unlock (KbSecretCall *call, GList *objects, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  int n_unlocked = 0;

  secret_service_unlock (call->service, objects, call->cancellable, kb_fiber_ready_cb,
                         kb_secret_call_begin_asking (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return FALSE;

  n_unlocked = secret_service_unlock_finish (call->service, result, NULL, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (n_unlocked <= 0)
    kb_secret_call_fail (error, KB_STORE_ERROR_DISMISSED, "Nothing was unlocked");

  return n_unlocked > 0;
}

/**
 * kb_secret_unlock_items:
 * @call: an operation
 * @items: items, open ones too
 * @error: as of kb_secret_unlock()
 *
 * Prompts where one is locked.
 *
 * Returns: whether they are open
 */
gboolean
kb_secret_unlock_items (KbSecretCall *call, GList *items, GError **error)
{
  g_autoptr (GList) locked = NULL;

  for (GList *link = items; link != NULL; link = link->next)
    if (secret_item_get_locked (link->data))
      locked = g_list_prepend (locked, link->data);

  return locked == NULL || kb_secret_unlock (call, locked, error);
}

/* items of one name */

/* Open ones and locked ones */
static GPtrArray *
search_paths (KbSecretCall *call, GError **error)
{
  g_autoptr (GVariant) found =
      call_service (call, "SearchItems", kb_secret_item_new_search (call->name), error);

  return found ? kb_secret_item_read_paths (found) : NULL;
}

/* NULL without an error for one that has gone meanwhile. */
static SecretItem *
open_path (KbSecretCall *call, const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  SecretItem *item = NULL;

  secret_item_new_for_dbus_path (call->service, path, SECRET_ITEM_NONE, NULL, kb_fiber_ready_cb,
                                 kb_secret_call_begin (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return NULL;

  item = secret_item_new_for_dbus_path_finish (result, &local_error);
  if (local_error != NULL && !kb_secret_error_is_no_object (local_error))
    g_propagate_error (error, g_steal_pointer (&local_error));

  return item;
}

/**
 * kb_secret_search:
 * @call: an operation with a name
 * @items: (out) (transfer full) (element-type SecretItem): those of that name, locked ones too
 * @error: why it could not be found out
 *
 * Not secret_service_search(): libsecret 0.21 answers that once for each item that it cannot load, be it gone
 * or cancelled, and once more at the end.
 *
 * Returns: whether it is known
 */
gboolean
kb_secret_search (KbSecretCall *call, GList **items, GError **error)
{
  g_autoptr (GPtrArray) paths = search_paths (call, error);
  g_autolist (SecretItem)
    found = NULL;

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    {
      g_autoptr (GError) local_error = NULL;
      SecretItem *item = open_path (call, paths->pdata[i], &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (item != NULL)
        found = g_list_append (found, item);
    }
  *items = g_steal_pointer (&found);

  return paths != NULL;
}

/**
 * kb_secret_find_items:
 * @call: an operation with a name
 * @items: (out) (transfer full) (element-type SecretItem): those of that name, one at least
 * @error: %KB_STORE_ERROR_NOT_FOUND, or why it could not be found out
 *
 * A keyring that shows nothing while it is locked is opened first, which prompts.
 *
 * Returns: whether there is one
 */
gboolean
kb_secret_find_items (KbSecretCall *call, GList **items, GError **error)
{
  g_autoptr (SecretCollection) collection = NULL;
  GList objects = { NULL, NULL, NULL };
  gboolean locked = FALSE;

  if (!kb_secret_search (call, items, error))
    return FALSE;
  if (*items != NULL)
    return TRUE;

  /* Trying may open it, so it is what it calls itself before that counts. */
  if (!kb_secret_find_collection (call, &collection, &locked, error))
    return FALSE;
  objects.data = collection;
  if (locked && !kb_secret_unlock (call, &objects, error))
    return FALSE;
  if (collection != NULL && secret_collection_get_locked (collection) &&
      !kb_secret_search (call, items, error))
    return FALSE;

  return *items != NULL || kb_secret_call_fail (error, KB_STORE_ERROR_NOT_FOUND, "No item of that name");
}

/**
 * kb_secret_create_item:
 * @call: an operation with name, label and key
 * @collection: where to
 * @error: %KB_STORE_ERROR_DISMISSED when a prompt was closed, or another
 *
 * Puts the key beside what is there: nothing is given up before the new one is proved. May prompt.
 *
 * Returns: (transfer full) (nullable): the path of the item
 */
char *
kb_secret_create_item (KbSecretCall *call, SecretCollection *collection, GError **error)
{
  g_autoptr (GHashTable) attributes = kb_secret_item_dup_attributes (call->name);
  g_autofree char *label = kb_secret_item_dup_label (call->name, call->label);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SecretItem) item = NULL;

  /* Not secret_service_store(): it does not say which item it made. */
  secret_item_create (collection, kb_secret_item_get_schema (), attributes, label, call->key,
                      SECRET_ITEM_CREATE_NONE, call->cancellable, kb_fiber_ready_cb,
                      kb_secret_call_begin_asking (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return NULL;

  item = secret_item_create_finish (result, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (item == NULL)
    kb_secret_call_fail (error, KB_STORE_ERROR_DISMISSED, "No item was made");

  return item != NULL ? g_strdup (g_dbus_proxy_get_object_path (G_DBUS_PROXY (item))) : NULL;
}

/**
 * kb_secret_load_secret:
 * @call: an operation
 * @item: an item
 * @error: %KB_STORE_ERROR_LOCKED when the service keeps it back, or another
 *
 * Returns: (transfer full) (nullable): its secret, read anew
 */
SecretValue *
kb_secret_load_secret (KbSecretCall *call, SecretItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  SecretValue *value = NULL;

  secret_item_load_secret (item, call->cancellable, kb_fiber_ready_cb, kb_secret_call_begin (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return NULL;

  if (secret_item_load_secret_finish (item, result, &local_error))
    value = secret_item_get_secret (item);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (value == NULL)
    kb_secret_call_fail (error, KB_STORE_ERROR_LOCKED, "No secret came back");

  return value;
}

/**
 * kb_secret_set_label:
 * @call: an operation with name and label
 * @item: an open item
 * @error: why it has not been done
 *
 * Returns: whether the item has the label
 */
gboolean
kb_secret_set_label (KbSecretCall *call, SecretItem *item, GError **error)
{
  g_autofree char *label = kb_secret_item_dup_label (call->name, call->label);
  g_autoptr (GAsyncResult) result = NULL;

  secret_item_set_label (item, label, call->cancellable, kb_fiber_ready_cb, kb_secret_call_begin (call));
  result = kb_secret_call_await (call, error);

  return result != NULL && secret_item_set_label_finish (item, result, error);
}

/**
 * kb_secret_delete_item:
 * @call: an operation
 * @item: an item
 * @error: %KB_STORE_ERROR_DISMISSED when a prompt was closed, or another
 *
 * May prompt.
 *
 * Returns: whether it is gone
 */
gboolean
kb_secret_delete_item (KbSecretCall *call, SecretItem *item, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean deleted = FALSE;

  secret_item_delete (item, call->cancellable, kb_fiber_ready_cb, kb_secret_call_begin_asking (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return FALSE;

  deleted = secret_item_delete_finish (item, result, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (!deleted)
    kb_secret_call_fail (error, KB_STORE_ERROR_DISMISSED, "The item was not deleted");

  return deleted;
}

/* all items */

/* Without a SecretItem for each, which would watch it for changes that nobody here waits for. */
static gboolean
look_at_batch (KbSecretCall *call, GPtrArray *paths, guint first, GPtrArray *properties, GError **error)
{
  GDBusConnection *connection = g_dbus_proxy_get_connection (G_DBUS_PROXY (call->service));
  const char *owner = g_dbus_proxy_get_name (G_DBUS_PROXY (call->service));
  guint n = MIN (BATCH, paths->len - first);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_full (n, dex_unref);

  for (guint i = 0; i < n; i++)
    {
      DexPromise *promise = dex_promise_new ();

      g_ptr_array_add (steps, promise);
      g_dbus_connection_call (connection, owner, paths->pdata[first + i], PROPERTIES_INTERFACE, "GetAll",
                              g_variant_new ("(s)", ITEM_INTERFACE), G_VARIANT_TYPE ("(a{sv})"),
                              G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, call->cancellable, kb_fiber_ready_cb,
                              dex_ref (promise));
    }

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GVariant) reply = NULL;
      g_autoptr (GError) local_error = NULL;

      result = kb_secret_call_await_one (call, dex_ref (steps->pdata[i]), error);
      if (result == NULL)
        return FALSE;
      reply = g_dbus_connection_call_finish (connection, result, &local_error);
      /* One that is gone meanwhile is none to be shown. */
      if (local_error != NULL && !kb_secret_error_is_no_object (local_error))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      g_ptr_array_add (properties, reply != NULL ? g_variant_get_child_value (reply, 0) : NULL);
    }

  return TRUE;
}

static void
variant_free (gpointer variant)
{
  if (variant != NULL)
    g_variant_unref (variant);
}

/**
 * kb_secret_list_keys:
 * @call: an operation
 * @keys: (out) (transfer full) (element-type KbSavedKey): all of Keybearer's, locked ones too
 * @error: why it is not known
 *
 * Each item that the service tells of shows that it answers, however many there are.
 *
 * Returns: whether it is known
 */
gboolean
kb_secret_list_keys (KbSecretCall *call, GPtrArray **keys, GError **error)
{
  g_autoptr (GPtrArray) paths = search_paths (call, error);
  g_autoptr (GPtrArray) properties = g_ptr_array_new_with_free_func (variant_free);

  if (paths == NULL)
    return FALSE;

  for (guint first = 0; first < paths->len; first += BATCH)
    if (!look_at_batch (call, paths, first, properties, error))
      return FALSE;

  *keys = kb_secret_item_list_keys (paths, properties);

  return TRUE;
}
