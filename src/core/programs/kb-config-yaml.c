/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-config-reader.h"

#include <string.h>

#define MAX_DEPTH 64

/* Not all of YAML by far: mappings and lists in lines of their own, which is how people write settings. What
 * is written otherwise is either passed over, when it cannot hold what is looked for, or not understood. */

typedef struct
{
  gsize indent;
  gboolean is_list;
  guint number;
} Level;

typedef struct
{
  KbConfigReader *reader; /* whose path has one part for each level */
  GArray *levels;
  gssize text_indent; /* of the member whose text takes up the deeper lines; -1 */
} Yaml;

static Level *
get_level (Yaml *yaml)
{
  return yaml->levels->len > 0 ? &g_array_index (yaml->levels, Level, yaml->levels->len - 1) : NULL;
}

static void
leave (Yaml *yaml, gsize indent, gboolean for_name)
{
  Level *level;

  while ((level = get_level (yaml)) != NULL &&
         (level->indent > indent || (for_name && level->is_list && level->indent == indent)))
    {
      g_array_set_size (yaml->levels, yaml->levels->len - 1);
      kb_config_pop (yaml->reader, yaml->levels->len);
    }
}

static Level *
enter (Yaml *yaml, gsize indent, gboolean is_list)
{
  Level *level = get_level (yaml);

  if (level == NULL || level->indent < indent || level->is_list != is_list)
    {
      Level next = { indent, is_list, 0 };

      g_array_append_val (yaml->levels, next);
      return get_level (yaml);
    }
  kb_config_pop (yaml->reader, yaml->levels->len - 1);
  level->number++;
  return level;
}

/* "[a, b]" and "{a: b}" in one line */
static gboolean
is_closed (const char *text, gsize length)
{
  char close = *text == '[' ? ']' : '}';

  return text[length - 1] == close;
}

static gboolean
add_quoted (Yaml *yaml, const char *text, gsize length)
{
  KbConfigReader value = { text, text + length, yaml->reader->path, yaml->reader->entries };

  if (!kb_config_add_quoted (&value))
    return FALSE;
  kb_config_skip_blanks (&value);
  return value.at == value.end || *value.at == '#';
}

static gboolean
add_value (Yaml *yaml, const char *text, gsize length, gsize indent)
{
  const char *comment = g_strstr_len (text, (gssize) length, " #");

  if (length == 0 || *text == '#')
    return TRUE;
  if (*text == '"' || *text == '\'')
    return add_quoted (yaml, text, length);
  length = comment ? (gsize) (comment - text) : length;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (*text == '|' || *text == '>')
    {
      yaml->text_indent = (gssize) indent;
      return TRUE;
    }
  if (*text == '[' || *text == '{')
    return is_closed (text, length);
  if (strchr ("&*!%@`", *text))
    return FALSE;
  if ((length == 1 && *text == '~') || (length == 4 && memcmp (text, "null", 4) == 0))
    return TRUE;
  kb_config_add (yaml->reader, text, length);
  return TRUE;
}

/* Where the name ends: at a colon with a blank or nothing behind it. */
static const char *
find_colon (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (text[i] == ':' && (i + 1 == length || text[i + 1] == ' '))
      return text + i;
  return NULL;
}

static gboolean
read_member (Yaml *yaml, const char *text, gsize length, gsize indent)
{
  const char *colon = find_colon (text, length);
  const char *value = colon ? colon + 1 : NULL;
  gsize name = colon ? (gsize) (colon - text) : 0;

  if (name == 0 || strchr ("&*!?%@`[{|>", *text))
    return FALSE;
  if (name > 1 && (*text == '"' || *text == '\'') && text[name - 1] == *text)
    {
      text++;
      name -= 2;
      length--;
    }
  leave (yaml, indent, TRUE);
  enter (yaml, indent, FALSE);
  kb_config_push (yaml->reader, text, name);
  for (length -= (gsize) (value - text); length > 0 && *value == ' '; length--)
    value++;
  return add_value (yaml, value, length, indent);
}

static gboolean
read_content (Yaml *yaml, const char *text, gsize length, gsize indent)
{
  gsize blanks = 1;

  if (yaml->levels->len > MAX_DEPTH)
    return FALSE;
  if (*text != '-' || (length > 1 && text[1] != ' '))
    return read_member (yaml, text, length, indent);
  leave (yaml, indent, FALSE);
  kb_config_push_number (yaml->reader, enter (yaml, indent, TRUE)->number);
  while (blanks < length && text[blanks] == ' ')
    blanks++;
  if (blanks == length)
    return TRUE;
  text += blanks;
  length -= blanks;
  if (*text != '-' && find_colon (text, length) == NULL)
    return add_value (yaml, text, length, indent);
  return *text == '"' || *text == '\'' ? add_quoted (yaml, text, length)
                                       : read_content (yaml, text, length, indent + blanks);
}

static gboolean
read_line (Yaml *yaml, const char *text, gsize length)
{
  gsize indent = 0;

  while (indent < length && text[indent] == ' ')
    indent++;
  text += indent;
  length -= indent;
  if (length == 0 || *text == '#')
    return TRUE;
  if (yaml->text_indent >= 0 && indent > (gsize) yaml->text_indent)
    return TRUE;
  yaml->text_indent = -1;
  if (length == 3 && memcmp (text, "---", 3) == 0)
    return yaml->levels->len == 0;
  return *text != '\t' && read_content (yaml, text, length, indent);
}

gboolean
kb_config_read_yaml (KbConfigReader *reader)
{
  g_autoptr (GArray) levels = g_array_new (FALSE, FALSE, sizeof (Level));
  Yaml yaml = { reader, levels, -1 };
  const char *line;
  gsize length;

  while (kb_config_next_line (reader, &line, &length))
    if (!read_line (&yaml, line, length))
      return FALSE;
  return TRUE;
}
