/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"

static GPtrArray *
list_saved (KbSearch *search)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_list_async (search->store, search->steps, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_search_await (search, promise, NULL);

  return result ? kb_key_store_list_finish (search->store, result, NULL) : NULL;
}

static SecretValue *
load (KbSearch *search, KbSavedKey *saved)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_load_async (search->store, kb_saved_key_get_name (saved), search->steps, kb_fiber_ready_cb,
                           dex_ref (promise));
  result = kb_search_await (search, promise, NULL);

  return result ? kb_key_store_load_finish (search->store, result, NULL) : NULL;
}

static void
compare (KbFinding *finding, SecretValue *key, KbSavedKey *saved)
{
  if (kb_finding_get_key (finding) == NULL || !kb_key_equal (key, kb_finding_get_key (finding)))
    return;
  kb_finding_set_same (finding, kb_saved_key_get_label (saved));
  kb_finding_set_same_name (finding, kb_saved_key_get_name (saved));
}

/* Sets what each that was found is the same as. A locked key would ask for the password, and nobody has asked
 * for that. */
void
kb_find_same (KbSearch *search)
{
  g_autoptr (GPtrArray) saved = search->findings->len > 0 ? list_saved (search) : NULL;

  for (guint i = 0; saved != NULL && i < saved->len; i++)
    {
      g_autoptr (SecretValue) key =
          kb_saved_key_get_locked (saved->pdata[i]) ? NULL : load (search, saved->pdata[i]);

      for (guint j = 0; key != NULL && j < search->findings->len; j++)
        compare (search->findings->pdata[j], key, saved->pdata[i]);
    }
}

/**
 * kb_find_compare:
 * @findings: (element-type KbFinding): what was found
 * @store: whose open keys are compared with it
 * @cancellable: (nullable): the caller's
 *
 * Waits in a fiber, for 10 s at most.
 */
void
kb_find_compare (GPtrArray *findings, KbKeyStore *store, GCancellable *cancellable)
{
  KbSearch *search = kb_search_new (store, NULL, cancellable);

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (search->findings, g_object_ref (findings->pdata[i]));
  kb_find_same (search);
  g_cancellable_cancel (search->steps);
  kb_search_unref (search);
}
