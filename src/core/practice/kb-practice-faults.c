/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/practice/kb-practice-faults.h"

#include "core/api/kb-response.h"

#include <string.h>

#define CERTIFICATES "/io/github/keybearer/Keybearer/practice/"
#define SILENT_BACKLOG 64

/* Longer than the parts of a name may be: no resolver asks the network for it. */
#define IMPOSSIBLE_NAME "a-name-that-is-longer-than-the-sixty-three-characters-names-may-have.invalid"

/* Where the clock of a computer with a flat battery begins, and a day on which it surely is wrong too. */
#define CLOCK_BEHIND G_GINT64_CONSTANT (946728000) /* 2000-01-01 */
#define CLOCK_AHEAD G_GINT64_CONSTANT (2556144000) /* 2051-01-01 */

struct _KbPracticeFaults
{
  GSocket *refusing;    /* bound, never listens: the port stays ours and answers nobody */
  GSocket *silent;      /* listens, never accepts */
  GSocketService *rude; /* answers, but wrongly */
  GHashTable *ports;    /* id → port of rude */
};

typedef enum
{
  WAY_FIXED, /* @detail is the address */
  WAY_REFUSING,
  WAY_SILENT,
  WAY_SILENT_TLS,
  WAY_CERTIFICATE, /* @detail is the certificate */
  WAY_TALKER,      /* @detail is what it says first */
  WAY_TALKER_AS_TLS,
} Way;

typedef struct
{
  const char *id;
  Way way;
  const char *detail;
  gint64 date; /* Unix seconds: what the clock is made out to show */
} Fault;

static const Fault faults[] = {
  { "bad-address", WAY_FIXED, "http://practice.invalid/v1" },
  { "address-with-more", WAY_FIXED, "https://practice.invalid/v1?api-version=preview" },
  { "name-not-found", WAY_FIXED, "https://" IMPOSSIBLE_NAME "/v1" },
  { "connection-refused", WAY_REFUSING, NULL },
  /* no connection leads to everybody; the kernel says so without a network */
  { "unreachable", WAY_FIXED, "https://255.255.255.255/v1" },
  { "connect-timeout", WAY_SILENT_TLS, NULL },
  { "timeout", WAY_SILENT, NULL },
  { "certificate-wrong-host", WAY_CERTIFICATE, "wrong-host" },
  { "clock-behind", WAY_CERTIFICATE, "not-yet-valid", CLOCK_BEHIND },
  { "clock-ahead", WAY_CERTIFICATE, "expired", CLOCK_AHEAD },
  { "certificate-not-yet-valid", WAY_CERTIFICATE, "not-yet-valid" },
  { "certificate-expired", WAY_CERTIFICATE, "expired" },
  { "certificate-untrusted", WAY_CERTIFICATE, "untrusted" },
  { "no-secure-connection", WAY_TALKER_AS_TLS, "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n" },
  { "connection-broken", WAY_TALKER,
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4096\r\n\r\n{\"object\":" },
  { "answer-too-long", WAY_TALKER,
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"object\":\"list\"}" },
  /* an address of the link without the name of the link */
  { "network-other", WAY_FIXED, "https://[fe80::1]/v1" },
};

static const Fault *
find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].id, id))
      return &faults[i];

  return NULL;
}

static GSocketAddress *
loopback (void)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);

  return g_inet_socket_address_new (address, 0);
}

static guint16
get_port (GSocketAddress *address)
{
  return address ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) : 0;
}

static char *
dup_uri (const char *scheme, guint16 port)
{
  return port ? g_strdup_printf ("%s://127.0.0.1:%u/v1", scheme, port) : NULL;
}

static GSocket *
bind_socket (gboolean listens)
{
  g_autoptr (GSocketAddress) address = loopback ();
  g_autoptr (GSocket) socket =
      g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  if (socket == NULL || !g_socket_bind (socket, address, FALSE, NULL))
    return NULL;

  g_socket_set_listen_backlog (socket, SILENT_BACKLOG);
  if (listens && !g_socket_listen (socket, NULL))
    return NULL;

  return g_steal_pointer (&socket);
}

static char *
dup_socket_uri (GSocket **socket, const char *scheme, gboolean listens)
{
  g_autoptr (GSocketAddress) address = NULL;

  if (*socket == NULL)
    *socket = bind_socket (listens);
  address = *socket ? g_socket_get_local_address (*socket, NULL) : NULL;

  return dup_uri (scheme, get_port (address));
}

static void
skipped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GIOStream) connection = user_data;

  if (g_input_stream_skip_finish (G_INPUT_STREAM (source), result, NULL) > 0)
    g_input_stream_skip_async (G_INPUT_STREAM (source), KB_JSON_MAX_BYTES, G_PRIORITY_DEFAULT, NULL,
                               skipped_cb, g_object_ref (connection));
  else
    g_io_stream_close (connection, NULL, NULL);
}

/* Closed with something unread, the kernel would take back what was said. */
static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GSocketConnection *connection = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  g_input_stream_skip_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), KB_JSON_MAX_BYTES,
                             G_PRIORITY_DEFAULT, NULL, skipped_cb, connection);
}

