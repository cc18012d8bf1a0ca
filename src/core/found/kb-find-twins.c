/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"
#include "core/keyring/kb-secret-search.h"

/* Locked ones, which tell their attributes, too. */
static gboolean
look (KbSecretCall *call, gpointer names)
{
  g_autoptr (GPtrArray) items =
      kb_secret_search_others (call, g_variant_new_parsed ("{'service': 'openai'}"), NULL);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const char *name = kb_secret_item_get (items->pdata[i], "username");

      if (*name != '\0')
        g_strv_builder_add (names, name);
    }

  return items != NULL;
}

static DexFuture *
find_fiber (gpointer search)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  kb_search_in_keyring (search, look, names);

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (names));
}

/**
 * kb_find_twins_async:
 * @cancellable: (nullable): to give up
 * @callback: called when the keyring has answered, or after 10 s of silence
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
 *
 * Returns: (transfer full) (nullable): values of "username", empty when there are none; %NULL when cancelled
 */
char **
kb_find_twins_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
