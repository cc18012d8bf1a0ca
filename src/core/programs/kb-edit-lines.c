/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-edit.h"

#include "core/key/kb-key.h"
#include "core/programs/kb-config-reader.h"

#include <string.h>

/* Files whose lines stand alone. */

#define RUN "keybearer run "
#define SEPARATOR " -- "

/* Files may hold a key. */
typedef char **Lines;

static void
lines_free (char **lines)
{
  for (gsize i = 0; lines != NULL && lines[i] != NULL; i++)
    explicit_bzero (lines[i], strlen (lines[i]));
  g_strfreev (lines);
}

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (Lines, lines_free, NULL)

static const char *
find_command (const char *exec)
{
  const char *own = strstr (exec, RUN);
  const char *separator = own ? strstr (own, SEPARATOR) : NULL;

  return separator ? separator + strlen (SEPARATOR) : exec;
}

/* The bus would start it another way, past the line that gives it the key. */
static char *
dup_entry_line (const char *line, gboolean in_group, const char *run)
{
  g_autofree char *key = g_strndup (line, strcspn (line, "="));
  const char *value = line + strcspn (line, "=");

  g_strchomp (key);
  if (!in_group || *value == '\0')
    return g_strdup (line);
  value++;
  while (*value == ' ')
    value++;
  if (g_str_equal (key, "Exec"))
    return g_strconcat ("Exec=", run, " ", find_command (value), NULL);
  if (g_str_equal (key, "DBusActivatable"))
    return g_strdup ("DBusActivatable=false");
  return g_strdup (line);
}

/**
 * kb_edit_entry:
 * @text: a desktop entry
 * @run: what is put before each command, as "keybearer run laptop --"
 *
 * Returns: (transfer full) (nullable): the entry that starts the program with the key; %NULL when @text is
 *   none, or starts nothing
 */
char *
kb_edit_entry (const char *text, const char *run)
{
  g_auto (Lines) lines = g_strsplit (text, "\n", -1);
  gboolean in_group = FALSE, is_entry = FALSE, has_command = FALSE;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *line = lines[i];

      if (*line == '[')
        {
          gboolean is_main = g_str_has_prefix (line, "[Desktop Entry]");

          is_entry = is_entry || is_main;
          in_group = is_main || g_str_has_prefix (line, "[Desktop Action ");
        }
      lines[i] = dup_entry_line (line, in_group, run);
      kb_config_wipe (line);
      has_command = has_command || (in_group && g_str_has_prefix (lines[i], "Exec="));
    }
  return is_entry && has_command ? g_strjoinv ("\n", lines) : NULL;
}

static gboolean
sets (const char *line, const char *variable)
{
  while (*line == ' ' || *line == '\t')
    line++;
  if (g_str_has_prefix (line, "export "))
    line += strlen ("export ");
  while (*line == ' ')
    line++;
  return g_str_has_prefix (line, variable) && line[strlen (variable)] == '=';
}

/* A value that goes on in the next line cannot be replaced by one. */
static gboolean
goes_on (const char *line)
{
  gsize length = strlen (line), quotes = 0;

  for (const char *c = line; *c; c++)
    quotes += *c == '"' || *c == '\'' ? 1 : 0;
  return quotes % 2 != 0 || (length > 0 && line[length - 1] == '\\');
}

/**
 * kb_edit_envrc:
 * @text: (nullable): what the file holds
 * @variable: the name of a variable
 * @line: what sets it
 *
 * Returns: (transfer full) (nullable): the text with @line in the place of the last that sets @variable, or
 *   at the end; %NULL when that one is not understood
 */
char *
kb_edit_envrc (const char *text, const char *variable, const char *line)
{
  g_auto (Lines) lines = g_strsplit (text ? text : "", "\n", -1);
  gsize n = g_strv_length (lines), at = n;

  for (gsize i = 0; i < n; i++)
    if (sets (lines[i], variable))
      at = i;
  if (at < n && goes_on (lines[at]))
    return NULL;
  if (at < n)
    {
      kb_config_wipe (lines[at]);
      lines[at] = g_strdup (line);
      return g_strjoinv ("\n", lines);
    }
  return g_strconcat (text ? text : "", text && *text && !g_str_has_suffix (text, "\n") ? "\n" : "", line,
                      "\n", NULL);
}

/* what is changed, in words */

static void
append (GString *out, const char *sign, char **lines, gsize from, gsize to)
{
  for (gsize i = from; i < to; i++)
    g_string_append_printf (out, "%s%s %s", out->len > 0 ? "\n" : "", sign, lines[i]);
}

static void
append_each (GString *out, char **before, char **after)
{
  for (gsize i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], after[i]))
      {
        append (out, "-", before, i, i + 1);
        append (out, "+", after, i, i + 1);
      }
}

/* Between what is the same at the beginning and at the end. */
static void
append_middle (GString *out, char **before, char **after)
{
  gsize n = g_strv_length (before), m = g_strv_length (after), head = 0, tail = 0;

  while (head < MIN (n, m) && g_str_equal (before[head], after[head]))
    head++;
  while (tail < MIN (n, m) - head && g_str_equal (before[n - 1 - tail], after[m - 1 - tail]))
    tail++;
  append (out, "-", before, head, n - tail);
  append (out, "+", after, head, m - tail);
}

/**
 * kb_edit_dup_changes:
 * @before: (nullable): what a file holds
 * @after: what it is to hold
 *
 * Returns: (transfer full): the lines that go, behind "-", and those that come, behind "+", with no key in
 *   them
 */
char *
kb_edit_dup_changes (const char *before, const char *after)
{
  g_autofree char *old_text = kb_key_redact (before ? before : "");
  g_autofree char *new_text = kb_key_redact (after);
  g_auto (GStrv) old_lines = g_strsplit (g_strchomp (old_text), "\n", -1);
  g_auto (GStrv) new_lines = g_strsplit (g_strchomp (new_text), "\n", -1);
  GString *out = g_string_new (NULL);

  if (g_strv_length (old_lines) == g_strv_length (new_lines))
    append_each (out, old_lines, new_lines);
  else
    append_middle (out, old_lines, new_lines);
  return g_string_free_and_steal (out);
}
