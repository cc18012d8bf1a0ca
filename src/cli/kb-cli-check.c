/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"
#include "kb-cli-verdict.h"

#include "core/api/kb-base-address.h"
#include "core/base/kb-number.h"

#include <glib/gi18n.h>

typedef struct
{
  KbCli cli;
  gboolean from_stdin;
  char *model;
  KbSavedKey *saved; /* NULL: not in the keyring */
} Check;

static void
check_clear (Check *check)
{
  kb_cli_clear (&check->cli);
  g_free (check->model);
  g_clear_object (&check->saved);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Check, check_clear)

/* the test */

static void
aspect_cb (Check *check, KbAspect aspect, KbAspectState state)
{
  g_autofree char *text = g_strdup_printf ("%s…", kb_cli_get_aspect_title (aspect));

  if (state == KB_ASPECT_STATE_CHECKING)
    kb_cli_show_progress (&check->cli, text);
}

static void
print_note (const char *note)
{
  if (note != NULL)
    g_printerr ("%s\n", note);
}

static void
announce (Check *check, KbChecker *checker)
{
  KbClient *client = kb_checker_get_client (checker);
  g_autofree char *host = kb_client_dup_host (client);
  gint64 most = kb_checker_get_max_cost (checker);
  g_autofree char *cost = most < 0 ? g_strdup (_ ("not known")) : kb_number_format_money (most);
  g_autofree char *text = NULL;

  if (!check->cli.practice)
    {
      g_autofree char *address = kb_base_address_dup_words ();
      g_autofree char *mended = kb_base_address_dup_mended_words ();

      print_note (address);
      print_note (mended);
    }
  /* TRANSLATORS: the name of a model, the name of a server, an amount such as "$0.000012" */
  text = g_strdup_printf (_ ("Asking %s at %s, for %s at most…"), kb_checker_get_model (checker), host, cost);
  kb_cli_show_progress (&check->cli, text);
}

/* NULL: nothing is noted. */
static const KbNote *
find_note (Check *check)
{
  return check->saved ? kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (check->cli.setup)),
                                       kb_saved_key_get_name (check->saved))
                      : NULL;
}

static void
remember (Check *check, KbVerdict *verdict)
{
  KbNotes *notes = kb_keys_get_notes (kb_setup_get_keys (check->cli.setup));
  const KbNote *known = find_note (check);
  g_autoptr (KbNote) note = NULL;

  if (check->saved == NULL)
    return;
  note = known ? kb_note_copy (known) : kb_note_new (kb_saved_key_get_name (check->saved));
  g_set_str (&note->last_verdict, kb_verdict_get_diagnosis (verdict)->id);
  note->last_tested = kb_verdict_get_tested (verdict);
  kb_notes_put (notes, note);
  kb_cli_write_notes (&check->cli);
}

static void
run (Check *check, SecretValue *key)
{
  KbCli *cli = &check->cli;
  g_autoptr (KbChecker) checker = kb_service_new_checker (kb_setup_get_service (cli->setup), key);
  g_autoptr (KbVerdict) verdict = NULL;

  kb_checker_set_model (checker, check->model);
  kb_checker_set_end (checker, find_note (check) ? find_note (check)->expires : NULL);
  announce (check, checker);
  g_signal_connect_swapped (checker, "aspect-changed", G_CALLBACK (aspect_cb), check);
  kb_checker_run_async (checker, key, check->saved ? KB_ASPECT_STATE_PASSED : KB_ASPECT_STATE_NOT_REACHED,
                        NULL, kb_cli_done_cb, cli);
  verdict = kb_checker_run_finish (checker, kb_cli_wait (cli), NULL);
  kb_cli_show_progress (cli, NULL);
  remember (check, verdict);
  cli->status = kb_cli_get_exit_code (kb_verdict_get_outcome (verdict));
  if (cli->json)
    kb_cli_print_verdict_json (cli, verdict, check->saved ? kb_saved_key_get_name (check->saved) : NULL,
                               kb_checker_get_client (checker));
  else
    kb_cli_print_verdict (verdict);
}

/* the command */

int
kb_cli_check (int argc, char *argv[])
{
  g_auto (Check) check = { 0 };
  const GOptionEntry options[] = {
    { "stdin", 0, 0, G_OPTION_ARG_NONE, &check.from_stdin, N_ ("Check the key from standard input"), NULL },
    { "model", 'm', 0, G_OPTION_ARG_STRING, &check.model, N_ ("Ask this model"),
      /* TRANSLATORS: stands for the name of a model, as in "--model=MODEL" */
      N_ ("MODEL") },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "check",
    .arguments = N_ ("[NAME]"),
    .summary = N_ ("Tests a key with one small request, as the window does: the saved key of that name, or "
                   "the only one.\n\nExit codes: 0 it works, 1 it was refused, 2 something blocks it, 3 it "
                   "could not be checked, 4 trouble with the keyring, 64 wrong use of the command."),
    .options = options,
    .has_json = TRUE,
    .has_practice = TRUE,
  };
  SecretValue *key;

  if (!kb_cli_begin (&check.cli, &command, &argc, &argv))
    return check.cli.status;
  key = kb_cli_take_key (&check.cli, argc, argv, check.from_stdin, &check.saved);
  if (key == NULL)
    return check.cli.status;
  run (&check, key);
  secret_value_unref (key);
  return check.cli.status;
}
