/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

/* Ranks up to here go before what the text is as a whole. */
#define WORTH_SAYING 4
#define SEPARATORS " \n\",;:|<>(){}[]\\"

/* Where the next run begins when nothing but white space, the ">" of a quoted mail, or the mark of a
 * continued line is in between; 0 when something else is. */
static gsize
find_next_run (const KbKeyText *text, gsize i)
{
  gboolean line_start = FALSE;

  for (; i < text->length && !kb_key_char_is_token (text->chars[i]); i++)
    {
      char c = text->chars[i];
      gboolean continued = (c == '\\' || c == '=') && text->chars[i + 1] == '\n';
      gboolean quoted = (c == '>' || c == '|') && line_start;

      if (c == '\n')
        line_start = TRUE;
      else if (!kb_key_char_is_blank (c) && !continued && !quoted)
        return 0;
    }
  return i < text->length ? i : 0;
}

/* "NAME=" and "name:" after a key begin something new. */
static gboolean
is_name (const KbKeyText *text, gsize end)
{
  while (text->chars[end] == ' ')
    end++;
  return text->chars[end] == ':' || (text->chars[end] == '=' && text->chars[end + 1] != '\n');
}

static gboolean
begins_something (const KbKeyText *text, gsize start, gsize end)
{
  KbKeyMatch other = { 0 };

  if (is_name (text, end))
    return TRUE;
  if (end - start >= 3 && g_ascii_strncasecmp (text->chars + start, "sk-", 3) == 0)
    return TRUE;
  return kb_key_judge_run (&other, text->chars + start, end - start) && other.hint == KB_KEY_HINT_NONE;
}

static gboolean
append (KbKeyMatch *match, const KbKeyText *text, gsize start, gsize end)
{
  if (match->length + (end - start) > KB_KEY_LONGEST)
    return FALSE;
  memcpy (match->token + match->length, text->chars + start, end - start);
  match->length += end - start;
  match->end = end;
  return TRUE;
}

/* Takes what a mail, a PDF or a terminal broke off. Up to a length that keys are known to have, the greatest
 * that pieces which look like chance lead to; when none comes, as long as they look like chance and not like
 * words. */
static void
join_pieces (KbKeyMatch *match, const KbKeyText *text)
{
  gsize length = match->length, end = match->end;
  gboolean random = TRUE, whole = kb_key_is_whole (match->token, length);

  for (;;)
    {
      gsize start = find_next_run (text, match->end);
      gsize stop = start > 0 ? kb_key_text_get_run_end (text, start) : 0;
      gboolean now_whole;

      if (start == 0 || begins_something (text, start, stop) || !append (match, text, start, stop))
        break;
      random = random && kb_key_is_random (text->chars + start, stop - start);
      now_whole = kb_key_is_whole (match->token, match->length) &&
                  kb_key_is_random (match->token + 3, match->length - 3);
      if ((now_whole || !whole) && (random || (now_whole && !whole)))
        {
          length = match->length;
          end = match->end;
        }
      whole |= now_whole;
    }
  match->length = length;
  match->end = end;
}

/* Pasted twice without a gap. */
static void
fold_double (KbKeyMatch *match)
{
  gsize half = match->length / 2;

  while (half >= KB_KEY_SHORTEST && match->length % 2 == 0 &&
         memcmp (match->token, match->token + half, half) == 0)
    {
      match->length = half;
      match->doubled = TRUE;
      half /= 2;
    }
}

static gboolean
holds_second_key (const KbKeyMatch *match)
{
  static const char *const prefixes[] = { "sk-proj-", "sk-svcacct-", "sk-admin-" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (match->length > 3 && g_strstr_len (match->token + 3, match->length - 3, prefixes[i]) != NULL)
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

static void
judge_key (KbKeyMatch *match, const KbKeyText *text, gsize end)
{
  if (!append (match, text, match->start, end))
    {
      memcpy (match->token, text->chars + match->start, KB_KEY_LONGEST);
      match->length = end - match->start;
      match->end = end;
      kb_key_judge_token (match);
      return;
    }

  fold_double (match);
  if (!match->doubled)
    {
      join_pieces (match, text);
      /* Twice, and broken into lines */
      fold_double (match);
    }
  match->token[match->length] = '\0';
  if (match->length < 3)
    return;
  kb_key_judge_token (match);
  if (match->state != KB_KEY_STATE_BAD && holds_second_key (match))
    refuse (match, KB_KEY_PROBLEM_SEVERAL_KEYS);
  judge_surroundings (match, text);
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
  next = find_next_run (text, end);
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
    case KB_KEY_PROBLEM_UNUSUAL_PREFIX:
    case KB_KEY_PROBLEM_LIKELY_DEEPSEEK:
      return 1;
    case KB_KEY_PROBLEM_ADMIN_KEY:
      return 2;
    case KB_KEY_PROBLEM_OTHER_PROVIDER:
      return match->bare ? 6 : 3;
    case KB_KEY_PROBLEM_CHATGPT_TOKEN:
    case KB_KEY_PROBLEM_SESSION_TOKEN:
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

static gsize
look_at_run (const KbKeyText *text, gsize start, KbKeyMatch *best)
{
  KbKeyMatch match = { .start = start };
  gsize end = kb_key_text_get_run_end (text, start);

  while (match.start < end && !g_ascii_isalnum (text->chars[match.start]))
    match.start++;
  match.end = end;

  if (begins_key (text, match.start, end))
    judge_key (&match, text, end);
  else if (match.start < end)
    judge_other (&match, text, end);
  if (match.state != KB_KEY_STATE_EMPTY)
    keep_better (best, &match);

  end = match.end;
  explicit_bzero (&match, sizeof match);
  return end;
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
  for (gsize i = 0; i < text->length;)
    i = kb_key_char_is_token (text->chars[i]) ? look_at_run (text, i, best) : i + 1;
  if (best->state == KB_KEY_STATE_EMPTY || get_rank (best) > WORTH_SAYING)
    kb_key_guess (text, best);
}
