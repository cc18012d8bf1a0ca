/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-config-reader.h"

#include <string.h>

/* Files that are read line by line, or word by word. */

static gboolean
is_name (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '_')
      return FALSE;
  return length > 0;
}

/* @reader: at its value. FALSE for one that goes on in the next line. */
static gboolean
add_env_value (KbConfigReader *reader)
{
  const char *comment;
  gsize length = (gsize) (reader->end - reader->at);

  if (length > 0 && (*reader->at == '"' || *reader->at == '\''))
    return kb_config_add_quoted (reader);
  comment = g_strstr_len (reader->at, (gssize) length, " #");
  length = comment ? (gsize) (comment - reader->at) : length;
  while (length > 0 && g_ascii_isspace (reader->at[length - 1]))
    length--;
  kb_config_add (reader, reader->at, length);
  return TRUE;
}

static gboolean
read_lines (KbConfigReader *reader, gboolean (*read_line) (KbConfigReader *line))
{
  const char *text;
  gsize length;

  while (kb_config_next_line (reader, &text, &length))
    {
      KbConfigReader line = { text, text + length, reader->path, reader->entries };

      if (!read_line (&line))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_env_line (KbConfigReader *reader)
{
  const char *equals, *end;
  gboolean understood;

  kb_config_skip_blanks (reader);
  if (kb_config_take (reader, "export "))
    kb_config_skip_blanks (reader);
  equals = memchr (reader->at, '=', (gsize) (reader->end - reader->at));
  if (reader->at == reader->end || *reader->at == '#' || equals == NULL)
    return TRUE;
  for (end = equals; end > reader->at && g_ascii_isspace (end[-1]);)
    end--;
  if (!is_name (reader->at, (gsize) (end - reader->at)))
    return TRUE;
  kb_config_push (reader, reader->at, (gsize) (end - reader->at));
  reader->at = equals + 1;
  kb_config_skip_blanks (reader);
  understood = add_env_value (reader);
  kb_config_pop (reader, 0);
  return understood;
}

gboolean
kb_config_read_env (KbConfigReader *reader)
{
  return read_lines (reader, read_env_line);
}

/* Text may be JSON in its turn, which is how some programs keep a whole page of settings in one. */
static gboolean
add_keyfile_value (KbConfigReader *reader)
{
  char *text;
  gboolean understood = TRUE;

  if (reader->at == reader->end || (*reader->at != '\'' && *reader->at != '"'))
    {
      kb_config_add (reader, reader->at, (gsize) (reader->end - reader->at));
      return TRUE;
    }
  text = kb_config_read_quoted (reader, TRUE);
  if (text != NULL && *text == '{')
    {
      KbConfigReader inside = { text, text + strlen (text), reader->path, reader->entries };

      understood = kb_config_read_json (&inside);
    }
  else if (text != NULL)
    kb_config_add (reader, text, strlen (text));
  else
    understood = FALSE;
  kb_config_wipe (text);
  return understood;
}

static gboolean
read_keyfile_line (KbConfigReader *reader)
{
  const char *equals = memchr (reader->at, '=', (gsize) (reader->end - reader->at));
  gboolean understood;

  if (reader->at == reader->end || *reader->at == '#')
    return TRUE;
  if (*reader->at == '[')
    {
      kb_config_pop (reader, 0);
      kb_config_push (reader, reader->at + 1, (gsize) (reader->end - reader->at) - 1);
      return g_str_has_suffix (reader->path->pdata[0], "]") &&
             (((char *) reader->path->pdata[0])[strlen (reader->path->pdata[0]) - 1] = '\0', TRUE);
    }
  if (equals == NULL || reader->path->len != 1)
    return FALSE;
  kb_config_push (reader, reader->at, (gsize) (equals - reader->at));
  reader->at = equals + 1;
  understood = add_keyfile_value (reader);
  kb_config_pop (reader, 1);
  return understood;
}

gboolean
kb_config_read_keyfile (KbConfigReader *reader)
{
  return read_lines (reader, read_keyfile_line);
}

/* transfer full: for kb_config_wipe(); NULL at the end */
static char *
read_netrc_word (KbConfigReader *reader)
{
  const char *begin;

  while (reader->at < reader->end && (g_ascii_isspace (*reader->at) || *reader->at == '#'))
    {
      const char *line = memchr (reader->at, '\n', (gsize) (reader->end - reader->at));

      reader->at = *reader->at != '#' ? reader->at + 1 : line ? line : reader->end;
    }
  if (reader->at == reader->end)
    return NULL;
  begin = reader->at;
  if (*begin == '"')
    {
      char *word = kb_config_read_quoted (reader, TRUE);

      /* Not at the end, then. */
      reader->at = word ? reader->at : begin;
      return word;
    }
  while (reader->at < reader->end && !g_ascii_isspace (*reader->at))
    reader->at++;
  return g_strndup (begin, (gsize) (reader->at - begin));
}

static void
add_login (KbConfigReader *reader, const char *machine, const char *login, const char *password)
{
  if (machine == NULL || login == NULL || password == NULL)
    return;
  kb_config_push (reader, machine, strlen (machine));
  kb_config_push (reader, login, strlen (login));
  kb_config_add (reader, password, strlen (password));
  kb_config_pop (reader, 0);
}

static char **
find_netrc_field (const char *word, char **machine, char **login, char **password)
{
  if (g_str_equal (word, "machine") || g_str_equal (word, "host"))
    return machine;
  if (g_str_equal (word, "login") || g_str_equal (word, "user") || g_str_equal (word, "account"))
    return login;
  return g_str_equal (word, "password") ? password : NULL;
}

/* A machine begins a new entry; what is behind other words is passed over with them. */
gboolean
kb_config_read_netrc (KbConfigReader *reader)
{
  char *machine = NULL, *login = NULL, *password = NULL, *word;

  while ((word = read_netrc_word (reader)) != NULL)
    {
      char **field = find_netrc_field (word, &machine, &login, &password);
      char *value = g_str_equal (word, "default") ? NULL : read_netrc_word (reader);

      if (field == &machine || g_str_equal (word, "default"))
        {
          add_login (reader, machine, login, password);
          g_clear_pointer (&machine, kb_config_wipe);
          g_clear_pointer (&login, kb_config_wipe);
          g_clear_pointer (&password, kb_config_wipe);
        }
      if (field != NULL)
        {
          kb_config_wipe (*field);
          *field = g_steal_pointer (&value);
        }
      kb_config_wipe (value);
      kb_config_wipe (word);
    }
  add_login (reader, machine, login, password);
  kb_config_wipe (machine);
  kb_config_wipe (login);
  kb_config_wipe (password);
  return reader->at == reader->end;
}
