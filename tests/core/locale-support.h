/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>
#include <locale.h>

/* "C.UTF-8", or one of those that tests/support/make-locales made. */
static void
locale_set (const char *name)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "locales", NULL);

  if (g_str_equal (name, "C.UTF-8"))
    g_unsetenv ("LOCPATH");
  else
    g_setenv ("LOCPATH", folder, TRUE);
  g_assert_cmpstr (setlocale (LC_ALL, name), ==, name);
}
