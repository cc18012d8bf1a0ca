/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-fiber.h"
#include "core/found/kb-find.h"
#include "core/keyring/kb-secret-service.h"

#define LIMIT 10 /* seconds for a step */

static GAsyncResult *
await (DexPromise *promise, GCancellable *cancellable)
{
  return kb_fiber_await (promise, g_get_monotonic_time () + LIMIT * G_USEC_PER_SEC, cancellable, NULL);
}

static SecretService *
open_service (GCancellable *cancellable)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  secret_service_open (KB_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_NONE, cancellable, kb_fiber_ready_cb,
                       dex_ref (promise));
  result = await (promise, cancellable);

  return result ? secret_service_open_finish (result, NULL) : NULL;
}

/* Locked ones tell their attributes, too. */
static GList *
search (SecretService *service, GCancellable *cancellable)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GAsyncResult) result = NULL;

  g_hash_table_insert (attributes, (gpointer) "service", (gpointer) "openai");
  secret_service_search (service, NULL, attributes, SECRET_SEARCH_ALL, cancellable, kb_fiber_ready_cb,
                         dex_ref (promise));
  result = await (promise, cancellable);

  return result ? secret_service_search_finish (service, result, NULL) : NULL;
}

static void
add_name (GStrvBuilder *names, SecretItem *item)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  const char *name = attributes ? g_hash_table_lookup (attributes, "username") : NULL;

  if (name && g_strcmp0 (g_hash_table_lookup (attributes, "application"), "keybearer") != 0)
    g_strv_builder_add (names, name);
}

static DexFuture *
find_fiber (gpointer cancellable)
{
  g_autoptr (SecretService) service = open_service (cancellable);
  GList *items = service ? search (service, cancellable) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (GList *link = items; link != NULL; link = link->next)
    add_name (names, link->data);
  g_list_free_full (items, g_object_unref);

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (names));
}

static DexFuture *
answer_cb (DexFuture *future, gpointer task)
{
  const GValue *value = dex_future_get_value (future, NULL);

  g_task_return_pointer (task, value ? g_value_dup_boxed (value) : NULL, (GDestroyNotify) g_strfreev);

  return dex_future_new_true ();
}

/**
 * kb_find_twins_async:
 * @cancellable: (nullable): to give up
 * @callback: called when the keyring has answered, or after 20 s
 * @user_data: for @callback
 *
 * Asks under which names other programs keep an item with our "service". Whoever looks a key up by service
 * and username may get theirs in the place of ours. Never prompts, and reads no secret.
 */
void
kb_find_twins_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  DexFuture *future;

  dex_init ();
  future = dex_scheduler_spawn (NULL, 0, find_fiber, cancellable ? g_object_ref (cancellable) : NULL,
                                cancellable ? g_object_unref : NULL);
  dex_future_disown (dex_future_finally (future, answer_cb, task, g_object_unref));
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
