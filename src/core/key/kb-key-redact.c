/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

#define ELLIPSIS "…"
/* More than any run needs to be told by its length. */
#define RUN_LONGEST 200
#define OPAQUE_SHORTEST 32
#define BEARER_SHORTEST 6
#define BEARER_LONG 20

static gboolean
is_quote (gunichar c)
{
  return c == 0xab || c == 0xbb || (c >= 0x2018 && c <= 0x201f) || c == 0x2039 || c == 0x203a ||
         (c >= 0x3008 && c <= 0x300f) || c == 0xff02 || c == 0xff07;
}

/* Wider than the alphabet of keys, so that nothing of a broken or masked one is left over. */
static gboolean
is_word_char (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isgraph (c) && strchr ("\"'`<>()[]{},;|&:", c) == NULL;
  return !g_unichar_isspace (c) && !g_unichar_iscntrl (c) && !is_quote (c);
}

static gsize
measure_word (const char *text)
{
  const char *p = text;

  while (*p != '\0' && is_word_char (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p - text;
}

static gsize
measure_run (const char *word, gsize length)
{
  return kb_key_measure_run (word, MIN (length, RUN_LONGEST));
}

/* Not behind a letter or digit, unless that is the end of "\n" or "%20". */
static gboolean
is_boundary (const char *word, gsize i)
{
  if (i == 0 || !g_ascii_isalnum (word[i - 1]))
    return TRUE;
  if (i >= 2 && word[i - 2] == '\\' && strchr ("nrt", word[i - 1]) != NULL)
    return TRUE;
  return i >= 3 && word[i - 3] == '%' && g_ascii_isxdigit (word[i - 2]) && g_ascii_isxdigit (word[i - 1]);
}

/* What matters begins behind the "n" or the "20". */
static gboolean
is_in_escape (const char *word, gsize length, gsize i)
{
  return (i + 1 < length && is_boundary (word, i + 1) && g_ascii_isalnum (word[i])) ||
         (i + 2 < length && is_boundary (word, i + 2) && g_ascii_isalnum (word[i + 1]) &&
          g_ascii_isalnum (word[i]));
}

static gboolean
has_substance (const char *rest, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum (rest[i]) || rest[i] == '*')
      return TRUE;
  return FALSE;
}

static gboolean
is_masked (const char *word, gsize length)
{
  static const char *const masks[] = { "***", "•••", "●●●", "xxxx" };

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    if (g_strstr_len (word, length, masks[i]) != NULL)
      return has_substance (word, length);
  return FALSE;
}

/* Letters and digits as only chance mixes them, or the marker of OpenAI's keys: the rest of a key whose
 * beginning is gone. */
static gboolean
is_opaque (const char *run, gsize length)
{
  gboolean upper = FALSE, lower = FALSE, digit = FALSE;

  if (g_strstr_len (run, length, KB_KEY_MARKER) != NULL)
    return TRUE;
  for (gsize i = 0; i < length; i++)
    {
      upper |= g_ascii_isupper (run[i]);
      lower |= g_ascii_islower (run[i]);
      digit |= g_ascii_isdigit (run[i]);
    }
  return length >= OPAQUE_SHORTEST && upper && lower && digit && kb_key_is_random (run, length);
}

/* What begins a secret, whatever comes behind it */
static gboolean
find_start (const char *rest, gsize length, gboolean boundary, gsize *keep)
{
  for (gsize i = 0; kb_key_get_prefix_at (i) != NULL; i++)
    {
      const KbKeyPrefix *row = kb_key_get_prefix_at (i);
      gsize n = strlen (row->prefix);

      if (row->redaction < KB_KEY_REDACT_ALL || length < n || g_ascii_strncasecmp (rest, row->prefix, n) != 0)
        continue;
      *keep = n;
      if (!boundary && row->redaction < KB_KEY_REDACT_INSIDE &&
          !kb_key_is_random (rest + n, measure_run (rest + n, length - n)))
        return FALSE;
      return length - n >= MAX (1, row->shortest) && has_substance (rest + n, length - n);
    }
  return FALSE;
}

/* What is a secret as a whole, or masked */
static gboolean
find_fitting (const char *rest, gsize length, gsize *keep)
{
  gsize run = measure_run (rest, length);
  const KbKeyPrefix *row = kb_key_find_prefix (rest, run);

  if (row != NULL && row->redaction != KB_KEY_REDACT_FITTING)
    row = NULL;
  for (gsize i = 0; row == NULL && kb_key_get_prefix_at (i) != NULL; i++)
    {
      const KbKeyPrefix *other = kb_key_get_prefix_at (i);

      if (other->redaction == KB_KEY_REDACT_FITTING && *other->prefix != '\0' &&
          kb_key_has_prefix (rest, run, other->prefix) && is_masked (rest, length))
        row = other;
    }
  if (row == NULL)
    return FALSE;
  *keep = strlen (row->prefix);
  return TRUE;
}

static gboolean
is_secret_at (const char *word, gsize length, gsize i, gsize *keep)
{
  const char *rest = word + i;
  gboolean boundary = is_boundary (word, i);

  if (!kb_key_char_is_token (*rest))
    return FALSE;
  if (find_start (rest, length - i, boundary, keep))
    return TRUE;
  if (!boundary)
    return FALSE;
  if (find_fitting (rest, length - i, keep))
    return *keep > 0 || i == 0 ||
           (word[i - 1] != '-' && word[i - 1] != '_'); /* "req_" and 32 digits is an ID */
  *keep = 0;
  if (is_in_escape (word, length, i))
    return FALSE;
  return is_opaque (rest, measure_run (rest, length - i));
}

static gboolean
is_bearer_token (const char *word, gsize length)
{
  gboolean mixed = FALSE;

  for (gsize i = 1; i < length; i++)
    mixed |= g_ascii_isupper (word[i]) || g_ascii_isdigit (word[i]);
  return length >= BEARER_LONG || (length >= BEARER_SHORTEST && mixed);
}

static gboolean
is_scheme (const char *word, gsize length)
{
  return (length == 6 && g_ascii_strncasecmp (word, "bearer", 6) == 0) ||
         (length == 5 && g_ascii_strncasecmp (word, "basic", 5) == 0);
}

/* The bytes of @word that stay before the ellipsis; @length when it holds no secret. */
static gsize
find_secret (const char *word, gsize length, gboolean after_scheme)
{
  gsize keep = 0;

  for (gsize i = 0; i < length; i++)
    if (is_secret_at (word, length, i, &keep))
      return i + keep;
  if (is_masked (word, length) || (after_scheme && is_bearer_token (word, length)))
    return 0;
  return length;
}

/* Returns the bytes of @word; more when its secret goes on: some have a colon inside. */
static gsize
append_word (GString *out, const char *word, gsize length, gboolean after_scheme)
{
  gsize keep = find_secret (word, length, after_scheme);

  g_string_append_len (out, word, keep);
  if (keep == length)
    return length;
  g_string_append (out, ELLIPSIS);
  if (strchr (".!?", word[length - 1]) != NULL)
    g_string_append_c (out, word[length - 1]);
  else if (word[length] == ':' && g_ascii_isalnum (word[length + 1]))
    length += 1 + measure_word (word + length + 1);
  return length;
}

static char *
redact_valid (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean after_scheme = FALSE;

  while (*text != '\0')
    {
      gsize length = measure_word (text);

      if (length > 0)
        {
          gboolean scheme = is_scheme (text, length);

          length = append_word (out, text, length, after_scheme);
          after_scheme = scheme;
        }
      else
        {
          length = g_utf8_next_char (text) - text;
          after_scheme &= g_ascii_isspace (*text);
          g_string_append_len (out, text, length);
        }
      text += length;
    }
  return g_string_free_and_steal (out);
}

/**
 * kb_key_redact:
 * @text: (nullable): any text, also broken UTF-8
 *
 * Takes the secrets out of @text: keys and tokens of OpenAI and of the providers that are known, what follows
 * “Bearer”, sign-in tokens, long runs that only chance makes, and the last characters of keys that are masked
 * already. Of each the prefix stays, so that a person sees what it was: “sk-proj-…”. IDs of requests,
 * organizations and projects stay; bare runs of 32 hexadecimal digits go, because Azure's keys look so.
 *
 * Returns: (transfer full) (nullable): valid UTF-8; %NULL for %NULL
 */
char *
kb_key_redact (const char *text)
{
  char *valid, *redacted;

  if (text == NULL)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  redacted = redact_valid (valid);
  explicit_bzero (valid, strlen (valid));
  g_free (valid);
  return redacted;
}

/**
 * kb_key_is_in:
 * @text: any text
 *
 * Tells whether a key or token of anybody stands in @text that is long enough to be a real one. A name such
 * as "desk-home" is none.
 *
 * Returns: whether @text must not be kept where secrets are not
 */
gboolean
kb_key_is_in (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++)
    {
      gsize run = is_boundary (text, i) ? measure_run (text + i, length - i) : 0;
      const KbKeyPrefix *row = run > 0 ? kb_key_find_prefix (text + i, run) : NULL;

      if (row != NULL && run >= KB_KEY_SHORTEST &&
          (row->state != KB_KEY_STATE_BAD || row->redaction != KB_KEY_REDACT_NOT))
        return TRUE;
    }
  return FALSE;
}
