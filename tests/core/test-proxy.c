/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "net-support.h"

#include <glib/gstdio.h>

typedef enum
{
  PROXY_TUNNELS,
  PROXY_ASKS, /* for a sign-in */
  PROXY_REFUSES,
  PROXY_DROPS,
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

static GTlsCertificate *
load_certificate (const char *name)
{
  g_autofree char *path =
      g_strconcat ("/io/github/keybearer/Keybearer/practice/", name, "-test-certificate.pem", NULL);
  g_autoptr (GBytes) pem = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  GTlsCertificate *certificate =
      g_tls_certificate_new_from_pem (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem), NULL);

  g_assert_nonnull (certificate);
  return certificate;
}

static void
remove_file (gpointer path)
{
  g_unlink (path);
  g_free (path);
}

/* Trusts the test certificate and nothing else. */
static GTlsDatabase *
trust (GTlsCertificate *certificate)
{
  g_autofree char *pem = NULL;
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "keybearer-test-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_object_get (certificate, "certificate-pem", &pem, NULL);
  g_assert_true (g_file_set_contents (path, pem, -1, NULL));
  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  /* read again when first used */
  g_object_set_data_full (G_OBJECT (database), "path", g_steal_pointer (&path), remove_file);

  return database;
}

static SoupServer *
serve_tls (Recorder *recorder, const char *name, guint16 *port)
{
  g_autoptr (GTlsCertificate) certificate = load_certificate (name);
  SoupServer *server = soup_server_new ("tls-certificate", certificate, NULL);
  g_autoslist (GUri) uris = NULL;

  g_assert_true (
      soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS, NULL));
  soup_server_add_handler (server, NULL, record_cb, recorder, NULL);
  uris = soup_server_get_uris (server);
  *port = g_uri_get_port (uris->data);

  return server;
}

static void
test_tls_trusted (void)
{
  Recorder recorder;
  guint16 port;
  g_autoptr (SoupServer) server = serve_tls (&recorder, "untrusted", &port);
  g_autofree char *base_uri = g_strdup_printf ("https://127.0.0.1:%u/v1", port);
  g_autoptr (GTlsCertificate) certificate = load_certificate ("untrusted");
  g_autoptr (GTlsDatabase) database = trust (certificate);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (KbReply) refused = NULL;
  g_autoptr (KbReply) accepted = NULL;

  recorder_init (&recorder, 200);
  refused = support_send (client, "models", NULL);
  g_assert_cmpint (kb_reply_get_failure (refused), ==, KB_FAILURE_TLS);
  g_assert_cmpuint (recorder.count, ==, 0);

  kb_client_set_tls_database (client, database);
  accepted = support_send (client, "models", NULL);
  g_assert_cmpint (kb_reply_get_failure (accepted), ==, KB_FAILURE_NONE);
  g_assert_cmpuint (recorder.count, ==, 1);

  recorder_clear (&recorder);
  soup_server_disconnect (server);
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
  g_autoptr (KbReply) reply = NULL;

  recorder_init (&recorder, 200);
  reply = support_send (client, "models", NULL);
  g_assert_cmpint (kb_reply_get_failure (reply), ==, KB_FAILURE_NONE);
  g_assert_cmpuint (recorder.count, ==, 1);
  g_assert_cmpuint (proxy.connections, ==, before);

  recorder_clear (&recorder);
  soup_server_disconnect (server);
}

static void
test_proxy (void)
{
  Recorder recorder;
  g_autoptr (SoupServer) server = serve_tls (&recorder, "wrong-host", &proxy.target);
  g_autoptr (GTlsCertificate) certificate = load_certificate ("wrong-host");
  g_autoptr (GTlsDatabase) database = trust (certificate);
  g_autoptr (KbClient) client = kb_client_new ("https://wireless.practice.invalid/v1");
  g_autoptr (KbReply) tunnelled = NULL;
  g_autoptr (KbReply) asked = NULL;
  g_autoptr (KbReply) refused = NULL;
  g_autoptr (KbReply) dropped = NULL;
  g_autoptr (KbReply) gone = NULL;

  recorder_init (&recorder, 200);
  kb_client_set_tls_database (client, database);
  tunnelled = support_send (client, "models", NULL);
  g_assert_cmpint (kb_reply_get_failure (tunnelled), ==, KB_FAILURE_NONE);
  g_assert_cmpuint (recorder.count, ==, 1);
  g_assert_cmpuint (proxy.connections, ==, 1);

  proxy.mode = PROXY_ASKS;
  asked = support_send (client, "models", NULL);
  g_assert_cmpint (kb_reply_get_failure (asked), ==, KB_FAILURE_PROXY);

  proxy.mode = PROXY_REFUSES;
  refused = support_send (client, "models", NULL);
  g_assert_cmpint (kb_reply_get_failure (refused), ==, KB_FAILURE_PROXY);

  proxy.mode = PROXY_DROPS;
  dropped = support_send (client, "models", NULL);
  g_assert_cmpint (kb_reply_get_failure (dropped), ==, KB_FAILURE_PROXY);

  g_socket_service_stop (proxy.service);
  g_socket_listener_close (G_SOCKET_LISTENER (proxy.service));
  gone = support_send (client, "models", NULL);
  g_assert_cmpint (kb_reply_get_failure (gone), ==, KB_FAILURE_PROXY);
  g_assert_cmpuint (recorder.count, ==, 1);

  recorder_clear (&recorder);
  soup_server_disconnect (server);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  proxy_start ();

  g_test_add_func ("/proxy/tls-trusted", test_tls_trusted);
  g_test_add_func ("/proxy/not-for-loopback", test_proxy_not_for_loopback);
  g_test_add_func ("/proxy/every-mode", test_proxy);

  return g_test_run ();
}
