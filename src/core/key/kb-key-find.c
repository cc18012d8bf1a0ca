/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

/* Ranks up to here go before what the text is as a whole. */
#define WORTH_SAYING 4
/* What may stand between a name and its value is not far. */
#define NAME_FAR 64
#define SEPARATORS " \n\",;:|<>(){}[]\\"

static gboolean
holds_second_key (const KbKeyMatch *match)
{
  for (gsize i = 0; kb_key_get_prefix_at (i) != NULL; i++)
    if (kb_key_prefix_is_openais (kb_key_get_prefix_at (i)) && match->length > 3 &&
        g_strstr_len (match->token + 3, match->length - 3, kb_key_get_prefix_at (i)->prefix) != NULL)
      return TRUE;
  return FALSE;
}

static gsize
count_char (const KbKeyText *text, gsize i, char c)
{
  gsize start = i;

  while (i < text->length && text->chars[i] == c)
    i++;
  return i - start;
}

static gboolean
is_masked_at (const KbKeyText *text, const KbKeyMatch *match, gsize i)
{
  gboolean bold = match->start > 0 && text->chars[match->start - 1] == '*';

  if (count_char (text, i, KB_KEY_CHAR_MASK) > 0 || count_char (text, i, '.') > 1)
    return TRUE;
  return !bold && count_char (text, i, '*') > 1;
}

static gboolean
is_masked (const KbKeyText *text, const KbKeyMatch *match)
{
  gsize i = match->end;

  if (is_masked_at (text, match, i))
    return TRUE;
  if (match->length >= KB_KEY_SHORTEST)
    return FALSE;
  while (i < text->length && kb_key_char_is_blank (text->chars[i]))
    i++;
  return is_masked_at (text, match, i);
}

/* Something inside the key that no key has: a sign with more of the key behind it, or a letter that only
 * looks like one of ours. */
static gboolean
is_soiled (const KbKeyText *text, const KbKeyMatch *match)
{
  gsize i = match->end;
  char c = text->chars[i];

  if (i >= text->length || strchr (SEPARATORS, c) != NULL)
    return FALSE;
  if (c == KB_KEY_CHAR_LETTER)
    return TRUE;
  return kb_key_is_random (text->chars + i + 1, kb_key_text_get_run_end (text, i + 1) - (i + 1));
}

static void
refuse (KbKeyMatch *match, KbKeyProblem problem)
{
  match->state = KB_KEY_STATE_BAD;
  match->problem = problem;
}

static void
judge_surroundings (KbKeyMatch *match, const KbKeyText *text)
{
  switch (match->problem)
    {
    case KB_KEY_PROBLEM_ODD_LENGTH:
    case KB_KEY_PROBLEM_NO_MARKER:
    case KB_KEY_PROBLEM_UNUSUAL_PREFIX:
    case KB_KEY_PROBLEM_LIKELY_DEEPSEEK:
    case KB_KEY_PROBLEM_TOO_SHORT:
      if (is_masked (text, match))
        refuse (match, KB_KEY_PROBLEM_MASKED);
      else if (is_soiled (text, match))
        refuse (match, KB_KEY_PROBLEM_BAD_CHARACTERS);
      break;
    default:
      break;
    }
}

/* What stands in front of the key in its line, and in that only as far as a name may be away from its value.
 */
static gsize
find_front (const KbKeyText *text, gsize start)
{
  gsize front = start;

  while (front > 0 && start - front < NAME_FAR && !(text->marks[front - 1] & KB_KEY_MARK_LINE))
    front--;
  return front;
}

