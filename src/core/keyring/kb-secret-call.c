/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

/* libsecret shows how it encrypts secrets to those only who say so. */
#define SECRET_API_SUBJECT_TO_CHANGE

#include "core/keyring/kb-secret-call.h"

#include "core/base/kb-fiber.h"
#include "core/keyring/kb-provider.h"

#include <string.h>

#define PROPERTIES "org.freedesktop.DBus.Properties."
#define BUS "org.freedesktop.DBus"
#define BUS_PATH "/org/freedesktop/DBus"

static void
clear_session (gpointer data)
{
  KbSecretSession *session = data;

  g_object_unref (session->service);
  g_free (session->owner);
  g_free (session->locked_path);
}

void
kb_secret_session_unref (gpointer session)
{
  g_rc_box_release_full (session, clear_session);
}

/* waiting */

/* For as long as a person likes, or as long as the keyring may be silent. */
static DexFuture *
until (KbSecretCall *call, DexFuture *future, gboolean asks)
{
  gint64 limit = call->is_silent ? 0 : call->limit * G_GINT64_CONSTANT (1000);

  return kb_fiber_until (future, asks ? 0 : g_get_monotonic_time () + limit, call->caller);
}

static void
take_error (KbSecretCall *call, GError **error, GError *taken)
{
  if (g_error_matches (taken, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      call->is_silent = TRUE;
      g_clear_error (&taken);
      taken = g_error_new_literal (KB_STORE_ERROR, (int) call->limit_code, "The service took too long");
    }
  g_propagate_error (error, taken);
}

static GVariant *
await_reply (KbSecretCall *call, DexFuture *reply, gboolean asks, GError **error)
{
  GError *local_error = NULL;
  GVariant *value = dex_await_variant (until (call, reply, asks), &local_error);

  if (local_error != NULL)
    take_error (call, error, local_error);

  return value;
}

/* For what libsecret does by itself. */
static GAsyncResult *
await_result (KbSecretCall *call, DexPromise *promise, GError **error)
{
  GError *local_error = NULL;
  GAsyncResult *result = dex_await_object (until (call, DEX_FUTURE (promise), FALSE), &local_error);

  if (local_error != NULL)
    take_error (call, error, local_error);

  return result;
}

/* connecting */

/* libsecret's own keeps a list of collections that nobody here reads, and complains when the service comes
 * back after a restart. */
static void
signal_cb (GDBusProxy *proxy)
{
  g_signal_stop_emission_by_name (proxy, "g-signal");
}

static SecretService *
open_service (KbSecretCall *call, GError **error)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  g_autoptr (GAsyncResult) result = NULL;
  SecretService *service = NULL;

  secret_service_open (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE, dex_promise_get_cancellable (promise),
                       kb_fiber_ready_cb, dex_ref (promise));
  result = await_result (call, promise, error);
  service = result != NULL ? secret_service_open_finish (result, error) : NULL;
  if (service != NULL)
    g_signal_connect (service, "g-signal", G_CALLBACK (signal_cb), NULL);

  return service;
}

static gboolean
open_session (KbSecretCall *call, SecretService *service, GError **error)
{
  DexPromise *promise = dex_promise_new_cancellable ();
  g_autoptr (GAsyncResult) result = NULL;

  secret_service_ensure_session (service, dex_promise_get_cancellable (promise), kb_fiber_ready_cb,
                                 dex_ref (promise));
  result = await_result (call, promise, error);

  return result != NULL && secret_service_ensure_session_finish (service, result, error);
}

static KbStoreProvider
find_provider (KbSecretCall *call, GDBusConnection *bus, const char *owner)
{
  g_autoptr (GVariant) answer = await_reply (call, kb_provider_ask (bus, owner), FALSE, NULL);
  guint pid;
  g_autofree char *process = kb_provider_dup_process (answer, &pid);

  return kb_provider_find (process);
}

static gboolean
is_alive (KbSecretSession *session)
{
  g_autofree char *owner = g_dbus_proxy_get_name_owner (G_DBUS_PROXY (session->service));

  return g_strcmp0 (owner, session->owner) == 0;
}

/**
 * kb_secret_call_connect:
 * @call: who wants to talk
 * @error: why there is nobody to talk to
 *
 * Opens a session, unless @call has one that can still be used: it is lost when the program behind the name
 * is replaced.
 *
 * Returns: whether there is a session
 */
