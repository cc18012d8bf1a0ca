/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "net-support.h"

#include "core/api/kb-diagnosis.h"
#include "core/api/kb-failure.h"
#include "core/base/kb-address.h"
#include "core/facts/kb-facts.h"

static void
check_names (Recorder *recorder, const char *const *expected)
{
  for (guint i = 0; i < recorder->names->len; i++)
    {
      const char *name = g_ptr_array_index (recorder->names, i);

      g_test_message ("%s", name);
      g_assert_true (g_strv_contains (expected, name));
    }
}

static void
test_sent (void)
{
  static const char *const get_names[] = { "Host", "Authorization", "User-Agent", "Connection", NULL };
  static const char *const post_names[] = { "Host",         "Authorization",  "User-Agent", "Connection",
                                            "Content-Type", "Content-Length", NULL };
  g_autofree char *base_uri = NULL;
  Recorder recorder;
  g_autoptr (SoupServer) server = support_serve (record_cb, &recorder, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (KbResponse) got = NULL;
  g_autoptr (KbResponse) posted = NULL;

  recorder_init (&recorder, 200);
  got = support_send (client, "models", NULL);
  g_assert_cmpstr (recorder.method, ==, "GET");
  g_assert_cmpstr (recorder.path, ==, "/v1/models");
  g_assert_cmpstr (g_hash_table_lookup (recorder.headers, "authorization"), ==,
                   "Bearer sk-test-of-the-client");
  g_assert_true (g_str_has_prefix (g_hash_table_lookup (recorder.headers, "user-agent"), "Keybearer/"));
  g_assert_null (strstr (g_hash_table_lookup (recorder.headers, "user-agent"), "soup"));
  check_names (&recorder, get_names);
  g_assert_cmpuint (kb_response_get_status (got), ==, 200);
  g_assert_nonnull (kb_response_get_object (got));
  g_assert_cmpint (kb_response_get_elapsed (got), >, 0);
  g_assert_cmpstr (kb_response_get_header (got, "content-type"), ==, "application/json");

  posted = support_send (client, "chat/completions", "{\"b\":2}");
  g_assert_cmpstr (recorder.method, ==, "POST");
  g_assert_cmpstr (recorder.path, ==, "/v1/chat/completions");
  g_assert_cmpstr (recorder.body, ==, "{\"b\":2}");
  g_assert_cmpstr (g_hash_table_lookup (recorder.headers, "content-type"), ==, "application/json");
  check_names (&recorder, post_names);
  g_assert_cmpuint (recorder.count, ==, 2);

  recorder_clear (&recorder);
  soup_server_disconnect (server);
}

/* A cookie that a server sets, and the sign-in it asks for, change nothing in what is sent next. */
static void
cookie_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  record_cb (server, message, path, query, user_data);
  soup_message_headers_append (headers, "Set-Cookie", "a=b; Path=/");
  soup_message_headers_append (headers, "WWW-Authenticate", "Basic realm=\"x\"");
  soup_message_headers_append (headers, "Cache-Control", "max-age=3600");
}

static void
test_forgets (void)
{
  g_autofree char *base_uri = NULL;
  Recorder recorder;
  g_autoptr (SoupServer) server = support_serve (cookie_cb, &recorder, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);

  recorder_init (&recorder, 401);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KbResponse) reply = support_send (client, "models", NULL);

      g_assert_cmpuint (kb_response_get_status (reply), ==, 401);
      g_assert_cmpuint (recorder.count, ==, i + 1);
      g_assert_null (g_hash_table_lookup (recorder.headers, "cookie"));
      g_assert_cmpstr (g_hash_table_lookup (recorder.headers, "authorization"), ==,
                       "Bearer sk-test-of-the-client");
    }

  recorder_clear (&recorder);
  soup_server_disconnect (server);
}

/* Another host, on this computer too. */
static SoupServer *
serve_elsewhere (Recorder *recorder, char **base_uri)
{
  SoupServer *server = soup_server_new (NULL, NULL);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string ("127.0.0.2", 0);
  g_autoslist (GUri) uris = NULL;

  g_assert_true (soup_server_listen (server, address, 0, NULL));
  soup_server_add_handler (server, NULL, record_cb, recorder, NULL);
  uris = soup_server_get_uris (server);
  *base_uri = g_strdup_printf ("http://127.0.0.2:%d/v1", g_uri_get_port (uris->data));

  return server;
}

