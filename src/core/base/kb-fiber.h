/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* Bytes of a fiber's stack: a reader of JSON calls itself once a level. */
#define KB_FIBER_STACK (1024 * 1024)

/* A step of a fiber is a call with kb_fiber_ready_cb() as its callback, one wait, and the call's own finish.
 */
void kb_fiber_ready_cb (GObject *source, GAsyncResult *result, gpointer promise);
GAsyncResult *kb_fiber_await (DexPromise *promise,
                              gint64 deadline,
                              GCancellable *cancellable,
                              GError **error);
GTask *kb_fiber_work (GTaskThreadFunc function,
                      gpointer data,
                      GDestroyNotify destroy,
                      gint64 deadline,
                      GCancellable *cancellable,
                      GError **error);
void kb_fiber_start (GTask *task, DexFiberFunc fiber, gpointer data, GDestroyNotify destroy);
/* Outside of the fiber, where somebody may be called back. */
typedef void (*KbFiberFunc) (gpointer data);
void kb_fiber_call (KbFiberFunc function, gpointer data);
DexFuture *kb_fiber_until (DexFuture *future, gint64 deadline, GCancellable *cancellable);

G_END_DECLS
