/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

/* libsecret shows how it encrypts secrets to those only who say so. */
#define SECRET_API_SUBJECT_TO_CHANGE

#include "core/keyring/kb-secret-verbs.h"

#include "core/key/kb-key.h"
#include "core/keyring/kb-secret-search.h"

#include <glib/gi18n.h>

static gboolean
fail (GError **error, KbStoreError code, const char *message)
{
  g_set_error_literal (error, KB_STORE_ERROR, (int) code, message);

  return FALSE;
}

/* @answer: transfer full */
static gboolean
answer (KbSecretOperation *operation, gpointer answer, GDestroyNotify destroy)
{
  operation->answer = answer;
  operation->destroy = destroy;

  return TRUE;
}

/* the lock */

static DexFuture *
waits_cb (DexFuture *future, gpointer store)
{
  g_signal_emit_by_name (store, "waiting", TRUE);
  return NULL;
}

static DexFuture *
waited_cb (DexFuture *future, gpointer store)
{
  g_signal_emit_by_name (store, "waiting", FALSE);
  return NULL;
}

/* Keeps all other programs of ours from changing keys until the operation is over. While another one holds
 * the lock, the store says so. */
static gboolean
take_lock (KbSecretOperation *operation, GError **error)
{
  g_autoptr (DexPromise) waits = dex_promise_new ();
  g_autoptr (GError) local_error = NULL;
  gpointer store = operation->store;
  DexFuture *lock = NULL;

  if (operation->lock != NULL)
    return TRUE;

  dex_future_disown (
      dex_future_then (dex_ref (DEX_FUTURE (waits)), waits_cb, g_object_ref (store), g_object_unref));
  lock = kb_lock_take (KB_LOCK_KEYS, operation->lock_timeout, operation->call.caller, waits);
  dex_future_disown (dex_future_finally (dex_ref (lock), waited_cb, g_object_ref (store), g_object_unref));
  operation->lock = dex_await_object (lock, &local_error);
  if (dex_future_is_pending (DEX_FUTURE (waits)))
    dex_promise_reject (waits, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "No need to wait"));
  /* The bus may grant no names; the keyring is to be had all the same. */
  if (operation->lock != NULL || g_error_matches (local_error, KB_LOCK_ERROR, KB_LOCK_ERROR_NO_BUS))
    return TRUE;
  if (g_error_matches (local_error, KB_LOCK_ERROR, KB_LOCK_ERROR_TOO_LONG))
    return fail (error, KB_STORE_ERROR_BUSY, "Another one holds the lock");

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* the default collection */

typedef struct
{
  char *path; /* nullable: there is none */
  gboolean says_locked;
  gboolean locked; /* it takes a prompt to open it */
} Collection;

