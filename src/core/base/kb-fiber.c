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
