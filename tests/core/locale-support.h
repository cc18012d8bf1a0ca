/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>
#include <glib/gstdio.h>
#include <locale.h>

/* Locales that are made here: which of them a system has is anybody's guess. */

static char *locale_folder;

static void
locale_support_init (void)
{
  locale_folder = g_dir_make_tmp ("keybearer-locales-XXXXXX", NULL);
  g_assert_nonnull (locale_folder);
}

static void
locale_make (const char *name)
{
  g_autofree char *base = g_strndup (name, strcspn (name, "."));
  g_autofree char *path = g_build_filename (locale_folder, name, NULL);
  const char *argv[] = { "localedef", "--no-archive", "-i", base, "-f", strchr (name, '.') + 1, path, NULL };
  g_autoptr (GError) error = NULL;

  /* Its warnings make the status 1: whether it worked is seen when the locale is set. */
  g_spawn_sync (NULL, (char **) argv, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* "C.UTF-8", or "de_DE.UTF-8" and the like. */
static void
locale_set (const char *name)
{
  g_autofree char *path = g_build_filename (locale_folder, name, NULL);

  if (g_str_equal (name, "C.UTF-8"))
    g_unsetenv ("LOCPATH");
  else
    {
      if (!g_file_test (path, G_FILE_TEST_IS_DIR))
        locale_make (name);
      g_setenv ("LOCPATH", locale_folder, TRUE);
    }
  g_assert_cmpstr (setlocale (LC_ALL, name), ==, name);
}

static void
locale_remove (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      locale_remove (child);
    }
  g_remove (path);
}

static void
locale_support_clear (void)
{
  setlocale (LC_ALL, "C");
  locale_remove (locale_folder);
  g_clear_pointer (&locale_folder, g_free);
}