static void
test_redirect (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };
  g_autofree char *first_uri = NULL;
  g_autofree char *second_uri = NULL;
  g_autofree char *target = NULL;
  Recorder first, second;
  g_autoptr (SoupServer) first_server = support_serve (record_cb, &first, &first_uri);
  g_autoptr (SoupServer) second_server = serve_elsewhere (&second, &second_uri);
  g_autoptr (KbClient) client = kb_client_new (first_uri);

  recorder_init (&second, 200);
  target = g_strconcat (second_uri, "/models", NULL);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (KbResponse) reply = NULL;

      recorder_init (&first, statuses[i / 2]);
      first.location = target;
      reply = support_send (client, "models", i % 2 ? "{}" : NULL);
      g_assert_cmpuint (kb_response_get_status (reply), ==, statuses[i / 2]);
      g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = KB_CALL_MODELS })->id, ==, "redirected");
      g_assert_cmpuint (first.count, ==, 1);
      recorder_clear (&first);
    }
  /* it would have been heard */
  g_assert_cmpuint (second.count, ==, 0);
  g_object_unref (client);
  client = kb_client_new (second_uri);
  g_object_unref (support_send (client, "models", NULL));
  g_assert_cmpuint (second.count, ==, 1);

  recorder_clear (&second);
  soup_server_disconnect (first_server);
  soup_server_disconnect (second_server);
}

static void
test_bad_keys (void)
{
  static const char *const keys[] = { "", "sk-a\r\nX-Evil: 1", "sk-a b", "sk-\xc3\xa9", "sk-a\n" };
  g_autofree char *base_uri = NULL;
  Recorder recorder;
  g_autoptr (SoupServer) server = support_serve (record_cb, &recorder, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);

  recorder_init (&recorder, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (SecretValue) key = support_key (keys[i]);
      SupportSent sent = { NULL, NULL, FALSE };
      g_autoptr (KbResponse) reply = NULL;

      kb_client_send_async (client, "models", key, NULL, NULL, support_sent_cb, &sent);
      g_assert_false (sent.done);
      support_wait (&sent.done);
      reply = sent.reply;
      g_assert_cmpint (kb_response_get_failure (reply), ==, KB_FAILURE_OTHER);
    }
  g_assert_cmpuint (recorder.count, ==, 0);

  recorder_clear (&recorder);
  soup_server_disconnect (server);
}

/* A server that drops each connection after its answer, while promising to keep it. */
static void
test_dropped_connections (void)
{
  RudeServer server;
  g_autoptr (KbClient) client = NULL;

  rude_server_start (&server, (RudeScript) { .head = "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\n"
                                                     "Content-Length: 2\r\n\r\n{}" });
  client = kb_client_new (server.base_uri);
  for (guint i = 0; i < 6; i++)
    {
      g_autoptr (KbResponse) reply = support_send (client, "models", i % 2 ? "{}" : NULL);

      g_assert_cmpint (kb_response_get_failure (reply), ==, KB_FAILURE_NONE);
      g_assert_cmpuint (server.connections, ==, i + 1);
    }
  rude_server_stop (&server);
}

static const struct
{
  const char *base_uri;
  gboolean allowed;
  const char *host; /* as shown; NULL: not looked at */
} bases[] = {
  { "https://api.openai.com/v1", TRUE, "api.openai.com" },
  { "https://api.openai.com:443/v1", TRUE, "api.openai.com" },
  { "https://api.openai.com:8443/v1", TRUE, "api.openai.com:8443" },
  { "HTTPS://API.OPENAI.COM/v1", TRUE, NULL },
  { "https://192.0.2.7", TRUE, "192.0.2.7" },
  { "https://[2001:db8::1]:8443/", TRUE, "[2001:db8::1]:8443" },
  { "http://127.0.0.1:8080/v1", TRUE, "127.0.0.1:8080" },
  { "http://127.255.1.2/v1", TRUE, "127.255.1.2" },
  { "http://[::1]:1/v1", TRUE, "[::1]:1" },
  { "http://localhost:11434/v1", TRUE, "localhost:11434" },
  { "http://LOCALHOST/v1", TRUE, NULL },
  { "http://api.openai.com/v1", FALSE, "api.openai.com" },
  { "http://192.168.1.5:8080/v1", FALSE, NULL },
  { "http://10.0.0.1", FALSE, NULL },
  { "http://0.0.0.0/v1", TRUE, NULL },
  { "http://localhost.evil.example/v1", FALSE, NULL },
  { "http://127.0.0.1.evil.example/v1", FALSE, NULL },
  { "http://127.1@evil.example/v1", FALSE, NULL },
  { "https://user:password@api.openai.com/v1", FALSE, NULL },
  { "https://user@api.openai.com/v1", FALSE, NULL },
  { "https://api.openai.com/v1?x=1", FALSE, NULL },
  { "https://api.openai.com/v1#x", FALSE, NULL },
  { "ftp://127.0.0.1/v1", FALSE, NULL },
  { "file:///etc/passwd", FALSE, NULL },
  { "https:///v1", FALSE, NULL },
  { "https://", FALSE, NULL },
  { "api.openai.com/v1", FALSE, "api.openai.com/v1" },
  { "nonsense", FALSE, "nonsense" },
  { "", FALSE, NULL },
  { "https://exa mple.com", FALSE, NULL },
  { "https://exa%20mple.com", FALSE, NULL },
  { "https://exa%0Ample.com", FALSE, NULL },
  { "https://a;b", FALSE, NULL },
  { "https://b\xc3\xbc"
    "cher.example/v1",
    TRUE, NULL },
};

