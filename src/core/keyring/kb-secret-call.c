/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-call.h"

#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-service.h"

static void
clear_source (GSource **source)
{
  if (*source == NULL)
    return;

  g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
clear_steps (KbSecretCall *call)
{
  g_clear_object (&call->service);
  g_clear_object (&call->collection);
  g_clear_object (&call->item);
  g_clear_list (&call->items, g_object_unref);
  call->then = NULL;
  call->found = NULL;
  call->opened = NULL;
  call->locked = FALSE;
  call->searched_again = FALSE;
}

/* The task is let go at once: a callback that never comes must hold neither the store nor the key. */
static GTask *
steal_task (KbSecretCall *call)
{
  clear_source (&call->cancelled_source);
  clear_source (&call->limit_source);
  g_clear_pointer (&call->key, secret_value_unref);
  call->link = NULL;

  return g_steal_pointer (&call->task);
}

static void
give_up (KbSecretCall *call, GError *error)
{
  g_autoptr (GTask) task = steal_task (call);

  g_task_return_error (task, error);
  g_cancellable_cancel (call->cancellable);
}

static void
attach_source (KbSecretCall *call, GSource *source, GSourceFunc callback)
{
  g_source_set_callback (source, callback, call, NULL);
  g_source_attach (source, g_task_get_context (call->task));
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = kb_secret_call_ref (user_data);

  give_up (call, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Operation was cancelled"));

  return G_SOURCE_REMOVE;
}

static gboolean
limit_cb (gpointer user_data)
{
  g_autoptr (KbSecretCall) call = kb_secret_call_ref (user_data);

  give_up (call, g_error_new_literal (KB_STORE_ERROR, call->limit_code, "The service took too long"));

  return G_SOURCE_REMOVE;
}

static void
fail (KbSecretCall *call, const GError *error)
{
  gboolean hidden = kb_secret_error_sandbox_hides (call->link->sandbox_info);

  if (!call->retried && !call->may_have_prompted && !hidden && kb_secret_error_is_stale (error))
    {
      call->retried = TRUE;
      g_clear_object (&call->link->service);
      clear_steps (call);
      kb_secret_call_start (call, call->start);
      return;
    }

  kb_secret_call_return_error (call, kb_secret_error_get_code (error, hidden), error->message);
}

static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  SecretService *service = SECRET_SERVICE (source);
  gboolean has_session = secret_service_ensure_session_finish (service, result, &error);

  /* It has been seen to fail without a word when the service dies meanwhile. */
  if (!has_session && error == NULL)
    g_set_error_literal (&error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY, "No session");
  if (!kb_secret_call_goes_on (call, error))
    return;

  g_set_object (&call->link->service, service);
  g_set_object (&call->service, service);
  call->start (call);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbSecretCall) call = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = secret_service_open_finish (result, &error);

  /* As with the session below, it may have failed without a word. */
  if (error == NULL && (service == NULL || !kb_secret_service_remember_owner (service)))
    g_set_error_literal (&error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER, "Nobody owns the name");
  if (!kb_secret_call_goes_on (call, error))
    return;

  secret_service_ensure_session (service, call->cancellable, session_cb, kb_secret_call_ref (call));
}

static void
clear_call (gpointer data)
{
  KbSecretCall *call = data;

  g_assert (call->task == NULL);

  clear_steps (call);
  g_free (call->name);
  g_free (call->label);
  g_object_unref (call->cancellable);
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
 * Returns: (transfer full): a new operation
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
  call->task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (call->task, tag);

  if (cancellable != NULL)
    {
      call->cancelled_source = g_cancellable_source_new (cancellable);
      attach_source (call, call->cancelled_source, G_SOURCE_FUNC (cancelled_cb));
    }

  return call;
}

/**
 * kb_secret_call_ref:
 * @call: an operation
 *
 * Returns: (transfer full): @call
 */
KbSecretCall *
kb_secret_call_ref (KbSecretCall *call)
{
  return g_rc_box_acquire (call);
}

/**
 * kb_secret_call_unref:
 * @call: (transfer full): an operation
 */
void
kb_secret_call_unref (KbSecretCall *call)
{
  g_rc_box_release_full (call, clear_call);
}

/**
 * kb_secret_call_start:
 * @call: an operation
 * @start: its first step
 *
 * Calls @start with a session that can be used. When a step fails as it does after the service was restarted,
 * all of them are done once more with a new session, unless a person may have been asked something by then.
 */
void
kb_secret_call_start (KbSecretCall *call, KbSecretStep start)
{
  call->start = start;
  if (call->limit_source == NULL)
    kb_secret_call_limit (call, 1, KB_STORE_ERROR_NOT_RESPONDING);

  if (call->link->service != NULL && kb_secret_service_is_alive (call->link->service))
    {
      call->service = g_object_ref (call->link->service);
      start (call);
      return;
    }

  secret_service_open (KB_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_NONE, call->cancellable, opened_cb,
                       kb_secret_call_ref (call));
}

/**
 * kb_secret_call_goes_on:
 * @call: an operation
 * @error: (nullable): what the step that has just ended failed with
 *
 * Returns: whether the operation is still wanted and the step succeeded
 */
gboolean
kb_secret_call_goes_on (KbSecretCall *call, const GError *error)
{
  if (call->task == NULL)
    return FALSE;

  if (error != NULL)
    fail (call, error);

  return error == NULL;
}

/**
 * kb_secret_call_limit:
 * @call: an operation
 * @factor: how many times the store's limit the following steps may take together
 * @code: what the operation fails with after that
 */
void
kb_secret_call_limit (KbSecretCall *call, guint factor, KbStoreError code)
{
  clear_source (&call->limit_source);

  call->limit_code = code;
  call->limit_source = g_timeout_source_new (call->link->lookup_timeout * factor);
  attach_source (call, call->limit_source, limit_cb);
}

/**
 * kb_secret_call_unlimit:
 * @call: an operation
 *
 * Waits for a person from here on, for as long as they like.
 */
void
kb_secret_call_unlimit (KbSecretCall *call)
{
  clear_source (&call->limit_source);
  call->may_have_prompted = TRUE;
}

/**
 * kb_secret_call_return_boolean:
 * @call: an operation that goes on
 * @result: its result
 */
void
kb_secret_call_return_boolean (KbSecretCall *call, gboolean result)
{
  g_autoptr (GTask) task = steal_task (call);

  g_task_return_boolean (task, result);
}

/**
 * kb_secret_call_return_pointer:
 * @call: an operation that goes on
 * @result: (transfer full): its result
 * @destroy: for @result
 */
void
kb_secret_call_return_pointer (KbSecretCall *call, gpointer result, GDestroyNotify destroy)
{
  g_autoptr (GTask) task = steal_task (call);

  g_task_return_pointer (task, result, destroy);
}

/**
 * kb_secret_call_return_error:
 * @call: an operation that goes on
 * @code: why it failed
 * @message: for the log
 */
void
kb_secret_call_return_error (KbSecretCall *call, KbStoreError code, const char *message)
{
  g_autoptr (GTask) task = steal_task (call);

  g_task_return_new_error (task, KB_STORE_ERROR, code, "%s", message);
}
