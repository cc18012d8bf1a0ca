/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-mend.h"

#include "core/base/kb-json.h"

#include <string.h>

/* A text that only looks like ours is not tried at for long. */
#define MOST_ENDS 24
#define MOST_TRIES 20000
#define MOST_DEPTH 64

/* The parser calls itself once a level. */
static gboolean
is_deep (const char *text, gsize length)
{
  guint depth = 0, most = 0;

  for (gsize i = 0; i < length; i++)
    {
      depth += text[i] == '{' || text[i] == '[';
      depth -= (text[i] == '}' || text[i] == ']') && depth > 0;
      most = MAX (most, depth);
    }
  return most > MOST_DEPTH;
}

static JsonNode *
parse (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (length == 0 || is_deep (text, length) ||
      !json_parser_load_from_data (parser, text, (gssize) length, NULL))
    return NULL;
  return json_parser_steal_root (parser);
}

/* What begins at @text, up to the first of @ends at which it can be read; the end belongs to it or not. */
static JsonNode *
parse_until (const char *text, const char *ends, gboolean with_end, guint *n_tries)
{
  const char *end = strpbrk (text, ends);
  JsonNode *node = NULL;

  for (guint i = 0; end != NULL && node == NULL && i < MOST_ENDS && *n_tries < MOST_TRIES; i++)
    {
      node = parse (text, (gsize) (end - text) + with_end);
      end = strpbrk (end + 1, ends);
      ++*n_tries;
    }
  return node;
}

/**
 * kb_mend_parse:
 * @text: what should be JSON, UTF-8
 *
 * Returns: (transfer full) (nullable): the root, when it is JSON as a whole
 */
JsonNode *
kb_mend_parse (const char *text)
{
  return parse (text, strlen (text));
}

/**
 * kb_mend_find_objects:
 * @text: what is no JSON as a whole
 * @member: what an object has to have, of type string, to be meant
 *
 * Returns: (transfer full) (element-type JsonNode): the objects that can be read in it, in their order
 */
GPtrArray *
kb_mend_find_objects (const char *text, const char *member)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  guint n_tries = 0;

  for (const char *begin = strchr (text, '{'); begin != NULL; begin = strchr (begin + 1, '{'))
    {
      g_autoptr (JsonNode) node = parse_until (begin, "}", TRUE, &n_tries);

      if (node != NULL && JSON_NODE_HOLDS_OBJECT (node) &&
          kb_json_get_string (json_node_get_object (node), member) != NULL)
        g_ptr_array_add (found, g_steal_pointer (&node));
    }
  return found;
}

/**
 * kb_mend_find_member:
 * @text: what is no JSON as a whole
 * @member: the name of a value
 *
 * Returns: (transfer full) (nullable): the value, where it can be read
 */
JsonNode *
kb_mend_find_member (const char *text, const char *member)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", member);
  const char *place = strstr (text, quoted);
  guint n_tries = 0;

  if (place == NULL)
    return NULL;
  place += strlen (quoted);
  place += strspn (place, " \t\r\n");
  return *place == ':' ? parse_until (place + 1, ",}\n", FALSE, &n_tries) : NULL;
}
