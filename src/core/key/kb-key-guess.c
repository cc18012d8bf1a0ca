/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

/* Words that stand for a key are looked for in short texts only: any page of documentation has them. */
#define WORDS_LONGEST 200
#define TRIMMED " \n\""

static gboolean
has_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (kb_key_char_is_blank (text[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_all_mask (const char *text, gsize length)
{
  gsize masks = 0;

  for (gsize i = 0; i < length; i++)
    masks += text[i] == KB_KEY_CHAR_MASK || text[i] == '*' || text[i] == '.';
  return masks >= 3 && masks * 2 >= length;
}

static gboolean
holds (const char *text, gsize length, const char *word)
{
  return g_strstr_len (text, length, word) != NULL;
}

static gboolean
starts_with (const char *text, gsize length, const char *word)
{
  return length >= strlen (word) && g_ascii_strncasecmp (text, word, strlen (word)) == 0;
}

static gboolean
is_email (const char *text, gsize length)
{
  const char *at = memchr (text, '@', length);

  return at != NULL && at > text && holds (at, text + length - at, ".");
}

/* Any other scheme is one of a program that keeps secrets. */
static gboolean
is_web_address (const char *text, gsize length)
{
  return holds (text, length, "http://") || holds (text, length, "https://") ||
         holds (text, length, "HTTP://") || holds (text, length, "HTTPS://") ||
         kb_key_has_prefix (text, length, "://");
}

/* One word that is something else as a whole, whatever is inside it. */
static KbKeyProblem
guess_word (const char *text, gsize length)
{
  if (is_all_mask (text, length))
    return KB_KEY_PROBLEM_MASKED;
  if (holds (text, length, "://"))
    return is_web_address (text, length) ? KB_KEY_PROBLEM_WEB_ADDRESS : KB_KEY_PROBLEM_REFERENCE;
  if (is_email (text, length))
    return KB_KEY_PROBLEM_EMAIL;
  if (starts_with (text, length, "www.") || holds (text, length, "openai.com") ||
      holds (text, length, "chatgpt.com"))
    return KB_KEY_PROBLEM_WEB_ADDRESS;
  return KB_KEY_PROBLEM_NONE;
}

static gboolean
is_variable_name (const char *run, gsize length)
{
  gboolean underscore = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isupper (run[i]) && !g_ascii_isdigit (run[i]) && run[i] != '_')
        return FALSE;
      underscore |= run[i] == '_';
    }
  return underscore && length >= 3;
}

typedef gboolean (*KbKeyRunTest) (const char *run, gsize length);

static gboolean
any_run (const char *text, gsize length, KbKeyRunTest test)
{
  for (gsize i = 0, start = 0; i <= length; i++)
    {
      if (i < length && kb_key_char_is_token (text[i]))
        continue;
      if (i > start && test (text + start, i - start))
        return TRUE;
      start = i + 1;
    }
  return FALSE;
}

static gboolean
names_variable (const char *text, gsize length)
{
  if (length > 2 && strchr ("$%", text[0]) != NULL &&
      (g_ascii_isalpha (text[1]) || strchr ("{(", text[1]) != NULL))
    return TRUE;
  return any_run (text, length, is_variable_name) || holds (text, length, "process.env.") ||
         holds (text, length, "os.environ");
}

static gboolean
is_nothing_word (const char *run, gsize length)
{
  static const char *const words[] = { "undefined", "null", "none", "nil", "todo", "changeme" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (length == strlen (words[i]) && starts_with (run, length, words[i]))
      return TRUE;
  return FALSE;
}

/* "ENTER_YOUR_API_KEY_HERE" is written like a variable and is none. */
static gboolean
asks_for_key (const char *run, gsize length)
{
  static const char *const words[] = {
    "YOUR", "ENTER", "INSERT", "PASTE", "REPLACE", "CHANGE", "HERE", "ADD"
  };

  for (gsize start = 0, i = 0; i <= length; i++)
    if (i == length || run[i] == '_')
      {
        for (gsize w = 0; w < G_N_ELEMENTS (words); w++)
          if (i - start == strlen (words[w]) && memcmp (run + start, words[w], i - start) == 0)
            return TRUE;
        start = i + 1;
      }
  return FALSE;
}

static gboolean
is_form_field (const char *run, gsize length)
{
  return starts_with (run, length, "your") ||
         (is_variable_name (run, length) && asks_for_key (run, length)) ||
         (length >= 4 && !is_variable_name (run, length) && kb_key_is_placeholder (run, length));
}

static gboolean
starts_with_your (const char *run, gsize length)
{
  return starts_with (run, length, "your");
}

static gboolean
is_key_word (const char *run, gsize length)
{
  return length >= 3 && g_ascii_strncasecmp (run + length - 3, "key", 3) == 0;
}

static gboolean
is_placeholder (const char *text, gsize length)
{
  if (!has_blank (text, length))
    return any_run (text, length, is_form_field) || any_run (text, length, is_nothing_word);
  return any_run (text, length, starts_with_your) && any_run (text, length, is_key_word);
}

static KbKeyProblem
guess_words (const char *text, gsize length)
{
  if (length <= WORDS_LONGEST && is_placeholder (text, length))
    return KB_KEY_PROBLEM_PLACEHOLDER;
  if (length <= WORDS_LONGEST && names_variable (text, length))
    return KB_KEY_PROBLEM_VARIABLE;
  return KB_KEY_PROBLEM_NOT_A_KEY;
}

/*< private >
 * kb_key_guess:
 * @text: a text in which no key was found
 * @best: (inout): empty, or an id or a token that is in @text
 *
 * Says what @text is as a whole. Nothing but quotes and white space leaves @best as it is.
 */
void
kb_key_guess (const KbKeyText *text, KbKeyMatch *best)
{
  gsize skip = strspn (text->chars, TRIMMED);
  const char *start = text->chars + skip;
  gsize length = text->length - skip;
  KbKeyProblem problem = KB_KEY_PROBLEM_NONE;

  while (length > 0 && strchr (TRIMMED, start[length - 1]) != NULL)
    length--;
  if (length == 0)
    return;

  if (!has_blank (start, length))
    problem = guess_word (start, length);
  if (problem == KB_KEY_PROBLEM_NONE && best->state == KB_KEY_STATE_EMPTY)
    problem = guess_words (start, length);
  if (problem == KB_KEY_PROBLEM_NONE)
    return;

  best->state = KB_KEY_STATE_BAD;
  best->problem = problem;
}
