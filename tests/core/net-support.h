/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-client.h"

#include <libsoup/soup.h>
#include <string.h>
#include <sys/socket.h>

/* Milliseconds, longer than any test may take */
#define NEVER (60 * 60 * 1000)

/* Servers that misbehave, and a client to meet them; all in the main context of the test. */

static inline void
support_wait (const gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
}

/* What a rude server does with a connection, whatever is asked. */
typedef struct
{
  const char *head;    /* said first */
  gsize head_size;     /* 0: up to the NUL */
  const char *refrain; /* said again and again after it, nullable */
  gsize refrain_size;  /* 0: up to the NUL */
  guint pause;         /* milliseconds between, 0: without */
  gboolean stays;      /* keeps the connection open */
  gboolean resets;     /* tears it down, when what was said has had time to arrive */
} RudeScript;

typedef struct
{
  guint talking; /* connections that are still being talked to */
  GSocketService *service;
  char *base_uri;
  RudeScript script;
  GPtrArray *open;
  guint connections;
  gsize said;     /* bytes */
  GString *heard; /* on all connections */
  GCancellable *stop;
} RudeServer;

typedef struct
{
  RudeServer *server;
  GSocketConnection *connection;
  RudeScript script;
} RudeTalk;

/* Not closed but torn down: what is on its way is lost. */
static inline void
rude_reset (GSocket *socket)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  g_assert_no_errno (setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once));
  g_socket_close (socket, NULL);
}

/* Says no more, and leaves what was said to be read: closing with something unread would take it back. */
static inline void
rude_talk_end (RudeTalk *talk)
{
  GSocket *socket = g_socket_connection_get_socket (talk->connection);

  if (talk->script.resets)
    rude_reset (socket);
  else if (!talk->script.stays)
    g_socket_shutdown (socket, FALSE, TRUE, NULL);
  talk->server->talking--;
  g_object_unref (talk->connection);
  g_free (talk);
}

static inline void rude_talk_on (RudeTalk *talk);

static inline void
rude_talk_on_cb (gpointer user_data)
{
  rude_talk_on (user_data);
}

static inline void
rude_talk_end_cb (gpointer user_data)
{
  rude_talk_end (user_data);
}

static inline void
rude_said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RudeTalk *talk = user_data;
  gsize said = 0;
  gboolean heard = g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &said, NULL);

  talk->server->said += said;
  if (heard && talk->script.resets)
    g_timeout_add_once (talk->script.pause, rude_talk_end_cb, talk);
  else if (!heard || talk->script.refrain == NULL)
    rude_talk_end (talk);
  else if (talk->script.pause > 0)
    g_timeout_add_once (talk->script.pause, rude_talk_on_cb, talk);
  else
    rude_talk_on (talk);
}

static inline void
rude_say (RudeTalk *talk, const char *text, gsize size)
{
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (talk->connection)), text, size,
                                   G_PRIORITY_DEFAULT, NULL, rude_said_cb, talk);
}

static inline void
rude_talk_on (RudeTalk *talk)
{
  rude_say (talk, talk->script.refrain,
            talk->script.refrain_size ? talk->script.refrain_size : strlen (talk->script.refrain));
}

static inline void rude_listen (RudeServer *server, GSocketConnection *connection);

static inline void
rude_heard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GSocketConnection) connection = user_data;
  g_autoptr (GBytes) heard = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  RudeServer *server = g_object_get_data (G_OBJECT (connection), "server");

  if (heard == NULL || g_bytes_get_size (heard) == 0 || server == NULL)
    return;

  g_string_append_len (server->heard, g_bytes_get_data (heard, NULL), (gssize) g_bytes_get_size (heard));
  rude_listen (server, connection);
}

static inline void
rude_listen (RudeServer *server, GSocketConnection *connection)
{
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), 4096,
                                   G_PRIORITY_DEFAULT, server->stop, rude_heard_cb,
                                   g_object_ref (connection));
}

static inline gboolean
rude_incoming_cb (GSocketService *service,
                  GSocketConnection *connection,
                  GObject *source_object,
                  RudeServer *server)
{
  RudeTalk *talk = g_new0 (RudeTalk, 1);

  server->connections++;
  server->talking++;
  talk->server = server;
  g_ptr_array_add (server->open, g_object_ref (connection));
  talk->connection = g_object_ref (connection);
  g_object_set_data (G_OBJECT (connection), "server", server);
  rude_listen (server, connection);
  talk->script = server->script;
  rude_say (talk, talk->script.head,
            talk->script.head_size ? talk->script.head_size : strlen (talk->script.head));
  return TRUE;
}

