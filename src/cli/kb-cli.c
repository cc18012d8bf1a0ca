/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  int (*run) (int argc, char *argv[]);
} commands[] = {
  { "practice", kb_cli_practice },
};

gboolean
kb_cli_is_command (int argc, char *argv[])
{
  return argc > 1 && argv[1][0] != '-';
}

int
kb_cli_run (int argc, char *argv[])
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);

  /* What was typed is not repeated: it may be a key that was pasted in the wrong place. */
  g_printerr (_ ("There is no such command. See keybearer --help.\n"));
  return KB_EXIT_USAGE;
}
