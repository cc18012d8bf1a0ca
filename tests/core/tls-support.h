/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "net-support.h"

/* Certificates that only tests use: tests/fixtures/tls/make. */
static inline char *
tls_dup_path (const char *name)
{
  g_autofree char *file = g_strconcat (name, "-test-certificate.pem", NULL);

  return g_test_build_filename (G_TEST_DIST, "fixtures", "tls", file, NULL);
}

static inline GTlsCertificate *
tls_load (const char *name)
{
  g_autofree char *path = tls_dup_path (name);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  return certificate;
}

/* Trusts the authority of the tests and nobody else. */
static inline GTlsDatabase *
tls_trust (void)
{
  g_autofree char *path = tls_dup_path ("authority");
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database = g_tls_file_database_new (path, &error);

  g_assert_no_error (error);
  return database;
}

/* A server that says the same to everybody who trusts it, and keeps what it hears. Unlike libsoup's it may be
 * closed in the middle of a handshake. */
typedef struct
{
  GSocketService *service;
  GTlsCertificate *certificate;
  GString *heard;
  guint connections;
  guint16 port;
} TlsServer;

static inline void tls_listen (TlsServer *server, GIOStream *connection);

static inline void
tls_said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GIOStream) connection = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_io_stream_close_async (connection, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static inline void
tls_heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char answer[] = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
  g_autoptr (GIOStream) connection = user_data;
  g_autoptr (GBytes) heard = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  TlsServer *server = g_object_get_data (G_OBJECT (connection), "server");

  if (heard == NULL || g_bytes_get_size (heard) == 0)
    return;

  g_string_append_len (server->heard, g_bytes_get_data (heard, NULL), (gssize) g_bytes_get_size (heard));
  if (strstr (server->heard->str, "\r\n\r\n") == NULL)
    tls_listen (server, connection);
  else
    g_output_stream_write_all_async (g_io_stream_get_output_stream (connection), answer, strlen (answer),
                                     G_PRIORITY_DEFAULT, NULL, tls_said_cb, g_object_ref (connection));
}

static inline void
tls_listen (TlsServer *server, GIOStream *connection)
{
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (connection), 4096, G_PRIORITY_DEFAULT, NULL,
                                   tls_heard_cb, g_object_ref (connection));
}

static inline gboolean
tls_incoming_cb (GSocketService *service, GSocketConnection *raw, GObject *place, TlsServer *server)
{
  g_autoptr (GIOStream) connection =
      g_tls_server_connection_new (G_IO_STREAM (raw), server->certificate, NULL);

  server->connections++;
  g_object_set_data (G_OBJECT (connection), "server", server);
  tls_listen (server, connection);
  return TRUE;
}

static inline void
tls_server_start (TlsServer *server, const char *certificate)
{
  server->certificate = tls_load (certificate);
  server->heard = g_string_new (NULL);
  server->connections = 0;
  server->service = g_socket_service_new ();
  g_signal_connect (server->service, "incoming", G_CALLBACK (tls_incoming_cb), server);
  server->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (server->service), NULL, NULL);
  g_assert_cmpuint (server->port, >, 0);
}

static inline void
tls_server_stop (TlsServer *server)
{
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_clear_object (&server->service);
  g_clear_object (&server->certificate);
  g_string_free (g_steal_pointer (&server->heard), TRUE);
}

static inline SoupServer *
tls_serve (GTlsCertificate *certificate, SoupServerCallback callback, gpointer user_data, guint16 *port)
{
  SoupServer *server = soup_server_new ("tls-certificate", certificate, NULL);
  g_autoslist (GUri) uris = NULL;

  g_assert_true (
      soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY | SOUP_SERVER_LISTEN_HTTPS, NULL));
  soup_server_add_handler (server, NULL, callback, user_data, NULL);
  uris = soup_server_get_uris (server);
  *port = g_uri_get_port (uris->data);

  return server;
}
