/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-sending.h"

#include "core/api/kb-failure.h"
#include "core/base/kb-fiber.h"

#define CHUNK (64 * 1024)
/* Of answers that only announce one, more than any server has reason to send. libsoup reads them for as long
 * as they come without giving the main loop its turn, so that no clock and no button could end it. */
#define MAX_INFORMATIONAL 32

/* One request on its way: a fiber. */
typedef struct
{
  SoupSession *session;
  SoupMessage *message;
  GInputStream *stream;
  GByteArray *body;          /* nullable: what has been read of it */
  DexPromise *read;          /* nullable: all of it */
  GCancellable *cancellable; /* ours: cancelled by the caller's and by give_up() */
  GCancellable *caller;      /* nullable */
  gulong caller_id;
  guint connect_clock;
  guint total_clock;
  guint n_informational;
  gint64 started;
  KbPhase phase;
  KbFailure given_up;
} Sending;

static void
sending_free (gpointer data)
{
  Sending *sending = data;

  g_clear_object (&sending->stream);
  g_clear_pointer (&sending->body, g_byte_array_unref);
  dex_clear (&sending->read);
  g_clear_object (&sending->message);
  g_clear_object (&sending->session);
  g_clear_object (&sending->cancellable);
  g_clear_object (&sending->caller);
  g_free (sending);
}

/* Steps end by themselves: when the caller cancels or a clock gives up, what they have got is cancelled. */
static GAsyncResult *
await (DexPromise *promise)
{
  return dex_await_object (DEX_FUTURE (promise), NULL);
}

static gboolean
names_proxy (char **proxies)
{
  return proxies && proxies[0] && !g_str_has_prefix (proxies[0], "direct:");
}

static gboolean
goes_by_proxy (Sending *sending)
{
  GProxyResolver *resolver = soup_session_get_proxy_resolver (sending->session);
  g_autofree char *uri = g_uri_to_string (soup_message_get_uri (sending->message));
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_auto (GStrv) proxies = NULL;

  g_proxy_resolver_lookup_async (resolver, uri, sending->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = await (promise);
  proxies = g_proxy_resolver_lookup_finish (resolver, result, NULL);

  return names_proxy (proxies);
}

/* When the caller cancelled, the task says so whatever is found here. */
static KbFailure
find_failure (Sending *sending, const GError *error)
{
  KbFailure failure = kb_failure_from_error (error, sending->phase);

  g_debug ("No answer: %s %d", g_quark_to_string (error->domain), error->code);
  if (g_cancellable_is_cancelled (sending->cancellable))
    return sending->given_up ? sending->given_up : KB_FAILURE_OTHER;
  if (kb_failure_may_be_proxy (failure, sending->phase) && goes_by_proxy (sending))
    return KB_FAILURE_PROXY;

  return failure;
}

static KbResponse *
create_failure (Sending *sending, KbFailure failure)
{
  KbResponse *reply = kb_response_new_failure (failure);
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (sending->message);

  if (failure == KB_FAILURE_TLS)
    {
      g_autofree char *issuer = kb_failure_dup_issuer (certificate);

      kb_response_set_tls (reply, soup_message_get_tls_peer_certificate_errors (sending->message), issuer);
    }

  return reply;
}

static void
collect_header_cb (const char *name, const char *value, gpointer user_data)
{
  GStrvBuilder *headers = user_data;

  g_strv_builder_add_many (headers, name, value, NULL);
}

static KbResponse *
create_answer (Sending *sending)
{
  g_autoptr (GBytes) bytes = g_bytes_new (sending->body->data, sending->body->len);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) headers = NULL;

  soup_message_headers_foreach (soup_message_get_response_headers (sending->message), collect_header_cb,
                                builder);
  headers = g_strv_builder_end (builder);

  return kb_response_new (soup_message_get_status (sending->message), bytes, (const char *const *) headers);
}

static void read_on (Sending *sending);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) chunk = g_input_stream_read_bytes_finish (sending->stream, result, &error);
  gsize size = 0;
  gconstpointer data = chunk ? g_bytes_get_data (chunk, &size) : NULL;

  if (chunk == NULL)
    {
      dex_promise_reject (sending->read, error);
      return;
    }
  g_byte_array_append (sending->body, data, (guint) size);
  /* What is left of a longer body libsoup does not read: it gives up the connection. */
  if (size == 0 || sending->body->len > KB_JSON_MAX_BYTES)
    dex_promise_resolve_boolean (sending->read, TRUE);
  else
    read_on (sending);
}

static void
read_on (Sending *sending)
{
  g_input_stream_read_bytes_async (sending->stream, CHUNK, G_PRIORITY_DEFAULT, sending->cancellable, read_cb,
                                   sending);
}

/* One step, and not one for each piece: a server may send them byte by byte. */
static gboolean
read_body (Sending *sending, GError **error)
{
  sending->body = g_byte_array_new ();
  sending->read = dex_promise_new ();
  read_on (sending);

  return dex_await (dex_ref (DEX_FUTURE (sending->read)), error);
}

static gboolean
send_message (Sending *sending, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  soup_session_send_async (sending->session, sending->message, G_PRIORITY_DEFAULT, sending->cancellable,
                           kb_fiber_ready_cb, dex_ref (promise));
  result = await (promise);
  sending->stream = soup_session_send_finish (sending->session, result, error);

  return sending->stream != NULL;
}

