/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-key-private.h"

#include <string.h>

typedef struct
{
  const char *prefix;
  gsize shortest; /* after the prefix */
  KbKeyProblem problem;
} KbKeyMistake;

/* What lies beside the key on the same web pages. */
static const KbKeyMistake mistakes[] = {
  { "eyJ", 8, KB_KEY_PROBLEM_CHATGPT_TOKEN },    { "sess-", 8, KB_KEY_PROBLEM_SESSION_TOKEN },
  { "org-", 8, KB_KEY_PROBLEM_ORGANIZATION_ID }, { "proj_", 8, KB_KEY_PROBLEM_PROJECT_ID },
  { "key_", 8, KB_KEY_PROBLEM_KEY_ID },          { "user-", 8, KB_KEY_PROBLEM_USER_ID },
};

typedef struct
{
  const char *prefix;
  KbKeyKind kind;
  guint16 lengths[6]; /* seen, whole keys; 0 ends */
} KbKeyShape;

/* Lengths: reported from 2023 to 2026. OpenAI documents none, so another one is odd and never wrong. */
static const KbKeyShape shapes[] = {
  { "sk-proj-", KB_KEY_KIND_PROJECT, { 56, 132, 164 } },
  { "sk-svcacct-", KB_KEY_KIND_SERVICE_ACCOUNT, { 111, 167 } },
  { "sk-admin-", KB_KEY_KIND_ADMIN, { 133 } },
  { "sk-None-", KB_KEY_KIND_OTHER, { 56, 72 } },
  { "sk-service-", KB_KEY_KIND_OTHER, { 56, 72 } },
  { "sk-", KB_KEY_KIND_USER, { 43, 51 } },
};

static const char *const placeholder_words[] = {
  "your-",      "your_",       "-your",      "_your",      "yourkey",    "yourapi",  "youropenai",
  "api-key",    "api_key",     "apikey",     "key-here",   "key_here",   "keyhere",  "secret-key",
  "secret_key", "placeholder", "change-me",  "changeme",   "replace",    "insert-",  "insert_",
  "example",    "redacted",    "1234567890", "0123456789", "abcdefghij", "xxxxxxxx",
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

static const KbKeyShape *
find_shape (const char *token, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (kb_key_has_prefix (token, length, shapes[i].prefix))
      return &shapes[i];
  return NULL;
}

/* Whether @token has a length that keys of its kind have been seen with. */
gboolean
kb_key_is_whole (const char *token, gsize length)
{
  const KbKeyShape *shape = find_shape (token, length);

  if (shape == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (shape->lengths) && shape->lengths[i] > 0; i++)
    if (shape->lengths[i] == length)
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

/* Whether @text, a key or what stands in its place, is a form to be filled in. Long keys and those with the
 * marker of real ones are never tried for words: chance spells "your_" now and then. The practice mode's keys
 * are made of words. */
gboolean
kb_key_is_placeholder (const char *text, gsize length)
{
  const KbKeyShape *shape = find_shape (text, length);
  gsize skip = shape != NULL ? strlen (shape->prefix) : 0;
  const char *tail = text + skip;

  if (is_crossed_out (tail, length - skip) || is_few_characters (tail, length - skip))
    return TRUE;
  if (length > 72 || g_strstr_len (text, length, "T3BlbkFJ") != NULL ||
      kb_key_has_prefix (tail, length - skip, "practice-"))
    return FALSE;
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

static gboolean
refuse_provider (KbKeyMatch *match, const char *run, gsize length)
{
  const KbKeyProvider *provider = kb_key_find_provider (run, length);

  if (provider == NULL)
    return FALSE;
  refuse (match, KB_KEY_PROBLEM_OTHER_PROVIDER);
  match->kind = KB_KEY_KIND_UNKNOWN;
  match->provider = provider->name;
  match->bare = *provider->prefix == '\0';
  match->place = provider->place;
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
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      gsize n = strlen (shapes[i].prefix);

      if (shapes[i].kind != KB_KEY_KIND_OTHER && length > n &&
          g_ascii_strncasecmp (token, shapes[i].prefix, n) == 0)
        return memcmp (token, shapes[i].prefix, n) != 0;
    }
  return FALSE;
}

static gboolean
is_deepseek (const char *token, gsize length)
{
  return length == 35 && kb_key_consists_of (token + 3, 32, "0123456789abcdefghijklmnopqrstuvwxyz");
}

static void
judge_shape (KbKeyMatch *match)
{
  const KbKeyShape *shape = find_shape (match->token, match->length);
  gboolean whole = kb_key_is_whole (match->token, match->length);

  match->kind = shape->kind;
  match->state = KB_KEY_STATE_GOOD;
  match->problem = KB_KEY_PROBLEM_NONE;

  if (shape->kind == KB_KEY_KIND_USER && !whole && has_name (match->token, match->length))
    {
      match->kind = KB_KEY_KIND_OTHER;
      doubt (match, KB_KEY_PROBLEM_UNUSUAL_PREFIX);
    }
  else if (!whole)
    doubt (match, KB_KEY_PROBLEM_ODD_LENGTH);
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

  if (refuse_provider (match, token, length))
    return;
  judge_shape (match);

  if (match->kind == KB_KEY_KIND_ADMIN)
    refuse (match, KB_KEY_PROBLEM_ADMIN_KEY);
  else if (has_wrong_case (token, length))
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
  else if (is_deepseek (token, length))
    {
      match->kind = KB_KEY_KIND_OTHER;
      match->provider = "DeepSeek";
      doubt (match, KB_KEY_PROBLEM_LIKELY_DEEPSEEK);
    }
}

static gboolean
is_mistake (const KbKeyMistake *mistake, const char *run, gsize length)
{
  gsize skip = strlen (mistake->prefix);
  gboolean mixed = FALSE;

  if (!kb_key_has_prefix (run, length, mistake->prefix) || length - skip < mistake->shortest)
    return FALSE;
  for (gsize i = skip; i < length; i++)
    mixed |= !g_ascii_islower (run[i]) && run[i] != '-' && run[i] != '_';
  return mixed;
}

/* The tail of "sk-proj-" or of "sk-svcacct-", or the marker that most keys have in their middle. */
static gboolean
is_cut_start (const char *run, gsize length)
{
  if (length < 40)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (const char *rest = shapes[i].prefix + 1; strlen (rest) >= 4; rest++)
      if (shapes[i].kind != KB_KEY_KIND_OTHER && kb_key_has_prefix (run, length, rest))
        return TRUE;
  return g_strstr_len (run, length, "T3BlbkFJ") != NULL;
}

static KbKeyHint
find_hint (const char *run, gsize length)
{
  if (length >= KB_KEY_SHORTEST && g_ascii_strncasecmp (run, "sk-", 3) == 0)
    return KB_KEY_HINT_CAPITALS;
  if (length >= KB_KEY_SHORTEST && kb_key_has_prefix (run, length, "sk_"))
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
  if (refuse_provider (match, run, length))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (mistakes); i++)
    if (is_mistake (&mistakes[i], run, length))
      {
        refuse (match, mistakes[i].problem);
        return TRUE;
      }
  match->hint = find_hint (run, length);
  if (match->hint == KB_KEY_HINT_NONE)
    return FALSE;
  refuse (match, KB_KEY_PROBLEM_NOT_A_KEY);
  return TRUE;
}
