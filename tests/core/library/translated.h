/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>
#include <libintl.h>
#include <locale.h>

/* Runs a command that has to succeed. */
static void
run (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

/* From now on the locale is that of @folder, and texts come from the catalog beside it. */
static void
use_catalog (const char *folder, const char *locale)
{
  g_setenv ("LOCPATH", folder, TRUE);
  g_unsetenv ("LANGUAGE");
  g_assert_nonnull (setlocale (LC_ALL, locale));
  bindtextdomain ("keybearer", folder);
  bind_textdomain_codeset ("keybearer", "UTF-8");
  textdomain ("keybearer");
}
