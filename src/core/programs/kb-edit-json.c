/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-edit.h"

#include "core/programs/kb-config-file.h"
#include "core/snippets/kb-quote.h"

#include <string.h>

/* What is passed over here was read by kb_config_read() before, and is well formed. */

#define USUAL_INDENT "  "

/* Where a member is, or where one can be put. Positions in the text. */
typedef struct
{
  const char *value; /* NULL: it is not there */
  const char *value_end;
  const char *last_end; /* behind the last value; NULL in an empty object */
  gboolean has_comma;   /* behind that one */
  const char *close;    /* the bracket */
  const char *first;    /* the first name; NULL in an empty object */
} Member;

static const char *
skip (const char *at)
{
  for (;;)
    {
      while (*at && g_ascii_isspace (*at))
        at++;
      if (g_str_has_prefix (at, "//"))
        at = strchrnul (at, '\n');
      else if (g_str_has_prefix (at, "/*"))
        at = strstr (at, "*/") + strlen ("*/");
      else
        return at;
    }
}

static const char *
skip_string (const char *at)
{
  for (at++; *at != '"'; at++)
    at += *at == '\\' ? 1 : 0;
  return at + 1;
}

static const char *
skip_value (const char *at)
{
  guint depth = 0;

  do
    {
      if (*at == '"')
        at = skip_string (at);
      else if (strchr ("{[", *at))
        depth++, at++;
      else if (strchr ("}]", *at))
        depth--, at++;
      else if (strchr (",:", *at))
        at++;
      else
        while (*at && !g_ascii_isspace (*at) && !strchr (",:{}[]\"/", *at))
          at++;
      at = depth > 0 ? skip (at) : at;
    }
  while (depth > 0);
  return at;
}

/* Names with escapes are not compared: nobody writes those that are looked for so. */
static gboolean
is_named (const char *at, const char *name)
{
  gsize length = strlen (name);

  return strncmp (at + 1, name, length) == 0 && at[1 + length] == '"';
}

/* @at: the opening bracket. The last of several of one name counts. */
static Member
find_member (const char *at, const char *name)
{
  Member member = { 0 };

  at = skip (at + 1);
  member.first = *at == '"' ? at : NULL;
  while (*at == '"')
    {
      gboolean found = is_named (at, name);
      const char *value;

      at = skip (skip_string (at));
      value = skip (at + 1);
      at = member.last_end = skip_value (value);
      if (found)
        {
          member.value = value;
          member.value_end = at;
        }
      at = skip (at);
      member.has_comma = *at == ',';
      at = member.has_comma ? skip (at + 1) : at;
    }
  member.close = at;
  return member;
}

/* The blanks at the start of the line that @at is in. */
static char *
dup_indent (const char *text, const char *at)
{
  const char *begin = at, *end;

  while (begin > text && begin[-1] != '\n')
    begin--;
  for (end = begin; *end == ' ' || *end == '\t';)
    end++;
  return g_strndup (begin, (gsize) (end - begin));
}

/* What one level is indented by. */
static char *
dup_unit (const char *text)
{
  const char *root = skip (text), *first = skip (root + 1);
  g_autofree char *indent = dup_indent (text, first);

  return g_strdup (memchr (root, '\n', (gsize) (first - root)) && *indent ? indent : USUAL_INDENT);
}

/* "a": { "b": value }, over as many lines as it has levels. */
static char *
dup_member (char **path, const char *value, const char *indent, const char *unit)
{
  GString *out = g_string_new (indent);
  g_autofree char *name = kb_quote_json (path[0]);

  if (path[1] == NULL)
    {
      g_autofree char *quoted = kb_quote_json (value);

      g_string_append_printf (out, "%s: %s", name, quoted);
    }
  else
    {
      g_autofree char *deeper = g_strconcat (indent, unit, NULL);
      g_autofree char *inner = dup_member (path + 1, value, deeper, unit);

      g_string_append_printf (out, "%s: {\n%s\n%s}", name, inner, indent);
    }
  return g_string_free_and_steal (out);
}

static char *
replace (const char *text, const char *from, const char *to, const char *with)
{
  /* In one piece: what grows leaves behind what it held, which may be a key. */
  GString *out = g_string_sized_new (strlen (text) + strlen (with));

  g_string_append_len (out, text, from - text);
  g_string_append (out, with);
  return g_string_free_and_steal (g_string_append (out, to));
}

/* Behind all that stands there, comments too. */
static char *
insert_last (const char *text, const char *open, const Member *member, char **path, const char *value)
{
  g_autofree char *unit = dup_unit (text);
  g_autofree char *outer = dup_indent (text, open);
  gboolean is_empty = member->first == NULL;
  gboolean on_lines = is_empty || memchr (open, '\n', (gsize) (member->close - open));
  g_autofree char *indent =
      is_empty || !on_lines ? g_strconcat (outer, unit, NULL) : dup_indent (text, member->first);
  g_autofree char *made = dup_member (path, value, indent, unit);
  const char *end = member->close;
  GString *out = g_string_sized_new (strlen (text) + strlen (made) + strlen (outer) + strlen (",\n\n"));

  while (g_ascii_isspace (end[-1]))
    end--;
  g_string_append_len (out, text, is_empty ? end - text : member->last_end - text);
  if (!is_empty)
    {
      g_string_append (out, member->has_comma ? "" : ",");
      g_string_append_len (out, member->last_end, end - member->last_end);
    }
  if (on_lines)
    g_string_append_printf (out, "\n%s\n%s", made, outer);
  else
    g_string_append_printf (out, " %s%s", made + strlen (indent), end < member->close ? " " : "");
  return g_string_free_and_steal (g_string_append (out, member->close));
}

static char *
set (const char *text, const char *open, char **path, const char *value)
{
  Member member;
  g_autofree char *quoted = kb_quote_json (value);

  if (*open != '{')
    return NULL;
  member = find_member (open, path[0]);
  if (member.value == NULL)
    return insert_last (text, open, &member, path, value);
  if (path[1] != NULL)
    return set (text, member.value, path + 1, value);
  /* What is no single value was meant for something else. */
  if (strchr ("{[", *member.value))
    return NULL;
  return replace (text, member.value, member.value_end, quoted);
}

/**
 * kb_edit_json:
 * @text: (nullable): what the file holds, with comments too; %NULL for none
 * @length: bytes of @text
 * @path: (array zero-terminated=1): names of members, from outside to inside
 * @value: what is to stand there
 *
 * Returns: (transfer full) (nullable): the text with that one value put in or replaced; %NULL when @text is
 *   not understood, or has something else than a single value there
 */
char *
kb_edit_json (const char *text, gsize length, char **path, const char *value)
{
  g_autoptr (GPtrArray) entries = NULL;
  const char *open;

  if (text == NULL || *skip (text) == '\0')
    {
      g_autofree char *made = dup_member (path, value, USUAL_INDENT, USUAL_INDENT);

      return length == (text ? strlen (text) : 0) ? g_strdup_printf ("{\n%s\n}\n", made) : NULL;
    }
  entries = kb_config_read (KB_CONFIG_JSON, text, length);
  if (entries == NULL || length != strlen (text))
    return NULL;
  open = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + strlen ("\xef\xbb\xbf") : text;
  return set (text, skip (open), path, value);
}