gboolean
kb_secret_call_connect (KbSecretCall *call, GError **error)
{
  g_autoptr (SecretService) service = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *owner = NULL;
  KbSecretSession *session;

  if (call->session != NULL && is_alive (call->session))
    return TRUE;
  g_clear_pointer (&call->session, kb_secret_session_unref);
  /* Asked for once, and GDBus knows the names of its errors. */
  g_assert (SECRET_ERROR != 0);

  /* Both have been seen to fail without a word when the service dies meanwhile. */
  service = open_service (call, &local_error);
  owner = service != NULL ? g_dbus_proxy_get_name_owner (G_DBUS_PROXY (service)) : NULL;
  if (owner == NULL || !open_session (call, service, &local_error))
    {
      if (local_error == NULL)
        g_set_error_literal (&local_error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER, "Nobody is there");
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  session = g_rc_box_new0 (KbSecretSession);
  session->provider = find_provider (call, g_dbus_proxy_get_connection (G_DBUS_PROXY (service)), owner);
  session->service = g_steal_pointer (&service);
  session->owner = g_steal_pointer (&owner);
  call->session = session;

  return TRUE;
}

/* calling */

static GDBusConnection *
get_bus (KbSecretCall *call)
{
  return g_dbus_proxy_get_connection (G_DBUS_PROXY (call->session->service));
}

/**
 * kb_secret_call_begin:
 * @call: one with a session
 * @path: of an object of the service
 * @method: of it, with its interface
 * @arguments: (nullable): for it, floating
 * @reply_type: (nullable): of what it answers
 *
 * Begins a call. The bus does not give it up, however long it takes.
 *
 * Returns: (transfer full): for kb_secret_call_await()
 */
DexFuture *
kb_secret_call_begin (KbSecretCall *call,
                      const char *path,
                      const char *method,
                      GVariant *arguments,
                      const char *reply_type)
{
  const char *dot = strrchr (method, '.');
  g_autofree char *interface = g_strndup (method, (gsize) (dot - method));

  return dex_dbus_connection_call (get_bus (call), call->session->owner, path, interface, dot + 1, arguments,
                                   reply_type != NULL ? G_VARIANT_TYPE (reply_type) : NULL,
                                   G_DBUS_CALL_FLAGS_NO_AUTO_START, G_MAXINT);
}

/**
 * kb_secret_call_await:
 * @call: one with a session
 * @reply: (transfer full): of kb_secret_call_begin()
 * @error: what came instead, the limit_code of @call after too long a silence, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the answer
 */
GVariant *
kb_secret_call_await (KbSecretCall *call, DexFuture *reply, GError **error)
{
  return await_reply (call, reply, FALSE, error);
}

/**
 * kb_secret_call:
 * @call: one with a session
 * @path: of an object of the service
 * @method: of it, with its interface
 * @arguments: (nullable): for it, floating
 * @reply_type: of what it answers
 * @error: as of kb_secret_call_await()
 *
 * Returns: (transfer full) (nullable): the answer
 */
GVariant *
kb_secret_call (KbSecretCall *call,
                const char *path,
                const char *method,
                GVariant *arguments,
                const char *reply_type,
                GError **error)
{
  return kb_secret_call_await (call, kb_secret_call_begin (call, path, method, arguments, reply_type), error);
}

/**
 * kb_secret_call_get:
 * @call: one with a session
 * @path: of an object of the service
 * @interface: of it
 * @property: of @interface
 * @error: as of kb_secret_call_await()
 *
 * Returns: (transfer full) (nullable): its value, of any type
 */
GVariant *
kb_secret_call_get (KbSecretCall *call,
                    const char *path,
                    const char *interface,
                    const char *property,
                    GError **error)
{
  g_autoptr (GVariant) reply = kb_secret_call (call, path, PROPERTIES "Get",
                                               g_variant_new ("(ss)", interface, property), "(v)", error);
  GVariant *value = NULL;

  if (reply != NULL)
    g_variant_get (reply, "(v)", &value);

  return value;
}

/**
 * kb_secret_call_load:
 * @call: one with a session
 * @item: its path
 * @error: as of kb_secret_call_await()
 *
 * Returns: (transfer full) (nullable): its secret
 */
SecretValue *
kb_secret_call_load (KbSecretCall *call, const char *item, GError **error)
{
  SecretService *service = call->session->service;
  const char *session = secret_service_get_session_dbus_path (service);
  g_autoptr (GVariant) reply = kb_secret_call (call, item, KB_SECRET "Item.GetSecret",
                                               g_variant_new ("(o)", session), "((oayays))", error);
  g_autoptr (GVariant) encoded = reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;
  SecretValue *value = encoded != NULL ? secret_service_decode_dbus_secret (service, encoded) : NULL;

  if (encoded != NULL && value == NULL)
    g_set_error_literal (error, SECRET_ERROR, SECRET_ERROR_PROTOCOL, "The secret cannot be decrypted");

  return value;
}

/* prompts */

/* gnome-keyring answers a closed prompt for a new collection with the path of none. */
static gboolean
is_nothing (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_OBJECT_PATH) &&
         g_str_equal (g_variant_get_string (value, NULL), KB_SECRET_NONE);
}

