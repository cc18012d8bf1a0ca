/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"
#include "core/key/kb-key-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
  gsize at; /* up to here lines are counted */
  guint line;
} Search;

/* Others have keys that begin like the old ones; only a name in front of such a one says whose it is. */
static gboolean
is_openais (const Search *search, const KbKeyMatch *match)
{
  if (match->state != KB_KEY_STATE_ODD)
    return match->state == KB_KEY_STATE_GOOD;
  return search->named || match->named || match->kind == KB_KEY_KIND_PROJECT ||
         match->kind == KB_KEY_KIND_SERVICE_ACCOUNT;
}

static void
count_lines (Search *search, const KbKeyText *text, gsize end)
{
  for (; search->at < end; search->at++)
    search->line += (text->marks[search->at] & KB_KEY_MARK_LINE) != 0;
}

static KbFinding *
find_same (GPtrArray *findings, SecretValue *key)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (secret_value_get_text (kb_finding_get_key (findings->pdata[i])),
                     secret_value_get_text (key)))
      return findings->pdata[i];
  return NULL;
}

static void
found_cb (const KbKeyText *text, const KbKeyMatch *match, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (KbKeyReading) reading = NULL;
  KbFinding *same;

  if (!is_openais (search, match))
    return;
  count_lines (search, text, match->start);
  reading = kb_key_reading_new (text, match);
  same = find_same (search->findings, kb_key_reading_get_key (reading));
  if (same != NULL)
    kb_finding_add_line (same, search->line);
  else if (search->findings->len < MAX_FINDINGS)
    g_ptr_array_add (search->findings,
                     kb_finding_new (search->source, search->place,
                                     search->source == KB_FINDING_FILE ? search->line : 0, reading));
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
  g_auto (KbKeyText) uniform = { 0 };
  Search search = { g_ptr_array_new_with_free_func (g_object_unref), source, place, named, 0, 1 };

  if (memmem (text, length, "sk", 2) == NULL)
    return search.findings;
  kb_key_text_init (&uniform, text, length);
  kb_key_scan (&uniform, found_cb, &search);

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

static void
set_error (GError **error, KbFindError code, const char *message)
{
  g_set_error_literal (error, KB_FIND_ERROR, code, message);
}

/* Without waiting for whoever is to write into a pipe. */
static int
open_file (const char *path, gsize *size, GError **error)
{
  int file = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat info;

  if (file < 0 || fstat (file, &info) < 0)
    set_error (error, errno == ENXIO ? KB_FIND_ERROR_NOT_A_FILE : KB_FIND_ERROR_UNREADABLE,
               g_strerror (errno));
  else if (!S_ISREG (info.st_mode))
    set_error (error, KB_FIND_ERROR_NOT_A_FILE, "No regular file");
  else if (info.st_size > MAX_SIZE)
    set_error (error, KB_FIND_ERROR_TOO_BIG, "Too big");
  else
    {
      *size = (gsize) info.st_size;
      return file;
    }

  if (file >= 0)
    close (file);
  return -1;
}

/* It may grow meanwhile; what is added then is left out. */
static gboolean
read_all (int file, char *text, gsize *size, GError **error)
{
  gsize got = 0;
  gssize n = 0;

  while (got < *size && (n = read (file, text + got, *size - got)) != 0)
    if (n > 0)
      got += (gsize) n;
    else if (errno != EINTR)
      break;
  *size = got;
  if (n < 0)
    set_error (error, KB_FIND_ERROR_UNREADABLE, g_strerror (errno));

  return n >= 0;
}

/**
 * kb_find_in_file:
 * @path: of a file
 * @place: what a person calls it
 * @error: of KB_FIND_ERROR
 *
 * Finds keys wherever they stand, also in a comment: it is a copy all the same. Opened without waiting, plain
 * files only, 16 MiB at most. What was read is wiped.
 *
 * Returns: (transfer full) (nullable): the findings, with their lines
 */
GPtrArray *
kb_find_in_file (const char *path, const char *place, GError **error)
{
  GPtrArray *findings = NULL;
  gsize size = 0, allocated;
  char *text;
  int file = open_file (path, &size, error);

  if (file < 0)
    return NULL;

  allocated = size;
  text = g_malloc (allocated + 1);
  if (read_all (file, text, &size, error))
    findings = read_text (text, size, place, error);
  explicit_bzero (text, allocated);
  g_free (text);
  close (file);

  return findings;
}
