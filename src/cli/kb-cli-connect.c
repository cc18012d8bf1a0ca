/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"

#include "core/base/kb-enum.h"
#include "core/programs/kb-connection.h"
#include "core/programs/kb-use.h"

#include <glib/gi18n.h>

static gboolean applies;
static gboolean undoes;
static char *folder;

/* What one call came to. */
typedef struct
{
  KbConnection *plan;
  KbUse *use; /* nullable: what the program uses then */
  gboolean applied;
  gboolean tested;
  KbConnectionTest test;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_clear_object (&outcome->plan);
  g_clear_object (&outcome->use);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/* words */

static void
print_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *plain = kb_cli_dup_plain (lines[i]);

      g_print ("%s%s\n", *plain ? "    " : "", plain);
    }
}

static void
print_plan (KbConnection *plan)
{
  g_autofree char *words = kb_connection_dup_words (plan);
  g_autofree char *changes = kb_connection_dup_changes (plan);
  const char *lines = kb_connection_get_lines (plan), *trouble = kb_connection_get_trouble (plan);
  g_autofree char *needs = kb_program_dup_needs (kb_connection_get_program (plan));

  if (trouble != NULL)
    g_print ("%s\n", trouble);
  g_print ("%s\n", words);
  if (changes != NULL)
    print_lines (changes);
  else if (kb_connection_get_state (plan) == KB_CONNECTION_BY_HAND && lines != NULL)
    print_lines (lines);
  /* TRANSLATORS: %s is a list of permissions in the words of OpenAI's web page, such as "Responses: Write" */
  g_print (_ ("A restricted key for it needs at least: %s"), needs);
  g_print ("\n");
}

static void
print_first (KbUse *use)
{
  g_autofree char *title = NULL;

  if (kb_use_get_n_places (use) == 0 || kb_use_is_elsewhere (use, 0) ||
      kb_use_get_state (use, 0) == KB_USE_COMMAND)
    return;
  title = kb_use_dup_title (use, 0);
  /* TRANSLATORS: %s is a file, or words for another place */
  g_print (_ ("But it looks here first: %s"), title);
  g_print ("\n");
}

static void
print_outcome (Outcome *outcome)
{
  const char *afterwards = kb_connection_get_afterwards (outcome->plan);
  KbConnectionState state = kb_connection_get_state (outcome->plan);

  print_plan (outcome->plan);
  if (outcome->applied)
    g_print ("%s\n", _ ("Done. To undo it, run “keybearer connect” with --undo."));
  else if (state == KB_CONNECTION_READY)
    g_print ("%s\n", _ ("Nothing has changed yet. Add --apply to do it."));
  if (outcome->applied && kb_connection_holds_key (outcome->plan))
    g_print ("%s\n",
             _ ("The file contained a key. The original is kept for --undo, and the key is still in it."));
  if (outcome->tested)
    g_print ("%s\n", kb_connection_test_get_words (outcome->test));
  if (outcome->use != NULL)
    print_first (outcome->use);
  if (afterwards != NULL && (outcome->applied || state == KB_CONNECTION_BY_HAND))
    g_print ("%s\n", afterwards);
}

static void
print_json (KbCli *cli, Outcome *outcome)
{
  g_autoptr (JsonBuilder) builder = kb_cli_new_json (cli);
  g_autofree char *words = kb_connection_dup_words (outcome->plan);
  g_autofree char *changes = kb_connection_dup_changes (outcome->plan);
  g_autofree char *needs = kb_program_dup_needs (kb_connection_get_program (outcome->plan));

  kb_cli_add_string (builder, "program", kb_program_get_id (kb_connection_get_program (outcome->plan)));
  kb_cli_add_string (builder, "name", kb_connection_get_name (outcome->plan));
  kb_cli_add_string (
      builder, "state",
      kb_enum_get_nick (KB_TYPE_CONNECTION_STATE, (int) kb_connection_get_state (outcome->plan)));
  kb_cli_add_string (builder, "place", kb_connection_get_place (outcome->plan));
  kb_cli_add_string (builder, "words", words);
  kb_cli_add_string (builder, "trouble", kb_connection_get_trouble (outcome->plan));
  kb_cli_add_string (builder, "lines", kb_connection_get_lines (outcome->plan));
  kb_cli_add_string (builder, "changes", changes);
  kb_cli_add_string (builder, "needs", needs);
  json_builder_set_member_name (builder, "applied");
  json_builder_add_boolean_value (builder, outcome->applied);
  kb_cli_add_string (builder, "test",
                     outcome->tested ? kb_enum_get_nick (KB_TYPE_CONNECTION_TEST, (int) outcome->test)
                                     : NULL);
  kb_cli_print_json (builder);
}