static void
collection_clear (Collection *collection)
{
  g_free (collection->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Collection, collection_clear)

/* KWallet and KeePassXC call themselves locked although they can be read and written, and gnome-keyring opens
 * without a question where the password is empty, so they are asked to open. The prompt that this may bring
 * is shown by a call of its own, which is not made here. gnome-keyring keeps each such prompt until we leave
 * the bus, and what it says of itself holds: it is asked once, until it has been open. */
static gboolean
try_unlock (KbSecretCall *call, Collection *collection, GError **error)
{
  KbSecretSession *session = call->session;
  const char *paths[] = { collection->path, NULL };
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  const char *prompt = NULL;

  if (g_strcmp0 (session->locked_path, collection->path) == 0)
    return TRUE;
  reply = kb_secret_call (call, KB_SECRET_PATH, KB_SECRET "Service.Unlock", g_variant_new ("(^ao)", paths),
                          "(aoo)", error);
  if (reply == NULL)
    return FALSE;

  g_variant_get (reply, "(@ao&o)", &unlocked, &prompt);
  collection->locked = !g_str_equal (prompt, KB_SECRET_NONE) || g_variant_n_children (unlocked) == 0;
  if (collection->locked && session->provider == KB_STORE_PROVIDER_GNOME)
    g_set_str (&session->locked_path, collection->path);

  return TRUE;
}

/* Never prompts. */
static gboolean
find_collection (KbSecretCall *call, Collection *collection, GError **error)
{
  if (!kb_secret_find_default (call, &collection->path, &collection->says_locked, error))
    return FALSE;

  collection->locked = collection->says_locked;
  if (collection->locked)
    return try_unlock (call, collection, error);
  g_clear_pointer (&call->session->locked_path, g_free);

  return TRUE;
}

/* @paths: of collections or items */
static gboolean
unlock_paths (KbSecretCall *call, GPtrArray *paths, GError **error)
{
  GVariant *objects = g_variant_new_objv ((const char *const *) paths->pdata, (gssize) paths->len);
  g_autoptr (GVariant) unlocked = kb_secret_call_asking (call, KB_SECRET_PATH, KB_SECRET "Service.Unlock",
                                                         g_variant_new ("(@ao)", objects), "(aoo)", error);

  if (unlocked == NULL)
    return FALSE;

  return (g_variant_is_container (unlocked) && g_variant_n_children (unlocked) > 0) ||
         fail (error, KB_STORE_ERROR_DISMISSED, "Nothing was unlocked");
}

static gboolean
unlock_collection (KbSecretCall *call, Collection *collection, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, collection->path);

  return !collection->locked || unlock_paths (call, paths, error);
}

static gboolean
create_collection (KbSecretCall *call, GError **error)
{
  /* TRANSLATORS: The name of the keyring that is created where there is none. */
  GVariant *label =
      g_variant_new_parsed ("{'org.freedesktop.Secret.Collection.Label': <%s>}", _ ("Default Keyring"));
  g_autoptr (GVariant) made =
      kb_secret_call_asking (call, KB_SECRET_PATH, KB_SECRET "Service.CreateCollection",
                             g_variant_new ("(@a{sv}s)", label, "default"), "(oo)", error);

  return made != NULL;
}

/* items of the name that was asked for */

static GPtrArray *
search (KbSecretOperation *operation, GError **error)
{
  return kb_secret_search (&operation->call, kb_secret_item_new_attributes (operation->request->name), error);
}

/* A keyring that shows nothing while it is locked is opened first, which prompts. Not empty. */
static GPtrArray *
find_items (KbSecretOperation *operation, GError **error)
{
  g_auto (Collection) collection = { NULL, FALSE, FALSE };
  g_autoptr (GPtrArray) items = search (operation, error);

  if (items == NULL || items->len > 0)
    return g_steal_pointer (&items);

  /* Trying may open it, so it is what it calls itself before that counts. */
  if (!find_collection (&operation->call, &collection, error) ||
      !unlock_collection (&operation->call, &collection, error))
    return NULL;
  if (collection.says_locked)
    {
      g_ptr_array_unref (items);
      items = search (operation, error);
    }
  if (items != NULL && items->len == 0)
    {
      fail (error, KB_STORE_ERROR_NOT_FOUND, "No item of that name");
      return NULL;
    }

  return g_steal_pointer (&items);
}

/* Prompts where one is locked. */
static gboolean
unlock_items (KbSecretOperation *operation, GPtrArray *items, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++)
    if (((KbSecretItem *) items->pdata[i])->locked)
      g_ptr_array_add (paths, ((KbSecretItem *) items->pdata[i])->path);

  return paths->len == 0 || unlock_paths (&operation->call, paths, error);
}

/* The path of the one that counts. */
static char *
open_item (KbSecretOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) items = find_items (operation, error);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  if (items == NULL)
    return NULL;
  g_ptr_array_add (chosen, kb_secret_item_choose (items));

  return unlock_items (operation, chosen, error) ? g_strdup (((KbSecretItem *) chosen->pdata[0])->path)
                                                 : NULL;
}

/* May prompt. */
static gboolean
delete_item (KbSecretOperation *operation, const char *path, GError **error)
{
  g_autoptr (GVariant) deleted =
      kb_secret_call_asking (&operation->call, path, KB_SECRET "Item.Delete", NULL, "(o)", error);

  return deleted != NULL;
}