static inline void
rude_server_start (RudeServer *server, RudeScript script)
{
  guint16 port;

  server->script = script;
  server->connections = 0;
  server->talking = 0;
  server->said = 0;
  server->heard = g_string_new (NULL);
  server->stop = g_cancellable_new ();
  server->open = g_ptr_array_new_with_free_func (g_object_unref);
  server->service = g_socket_service_new ();
  g_signal_connect (server->service, "incoming", G_CALLBACK (rude_incoming_cb), server);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (server->service), NULL, NULL);
  g_assert_cmpuint (port, >, 0);
  server->base_uri = g_strdup_printf ("http://127.0.0.1:%u/v1", port);
}

/* Comes back only when nobody listens any more. */
static inline void
rude_server_stop (RudeServer *server)
{
  while (server->talking > 0)
    g_main_context_iteration (NULL, TRUE);
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_cancellable_cancel (server->stop);
  for (guint i = 0; i < server->open->len; i++)
    g_object_set_data (g_ptr_array_index (server->open, i), "server", NULL);
  g_string_free (g_steal_pointer (&server->heard), TRUE);
  g_clear_object (&server->stop);
  g_clear_object (&server->service);
  g_clear_pointer (&server->open, g_ptr_array_unref);
  g_clear_pointer (&server->base_uri, g_free);
}

/* A polite server; @callback answers. */
static inline SoupServer *
support_serve (SoupServerCallback callback, gpointer user_data, char **base_uri)
{
  SoupServer *server = soup_server_new (NULL, NULL);
  g_autoslist (GUri) uris = NULL;

  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  soup_server_add_handler (server, NULL, callback, user_data, NULL);
  uris = soup_server_get_uris (server);
  *base_uri = g_strdup_printf ("http://127.0.0.1:%d/v1", g_uri_get_port (uris->data));

  return server;
}

typedef struct
{
  KbResponse *reply;
  GError *error;
  gboolean done;
} SupportSent;

static inline void
support_sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SupportSent *sent = user_data;

  sent->reply = kb_client_send_finish (KB_CLIENT (source), result, &sent->error);
  sent->done = TRUE;
}

static inline SecretValue *
support_key (const char *text)
{
  return secret_value_new (text, strlen (text), "text/plain");
}

/* One request to its end. */
static inline KbResponse *
support_send (KbClient *client, const char *path, const char *body)
{
  g_autoptr (GBytes) bytes = body ? g_bytes_new_static (body, strlen (body)) : NULL;
  g_autoptr (SecretValue) key = support_key ("sk-test-of-the-client");
  SupportSent sent = { NULL, NULL, FALSE };

  kb_client_send_async (client, path, key, bytes, NULL, support_sent_cb, &sent);
  support_wait (&sent.done);
  g_assert_no_error (sent.error);
  g_assert_nonnull (sent.reply);

  return sent.reply;
}

/* A polite server that keeps what it is asked. */
typedef struct
{
  GPtrArray *names;
  GHashTable *headers;
  char *method;
  char *path;
  char *body;
  guint count;
  guint status;
  const char *location;
} Recorder;

static inline void
record_header_cb (const char *name, const char *value, gpointer user_data)
{
  Recorder *recorder = user_data;

  g_ptr_array_add (recorder->names, g_strdup (name));
  g_hash_table_insert (recorder->headers, g_ascii_strdown (name, -1), g_strdup (value));
}

static inline void
record_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  Recorder *recorder = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  recorder->count++;
  g_ptr_array_set_size (recorder->names, 0);
  g_hash_table_remove_all (recorder->headers);
  soup_message_headers_foreach (soup_server_message_get_request_headers (message), record_header_cb,
                                recorder);
  g_set_str (&recorder->method, soup_server_message_get_method (message));
  g_set_str (&recorder->path, path);
  g_free (recorder->body);
  recorder->body = g_strndup (body->data, body->length);

  soup_server_message_set_status (message, recorder->status, NULL);
  if (recorder->location != NULL)
    soup_message_headers_append (soup_server_message_get_response_headers (message), "Location",
                                 recorder->location);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{\"a\":1}", 7);
}

static inline void
recorder_init (Recorder *recorder, guint status)
{
  memset (recorder, 0, sizeof *recorder);
  recorder->names = g_ptr_array_new_with_free_func (g_free);
  recorder->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  recorder->status = status;
}

static inline void
recorder_clear (Recorder *recorder)
{
  g_ptr_array_unref (recorder->names);
  g_hash_table_unref (recorder->headers);
  g_free (recorder->method);
  g_free (recorder->path);
  g_free (recorder->body);
}
