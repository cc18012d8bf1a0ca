/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-call.h"

#include "core/base/kb-fiber.h"
#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-service.h"

static void
clear_call (gpointer data)
{
  KbSecretCall *call = data;

  g_clear_object (&call->service);
  g_clear_object (&call->lock);
  g_clear_object (&call->caller);
  g_clear_pointer (&call->key, secret_value_unref);
  if (call->answer != NULL)
    call->destroy (call->answer);
  dex_clear (&call->step);
  g_free (call->name);
  g_free (call->label);
  g_object_unref (call->cancellable);
  g_object_unref (call->task);
}

static void
call_unref (gpointer call)
{
  g_rc_box_release_full (call, clear_call);
}

/* connecting */

static gboolean
open_session (KbSecretCall *call, SecretService *service, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) local_error = NULL;

  secret_service_ensure_session (service, call->cancellable, kb_fiber_ready_cb, kb_secret_call_begin (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return FALSE;
  if (secret_service_ensure_session_finish (service, result, &local_error))
    return TRUE;

  /* It has been seen to fail without a word when the service dies meanwhile. */
  if (local_error == NULL)
    g_set_error_literal (&local_error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY, "No session");
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* A sandbox sees no processes of others: whoever it is, is unknown there. */
static gboolean
find_provider (KbSecretCall *call, SecretService *service, GError **error)
{
  GDBusConnection *connection = g_dbus_proxy_get_connection (G_DBUS_PROXY (service));
  g_autofree char *owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (service));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GVariant) reply = NULL;
  guint32 pid = 0;

  g_dbus_connection_call (connection, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                          "GetConnectionUnixProcessID", g_variant_new ("(s)", owner != NULL ? owner : ""),
                          G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, call->cancellable,
                          kb_fiber_ready_cb, kb_secret_call_begin (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return FALSE;

  reply = g_dbus_connection_call_finish (connection, result, NULL);
  if (reply != NULL)
    g_variant_get (reply, "(u)", &pid);
  call->link->provider = kb_secret_service_name_provider (pid);

  return TRUE;
}

static gboolean
open_service (KbSecretCall *call, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (SecretService) service = NULL;
  g_autoptr (GError) local_error = NULL;

  secret_service_open (KB_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_NONE, call->cancellable,
                       kb_fiber_ready_cb, kb_secret_call_begin (call));
  result = kb_secret_call_await (call, error);
  if (result == NULL)
    return FALSE;

  /* As with the session, it may have failed without a word. */
  service = secret_service_open_finish (result, &local_error);
  if (local_error == NULL && (service == NULL || !kb_secret_service_remember_owner (service)))
    g_set_error_literal (&local_error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER, "Nobody owns the name");
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!open_session (call, service, error) || !find_provider (call, service, error))
    return FALSE;

  g_set_object (&call->link->service, service);
  g_clear_pointer (&call->link->locked_path, g_free);

  return TRUE;
}

static gboolean
attempt (KbSecretCall *call, GError **error)
{
  SecretService *known = call->link->service;

  if ((known == NULL || !kb_secret_service_is_alive (known)) && !open_service (call, error))
    return FALSE;

  g_set_object (&call->service, call->link->service);

  return call->run (call, error);
}

/* When a step fails as it does after the service was restarted, all of them are done once more with a new
 * session, unless a person may have been asked something by then. */
static gboolean
run_up_to_twice (KbSecretCall *call, gboolean hidden, GError **error)
{
  g_autoptr (GError) first_error = NULL;

  if (attempt (call, &first_error))
    return TRUE;
  if (call->has_asked || hidden || !kb_secret_error_is_stale (first_error))
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return FALSE;
    }

  g_clear_object (&call->link->service);

  return attempt (call, error);
}

static DexFuture *
fiber (gpointer data)
{
  KbSecretCall *call = data;
  gboolean hidden = kb_secret_error_sandbox_hides (call->link->sandbox_info);
  GError *error = NULL;
  gboolean done = run_up_to_twice (call, hidden, &error);

  g_cancellable_cancel (call->cancellable);
  if (done)
    return dex_future_new_true ();

  g_clear_object (&call->lock);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      KbStoreError code = kb_secret_error_get_code (error, hidden);

      error->domain = KB_STORE_ERROR;
      error->code = (int) code;
    }

  return dex_future_new_for_error (error);
}

static void
release_cb (gpointer lock)
{
  g_object_unref (lock);
}

/* Outside of the fiber, whose stack is small. What has been changed is said before another one can change it
 * again: the caller says it while it is called back, or before it is idle. */
static DexFuture *
answer_cb (DexFuture *future, gpointer user_data)
{
  KbSecretCall *call = user_data;
  GError *error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    g_task_return_error (call->task, error);
  else if (call->destroy != NULL)
    g_task_return_pointer (call->task, g_steal_pointer (&call->answer), call->destroy);
  else
    g_task_return_boolean (call->task, TRUE);
  if (call->lock != NULL)
    g_idle_add_once (release_cb, g_steal_pointer (&call->lock));

  return NULL;
}

/**
 * kb_secret_call_new:
 * @store: the source object of the result
 * @link: what the calls of @store share; it lives as long as @store
 * @tag: the source tag of the result
 * @cancellable: (nullable): the caller's
 * @callback: the caller's
 * @user_data: for @callback
 *
 * Returns: (transfer full): a new operation, for kb_secret_call_start()
 */
KbSecretCall *
kb_secret_call_new (gpointer store,
                    KbSecretLink *link,
                    gpointer tag,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  KbSecretCall *call = g_rc_box_new0 (KbSecretCall);

  call->link = link;
  call->cancellable = g_cancellable_new ();
  g_set_object (&call->caller, cancellable);
  call->limit_code = KB_STORE_ERROR_NOT_RESPONDING;
  call->task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (call->task, tag);

  return call;
}