/* "MOONSHOT_API_KEY=": where nothing in the key says whose it is, the name does. */
static void
judge_name (KbKeyMatch *match, const KbKeyText *text)
{
  gsize front = find_front (text, match->start);
  const KbKeyOwner *owner = NULL;

  if (match->state == KB_KEY_STATE_ODD)
    owner = kb_key_find_owner (text->chars + front, match->start - front);
  match->named = owner != NULL && owner->whose == NULL;
  if (owner == NULL || owner->whose == NULL)
    return;
  switch (match->problem)
    {
    case KB_KEY_PROBLEM_NO_MARKER:
    case KB_KEY_PROBLEM_UNUSUAL_PREFIX:
    case KB_KEY_PROBLEM_LIKELY_DEEPSEEK:
      if (g_strstr_len (match->token, match->length, KB_KEY_MARKER) != NULL)
        return;
      refuse (match, KB_KEY_PROBLEM_OTHER_PROVIDER);
      match->kind = KB_KEY_KIND_UNKNOWN;
      match->provider = owner->whose;
      break;
    default:
      break;
    }
}

static void
judge_key (KbKeyMatch *match, const KbKeyText *text, gsize end)
{
  kb_key_join (match, text, end);
  if (match->length < 3)
    return;
  kb_key_judge_token (match);
  if (match->length > KB_KEY_LONGEST)
    return;
  if (match->state != KB_KEY_STATE_BAD && holds_second_key (match))
    refuse (match, KB_KEY_PROBLEM_SEVERAL_KEYS);
  judge_surroundings (match, text);
  judge_name (match, text);
}

/* "sk" alone, when a line ended right behind it. */
static gboolean
begins_key (const KbKeyText *text, gsize start, gsize end)
{
  gsize next;

  if (end - start >= 3)
    return memcmp (text->chars + start, "sk-", 3) == 0;
  if (end - start != 2 || memcmp (text->chars + start, "sk", 2) != 0)
    return FALSE;
  next = kb_key_find_next_run (text, end);
  return next > 0 && text->chars[next] == '-';
}

/* The lower, the more worth saying. */
static guint
get_rank (const KbKeyMatch *match)
{
  switch (match->problem)
    {
    case KB_KEY_PROBLEM_NONE:
    case KB_KEY_PROBLEM_ODD_LENGTH:
    case KB_KEY_PROBLEM_SEVERAL_KEYS:
      return match->state == KB_KEY_STATE_EMPTY ? G_MAXUINT : 0;
    case KB_KEY_PROBLEM_NO_MARKER:
    case KB_KEY_PROBLEM_UNUSUAL_PREFIX:
    case KB_KEY_PROBLEM_LIKELY_DEEPSEEK:
      return 1;
    case KB_KEY_PROBLEM_ADMIN_KEY:
      return 2;
    case KB_KEY_PROBLEM_OTHER_PROVIDER:
      return match->bare ? 6 : 3;
    case KB_KEY_PROBLEM_CHATGPT_TOKEN:
    case KB_KEY_PROBLEM_SESSION_TOKEN:
    case KB_KEY_PROBLEM_SHORT_LIVED:
    case KB_KEY_PROBLEM_WEBHOOK_SECRET:
      return 5;
    case KB_KEY_PROBLEM_ORGANIZATION_ID:
    case KB_KEY_PROBLEM_PROJECT_ID:
    case KB_KEY_PROBLEM_KEY_ID:
    case KB_KEY_PROBLEM_USER_ID:
      return 6;
    case KB_KEY_PROBLEM_MASKED:
    case KB_KEY_PROBLEM_PLACEHOLDER:
    case KB_KEY_PROBLEM_VARIABLE:
    case KB_KEY_PROBLEM_WEB_ADDRESS:
    case KB_KEY_PROBLEM_EMAIL:
    case KB_KEY_PROBLEM_TOO_SHORT:
    case KB_KEY_PROBLEM_TOO_LONG:
    case KB_KEY_PROBLEM_BAD_CHARACTERS:
    case KB_KEY_PROBLEM_NOT_A_KEY:
    case KB_KEY_PROBLEM_REFERENCE:
    default:
      return 4;
    }
}

