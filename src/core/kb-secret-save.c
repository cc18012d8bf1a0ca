/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-secret-steps.h"

/* As long for a wrong key as for the right one. */
static gboolean
is_same_key (SecretValue *a, SecretValue *b)
{
  gsize length_a = 0;
  gsize length_b = 0;
  const char *text_a = secret_value_get (a, &length_a);
  const char *text_b = secret_value_get (b, &length_b);
  guchar difference = 0;

  if (length_a != length_b)
    return FALSE;

  for (gsize i = 0; i < length_a; i++)
    difference |= text_a[i] ^ text_b[i];

  return difference == 0;
}

static gboolean
is_same_item (SecretItem *a, SecretItem *b)
{
  return g_strcmp0 (g_dbus_proxy_get_object_path (G_DBUS_PROXY (a)),
                    g_dbus_proxy_get_object_path (G_DBUS_PROXY (b))) == 0;
}

static void
saved_step (KbSecretCall *call)
{
  kb_secret_call_return_boolean (call, TRUE);
}

/* A copy under the same name in another collection would be found instead of this one by chance. It goes,
 * unless that takes a prompt for a keyring that nobody asked for: what is locked is not found without one
 * either. */
static void
remove_others (KbSecretCall *call)
{
  g_autolist (SecretItem)
    found = g_steal_pointer (&call->items);

  for (GList *link = found; link != NULL; link = link->next)
    {
      if (!is_same_item (link->data, call->item) && !secret_item_get_locked (link->data))
        call->items = g_list_prepend (call->items, g_object_ref (link->data));
    }

  kb_secret_delete_items (call, saved_step);
}

static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;

  if (!secret_item_delete_finish (SECRET_ITEM (source), result, &error))
    g_warning ("A key that was stored wrongly could not be removed: %s",
               error != NULL ? error->message : "dismissed");

  if (kb_secret_call_goes_on (call, NULL))
    kb_secret_call_return_error (call, KB_STORE_ERROR_MISMATCH, "Another key was read back than was stored");
}

static void
compare_step (KbSecretCall *call)
{
  g_autoptr (SecretValue) stored = secret_item_get_secret (call->item);

  if (is_same_key (stored, call->key))
    {
      remove_others (call);
      return;
    }

  kb_secret_call_unlimit (call);
  secret_item_delete (call->item, call->cancellable, discarded_cb, kb_secret_call_ref (call));
}

/* The item is looked up again the way other programs will do it, because the one that came from creating it
 * already holds the key that it was given. */
static void
read_back_step (KbSecretCall *call)
{
  for (GList *link = call->items; link != NULL; link = link->next)
    {
      if (is_same_item (link->data, call->item))
        {
          g_set_object (&call->item, link->data);
          kb_secret_load_item (call, compare_step);
          return;
        }
    }

  kb_secret_call_return_error (call, KB_STORE_ERROR_NOT_FOUND, "The stored item cannot be found");
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretItem) item = secret_item_create_finish (result, &error);

  if (!kb_secret_call_goes_on (call, error))
    return;
  if (item == NULL)
    {
      kb_secret_call_return_error (call, KB_STORE_ERROR_DISMISSED, "No item was made");
      return;
    }

  g_set_object (&call->item, item);
  kb_secret_call_limit (call, 1, KB_STORE_ERROR_NOT_RESPONDING);
  kb_secret_search (call, read_back_step);
}

/* Not secret_service_store(): it does not say which item it made. */
static void
create_step (KbSecretCall *call)
{
  g_autoptr (GHashTable) attributes = kb_secret_dup_attributes (call);
  g_autofree char *label = kb_secret_dup_item_label (call);

  kb_secret_call_unlimit (call);
  secret_item_create (call->collection, kb_secret_get_schema (), attributes, label, call->key,
                      SECRET_ITEM_CREATE_REPLACE, call->cancellable, created_cb, kb_secret_call_ref (call));
}

static void
open_collection_step (KbSecretCall *call)
{
  if (call->collection == NULL)
    kb_secret_call_return_error (call, KB_STORE_ERROR_NO_COLLECTION, "No default collection");
  else
    kb_secret_unlock_collection (call, create_step);
}

/**
 * kb_secret_save_step:
 * @call: an operation with name, label and key
 *
 * Stores the key in the default collection, in place of the one of the same name, reads it back and compares.
 */
void
kb_secret_save_step (KbSecretCall *call)
{
  kb_secret_find_collection (call, open_collection_step);
}
