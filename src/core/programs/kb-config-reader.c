/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-config-reader.h"

#include <string.h>

void
kb_config_wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

gboolean
kb_config_next_line (KbConfigReader *reader, const char **line, gsize *length)
{
  const char *end = memchr (reader->at, '\n', (gsize) (reader->end - reader->at));

  if (reader->at == reader->end)
    return FALSE;
  end = end ? end : reader->end;
  *line = reader->at;
  *length = (gsize) (end - reader->at);
  while (*length > 0 && g_ascii_isspace ((*line)[*length - 1]))
    *length -= 1;
  reader->at = end < reader->end ? end + 1 : end;
  return TRUE;
}

gboolean
kb_config_take (KbConfigReader *reader, const char *text)
{
  gsize length = strlen (text);

  if ((gsize) (reader->end - reader->at) < length || memcmp (reader->at, text, length) != 0)
    return FALSE;
  reader->at += length;
  return TRUE;
}

void
kb_config_skip_blanks (KbConfigReader *reader)
{
  while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\t'))
    reader->at++;
}

static gboolean
read_hex (KbConfigReader *reader, guint digits, gunichar *character)
{
  *character = 0;
  for (guint i = 0; i < digits; i++)
    {
      if (reader->at == reader->end || !g_ascii_isxdigit (*reader->at))
        return FALSE;
      *character = *character * 16 + (guint) g_ascii_xdigit_value (*reader->at++);
    }
  return TRUE;
}

/* Half of a pair, as JSON writes it, is no character, and no key has one. */
static gboolean
read_escape (KbConfigReader *reader, char **to)
{
  static const char names[] = "nrtbf", meanings[] = "\n\r\t\b\f";
  char c = reader->at < reader->end ? *reader->at++ : '\0';
  const char *known = c ? strchr (names, c) : NULL;
  gunichar character;

  if (known)
    *(*to)++ = meanings[known - names];
  else if (c && strchr ("\"'\\/", c))
    *(*to)++ = c;
  else if (c == 'u' || c == 'U')
    {
      if (!read_hex (reader, c == 'u' ? 4 : 8, &character))
        return FALSE;
      *to += g_unichar_to_utf8 (g_unichar_validate (character) && character ? character : 0xfffd, *to);
    }
  else
    return FALSE;
  return TRUE;
}

/* Bytes up to the quotation mark that closes; -1 without one in this line. */
static gssize
measure_quoted (KbConfigReader *reader, char quote, gboolean has_escapes)
{
  const char *end = reader->at;

  while (end < reader->end && *end != quote && *end != '\n' && *end != '\0')
    end += *end == '\\' && has_escapes ? 2 : 1;
  return end < reader->end && *end == quote ? end - reader->at : -1;
}

char *
kb_config_read_quoted (KbConfigReader *reader, gboolean has_escapes)
{
  char quote = *reader->at++;
  gssize room = measure_quoted (reader, quote, has_escapes);
  const char *end = reader->at + room;
  /* It never becomes longer, so that nothing is left behind in an outgrown buffer. */
  char *text = room >= 0 ? g_malloc0 ((gsize) room + 1) : NULL, *to = text;
  gboolean understood = text != NULL;

  while (understood && reader->at < end)
    {
      char c = *reader->at++;

      if (c != '\\' || !has_escapes)
        *to++ = c;
      else
        understood = read_escape (reader, &to);
    }
  if (understood && reader->at == end)
    {
      reader->at++;
      return text;
    }
  if (text != NULL)
    explicit_bzero (text, (gsize) room);
  g_free (text);
  return NULL;
}

void
kb_config_push (KbConfigReader *reader, const char *name, gsize length)
{
  g_ptr_array_add (reader->path, g_strndup (name, length));
}

void
kb_config_push_number (KbConfigReader *reader, guint number)
{
  g_ptr_array_add (reader->path, g_strdup_printf ("%u", number));
}

void
kb_config_pop (KbConfigReader *reader, guint length)
{
  g_ptr_array_set_size (reader->path, (int) length);
}

void
kb_config_add (KbConfigReader *reader, const char *value, gsize length)
{
  KbConfigEntry *entry = g_new0 (KbConfigEntry, 1);

  entry->path = g_new0 (char *, reader->path->len + 1);
  for (guint i = 0; i < reader->path->len; i++)
    entry->path[i] = g_strdup (reader->path->pdata[i]);
  entry->value = g_strndup (value, length);
  g_ptr_array_add (reader->entries, entry);
}

static gboolean
take_quoted (KbConfigReader *reader, void (*take) (KbConfigReader *reader, const char *text, gsize length))
{
  gboolean has_escapes = reader->at < reader->end && *reader->at == '"';
  char *text = kb_config_read_quoted (reader, has_escapes);

  if (text == NULL)
    return FALSE;
  take (reader, text, strlen (text));
  kb_config_wipe (text);
  return TRUE;
}

gboolean
kb_config_push_quoted (KbConfigReader *reader)
{
  return take_quoted (reader, kb_config_push);
}

gboolean
kb_config_add_quoted (KbConfigReader *reader)
{
  return take_quoted (reader, kb_config_add);
}
