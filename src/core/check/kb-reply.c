/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-reply.h"

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

  char *error_code;
  char *error_type;
  char *error_param;
  char *error_message;
};

G_DEFINE_FINAL_TYPE (KbReply, kb_reply, G_TYPE_OBJECT)

static char *
redact (char *text)
{
  char *redacted = kb_key_redact (text);

  g_free (text);
  return redacted;
}

static char *
dup_redacted (JsonObject *object, const char *name)
{
  return redact (kb_json_dup_text (object, name));
}

/* Some gateways send the HTTP status again, as a number. */
static char *
dup_code (JsonObject *error)
{
  JsonNode *node = error ? json_object_get_member (error, "code") : NULL;

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return dup_redacted (error, "code");
}

/* The shape of FastAPI, in which many servers that resemble OpenAI's are written: {"detail":"words"}, or
 * {"detail":[{"loc":["body","store"],"msg":"words"}]}. */
static void
read_detail (KbReply *self, JsonObject *object)
{
  JsonObject *first = kb_json_array_get_object (kb_json_get_array (object, "detail"), 0);
  JsonArray *place = kb_json_get_array (first, "loc");
  guint depth = place ? json_array_get_length (place) : 0;
  JsonNode *last = depth > 1 ? json_array_get_element (place, 1) : NULL;

  if (last && JSON_NODE_HOLDS_VALUE (last) && json_node_get_string (last))
    {
      g_autofree char *param = kb_text_clean (json_node_get_string (last));

      self->error_param = kb_key_redact (param);
    }
  self->error_message = first ? dup_redacted (first, "msg") : dup_redacted (object, "detail");
}

static void
read_error (KbReply *self)
{
  JsonObject *object = kb_reply_get_object (self);
  JsonObject *error = kb_json_get_object (object, "error");

  if (!error && object && json_object_has_member (object, "detail"))
    {
      read_detail (self, object);
      return;
    }
  self->error_code = dup_code (error);
  self->error_type = dup_redacted (error, "type");
  self->error_param = dup_redacted (error, "param");
  /* Servers that only resemble OpenAI's send {"error":"words"}. */
  self->error_message = error ? dup_redacted (error, "message") : dup_redacted (object, "error");
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
  g_free (self->error_code);
  g_free (self->error_type);
  g_free (self->error_param);
  g_free (self->error_message);

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
  read_error (self);

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

  return self->root ? json_node_get_object (self->root) : NULL;
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
 * Returns: (transfer none) (nullable): `error.code`, a number as its digits
 */
const char *
kb_reply_get_error_code (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->error_code;
}

/**
 * kb_reply_get_error_type:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): `error.type`
 */
const char *
kb_reply_get_error_type (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->error_type;
}

/**
 * kb_reply_get_error_param:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): `error.param`, or what `detail[0].loc` names in the body
 */
const char *
kb_reply_get_error_param (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->error_param;
}

/**
 * kb_reply_get_error_message:
 * @self: a reply
 *
 * Returns: (transfer none) (nullable): `error.message`, or `error` itself when that is a text, or
 * `detail`; redacted
 */
const char *
kb_reply_get_error_message (KbReply *self)
{
  g_return_val_if_fail (KB_IS_REPLY (self), NULL);

  return self->error_message;
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
