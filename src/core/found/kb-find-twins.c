/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"
#include "core/keyring/kb-secret-service.h"

static SecretService *
open_service (KbSearch *search)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  secret_service_open (KB_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_NONE, search->steps, kb_fiber_ready_cb,
                       dex_ref (promise));
  result = kb_search_await (search, promise, NULL);

  return result ? secret_service_open_finish (result, NULL) : NULL;
}

/* Locked ones tell their attributes, too. Not to be cancelled, as in kb-secret-steps.c. */
static GList *
find_items (KbSearch *search, SecretService *service)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GAsyncResult) result = NULL;

  g_hash_table_insert (attributes, (gpointer) "service", (gpointer) "openai");
  secret_service_search (service, NULL, attributes, SECRET_SEARCH_ALL, NULL, kb_fiber_ready_cb,
                         dex_ref (promise));
  result = kb_search_await (search, promise, NULL);

  return result ? secret_service_search_finish (service, result, NULL) : NULL;
}

static void
add_name (GStrvBuilder *names, SecretItem *item)
{
  g_autoptr (GHashTable) attributes = kb_find_dup_attributes (item);
  const char *name = g_hash_table_lookup (attributes, "username");

  if (name && g_strcmp0 (g_hash_table_lookup (attributes, "application"), "keybearer") != 0)
    g_strv_builder_add (names, name);
}

static DexFuture *
find_fiber (gpointer data)
{
  KbSearch *search = data;
  g_autoptr (SecretService) service = open_service (search);
  g_autolist (SecretItem)
    items = service ? find_items (search, service) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (GList *link = items; link != NULL; link = link->next)
    add_name (names, link->data);

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (names));
}

/**
 * kb_find_twins_async:
 * @cancellable: (nullable): to give up
 * @callback: called when the keyring has answered, or after 10 s
 * @user_data: for @callback
 *
 * Asks under which names other programs keep an item with our "service". Whoever looks a key up by service
 * and username may get theirs in the place of ours. Never prompts, and reads no secret.
 */
void
kb_find_twins_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, kb_find_twins_async);
  kb_fiber_start (task, find_fiber, kb_search_new (NULL, NULL, cancellable), kb_search_unref);
}

/**
 * kb_find_twins_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): values of "username", empty when there are none; %NULL when cancelled
 */
char **
kb_find_twins_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
