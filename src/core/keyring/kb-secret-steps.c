/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-steps.h"

#include "core/keyring/kb-secret-error.h"

#include <glib/gi18n.h>

#define ATTRIBUTE_SERVICE "service"
#define ATTRIBUTE_NAME "username"
#define ATTRIBUTE_APPLICATION "application"

/* Not translated: it is how the key is found again in other programs. */
#define LABEL_PREFIX "OpenAI API key – "

#define NO_PROMPT "/"

/* Not APP_ID: whichever profile is built, it is the same kind of item, and each finds the other's keys. */
#define SCHEMA_NAME "io.github.keybearer.Keybearer"

/* Not matched on its name: gnome-keyring hashes attribute values while it is locked and would not find it. */
static const SecretSchema schema = {
  SCHEMA_NAME,
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
      { ATTRIBUTE_SERVICE, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { ATTRIBUTE_NAME, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { ATTRIBUTE_APPLICATION, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

static void
go_on (KbSecretCall *call)
{
  KbSecretStep then = call->then;

  call->then = NULL;

  then (call);
}

/* find the default collection */

static void
unlock_tried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_proxy_call_finish (G_DBUS_PROXY (source), result, &error);
  g_autoptr (GVariantIter) unlocked = NULL;
  const char *prompt = NULL;

  if (!kb_secret_call_goes_on (call, error))
    return;

  g_variant_get (reply, "(ao&o)", &unlocked, &prompt);
  call->locked = !g_str_equal (prompt, NO_PROMPT) || g_variant_iter_n_children (unlocked) == 0;

  go_on (call);
}

/* KWallet and KeePassXC call themselves locked although they can be read and written, so they are asked to
 * open. The prompt that this may bring is shown by a call of its own, which is not made here. */
static void
try_unlock (KbSecretCall *call)
{
  const char *paths[] = { g_dbus_proxy_get_object_path (G_DBUS_PROXY (call->collection)), NULL };
  GVariant *arguments = g_variant_new ("(^ao)", paths);

  g_dbus_proxy_call (G_DBUS_PROXY (call->service), "Unlock", arguments, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                     call->cancellable, unlock_tried_cb, kb_secret_call_ref (call));
}

static void
collection_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, &error);

  /* The alias outlived its collection, or KeePassXC has no database open. */
  if (kb_secret_error_is_no_object (error))
    g_clear_error (&error);
  if (!kb_secret_call_goes_on (call, error))
    return;

  g_set_object (&call->collection, collection);
  if (collection != NULL && secret_collection_get_locked (collection))
    {
      try_unlock (call);
    }
  else
    {
      call->locked = FALSE;
      go_on (call);
    }
}

/**
 * kb_secret_find_collection:
 * @call: an operation
 * @then: the next step; it finds collection and locked set
 */
void
kb_secret_find_collection (KbSecretCall *call, KbSecretStep then)
{
  call->then = then;
  secret_collection_for_alias (call->service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                               call->cancellable, collection_found_cb, kb_secret_call_ref (call));
}

/* unlock */

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  int n_unlocked = secret_service_unlock_finish (SECRET_SERVICE (source), result, NULL, &error);

  if (!kb_secret_call_goes_on (call, error))
    return;
  if (n_unlocked <= 0)
    {
      kb_secret_call_return_error (call, KB_STORE_ERROR_DISMISSED, "Nothing was unlocked");
      return;
    }

  kb_secret_call_limit (call, 1, KB_STORE_ERROR_NOT_RESPONDING);
  go_on (call);
}

static void
unlock (KbSecretCall *call, GList *objects, KbSecretStep then)
{
  call->then = then;
  kb_secret_call_unlimit (call);
  secret_service_unlock (call->service, objects, call->cancellable, unlocked_cb, kb_secret_call_ref (call));
}

/**
 * kb_secret_unlock_collection:
 * @call: an operation with a collection
 * @then: the next step
 */
