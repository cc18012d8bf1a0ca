/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-reply.h"

#include "core/check/kb-api-error.h"
#include "core/check/kb-json.h"
#include "core/check/kb-retry-after.h"
#include "core/key/kb-key.h"

#define MAX_HEADERS 128

struct _KbReply
{
  GObject parent_instance;

  KbFailure failure;
  guint status;
  KbBody body;
  JsonNode *root;
  GHashTable *headers;
  gint64 elapsed;
  gint64 date;

  GTlsCertificateFlags tls_errors;
  char *tls_issuer;

  KbApiError error;
};

G_DEFINE_FINAL_TYPE (KbReply, kb_reply, G_TYPE_OBJECT)

static char *
redact (char *text)
{
  char *redacted = kb_key_redact (text);

  g_free (text);
  return redacted;
}

/* Numbers and words at the top of a good answer mean something else; whoever asks looks at the status first.
 */
static void
read_error (KbReply *self, GBytes *body)
{
  gsize length = 0;
  const char *text = body ? g_bytes_get_data (body, &length) : NULL;

  if (self->root != NULL)
    kb_api_error_read (&self->error, self->root);
  else if (self->body == KB_BODY_NOT_JSON)
    kb_api_error_take_text (&self->error, text, length);
  if (kb_api_error_is_page (&self->error))
    {
      kb_api_error_clear (&self->error);
      self->body = KB_BODY_HTML;
    }
}

static void
read_headers (KbReply *self, const char *const *headers)
{
  for (gsize i = 0; headers && headers[i] && headers[i + 1] && i < 2 * MAX_HEADERS; i += 2)
    {
      g_autofree char *name = g_ascii_strdown (headers[i], -1);

      if (!g_hash_table_contains (self->headers, name))
        g_hash_table_insert (self->headers, g_steal_pointer (&name), redact (kb_text_clean (headers[i + 1])));
    }
}

static void
kb_reply_finalize (GObject *object)
{
  KbReply *self = KB_REPLY (object);

  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_free (self->tls_issuer);
  kb_api_error_clear (&self->error);

  G_OBJECT_CLASS (kb_reply_parent_class)->finalize (object);
}

static void
kb_reply_class_init (KbReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_reply_finalize;
}

static void
kb_reply_init (KbReply *self)
{
  self->body = KB_BODY_EMPTY;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * kb_reply_new:
 * @status: HTTP status
 * @body: (nullable): the body, any bytes; more than %KB_REPLY_MAX_BYTES is %KB_FAILURE_TOO_BIG
 * @headers: (nullable) (array zero-terminated=1): name, value, name, value, …
 *
 * Returns: (transfer full): an answer
 */
KbReply *
kb_reply_new (guint status, GBytes *body, const char *const *headers)
{
  KbReply *self = g_object_new (KB_TYPE_REPLY, NULL);

  self->status = status;
  read_headers (self, headers);
  if (body != NULL && g_bytes_get_size (body) > KB_REPLY_MAX_BYTES)
    self->failure = KB_FAILURE_TOO_BIG;
  else
    self->root = kb_json_parse (body, &self->body);
  read_error (self, body);

  return self;
}

/**
 * kb_reply_new_failure:
 * @failure: why nothing came, not %KB_FAILURE_NONE
 *
 * Returns: (transfer full): no answer
 */
KbReply *
kb_reply_new_failure (KbFailure failure)
{
  KbReply *self = g_object_new (KB_TYPE_REPLY, NULL);

  self->failure = failure;
  return self;
}

/**
 * kb_reply_set_tls:
 * @self: a reply
 * @errors: what was wrong with the server's certificate
 * @issuer: (nullable): who issued it, as the certificate says
 *
 * For whoever builds a reply with %KB_FAILURE_TLS.
 */
void
kb_reply_set_tls (KbReply *self, GTlsCertificateFlags errors, const char *issuer)
{
  g_return_if_fail (KB_IS_REPLY (self));

  self->tls_errors = errors;
  g_free (self->tls_issuer);
  self->tls_issuer = kb_text_clean (issuer);
}

/**
 * kb_reply_set_elapsed:
 * @self: a reply
 * @microseconds: from sending to the end of the answer
 */
void
kb_reply_set_elapsed (KbReply *self, gint64 microseconds)
{
  g_return_if_fail (KB_IS_REPLY (self));

  self->elapsed = microseconds;
}

/**
 * kb_reply_set_date:
 * @self: a reply
 * @seconds: Unix seconds: what this computer's clock showed when it came
 */
void
kb_reply_set_date (KbReply *self, gint64 seconds)
{
  g_return_if_fail (KB_IS_REPLY (self));

  self->date = seconds;
}

/**
 * kb_reply_get_failure:
 * @self: a reply
 *
 * Returns: why no answer came that could be judged; %KB_FAILURE_NONE when one did
 */
KbFailure
kb_reply_get_failure (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), KB_FAILURE_OTHER);

  return self->failure;
}

