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

/* Says what to answer: "200 OK" or the like, and a body. */
typedef const char *(*TlsAnswer) (const char *request, const char **body, gpointer user_data);

/* A server that keeps what it hears from those who trust it. Unlike libsoup's it may be closed in the middle
 * of a handshake. */
typedef struct
{
  GSocketService *service;
  GTlsCertificate *certificate;
  TlsAnswer answer; /* nullable: an empty object */
  gpointer user_data;
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
tls_answer (TlsServer *server, GIOStream *connection, const char *request)
{
  const char *body = "{}";
  const char *status = server->answer ? server->answer (request, &body, server->user_data) : "200 OK";
  char *answer = g_strdup_printf (
      "HTTP/1.1 %s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
      status, strlen (body), body);

  g_object_set_data_full (G_OBJECT (connection), "answer", answer, g_free);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (connection), answer, strlen (answer),
                                   G_PRIORITY_DEFAULT, NULL, tls_said_cb, g_object_ref (connection));
}

static inline gboolean
tls_is_whole (const char *request)
{
  const char *end = strstr (request, "\r\n\r\n");
  const char *length = strstr (request, "Content-Length: ");

  return end != NULL && (length == NULL || strlen (end + 4) >= g_ascii_strtoull (length + 16, NULL, 10));
}

static inline void
tls_heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GIOStream) connection = user_data;
  g_autoptr (GBytes) heard = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  TlsServer *server = g_object_get_data (G_OBJECT (connection), "server");
  GString *request = g_object_get_data (G_OBJECT (connection), "request");

  if (heard == NULL || g_bytes_get_size (heard) == 0)
    return;

  g_string_append_len (request, g_bytes_get_data (heard, NULL), (gssize) g_bytes_get_size (heard));
  g_string_append_len (server->heard, g_bytes_get_data (heard, NULL), (gssize) g_bytes_get_size (heard));
  if (tls_is_whole (request->str))
    tls_answer (server, connection, request->str);
  else
    tls_listen (server, connection);
}

static inline void
tls_free_string (gpointer string)
{
  g_string_free (string, TRUE);
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
  g_object_set_data_full (G_OBJECT (connection), "request", g_string_new (NULL), tls_free_string);
  tls_listen (server, connection);
  return TRUE;
}

static inline void
tls_server_start (TlsServer *server, const char *certificate, TlsAnswer answer, gpointer user_data)
{
  server->answer = answer;
  server->user_data = user_data;
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