/* what is done */

static void
fail_connection (KbCli *cli, const GError *error)
{
  kb_cli_fail (cli, KB_EXIT_NO_INPUT, "not-changed", kb_connection_error_get_words (error), NULL);
}

static KbConnection *
plan (KbCli *cli, KbProgram *program, const char *name)
{
  kb_connection_plan_async (program, name, folder, NULL, kb_cli_done_cb, cli);
  return kb_connection_plan_finish (kb_cli_wait (cli), NULL);
}

static gboolean
apply (KbCli *cli, Outcome *outcome)
{
  g_autoptr (GError) error = NULL;

  kb_connection_apply_async (outcome->plan, NULL, kb_cli_done_cb, cli);
  if (!kb_connection_apply_finish (kb_cli_wait (cli), &error))
    {
      fail_connection (cli, error);
      return FALSE;
    }
  outcome->applied = kb_connection_get_state (outcome->plan) == KB_CONNECTION_READY;
  return TRUE;
}

/* Whether the program gets the key, and whether something else comes before it. */
static void
try_out (KbCli *cli, Outcome *outcome)
{
  KbKeyStore *store = kb_keys_get_store (kb_setup_get_keys (cli->setup));

  kb_connection_test_async (outcome->plan, store, NULL, kb_cli_done_cb, cli);
  outcome->test = kb_connection_test_finish (kb_cli_wait (cli), NULL);
  outcome->tested = TRUE;
  if (outcome->test != KB_CONNECTION_GETS_KEY)
    cli->status = KB_EXIT_KEYRING;
  kb_use_find_async (kb_connection_get_program (outcome->plan), store, folder, NULL, kb_cli_done_cb, cli);
  outcome->use = kb_use_find_finish (kb_cli_wait (cli), NULL);
}

static void
connect_program (KbCli *cli, KbProgram *program, const char *text)
{
  g_auto (Outcome) outcome = { 0 };
  g_autoptr (KbSavedKey) saved = NULL;
  KbConnectionState state;

  if (!kb_cli_open_keyring (cli, applies ? KB_CLI_READ : KB_CLI_LOOK))
    return;
  saved = kb_cli_find_key (cli, text);
  if (saved == NULL)
    return;
  if (!kb_connection_is_name (kb_saved_key_get_name (saved)))
    {
      kb_cli_fail (cli, KB_EXIT_USAGE, "bad-name",
                   _ ("This key’s short name has characters that cannot be used in the settings of programs"),
                   _ ("Save the key again under a name with only letters, digits and hyphens."));
      return;
    }
  outcome.plan = plan (cli, program, kb_saved_key_get_name (saved));
  state = kb_connection_get_state (outcome.plan);
  if (applies && (state == KB_CONNECTION_READY || state == KB_CONNECTION_THERE) && !apply (cli, &outcome))
    return;
  if (applies && (state == KB_CONNECTION_READY || state == KB_CONNECTION_THERE))
    try_out (cli, &outcome);
  else if (applies)
    cli->status = KB_EXIT_NO_INPUT;
  if (cli->json)
    print_json (cli, &outcome);
  else
    print_outcome (&outcome);
}

/* undoing */

static gboolean
undo_one (KbCli *cli, const KbConnectionNote *note)
{
  g_autoptr (GError) error = NULL;

  kb_connections_undo_async (note, NULL, kb_cli_done_cb, cli);
  if (kb_connections_undo_finish (kb_cli_wait (cli), &error))
    return TRUE;
  fail_connection (cli, error);
  return FALSE;
}