/**
 * kb_reply_get_status:
 * @self: a reply
 *
 * Returns: the HTTP status, 0 when there was no answer
 */
guint
kb_reply_get_status (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), 0);

  return self->status;
}

/**
 * kb_reply_get_body:
 * @self: a reply
 *
 * Returns: what the body turned out to be
 */
KbBody
kb_reply_get_body (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), KB_BODY_EMPTY);

  return self->body;
}

/**
 * kb_reply_get_object:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): the body, %NULL unless it is %KB_BODY_OBJECT
 */
JsonObject *
kb_reply_get_object (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->root && JSON_NODE_HOLDS_OBJECT (self->root) ? json_node_get_object (self->root) : NULL;
}

/**
 * kb_reply_get_models:
 * @self: an answer to `GET models`
 *
 * Returns: (transfer none) (nullable): the list of models, which some servers send without anything around it
 */
JsonArray *
kb_reply_get_models (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  if (self->body == KB_BODY_LIST)
    return json_node_get_array (self->root);

  return kb_json_get_array (kb_reply_get_object (self), "data");
}

/**
 * kb_reply_has_error:
 * @self: a reply
 *
 * Returns: whether it says itself that it is an error, whatever its status
 */
gboolean
kb_reply_has_error (KbReply *self)
{
  JsonObject *object;
  JsonNode *node;
  const char *text;

  g_return_val_if_fail (KB_IS_REPLY (self), FALSE);

  object = kb_reply_get_object (self);
  node = object ? json_object_get_member (object, "error") : NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;

  text = kb_json_get_string (object, "error");
  return !JSON_NODE_HOLDS_VALUE (node) || (text != NULL && *text != '\0');
}

/**
 * kb_reply_get_elapsed:
 * @self: a reply
 *
 * Returns: microseconds from sending to the end of the answer
 */
gint64
kb_reply_get_elapsed (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), 0);

  return self->elapsed;
}

/**
 * kb_reply_get_date:
 * @self: a reply
 *
 * Returns: Unix seconds: what this computer's clock showed when it came, 0 when that is not known
 */
gint64
kb_reply_get_date (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), 0);

  return self->date;
}

/**
 * kb_reply_get_tls_errors:
 * @self: a reply
 *
 * Returns: what was wrong with the server's certificate
 */
GTlsCertificateFlags
kb_reply_get_tls_errors (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), G_TLS_CERTIFICATE_NO_FLAGS);

  return self->tls_errors;
}

/**
 * kb_reply_get_tls_issuer:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): who issued the certificate that was refused
 */
const char *
kb_reply_get_tls_issuer (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->tls_issuer;
}

/**
 * kb_reply_get_header:
 * @self: a reply
 * @name: a header, in any case
 *
 * Returns: (transfer none) (nullable): its first value, cleaned and redacted
 */
const char *
kb_reply_get_header (KbReply *self, const char *name)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  lower = g_ascii_strdown (name, -1);
  return g_hash_table_lookup (self->headers, lower);
}

/**
 * kb_reply_get_error_code:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): the error's code, a number as its digits; redacted, as all of it
 */
const char *
kb_reply_get_error_code (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->error.code;
}

/**
 * kb_reply_get_error_type:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): the error's type
 */
const char *
kb_reply_get_error_type (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->error.type;
}

/**
 * kb_reply_get_error_param:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): the part of the request that the error names
 */
const char *
kb_reply_get_error_param (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->error.param;
}

/**
 * kb_reply_get_error_message:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): the server's words, wherever they stand in its answer; redacted
 */
const char *
kb_reply_get_error_message (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->error.message;
}

/**
 * kb_reply_get_retry_after:
 * @self: a reply
 *
 * Returns: seconds that the server asks to wait, -1 when it does not say
 */
double
kb_reply_get_retry_after (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), -1);

  return kb_retry_after_read (self);
}
