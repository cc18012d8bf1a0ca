/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "check-support.h"
#include "tls-support.h"
#include "watch-support.h"

typedef enum
{
  PROXY_TUNNELS,
  PROXY_ASKS, /* for a sign-in */
  PROXY_REFUSES,
  PROXY_DROPS,
  PROXY_SHOWS_PAGE,
} ProxyMode;

/* Stands in for the desktop's proxy settings. */
typedef GSimpleProxyResolver TestProxies;
typedef GSimpleProxyResolverClass TestProxiesClass;
static GType test_proxies_get_type (void);

static gboolean
test_proxies_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static void
test_proxies_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = test_proxies_is_supported;
}

G_DEFINE_TYPE_WITH_CODE (TestProxies,
                         test_proxies,
                         G_TYPE_SIMPLE_PROXY_RESOLVER,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, test_proxies_iface_init))

/* Tunnels every connection to one port of this computer, whatever was asked for. */
static struct
{
  GSocketService *service;
  ProxyMode mode;
  guint16 target;
  guint connections;
  char *uri;
} proxy;

static void
test_proxies_class_init (TestProxiesClass *klass)
{
}

static void
test_proxies_init (TestProxies *self)
{
  g_simple_proxy_resolver_set_default_proxy (self, proxy.uri);
}

static void
spliced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_io_stream_splice_finish (result, NULL);
}

static void
proxy_say (GSocketConnection *connection, const char *text)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text, strlen (text),
                             NULL, NULL, NULL);
}

static void
proxy_heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GSocketConnection) connection = user_data;
  gssize heard = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);
  const char *request = g_object_get_data (G_OBJECT (connection), "request");
  g_autoptr (GSocketClient) client = NULL;
  g_autoptr (GSocketConnection) target = NULL;

  g_assert_cmpint (heard, >, 0);
  g_assert_true (g_str_has_prefix (request, "CONNECT "));
  g_assert_null (strstr (request, "sk-test"));

  switch (proxy.mode)
    {
    case PROXY_ASKS:
      proxy_say (connection, "HTTP/1.1 407 Sign In\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                             "Content-Length: 0\r\nConnection: close\r\n\r\n");
      break;
    case PROXY_REFUSES:
      proxy_say (connection, "HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      break;
    case PROXY_SHOWS_PAGE:
      proxy_say (connection,
                 "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
                 "<html><body>No way.</body></html>");
      break;
    case PROXY_TUNNELS:
      client = g_socket_client_new ();
      g_socket_client_set_enable_proxy (client, FALSE);
      target = g_socket_client_connect_to_host (client, "127.0.0.1", proxy.target, NULL, NULL);
      proxy_say (connection, "HTTP/1.1 200 OK\r\n\r\n");
      g_io_stream_splice_async (G_IO_STREAM (connection), G_IO_STREAM (target), G_IO_STREAM_SPLICE_NONE,
                                G_PRIORITY_DEFAULT, NULL, spliced_cb, NULL);
      return;
    case PROXY_DROPS:
    default:
      break;
    }
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static gboolean
proxy_incoming_cb (GSocketService *service,
                   GSocketConnection *connection,
                   GObject *source,
                   gpointer user_data)
{
  char *request = g_malloc0 (4096);

  proxy.connections++;
  g_object_set_data_full (G_OBJECT (connection), "request", request, g_free);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), request, 4095,
                             G_PRIORITY_DEFAULT, NULL, proxy_heard_cb, g_object_ref (connection));
  return TRUE;
}

/* Before GIO first looks for proxies, which it does once. */
static void
proxy_start (void)
{
  guint16 port;

  proxy.service = g_socket_service_new ();
  g_signal_connect (proxy.service, "incoming", G_CALLBACK (proxy_incoming_cb), NULL);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (proxy.service), NULL, NULL);
  proxy.uri = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, test_proxies_get_type (), "test",
                                  1000);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "test", TRUE);
}

