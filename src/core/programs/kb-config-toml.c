/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-config-reader.h"

#include <string.h>

#define MAX_DEPTH 32

static gboolean read_value (KbConfigReader *reader, guint depth);

static char
get (KbConfigReader *reader)
{
  return reader->at < reader->end ? *reader->at : '\0';
}

/* Line breaks and comments */
static void
skip (KbConfigReader *reader)
{
  while (g_ascii_isspace (get (reader)) || get (reader) == '#')
    if (get (reader) == '#')
      {
        const char *line = memchr (reader->at, '\n', (gsize) (reader->end - reader->at));

        reader->at = line ? line : reader->end;
      }
    else
      reader->at++;
}

static gboolean
push_bare (KbConfigReader *reader)
{
  const char *begin = reader->at;

  while (g_ascii_isalnum (get (reader)) || get (reader) == '_' || get (reader) == '-')
    reader->at++;
  if (reader->at == begin)
    return FALSE;
  kb_config_push (reader, begin, (gsize) (reader->at - begin));
  return TRUE;
}

/* a."b c".d */
static gboolean
push_names (KbConfigReader *reader)
{
  do
    {
      kb_config_skip_blanks (reader);
      if (get (reader) == '"' || get (reader) == '\'' ? !kb_config_push_quoted (reader) : !push_bare (reader))
        return FALSE;
      kb_config_skip_blanks (reader);
    }
  while (kb_config_take (reader, "."));
  return TRUE;
}

static gboolean
skip_long_text (KbConfigReader *reader, const char *marks)
{
  const char *end = g_strstr_len (reader->at, reader->end - reader->at, marks);

  if (end == NULL)
    return FALSE;
  reader->at = end + strlen (marks);
  /* One or two more of them belong to the text. */
  while (get (reader) == *marks)
    reader->at++;
  return TRUE;
}

static gboolean
read_text (KbConfigReader *reader)
{
  if (kb_config_take (reader, "\"\"\""))
    return skip_long_text (reader, "\"\"\"");
  if (kb_config_take (reader, "'''"))
    return skip_long_text (reader, "'''");

  return kb_config_add_quoted (reader);
}

static gboolean
read_list (KbConfigReader *reader, guint depth)
{
  guint above = reader->path->len;

  for (guint number = 0;; number++)
    {
      skip (reader);
      if (kb_config_take (reader, "]"))
        return TRUE;
      kb_config_push_number (reader, number);
      if (!read_value (reader, depth))
        return FALSE;
      kb_config_pop (reader, above);
      skip (reader);
      if (!kb_config_take (reader, ","))
        return kb_config_take (reader, "]");
    }
}

static gboolean
read_pair (KbConfigReader *reader, guint depth)
{
  return push_names (reader) && kb_config_take (reader, "=") && read_value (reader, depth);
}

static gboolean
read_inline_table (KbConfigReader *reader, guint depth)
{
  guint above = reader->path->len;

  for (;;)
    {
      skip (reader);
      if (kb_config_take (reader, "}"))
        return TRUE;
      if (!read_pair (reader, depth))
        return FALSE;
      kb_config_pop (reader, above);
      skip (reader);
      if (!kb_config_take (reader, ","))
        return kb_config_take (reader, "}");
    }
}

/* A number, a date, true or false */
static gboolean
read_word (KbConfigReader *reader)
{
  const char *begin = reader->at;

  while (g_ascii_isalnum (get (reader)) || (get (reader) && strchr ("+-.:_", get (reader))))
    reader->at++;
  kb_config_add (reader, begin, (gsize) (reader->at - begin));
  return reader->at > begin;
}

static gboolean
read_value (KbConfigReader *reader, guint depth)
{
  kb_config_skip_blanks (reader);
  if (depth == 0)
    return FALSE;
  if (get (reader) == '"' || get (reader) == '\'')
    return read_text (reader);
  if (kb_config_take (reader, "["))
    return read_list (reader, depth - 1);
  if (kb_config_take (reader, "{"))
    return read_inline_table (reader, depth - 1);
  return read_word (reader);
}

/* Behind "[" */
static gboolean
read_table (KbConfigReader *reader, guint number)
{
  gboolean is_list = kb_config_take (reader, "[");

  kb_config_pop (reader, 0);
  if (!push_names (reader) || !kb_config_take (reader, is_list ? "]]" : "]"))
    return FALSE;
  /* Which of its list it is matters less than that each is another one. */
  if (is_list)
    kb_config_push_number (reader, number);
  return TRUE;
}

static gboolean
ends_line (KbConfigReader *reader)
{
  kb_config_skip_blanks (reader);
  return reader->at == reader->end || get (reader) == '\n' || get (reader) == '\r' || get (reader) == '#';
}

gboolean
kb_config_read_toml (KbConfigReader *reader)
{
  guint tables = 0, above = 0;

  for (skip (reader); reader->at < reader->end; skip (reader))
    {
      if (kb_config_take (reader, "["))
        {
          if (!read_table (reader, tables++))
            return FALSE;
          above = reader->path->len;
        }
      else if (!read_pair (reader, MAX_DEPTH))
        return FALSE;
      kb_config_pop (reader, above);
      if (!ends_line (reader))
        return FALSE;
    }
  return TRUE;
}
