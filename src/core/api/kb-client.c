/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/api/kb-client.h"

#include "core/api/kb-base-address.h"
#include "core/api/kb-proxies.h"
#include "core/api/kb-sending.h"
#include "core/base/kb-address.h"
#include "core/facts/kb-facts.h"

#include <libsoup/soup.h>
#include <string.h>

#define CONNECT_TIMEOUT 10000
#define TOTAL_TIMEOUT 60000
#define LONGEST_KEY 4096

struct _KbClient
{
  GObject parent_instance;

  SoupSession *session;
  char *base_uri;
  guint connect_timeout;
  guint total_timeout;
  gint64 date;
  gboolean plays_openai;
};

G_DEFINE_FINAL_TYPE (KbClient, kb_client, G_TYPE_OBJECT)

/* The way that programs take: the terminal's variables before the desktop's settings. A plain request to this
 * computer must not be handed to a proxy elsewhere, whatever they say. */
static void
choose_proxies (KbClient *self)
{
  g_autoptr (GUri) uri = kb_address_parse (self->base_uri);
  g_autoptr (GProxyResolver) resolver = NULL;

  if (uri != NULL && kb_address_is_loopback (g_uri_get_host (uri)))
    resolver = g_simple_proxy_resolver_new (NULL, NULL);
  else
    resolver = kb_proxies_new_from_environment ();

  soup_session_set_proxy_resolver (self->session, resolver ? resolver : g_proxy_resolver_get_default ());
}

/* A line break in a key would be a header of its own. */
static char *
dup_authorization (SecretValue *key)
{
  gsize length = 0;
  const char *text = secret_value_get (key, &length);

  if (length == 0 || length > LONGEST_KEY)
    return NULL;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return NULL;

  return g_strdup_printf ("Bearer %.*s", (int) length, text);
}

/* Our copy is wiped here. The copy in the message's headers, the buffer that libsoup writes from and the
 * one that TLS encrypts from are theirs; the programs wipe what is freed (wipe-freed.c). */
static gboolean
authorize (SoupMessage *message, SecretValue *key)
{
  char *value = dup_authorization (key);

  if (value == NULL)
    return FALSE;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
  explicit_bzero (value, strlen (value));
  g_free (value);

  return TRUE;
}

/* A new connection each time: one that died while the computer slept would look like a broken network. */
static SoupMessage *
create_message (KbClient *self, const char *path, SecretValue *key, GBytes *body)
{
  g_autofree char *uri = g_strconcat (self->base_uri, "/", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body ? SOUP_METHOD_POST : SOUP_METHOD_GET, uri);

  if (message == NULL || !authorize (message, key))
    return NULL;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_NEW_CONNECTION);
  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);

  return g_steal_pointer (&message);
}

static KbFailure
get_failure (KbAddressFault fault)
{
  switch (fault)
    {
    case KB_ADDRESS_FAULT_PARTS:
      return KB_FAILURE_ADDRESS_PARTS;
    case KB_ADDRESS_FAULT_NO_ADDRESS:
    case KB_ADDRESS_FAULT_UNPROTECTED:
      return KB_FAILURE_ADDRESS;
    case KB_ADDRESS_FAULT_NONE:
    default:
      return KB_FAILURE_OTHER;
    }
}

static void
kb_client_finalize (GObject *object)
{
  KbClient *self = KB_CLIENT (object);

  g_clear_object (&self->session);
  g_free (self->base_uri);

  G_OBJECT_CLASS (kb_client_parent_class)->finalize (object);
}

static void
kb_client_class_init (KbClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_client_finalize;
}

/* Without its decoder libsoup asks for no compression: a small answer cannot swell. Cookies and a cache it
 * has only when asked. What signs in stays for proxies whose address holds a password; it never prompts. */
static void
kb_client_init (KbClient *self)
{
  self->connect_timeout = CONNECT_TIMEOUT;
  self->total_timeout = TOTAL_TIMEOUT;
  self->session = soup_session_new_with_options ("user-agent", "Keybearer/" PACKAGE_VERSION, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_CONTENT_DECODER);
}

/**
 * kb_client_new:
 * @base_uri: (nullable): where requests go, kb_base_address_dup() when %NULL
 *
 * Returns: (transfer full): a client
 */
