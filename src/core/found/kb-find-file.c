/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-file.h"
#include "core/found/kb-find-private.h"

#include <string.h>

/* What people keep keys in is smaller by far; it is in memory about five times while it is looked at. */
#define MAX_SIZE (16 * 1024 * 1024)
/* More are no longer a list for a person. */
#define MAX_FINDINGS 100
/* Enough to tell how a text is written. */
#define SAMPLE 4096

/* clang-format off */
G_DEFINE_QUARK (kb_find_error, kb_find_error)
/* clang-format on */

typedef struct
{
  GPtrArray *findings;
  KbFindingSource source;
  const char *place;
  gboolean named;
} Search;

/* Others have keys that begin like the old ones; only a name in front of such a one says whose it is. */
static gboolean
is_openais (KbKeyReading *reading, gboolean named)
{
  KbKeyKind kind = kb_key_reading_get_kind (reading);

  return named || kb_key_reading_get_state (reading) == KB_KEY_STATE_GOOD || kind == KB_KEY_KIND_PROJECT ||
         kind == KB_KEY_KIND_SERVICE_ACCOUNT;
}

static KbFinding *
find_same (GPtrArray *findings, SecretValue *key)
{
  for (guint i = 0; i < findings->len; i++)
    if (kb_key_equal (kb_finding_get_key (findings->pdata[i]), key))
      return findings->pdata[i];
  return NULL;
}

static void
found_cb (KbKeyReading *reading, gboolean named, guint line, gpointer user_data)
{
  Search *search = user_data;
  KbFinding *same;

  if (!is_openais (reading, named || search->named))
    return;
  same = find_same (search->findings, kb_key_reading_get_key (reading));
  if (same != NULL)
    kb_finding_add_line (same, line);
  else if (search->findings->len < MAX_FINDINGS)
    g_ptr_array_add (search->findings,
                     kb_finding_new (search->source, search->place,
                                     search->source == KB_FINDING_FILE ? line : 0, reading));
}

/**
 * kb_find_in_text:
 * @source: where it is from
 * @place: what a person calls that
 * @text: any bytes
 * @length: how many
 * @named: whether the place says that its key is OpenAI's
 *
 * Finds keys wherever and however they are written, each once.
 *
 * Returns: (transfer full) (element-type KbFinding): the findings, with their lines
 */
GPtrArray *
kb_find_in_text (KbFindingSource source, const char *place, const char *text, gsize length, gboolean named)
{
  Search search = { g_ptr_array_new_with_free_func (g_object_unref), source, place, named };

  if (memmem (text, length, "sk", 2) != NULL)
    kb_key_read_all (text, length, found_cb, &search);

  return search.findings;
}

/* PowerShell and Notepad write so, with a mark at the beginning or without. */
static gboolean
is_utf16 (const char *text, gsize length, gboolean *big)
{
  gsize zeros[2] = { 0, 0 }, n = MIN (length, SAMPLE) / 2;

  if (length >= 2 && (memcmp (text, "\xff\xfe", 2) == 0 || memcmp (text, "\xfe\xff", 2) == 0))
    {
      *big = text[0] == '\xfe';
      return TRUE;
    }
  for (gsize i = 0; i < n * 2; i++)
    zeros[i % 2] += text[i] == '\0';
  *big = zeros[0] > zeros[1];

  return n >= 2 && length % 2 == 0 && zeros[!*big] * 10 >= n * 8 && zeros[*big] * 10 <= n;
}

static gunichar
get_unit (const char *text, gsize i, gboolean big)
{
  return (gunichar) ((guchar) text[i + !big] << 8 | (guchar) text[i + big]);
}

/* Halves of pairs become letters, which no key has. */
static char *
decode_utf16 (const char *text, gsize length, gboolean big, gsize *decoded)
{
  char *out = g_malloc (length / 2 * 3 + 1);

  *decoded = 0;
  for (gsize i = 0; i + 1 < length; i += 2)
    *decoded += (gsize) g_unichar_to_utf8 (get_unit (text, i, big), out + *decoded);

  return out;
}

static GPtrArray *
read_text (const char *text, gsize length, const char *place, GError **error)
{
  gboolean big;
  g_autofree char *decoded = NULL;
  GPtrArray *findings;
  gsize size;

  if (!is_utf16 (text, length, &big))
    {
      if (memchr (text, '\0', length) == NULL)
        return kb_find_in_text (KB_FINDING_FILE, place, text, length, FALSE);
      g_set_error_literal (error, KB_FIND_ERROR, KB_FIND_ERROR_NOT_TEXT, "It holds bytes that no text does");
      return NULL;
    }
  decoded = decode_utf16 (text, length, big, &size);
  findings = kb_find_in_text (KB_FINDING_FILE, place, decoded, size, FALSE);
  explicit_bzero (decoded, size);

  return findings;
}

static KbFindError
get_code (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    return KB_FIND_ERROR_NOT_A_FILE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    return KB_FIND_ERROR_TOO_BIG;
  return KB_FIND_ERROR_UNREADABLE;
}

/**
 * kb_find_in_file:
 * @path: of a file
 * @place: what a person calls it
 * @error: of KB_FIND_ERROR
 *
 * Finds keys wherever they stand, also in a comment: it is a copy all the same. Plain files only, 16 MiB at
 * most. What was read is wiped. Waits for the disk: for a thread.
 *
 * Returns: (transfer full) (nullable): the findings, with their lines
 */
GPtrArray *
kb_find_in_file (const char *path, const char *place, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gsize length = 0;
  char *text = kb_file_read (path, MAX_SIZE, &length, &local_error);
  GPtrArray *findings;

  if (text == NULL)
    {
      g_set_error_literal (error, KB_FIND_ERROR, (int) get_code (local_error), local_error->message);
      return NULL;
    }
  findings = read_text (text, length, place, error);
  explicit_bzero (text, length);
  g_free (text);

  return findings;
}