/**
 * kb_secret_call_start:
 * @call: (transfer full): an operation
 * @run: what it does, in a fiber with a session that can be used
 */
void
kb_secret_call_start (KbSecretCall *call, KbSecretRun run)
{
  DexFuture *future = NULL;

  dex_init ();
  call->run = run;
  future = dex_scheduler_spawn (NULL, 0, fiber, g_rc_box_acquire (call), call_unref);
  dex_future_disown (dex_future_finally (future, answer_cb, call, call_unref));
}

/* steps */

/**
 * kb_secret_call_begin:
 * @call: an operation
 *
 * Begins a step that cannot prompt.
 *
 * Returns: (transfer full): for kb_fiber_ready_cb()
 */
gpointer
kb_secret_call_begin (KbSecretCall *call)
{
  dex_clear (&call->step);
  call->step = dex_promise_new ();
  call->asks = FALSE;

  return dex_ref (call->step);
}

/**
 * kb_secret_call_begin_asking:
 * @call: an operation
 *
 * Begins a step that may prompt: a person is waited for as long as they like.
 *
 * Returns: (transfer full): for kb_fiber_ready_cb()
 */
gpointer
kb_secret_call_begin_asking (KbSecretCall *call)
{
  gpointer promise = kb_secret_call_begin (call);

  call->asks = TRUE;
  call->has_asked = TRUE;

  return promise;
}

/**
 * kb_secret_call_await:
 * @call: an operation with a step begun
 * @error: the operation's limit_code after too long a silence, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what the step came to, or %NULL with @error set
 */
GAsyncResult *
kb_secret_call_await (KbSecretCall *call, GError **error)
{
  gint64 limit = call->link->lookup_timeout * G_GINT64_CONSTANT (1000);
  gint64 deadline = call->asks ? 0 : g_get_monotonic_time () + limit;
  g_autoptr (GError) local_error = NULL;
  GAsyncResult *result = kb_fiber_await (g_steal_pointer (&call->step), deadline, call->caller, &local_error);

  if (g_error_matches (local_error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    kb_secret_call_fail (error, call->limit_code, "The service took too long");
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return result;
}

/**
 * kb_secret_call_await_one:
 * @call: an operation
 * @promise: (transfer full): of one of several steps that cannot prompt and were begun together
 * @error: as of kb_secret_call_await()
 *
 * Returns: (transfer full): what it came to, or %NULL with @error set
 */
GAsyncResult *
kb_secret_call_await_one (KbSecretCall *call, DexPromise *promise, GError **error)
{
  dex_clear (&call->step);
  call->step = promise;
  call->asks = FALSE;

  return kb_secret_call_await (call, error);
}

static DexFuture *
waits_cb (DexFuture *future, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "waiting", TRUE);
  return NULL;
}

static DexFuture *
waited_cb (DexFuture *future, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "waiting", FALSE);
  return NULL;
}

/**
 * kb_secret_call_take_lock:
 * @call: an operation that changes something
 * @error: %KB_STORE_ERROR_BUSY when another Keybearer had it for too long, or %G_IO_ERROR_CANCELLED
 *
 * Keeps all other programs of ours from changing keys until the operation is over. While another one holds
 * the lock, the store says so.
 *
 * Returns: whether to go on
 */
gboolean
kb_secret_call_take_lock (KbSecretCall *call, GError **error)
{
  g_autoptr (DexPromise) waits = dex_promise_new ();
  g_autoptr (GError) local_error = NULL;
  gpointer store = g_task_get_source_object (call->task);
  DexFuture *lock = NULL;

  if (call->lock != NULL)
    return TRUE;

  dex_future_disown (
      dex_future_then (dex_ref (DEX_FUTURE (waits)), waits_cb, g_object_ref (store), g_object_unref));
  lock = kb_lock_take (KB_LOCK_KEYS, call->link->lock_timeout, call->caller, waits);
  dex_future_disown (dex_future_finally (dex_ref (lock), waited_cb, g_object_ref (store), g_object_unref));
  call->lock = dex_await_object (lock, &local_error);
  if (dex_future_is_pending (DEX_FUTURE (waits)))
    dex_promise_reject (waits, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, "No need to wait"));
  /* The bus may grant no names; the keyring is to be had all the same. */
  if (call->lock != NULL || g_error_matches (local_error, KB_LOCK_ERROR, KB_LOCK_ERROR_NO_BUS))
    return TRUE;
  if (g_error_matches (local_error, KB_LOCK_ERROR, KB_LOCK_ERROR_TOO_LONG))
    return kb_secret_call_fail (error, KB_STORE_ERROR_BUSY, "Another one holds the lock");

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * kb_secret_call_answer:
 * @call: an operation
 * @answer: (transfer full) (nullable): its result
 * @destroy: for @answer
 *
 * Returns: %TRUE, for the operation to return
 */
gboolean
kb_secret_call_answer (KbSecretCall *call, gpointer answer, GDestroyNotify destroy)
{
  call->answer = answer;
  call->destroy = destroy;

  return TRUE;
}

/**
 * kb_secret_call_fail:
 * @error: (out): set
 * @code: why an operation failed
 * @message: for the log
 *
 * Returns: %FALSE, for the step to return
 */
gboolean
kb_secret_call_fail (GError **error, KbStoreError code, const char *message)
{
  g_set_error_literal (error, KB_STORE_ERROR, (int) code, message);

  return FALSE;
}