void
kb_secret_unlock_collection (KbSecretCall *call, KbSecretStep then)
{
  GList objects = { call->collection, NULL, NULL };

  if (call->locked)
    unlock (call, &objects, then);
  else
    then (call);
}

/**
 * kb_secret_unlock_items:
 * @call: an operation with items
 * @then: the next step
 */
void
kb_secret_unlock_items (KbSecretCall *call, KbSecretStep then)
{
  g_autoptr (GList) locked = NULL;

  for (GList *link = call->items; link != NULL; link = link->next)
    {
      if (secret_item_get_locked (link->data))
        locked = g_list_prepend (locked, link->data);
    }

  if (locked != NULL)
    unlock (call, locked, then);
  else
    then (call);
}

/* search */

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autolist (SecretItem)
    items = secret_service_search_finish (SECRET_SERVICE (source), result, &error);

  if (!kb_secret_call_goes_on (call, error))
    return;

  g_clear_list (&call->items, g_object_unref);
  call->items = g_steal_pointer (&items);
  go_on (call);
}

/**
 * kb_secret_search:
 * @call: an operation
 * @then: the next step; it finds items set
 */
void
kb_secret_search (KbSecretCall *call, KbSecretStep then)
{
  g_autoptr (GHashTable) attributes = kb_secret_dup_attributes (call);

  call->then = then;
  /* Not to be cancelled: libsecret would answer once for each item that it was about to load. Who gives up
   * is told without it. */
  secret_service_search (call->service, &schema, attributes, SECRET_SEARCH_ALL, NULL, searched_cb,
                         kb_secret_call_ref (call));
}

static void items_found_step (KbSecretCall *call);

static void
search_again_step (KbSecretCall *call)
{
  kb_secret_search (call, items_found_step);
}

/* Trying may have opened it already, so it is what it called itself before that counts. */
static void
search_opened_step (KbSecretCall *call)
{
  if (call->collection != NULL && secret_collection_get_locked (call->collection))
    kb_secret_unlock_collection (call, search_again_step);
  else
    kb_secret_call_return_error (call, KB_STORE_ERROR_NOT_FOUND, "No item of that name");
}

static void
items_found_step (KbSecretCall *call)
{
  if (call->items != NULL)
    {
      call->found (call);
    }
  else if (call->searched_again)
    {
      kb_secret_call_return_error (call, KB_STORE_ERROR_NOT_FOUND, "No item of that name");
    }
  else
    {
      call->searched_again = TRUE;
      kb_secret_find_collection (call, search_opened_step);
    }
}

/**
 * kb_secret_find_items:
 * @call: an operation with a name
 * @then: the next step; it finds items set
 */
void
kb_secret_find_items (KbSecretCall *call, KbSecretStep then)
{
  call->found = then;
  kb_secret_search (call, items_found_step);
}

/* the item that counts */

/* Where copies lie in several collections: the one that other programs get without a prompt, then the newest.
 */
static gboolean
is_better (SecretItem *item, SecretItem *than)
{
  if (than == NULL)
    return TRUE;
  if (secret_item_get_locked (item) != secret_item_get_locked (than))
    return !secret_item_get_locked (item);

  return secret_item_get_modified (item) > secret_item_get_modified (than);
}

static void
choose_item_step (KbSecretCall *call)
{
  SecretItem *best = NULL;
  GList *chosen = NULL;

  for (GList *link = call->items; link != NULL; link = link->next)
    {
      if (is_better (link->data, best))
        best = link->data;
    }

  g_set_object (&call->item, best);
  chosen = g_list_append (NULL, g_object_ref (best));
  g_clear_list (&call->items, g_object_unref);
  call->items = chosen;

  kb_secret_unlock_items (call, call->opened);
}

/**
 * kb_secret_open_item:
 * @call: an operation with a name
 * @then: the next step; it finds item set
 */
