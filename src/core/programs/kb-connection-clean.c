/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-connection.h"

#include "core/base/kb-fiber.h"

typedef struct
{
  char *name;
  GCancellable *cancellable;
} Cleaning;

static void
cleaning_free (gpointer data)
{
  Cleaning *cleaning = data;

  g_free (cleaning->name);
  g_clear_object (&cleaning->cancellable);
  g_free (cleaning);
}

static void
note_free (gpointer note)
{
  kb_connection_note_free (note);
}

static GPtrArray *
list (Cleaning *cleaning, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_connections_list_async (cleaning->name, cleaning->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, 0, cleaning->cancellable, error);
  return result ? kb_connections_list_finish (result, error) : NULL;
}

static gboolean
undo (Cleaning *cleaning, const KbConnectionNote *note)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_connections_undo_async (note, cleaning->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, 0, NULL, NULL);
  return result != NULL && kb_connections_undo_finish (result, NULL);
}

static DexFuture *
clean_fiber (gpointer data)
{
  Cleaning *cleaning = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) notes = list (cleaning, &error);
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func (note_free);

  if (notes == NULL)
    return dex_future_new_for_error (error);
  for (guint i = 0; i < notes->len; i++)
    {
      const KbConnectionNote *note = notes->pdata[i];

      /* What a person has put in, only a person takes out. */
      if (!undo (cleaning, note) || note->hash == NULL)
        g_ptr_array_add (left, kb_connection_note_copy (note));
    }
  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&left));
}

/**
 * kb_connections_clean_async:
 * @name: the short name of a key that is gone
 * @cancellable: (nullable): to give up
 *
 * Takes back what programs were connected with that key by, as far as nobody has changed it since.
 */
void
kb_connections_clean_async (const char *name,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Cleaning *cleaning = g_new0 (Cleaning, 1);

  cleaning->name = g_strdup (name);
  g_set_object (&cleaning->cancellable, cancellable);
  kb_fiber_start (task, clean_fiber, cleaning, cleaning_free);
}

/**
 * kb_connections_clean_finish:
 * @error: %KB_CONNECTION_ERROR_NOTES, or cancelled
 *
 * Returns: (transfer full) (nullable) (element-type KbConnectionNote): those that a person has to take back
 */
GPtrArray *
kb_connections_clean_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
