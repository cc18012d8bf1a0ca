/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fuzz.h"

#include <gio/gio.h>

/* Runs a target over the files of folders, so that `check` needs no fuzzing compiler: replay FOLDER… */

static guint
replay_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (path, 0, &error);
  const char *name;
  guint n_inputs = 0;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *contents = NULL;
      gsize length;

      g_file_get_contents (file, &contents, &length, &error);
      g_assert_no_error (error);
      LLVMFuzzerTestOneInput ((const uint8_t *) contents, length);
      n_inputs++;
    }
  return n_inputs;
}

int
main (int argc, char *argv[])
{
  guint n_inputs = 0;

  for (int i = 1; i < argc; i++)
    n_inputs += replay_folder (argv[i]);
  /* A folder that was moved away must not pass for a test. */
  g_assert_cmpuint (n_inputs, >, 0);
  g_print ("%u inputs replayed\n", n_inputs);
  return 0;
}
