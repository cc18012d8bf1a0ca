/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-call.h"

#include "core/base/kb-sandbox.h"
#include "core/base/kb-second.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Nobody can answer, so it is only a slow keyring that is waited for. */
#define PERSON_TIMEOUT_SECONDS 15
#define NAME_LONGEST 256
/* No key is as short as that; a name such as "sk-laptop" may be. */
#define KEY_SHORTEST 20

static gboolean
is_json_asked_for (const KbCliCommand *command, int argc, char *argv[])
{
  for (int i = 1; command->has_json && i < argc; i++)
    if (g_str_equal (argv[i], "--json"))
      return TRUE;
  return FALSE;
}

/* Of any provider, and also behind the "=" of an option */
static gboolean
holds_key (const char *argument)
{
  const char *value = strchr (argument, '=');
  g_autofree char *redacted = NULL;

  if (kb_key_looks_like_key (argument) || (value != NULL && kb_key_looks_like_key (value + 1)))
    return TRUE;
  if (strlen (argument) < KEY_SHORTEST || !g_utf8_validate (argument, -1, NULL))
    return FALSE;
  redacted = kb_key_redact (argument);
  return !g_str_equal (redacted, argument);
}

/* What it prints is no answer of its own, or is for programs as it is. */
static gboolean
refuse_json (KbCli *cli, int argc, char *argv[])
{
  for (int i = 1; !cli->command->has_json && i < argc; i++)
    if (g_str_equal (argv[i], "--json"))
      {
        kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("This command cannot answer in JSON"), NULL);
        return FALSE;
      }
  return TRUE;
}

static gboolean
refuse_keys (KbCli *cli, int argc, char *argv[])
{
  for (int i = 1; i < argc; i++)
    if (holds_key (argv[i]))
      {
        const char *program = kb_sandbox_get_command ();
        g_autofree char *advice = g_strdup_printf (
            /* TRANSLATORS: %s is what starts Keybearer; what follows it is typed as it stands */
            _ ("Other programs can see it there, and your shell remembers it. Run “%s save NAME” or “%s "
               "check --stdin”, and paste it when asked. If it was a real key, delete it from your shell’s "
               "history or replace it with a new one."),
            program, program);

        kb_cli_fail (cli, KB_EXIT_USAGE, "key-in-argument", _ ("Do not type a key as an argument"), advice);
        return FALSE;
      }
  return TRUE;
}

