/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "net-support.h"

#include "core/practice/kb-practice-faults.h"

#define OK "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static const struct
{
  const char *name;
  RudeScript script;
  KbFailure expected;
  KbBody body;
} scripts[] = {
  { "whole", { .head = OK "Content-Length: 2\r\n\r\n{}" }, KB_FAILURE_NONE, KB_BODY_OBJECT },
  { "until-close", { .head = OK "Connection: close\r\n\r\n{}" }, KB_FAILURE_NONE, KB_BODY_OBJECT },
  { "chunked",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" },
    KB_FAILURE_NONE,
    KB_BODY_OBJECT },
  { "nothing", { .head = "" }, KB_FAILURE_RESET, KB_BODY_EMPTY },
  { "cut-status-line", { .head = "HTTP/1.1 2" }, KB_FAILURE_RESET, KB_BODY_EMPTY },
  { "cut-header", { .head = OK "Content-Le" }, KB_FAILURE_RESET, KB_BODY_EMPTY },
  { "cut-body", { .head = OK "Content-Length: 100\r\n\r\n{\"a\":" }, KB_FAILURE_RESET, KB_BODY_EMPTY },
  { "cut-chunk",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n64\r\n{\"a\":" },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY },
  /* no number counts as the end for libsoup */
  { "wrong-chunk",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\nhello\r\n{}" },
    KB_FAILURE_NONE,
    KB_BODY_EMPTY },
  { "endless-chunk",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{}" },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY },
  { "another-protocol", { .head = "SSH-2.0-OpenSSH_9.2\r\n\r\n" }, KB_FAILURE_RESET, KB_BODY_EMPTY },
  { "noise",
    { .head = "\x15\x03\x01\x00\x02\x02\x28\r\n\r\n", .head_size = 11 },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY },
  { "compressed-unasked",
    { .head =
          OK "Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
      .head_size = sizeof (OK "Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\n") - 1 + 10 },
    KB_FAILURE_NONE,
    KB_BODY_NOT_TEXT },
  { "endless-body",
    { .head = OK "\r\n", .refrain = "                                        " },
    KB_FAILURE_TOO_BIG,
    KB_BODY_EMPTY },
  { "endless-chunks",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n", .refrain = "14\r\n                    \r\n" },
    KB_FAILURE_TOO_BIG,
    KB_BODY_EMPTY },
  { "promised-body",
    { .head = OK "Content-Length: 104857600\r\n\r\n", .refrain = "                                        " },
    KB_FAILURE_TOO_BIG,
    KB_BODY_EMPTY },
  { "drip", { .head = OK "\r\n", .refrain = " ", .pause = 20 }, KB_FAILURE_TIMEOUT, KB_BODY_EMPTY },
  { "drip-of-headers",
    { .head = OK, .refrain = "X-More: 1\r\n", .pause = 20 },
    KB_FAILURE_TIMEOUT,
    KB_BODY_EMPTY },
  { "silence", { .head = "", .stays = TRUE }, KB_FAILURE_TIMEOUT, KB_BODY_EMPTY },
  { "silence-in-body",
    { .head = OK "Content-Length: 100\r\n\r\n{", .stays = TRUE },
    KB_FAILURE_TIMEOUT,
    KB_BODY_EMPTY },
};

/* The longest time that the main loop did not get to a timer of 2 ms. */
typedef struct
{
  gint64 last;
  gint64 longest;
} Pulse;

static gboolean
pulse_cb (gpointer user_data)
{
  Pulse *pulse = user_data;
  gint64 now = g_get_monotonic_time ();

  pulse->longest = MAX (pulse->longest, now - pulse->last);
  pulse->last = now;
  return G_SOURCE_CONTINUE;
}

static void
test_script (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Pulse pulse = { g_get_monotonic_time (), 0 };
  guint pulse_id = g_timeout_add (2, pulse_cb, &pulse);
  g_autoptr (KbClient) client = NULL;
  g_autoptr (KbReply) reply = NULL;
  RudeServer server;

  rude_server_start (&server, scripts[i].script);
  client = kb_client_new (server.base_uri);
  g_object_set (client, "total-timeout", scripts[i].expected == KB_FAILURE_TIMEOUT ? 400 : 60000, NULL);
  reply = support_send (client, "responses", "{}");

  g_assert_cmpint (kb_reply_get_failure (reply), ==, scripts[i].expected);
  g_assert_cmpint (kb_reply_get_body (reply), ==, scripts[i].body);
  g_assert_cmpint (kb_reply_get_elapsed (reply), <,
                   scripts[i].script.refrain ? 20 * G_USEC_PER_SEC : PROMPTLY);
  g_assert_cmpuint (server.connections, ==, 1);
  g_test_message ("longest pause of the main loop: %" G_GINT64_FORMAT " µs", pulse.longest);
  g_assert_cmpint (pulse.longest, <, G_USEC_PER_SEC);

  g_source_remove (pulse_id);
  rude_server_stop (&server);
}

/* A body of 2 MiB from a polite server, after which the client is as good as new. */
static void
big_cb (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  gsize size = g_str_has_suffix (path, "models") ? 2 * KB_REPLY_MAX_BYTES : KB_REPLY_MAX_BYTES;
  g_autofree char *text = g_strnfill (size, ' ');

  memcpy (text, "{}", 2);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, size);
}

