/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

static const char *const placeholder_words[] = {
  "your-",      "your_",      "-your",    "_your",    "yourkey", "yourapi",    "youropenai", "api-key",
  "api_key",    "apikey",     "key-here", "key_here", "keyhere", "secret-key", "secret_key", "placeholder",
  "change-me",  "changeme",   "replace",  "insert-",  "insert_", "example",    "redacted",   "1234567890",
  "0123456789", "abcdefghij", "xxxxxxxx", "dummy",    "no-key",  "no_key",     "not-needed", "placeholder",
};

/* Of a text that is made of words only, one of these says that it is no key. */
static const char *const telling_words[] = {
  "no",   "not",  "none", "test", "dummy",    "fake",   "sample", "demo",   "here",    "required", "needed",
  "mock", "stub", "null", "todo", "anything", "unused", "local",  "ollama", "ignored", "nothing",  "empty",
};

static gboolean
contains_caseless (const char *text, gsize length, const char *word)
{
  gsize n = strlen (word);

  for (gsize i = 0; i + n <= length; i++)
    if (g_ascii_strncasecmp (text + i, word, n) == 0)
      return TRUE;
  return FALSE;
}

/* Whether @token has a length that keys of its kind have been seen with. */
gboolean
kb_key_is_whole (const char *token, gsize length)
{
  const KbKeyPrefix *row = kb_key_find_prefix (token, length);

  for (gsize i = 0; row != NULL && i < G_N_ELEMENTS (row->lengths) && row->lengths[i] > 0; i++)
    if (row->lengths[i] == length)
      return TRUE;
  return FALSE;
}

static guint
character_class (char c)
{
  if (g_ascii_isdigit (c))
    return 1;
  if (g_ascii_isupper (c))
    return 2;
  return g_ascii_islower (c) ? 3 : 0;
}

/* Chance mixes letters and digits in two places of three; words, names and dates hardly ever change between
 * them. "MacBook-Pro-2026" has one change, and the capital at the start of a word is none. */
gboolean
kb_key_is_random (const char *run, gsize length)
{
  gsize changes = 0;
  gboolean letters = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      guint now = character_class (run[i]);
      guint before = i > 0 ? character_class (run[i - 1]) : 0;
      gboolean starts_word = before == 2 && now == 3 && (i < 2 || character_class (run[i - 2]) == 0);

      letters |= now > 1;
      if (now != before && now != 0 && before != 0 && !starts_word)
        changes++;
    }
  return length >= 4 && letters && changes * 4 >= length;
}

static gboolean
is_few_characters (const char *tail, gsize length)
{
  guint kinds = 0;
  gboolean seen[128] = { FALSE };

  for (gsize i = 0; i < length; i++)
    {
      guint c = (guchar) tail[i] & 0x7f;

      kinds += !seen[c];
      seen[c] = TRUE;
    }
  return length >= 8 && kinds <= 3;
}

static gboolean
is_crossed_out (const char *tail, gsize length)
{
  return length >= 3 && kb_key_consists_of (tail, length, "xX");
}

/* In capitals, small letters, or with a capital at its beginning, as chance makes no long one */
static gboolean
is_word (const char *word, gsize length)
{
  gsize i = 1;

  if (length == 0)
    return TRUE;
  while (i < length && character_class (word[i]) == character_class (word[length - 1]))
    i++;
  return i == length && (character_class (word[0]) == character_class (word[length - 1]) ||
                         (g_ascii_isupper (word[0]) && g_ascii_islower (word[length - 1])));
}

static gboolean
is_telling (const char *word, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (telling_words); i++)
    if (strlen (telling_words[i]) == length && g_ascii_strncasecmp (word, telling_words[i], length) == 0)
      return TRUE;
  return FALSE;
}

/* "sk-no-key-required": words and numbers, one of which says it. */
static gboolean
is_made_of_words (const char *tail, gsize length)
{
  gboolean telling = FALSE;

  for (gsize start = 0, i = 0; i <= length; i++)
    if (i == length || tail[i] == '-' || tail[i] == '_')
      {
        if (!is_word (tail + start, i - start))
          return FALSE;
        telling |= is_telling (tail + start, i - start);
        start = i + 1;
      }
  return telling;
}

/* Whether @text, a key or what stands in its place, is a form to be filled in. Long keys and those with the
 * marker of real ones are never tried for words: chance spells "your_" now and then. The practice mode's keys
 * are made of words. */
gboolean
kb_key_is_placeholder (const char *text, gsize length)
{
  const KbKeyPrefix *row = kb_key_find_prefix (text, length);
  gsize skip = row != NULL ? strlen (row->prefix) : 0;
  const char *tail = text + skip;

  if (is_crossed_out (tail, length - skip) || is_few_characters (tail, length - skip))
    return TRUE;
  if (length > 72 || g_strstr_len (text, length, KB_KEY_MARKER) != NULL ||
      kb_key_has_prefix (tail, length - skip, "practice-"))
    return FALSE;
  if (is_made_of_words (tail, length - skip))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (placeholder_words); i++)
    if (contains_caseless (text, length, placeholder_words[i]))
      return TRUE;
  return FALSE;
}

static void
refuse (KbKeyMatch *match, KbKeyProblem problem)
{
  match->state = KB_KEY_STATE_BAD;
  match->problem = problem;
}

static void
doubt (KbKeyMatch *match, KbKeyProblem problem)
{
  match->state = KB_KEY_STATE_ODD;
  match->problem = problem;
}

