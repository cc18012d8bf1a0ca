/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-use-private.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-manager.h"
#include "core/found/kb-find.h"
#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-search.h"
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

/* The keyring */

/* An open one counts before a locked one, and one that goes meanwhile is none. */
static void
take_item (KbUseSecret *secret, KbSecretCall *call, const KbSecretItem *item)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) value = item->locked ? NULL : kb_secret_call_load (call, item->path, &error);
  gsize length = 0;
  const char *text = value ? secret_value_get (value, &length) : NULL;

  if (text)
    {
      secret->state = KB_USE_KEY;
      secret->text = g_strndup (text, length);
    }
  else if (item->locked || (error && kb_secret_error_get_code (error, FALSE) == KB_STORE_ERROR_LOCKED))
    secret->state = KB_USE_LOCKED;
  else if (!kb_secret_error_is_no_object (error))
    secret->state = KB_USE_UNREADABLE;
}

static GVariant *
new_attributes (GHashTable *attributes)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{ss}", name, value);
  return g_variant_builder_end (&builder);
}

static KbUseSecret *
look_up (KbSecretCall *call, const KbPlace *place)
{
  KbUseSecret *secret = g_new0 (KbUseSecret, 1);
  g_autoptr (GPtrArray) items = kb_secret_search (call, new_attributes (place->attributes), NULL);

  if (items == NULL)
    secret->state = KB_USE_UNREADABLE;
  for (guint i = 0; items && i < items->len && secret->state != KB_USE_KEY; i++)
    take_item (secret, call, items->pdata[i]);
  return secret;
}

/* Nobody is asked to open anything. */
static void
look_up_all (Search *search)
{
  GPtrArray *places = kb_program_get_places (search->program);
  KbSecretCall call = { .caller = search->cancellable, .limit = LIMIT * 1000 };

  for (guint i = 0; i < places->len; i++)
    {
      KbPlace *place = places->pdata[i];

      if (place->from != KB_FROM_SECRET)
        continue;
      /* Where there is no keyring, there is nothing in it. */
      if (call.session == NULL && !kb_secret_call_connect (&call, NULL))
        return;
      g_hash_table_insert (search->sight.secrets, place, look_up (&call, place));
    }
  g_clear_pointer (&call.session, kb_secret_session_unref);
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
  g_autoptr (GTask) task =
      kb_fiber_work (look_in_thread, g_atomic_rc_box_acquire (search), search_unref,
                     g_get_monotonic_time () + LIMIT * G_USEC_PER_SEC, search->cancellable, error);

  return task ? g_task_propagate_pointer (task, error) : NULL;
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