KbClient *
kb_client_new (const char *base_uri)
{
  KbClient *self = g_object_new (KB_TYPE_CLIENT, NULL);
  gboolean mended;

  self->base_uri = base_uri ? kb_address_clean (base_uri, &mended) : kb_base_address_dup (NULL, NULL);
  choose_proxies (self);

  return self;
}

/**
 * kb_client_set_timeouts:
 * @connect: milliseconds until the connection stands, TLS included; 0 leaves them as they are
 * @total: milliseconds until the whole answer is there; 0 leaves them as they are
 */
void
kb_client_set_timeouts (KbClient *self, guint connect, guint total)
{
  g_return_if_fail (KB_IS_CLIENT (self));

  self->connect_timeout = connect > 0 ? connect : self->connect_timeout;
  self->total_timeout = total > 0 ? total : self->total_timeout;
}

const char *
kb_client_get_base_uri (KbClient *self)
{
  return self->base_uri;
}

/**
 * kb_client_dup_host:
 *
 * Returns: (transfer full): the host of the base address, with its port when that is not the usual one; the
 *   whole base address when it is not one
 */
char *
kb_client_dup_host (KbClient *self)
{
  g_return_val_if_fail (KB_IS_CLIENT (self), NULL);

  return kb_address_dup_host (self->base_uri);
}

/**
 * kb_client_is_openai:
 *
 * Returns: whether what answers there is to be taken for OpenAI: the base address is its own, one of its
 * regions included, or kb_client_set_plays_openai()
 */
gboolean
kb_client_is_openai (KbClient *self)
{
  const char *base = kb_facts_get_string (kb_facts_get_default (), "api.base");

  g_return_val_if_fail (KB_IS_CLIENT (self), FALSE);

  return self->plays_openai || kb_address_is_within (self->base_uri, base);
}

/**
 * kb_client_set_plays_openai:
 * @plays_openai: whether the server is to count as OpenAI's own, as that of practice does
 */
void
kb_client_set_plays_openai (KbClient *self, gboolean plays_openai)
{
  g_return_if_fail (KB_IS_CLIENT (self));

  self->plays_openai = plays_openai;
}

/**
 * kb_client_set_tls_database:
 * @database: (nullable): the authorities to trust, the system's when %NULL
 */
void
kb_client_set_tls_database (KbClient *self, GTlsDatabase *database)
{
  g_return_if_fail (KB_IS_CLIENT (self));

  soup_session_set_tls_database (self->session, database);
}

/**
 * kb_client_set_date:
 * @seconds: Unix seconds: what replies say that this computer's clock shows, 0 for what it does show
 *
 * Certificates are judged by the true clock all the same.
 */
void
kb_client_set_date (KbClient *self, gint64 seconds)
{
  g_return_if_fail (KB_IS_CLIENT (self));

  self->date = seconds;
}

/**
 * kb_client_send_async:
 * @path: below the base address, without a slash before it
 * @key: what to sign in with
 * @body: (nullable): JSON; with it the method is POST, else GET
 * @cancellable: (nullable): a cancellable
 *
 * Sends one request on a connection of its own and reads at most one byte more than %KB_JSON_MAX_BYTES of
 * the answer. A redirect is an answer like any other: the key goes to no other address.
 */
void
kb_client_send_async (KbClient *self,
                      const char *path,
                      SecretValue *key,
                      GBytes *body,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;
  KbAddressFault fault;
  GTask *task;

  g_return_if_fail (KB_IS_CLIENT (self));
  g_return_if_fail (path != NULL && key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kb_client_send_async);
  fault = kb_address_find_fault (self->base_uri);
  if (fault == KB_ADDRESS_FAULT_NONE)
    message = create_message (self, path, key, body);
  if (message != NULL)
    {
      kb_sending_start (task, self->session, message, self->connect_timeout, self->total_timeout);
      return;
    }

  g_task_return_pointer (task, kb_response_new_failure (get_failure (fault)), g_object_unref);
  g_object_unref (task);
}

/**
 * kb_client_send_finish:
 * @error: return location
 *
 * Fails with %G_IO_ERROR_CANCELLED only; any other fault is in the reply.
 *
 * Returns: (transfer full) (nullable): the reply
 */
KbResponse *
kb_client_send_finish (KbClient *self, GAsyncResult *result, GError **error)
{
  KbResponse *reply;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  reply = g_task_propagate_pointer (G_TASK (result), error);
  if (reply != NULL)
    kb_response_set_date (reply, self->date ? self->date : g_get_real_time () / G_USEC_PER_SEC);

  return reply;
}
