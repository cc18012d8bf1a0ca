/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli.h"

#include "core/kb-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

static const struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int (*run) (int argc, char *argv[]);
} commands[] = {
  { "check", "[NAME]", N_ ("Test a saved key, or one from the standard input"), kb_cli_check },
  { "list", "", N_ ("List the saved keys"), kb_cli_list },
  { "save", "NAME", N_ ("Save the key that comes on the standard input"), kb_cli_save },
  { "run", "NAME -- COMMAND", N_ ("Run a command with a saved key as OPENAI_API_KEY"), kb_cli_run },
  { "forget", "NAME", N_ ("Remove a key from the keyring of this computer"), kb_cli_forget },
  { "cost", "", N_ ("Estimate what a use of the API costs"), kb_cli_cost },
  { "practice", "", N_ ("Run the practice service and print its address and keys"), kb_cli_practice },
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

void
kb_cli_describe (GApplication *app)
{
  g_autoptr (GString) summary = g_string_new (_ ("Without a command, opens the assistant. Commands:"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (summary, "\n  %-8s  %-15s  %s", commands[i].name, commands[i].arguments,
                            _ (commands[i].summary));
  g_string_append_c (summary, '\n');
  /* TRANSLATORS: %s is what starts Keybearer; --help stays as it is */
  g_string_append_printf (summary, _ ("“%s COMMAND --help” tells more of each."), kb_sandbox_get_command ());
  g_application_set_option_context_parameter_string (app, _ ("[COMMAND]"));
  g_application_set_option_context_summary (app, summary->str);
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
  /* TRANSLATORS: %s is what starts Keybearer; --help stays as it is */
  g_printerr (_ ("There is no such command. See %s --help.\n"), kb_sandbox_get_command ());
  return KB_EXIT_USAGE;
}
