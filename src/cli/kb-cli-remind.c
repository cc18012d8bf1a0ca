/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"
#include "kb-cli.h"

#include "core/base/kb-notify.h"
#include "core/keys/kb-reminder.h"

#include <glib/gi18n.h>

/* What is noted before nobody is told twice; what nobody could be told of is due again. */
static void
tell (KbCli *cli, GPtrArray *taken, gint64 now)
{
  KbNotes *notes = kb_keys_get_notes (kb_setup_get_keys (cli->setup));
  g_autofree char *title = kb_reminders_dup_title (taken, now);
  g_autoptr (GError) error = NULL;

  if (!kb_cli_write_notes (cli))
    {
      cli->status = KB_EXIT_OUTPUT;
      return;
    }
  kb_notify_async ("ends", title, _ ("Keybearer shows which one, and leads through replacing it."), NULL,
                   kb_cli_done_cb, cli);
  if (kb_notify_finish (kb_cli_wait (cli), &error))
    return;
  g_debug ("Nobody was told: %s", error->message);
  kb_reminders_give_back (notes, taken);
  kb_cli_write_notes (cli);
  kb_cli_fail (cli, KB_EXIT_OUTPUT, "not-told", _ ("No desktop has taken the notification"), NULL);
}

static void
print (GPtrArray *taken)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const KbNote *note = taken->pdata[i];
      g_autofree char *name = kb_cli_dup_plain (note->name);

      /* TRANSLATORS: the first %s is the short name of a key, the second a date */
      g_print (_ ("%s ends on %s"), name, note->expires);
      g_print ("\n");
    }
}

int
kb_cli_remind (int argc, char *argv[])
{
  const KbCliCommand command = {
    .name = "remind",
    .summary =
        N_ ("Shows a notification two weeks, three days and a day before a key ends, by the dates that are "
            "noted, and each time only once. When reminders are turned on in the preferences, this runs "
            "by itself."),
  };
  g_auto (KbCli) cli = { 0 };
  g_autoptr (GPtrArray) taken = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (!kb_cli_begin (&cli, &command, &argc, &argv))
    return cli.status;
  if (argc > 1)
    {
      kb_cli_fail (&cli, KB_EXIT_USAGE, "usage", _ ("This command takes no name"), NULL);
      return cli.status;
    }
  cli.setup = kb_setup_new (FALSE);
  taken = kb_reminders_take (kb_keys_get_notes (kb_setup_get_keys (cli.setup)), now);
  if (taken->len > 0)
    tell (&cli, taken, now);
  if (cli.status == KB_EXIT_WORKS)
    print (taken);
  return cli.status;
}
