/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define PRIVATE_FILE 0600
#define PRIVATE_FOLDER 0700
#define MOST_LINKS 40
#define MOST_ASIDE 9999

static gboolean
fail (GError **error, const char *path, int code)
{
  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (code), "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* A relative path in one of these variables is to be ignored, says the XDG Base Directory Specification; GLib
 * takes it, and the program would keep its files wherever it was started. */
static char *
dup_path (const char *variable, const char *folder, const char *usual, const char *name)
{
  const char *value = g_getenv (variable);

  if (value != NULL && *value != '\0' && !g_path_is_absolute (value))
    return g_build_filename (g_get_home_dir (), usual, "keybearer", name, NULL);
  return g_build_filename (folder, "keybearer", name, NULL);
}

/**
 * kb_file_dup_data_path:
 * @name: of a file
 *
 * Returns: (transfer full): where the program keeps it, with what a person would miss
 */
char *
kb_file_dup_data_path (const char *name)
{
  return dup_path ("XDG_DATA_HOME", g_get_user_data_dir (), ".local/share", name);
}

/**
 * kb_file_dup_state_path:
 * @name: of a file
 *
 * Returns: (transfer full): where the program keeps it, with what only says where it was left
 */
char *
kb_file_dup_state_path (const char *name)
{
  return dup_path ("XDG_STATE_HOME", g_get_user_state_dir (), ".local/state", name);
}

/* Bytes that are expected; one more, so that the end is seen without asking for more room. */
static gssize
measure (int fd, const char *path, gsize limit, GError **error)
{
  struct stat status;

  if (fstat (fd, &status) != 0)
    fail (error, path, errno);
  else if (!S_ISREG (status.st_mode))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "%s is no plain file", path);
  else if (status.st_size > (goffset) limit)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "%s is too large", path);
  else
    return (gssize) status.st_size + 1;
  return -1;
}

/* What is outgrown may hold a key. */
static char *
move_to_larger (char *buffer, gsize size, gsize larger)
{
  char *moved = g_malloc (larger + 1);

  memcpy (moved, buffer, size);
  explicit_bzero (buffer, size);
  g_free (buffer);
  return moved;
}

static char *
read_all (int fd, const char *path, gsize room, gsize limit, gsize *length, GError **error)
{
  char *buffer = g_malloc (room + 1);
  gsize size = 0;
  gssize n;

  while ((n = read (fd, buffer + size, room - size)) != 0)
    {
      if (n < 0 && errno == EINTR)
        continue;
      size += (gsize) MAX (n, 0);
      if (n < 0)
        fail (error, path, errno);
      else if (size > limit)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "%s is too large", path);
      if (n < 0 || size > limit)
        {
          explicit_bzero (buffer, size);
          g_free (buffer);
          return NULL;
        }
      if (size == room)
        {
          buffer = move_to_larger (buffer, size, 2 * room);
          room = 2 * room;
        }
    }
  buffer[size] = '\0';
  *length = size;
  return buffer;
}

/**
 * kb_file_read:
 * @path: a file that somebody else may have put there
 * @limit: how many bytes are read at most; %KB_FILE_LIMIT for the program's own files
 * @length: (out): how many they are
 * @error: a #GIOErrorEnum: %G_IO_ERROR_NOT_FOUND, %G_IO_ERROR_NOT_REGULAR_FILE, %G_IO_ERROR_MESSAGE_TOO_LARGE
 *   and what reading may end with
 *
 * Reads a plain file. Whatever is none, such as a pipe that nobody writes into, is not waited for.
 *
 * Returns: (transfer full) (nullable): what is in it, and a NUL behind it; it may hold NULs too
 */
char *
kb_file_read (const char *path, gsize limit, gsize *length, GError **error)
{
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  char *data = NULL;
  gssize size;

  if (fd < 0)
    {
      fail (error, path, errno);
      return NULL;
    }
  size = measure (fd, path, limit, error);
  if (size >= 0)
    data = read_all (fd, path, (gsize) size, limit, length, error);
  close (fd);
  return data;
}