static void
keep_better (KbKeyMatch *best, const KbKeyMatch *match)
{
  guint rank = get_rank (match);

  if (rank < get_rank (best))
    *best = *match;
  else if (rank == get_rank (best) && rank <= 1 && strcmp (best->token, match->token) != 0)
    refuse (best, KB_KEY_PROBLEM_SEVERAL_KEYS);
}

static void
judge_other (KbKeyMatch *match, const KbKeyText *text, gsize end)
{
  gboolean after_letter = match->start > 0 && text->chars[match->start - 1] == KB_KEY_CHAR_LETTER;

  if (kb_key_judge_run (match, text->chars + match->start, end - match->start) &&
      match->hint == KB_KEY_HINT_CUT_START && after_letter)
    {
      /* The missing "s" is there, from another alphabet. */
      match->hint = KB_KEY_HINT_NONE;
      match->problem = KB_KEY_PROBLEM_BAD_CHARACTERS;
    }
}

/* Where a key begins that ran into the word before it: "Secret keysk-proj-…". 0: nowhere. */
static gsize
find_glued (const KbKeyText *text, gsize start, gsize end)
{
  for (gsize i = start + 1; i + KB_KEY_SHORTEST <= end; i++)
    {
      const char *rest = text->chars + i;
      gsize length = end - i;
      const KbKeyPrefix *row = rest[0] == 's' && rest[1] == 'k' ? kb_key_find_prefix (rest, length) : NULL;

      if (row == NULL || row->whose != NULL || row->state == KB_KEY_STATE_ODD)
        continue;
      if (row->marker != NULL ? kb_key_is_whole (rest, length)
                              : kb_key_is_random (rest + strlen (row->prefix), length - strlen (row->prefix)))
        return i;
    }
  return 0;
}

static gsize
look_at_run (const KbKeyText *text, gsize start, KbKeyMatchFunc each, gpointer user_data)
{
  KbKeyMatch match = { .start = start };
  gsize end = kb_key_text_get_run_end (text, start);
  gsize glued;

  while (match.start < end && !g_ascii_isalnum (text->chars[match.start]))
    match.start++;
  match.end = end;

  glued = begins_key (text, match.start, end) ? match.start : find_glued (text, match.start, end);
  if (glued > 0 || (match.start == 0 && begins_key (text, 0, end)))
    {
      match.start = glued;
      judge_key (&match, text, end);
    }
  else if (match.start < end)
    judge_other (&match, text, end);
  if (match.state != KB_KEY_STATE_EMPTY)
    each (text, &match, user_data);

  end = match.end;
  explicit_bzero (&match, sizeof match);
  return end;
}

/*< private >
 * kb_key_scan:
 * @text: a text made uniform
 * @each: called for each thing that is a key or is taken for one
 * @user_data: for @each
 *
 * Goes through @text from its beginning to its end.
 */
void
kb_key_scan (const KbKeyText *text, KbKeyMatchFunc each, gpointer user_data)
{
  for (gsize i = 0; i < text->length;)
    i = kb_key_char_is_token (text->chars[i]) ? look_at_run (text, i, each, user_data) : i + 1;
}

static void
keep_better_cb (const KbKeyText *text, const KbKeyMatch *match, gpointer best)
{
  keep_better (best, match);
}

/*< private >
 * kb_key_find:
 * @text: a text made uniform
 * @best: (out): what was found; wipe it after use
 *
 * Finds the key in @text, or what is most worth saying where there is none. A usable key goes before all
 * else: people paste whole lines and files. Two different ones are for the person to choose from.
 */
void
kb_key_find (const KbKeyText *text, KbKeyMatch *best)
{
  *best = (KbKeyMatch) { 0 };
  kb_key_scan (text, keep_better_cb, best);
  if (best->state == KB_KEY_STATE_EMPTY || get_rank (best) > WORTH_SAYING)
    kb_key_guess (text, best);
}
