/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-config-reader.h"

#include <string.h>

#define MAX_DEPTH 64

static gboolean read_value (KbConfigReader *reader, guint depth);

/* Comments too, which editors' settings have. */
static gboolean
skip (KbConfigReader *reader)
{
  for (;;)
    {
      const char *end;

      while (reader->at < reader->end && g_ascii_isspace (*reader->at))
        reader->at++;
      if (kb_config_take (reader, "//"))
        end = memchr (reader->at, '\n', (gsize) (reader->end - reader->at));
      else if (kb_config_take (reader, "/*"))
        {
          end = g_strstr_len (reader->at, reader->end - reader->at, "*/");
          if (end == NULL)
            return FALSE;
          end += strlen ("*/");
        }
      else
        return TRUE;
      reader->at = end ? end : reader->end;
    }
}

/* What is null is as if it were not there. */
static gboolean
read_word (KbConfigReader *reader)
{
  const char *begin = reader->at;
  gsize length;

  while (reader->at < reader->end && (g_ascii_isalnum (*reader->at) || strchr ("+-.", *reader->at)))
    reader->at++;
  length = (gsize) (reader->at - begin);
  if (length == 0)
    return FALSE;
  if (length != strlen ("null") || memcmp (begin, "null", length) != 0)
    kb_config_add (reader, begin, length);
  return TRUE;
}

static gboolean
read_name (KbConfigReader *reader)
{
  return reader->at < reader->end && *reader->at == '"' && kb_config_push_quoted (reader) && skip (reader) &&
         kb_config_take (reader, ":");
}

/* Behind the opening bracket. */
static gboolean
read_members (KbConfigReader *reader, const char *close, gboolean named, guint depth)
{
  guint above = reader->path->len;

  for (guint number = 0;; number++)
    {
      if (!skip (reader))
        return FALSE;
      if (kb_config_take (reader, close))
        return TRUE;
      if (!named)
        kb_config_push_number (reader, number);
      else if (!read_name (reader))
        return FALSE;
      if (!read_value (reader, depth) || !skip (reader))
        return FALSE;
      kb_config_pop (reader, above);
      if (!kb_config_take (reader, ","))
        return kb_config_take (reader, close);
    }
}

static gboolean
read_value (KbConfigReader *reader, guint depth)
{
  if (depth == 0 || !skip (reader) || reader->at == reader->end)
    return FALSE;
  if (*reader->at == '"')
    return kb_config_add_quoted (reader);
  if (kb_config_take (reader, "{"))
    return read_members (reader, "}", TRUE, depth - 1);
  if (kb_config_take (reader, "["))
    return read_members (reader, "]", FALSE, depth - 1);
  return read_word (reader);
}

/* An empty file is no settings at all to the programs that write JSON. */
gboolean
kb_config_read_json (KbConfigReader *reader)
{
  return read_value (reader, MAX_DEPTH) && skip (reader) && reader->at == reader->end;
}
