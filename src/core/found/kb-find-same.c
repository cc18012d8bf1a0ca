/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"

#include <string.h>

typedef struct
{
  GPtrArray *findings;
  KbKeyStore *store;
  GPtrArray *saved; /* KbSavedKey */
  guint at;
} Comparison;

static void
comparison_free (gpointer data)
{
  Comparison *self = data;

  g_ptr_array_unref (self->findings);
  g_object_unref (self->store);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_same (SecretValue *a, SecretValue *b)
{
  gsize length_a, length_b;
  const char *text_a = secret_value_get (a, &length_a);
  const char *text_b = secret_value_get (b, &length_b);

  return length_a == length_b && memcmp (text_a, text_b, length_a) == 0;
}

static void compare_next (GTask *task);

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparison *self = g_task_get_task_data (task);
  g_autoptr (SecretValue) key = kb_key_store_load_finish (KB_KEY_STORE (source), result, NULL);
  KbSavedKey *saved = self->saved->pdata[self->at++];

  for (guint i = 0; key != NULL && i < self->findings->len; i++)
    if (kb_finding_get_key (self->findings->pdata[i]) != NULL &&
        is_same (key, kb_finding_get_key (self->findings->pdata[i])))
      kb_finding_set_same (self->findings->pdata[i], kb_saved_key_get_label (saved));

  compare_next (task);
}

/* A locked one would ask for the password, and nobody has asked for that. */
static void
compare_next (GTask *task)
{
  Comparison *self = g_task_get_task_data (task);

  while (self->at < self->saved->len && kb_saved_key_get_locked (self->saved->pdata[self->at]))
    self->at++;
  if (self->at == self->saved->len || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    g_task_return_boolean (task, TRUE);
  else
    kb_key_store_load_async (self->store, kb_saved_key_get_name (self->saved->pdata[self->at]),
                             g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Comparison *self = g_task_get_task_data (task);

  self->saved = kb_key_store_list_finish (KB_KEY_STORE (source), result, NULL);
  if (self->saved == NULL)
    g_task_return_boolean (task, FALSE);
  else
    compare_next (task);
}

void
kb_find_same_async (GPtrArray *findings,
                    KbKeyStore *store,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Comparison *self = g_new0 (Comparison, 1);

  self->findings = g_ptr_array_ref (findings);
  self->store = g_object_ref (store);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, comparison_free);
  if (findings->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    kb_key_store_list_async (store, cancellable, listed_cb, g_object_ref (task));
}

void
kb_find_same_finish (GAsyncResult *result)
{
  g_task_propagate_boolean (G_TASK (result), NULL);
}
