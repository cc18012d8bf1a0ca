/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/import/kb-find-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_SIZE (32 * 1024 * 1024)
#define PREFIX "sk-"
/* What may stand between a name and its value is not far. */
#define MAX_BEFORE 64

G_DEFINE_QUARK (kb - find - error - quark, kb_find_error)

/* What keys are made of. */
static gboolean
is_key_character (char c)
{
  return g_ascii_isalnum (c) || c == '-' || c == '_';
}

static gboolean
is_named_openai (const char *line, const char *at)
{
  const char *start = at - line > MAX_BEFORE ? at - MAX_BEFORE : line;
  g_autofree char *before = g_ascii_strup (start, at - start);

  return strstr (before, "OPENAI") != NULL;
}

/* Others have keys that begin like these; only the name before such a one says whose it is. */
static KbKeyReading *
read_key (const char *line, const char *at, gsize length)
{
  g_autoptr (KbKeyReading) reading = kb_key_read (at, (gssize) length);
  KbKeyState state = kb_key_reading_get_state (reading);

  if (state == KB_KEY_STATE_GOOD || (state == KB_KEY_STATE_ODD && is_named_openai (line, at)))
    return g_steal_pointer (&reading);

  return NULL;
}

static void
read_line (GPtrArray *findings, const char *place, guint number, const char *line, const char *end)
{
  const char *at = line;

  while ((at = memmem (at, (gsize) (end - at), PREFIX, strlen (PREFIX))) != NULL)
    {
      const char *stop = at;
      g_autoptr (KbKeyReading) reading = NULL;

      while (stop < end && is_key_character (*stop))
        stop++;
      if (at == line || !is_key_character (at[-1]))
        reading = read_key (line, at, (gsize) (stop - at));
      if (reading != NULL)
        g_ptr_array_add (findings, kb_finding_new (KB_FINDING_FILE, place, number, reading));
      at = stop;
    }
}

static GPtrArray *
read_text (const char *text, gsize length, const char *place)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  const char *end = text + length;
  guint number = 0;

  for (const char *line = text; line < end;)
    {
      const char *stop = memchr (line, '\n', (gsize) (end - line));

      if (stop == NULL)
        stop = end;
      read_line (findings, place, ++number, line, stop);
      line = stop + 1;
    }

  return g_steal_pointer (&findings);
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
 * Finds keys wherever they stand in a line, also in a comment: it is a copy all the same. What was read is
 * wiped.
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
  if (!read_all (file, text, &size, error))
    findings = NULL;
  else if (memchr (text, '\0', size) != NULL)
    set_error (error, KB_FIND_ERROR_NOT_TEXT, "It holds bytes that no text does");
  else
    findings = read_text (text, size, place);
  explicit_bzero (text, allocated);
  g_free (text);
  close (file);

  return findings;
}
