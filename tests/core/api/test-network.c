/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "net-support.h"
#include "watch-support.h"

#include "core/api/kb-diagnosis.h"
#include "core/practice/kb-practice-faults.h"

/* A client that reads on would take all there is; buffers between the two take a few MiB. */
#define MOST_SAID (32 * 1024 * 1024)

#define TEN "          "
#define SPACES TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define OK "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define PAGE(status) "HTTP/1.1 " status "\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"

static const struct
{
  const char *name;
  RudeScript script;
  KbFailure expected;
  KbBody body;
  const char *verdict;
} scripts[] = {
  { "whole",
    { .head = OK "Content-Length: 2\r\n\r\n{}" },
    KB_FAILURE_NONE,
    KB_BODY_OBJECT,
    "unexpected-answer" },
  { "until-close",
    { .head = OK "Connection: close\r\n\r\n{}" },
    KB_FAILURE_NONE,
    KB_BODY_OBJECT,
    "unexpected-answer" },
  { "chunked",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n" },
    KB_FAILURE_NONE,
    KB_BODY_OBJECT,
    "unexpected-answer" },
  { "nothing", { .head = "" }, KB_FAILURE_RESET, KB_BODY_EMPTY, "connection-broken" },
  { "cut-status-line", { .head = "HTTP/1.1 2" }, KB_FAILURE_RESET, KB_BODY_EMPTY, "connection-broken" },
  { "cut-header", { .head = OK "Content-Le" }, KB_FAILURE_RESET, KB_BODY_EMPTY, "connection-broken" },
  { "cut-body",
    { .head = OK "Content-Length: 100\r\n\r\n{\"a\":" },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "cut-chunk",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n64\r\n{\"a\":" },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  /* no number counts as the end for libsoup */
  { "wrong-chunk",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\nhello\r\n{}" },
    KB_FAILURE_NONE,
    KB_BODY_EMPTY,
    "empty-answer" },
  { "endless-chunk",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n{}" },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "another-protocol",
    { .head = "SSH-2.0-OpenSSH_9.2\r\n\r\n" },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "noise",
    { .head = "\x15\x03\x01\x00\x02\x02\x28\r\n\r\n", .head_size = 11 },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "compressed-unasked",
    { .head =
          OK "Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
      .head_size = sizeof (OK "Content-Encoding: gzip\r\nContent-Length: 10\r\n\r\n") - 1 + 10 },
    KB_FAILURE_NONE,
    KB_BODY_NOT_TEXT,
    "unreadable-answer" },
  { "endless-body",
    { .head = OK "\r\n", .refrain = SPACES },
    KB_FAILURE_TOO_BIG,
    KB_BODY_EMPTY,
    "answer-too-long" },
  { "endless-chunks",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n", .refrain = "c8\r\n" SPACES "\r\n" },
    KB_FAILURE_TOO_BIG,
    KB_BODY_EMPTY,
    "answer-too-long" },
  { "promised-body",
    { .head = OK "Content-Length: 104857600\r\n\r\n", .refrain = SPACES },
    KB_FAILURE_TOO_BIG,
    KB_BODY_EMPTY,
    "answer-too-long" },
  { "drip",
    { .head = OK "\r\n", .refrain = " ", .pause = 20 },
    KB_FAILURE_TIMEOUT,
    KB_BODY_EMPTY,
    "timeout" },
  { "drip-of-headers",
    { .head = OK, .refrain = "X-More: 1\r\n", .pause = 20 },
    KB_FAILURE_TIMEOUT,
    KB_BODY_EMPTY,
    "timeout" },
  { "silence", { .head = "", .stays = TRUE }, KB_FAILURE_TIMEOUT, KB_BODY_EMPTY, "timeout" },
  { "silence-in-body",
    { .head = OK "Content-Length: 100\r\n\r\n{", .stays = TRUE },
    KB_FAILURE_TIMEOUT,
    KB_BODY_EMPTY,
    "timeout" },
  { "reset", { .head = "", .resets = TRUE }, KB_FAILURE_RESET, KB_BODY_EMPTY, "connection-broken" },
  { "reset-in-header",
    { .head = OK "Content-Le", .pause = 20, .resets = TRUE },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "reset-in-body",
    { .head = OK "Content-Length: 100\r\n\r\n{\"a\":", .pause = 20, .resets = TRUE },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "reset-in-chunk",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n64\r\n{\"a\":", .pause = 20, .resets = TRUE },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "length-without-number",
    { .head = OK "Content-Length: many\r\n\r\n{}" },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "drip-of-chunks",
    { .head = OK "Transfer-Encoding: chunked\r\n\r\n", .refrain = "1\r\n \r\n", .pause = 20 },
    KB_FAILURE_TIMEOUT,
    KB_BODY_EMPTY,
    "timeout" },
  { "endless-headers",
    { .head = OK, .refrain = "X-More: 0123456789012345678901234567890123456789\r\n" },
    KB_FAILURE_RESET,
    KB_BODY_EMPTY,
    "connection-broken" },
  { "endless-announcements",
    { .head = "", .refrain = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" },
    KB_FAILURE_TOO_BIG,
    KB_BODY_EMPTY,
    "answer-too-long" },
  { "some-announcements",
    { .head = "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n" OK
              "Content-Length: 2\r\n\r\n{}" },
    KB_FAILURE_NONE,
    KB_BODY_OBJECT,
    "unexpected-answer" },
  /* what stands between a person and the service */
  { "page-of-a-proxy",
    { .head = PAGE ("502 Bad Gateway") "<html>\r\n<head><title>502 Bad Gateway</title></head>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "gateway-error" },
  { "page-of-a-cache",
    { .head = PAGE ("503 Backend fetch failed") "<!DOCTYPE html>\n<html><body><h1>Error 503</h1>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "gateway-error" },
  { "page-of-a-slow-gateway",
    { .head = PAGE ("504 Gateway Time-out") "<html><body>504</body></html>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "gateway-error" },
  { "page-of-an-edge",
    { .head = PAGE ("520 Origin Error") "<html class=\"no-js\"></html>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "gateway-error" },
  { "page-of-a-filter",
    { .head = PAGE ("403 Forbidden") "<HTML><HEAD><TITLE>Blocked</TITLE></HEAD></HTML>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "web-page" },
  { "page-as-json",
    { .head = OK "Connection: close\r\n\r\n<!doctype html><title>Welcome</title>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "sign-in-page" },
  { "portal",
    { .head = PAGE (
          "200 OK") "<html><meta http-equiv=\"refresh\" content=\"0; url=http://wifi.example/\"></html>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "sign-in-page" },
  { "portal-by-status",
    { .head = PAGE ("511 Network Authentication Required") "<html></html>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "sign-in-page" },
  { "portal-elsewhere",
    { .head = "HTTP/1.1 302 Found\r\nLocation: http://wifi.example/\r\nContent-Length: 0\r\n\r\n" },
    KB_FAILURE_NONE,
    KB_BODY_EMPTY,
    "redirected" },
  { "proxy-sign-in",
    { .head = PAGE ("407 Proxy Authentication Required") "<html></html>" },
    KB_FAILURE_NONE,
    KB_BODY_HTML,
    "proxy" },
};

static guint
count_keys (const char *heard)
{
  guint count = 0;

  for (const char *p = strstr (heard, WATCHED_KEY); p != NULL; p = strstr (p + 1, WATCHED_KEY))
    count++;

  return count;
}

/* Milliseconds. What has no end ends by its size, and by the time only if that is not heeded: another
 * failure. How long that takes, and under sanitizers it is long, is not looked at. */
#define LONG 240000

static void
test_script (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Watch watch;
  g_autoptr (KbClient) client = NULL;
  g_autoptr (KbResponse) reply = NULL;
  RudeServer server;

  rude_server_start (&server, scripts[i].script);
  watch_start (&watch);
  client = kb_client_new (server.base_uri);
  kb_client_set_timeouts (client, 0, scripts[i].expected == KB_FAILURE_TIMEOUT ? 400 : LONG);
  reply = support_send (client, "responses", "{}");

  g_assert_cmpint (kb_response_get_failure (reply), ==, scripts[i].expected);
  g_assert_cmpint (kb_response_get_body (reply), ==, scripts[i].body);
  g_assert_cmpuint (server.connections, ==, 1);
  g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==, scripts[i].verdict);

  watch_end (&watch);
  g_assert_cmpuint (server.said, <, MOST_SAID);
  g_assert_cmpuint (count_keys (server.heard->str), <=, 1);
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
  gsize size = g_str_has_suffix (path, "models") ? 2 * KB_JSON_MAX_BYTES : KB_JSON_MAX_BYTES;
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
      g_autoptr (KbResponse) big = support_send (client, "models", NULL);
      g_autoptr (KbResponse) fits = support_send (client, "responses", "{}");

      g_assert_cmpint (kb_response_get_failure (big), ==, KB_FAILURE_TOO_BIG);
      g_assert_cmpint (kb_response_get_failure (fits), ==, KB_FAILURE_NONE);
      g_assert_cmpint (kb_response_get_body (fits), ==, KB_BODY_OBJECT);
    }
  soup_server_disconnect (server);
}

/* @size zeros, which gzip makes a thousandth of. */
static GBytes *
compress_zeros (gsize size)
{
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autofree char *zeros = g_malloc0 (size);

  g_assert_true (g_output_stream_write_all (stream, zeros, size, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
check_bomb (GBytes *bomb, gboolean again, KbFailure failure, const char *verdict)
{
  const char head[] = OK "Content-Encoding: gzip\r\nConnection: close\r\n\r\n";
  gsize size;
  const char *zeros = g_bytes_get_data (bomb, &size);
  g_autoptr (GString) said = g_string_new (head);
  g_autoptr (KbClient) client = NULL;
  g_autoptr (KbResponse) reply = NULL;
  RudeServer server;
  Watch watch;

  g_string_append_len (said, zeros, (gssize) size);
  rude_server_start (&server, (RudeScript) { .head = said->str,
                                             .head_size = said->len,
                                             .refrain = again ? zeros : NULL,
                                             .refrain_size = size });
  client = kb_client_new (server.base_uri);
  watch_start (&watch);
  reply = support_send (client, "responses", "{}");

  g_assert_cmpint (kb_response_get_failure (reply), ==, failure);
  g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==, verdict);
  g_assert_null (strstr (server.heard->str, "Accept-Encoding"));
  watch_end (&watch);
  rude_server_stop (&server);
}

/* What is small on the way would be 32 MiB when unpacked, or without an end. */
static void
test_bomb (void)
{
  g_autoptr (GBytes) bomb = compress_zeros (32 * 1024 * 1024);

  g_assert_cmpuint (g_bytes_get_size (bomb), <, KB_JSON_MAX_BYTES / 16);
  check_bomb (bomb, FALSE, KB_FAILURE_NONE, "unreadable-answer");
  check_bomb (bomb, TRUE, KB_FAILURE_TOO_BIG, "answer-too-long");
}

/* A server whose queue is full: the kernel lets whoever knocks wait. */
static void
test_full_queue (void)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocket) full =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *base_uri = NULL;
  g_autoptr (KbClient) client = NULL;
  g_autoptr (KbClient) patient = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretValue) key = support_key (WATCHED_KEY);
  g_autoptr (KbResponse) reply = NULL;
  SupportSent sent = { NULL, NULL, FALSE };
  Watch watch;

  g_socket_set_listen_backlog (full, 0);
  g_assert_true (g_socket_bind (full, any, FALSE, NULL));
  g_assert_true (g_socket_listen (full, NULL));
  address = g_socket_get_local_address (full, NULL);
  for (guint i = 0; i < 4; i++)
    {
      GSocket *socket =
          g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

      g_socket_set_blocking (socket, FALSE);
      g_socket_connect (socket, address, NULL, NULL);
      g_ptr_array_add (waiting, socket);
    }

  base_uri = g_strdup_printf ("http://127.0.0.1:%u/v1",
                              g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
  client = kb_client_new (base_uri);
  kb_client_set_timeouts (client, 400, 0);
  patient = kb_client_new (base_uri);
  kb_client_set_timeouts (patient, NEVER, NEVER);
  watch_start (&watch);
  kb_client_send_async (patient, "models", key, NULL, cancellable, support_sent_cb, &sent);
  reply = support_send (client, "models", NULL);
  g_assert_cmpint (kb_response_get_failure (reply), ==, KB_FAILURE_CONNECT_TIMEOUT);
  g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = KB_CALL_MODELS })->id, ==, "connect-timeout");
  /* Nobody but the client gave it up. */
  g_assert_false (sent.done);
  g_cancellable_cancel (cancellable);
  support_wait (&sent.done);
  g_clear_error (&sent.error);
  watch_end (&watch);
}

static const struct
{
  const char *id;
  KbFailure expected;
  GTlsCertificateFlags tls;
  const char *issuer;
} faults[] = {
  { "bad-address", KB_FAILURE_ADDRESS },
  { "address-with-more", KB_FAILURE_ADDRESS_PARTS },
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

  Watch watch;

  g_test_message ("%s", uri);
  watch_start (&watch);
  if (faults[i].expected == KB_FAILURE_CONNECT_TIMEOUT)
    kb_client_set_timeouts (client, 500, 0);
  if (faults[i].expected == KB_FAILURE_TIMEOUT)
    kb_client_set_timeouts (client, 0, 700);
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (KbResponse) reply = support_send (client, "models", NULL);

      g_assert_cmpint (kb_response_get_failure (reply), ==, faults[i].expected);
      g_assert_cmpuint (kb_response_get_tls_errors (reply) & faults[i].tls, ==, faults[i].tls);
      g_assert_cmpstr (kb_response_get_tls_issuer (reply), ==, faults[i].issuer);
      g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = KB_CALL_MODELS })->id, ==, faults[i].id);
    }
  watch_end (&watch);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);
  watch_install ();

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
  g_test_add_func ("/network/bomb", test_bomb);
  g_test_add_func ("/network/full-queue", test_full_queue);

  return g_test_run ();
}
