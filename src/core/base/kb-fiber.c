/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-fiber.h"

/**
 * kb_fiber_ready_cb:
 * @source: what was called
 * @result: what it came to
 * @promise: (transfer full): a #DexPromise that is given @result
 *
 * To be called back by a step. What comes when nobody waits any more is dropped.
 */
void
kb_fiber_ready_cb (GObject *source, GAsyncResult *result, gpointer promise)
{
  dex_promise_resolve_object (promise, g_object_ref (result));
  dex_unref (promise);
}

/**
 * kb_fiber_await:
 * @promise: (transfer full): what kb_fiber_ready_cb() was given a reference of
 * @deadline: when to give up, in µs of the monotonic clock; 0 for never
 * @cancellable: (nullable): the caller's
 * @error: %DEX_ERROR_TIMED_OUT after the deadline, %G_IO_ERROR_CANCELLED for the caller's cancel: never one
 *   for the other
 *
 * Waits in a fiber.
 *
 * Returns: (transfer full): what the call came to, or %NULL with @error set
 */
GAsyncResult *
kb_fiber_await (DexPromise *promise, gint64 deadline, GCancellable *cancellable, GError **error)
{
  return dex_await_object (kb_fiber_until (DEX_FUTURE (promise), deadline, cancellable), error);
}

/**
 * kb_fiber_until:
 * @future: (transfer full): what is waited for
 * @deadline: when to give up, in µs of the monotonic clock; 0 for never
 * @cancellable: (nullable): the caller's
 *
 * Returns: (transfer full): a future of the first of the three
 */
DexFuture *
kb_fiber_until (DexFuture *future, gint64 deadline, GCancellable *cancellable)
{
  DexFuture *late = deadline > 0 ? dex_timeout_new_deadline (deadline) : dex_future_new_infinite ();
  DexFuture *cancelled =
      cancellable != NULL ? dex_cancellable_new_from_cancellable (cancellable) : dex_future_new_infinite ();

  return dex_future_first (future, late, cancelled, NULL);
}

/**
 * kb_fiber_work:
 * @function: what to do, in a thread
 * @data: (transfer full): the task's data, for @function
 * @destroy: for @data
 * @deadline: as for kb_fiber_await()
 * @cancellable: (nullable): the caller's
 * @error: as of kb_fiber_await()
 *
 * Waits in a fiber for what a thread does, which goes on when nobody waits any more.
 *
 * Returns: (transfer full) (nullable): the task that @function has answered
 */
GTask *
kb_fiber_work (GTaskThreadFunc function,
               gpointer data,
               GDestroyNotify destroy,
               gint64 deadline,
               GCancellable *cancellable,
               GError **error)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GTask) task = g_task_new (NULL, NULL, kb_fiber_ready_cb, dex_ref (promise));

  g_task_set_task_data (task, data, destroy);
  g_task_run_in_thread (task, function);

  return (GTask *) kb_fiber_await (promise, deadline, cancellable, error);
}

typedef struct
{
  KbFiberFunc function;
  gpointer data;
  DexPromise *done;
} Call;

static gboolean
call_cb (gpointer data)
{
  Call *call = data;
  g_autoptr (DexPromise) done = dex_ref (call->done);

  call->function (call->data);
  dex_promise_resolve_boolean (done, TRUE);

  return G_SOURCE_REMOVE;
}

/**
 * kb_fiber_call:
 * @function: what to do
 * @data: for @function
 *
 * Has it done by the main loop, on a stack that is large, while the fiber waits: whatever calls somebody
 * back, as a signal does.
 */
void
kb_fiber_call (KbFiberFunc function, gpointer data)
{
  DexPromise *done = dex_promise_new ();
  Call call = { function, data, done };

  g_idle_add_full (G_PRIORITY_DEFAULT, call_cb, &call, NULL);
  dex_await (DEX_FUTURE (done), NULL);
}

static void
return_value (GTask *task, const GValue *value)
{
  if (G_VALUE_HOLDS_BOOLEAN (value))
    g_task_return_boolean (task, g_value_get_boolean (value));
  else if (G_VALUE_HOLDS_INT (value))
    g_task_return_int (task, g_value_get_int (value));
  else if (G_VALUE_HOLDS_OBJECT (value))
    g_task_return_pointer (task, g_value_dup_object (value), g_object_unref);
  else if (G_VALUE_HOLDS (value, G_TYPE_PTR_ARRAY))
    g_task_return_pointer (task, g_value_dup_boxed (value), (GDestroyNotify) g_ptr_array_unref);
  else if (G_VALUE_HOLDS (value, G_TYPE_STRV))
    g_task_return_pointer (task, g_value_dup_boxed (value), (GDestroyNotify) g_strfreev);
  else
    g_return_if_reached ();
}

static DexFuture *
answer_cb (DexFuture *future, gpointer task)
{
  GError *error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (value != NULL)
    return_value (task, value);
  else
    g_task_return_error (task, error);

  return NULL;
}

/**
 * kb_fiber_start:
 * @task: (transfer full): who is answered when it is over, outside of the fiber
 * @fiber: what to do; its future is of a boolean, an int, an object, a #GPtrArray or a #GStrv
 * @data: for @fiber
 * @destroy: (nullable): for @data
 *
 * Begins an operation that has an `_async` and a `_finish`.
 */
void
kb_fiber_start (GTask *task, DexFiberFunc fiber, gpointer data, GDestroyNotify destroy)
{
  dex_init ();
  dex_future_disown (dex_future_finally (dex_scheduler_spawn (NULL, KB_FIBER_STACK, fiber, data, destroy),
                                         answer_cb, task, g_object_unref));
}
