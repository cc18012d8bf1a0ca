/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* execvpe */
#define _GNU_SOURCE

#include "config.h"

#include "kb-cli-keyring.h"

#include "core/base/kb-process.h"
#include "core/base/kb-sandbox.h"
#include "core/snippets/kb-snippet.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define VARIABLE "OPENAI_API_KEY"

/* What the command finds the key in */
static char *variable;

/* Where "--" stands; @argc when it does not. */
static int
find_separator (int argc, char *argv[])
{
  int at = 1;

  while (at < argc && !g_str_equal (argv[at], "--"))
    at++;
  return at;
}

/* As a shell takes it */
static gboolean
take_variable (KbCli *cli)
{
  if (variable == NULL)
    variable = g_strdup (VARIABLE);
  if (g_regex_match_simple ("^[A-Za-z_][A-Za-z0-9_]*$", variable, G_REGEX_DOLLAR_ENDONLY, 0))
    return TRUE;
  kb_cli_fail (cli, KB_EXIT_USAGE, "bad-variable",
               _ ("The name of a variable can have only letters, digits and underscores, and cannot begin "
                  "with a digit"),
               NULL);
  return FALSE;
}

static char **
dup_environment (SecretValue *key)
{
  return g_environ_setenv (g_get_environ (), variable, secret_value_get_text (key), TRUE);
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
  kb_process_allow_cores ();
  execvpe (argv[0], argv, environment);
  error = errno;
  kb_process_forbid_cores ();
  copy = (char *) g_environ_getenv (environment, variable);
  explicit_bzero (copy, strlen (copy));
  return error;
}

/* The same line for the terminal of the computer. */
static char *
dup_outside (const char *name, char *command[])
{
  g_autofree char *line = kb_snippet_dup_outside (name, command);

  return kb_key_redact (line);
}

/* A program of the same name may be there, but never the person's files. */
static void
say_sandbox (const char *name, char *command[])
{
  g_autofree char *found = g_find_program_in_path (command[0]);
  g_autofree char *line = dup_outside (name, command);
  g_autofree char *plain = kb_cli_dup_plain (line);

  if (found == NULL)
    return;
  g_printerr (
      /* TRANSLATORS: %s is a line for a terminal; a sandbox is the closed space that Flatpak runs it in */
      _ ("This runs inside Keybearer’s sandbox, without the programs and files of your computer. Outside of "
         "it, this line does the same:\n%s"),
      plain);
  g_printerr ("\n");
}

static char *
dup_not_found_advice (const char *name, char *command[])
{
  g_autofree char *line = dup_outside (name, command);

  return g_strdup_printf (
      /* TRANSLATORS: %s is a line for a terminal; a sandbox is the closed space that Flatpak runs it in */
      _ ("Keybearer’s sandbox does not have the programs of your computer. Outside of it, this line gives "
         "one the key:\n%s"),
      line);
}

static void
fail_execution (KbCli *cli, const char *name, char *command[], int error)
{
  g_autofree char *redacted = kb_key_redact (command[0]);
  g_autofree char *plain = kb_cli_dup_plain (redacted);
  g_autofree char *message = NULL;
  g_autofree char *advice = NULL;

  if (error == ENOENT)
    {
      /* TRANSLATORS: %s is the command that was to be run */
      message = g_strdup_printf (_ ("There is no command “%s”"), plain);
      advice = kb_sandbox_is_inside () ? dup_not_found_advice (name, command) : NULL;
      kb_cli_fail (cli, KB_EXIT_COMMAND_NOT_FOUND, "command-not-found", message, advice);
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
  if (kb_sandbox_is_inside ())
    say_sandbox (kb_saved_key_get_name (saved), command);
  fail_execution (cli, kb_saved_key_get_name (saved), command, execute (command, key, &pipe_action));
  secret_value_unref (key);
}

static void
fail_usage (KbCli *cli)
{
  char *command[] = { (char *) "python3", (char *) "script.py", NULL };
  g_autofree char *advice = NULL;

  if (kb_sandbox_is_inside ())
    advice = dup_not_found_advice ("laptop", command);
  else
    /* TRANSLATORS: an example that is typed as it stands, with another name */
    advice = g_strdup (_ ("For example: keybearer run laptop -- python3 script.py"));
  kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("Give the name of a key, then “--”, then the command"),
               advice);
}

int
kb_cli_run (int argc, char *argv[])
{
  static const GOptionEntry options[] = {
    { "as", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &variable,
      N_ ("Use this variable instead of OPENAI_API_KEY"), N_ ("VARIABLE") },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "run",
    .options = options,
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
    fail_usage (&cli);
  else if (kb_cli_take_name (&cli, argv[1]) && take_variable (&cli))
    run (&cli, argv[1], argv + separator + 1);
  return cli.status;
}
