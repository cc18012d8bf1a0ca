/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-api-error.h"

#include "core/base/kb-json.h"
#include "core/base/kb-text.h"
#include "core/key/kb-key.h"

#include <string.h>

/* A reason that lies deeper is none. */
#define MAX_DEPTH 4
/* The print of a key, which tells whose it is, is hexadecimal and at least this long. */
#define SHORTEST_HASH 32

/* Members that hold the reason, or lists of reasons; the first that is filled counts. */
static const char *const wrappings[] = { "error", "errors", "detail", "details", "fault", "Error", NULL };
/* Members that are the reason in words, the most telling first. */
static const char *const words[] = { "message", "msg",   "error_description", "detail",      "error",
                                     "errors",  "title", "description",       "faultstring", "reason",
                                     "Message", NULL };
static const char *const codes[] = { "code", "errorcode", "Code", NULL };
static const char *const types[] = { "type", "__type", NULL };

/* ---- texts ---- */

static void
hide_hashes (GString *text)
{
  for (gsize start = 0; start < text->len; start++)
    {
      gsize length = 0;

      while (g_ascii_isxdigit (text->str[start + length]))
        length++;
      if (length >= SHORTEST_HASH)
        {
          g_string_erase (text, start, length);
          g_string_insert (text, start, "…");
        }
      else if (length > 0)
        start += length - 1;
    }
}

static char *
dup_shown (const char *text)
{
  g_autofree char *clean = kb_text_clean (text);
  g_autofree char *redacted = clean ? kb_key_redact (clean) : NULL;
  g_autoptr (GString) shown = redacted ? g_string_new (redacted) : NULL;

  if (shown == NULL || shown->len == 0)
    return NULL;

  hide_hashes (shown);
  return g_string_free (g_steal_pointer (&shown), FALSE);
}

/* Some gateways send the HTTP status again, as a number. */
static char *
dup_scalar (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));

  return json_node_get_value_type (node) == G_TYPE_STRING ? dup_shown (json_node_get_string (node)) : NULL;
}

static char *
dup_string (JsonObject *object, const char *name)
{
  return dup_shown (kb_json_get_string (object, name));
}

static void
fill (char **place, JsonObject *object, const char *const *names, char *(*dup) (JsonObject *, const char *) )
{
  for (gsize i = 0; *place == NULL && names[i] != NULL; i++)
    *place = dup (object, names[i]);
}

/* ---- shapes ---- */

static void read_node (KbApiError *error, JsonNode *node, guint depth);

/* FastAPI says where: {"detail":[{"loc":["body","store"],"msg":"words"}]}. */
static void
read_place (KbApiError *error, JsonObject *object)
{
  JsonArray *place = kb_json_get_array (object, "loc");
  JsonNode *node = place && json_array_get_length (place) > 1 ? json_array_get_element (place, 1) : NULL;

  if (error->param == NULL && node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node))
    error->param = dup_shown (json_node_get_string (node));
}

/* OAuth: {"error":"invalid_token","error_description":"words"}. */
static void
read_bare_code (KbApiError *error, JsonObject *object)
{
  const char *text = kb_json_get_string (object, "error");

  if (error->code == NULL && text != NULL && strpbrk (text, " .") == NULL)
    error->code = dup_shown (text);
}

static void
read_object (KbApiError *error, JsonObject *object, guint depth)
{
  for (gsize i = 0; error->message == NULL && wrappings[i] != NULL; i++)
    {
      JsonNode *node = json_object_get_member (object, wrappings[i]);

      if (node != NULL && !JSON_NODE_HOLDS_VALUE (node))
        read_node (error, node, depth + 1);
    }
  fill (&error->message, object, words, dup_string);
  fill (&error->code, object, codes, dup_scalar);
  read_bare_code (error, object);
  fill (&error->type, object, types, dup_string);
  if (error->param == NULL)
    error->param = dup_string (object, "param");
  read_place (error, object);
}

static void
read_node (KbApiError *error, JsonNode *node, guint depth)
{
  if (depth > MAX_DEPTH)
    return;

  if (JSON_NODE_HOLDS_OBJECT (node))
    read_object (error, json_node_get_object (node), depth);
  else if (JSON_NODE_HOLDS_ARRAY (node) && json_array_get_length (json_node_get_array (node)) > 0)
    read_node (error, json_array_get_element (json_node_get_array (node), 0), depth + 1);
  else if (error->message == NULL && JSON_NODE_HOLDS_VALUE (node) &&
           json_node_get_value_type (node) == G_TYPE_STRING)
    error->message = dup_shown (json_node_get_string (node));
}

/**
 * kb_api_error_read:
 * @error: (out caller-allocates): an error that is empty
 * @root: what a server sent
 *
 * Takes the reason from wherever it stands: OpenAI's `error{}`, `error` as a text or a list, `message` at the
 * top, `detail` as a text, a list or an object, `errors[]`, a bare list, problem+json. What stands innermost
 * counts.
 */
void
kb_api_error_read (KbApiError *error, JsonNode *root)
{
  read_node (error, root, 0);
}

/**
 * kb_api_error_take_text:
 * @error: (out caller-allocates): an error that is empty
 * @text: what a server sent, UTF-8
 * @length: bytes of @text
 *
 * A plain text is the reason itself. What begins like JSON was cut short and is none.
 */
void
kb_api_error_take_text (KbApiError *error, const char *text, gsize length)
{
  g_autofree char *copy = NULL;

  if (length == 0 || strchr ("{[<\"", *text) != NULL)
    return;

  copy = g_strndup (text, MIN (length, KB_TEXT_MAX_BYTES));
  error->message = dup_shown (copy);
}

/**
 * kb_api_error_is_page:
 * @error: an error
 *
 * Returns: whether the reason is the source of a web page: something on the way answered, and a program in
 * between has put its page into JSON
 */
gboolean
kb_api_error_is_page (const KbApiError *error)
{
  return error->message != NULL &&
         (g_ascii_strncasecmp (error->message, "<!doctype", strlen ("<!doctype")) == 0 ||
          g_ascii_strncasecmp (error->message, "<html", strlen ("<html")) == 0);
}

/**
 * kb_api_error_clear:
 * @error: an error
 *
 * Frees what is in it.
 */
void
kb_api_error_clear (KbApiError *error)
{
  g_clear_pointer (&error->code, g_free);
  g_clear_pointer (&error->type, g_free);
  g_clear_pointer (&error->param, g_free);
  g_clear_pointer (&error->message, g_free);
}
