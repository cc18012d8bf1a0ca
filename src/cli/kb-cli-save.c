/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"
#include "kb-cli-stdin.h"

#include "core/keys/kb-expiry.h"

#include <glib/gi18n.h>

static void
fail_taken (KbCli *cli)
{
  kb_cli_fail (cli, KB_EXIT_USAGE, "name-taken", _ ("A key of that name is saved already"),
               _ ("Choose another name, or add --replace to replace it."));
}

static gboolean
is_free (KbCli *cli, const char *name)
{
  g_autoptr (GPtrArray) keys = kb_cli_list_keys (cli);

  if (keys != NULL && kb_saved_keys_have_name (keys, name))
    fail_taken (cli);
  return keys != NULL && !kb_saved_keys_have_name (keys, name);
}

static gboolean
store (KbCli *cli, const char *name, const char *label, SecretValue *key, gboolean replace)
{
  KbKeyStore *store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  g_autoptr (GError) error = NULL;
  GAsyncResult *result;

  kb_key_store_save_async (store, name, label, key, replace, NULL, kb_cli_done_cb, cli);
  result = kb_cli_wait_for_person (cli);
  if (result == NULL)
    return FALSE;
  if (kb_key_store_save_finish (store, result, &error))
    return TRUE;
  /* Somebody has taken it while the key was typed. */
  if (g_error_matches (error, KB_STORE_ERROR, KB_STORE_ERROR_NAME_TAKEN))
    fail_taken (cli);
  else
    kb_cli_fail_keyring (cli, error);
  return FALSE;
}

static void
print_saved (KbCli *cli, const char *name, const char *label)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json)
    {
      /* TRANSLATORS: the first %s is the name that was given, the second a short name for commands */
      g_print (_ ("Saved in the keyring as “%s”, read back and compared. Its short name is %s.\n"), label,
               name);
      return;
    }
  builder = kb_cli_new_json (cli);
  kb_cli_add_string (builder, "name", name);
  kb_cli_add_string (builder, "label", label);
  kb_cli_print_json (builder);
}

/* @expires: nullable, ISO */
static void
put_note (KbCli *cli, const char *name, const char *expires)
{
  KbNotes *notes = kb_keys_get_notes (kb_setup_get_keys (cli->setup));

  /* With the choices that were made in the window, as saving there does. */
  kb_setup_put_note (cli->setup, name);
  if (expires != NULL)
    kb_notes_set_expires (notes, name, expires);
  kb_cli_write_notes (cli);
}

static void
save (KbCli *cli, const char *label, gboolean replace, const char *expires)
{
  g_autofree char *name = kb_key_store_dup_name_for (label);
  SecretValue *key = NULL;

  /* The keyring first: nobody should paste a key for nothing. */
  if (!kb_cli_open_keyring (cli, KB_CLI_WRITE) || (!replace && !is_free (cli, name)))
    return;
  kb_cli_say_twins (cli, (const char *const[]) { name, NULL });
  key = kb_cli_read_key (cli);
  if (key == NULL)
    return;
  if (store (cli, name, label, key, replace))
    {
      /* While nobody else can save yet: whose "saved" comes last, theirs is the key that is kept. */
      print_saved (cli, name, label);
      put_note (cli, name, expires);
    }
  secret_value_unref (key);
}

static gboolean
take_expiry (KbCli *cli, const char *text, char **date)
{
  if (text == NULL)
    return TRUE;
  *date = kb_expiry_read (text, g_get_real_time () / G_USEC_PER_SEC);
  if (*date == NULL)
    kb_cli_fail (cli, KB_EXIT_USAGE, "bad-date", _ ("That is not a date in the future"),
                 _ ("Give a date in numbers as year-month-day, a number of days up to 366, or “none”."));
  return *date != NULL;
}

int
kb_cli_save (int argc, char *argv[])
{
  gboolean replace = FALSE;
  g_autofree char *expires = NULL;
  g_autofree char *date = NULL;
  const GOptionEntry options[] = {
    { "replace", 0, 0, G_OPTION_ARG_NONE, &replace, N_ ("Replace a saved key of that name"), NULL },
    { "expires", 0, 0, G_OPTION_ARG_STRING, &expires,
      N_ ("Note when the key ends: a date or a number of days"),
      /* TRANSLATORS: stands for a date, as in "--expires=DATE" */
      N_ ("DATE") },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "save",
    .arguments = N_ ("NAME"),
    .summary = N_ ("Saves the key from standard input in the keyring. In a terminal, it asks for the key and "
                   "does not show it."),
    .options = options,
    .has_json = TRUE,
    .has_practice = TRUE,
  };
  g_auto (KbCli) cli = { 0 };

  if (!kb_cli_begin (&cli, &command, &argc, &argv))
    return cli.status;
  if (argc != 2)
    kb_cli_fail (&cli, KB_EXIT_USAGE, "usage", _ ("Give the key one name"),
                 _ ("Put quotation marks around a name with spaces. Do not type the key: it is asked for."));
  else if (kb_cli_take_name (&cli, argv[1]) && take_expiry (&cli, expires, &date))
    save (&cli, argv[1], replace, date);
  return cli.status;
}
