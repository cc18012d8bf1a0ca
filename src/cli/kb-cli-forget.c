/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"
#include "kb-cli.h"

#include "core/facts/kb-facts.h"
#include "core/programs/kb-connection.h"

#include <glib/gi18n.h>

static void
print_forgotten (KbCli *cli, KbSavedKey *saved)
{
  const char *link = kb_facts_get_string (kb_facts_get_default (), "link.api-keys");
  g_autofree char *label = kb_cli_dup_plain (kb_saved_key_get_label (saved));
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      /* TRANSLATORS: %s is the name of a key */
      g_print (_ ("“%s” is no longer in the keyring of this computer.\n"), label);
      g_print (
          /* TRANSLATORS: %s is a web address. To revoke a key is to make it invalid at OpenAI. */
          _ ("At OpenAI the key still works, for everyone who has a copy.\nIf you do not need it any more, "
             "revoke it there: %s\n"),
          link);
      return;
    }
  builder = kb_cli_new_json (cli);
  kb_cli_add_string (builder, "name", kb_saved_key_get_name (saved));
  kb_cli_add_string (builder, "label", kb_saved_key_get_label (saved));
  kb_cli_add_string (builder, "link", link);
  kb_cli_print_json (builder);
}

/* On the standard error, as it is beside the answer. @left: nullable */
static void
print_cleaned (GPtrArray *notes, GPtrArray *left)
{
  g_autofree char *programs = kb_connections_dup_programs (notes);

  /* TRANSLATORS: %s is a list of programs */
  kb_cli_say (_ ("Connected with it, and without a key now: %s"), programs);
  for (guint i = 0; left && i < left->len; i++)
    {
      g_autofree char *place = kb_connection_note_dup_place (left->pdata[i]);
      g_autofree char *plain = kb_cli_dup_plain (place);

      /* TRANSLATORS: %s is a file */
      kb_cli_say (_ ("Remove the lines with its name from %s yourself"), plain);
    }
}

/* What was connected with it points to nothing now. */
static void
clean (KbCli *cli, const char *name)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GPtrArray) left = NULL;

  kb_connections_list_async (name, NULL, kb_cli_done_cb, cli);
  notes = kb_connections_list_finish (kb_cli_wait (cli), NULL);
  if (notes == NULL || notes->len == 0)
    return;
  kb_connections_clean_async (name, NULL, kb_cli_done_cb, cli);
  left = kb_connections_clean_finish (kb_cli_wait (cli), NULL);
  print_cleaned (notes, left);
}

static void
forget (KbCli *cli, const char *text)
{
  g_autoptr (KbSavedKey) saved = NULL;
  g_autoptr (GError) error = NULL;
  KbKeyStore *store;
  GAsyncResult *result;

  if (!kb_cli_open_keyring (cli, KB_CLI_READ))
    return;
  saved = kb_cli_find_key (cli, text);
  if (saved == NULL)
    return;
  store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  kb_key_store_forget_async (store, kb_saved_key_get_name (saved), NULL, kb_cli_done_cb, cli);
  result = kb_cli_wait_for_person (cli);
  if (result == NULL)
    return;
  if (!kb_key_store_forget_finish (store, result, &error))
    {
      kb_cli_fail_keyring (cli, error);
      return;
    }
  kb_notes_remove (kb_keys_get_notes (kb_setup_get_keys (cli->setup)), kb_saved_key_get_name (saved));
  kb_cli_write_notes (cli);
  if (!cli->practice)
    clean (cli, kb_saved_key_get_name (saved));
  print_forgotten (cli, saved);
}

int
kb_cli_forget (int argc, char *argv[])
{
  const KbCliCommand command = {
    .name = "forget",
    .arguments = N_ ("NAME"),
    .summary = N_ (
        "Removes a key from the keyring of this computer. The key is not revoked: at OpenAI it still works."),
    .has_json = TRUE,
    .has_practice = TRUE,
  };
  g_auto (KbCli) cli = { 0 };

  if (!kb_cli_begin (&cli, &command, &argc, &argv))
    return cli.status;
  if (argc != 2)
    kb_cli_fail (&cli, KB_EXIT_USAGE, "usage", _ ("Give the name of one key"), NULL);
  else if (kb_cli_take_name (&cli, argv[1]))
    forget (&cli, argv[1]);
  return cli.status;
}
