/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-use-private.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-manager.h"
#include "core/found/kb-find.h"
#include "core/keyring/kb-secret-service.h"
#include "core/programs/kb-config-reader.h"

#define LIMIT 10 /* seconds for a step */

typedef struct
{
  KbProgram *program;
  KbKeyStore *store;
  GCancellable *cancellable;
  char *folder;
  KbUseSight sight;
} Search;

static void
search_clear (gpointer data)
{
  Search *search = data;

  g_object_unref (search->program);
  g_object_unref (search->store);
  g_clear_object (&search->cancellable);
  g_free (search->folder);
  g_strfreev (search->sight.environment);
  g_strfreev (search->sight.session);
  g_hash_table_unref (search->sight.secrets);
}

static void
search_unref (gpointer search)
{
  g_atomic_rc_box_release_full (search, search_clear);
}

static void
secret_free (gpointer data)
{
  KbUseSecret *secret = data;

  kb_config_wipe (secret->text);
  g_free (secret);
}

static GAsyncResult *
await (Search *search, DexPromise *promise)
{
  return kb_fiber_await (promise, g_get_monotonic_time () + LIMIT * G_USEC_PER_SEC, search->cancellable,
                         NULL);
}

/* The keyring */

static SecretService *
open_service (Search *search)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  secret_service_open (KB_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, search->cancellable,
                       kb_fiber_ready_cb, dex_ref (promise));
  result = await (search, promise);
  return result ? secret_service_open_finish (result, NULL) : NULL;
}

/* An open one counts before a locked one. */
static void
take_item (KbUseSecret *secret, SecretItem *item)
{
  g_autoptr (SecretValue) value = secret_item_get_secret (item);
  gsize length = 0;
  const char *text = value ? secret_value_get (value, &length) : NULL;

  if (secret->state == KB_USE_KEY)
    return;
  secret->state = text ? KB_USE_KEY : KB_USE_LOCKED;
  secret->text = text ? g_strndup (text, length) : NULL;
}

static KbUseSecret *
look_up (Search *search, SecretService *service, const KbPlace *place)
{
  DexPromise *promise = dex_promise_new ();
  KbUseSecret *secret = g_new0 (KbUseSecret, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GList *items;

  /* Without the flag that unlocks, nobody is asked. */
  secret_service_search (service, NULL, place->attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_LOAD_SECRETS,
                         search->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = await (search, promise);
  items = result ? secret_service_search_finish (service, result, &error) : NULL;
  if (result == NULL || error != NULL)
    secret->state = KB_USE_UNREADABLE;
  for (GList *link = items; link != NULL; link = link->next)
    take_item (secret, link->data);
  g_list_free_full (items, g_object_unref);
  return secret;
}

static void
look_up_all (Search *search)
{
  GPtrArray *places = kb_program_get_places (search->program);
  g_autoptr (SecretService) service = NULL;

  for (guint i = 0; i < places->len; i++)
    {
      KbPlace *place = places->pdata[i];

      if (place->from != KB_FROM_SECRET)
        continue;
      service = service ? service : open_service (search);
      /* Where there is no keyring, there is nothing in it. */
      if (service == NULL)
        return;
      g_hash_table_insert (search->sight.secrets, place, look_up (search, service, place));
    }
}

/* The files */

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Search *search = data;

  g_task_return_pointer (task, kb_use_look (search->program, &search->sight), g_object_unref);
}

static KbUse *
look (Search *search, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GTask) task = g_task_new (NULL, search->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  g_autoptr (GAsyncResult) result = NULL;

  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, g_atomic_rc_box_acquire (search), search_unref);
  g_task_run_in_thread (task, look_in_thread);
  result =
      kb_fiber_await (promise, g_get_monotonic_time () + LIMIT * G_USEC_PER_SEC, search->cancellable, error);
  return result ? g_task_propagate_pointer (G_TASK (result), error) : NULL;
}

static void
compare (Search *search, KbUse *use)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();

  for (guint i = 0; i < kb_use_get_n_places (use); i++)
    if (kb_use_get_finding (use, i))
      g_ptr_array_add (findings, kb_use_get_finding (use, i));
  kb_find_compare (findings, search->store, search->cancellable);
}

static DexFuture *
find_fiber (gpointer data)
{
  Search *search = data;
  GError *error = NULL;
  KbUse *use;

  search->sight.session =
      kb_manager_dup_variables (g_get_monotonic_time () + LIMIT * G_USEC_PER_SEC, search->cancellable);
  look_up_all (search);
  use = look (search, &error);
  if (use == NULL)
    return dex_future_new_for_error (error);
  compare (search, use);
  return dex_future_new_take_object (use);
}

/**
 * kb_use_find_async:
 * @program: a program
 * @store: whose keys are compared with what is found
 * @folder: (nullable): a folder whose own settings are looked at too
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks at the variables, the files and the items of the keyring that the data of @program name, and at
 * nothing else. What is locked stays so. No step takes more than 10 s.
 */
void
kb_use_find_async (KbProgram *program,
                   KbKeyStore *store,
                   const char *folder,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_atomic_rc_box_new0 (Search);

  search->program = g_object_ref (program);
  search->store = g_object_ref (store);
  search->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  search->folder = g_strdup (folder);
  search->sight.folder = search->folder;
  search->sight.environment = g_get_environ ();
  search->sight.secrets = g_hash_table_new_full (NULL, NULL, NULL, secret_free);
  kb_fiber_start (task, find_fiber, search, search_unref);
}

/**
 * kb_use_find_finish:
 * @result: what the callback got
 * @error: cancelled, or %DEX_ERROR_TIMED_OUT when the disk does not answer
 *
 * Returns: (transfer full) (nullable): what was found
 */
KbUse *
kb_use_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
