/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

#define BRACKETS "{}[]()<>$"
/* Around a key and on their own; what else there is makes a text. */
#define BEFORE BRACKETS "\\*-_"
#define AFTER BRACKETS "\\*,;.:!?|"

/* What precedes the name of a variable where it gets its value, in shells and programming languages. */
static const char *const commands[] = {
  "export", "set",   "setx", "setenv", "env", "declare", "typeset", "local", "readonly",
  "let",    "const", "var",  "val",    "-x",  "-gx",     "-Ux",     "-xg",   "-xU",
};

static gsize
skip_back (const KbKeyText *text, gsize end, const char *chars)
{
  while (end > 0 && strchr (chars, text->chars[end - 1]) != NULL)
    end--;
  return end;
}

static gboolean
is_name_char (char c)
{
  return kb_key_char_is_token (c) || c == '.' || c == ':' || c == '$';
}

static gsize
skip_name_back (const KbKeyText *text, gsize end)
{
  while (end > 0 && is_name_char (text->chars[end - 1]))
    end--;
  return end;
}

/* Where @word begins when it ends at @end; @end when it does not. */
static gsize
skip_word_back (const KbKeyText *text, gsize end, const char *word)
{
  gsize length = strlen (word);

  if (end < length || g_ascii_strncasecmp (text->chars + end - length, word, length) != 0)
    return end;
  if (end > length && kb_key_char_is_token (text->chars[end - length - 1]))
    return end;
  return end - length;
}

static gsize
skip_command_back (const KbKeyText *text, gsize end)
{
  gsize trimmed = skip_back (text, end, " \"");

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      gsize start = skip_word_back (text, trimmed, commands[i]);

      if (start < trimmed)
        return start;
    }
  return end;
}

static gsize
skip_commands_back (const KbKeyText *text, gsize end)
{
  gsize before;

  do
    {
      before = end;
      end = skip_command_back (text, end);
    }
  while (end < before);
  return end;
}

/* "-H 'Authorization:", as far as it is there. */
static gsize
skip_header_name_back (const KbKeyText *text, gsize end)
{
  gsize colon = skip_back (text, end, " \"");
  gsize name_end = skip_back (text, skip_back (text, colon, ":"), " \"");
  gsize name = skip_word_back (text, name_end, "authorization");
  gsize option;

  if (name == name_end)
    return end;
  option = skip_back (text, name, " \"");
  end = skip_word_back (text, option, "-h");
  return end == option ? skip_word_back (text, option, "--header") : end;
}

static gsize
skip_header_back (const KbKeyText *text, gsize end, KbKeyRemoved *removed)
{
  gsize trimmed = skip_back (text, end, " \n\"");
  gsize scheme = skip_word_back (text, trimmed, "bearer");
  gsize name = skip_header_name_back (text, scheme);

  if (name == trimmed)
    return end;
  *removed |= KB_KEY_REMOVED_HEADER;
  return name;
}

/* "NAME =", and "setx NAME", which has no sign. */
static gsize
skip_variable_back (const KbKeyText *text, gsize end, KbKeyRemoved *removed)
{
  gsize trimmed = skip_back (text, end, " \n\"");
  gsize sign = skip_back (text, trimmed, "=:");
  gsize name, start;

  if (sign < trimmed && text->chars[trimmed - 1] == '=')
    {
      *removed |= KB_KEY_REMOVED_VARIABLE;
      name = skip_name_back (text, skip_back (text, sign, " \"]"));
      return skip_commands_back (text, name);
    }

  name = skip_name_back (text, trimmed);
  start = skip_commands_back (text, name);
  if (name == trimmed || start == name || !g_ascii_isupper (text->chars[name]))
    return end;
  *removed |= KB_KEY_REMOVED_VARIABLE;
  return start;
}

static KbKeyRemoved
classify_rest (const KbKeyText *text, gsize start, gsize end)
{
  KbKeyRemoved removed = KB_KEY_REMOVED_NOTHING;

  for (gsize i = start; i < end; i++)
    {
      char c = text->chars[i];

      if (g_ascii_isalnum (c) || c == KB_KEY_CHAR_LETTER)
        return KB_KEY_REMOVED_WRAPPING;
      if (!kb_key_char_is_blank (c) && c != '"')
        removed |= KB_KEY_REMOVED_PUNCTUATION;
    }
  return removed;
}

/* @blanks: whether white space is said, too; next to other text it belongs to that. */
static void
add_range (KbKeyDirt *dirt, const KbKeyText *text, gsize start, gsize end, gboolean blanks)
{
  for (gsize i = start; i < end; i++)
    {
      KbKeyRemoved mark = text->marks[i] & KB_KEY_MARK_REMOVED;

      if (!blanks)
        mark &= ~(KB_KEY_REMOVED_SPACES | KB_KEY_REMOVED_LINE_BREAKS);
      dirt->spaces += (mark & KB_KEY_REMOVED_SPACES) != 0;
      dirt->line_breaks += (mark & KB_KEY_REMOVED_LINE_BREAKS) != 0;
      dirt->removed |= mark;
      if (strchr ("\"\n ", text->chars[i]) == NULL && !kb_key_char_is_token (text->chars[i]))
        dirt->removed |= KB_KEY_REMOVED_PUNCTUATION;
    }
}

static KbKeyRemoved
measure_front (const KbKeyText *text, gsize end)
{
  KbKeyRemoved removed = KB_KEY_REMOVED_NOTHING;

  gsize before;

  /* "OPENAI_API_KEY=" that was typed and pasted stands there twice. */
  do
    {
      before = end;
      end = skip_header_back (text, end, &removed);
      end = skip_variable_back (text, end, &removed);
    }
  while (end < before);
  return removed | classify_rest (text, 0, end);
}

/*< private >
 * kb_key_measure_dirt:
 * @text: the text that was read
 * @match: the key in it
 *
 * Returns: what was taken away to get at the key, each thing once: what is part of a text around the key is
 * not listed on its own
 */
KbKeyDirt
kb_key_measure_dirt (const KbKeyText *text, const KbKeyMatch *match)
{
  KbKeyDirt dirt = { 0 };
  gsize front = skip_back (text, match->start, BEFORE " \n\"");
  gsize back = match->end + strspn (text->chars + match->end, AFTER " \n\"");
  KbKeyRemoved around = KB_KEY_REMOVED_NOTHING;

  if (front > 0)
    around |= measure_front (text, front);
  around |= classify_rest (text, back, text->length);
  if (match->doubled)
    around |= KB_KEY_REMOVED_WRAPPING;
  if (match->beginning > 0)
    dirt.removed |= KB_KEY_REMOVED_REPEATED;
  if (match->line_hyphen)
    dirt.removed |= KB_KEY_REMOVED_PUNCTUATION;

  add_range (&dirt, text, front, match->start, front == 0);
  add_range (&dirt, text, match->start, match->end, TRUE);
  add_range (&dirt, text, match->end, back, back == text->length);
  dirt.removed |= text->marks[text->length] & KB_KEY_MARK_REMOVED;
  for (gsize i = front; i < match->start; i++)
    if (kb_key_char_is_token (text->chars[i]))
      dirt.removed |= KB_KEY_REMOVED_PUNCTUATION;

  /* The brackets of a program or of JSON are part of it. */
  if (around & KB_KEY_REMOVED_WRAPPING)
    dirt.removed &= ~KB_KEY_REMOVED_PUNCTUATION;
  dirt.removed |= around;
  return dirt;
}
