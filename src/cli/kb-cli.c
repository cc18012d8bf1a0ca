/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

static const struct
{
  const char *name;
  int (*run) (int argc, char *argv[]);
} commands[] = {
  { "check", kb_cli_check }, { "cost", kb_cli_cost },         { "forget", kb_cli_forget },
  { "list", kb_cli_list },   { "practice", kb_cli_practice }, { "run", kb_cli_run },
  { "save", kb_cli_save },
};

/* Whoever closed them would otherwise find what is written in the next file or connection that is opened. */
static void
open_standard_files (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF && open ("/dev/null", O_RDWR) < 0)
      g_error ("/dev/null: %s", g_strerror (errno));
}

/* A reader who has enough is no failure. */
static int
finish_output (int status)
{
  gboolean lost = ferror (stdout) != 0;

  if (fflush (stdout) != 0)
    lost = errno != EPIPE;
  if (!lost || status != KB_EXIT_WORKS)
    return status;

  g_printerr (_ ("The answer could not be written.\n"));
  return KB_EXIT_OUTPUT;
}

/* Where the name of the command stands; 0 when there is none. */
static int
find_command (int argc, char *argv[])
{
  int at = argc > 1 && g_str_equal (argv[1], "--practice") ? 2 : 1;

  return at < argc && argv[at][0] != '-' ? at : 0;
}

gboolean
kb_cli_is_command (int argc, char *argv[])
{
  return find_command (argc, argv) > 0;
}

int
kb_cli_main (int argc, char *argv[])
{
  int at = find_command (argc, argv);
  const char *name = argv[at];

  open_standard_files ();
  /* "keybearer --practice list" is "keybearer list --practice". */
  if (at == 2)
    {
      argv[2] = argv[1];
      argv[1] = (char *) name;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (name, commands[i].name))
      return finish_output (commands[i].run (argc - 1, argv + 1));

  /* What was typed is not repeated: it may be a key that was pasted in the wrong place. */
  g_printerr (_ ("There is no such command. See keybearer --help.\n"));
  return KB_EXIT_USAGE;
}
