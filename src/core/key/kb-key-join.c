/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

/* Where the next run begins when nothing but white space, the ">" of a quoted mail, or the mark of a
 * continued line is in between; 0 when something else is. */
gsize
kb_key_find_next_run (const KbKeyText *text, gsize i)
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
      gsize start = kb_key_find_next_run (text, match->end);
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

/* "sk-proj-" that was typed before the whole key was pasted. */
static void
drop_beginning (KbKeyMatch *match)
{
  for (gsize i = 0; kb_key_get_prefix_at (i) != NULL; i++)
    {
      const KbKeyPrefix *row = kb_key_get_prefix_at (i);
      gsize n = strlen (row->prefix);

      if (row->whose == NULL && g_str_has_prefix (row->prefix, "sk-") &&
          match->length >= n + KB_KEY_SHORTEST &&
          kb_key_has_prefix (match->token, match->length, row->prefix) &&
          kb_key_has_prefix (match->token + n, match->length - n, "sk-"))
        {
          match->length -= n;
          match->beginning += n;
          memmove (match->token, match->token + n, match->length);
          i = (gsize) -1; /* from the first row on */
        }
    }
}

/* What the same characters may have been before a program changed them. */
typedef enum
{
  LONG_DASHES = 1 << 0,  /* each was two hyphens */
  LINE_HYPHENS = 1 << 1, /* one at the end of a line is not the key's */
  PAIR = 1 << 2,         /* what stands before the key and at its end makes it slanted or bold */
  ALL_WAYS = LONG_DASHES | LINE_HYPHENS | PAIR
} KbKeyWays;

static gboolean
is_line_hyphen (const KbKeyText *text, gsize i)
{
  if (text->chars[i++] != '-')
    return FALSE;
  while (text->chars[i] == ' ')
    i++;
  return text->chars[i] == '\n';
}

/* How many of the same sign stand before the key and at its end. */
static gsize
count_pair (const KbKeyText *text, const KbKeyMatch *match)
{
  gsize n = 0;

  while (n < match->start && n + 1 < match->end - match->start &&
         strchr ("_-", text->chars[match->start - n - 1]) != NULL &&
         text->chars[match->start - n - 1] == text->chars[match->end - n - 1])
    n++;
  return n;
}

static gboolean
read_otherwise (const KbKeyText *text, const KbKeyMatch *match, KbKeyWays ways, KbKeyMatch *other)
{
  gsize end = match->end - (ways & PAIR ? count_pair (text, match) : 0);

  *other = *match;
  other->length = 0;
  other->end = end;
  for (gsize i = match->start + match->beginning; i < end; i++)
    {
      gsize times = text->marks[i] & KB_KEY_MARK_LONG_DASH && ways & LONG_DASHES ? 2 : 1;

      if (!kb_key_char_is_token (text->chars[i]))
        continue;
      if (ways & LINE_HYPHENS && is_line_hyphen (text, i))
        {
          other->line_hyphen = TRUE;
          continue;
        }
      for (; times > 0 && other->length < KB_KEY_LONGEST; times--)
        other->token[other->length++] = text->chars[i];
    }
  return kb_key_is_whole (other->token, other->length);
}

/* A length that keys are known to have tells which of two readings is right. */
static void
choose_reading (KbKeyMatch *match, const KbKeyText *text)
{
  KbKeyMatch other;

  if (match->doubled || match->length < KB_KEY_SHORTEST || kb_key_is_whole (match->token, match->length))
    return;
  for (guint ways = 1; ways <= ALL_WAYS; ways++)
    if (read_otherwise (text, match, ways, &other))
      {
        *match = other;
        break;
      }
  explicit_bzero (&other, sizeof other);
}

/*< private >
 * kb_key_join:
 * @match: with the start of a key
 * @text: what it stands in
 * @end: where its first run of characters ends
 *
 * Puts the token together: of pieces, without what stands there twice, and in the reading that has a known
 * length. One that is too long is cut, and its length says so.
 */
void
kb_key_join (KbKeyMatch *match, const KbKeyText *text, gsize end)
{
  if (!append (match, text, match->start, end))
    {
      memcpy (match->token, text->chars + match->start, KB_KEY_LONGEST);
      match->length = end - match->start;
      match->end = end;
      return;
    }
  fold_double (match);
  if (!match->doubled)
    {
      drop_beginning (match);
      join_pieces (match, text);
      /* Twice, and broken into lines */
      fold_double (match);
      choose_reading (match, text);
    }
  match->token[match->length] = '\0';
}