static void
test_big (void)
{
  g_autofree char *base_uri = NULL;
  g_autoptr (SoupServer) server = support_serve (big_cb, NULL, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KbReply) big = support_send (client, "models", NULL);
      g_autoptr (KbReply) fits = support_send (client, "responses", "{}");

      g_assert_cmpint (kb_reply_get_failure (big), ==, KB_FAILURE_TOO_BIG);
      g_assert_cmpint (kb_reply_get_failure (fits), ==, KB_FAILURE_NONE);
      g_assert_cmpint (kb_reply_get_body (fits), ==, KB_BODY_OBJECT);
    }
  soup_server_disconnect (server);
}

static const struct
{
  const char *id;
  KbFailure expected;
  GTlsCertificateFlags tls;
  const char *issuer;
} faults[] = {
  { "bad-address", KB_FAILURE_ADDRESS },
  { "name-not-found", KB_FAILURE_DNS },
  { "connection-refused", KB_FAILURE_REFUSED },
  { "unreachable", KB_FAILURE_UNREACHABLE },
  { "connect-timeout", KB_FAILURE_CONNECT_TIMEOUT },
  { "timeout", KB_FAILURE_TIMEOUT },
  { "certificate-untrusted", KB_FAILURE_TLS, G_TLS_CERTIFICATE_UNKNOWN_CA,
    "Practice Web Filter (Practice Company)" },
  { "certificate-expired", KB_FAILURE_TLS, G_TLS_CERTIFICATE_EXPIRED,
    "Practice Forgotten Server (Practice Company)" },
  { "certificate-not-yet-valid", KB_FAILURE_TLS, G_TLS_CERTIFICATE_NOT_ACTIVATED,
    "Practice Early Server (Practice Company)" },
  { "certificate-wrong-host", KB_FAILURE_TLS, G_TLS_CERTIFICATE_BAD_IDENTITY,
    "Practice Wireless (Practice Hotel)" },
  { "no-secure-connection", KB_FAILURE_TLS_PROTOCOL },
  { "connection-broken", KB_FAILURE_RESET },
  { "answer-too-long", KB_FAILURE_TOO_BIG },
  { "network-other", KB_FAILURE_OTHER },
};

static void
test_fault (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (KbPracticeFaults) source = kb_practice_faults_new ();
  g_autofree char *uri = kb_practice_faults_dup_uri (source, faults[i].id);
  g_autoptr (KbClient) client = kb_client_new (uri);

  g_test_message ("%s", uri);
  g_object_set (client, "connect-timeout", 500, NULL);
  if (faults[i].expected == KB_FAILURE_TIMEOUT)
    g_object_set (client, "total-timeout", 700, NULL);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (KbReply) reply = support_send (client, "models", NULL);

      g_assert_cmpint (kb_reply_get_failure (reply), ==, faults[i].expected);
      g_assert_cmpuint (kb_reply_get_tls_errors (reply) & faults[i].tls, ==, faults[i].tls);
      g_assert_cmpstr (kb_reply_get_tls_issuer (reply), ==, faults[i].issuer);
      g_assert_cmpint (kb_reply_get_elapsed (reply), <, PROMPTLY);
    }
}

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
  g_autoptr (SecretValue) key = support_key ("sk-test-of-the-client");
  SupportSent sent = { NULL, NULL, FALSE };
  gint64 started = g_get_monotonic_time ();

  kb_client_send_async (client, "models", key, NULL, cancellable, support_sent_cb, &sent);
  if (after > 0)
    g_timeout_add_once (after, cancel_cb, cancellable);
  else
    g_cancellable_cancel (cancellable);
  support_wait (&sent.done);

  g_assert_null (sent.reply);
  g_assert_error (sent.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - started, <, after * 1000 + PROMPTLY);
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
  g_autoptr (SecretValue) key = support_key ("sk-test-of-the-client");
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
  g_autoptr (SecretValue) key = support_key ("sk-test-of-the-client");
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

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *path = g_strconcat ("/network/script/", scripts[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_script);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strconcat ("/network/fault/", faults[i].id, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_fault);
    }
  g_test_add_func ("/network/big", test_big);
  g_test_add_func ("/network/cancel", test_cancel);
  g_test_add_func ("/network/cancel-in-body", test_cancel_in_body);
  g_test_add_func ("/network/cancelled-before", test_cancelled_before);
  g_test_add_func ("/network/dropped-client", test_dropped_client);

  return g_test_run ();
}