/* saving */

/* Beside what is there: nothing is given up before the new one is proved. May prompt. */
static char *
create_item (KbSecretOperation *operation, const char *collection, GError **error)
{
  const KbStoreRequest *request = operation->request;
  GVariant *secret = secret_service_encode_dbus_secret (operation->call.session->service, request->key);
  GVariant *arguments = g_variant_new (
      "(@a{sv}@(oayays)b)", kb_secret_item_new_properties (request->name, request->label), secret, FALSE);
  g_autoptr (GVariant) made = kb_secret_call_asking (
      &operation->call, collection, KB_SECRET "Collection.CreateItem", arguments, "(oo)", error);

  if (made == NULL)
    return NULL;
  if (g_variant_is_of_type (made, G_VARIANT_TYPE_OBJECT_PATH))
    return g_variant_dup_string (made, NULL);
  fail (error, KB_STORE_ERROR_DISMISSED, "No item was made");

  return NULL;
}

/* What was given back is not the key. The one that was just made goes, and nothing else. */
static gboolean
discard (KbSecretOperation *operation, const char *path, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (delete_item (operation, path, &local_error))
    return fail (error, KB_STORE_ERROR_MISMATCH, "Another key was read back than was stored");
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_warning ("A key that was stored wrongly could not be removed: %s", local_error->message);

  return fail (error, KB_STORE_ERROR_MISMATCH_LEFT, local_error->message);
}

/* Copies of the same name, in this collection or another, would be found instead of this one by chance. They
 * go, unless that takes a prompt for a keyring that nobody asked for: what is locked is not found without one
 * either. The key is saved by then, whatever becomes of them: the newest one counts. */
static gboolean
delete_others (KbSecretOperation *operation, GPtrArray *items, const char *kept, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      const KbSecretItem *item = items->pdata[i];
      g_autoptr (GError) local_error = NULL;

      if (g_str_equal (item->path, kept) || item->locked ||
          !kb_secret_item_is_ours (item, operation->request->name) ||
          delete_item (operation, item->path, &local_error))
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

static gboolean
has_path (GPtrArray *items, const char *path)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((KbSecretItem *) items->pdata[i])->path, path))
      return TRUE;

  return FALSE;
}

/* The item is looked up again the way other programs will do it. */
static gboolean
prove (KbSecretOperation *operation, const char *made, GError **error)
{
  g_autoptr (GPtrArray) items = search (operation, error);
  g_autoptr (SecretValue) stored = NULL;

  if (items == NULL)
    return FALSE;
  if (!has_path (items, made))
    return fail (error, KB_STORE_ERROR_NOT_FOUND, "The stored item cannot be found");
  stored = kb_secret_call_load (&operation->call, made, error);
  if (stored == NULL)
    return FALSE;
  if (!kb_key_equal (stored, operation->request->key))
    return discard (operation, made, error);

  return delete_others (operation, items, made, error);
}

static gboolean
is_free (KbSecretOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) items = search (operation, error);

  return items != NULL &&
         (items->len == 0 || fail (error, KB_STORE_ERROR_NAME_TAKEN, "An item of that name is there"));
}

/* what can be asked of a store */

static gboolean
probe (KbSecretOperation *operation, GError **error)
{
  g_auto (Collection) collection = { NULL, FALSE, FALSE };
  g_autoptr (GVariant) label = NULL;

  if (!find_collection (&operation->call, &collection, error))
    return FALSE;
  if (collection.path == NULL)
    return fail (error, KB_STORE_ERROR_NO_COLLECTION, "No default collection");
  if (collection.locked)
    return fail (error, KB_STORE_ERROR_LOCKED, "The default collection is locked");
  label = kb_secret_call_get (&operation->call, collection.path, KB_SECRET "Collection", "Label", error);
  if (label == NULL)
    return FALSE;

  return answer (operation,
                 g_variant_is_of_type (label, G_VARIANT_TYPE_STRING) ? g_variant_dup_string (label, NULL)
                                                                     : NULL,
                 g_free);
}

