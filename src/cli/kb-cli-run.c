/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* execvpe */
#define _GNU_SOURCE

#include "config.h"

#include "kb-cli-keyring.h"
#include "kb-cores.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define VARIABLE "OPENAI_API_KEY"

/* Where "--" stands; @argc when it does not. */
static int
find_separator (int argc, char *argv[])
{
  int at = 1;

  while (at < argc && !g_str_equal (argv[at], "--"))
    at++;
  return at;
}

static char **
dup_environment (SecretValue *key)
{
  return g_environ_setenv (g_get_environ (), VARIABLE, secret_value_get_text (key), TRUE);
}

/* The command takes the place of this process, so there is no parent that keeps a key, and signals and exit
 * status are the command's own. What comes back is the reason why it did not. */
static int
execute (char *argv[], SecretValue *key, const struct sigaction *pipe_action)
{
  g_auto (GStrv) environment = dup_environment (key);
  char *copy;
  int error;

  /* GIO has it ignored, and that would be inherited. */
  sigaction (SIGPIPE, pipe_action, NULL);
  kb_cores_allow_again ();
  execvpe (argv[0], argv, environment);
  error = errno;
  kb_cores_forbid ();
  copy = (char *) g_environ_getenv (environment, VARIABLE);
  explicit_bzero (copy, strlen (copy));
  return error;
}

static void
fail_execution (KbCli *cli, const char *command, int error)
{
  g_autofree char *redacted = kb_key_redact (command);
  g_autofree char *plain = kb_cli_dup_plain (redacted);
  g_autofree char *message = NULL;

  if (error == ENOENT)
    {
      /* TRANSLATORS: %s is the command that was to be run */
      message = g_strdup_printf (_ ("There is no command “%s”"), plain);
      kb_cli_fail (cli, KB_EXIT_COMMAND_NOT_FOUND, "command-not-found", message, NULL);
      return;
    }
  /* TRANSLATORS: the first %s is the command that was to be run, the second what the system said */
  message = g_strdup_printf (_ ("“%s” cannot be run: %s"), plain, g_strerror (error));
  kb_cli_fail (cli, KB_EXIT_CANNOT_RUN, "cannot-run", message, NULL);
}

static void
run (KbCli *cli, const char *name, char *command[])
{
  struct sigaction pipe_action;
  g_autoptr (KbSavedKey) saved = NULL;
  SecretValue *key = NULL;

  sigaction (SIGPIPE, NULL, &pipe_action);
  if (!kb_cli_open_keyring (cli, KB_CLI_READ))
    return;
  saved = kb_cli_find_key (cli, name);
  if (saved != NULL)
    key = kb_cli_load_key (cli, saved);
  if (key == NULL)
    return;
  fail_execution (cli, command[0], execute (command, key, &pipe_action));
  secret_value_unref (key);
}

int
kb_cli_run (int argc, char *argv[])
{
  const KbCliCommand command = {
    .name = "run",
    .arguments = N_ ("NAME -- COMMAND…"),
    .summary =
        N_ ("Runs a command with a saved key in its environment, as OPENAI_API_KEY. Nothing else gets the "
            "key. Exit status and signals are the command’s own; 126 when it cannot be run, 127 when "
            "there is none."),
  };
  int separator = find_separator (argc, argv);
  int before = separator;
  g_auto (KbCli) cli = { 0 };

  if (!kb_cli_begin (&cli, &command, &before, &argv))
    return cli.status;
  /* The parser has moved the arguments together, but not what it was not told of. */
  if (before != 2 || separator + 1 >= argc)
    kb_cli_fail (&cli, KB_EXIT_USAGE, "usage", _ ("Say which key, then “--”, then the command"),
                 /* TRANSLATORS: an example that is typed as it stands, with another name */
                 _ ("For example: keybearer run laptop -- python3 script.py"));
  else if (kb_cli_take_name (&cli, argv[1]))
    run (&cli, argv[1], argv + separator + 1);
  return cli.status;
}
