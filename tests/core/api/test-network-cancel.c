/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "net-support.h"
#include "watch-support.h"

#include "core/practice/kb-practice-faults.h"

#define OK "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static void
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
check_cancel (const char *base_uri, guint after)
{
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretValue) key = support_key (WATCHED_KEY);
  SupportSent sent = { NULL, NULL, FALSE };

  /* Nothing else ends it as long as the test may take. */
  kb_client_set_timeouts (client, NEVER, NEVER);
  kb_client_send_async (client, "models", key, NULL, cancellable, support_sent_cb, &sent);
  if (after > 0)
    g_timeout_add_once (after, cancel_cb, cancellable);
  else
    g_cancellable_cancel (cancellable);
  support_wait (&sent.done);

  g_assert_null (sent.reply);
  g_assert_error (sent.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&sent.error);
}

static void
test_cancel (void)
{
  static const char *const ids[] = { "name-not-found", "connect-timeout", "timeout", "bad-address" };
  g_autoptr (KbPracticeFaults) source = kb_practice_faults_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *uri = kb_practice_faults_dup_uri (source, ids[i]);

      check_cancel (uri, 0);
      if (strstr (ids[i], "timeout"))
        check_cancel (uri, 50);
    }
}

static void
test_cancel_in_body (void)
{
  RudeServer server;

  rude_server_start (&server, (RudeScript) { .head = OK "\r\n{", .refrain = " ", .pause = 10 });
  check_cancel (server.base_uri, 100);
  rude_server_stop (&server);
}

static void
test_cancelled_before (void)
{
  g_autofree char *base_uri = NULL;
  Recorder recorder;
  g_autoptr (SoupServer) server = support_serve (record_cb, &recorder, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretValue) key = support_key (WATCHED_KEY);
  SupportSent sent = { NULL, NULL, FALSE };

  recorder_init (&recorder, 200);
  g_cancellable_cancel (cancellable);
  kb_client_send_async (client, "models", key, NULL, cancellable, support_sent_cb, &sent);
  support_wait (&sent.done);
  g_assert_error (sent.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (recorder.count, ==, 0);

  g_clear_error (&sent.error);
  recorder_clear (&recorder);
  soup_server_disconnect (server);
}

/* The client may go while a request is on its way. */
static void
test_dropped_client (void)
{
  g_autofree char *base_uri = NULL;
  Recorder recorder;
  g_autoptr (SoupServer) server = support_serve (record_cb, &recorder, &base_uri);
  KbClient *client = kb_client_new (base_uri);
  g_autoptr (SecretValue) key = support_key (WATCHED_KEY);
  SupportSent sent = { NULL, NULL, FALSE };

  recorder_init (&recorder, 200);
  kb_client_send_async (client, "models", key, NULL, NULL, support_sent_cb, &sent);
  g_object_unref (client);
  support_wait (&sent.done);
  g_assert_nonnull (sent.reply);

  g_object_unref (sent.reply);
  recorder_clear (&recorder);
  soup_server_disconnect (server);
}

/* ---- a program that stood still while the answer came ---- */

static int answered;

static gpointer
answer_thread (gpointer data)
{
  GSocketListener *listener = data;
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
  GIOStream *stream = G_IO_STREAM (connection);
  const char *answer = OK "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
  char request[4096];

  g_assert_cmpint (
      g_input_stream_read (g_io_stream_get_input_stream (stream), request, sizeof request, NULL, NULL), >, 0);
  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer),
                                            NULL, NULL, NULL));
  g_io_stream_close (stream, NULL, NULL);
  g_atomic_int_set (&answered, TRUE);

  return NULL;
}

static void
replied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(KbResponse **) user_data = kb_client_send_finish (KB_CLIENT (source), result, NULL);
}

/* As a suspended computer does, until the answer lies in the socket and the time is over. */
static void
test_stood_still (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *base_uri = g_strdup_printf ("http://127.0.0.1:%u/v1", port);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (SecretValue) key = support_key (WATCHED_KEY);
  GThread *thread = g_thread_new ("answer", answer_thread, listener);
  g_autoptr (KbResponse) reply = NULL;
  gint64 begin = g_get_monotonic_time ();

  kb_client_set_timeouts (client, 0, 1000);
  kb_client_send_async (client, "models", key, NULL, NULL, replied_cb, &reply);
  /* until the request is out, which the server tells by having answered it */
  while (!g_atomic_int_get (&answered))
    g_main_context_iteration (NULL, FALSE);
  g_thread_join (thread);
  g_usleep ((gulong) MAX (begin + 1100 * 1000 - g_get_monotonic_time (), 0));
  while (reply == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (kb_response_get_failure (reply), ==, KB_FAILURE_NONE);
  g_assert_cmpuint (kb_response_get_status (reply), ==, 200);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  watch_install ();

  g_test_add_func ("/network/cancel", test_cancel);
  g_test_add_func ("/network/cancel-in-body", test_cancel_in_body);
  g_test_add_func ("/network/cancelled-before", test_cancelled_before);
  g_test_add_func ("/network/dropped-client", test_dropped_client);
  g_test_add_func ("/network/stood-still", test_stood_still);

  return g_test_run ();
}