static void
print_undone (KbCli *cli, const KbConnectionNote *note)
{
  g_autofree char *path = kb_connection_note_dup_place (note);
  g_autofree char *plain = kb_cli_dup_plain (path);

  if (cli->json)
    return;
  if (note->hash == NULL)
    /* TRANSLATORS: %s is a file */
    g_print (_ ("Keybearer did not change %s: remove the lines that you added there"), plain);
  else
    /* TRANSLATORS: %s is a file */
    g_print (_ ("%s is back as it was"), plain);
  g_print ("\n");
}

/* @name: nullable */
static void
undo (KbCli *cli, KbProgram *program, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  guint n = 0;

  kb_connections_list_async (name, NULL, kb_cli_done_cb, cli);
  notes = kb_connections_list_finish (kb_cli_wait (cli), &error);
  if (notes == NULL)
    {
      fail_connection (cli, error);
      return;
    }
  for (guint i = 0; i < notes->len; i++)
    {
      const KbConnectionNote *note = notes->pdata[i];

      if (!g_str_equal (note->program, kb_program_get_id (program)))
        continue;
      if (!undo_one (cli, note))
        return;
      print_undone (cli, note);
      n++;
    }
  if (n == 0)
    kb_cli_fail (cli, KB_EXIT_NO_INPUT, "not-connected", _ ("Keybearer has not connected this program"),
                 NULL);
  else if (cli->json)
    {
      g_autoptr (JsonBuilder) builder = kb_cli_new_json (cli);

      kb_cli_add_string (builder, "program", kb_program_get_id (program));
      kb_cli_add_count (builder, "undone", n);
      kb_cli_print_json (builder);
    }
}

static gboolean
take_arguments (KbCli *cli, int argc, char *argv[])
{
  g_autofree char *real = folder ? g_canonicalize_filename (folder, NULL) : NULL;

  if (argc != 3 && !(undoes && argc == 2))
    kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("Give a program and the name of a saved key"), NULL);
  else if (applies && undoes)
    kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("Give either --apply or --undo"), NULL);
  else if (cli->practice && (applies || undoes))
    kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("A practice run changes no files"), NULL);
  else if (kb_programs_find (argv[1]) == NULL)
    kb_cli_fail (cli, KB_EXIT_USAGE, "program-not-known", _ ("Keybearer knows no program of that name"),
                 _ ("“keybearer doctor programs” lists the known ones on this computer."));
  else if (real != NULL && !g_file_test (real, G_FILE_TEST_IS_DIR))
    kb_cli_fail (cli, KB_EXIT_USAGE, "usage", _ ("There is no such folder"), NULL);
  else
    {
      g_set_str (&folder, real);
      return argc < 3 || kb_cli_take_name (cli, argv[2]);
    }
  return FALSE;
}

int
kb_cli_connect (int argc, char *argv[])
{
  static const GOptionEntry options[] = {
    { "apply", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &applies, N_ ("Make the change, and test it"),
      NULL },
    { "undo", 'u', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &undoes, N_ ("Undo it"), NULL },
    { "folder", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_FILENAME, &folder,
      N_ ("Only in this folder, through its .envrc file and direnv"), N_ ("FOLDER") },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "connect",
    .options = options,
    .arguments = N_ ("PROGRAM NAME"),
    .summary = N_ ("Shows how a program gets a saved key from the keyring, and what has to change for that. "
                   "Without --apply, nothing changes. The key itself is never written to a file."),
    .has_json = TRUE,
    .has_practice = TRUE,
  };
  g_auto (KbCli) cli = { 0 };

  if (!kb_cli_begin (&cli, &command, &argc, &argv) || !take_arguments (&cli, argc, argv))
    return cli.status;
  if (undoes)
    undo (&cli, kb_programs_find (argv[1]), argc == 3 ? argv[2] : NULL);
  else
    connect_program (&cli, kb_programs_find (argv[1]), argv[2]);
  return cli.status;
}
