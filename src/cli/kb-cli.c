/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli.h"

#include "core/base/kb-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int (*run) (int argc, char *argv[]);
} commands[] = {
  { "check", N_ ("[NAME]"), N_ ("Test a saved key, or one from standard input"), kb_cli_check },
  { "list", "", N_ ("List the saved keys"), kb_cli_list },
  { "save", N_ ("NAME"), N_ ("Save the key from standard input"), kb_cli_save },
  { "run", N_ ("NAME -- COMMAND…"), N_ ("Run a command with a saved key as OPENAI_API_KEY"), kb_cli_run },
  { "token", N_ ("NAME"), N_ ("Print a saved key, for programs that run a command to get it"), kb_cli_token },
  { "permissions", N_ ("[NAME]"), N_ ("Ask OpenAI what a key may do"), kb_cli_permissions },
  { "find", N_ ("[FILE…]"), N_ ("Look for keys in other places"), kb_cli_find },
  { "doctor", "[keyring | programs]",
    N_ ("Tell what is wrong with the keyring, and which key programs would use"), kb_cli_doctor },
  { "connect", N_ ("PROGRAM NAME"), N_ ("Connect a program with a saved key"), kb_cli_connect },
  { "forget", N_ ("NAME"), N_ ("Remove a key from the keyring of this computer"), kb_cli_forget },
  { "remind", "", N_ ("Show a notification when a key ends soon"), kb_cli_remind },
  { "cost", "", N_ ("Estimate what using the API costs"), kb_cli_cost },
  { "practice", "", N_ ("Run the practice service and print its address and keys"), kb_cli_practice },
};

/* Whoever closed them would otherwise find what is written in the next file or connection that is opened: the
 * first are opened by libraries while they are loaded, so this comes before. */
static void
open_standard_files (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0 && errno == EBADF && open ("/dev/null", O_RDWR) < 0)
      abort ();
}

__attribute__ ((section (".preinit_array"),
                used)) static void (*const before_libraries) (void) = open_standard_files;

/* A reader who has enough is no failure. */
static int
finish_output (int status)
{
  gboolean lost = ferror (stdout) != 0;

  if (fflush (stdout) != 0)
    lost = errno != EPIPE;
  if (!lost || status != KB_EXIT_WORKS)
    return status;

  kb_cli_say ("%s", _ ("The answer could not be written"));
  return KB_EXIT_OUTPUT;
}

/* Where the name of the command stands; 0 when there is none. */
static int
find_command (int argc, char *argv[])
{
  int at = argc > 1 && g_str_equal (argv[1], "--practice") ? 2 : 1;

  return at < argc && argv[at][0] != '-' ? at : 0;
}

void
kb_cli_say (const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("keybearer: %s\n", text);
}

/* In columns of a terminal, where some signs take two */
static int
measure (const char *text)
{
  int columns = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_iszerowidth (g_utf8_get_char (text)))
      columns += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;
  return columns;
}

/* Of nothing, gettext() would give the head of the catalog. */
static const char *
get_arguments (gsize i)
{
  return *commands[i].arguments != '\0' ? _ (commands[i].arguments) : "";
}

static char *
dup_commands (void)
{
  GString *text = g_string_new (_ ("Without a command, opens the assistant. Commands:"));
  int name_width = 0, arguments_width = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      name_width = MAX (name_width, measure (commands[i].name));
      arguments_width = MAX (arguments_width, measure (get_arguments (i)));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  %s%*s  %s%*s  %s", commands[i].name,
                            name_width - measure (commands[i].name), "", get_arguments (i),
                            arguments_width - measure (get_arguments (i)), "", _ (commands[i].summary));
  g_string_append_c (text, '\n');
  /* TRANSLATORS: %s is what starts Keybearer; --help stays as it is */
  g_string_append_printf (text, _ ("“%s COMMAND --help” tells more about each."), kb_sandbox_get_command ());
  return g_string_free_and_steal (text);
}

static gboolean show_version;
static gboolean for_window;

static const GOptionEntry options[] = {
  { "version", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &show_version, N_ ("Print the version and exit"),
    NULL },
  { "new-key", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &for_window,
    N_ ("Begin a new key, or go on with the set-up that is under way"), NULL },
  { "test-keys", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &for_window, N_ ("Test all saved keys"), NULL },
  { "practice", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &for_window,
    N_ ("Practice run: no account, no network, keys only in memory"), NULL },
  { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &for_window, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

/* What was typed is not repeated: it may be a key that was pasted in the wrong place. */
static int
refuse (void)
{
  /* TRANSLATORS: %s is what starts Keybearer; --help stays as it is */
  kb_cli_say (_ ("There is no such option. See %s --help."), kb_sandbox_get_command ());
  return KB_EXIT_USAGE;
}

/* No command: something to be told, or the window. */
static int
run_options (int argc, char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("[COMMAND]"));
  g_autofree char *summary = dup_commands ();
  g_auto (GStrv) given = g_strdupv (argv);
  g_autofree char **parsed = g_memdup2 (given, sizeof (char *) * (argc + 1));

  g_set_prgname (kb_sandbox_get_command ());
  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &parsed, NULL) || argc > 1)
    return refuse ();
  if (show_version)
    {
      g_print ("Keybearer %s\n", PACKAGE_VERSION);
      return KB_EXIT_WORKS;
    }
  return kb_cli_open_window (argv);
}

static int
run_command (int argc, char *argv[])
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[0], commands[i].name))
      return commands[i].run (argc, argv);
  /* What was typed is not repeated: it may be a key that was pasted in the wrong place. */
  /* TRANSLATORS: %s is what starts Keybearer; --help stays as it is */
  kb_cli_say (_ ("There is no such command. See %s --help."), kb_sandbox_get_command ());
  return KB_EXIT_USAGE;
}

/* "keybearer help list" is "keybearer list --help". */
static int
run_help (char *name)
{
  char *argv[] = { name, (char *) "--help", NULL };

  if (name != NULL)
    return run_command (2, argv);
  argv[0] = (char *) "keybearer";
  return run_options (2, argv);
}

/**
 * kb_cli_main:
 * @argc: number of arguments
 * @argv: arguments, the first being the name of the program
 *
 * Returns: an exit code
 */
int
kb_cli_main (int argc, char *argv[])
{
  int at = find_command (argc, argv);

  if (at == 0)
    return finish_output (run_options (argc, argv));
  /* "keybearer --practice list" is "keybearer list --practice". */
  if (at == 2)
    {
      argv[1] = argv[2];
      argv[2] = (char *) "--practice";
    }
  if (g_str_equal (argv[1], "help"))
    return finish_output (run_help (argv[2]));
  return finish_output (run_command (argc - 1, argv + 1));
}
