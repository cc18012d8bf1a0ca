/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli.h"

#include "core/base/kb-sandbox.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define PROGRAM "keybearer-window"

/* Where there is a build and no installation, beside this program. */
static char *
dup_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder ? g_build_filename (folder, PROGRAM, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_build_filename (LIBEXECDIR, PROGRAM, NULL);
}

/**
 * kb_cli_open_window:
 * @argv: arguments, all of them options that the window takes
 *
 * The window's program takes the place of this process, so that who started it sees one program.
 *
 * Returns: an exit code, when there is no such program
 */
int
kb_cli_open_window (char *argv[])
{
  g_autofree char *program = dup_program ();

  execv (program, argv);
  /* TRANSLATORS: the first %s is the file of a program, the second what the system said */
  kb_cli_say (_ ("The window cannot be opened. “%s” cannot be run: %s"), program, g_strerror (errno));
  return KB_EXIT_CANNOT_RUN;
}