static GOptionContext *
new_context (KbCli *cli)
{
  const KbCliCommand *command = cli->command;
  const GOptionEntry json[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &cli->json, N_ ("Answer with JSON, for programs"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry practice[] = {
    { "practice", 0, 0, G_OPTION_ARG_NONE, &cli->practice,
      N_ ("Practice run: no account, no network, keys only in memory"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionContext *context = g_option_context_new (command->arguments ? _ (command->arguments) : NULL);

  g_option_context_set_summary (context, _ (command->summary));
  /* A Flatpak gives the computer no manual page. */
  if (!kb_sandbox_is_inside ())
    g_option_context_set_description (context, _ ("The manual page tells more: man keybearer"));
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  if (command->has_json)
    g_option_context_add_main_entries (context, json, GETTEXT_PACKAGE);
  if (command->has_practice)
    g_option_context_add_main_entries (context, practice, GETTEXT_PACKAGE);
  return context;
}

/**
 * kb_cli_begin:
 * @cli: zeroed
 * @command: what is called
 * @argc: (inout): number of arguments, the first being the name of the command
 * @argv: (inout): arguments; what is left are no options
 *
 * Returns: whether to go on
 */
gboolean
kb_cli_begin (KbCli *cli, const KbCliCommand *command, int *argc, char ***argv)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *called = g_strconcat (kb_sandbox_get_command (), " ", command->name, NULL);

  cli->command = command;
  cli->json = is_json_asked_for (command, *argc, *argv);
  if (!refuse_keys (cli, *argc, *argv))
    return FALSE;
  if (!refuse_json (cli, *argc, *argv))
    return FALSE;
  g_set_prgname (called);
  context = new_context (cli);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      g_autofree char *message = kb_key_redact (error->message);

      /* The parser has taken back what it had set. */
      cli->json = is_json_asked_for (command, *argc, *argv);
      kb_cli_fail (cli, KB_EXIT_USAGE, "usage", message, NULL);
      return FALSE;
    }
  if (cli->practice)
    g_printerr ("%s\n", _ ("Practice run: nothing leaves this computer and nothing is kept"));
  return TRUE;
}

/* A file that was damaged is mended by any command. */
void
kb_cli_clear (KbCli *cli)
{
  if (cli->setup != NULL)
    kb_setup_flush (cli->setup);
  while (kb_state_file_is_any_busy () && !cli->late)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&cli->result);
  g_clear_object (&cli->setup);
}

/* Names of keys may be in it. */
static void
say_plain (const char *message, const char *advice)
{
  g_autofree char *text = advice ? g_strconcat (message, "\n", advice, NULL) : g_strdup (message);
  g_autofree char *plain = kb_cli_dup_plain (text);

  kb_cli_say ("%s", plain);
}

/**
 * kb_cli_fail:
 * @cli: a call
 * @status: its exit code
 * @id: stable, for programs
 * @message: what is the matter, translated
 * @advice: (nullable): what to do, translated
 */
void
kb_cli_fail (KbCli *cli, int status, const char *id, const char *message, const char *advice)
{
  kb_cli_show_progress (cli, NULL);
  cli->status = status;
  if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = kb_cli_new_json (cli);

      json_builder_set_member_name (builder, "error");
      json_builder_begin_object (builder);
      kb_cli_add_string (builder, "id", id);
      kb_cli_add_string (builder, "message", message);
      kb_cli_add_string (builder, "advice", advice);
      json_builder_end_object (builder);
      kb_cli_print_json (builder);
      return;
    }
  say_plain (message, advice);
}

/**
 * kb_cli_fail_for_list:
 * @cli: a call
 * @status: its exit code
 * @id: stable, for programs
 * @message: what is the matter with a name, translated
 *
 * The list of keys is what helps.
 */
void
kb_cli_fail_for_list (KbCli *cli, int status, const char *id, const char *message)
{
  g_autofree char *advice =
      /* TRANSLATORS: %s is what starts Keybearer; what follows it is typed as it stands */
      g_strdup_printf (_ ("“%s list” shows what is saved."), kb_sandbox_get_command ());

  kb_cli_fail (cli, status, id, message, advice);
}

/**
 * kb_cli_take_name:
 * @cli: a call
 * @text: an argument
 *
 * Returns: whether it can be the name of a key
 */
gboolean
kb_cli_take_name (KbCli *cli, const char *text)
{
  gboolean blank = TRUE;

  if (strlen (text) > NAME_LONGEST || !g_utf8_validate (text, -1, NULL))
    {
      kb_cli_fail (cli, KB_EXIT_USAGE, "bad-name", _ ("The name is too long, or is not text"), NULL);
      return FALSE;
    }
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (!g_unichar_isprint (g_utf8_get_char (c)))
        {
          kb_cli_fail (cli, KB_EXIT_USAGE, "bad-name", _ ("The name contains an invisible character"), NULL);
          return FALSE;
        }
      blank = blank && g_unichar_isspace (g_utf8_get_char (c));
    }
  if (blank)
    kb_cli_fail (cli, KB_EXIT_USAGE, "bad-name", _ ("The name is empty"), NULL);
  return !blank;
}

/* waiting */

void
kb_cli_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KbCli *cli = user_data;

  cli->result = g_object_ref (result);
}

/**
 * kb_cli_wait:
 * @cli: a call with one operation under way
 *
 * The main loop of a command: there is no other, and nothing else that waits.
 *
 * Returns: (transfer none): what the operation came to
 */
GAsyncResult *
kb_cli_wait (KbCli *cli)
{
  g_clear_object (&cli->result);
  while (cli->result == NULL && !cli->late)
    g_main_context_iteration (NULL, TRUE);
  return cli->result;
}