static gboolean
unlock (KbSecretOperation *operation, GError **error)
{
  g_auto (Collection) collection = { NULL, FALSE, FALSE };

  if (!find_collection (&operation->call, &collection, error))
    return FALSE;

  return collection.path == NULL ? create_collection (&operation->call, error)
                                 : unlock_collection (&operation->call, &collection, error);
}

static gboolean
list (KbSecretOperation *operation, GError **error)
{
  g_auto (Collection) collection = { NULL, FALSE, FALSE };
  g_autoptr (GPtrArray) items = NULL;

  if (!find_collection (&operation->call, &collection, error))
    return FALSE;

  /* KeePassXC may hold the answer back while it is locked or has no database open, for as long as its own
   * window is open. */
  if (collection.path == NULL)
    operation->call.limit_code = KB_STORE_ERROR_NO_COLLECTION;
  if (collection.locked)
    operation->call.limit_code = KB_STORE_ERROR_LOCKED;
  items = search (operation, error);

  return items != NULL &&
         answer (operation, kb_secret_item_list_keys (items), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
save (KbSecretOperation *operation, GError **error)
{
  g_auto (Collection) collection = { NULL, FALSE, FALSE };
  g_autofree char *made = NULL;

  if (!take_lock (operation, error) || !find_collection (&operation->call, &collection, error))
    return FALSE;
  if (collection.path == NULL)
    return fail (error, KB_STORE_ERROR_NO_COLLECTION, "No default collection");
  if (!unlock_collection (&operation->call, &collection, error) ||
      (!operation->request->replace && !is_free (operation, error)))
    return FALSE;
  made = create_item (operation, collection.path, error);

  return made != NULL && prove (operation, made, error);
}

static gboolean
load (KbSecretOperation *operation, GError **error)
{
  g_autofree char *path = open_item (operation, error);
  SecretValue *value = path != NULL ? kb_secret_call_load (&operation->call, path, error) : NULL;

  return value != NULL && answer (operation, value, (GDestroyNotify) secret_value_unref);
}

static gboolean
change_label (KbSecretOperation *operation, GError **error)
{
  const KbStoreRequest *request = operation->request;
  g_autofree char *label = kb_secret_item_dup_label (request->name, request->label);
  g_autofree char *path = take_lock (operation, error) ? open_item (operation, error) : NULL;
  g_autoptr (GVariant) done = NULL;

  if (path == NULL)
    return FALSE;
  done = kb_secret_call (&operation->call, path, "org.freedesktop.DBus.Properties.Set",
                         g_variant_new ("(ssv)", KB_SECRET "Item", "Label", g_variant_new_string (label)),
                         "()", error);

  return done != NULL;
}

static gboolean
forget (KbSecretOperation *operation, GError **error)
{
  g_autoptr (GPtrArray) items = take_lock (operation, error) ? find_items (operation, error) : NULL;

  if (items == NULL || !unlock_items (operation, items, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    if (kb_secret_item_is_ours (items->pdata[i], operation->request->name) &&
        !delete_item (operation, ((KbSecretItem *) items->pdata[i])->path, error))
      return FALSE;

  return TRUE;
}

static gboolean (*const verbs[]) (KbSecretOperation *operation, GError **error) = {
  [KB_STORE_PROBE] = probe,   [KB_STORE_UNLOCK] = unlock, [KB_STORE_LIST] = list,
  [KB_STORE_SAVE] = save,     [KB_STORE_LOAD] = load,     [KB_STORE_RENAME] = change_label,
  [KB_STORE_FORGET] = forget,
};

/**
 * kb_secret_operation_run:
 * @operation: one with a session
 * @error: why it was not done
 *
 * Does what is asked for, in a fiber.
 *
 * Returns: whether it is done
 */
gboolean
kb_secret_operation_run (KbSecretOperation *operation, GError **error)
{
  return verbs[operation->request->verb](operation, error);
}
