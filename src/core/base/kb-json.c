/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-json.h"

#include <string.h>

/* More tokens than any test can use; above it a number is nonsense. */
#define MAX_COUNT G_GINT64_CONSTANT (1000000000000)

static gboolean
is_plain_text (const char *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    {
      guchar c = data[i];

      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f)
        return FALSE;
    }

  return g_utf8_validate_len (data, size, NULL);
}

/* The parser recurses once a level, so the depth is counted before it sees the text. */
static gboolean
is_too_deep (const char *data, gsize size)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      char c = data[i];

      if (in_string && c == '\\')
        i++;
      else if (c == '"')
        in_string = !in_string;
      else if (in_string)
        continue;
      else if ((c == '{' || c == '[') && ++depth > KB_JSON_MAX_DEPTH)
        return TRUE;
      else if ((c == '}' || c == ']') && depth > 0)
        depth--;
    }

  return FALSE;
}

static void
skip_blanks (const char **data, gsize *size)
{
  const char bom[] = "\xEF\xBB\xBF";

  if (*size >= strlen (bom) && memcmp (*data, bom, strlen (bom)) == 0)
    {
      *data += strlen (bom);
      *size -= strlen (bom);
    }
  while (*size > 0 && g_ascii_isspace (**data))
    {
      (*data)++;
      (*size)--;
    }
}

static JsonNode *
parse_text (const char *data, gsize size, KbBody *kind)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, data, size, NULL))
    {
      *kind = KB_BODY_NOT_JSON;
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || JSON_NODE_HOLDS_VALUE (root) || JSON_NODE_HOLDS_NULL (root))
    {
      *kind = root == NULL ? KB_BODY_NOT_JSON : KB_BODY_NOT_OBJECT;
      return NULL;
    }

  *kind = JSON_NODE_HOLDS_OBJECT (root) ? KB_BODY_OBJECT : KB_BODY_LIST;
  return json_node_ref (root);
}

/**
 * kb_json_parse:
 * @bytes: (nullable): what a server sent, any bytes
 * @kind: (out): what it turned out to be
 *
 * Reads @bytes as strict JSON whose root is an object or a list, at most %KB_JSON_MAX_BYTES long and
 * %KB_JSON_MAX_DEPTH deep.
 *
 * Returns: (transfer full) (nullable): the root, or %NULL unless @kind is %KB_BODY_OBJECT or
 *   %KB_BODY_LIST
 */
JsonNode *
kb_json_parse (GBytes *bytes, KbBody *kind)
{
  gsize size = 0;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  *kind = KB_BODY_EMPTY;
  if (size == 0)
    return NULL;

  *kind = KB_BODY_NOT_JSON;
  if (size > KB_JSON_MAX_BYTES)
    return NULL;

  *kind = KB_BODY_NOT_TEXT;
  if (!is_plain_text (data, size))
    return NULL;

  skip_blanks (&data, &size);
  *kind = size == 0 ? KB_BODY_EMPTY : KB_BODY_HTML;
  if (size == 0 || *data == '<')
    return NULL;

  *kind = KB_BODY_TOO_DEEP;
  if (is_too_deep (data, size))
    return NULL;

  return parse_text (data, size, kind);
}

/**
 * kb_json_get_object:
 * @object: (nullable): where to look
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the member when it is an object
 */
JsonObject *
kb_json_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * kb_json_get_array:
 * @object: (nullable): where to look
 * @name: a member
 *
 * Returns: (transfer none) (nullable): the member when it is an array
 */
JsonArray *
kb_json_get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/**
 * kb_json_node_get_string:
 * @node: (nullable): anything
 *
 * Returns: (transfer none) (nullable): what it says when it is a string
 */
const char *
kb_json_node_get_string (JsonNode *node)
{
  return holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;
}

/**
 * kb_json_dup_strings:
 * @array: (nullable): where to look
 *
 * Returns: (transfer full): the elements that are strings
 */
char **
kb_json_dup_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *string = kb_json_node_get_string (json_array_get_element (array, i));

      if (string != NULL)
        g_strv_builder_add (strings, string);
    }

  return g_strv_builder_end (strings);
}

/**
 * kb_json_array_get_object:
 * @array: (nullable): where to look
 * @index: place in it, may lie behind its end
 *
 * Returns: (transfer none) (nullable): the element when it is an object
 */
JsonObject *
kb_json_array_get_object (JsonArray *array, guint index)
{
  JsonNode *node;

  if (array == NULL || index >= json_array_get_length (array))
    return NULL;

  node = json_array_get_element (array, index);
  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * kb_json_get_string:
 * @object: (nullable): where to look
 * @name: a member
 *
 * For comparing only: the text is as the server sent it.
 *
 * Returns: (transfer none) (nullable): the member when it is a string
 */
const char *
kb_json_get_string (JsonObject *object, const char *name)
{
  return kb_json_node_get_string (object ? json_object_get_member (object, name) : NULL);
}

/**
 * kb_json_get_int:
 * @object: (nullable): where to look
 * @name: a member
 * @fallback: what else
 *
 * Returns: the member when it is a whole number, else @fallback
 */
gint64
kb_json_get_int (JsonObject *object, const char *name, gint64 fallback)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return holds (node, G_TYPE_INT64) ? json_node_get_int (node) : fallback;
}

/**
 * kb_json_get_count:
 * @object: (nullable): where to look
 * @name: a member
 *
 * Returns: the member when it is a whole number from 0 to 10^12, else -1
 */
gint64
kb_json_get_count (JsonObject *object, const char *name)
{
  gint64 count = kb_json_get_int (object, name, -1);

  return count >= 0 && count <= MAX_COUNT ? count : -1;
}
