/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/snippets/kb-quote.h"

#include <string.h>

/* Means nothing but itself in any of the languages, wherever it stands. */
static gboolean
is_plain (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && !strchr ("_-./:@,", *p))
      return FALSE;

  return *text != '\0';
}

/* @with[i] in place of each @what[i]. */
static void
append_replaced (GString *out, const char *text, const char *what, const char *const *with)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      const char *found = strchr (what, *p);

      if (found != NULL)
        g_string_append (out, with[found - what]);
      else
        g_string_append_c (out, *p);
    }
}

static char *
quote (const char *text, const char *mark, const char *what, const char *const *with)
{
  GString *out = g_string_new (mark);

  append_replaced (out, text, what, with);

  return g_string_free_and_steal (g_string_append (out, mark));
}

/**
 * kb_quote_shell:
 * @text: any text
 *
 * Returns: (transfer full): @text as one word of sh, bash and zsh
 */
char *
kb_quote_shell (const char *text)
{
  const char *with[] = { "'\\''" };

  return is_plain (text) ? g_strdup (text) : quote (text, "'", "'", with);
}

/**
 * kb_quote_fish:
 * @text: any text
 *
 * Returns: (transfer full): @text as one word of fish, whose quotes know the backslash
 */
char *
kb_quote_fish (const char *text)
{
  const char *with[] = { "\\'", "\\\\" };

  return is_plain (text) ? g_strdup (text) : quote (text, "'", "'\\", with);
}

/**
 * kb_quote_json:
 * @text: any text
 *
 * Returns: (transfer full): @text as a string of JSON, which JavaScript and Python read the same
 */
char *
kb_quote_json (const char *text)
{
  GString *out = g_string_new ("\"");

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (out, "\\%c", *p);
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (out, "\\u%04x", (guint) *p);
    else
      g_string_append_c (out, *p);

  return g_string_free_and_steal (g_string_append_c (out, '"'));
}

/**
 * kb_quote_systemd:
 * @text: any text
 *
 * Returns: (transfer full): @text as one argument of ExecStart=, see systemd.service(5) on command lines
 */
char *
kb_quote_systemd (const char *text)
{
  const char *with[] = { "\\\"", "\\\\", "%%", "$$", "\\n", "\\t", "\\r" };

  return is_plain (text) ? g_strdup (text) : quote (text, "\"", "\"\\%$\n\t\r", with);
}

/**
 * kb_quote_systemd_run:
 * @text: any text
 *
 * Returns: (transfer full): @text as one word of a shell that systemd-run is to pass on; it puts in variables
 *   after the shell has left them alone
 */
char *
kb_quote_systemd_run (const char *text)
{
  const char *with[] = { "$$" };
  g_autofree char *doubled = quote (text, "", "$", with);

  return kb_quote_shell (doubled);
}

/**
 * kb_quote_desktop:
 * @text: any text
 *
 * Returns: (transfer full): @text as one argument of Exec=, quoted once for that key and once for the file
 */
char *
kb_quote_desktop (const char *text)
{
  const char *with[] = { "\\\\\"", "\\\\`", "\\\\$", "\\\\\\\\", "%%", "\\n", "\\t", "\\r" };

  return is_plain (text) ? g_strdup (text) : quote (text, "\"", "\"`$\\%\n\t\r", with);
}

/* PowerShell ends a text at the typographic forms of the mark too. */
static gboolean
is_single_quote (gunichar c)
{
  return c == '\'' || (c >= 0x2018 && c <= 0x201b);
}

/**
 * kb_quote_powershell:
 * @text: any text
 *
 * Returns: (transfer full): @text as a literal of PowerShell
 */
char *
kb_quote_powershell (const char *text)
{
  GString *out = g_string_new ("'");

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, c);
      if (is_single_quote (c))
        g_string_append_unichar (out, c);
    }

  return g_string_free_and_steal (g_string_append_c (out, '\''));
}