/* Where a chain of links leads to, whether it is there or not. */
static char *
dup_target (const char *path)
{
  char *target = g_strdup (path);

  for (guint i = 0; i < MOST_LINKS; i++)
    {
      g_autofree char *link = g_file_read_link (target, NULL);
      g_autofree char *folder = NULL;

      if (link == NULL)
        break;
      folder = g_path_get_dirname (target);
      g_free (target);
      target = g_path_is_absolute (link) ? g_steal_pointer (&link) : g_build_filename (folder, link, NULL);
    }
  return target;
}

static gboolean
make_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, PRIVATE_FOLDER) == 0 || fail (error, folder, errno);
}

/* The mode of what is replaced is kept: whoever took a right from the owner meant it, and nobody else is to
 * have one. */
static void
make_private (const char *path)
{
  GStatBuf status;

  if (g_stat (path, &status) == 0 && (status.st_mode & 07777 & ~PRIVATE_FILE) != 0)
    g_chmod (path, (int) (status.st_mode & PRIVATE_FILE));
}

/**
 * kb_file_write:
 * @path: a file; its folder need not exist
 * @data: (array length=length): what it is to hold
 * @length: bytes of @data
 * @error: a #GIOErrorEnum or #GFileError
 *
 * Writes to a file of its own that takes the place of the old one when it is on the disk, so that a crash or
 * a full disk leaves the one or the other. A symbolic link stays one: what it leads to is replaced. What is
 * made is private to the person. Waits for the disk.
 *
 * Returns: whether it was written
 */
gboolean
kb_file_write (const char *path, const char *data, gsize length, GError **error)
{
  g_autofree char *target = dup_target (path);

  if (!make_folder (target, error))
    return FALSE;
  make_private (target);
  return g_file_set_contents_full (target, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, PRIVATE_FILE,
                                   error);
}

/**
 * kb_file_replace:
 * @path: a file of another program; its folder need not exist
 * @data: (array length=length): what it is to hold
 * @length: bytes of @data
 * @mode: of the file where there is none yet; one that is there keeps its own
 * @error: a #GIOErrorEnum or #GFileError
 *
 * As kb_file_write(), with the rights that others gave it.
 *
 * Returns: whether it was written
 */
gboolean
kb_file_replace (const char *path, const char *data, gsize length, int mode, GError **error)
{
  g_autofree char *target = dup_target (path);

  return make_folder (target, error) &&
         g_file_set_contents_full (target, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, mode, error);
}

/* As many names as there were accidents: the first one is not the one that matters least. */
static int
open_aside (const char *target, char **aside)
{
  int fd = -1;

  for (guint n = 1; n <= MOST_ASIDE && fd < 0; n++)
    {
      g_free (*aside);
      *aside = n == 1 ? g_strconcat (target, ".broken", NULL) : g_strdup_printf ("%s.broken-%u", target, n);
      fd = open (*aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, PRIVATE_FILE);
      if (fd < 0 && errno != EEXIST)
        break;
    }
  return fd;
}

static gboolean
write_all (int fd, const char *data, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, data, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      data += MAX (n, 0);
      length -= (gsize) MAX (n, 0);
    }
  return fsync (fd) == 0;
}

/**
 * kb_file_set_aside:
 * @path: a file that cannot be used as it is
 * @data: (array length=length): what it holds
 * @length: bytes of @data
 * @error: a #GIOErrorEnum
 *
 * Keeps a copy beside it, under a name that no other copy has: FILE.broken, FILE.broken-2 and so on. The file
 * itself stays for what takes its place.
 *
 * Returns: (transfer full) (nullable): the path of the copy
 */
char *
kb_file_set_aside (const char *path, const char *data, gsize length, GError **error)
{
  g_autofree char *target = dup_target (path);
  g_autofree char *aside = NULL;
  int fd = open_aside (target, &aside);
  int code = fd < 0 ? errno : 0;

  if (fd >= 0 && !write_all (fd, data, length))
    {
      code = errno;
      g_unlink (aside);
    }
  if (fd >= 0)
    close (fd);
  if (code != 0)
    {
      fail (error, aside, code);
      return NULL;
    }
  return g_steal_pointer (&aside);
}