void
kb_secret_open_item (KbSecretCall *call, KbSecretStep then)
{
  call->opened = then;
  kb_secret_find_items (call, choose_item_step);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = NULL;
  gboolean loaded = secret_item_load_secret_finish (SECRET_ITEM (source), result, &error);

  if (!kb_secret_call_goes_on (call, error))
    return;

  value = loaded ? secret_item_get_secret (SECRET_ITEM (source)) : NULL;
  if (value != NULL)
    go_on (call);
  else
    kb_secret_call_return_error (call, KB_STORE_ERROR_LOCKED, "No secret came back");
}

/**
 * kb_secret_load_item:
 * @call: an operation with an item
 * @then: the next step; it finds the secret in the item
 */
void
kb_secret_load_item (KbSecretCall *call, KbSecretStep then)
{
  call->then = then;
  secret_item_load_secret (call->item, call->cancellable, loaded_cb, kb_secret_call_ref (call));
}

/* delete */

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  gboolean deleted = secret_item_delete_finish (SECRET_ITEM (source), result, &error);

  if (!kb_secret_call_goes_on (call, error))
    return;

  if (deleted)
    kb_secret_delete_items (call, call->then);
  else
    kb_secret_call_return_error (call, KB_STORE_ERROR_DISMISSED, "The item was not deleted");
}

/**
 * kb_secret_delete_items:
 * @call: an operation with items, or with none any more
 * @then: the next step
 */
void
kb_secret_delete_items (KbSecretCall *call, KbSecretStep then)
{
  g_autoptr (SecretItem) item = NULL;

  call->then = then;
  if (call->items == NULL)
    {
      go_on (call);
      return;
    }

  item = call->items->data;
  call->items = g_list_delete_link (call->items, call->items);
  kb_secret_call_unlimit (call);
  secret_item_delete (item, call->cancellable, deleted_cb, kb_secret_call_ref (call));
}

/* what an item looks like */

/**
 * kb_secret_get_schema:
 *
 * Returns: (transfer none): under which name items are stored and which attributes they have
 */
const SecretSchema *
kb_secret_get_schema (void)
{
  return &schema;
}

/**
 * kb_secret_dup_attributes:
 * @call: an operation
 *
 * Returns: (transfer full): what items of the call's name have in common, or all of Keybearer's without a
 * name
 */
GHashTable *
kb_secret_dup_attributes (KbSecretCall *call)
{
  GHashTable *attributes = secret_attributes_build (&schema, ATTRIBUTE_SERVICE, "openai",
                                                    ATTRIBUTE_APPLICATION, "keybearer", NULL);

  if (call->name != NULL)
    g_hash_table_replace (attributes, g_strdup (ATTRIBUTE_NAME), g_strdup (call->name));

  return attributes;
}

/**
 * kb_secret_dup_item_label:
 * @call: an operation with a label
 *
 * Returns: (transfer full): the label of the item
 */
char *
kb_secret_dup_item_label (KbSecretCall *call)
{
  return g_strconcat (LABEL_PREFIX, *call->label != '\0' ? call->label : call->name, NULL);
}

/**
 * kb_secret_dup_saved_key:
 * @item: an item
 *
 * Returns: (transfer full): what is known of it. gnome-keyring, locked since it was started, gives neither
 * label nor attributes nor dates.
 */
KbSavedKey *
kb_secret_dup_saved_key (SecretItem *item)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  g_autofree char *item_label = secret_item_get_label (item);
  const char *name = g_hash_table_lookup (attributes, ATTRIBUTE_NAME);
  const char *label = item_label != NULL ? item_label : "";

  if (g_str_has_prefix (label, LABEL_PREFIX))
    label += strlen (LABEL_PREFIX);
  if (*label == '\0')
    label = name != NULL ? name : _ ("Locked key");

  return kb_saved_key_new (name != NULL ? name : "", label, secret_item_get_created (item),
                           secret_item_get_locked (item));
}