static KbResponse *
get_response (Sending *sending)
{
  g_autoptr (GError) error = NULL;

  if (!send_message (sending, &error))
    return create_failure (sending, find_failure (sending, error));
  if (sending->phase != KB_PHASE_CONNECTED)
    return create_failure (sending, KB_FAILURE_PROXY); /* its answer, to the request for a tunnel */
  if (!read_body (sending, &error))
    return create_failure (sending, find_failure (sending, error));

  return create_answer (sending);
}

static void
give_up (Sending *sending, KbFailure failure)
{
  sending->given_up = failure;
  g_cancellable_cancel (sending->cancellable);
}

/* Older ones are broken (RFC 8996), and GIO's may still speak them. */
static gboolean
is_outdated (GTlsConnection *connection)
{
  GTlsProtocolVersion version = g_tls_connection_get_protocol_version (connection);

  return version != G_TLS_PROTOCOL_VERSION_UNKNOWN && version < G_TLS_PROTOCOL_VERSION_TLS_1_2;
}

static void
network_event_cb (SoupMessage *message, GSocketClientEvent event, GIOStream *connection, Sending *sending)
{
  if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    sending->phase = KB_PHASE_TLS;
  else if (event == G_SOCKET_CLIENT_RESOLVING || event == G_SOCKET_CLIENT_CONNECTING)
    sending->phase = KB_PHASE_CONNECTING;
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED && is_outdated (G_TLS_CONNECTION (connection)))
    {
      /* before anything is written, and were it not, then without the key */
      soup_message_headers_remove (soup_message_get_request_headers (message), "Authorization");
      give_up (sending, KB_FAILURE_TLS_PROTOCOL);
    }
}

/* Comes when the connection stands, its TLS included. */
static void
starting_cb (SoupMessage *message, Sending *sending)
{
  sending->phase = KB_PHASE_CONNECTED;
  g_clear_handle_id (&sending->connect_clock, g_source_remove);
}

static void
got_informational_cb (SoupMessage *message, Sending *sending)
{
  if (++sending->n_informational > MAX_INFORMATIONAL)
    give_up (sending, KB_FAILURE_TOO_BIG);
}

static void
connect_late_cb (gpointer user_data)
{
  Sending *sending = user_data;

  sending->connect_clock = 0;
  give_up (sending, KB_FAILURE_CONNECT_TIMEOUT);
}

static void
total_late_cb (gpointer user_data)
{
  Sending *sending = user_data;

  sending->total_clock = 0;
  give_up (sending, sending->phase == KB_PHASE_CONNECTED ? KB_FAILURE_TIMEOUT : KB_FAILURE_CONNECT_TIMEOUT);
}

/* When the program was stopped or the computer slept, the time is over as soon as it goes on, and the answer
 * may lie in the socket all the same. So what is there is read first: this comes after all that is ready. */
static void
connect_clock_cb (gpointer user_data)
{
  Sending *sending = user_data;

  sending->connect_clock = g_idle_add_once (connect_late_cb, sending);
}

static void
total_clock_cb (gpointer user_data)
{
  Sending *sending = user_data;

  sending->total_clock = g_idle_add_once (total_late_cb, sending);
}

static void
caller_cancelled_cb (GCancellable *caller, GCancellable *ours)
{
  g_cancellable_cancel (ours);
}

static void
start_clocks (Sending *sending, guint connect_timeout, guint total_timeout)
{
  sending->connect_clock = g_timeout_add_once (connect_timeout, connect_clock_cb, sending);
  sending->total_clock = g_timeout_add_once (total_timeout, total_clock_cb, sending);
  if (sending->caller != NULL)
    sending->caller_id = g_cancellable_connect (sending->caller, G_CALLBACK (caller_cancelled_cb),
                                                g_object_ref (sending->cancellable), g_object_unref);
}

static void
stop_clocks (Sending *sending)
{
  g_clear_handle_id (&sending->connect_clock, g_source_remove);
  g_clear_handle_id (&sending->total_clock, g_source_remove);
  g_cancellable_disconnect (sending->caller, sending->caller_id);
  g_signal_handlers_disconnect_by_data (sending->message, sending);
}

static DexFuture *
send_fiber (gpointer data)
{
  Sending *sending = data;
  KbResponse *reply = get_response (sending);

  stop_clocks (sending);
  kb_response_set_elapsed (reply, g_get_monotonic_time () - sending->started);

  return dex_future_new_take_object (reply);
}

/**
 * kb_sending_start:
 * @task: (transfer full): what returns the reply; its cancellable is heeded
 * @session: what sends
 * @message: what to send
 * @connect_timeout: milliseconds until the connection stands, TLS included
 * @total_timeout: milliseconds until the whole answer is there
 *
 * Reads at most one byte more than %KB_JSON_MAX_BYTES of the answer.
 */
void
kb_sending_start (GTask *task,
                  SoupSession *session,
                  SoupMessage *message,
                  guint connect_timeout,
                  guint total_timeout)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->session = g_object_ref (session);
  sending->message = g_object_ref (message);
  sending->started = g_get_monotonic_time ();
  sending->cancellable = g_cancellable_new ();
  g_set_object (&sending->caller, g_task_get_cancellable (task));

  g_signal_connect (message, "network-event", G_CALLBACK (network_event_cb), sending);
  g_signal_connect (message, "starting", G_CALLBACK (starting_cb), sending);
  g_signal_connect (message, "got-informational", G_CALLBACK (got_informational_cb), sending);
  start_clocks (sending, connect_timeout, total_timeout);
  kb_fiber_start (task, send_fiber, sending, sending_free);
}