/* Nothing that went to this computer before used the proxy, though the desktop names one. */
static void
test_proxy_not_for_loopback (void)
{
  g_autofree char *base_uri = NULL;
  Recorder recorder;
  g_autoptr (SoupServer) server = support_serve (record_cb, &recorder, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  guint before = proxy.connections;
  g_autoptr (KbResponse) reply = NULL;

  recorder_init (&recorder, 200);
  reply = support_send (client, "models", NULL);
  g_assert_cmpint (kb_response_get_failure (reply), ==, KB_FAILURE_NONE);
  g_assert_cmpuint (recorder.count, ==, 1);
  g_assert_cmpuint (proxy.connections, ==, before);

  recorder_clear (&recorder);
  soup_server_disconnect (server);
}

#define LIST "{\"object\":\"list\",\"data\":[{\"id\":\"gpt-6-luna\"}]}"
#define CONNECTED \
  "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\"," \
  "\"text\":\"connected\"}]}]}"

/* The service, behind the proxy. */
typedef struct
{
  guint count;
  guint n_chat;
  const char *status; /* of what is asked of a model */
} Service;

static const char *
answer (const char *request, const char **body, gpointer user_data)
{
  Service *service = user_data;
  gboolean lists = g_str_has_prefix (request, "GET /v1/models ");

  service->count++;
  service->n_chat += strstr (request, "/chat/completions ") != NULL;
  g_assert_nonnull (strstr (request, "Authorization: Bearer " WATCHED_KEY "\r\n"));
  g_assert_null (strstr (request, "Proxy-Authorization"));
  *body = lists ? LIST : CONNECTED;
  return lists ? "200 OK" : service->status;
}

static void
check_run (const char *base_uri, gboolean trusts, const char *verdict)
{
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (KbChecker) checker = kb_checker_new (client);
  g_autoptr (GTlsDatabase) database = tls_trust ();
  g_auto (SupportRun) run = { NULL };
  Watch watch;

  if (trusts)
    kb_client_set_tls_database (client, database);
  watch_start (&watch);
  run = support_run (checker, WATCHED_KEY);
  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, verdict);
  watch_end (&watch);
}

static const struct
{
  const char *name;
  ProxyMode mode;
  gboolean trusted; /* who answers behind it */
  const char *status;
  const char *verdict;
  guint count; /* requests that the service gets */
} rows[] = {
  { "tunnels", PROXY_TUNNELS, TRUE, "200 OK", "works", 2 },
  /* what it leads to is a stranger */
  { "intercepts", PROXY_TUNNELS, FALSE, "200 OK", "certificate-untrusted", 0 },
  { "asks", PROXY_ASKS, TRUE, "200 OK", "proxy", 0 },
  { "refuses", PROXY_REFUSES, TRUE, "200 OK", "proxy", 0 },
  { "drops", PROXY_DROPS, TRUE, "200 OK", "proxy", 0 },
  { "shows-page", PROXY_SHOWS_PAGE, TRUE, "200 OK", "proxy", 0 },
  /* OpenAI's own service is never taken for one that lacks a call: the other call is not tried */
  { "openai-not-found", PROXY_TUNNELS, TRUE, "404 Not Found", "address-not-found", 2 },
};

static void
test_proxy (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Service service = { .status = rows[i].status };
  guint before = proxy.connections;
  TlsServer server;

  tls_server_start (&server, "server", answer, &service);
  proxy.target = server.port;
  proxy.mode = rows[i].mode;
  check_run ("https://api.openai.com/v1", rows[i].trusted, rows[i].verdict);
  g_assert_cmpuint (service.count, ==, rows[i].count);
  g_assert_cmpuint (service.n_chat, ==, 0);
  g_assert_cmpuint (proxy.connections - before, ==, MAX (rows[i].count, 1));
  tls_server_stop (&server);
}

/* A request that would show the key to the proxy is not made at all. */
static void
test_never_plain (void)
{
  guint before = proxy.connections;

  proxy.mode = PROXY_TUNNELS;
  check_run ("http://api.openai.com/v1", TRUE, "bad-address");
  check_run ("http://192.0.2.1:8080/v1", TRUE, "bad-address");
  g_assert_cmpuint (proxy.connections, ==, before);
}

/* The last of all: nobody listens any more. */
static void
test_gone (void)
{
  g_socket_service_stop (proxy.service);
  g_socket_listener_close (G_SOCKET_LISTENER (proxy.service));
  check_run ("https://api.openai.com/v1", TRUE, "proxy");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  watch_install ();
  proxy_start ();

  g_test_add_func ("/proxy/not-for-loopback", test_proxy_not_for_loopback);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/proxy/behind/", rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_proxy);
    }
  g_test_add_func ("/proxy/never-plain", test_never_plain);
  g_test_add_func ("/proxy/behind/gone", test_gone);

  return g_test_run ();
}
