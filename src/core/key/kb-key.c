/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

/* What is around a key on a clipboard at most: a line break or two. */
#define CLIPBOARD_LONGEST (KB_KEY_LONGEST + 16)

G_DEFINE_BOXED_TYPE (KbKeyReading, kb_key_reading, kb_key_reading_ref, kb_key_reading_unref)

static void
take_match (KbKeyReading *self, const KbKeyText *text, const KbKeyMatch *match)
{
  self->state = match->state;
  self->kind = match->kind;
  self->problem = match->problem;
  self->hint = match->hint;
  self->provider = match->provider;
  self->place = match->place;
  self->length = match->length;

  if (match->state != KB_KEY_STATE_GOOD && match->state != KB_KEY_STATE_ODD)
    return;
  self->dirt = kb_key_measure_dirt (text, match);
  self->key = secret_value_new (match->token, match->length, "text/plain");
}

static void
read_text (KbKeyReading *self, const char *text, gsize length)
{
  g_auto (KbKeyText) uniform = { 0 };
  KbKeyMatch match;

  kb_key_text_init (&uniform, text, length);
  kb_key_find (&uniform, &match);
  take_match (self, &uniform, &match);
  explicit_bzero (&match, sizeof match);
}

/**
 * kb_key_read:
 * @text: (nullable) (array length=length) (element-type guint8): any bytes
 * @length: bytes of @text, or -1 when a NUL ends it
 *
 * Reads a pasted text: takes away what mail, web pages, shells and programs put around a key, joins what they
 * broke, and names what is no OpenAI key. Accepted is `sk-` with 20 to 509 of `[A-Za-z0-9_-]` behind it.
 * Known prefixes and lengths, which OpenAI does not document, only make a key odd (reported from 2023 to
 * 2026).
 *
 * More than 64 KiB are not looked at. No copy of @text outlives the call but the key, in non-pageable memory.
 *
 * Returns: (transfer full): what it is
 */
KbKeyReading *
kb_key_read (const char *text, gssize length)
{
  KbKeyReading *self = g_atomic_rc_box_new0 (KbKeyReading);
  gsize size = text == NULL ? 0 : length < 0 ? strlen (text) : (gsize) length;

  if (size > KB_KEY_TEXT_LONGEST)
    {
      self->state = KB_KEY_STATE_BAD;
      self->problem = KB_KEY_PROBLEM_TOO_LONG;
    }
  else if (size > 0)
    read_text (self, text, size);
  return self;
}

typedef struct
{
  KbKeyFound each;
  gpointer user_data;
  gsize at; /* up to here lines are counted */
  guint line;
} Search;

static void
found_cb (const KbKeyText *text, const KbKeyMatch *match, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (KbKeyReading) reading = NULL;

  if (match->state != KB_KEY_STATE_GOOD && match->state != KB_KEY_STATE_ODD)
    return;
  for (; search->at < match->start; search->at++)
    search->line += (text->marks[search->at] & KB_KEY_MARK_LINE) != 0;
  reading = g_atomic_rc_box_new0 (KbKeyReading);
  take_match (reading, text, match);
  search->each (reading, match->named, search->line, search->user_data);
}

/**
 * kb_key_read_all:
 * @text: (array length=length) (element-type guint8): any bytes
 * @length: how many
 * @each: (scope call): called for each key that is good or odd
 * @user_data: for @each
 *
 * Goes through a text of any size from its beginning to its end. The same key is told of as often as it
 * stands there.
 */
void
kb_key_read_all (const char *text, gsize length, KbKeyFound each, gpointer user_data)
{
  g_auto (KbKeyText) uniform = { 0 };
  Search search = { each, user_data, 0, 1 };

  kb_key_text_init (&uniform, text, length);
  kb_key_scan (&uniform, found_cb, &search);
}

KbKeyReading *
kb_key_reading_ref (KbKeyReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

static void
kb_key_reading_clear (KbKeyReading *self)
{
  g_clear_pointer (&self->key, secret_value_unref);
}

void
kb_key_reading_unref (KbKeyReading *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, (GDestroyNotify) kb_key_reading_clear);
}

/**
 * kb_key_reading_get_state:
 *
 * Returns: `EMPTY` for nothing but white space and quotes, `GOOD`, `ODD` (usable, with a warning) or `BAD`
 */
KbKeyState
kb_key_reading_get_state (const KbKeyReading *self)
{
  g_return_val_if_fail (self != NULL, KB_KEY_STATE_EMPTY);

  return self->state;
}

KbKeyKind
kb_key_reading_get_kind (const KbKeyReading *self)
{
  g_return_val_if_fail (self != NULL, KB_KEY_KIND_UNKNOWN);

  return self->kind;
}

/**
 * kb_key_reading_get_removed:
 *
 * Returns: everything that was taken away or changed to get at the key; nothing when there is no usable one
 */
KbKeyRemoved
kb_key_reading_get_removed (const KbKeyReading *self)
{
  g_return_val_if_fail (self != NULL, KB_KEY_REMOVED_NOTHING);

  return self->dirt.removed;
}

/**
 * kb_key_reading_get_length:
 *
 * Returns: characters of the key, or of what begins like one; 0 when there is nothing of the kind
 */
gsize
kb_key_reading_get_length (const KbKeyReading *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * kb_key_reading_get_key:
 *
 * Returns: (transfer none) (nullable): the key, when @self is good or odd
 */
SecretValue *
kb_key_reading_get_key (const KbKeyReading *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->key;
}

/**
 * kb_key_equal:
 * @a: a key
 * @b: another one
 *
 * Takes as long for a wrong key as for the right one.
 *
 * Returns: whether they are the same
 */
gboolean
kb_key_equal (SecretValue *a, SecretValue *b)
{
  gsize length_a = 0;
  gsize length_b = 0;
  const char *text_a = secret_value_get (a, &length_a);
  const char *text_b = secret_value_get (b, &length_b);
  guchar difference = 0;

  if (length_a != length_b)
    return FALSE;

  for (gsize i = 0; i < length_a; i++)
    difference |= text_a[i] ^ text_b[i];

  return difference == 0;
}

static gboolean
token_looks_like_key (const char *token, gsize length)
{
  KbKeyMatch match = { .length = length };
  gboolean likely;

  memcpy (match.token, token, length);
  kb_key_judge_token (&match);
  likely = match.state == KB_KEY_STATE_GOOD || match.problem == KB_KEY_PROBLEM_ODD_LENGTH;
  explicit_bzero (&match, sizeof match);
  return likely;
}

/**
 * kb_key_looks_like_key:
 * @text: (nullable): any text
 *
 * Tells whether @text is probably an OpenAI key and nothing else but white space around it. Looks at 528
 * bytes at most and keeps nothing; meant for offering what is on a clipboard.
 *
 * Returns: %FALSE also for admin keys, for keys of other providers and for forms of a key
 */
gboolean
kb_key_looks_like_key (const char *text)
{
  gsize size = text != NULL ? strnlen (text, CLIPBOARD_LONGEST + 1) : 0;
  gsize length = 0;

  if (size < KB_KEY_SHORTEST || size > CLIPBOARD_LONGEST)
    return FALSE;
  while (g_ascii_isspace (*text))
    text++;
  while (kb_key_char_is_token (text[length]))
    length++;
  if (length < KB_KEY_SHORTEST || length > KB_KEY_LONGEST || strncmp (text, "sk-", 3) != 0)
    return FALSE;
  for (const char *rest = text + length; *rest != '\0'; rest++)
    if (!g_ascii_isspace (*rest))
      return FALSE;
  return token_looks_like_key (text, length);
}