static void
completed_cb (GDBusConnection *bus,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *parameters,
              gpointer promise)
{
  g_autoptr (GVariant) value = NULL;
  gboolean dismissed = TRUE;

  if (!dex_future_is_pending (promise))
    return;
  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(bv)")))
    g_variant_get (parameters, "(bv)", &dismissed, &value);
  if (dismissed || is_nothing (value))
    dex_promise_reject (
        promise, g_error_new_literal (KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED, "The prompt was dismissed"));
  else
    dex_promise_resolve_variant (promise, g_steal_pointer (&value));
}

static void
owner_changed_cb (GDBusConnection *bus,
                  const char *sender,
                  const char *path,
                  const char *interface,
                  const char *signal,
                  GVariant *parameters,
                  gpointer promise)
{
  if (dex_future_is_pending (promise))
    dex_promise_reject (promise, g_error_new_literal (KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING,
                                                      "The service left while prompting"));
}

/* Not libsecret's own, for four reasons. Where an answer comes together with the reply to the call, it lets
 * go of its own task once too often. A prompt that was dismissed, or whose service died, ends there with no
 * error, and what waits for it is then never called back or goes on with a NULL path. And gnome-keyring 48
 * aborts when a prompt that is on the screen is dismissed by its caller, so this one stays: who cancels is
 * answered without it. */
static GVariant *
prompt (KbSecretCall *call, const char *path, GError **error)
{
  GDBusConnection *bus = get_bus (call);
  const char *owner = call->session->owner;
  DexPromise *promise = dex_promise_new ();
  guint completed_id = g_dbus_connection_signal_subscribe (bus, owner, KB_SECRET "Prompt", "Completed", path,
                                                           NULL, G_DBUS_SIGNAL_FLAGS_NONE, completed_cb,
                                                           dex_ref (promise), dex_unref);
  guint owner_id = g_dbus_connection_signal_subscribe (bus, BUS, BUS, "NameOwnerChanged", BUS_PATH, owner,
                                                       G_DBUS_SIGNAL_FLAGS_NONE, owner_changed_cb,
                                                       dex_ref (promise), dex_unref);
  g_autoptr (GVariant) shown = await_reply (
      call, kb_secret_call_begin (call, path, KB_SECRET "Prompt.Prompt", g_variant_new ("(s)", ""), NULL),
      TRUE, error);
  GVariant *value = shown != NULL ? await_reply (call, dex_ref (promise), TRUE, error) : NULL;

  g_dbus_connection_signal_unsubscribe (bus, completed_id);
  g_dbus_connection_signal_unsubscribe (bus, owner_id);
  dex_unref (promise);

  return value;
}

/**
 * kb_secret_call_asking:
 * @call: one with a session
 * @path: of an object of the service
 * @method: of it, with its interface, whose last answer is a prompt
 * @arguments: (nullable): for it, floating
 * @reply_type: of what it answers
 * @error: %KB_STORE_ERROR_DISMISSED when the prompt was closed, or as of kb_secret_call_await()
 *
 * Shows the prompt, if there is one, and waits for the person as long as they like.
 *
 * Returns: (transfer full) (nullable): the first answer, or what the prompt brought in the place of it
 */
GVariant *
kb_secret_call_asking (KbSecretCall *call,
                       const char *path,
                       const char *method,
                       GVariant *arguments,
                       const char *reply_type,
                       GError **error)
{
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) last = NULL;

  call->has_asked = TRUE;
  reply = await_reply (call, kb_secret_call_begin (call, path, method, arguments, reply_type), TRUE, error);
  if (reply == NULL)
    return NULL;
  last = g_variant_get_child_value (reply, g_variant_n_children (reply) - 1);
  if (!is_nothing (last))
    return prompt (call, g_variant_get_string (last, NULL), error);

  return g_variant_get_child_value (reply, 0);
}
