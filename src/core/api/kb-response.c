/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-response.h"

#include "core/base/kb-json.h"
#include "core/base/kb-text.h"
#include "core/key/kb-key.h"

#define MAX_HEADERS 128

struct _KbResponse
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

G_DEFINE_FINAL_TYPE (KbResponse, kb_response, G_TYPE_OBJECT)

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
read_error (KbResponse *self, GBytes *body)
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
read_headers (KbResponse *self, const char *const *headers)
{
  for (gsize i = 0; headers && headers[i] && headers[i + 1] && i < 2 * MAX_HEADERS; i += 2)
    {
      g_autofree char *name = g_ascii_strdown (headers[i], -1);

      if (!g_hash_table_contains (self->headers, name))
        g_hash_table_insert (self->headers, g_steal_pointer (&name), redact (kb_text_clean (headers[i + 1])));
    }
}

static void
kb_response_finalize (GObject *object)
{
  KbResponse *self = KB_RESPONSE (object);

  g_clear_pointer (&self->root, json_node_unref);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_free (self->tls_issuer);
  kb_api_error_clear (&self->error);

  G_OBJECT_CLASS (kb_response_parent_class)->finalize (object);
}

static void
kb_response_class_init (KbResponseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_response_finalize;
}

static void
kb_response_init (KbResponse *self)
{
  self->body = KB_BODY_EMPTY;
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * kb_response_new:
 * @status: HTTP status
 * @body: (nullable): the body, any bytes; more than %KB_JSON_MAX_BYTES is %KB_FAILURE_TOO_BIG
 * @headers: (nullable) (array zero-terminated=1): name, value, name, value, …
 *
 * Returns: (transfer full): an answer
 */
KbResponse *
kb_response_new (guint status, GBytes *body, const char *const *headers)
{
  KbResponse *self = g_object_new (KB_TYPE_RESPONSE, NULL);

  self->status = status;
  read_headers (self, headers);
  if (body != NULL && g_bytes_get_size (body) > KB_JSON_MAX_BYTES)
    self->failure = KB_FAILURE_TOO_BIG;
  else
    self->root = kb_json_parse (body, &self->body);
  read_error (self, body);

  return self;
}

/**
 * kb_response_new_failure:
 * @failure: why nothing came, not %KB_FAILURE_NONE
 *
 * Returns: (transfer full): no answer
 */
KbResponse *
kb_response_new_failure (KbFailure failure)
{
  KbResponse *self = g_object_new (KB_TYPE_RESPONSE, NULL);

  self->failure = failure;
  return self;
}

/**
 * kb_response_set_tls:
 * @errors: what was wrong with the server's certificate
 * @issuer: (nullable): who issued it, as the certificate says
 *
 * For whoever builds a reply with %KB_FAILURE_TLS.
 */
void
kb_response_set_tls (KbResponse *self, GTlsCertificateFlags errors, const char *issuer)
{
  g_return_if_fail (KB_IS_RESPONSE (self));

  self->tls_errors = errors;
  g_free (self->tls_issuer);
  self->tls_issuer = kb_text_clean (issuer);
}

/**
 * kb_response_set_elapsed:
 * @microseconds: from sending to the end of the answer
 */
void
kb_response_set_elapsed (KbResponse *self, gint64 microseconds)
{
  g_return_if_fail (KB_IS_RESPONSE (self));

  self->elapsed = microseconds;
}

/**
 * kb_response_set_date:
 * @seconds: Unix seconds: what this computer's clock showed when it came
 */
void
kb_response_set_date (KbResponse *self, gint64 seconds)
{
  g_return_if_fail (KB_IS_RESPONSE (self));

  self->date = seconds;
}

/**
 * kb_response_get_failure:
 *
 * Returns: why no answer came that could be judged; %KB_FAILURE_NONE when one did
 */
KbFailure
kb_response_get_failure (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), KB_FAILURE_OTHER);

  return self->failure;
}

/**
 * kb_response_get_status:
 *
 * Returns: the HTTP status, 0 when there was no answer
 */
guint
kb_response_get_status (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), 0);

  return self->status;
}

KbBody
kb_response_get_body (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), KB_BODY_EMPTY);

  return self->body;
}

/**
 * kb_response_get_object:
 *
 * Returns: (transfer none) (nullable): the body, %NULL unless it is %KB_BODY_OBJECT
 */
JsonObject *
kb_response_get_object (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  return self->root && JSON_NODE_HOLDS_OBJECT (self->root) ? json_node_get_object (self->root) : NULL;
}

/**
 * kb_response_get_models:
 * @self: an answer to `GET models`
 *
 * Returns: (transfer none) (nullable): the list of models, which some servers send without anything around it
 */
JsonArray *
kb_response_get_models (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  if (self->body == KB_BODY_LIST)
    return json_node_get_array (self->root);

  return kb_json_get_array (kb_response_get_object (self), "data");
}

/**
 * kb_response_has_error:
 *
 * Returns: whether it says itself that it is an error, whatever its status
 */
gboolean
kb_response_has_error (KbResponse *self)
{
  JsonObject *object;
  JsonNode *node;
  const char *text;

  g_return_val_if_fail (KB_IS_RESPONSE (self), FALSE);

  object = kb_response_get_object (self);
  node = object ? json_object_get_member (object, "error") : NULL;
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;

  text = kb_json_get_string (object, "error");
  return !JSON_NODE_HOLDS_VALUE (node) || (text != NULL && *text != '\0');
}

/**
 * kb_response_get_elapsed:
 *
 * Returns: microseconds from sending to the end of the answer
 */
gint64
kb_response_get_elapsed (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), 0);

  return self->elapsed;
}

/**
 * kb_response_get_date:
 *
 * Returns: Unix seconds: what this computer's clock showed when it came, 0 when that is not known
 */
gint64
kb_response_get_date (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), 0);

  return self->date;
}

GTlsCertificateFlags
kb_response_get_tls_errors (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), G_TLS_CERTIFICATE_NO_FLAGS);

  return self->tls_errors;
}

/**
 * kb_response_get_tls_issuer:
 *
 * Returns: (transfer none) (nullable): who issued the certificate that was refused
 */
const char *
kb_response_get_tls_issuer (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  return self->tls_issuer;
}

/**
 * kb_response_get_header:
 * @name: a header, in any case
 *
 * Returns: (transfer none) (nullable): its first value, cleaned and redacted
 */
const char *
kb_response_get_header (KbResponse *self, const char *name)
{
  g_autofree char *lower = NULL;

  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  lower = g_ascii_strdown (name, -1);
  return g_hash_table_lookup (self->headers, lower);
}

/**
 * kb_response_get_error:
 *
 * Returns: (transfer none): the reason that the server gives, wherever it stands in its answer; its members
 * are %NULL when absent
 */
const KbApiError *
kb_response_get_error (KbResponse *self)
{
  g_return_val_if_fail (KB_IS_RESPONSE (self), NULL);

  return &self->error;
}