static void
test_bases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    {
      g_autoptr (KbClient) client = kb_client_new (bases[i].base_uri);
      g_autofree char *host = kb_client_dup_host (client);

      g_test_message ("%s", bases[i].base_uri);
      g_assert_cmpint (kb_address_is_allowed (bases[i].base_uri), ==, bases[i].allowed);
      g_assert_nonnull (host);
      if (bases[i].host != NULL)
        g_assert_cmpstr (host, ==, bases[i].host);
      if (!bases[i].allowed)
        {
          g_autoptr (KbResponse) reply = support_send (client, "models", NULL);

          g_assert_true (kb_response_get_failure (reply) == KB_FAILURE_ADDRESS ||
                         kb_response_get_failure (reply) == KB_FAILURE_ADDRESS_PARTS);
        }
    }
  g_assert_false (kb_address_is_allowed (NULL));
}

static void
test_is_openai (void)
{
  static const struct
  {
    const char *base_uri;
    gboolean expected;
  } cases[] = { { "https://api.openai.com/v1", TRUE },        { "https://API.OpenAI.com", TRUE },
                { "https://eu.api.openai.com/v1", TRUE },     { "https://evilapi.openai.com.example", FALSE },
                { "https://evil-api.openai.com/v1", FALSE },  { "https://openai.com/v1", FALSE },
                { "http://127.0.0.1/api.openai.com", FALSE }, { "nonsense", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KbClient) client = kb_client_new (cases[i].base_uri);

      g_assert_cmpint (kb_client_is_openai (client), ==, cases[i].expected);
    }
}

static void
assert_base (const char *variable, const char *given, const char *expected)
{
  g_autoptr (KbClient) client = NULL;

  g_setenv ("OPENAI_BASE_URL", variable, TRUE);
  client = kb_client_new (given);
  g_assert_cmpstr (kb_client_get_base_uri (client), ==, expected);
}

static void
test_default_base (void)
{
  assert_base ("", NULL, "https://api.openai.com/v1");
  assert_base ("http://127.0.0.1:9/v1//", NULL, "http://127.0.0.1:9/v1");
  assert_base ("https://a.example", " http://127.0.0.1:9/v1/ ", "http://127.0.0.1:9/v1");
  g_unsetenv ("OPENAI_BASE_URL");
}

static void
test_errors (void)
{
  static const struct
  {
    int code;
    KbPhase phase;
    KbFailure expected;
  } cases[] = {
    { G_IO_ERROR_HOST_NOT_FOUND, KB_PHASE_CONNECTING, KB_FAILURE_DNS },
    { G_IO_ERROR_CONNECTION_REFUSED, KB_PHASE_CONNECTING, KB_FAILURE_REFUSED },
    { G_IO_ERROR_HOST_UNREACHABLE, KB_PHASE_CONNECTING, KB_FAILURE_UNREACHABLE },
    { G_IO_ERROR_NETWORK_UNREACHABLE, KB_PHASE_CONNECTING, KB_FAILURE_UNREACHABLE },
    { G_IO_ERROR_TIMED_OUT, KB_PHASE_CONNECTING, KB_FAILURE_CONNECT_TIMEOUT },
    { G_IO_ERROR_TIMED_OUT, KB_PHASE_CONNECTED, KB_FAILURE_TIMEOUT },
    { G_IO_ERROR_PROXY_NEED_AUTH, KB_PHASE_CONNECTING, KB_FAILURE_PROXY },
    { G_IO_ERROR_CONNECTION_CLOSED, KB_PHASE_TLS, KB_FAILURE_TLS_PROTOCOL },
    { G_IO_ERROR_CONNECTION_CLOSED, KB_PHASE_CONNECTED, KB_FAILURE_RESET },
    { G_IO_ERROR_PARTIAL_INPUT, KB_PHASE_CONNECTED, KB_FAILURE_RESET },
    { G_IO_ERROR_PERMISSION_DENIED, KB_PHASE_CONNECTING, KB_FAILURE_OTHER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, cases[i].code, "x");

      g_assert_cmpint (kb_failure_from_error (error, cases[i].phase), ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("OPENAI_ORG_ID", "org-x", TRUE);
  g_setenv ("OPENAI_PROJECT_ID", "proj_x", TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_unsetenv ("OPENAI_BASE_URL");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/client/sent", test_sent);
  g_test_add_func ("/client/forgets", test_forgets);
  g_test_add_func ("/client/redirect", test_redirect);
  g_test_add_func ("/client/bad-keys", test_bad_keys);
  g_test_add_func ("/client/dropped-connections", test_dropped_connections);
  g_test_add_func ("/client/bases", test_bases);
  g_test_add_func ("/client/is-openai", test_is_openai);
  g_test_add_func ("/client/default-base", test_default_base);
  g_test_add_func ("/client/errors", test_errors);

  return g_test_run ();
}
