/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"

#include "core/base/kb-sandbox.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/* The program that wants the key stands still meanwhile. */
#define PERSON_SECONDS 60

static gboolean is_forced;
static gboolean ends_line;

static gboolean
refuse_terminal (KbCli *cli)
{
  g_autofree char *advice = NULL;

  if (is_forced || !isatty (STDOUT_FILENO))
    return FALSE;
  advice = g_strdup_printf (
      /* TRANSLATORS: %s is what starts Keybearer; what follows it is typed as it stands */
      _ ("This command is for programs, which run “%s token NAME” themselves. With --force the key is "
         "shown."),
      kb_sandbox_get_command ());
  kb_cli_fail (cli, KB_EXIT_USAGE, "terminal",
               _ ("A key is not shown in a terminal, because others may read it there later"), advice);
  return TRUE;
}

/* Past the buffer of the output, which nobody wipes. What could not be written is said at the end. */
static void
print_key (SecretValue *key)
{
  gsize length;
  const char *text = secret_value_get (key, &length);

  setvbuf (stdout, NULL, _IONBF, 0);
  fwrite (text, 1, length, stdout);
  if (ends_line)
    fputc ('\n', stdout);
}

static void
print_named (KbCli *cli, const char *name)
{
  g_autoptr (KbSavedKey) saved = NULL;
  SecretValue *key = NULL;

  if (!kb_cli_open_keyring (cli, KB_CLI_READ))
    return;
  saved = kb_cli_find_key (cli, name);
  if (saved != NULL)
    key = kb_cli_load_key (cli, saved);
  if (key == NULL)
    return;
  print_key (key);
  secret_value_unref (key);
}

int
kb_cli_token (int argc, char *argv[])
{
  static const GOptionEntry options[] = {
    { "newline", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &ends_line,
      N_ ("End with a line break, for programs that read a line"), NULL },
    { "force", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_forced, N_ ("Print it in a terminal too"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "token",
    .options = options,
    .arguments = N_ ("NAME"),
    .summary = N_ ("Prints a saved key and nothing else, for programs that run a command to get their key. "
                   "Not in a terminal."),
    .person_seconds = PERSON_SECONDS,
  };
  g_auto (KbCli) cli = { 0 };

  if (!kb_cli_begin (&cli, &command, &argc, &argv))
    return cli.status;
  if (argc != 2)
    kb_cli_fail_for_list (&cli, KB_EXIT_USAGE, "usage", _ ("Give the name of one key"));
  else if (kb_cli_take_name (&cli, argv[1]) && !refuse_terminal (&cli))
    print_named (&cli, argv[1]);
  return cli.status;
}