/* What the row refuses, as whose key it is. */
static gboolean
refuse_row (KbKeyMatch *match, const KbKeyPrefix *row)
{
  if (row == NULL || row->state != KB_KEY_STATE_BAD)
    return FALSE;
  refuse (match, row->problem);
  match->kind = row->kind;
  match->provider = row->whose;
  match->place = row->place;
  match->bare = *row->prefix == '\0';
  match->hint = row->hint;
  return TRUE;
}

/* "sk-name-…", as some keys of 2024 had it and as gateways make them. */
static gboolean
has_name (const char *token, gsize length)
{
  gsize i = 3;

  while (i < length && g_ascii_isalpha (token[i]))
    i++;
  return i > 4 && i < length && i < 28 && (token[i] == '-' || token[i] == '_');
}

/* "sk-PROJ-": the name is right, its letters are not, so those of the rest cannot be trusted either. */
static gboolean
has_wrong_case (const char *token, gsize length)
{
  for (gsize i = 0; kb_key_get_prefix_at (i) != NULL; i++)
    {
      const char *prefix = kb_key_get_prefix_at (i)->prefix;
      gsize n = strlen (prefix);

      if (kb_key_prefix_is_openais (kb_key_get_prefix_at (i)) && length > n &&
          g_ascii_strncasecmp (token, prefix, n) == 0)
        return memcmp (token, prefix, n) != 0;
    }
  return FALSE;
}

static void
judge_length (KbKeyMatch *match)
{
  if (kb_key_is_whole (match->token, match->length))
    return;
  doubt (match, KB_KEY_PROBLEM_ODD_LENGTH);
  if (kb_key_is_whole (match->token, match->length - 1))
    match->hint = KB_KEY_HINT_ONE_MORE;
}

/* Nothing is wrong with it but what the row doubts. */
static void
judge_row (KbKeyMatch *match, const KbKeyPrefix *row)
{
  match->kind = row->kind;
  match->state = row->state;
  match->problem = row->problem;
  match->provider = row->whose;
  if (row->kind == KB_KEY_KIND_USER && !kb_key_is_whole (match->token, match->length) &&
      has_name (match->token, match->length))
    {
      match->kind = KB_KEY_KIND_OTHER;
      doubt (match, KB_KEY_PROBLEM_UNUSUAL_PREFIX);
    }
  else if (row->state == KB_KEY_STATE_GOOD)
    judge_length (match);
}

/*< private >
 * kb_key_judge_token:
 * @match: with a token that begins with "sk-" and its length
 *
 * Fills state, kind, problem and provider. "sk-" and 20 to 509 characters pass: OpenAI publishes no format,
 * so all else is a reason to doubt at most.
 */
void
kb_key_judge_token (KbKeyMatch *match)
{
  const char *token = match->token;
  gsize length = MIN (match->length, KB_KEY_LONGEST);
  const KbKeyPrefix *row = kb_key_find_prefix (token, length);

  if (refuse_row (match, row))
    return;
  match->kind = row->whose != NULL                                          ? KB_KEY_KIND_USER
                : row->kind == KB_KEY_KIND_USER && has_name (token, length) ? KB_KEY_KIND_OTHER
                                                                            : row->kind;
  if (has_wrong_case (token, length))
    {
      match->kind = KB_KEY_KIND_UNKNOWN;
      match->hint = KB_KEY_HINT_CAPITALS;
      refuse (match, KB_KEY_PROBLEM_NOT_A_KEY);
    }
  else if (match->length > KB_KEY_LONGEST)
    refuse (match, KB_KEY_PROBLEM_TOO_LONG);
  else if (kb_key_is_placeholder (token, length))
    refuse (match, KB_KEY_PROBLEM_PLACEHOLDER);
  else if (length < KB_KEY_SHORTEST)
    refuse (match, KB_KEY_PROBLEM_TOO_SHORT);
  else
    judge_row (match, row);
}

/* The tail of "sk-proj-" or of "sk-svcacct-", or the marker that most keys have in their middle. */
static gboolean
is_cut_start (const char *run, gsize length)
{
  if (length < 40)
    return FALSE;
  for (gsize i = 0; kb_key_get_prefix_at (i) != NULL; i++)
    for (const char *rest = kb_key_get_prefix_at (i)->prefix; strlen (rest) > 4; rest++)
      if (kb_key_prefix_is_openais (kb_key_get_prefix_at (i)) && kb_key_has_prefix (run, length, rest + 1))
        return TRUE;
  return g_strstr_len (run, length, KB_KEY_MARKER) != NULL;
}

static KbKeyHint
find_hint (const char *run, gsize length)
{
  if (length < KB_KEY_SHORTEST)
    return KB_KEY_HINT_NONE;
  if (g_ascii_strncasecmp (run, "sk-", 3) == 0)
    return KB_KEY_HINT_CAPITALS;
  if (kb_key_has_prefix (run, length, "sk_"))
    return KB_KEY_HINT_UNDERSCORES;
  return is_cut_start (run, length) ? KB_KEY_HINT_CUT_START : KB_KEY_HINT_NONE;
}

/*< private >
 * kb_key_judge_run:
 * @match: to be filled
 * @run: characters of the alphabet of keys that do not begin with "sk-"
 * @length: how many
 *
 * Returns: whether @run is something that people take for a key
 */
gboolean
kb_key_judge_run (KbKeyMatch *match, const char *run, gsize length)
{
  if (refuse_row (match, kb_key_find_prefix (run, length)))
    return TRUE;
  match->hint = find_hint (run, length);
  if (match->hint == KB_KEY_HINT_NONE)
    return FALSE;
  refuse (match, KB_KEY_PROBLEM_NOT_A_KEY);
  return TRUE;
}