static gboolean
late_cb (gpointer user_data)
{
  KbCli *cli = user_data;

  /* Nobody has been asked by then. */
  if (cli->waited)
    {
      cli->waited = cli->waiting;
      return G_SOURCE_CONTINUE;
    }
  cli->late = TRUE;
  return G_SOURCE_REMOVE;
}

/**
 * kb_cli_waiting_cb:
 * @cli: a call
 * @waiting: whether another Keybearer is changing keys
 *
 * For the signal of a store. The wait has a limit of the store's own.
 */
void
kb_cli_waiting_cb (KbCli *cli, gboolean waiting)
{
  if (waiting)
    g_printerr ("%s\n", _ ("Another Keybearer is saving or changing a key. Waiting for it to finish; press "
                           "Ctrl+C to give up…"));
  cli->waited = cli->waited || waiting;
  cli->waiting = waiting;
}

/**
 * kb_cli_wait_for_person:
 * @cli: a call with one operation under way
 *
 * The operation is not cancelled when it is late: gnome-keyring does not survive that. It ends with the
 * program.
 *
 * Returns: (transfer none) (nullable): what the operation came to
 */
GAsyncResult *
kb_cli_wait_for_person (KbCli *cli)
{
  guint seconds = kb_cli_has_display () ? cli->command->person_seconds : PERSON_TIMEOUT_SECONDS;
  g_autoptr (GSource) limit = g_timeout_source_new (seconds * kb_second_get_milliseconds ());
  GAsyncResult *result;

  g_source_set_callback (limit, late_cb, cli, NULL);
  if (seconds > 0)
    g_source_attach (limit, NULL);
  result = kb_cli_wait (cli);
  g_source_destroy (limit);
  if (result == NULL)
    kb_cli_fail (cli, KB_EXIT_KEYRING, "keyring-asks",
                 kb_cli_has_display ()
                     ? _ ("The keyring asked, and nobody answered in time")
                     : _ ("The keyring has a question that it cannot ask without a display"),
                 _ ("Sign in at this computer’s screen, answer the keyring’s window there, and try again."));
  return result;
}

/* words */

gboolean
kb_cli_has_display (void)
{
  const char *x11 = g_getenv ("DISPLAY");
  const char *wayland = g_getenv ("WAYLAND_DISPLAY");

  return (x11 != NULL && *x11 != '\0') || (wayland != NULL && *wayland != '\0');
}

void
kb_cli_show_progress (KbCli *cli, const char *text)
{
  if (!isatty (STDERR_FILENO) || g_strcmp0 (g_getenv ("TERM"), "dumb") == 0)
    return;
  /* Back to the start of the line, and away with what stands in it */
  g_printerr ("\r\033[K%s", text ? text : "");
}

/**
 * kb_cli_dup_plain:
 * @text: any text
 *
 * Returns: (transfer full): the same with everything that cannot be seen turned into spaces
 */
char *
kb_cli_dup_plain (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      g_string_append_unichar (plain, character == '\n' || g_unichar_isprint (character) ? character : ' ');
    }
  return g_string_free_and_steal (plain);
}

/* JSON */

/**
 * kb_cli_new_json:
 * @cli: a call with its status set
 *
 * Returns: (transfer full): an object that is begun
 */
JsonBuilder *
kb_cli_new_json (KbCli *cli)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, 1);
  kb_cli_add_string (builder, "command", cli->command->name);
  json_builder_set_member_name (builder, "exit_code");
  json_builder_add_int_value (builder, cli->status);
  return builder;
}

void
kb_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  /* Not g_print(), which turns it into the charset of the locale: JSON is UTF-8. */
  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
kb_cli_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
kb_cli_add_count (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  if (value >= 0)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
kb_cli_add_time (JsonBuilder *builder, const char *name, gint64 unix_seconds)
{
  g_autoptr (GDateTime) time = unix_seconds > 0 ? g_date_time_new_from_unix_utc (unix_seconds) : NULL;
  g_autofree char *text = time ? g_date_time_format (time, "%FT%TZ") : NULL;

  kb_cli_add_string (builder, name, text);
}