/* Answers before it is asked. */
static void
talk (GSocketConnection *connection, const char *head, gboolean endless)
{
  gsize length = endless ? 4 * KB_JSON_MAX_BYTES : strlen (head);
  char *text = g_malloc (length);

  memset (text, ' ', length);
  memcpy (text, head, strlen (head));
  g_object_set_data_full (G_OBJECT (connection), "text", text, g_free);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (connection)), text, length,
                                   G_PRIORITY_DEFAULT, NULL, said_cb, g_object_ref (connection));
}

/* Whoever trusts the certificate after all learns no more than that nobody is there. */
static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL);
  g_io_stream_close_async (G_IO_STREAM (source), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
show_certificate (GSocketConnection *connection, const char *name)
{
  g_autofree char *path = g_strconcat (CERTIFICATES, name, "-test-certificate.pem", NULL);
  g_autoptr (GBytes) pem = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GTlsCertificate) certificate =
      g_tls_certificate_new_from_pem (g_bytes_get_data (pem, NULL), g_bytes_get_size (pem), NULL);
  g_autoptr (GIOStream) tls = NULL;

  if (certificate != NULL)
    tls = g_tls_server_connection_new (G_IO_STREAM (connection), certificate, NULL);
  if (tls != NULL)
    g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT, NULL, shown_cb, NULL);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *place, gpointer user_data)
{
  const Fault *fault = g_object_get_data (place, "fault");

  if (fault->way == WAY_CERTIFICATE)
    show_certificate (connection, fault->detail);
  else
    talk (connection, fault->detail, g_str_equal (fault->id, "answer-too-long"));

  return TRUE;
}

static guint16
listen_for (KbPracticeFaults *self, const Fault *fault)
{
  g_autoptr (GSocketAddress) address = loopback ();
  g_autoptr (GSocketAddress) effective = NULL;
  g_autoptr (GObject) place = g_object_new (G_TYPE_OBJECT, NULL);

  if (self->rude == NULL)
    {
      self->rude = g_socket_service_new ();
      g_signal_connect (self->rude, "incoming", G_CALLBACK (incoming_cb), NULL);
    }

  g_object_set_data (place, "fault", (gpointer) fault);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->rude), address, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, place, &effective, NULL);

  return get_port (effective);
}

static char *
dup_rude_uri (KbPracticeFaults *self, const Fault *fault)
{
  guint16 port = GPOINTER_TO_UINT (g_hash_table_lookup (self->ports, fault->id));

  if (port == 0)
    {
      port = listen_for (self, fault);
      g_hash_table_insert (self->ports, (gpointer) fault->id, GUINT_TO_POINTER (port));
    }

  return dup_uri (fault->way == WAY_TALKER ? "http" : "https", port);
}

/**
 * kb_practice_faults_new:
 *
 * Opens nothing yet.
 *
 * Returns: (transfer full): the faults
 */
KbPracticeFaults *
kb_practice_faults_new (void)
{
  KbPracticeFaults *self = g_new0 (KbPracticeFaults, 1);

  self->ports = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

/**
 * kb_practice_faults_free:
 * @self: (transfer full): the faults
 *
 * Closes every port.
 */
void
kb_practice_faults_free (KbPracticeFaults *self)
{
  if (self->rude != NULL)
    {
      g_socket_service_stop (self->rude);
      g_socket_listener_close (G_SOCKET_LISTENER (self->rude));
    }
  g_clear_object (&self->rude);
  g_clear_object (&self->refusing);
  g_clear_object (&self->silent);
  g_hash_table_unref (self->ports);
  g_free (self);
}

/**
 * kb_practice_faults_dup_uri:
 * @id: of a diagnosis
 *
 * Returns: (transfer full) (nullable): a base address that fails in the way of @id; %NULL when @id is no
 *   failure of the network
 */
char *
kb_practice_faults_dup_uri (KbPracticeFaults *self, const char *id)
{
  const Fault *fault = find (id);

  if (fault == NULL)
    return NULL;

  switch (fault->way)
    {
    case WAY_REFUSING:
      return dup_socket_uri (&self->refusing, "http", FALSE);
    case WAY_SILENT:
      return dup_socket_uri (&self->silent, "http", TRUE);
    case WAY_SILENT_TLS:
      return dup_socket_uri (&self->silent, "https", TRUE);
    case WAY_CERTIFICATE:
    case WAY_TALKER:
    case WAY_TALKER_AS_TLS:
      return dup_rude_uri (self, fault);
    case WAY_FIXED:
    default:
      return g_strdup (fault->detail);
    }
}

/**
 * kb_practice_faults_get_date:
 * @id: of a diagnosis
 *
 * Returns: Unix seconds: the date that a computer has to believe in for @id; 0 when any will do
 */
gint64
kb_practice_faults_get_date (const char *id)
{
  const Fault *fault = find (id);

  return fault ? fault->date : 0;
}
