/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"

#include "core/base/kb-enum.h"
#include "core/base/kb-sandbox.h"
#include "core/keys/kb-calendar.h"
#include "core/keys/kb-expiry.h"

#include <glib/gi18n.h>
#include <stdio.h>

/* Other programs may have had a hand in names and labels. */
static char *
dup_line (const char *text)
{
  return g_strdelimit (kb_cli_dup_plain (text), "\n", ' ');
}

static void
print_expiry (const KbNote *note)
{
  KbExpiry expiry = kb_expiry_judge (note ? note->expires : NULL, g_get_real_time () / G_USEC_PER_SEC, NULL);

  if (expiry == KB_EXPIRY_OVER)
    /* TRANSLATORS: of a key; %s is a date */
    g_print (_ ("  It ended on %s"), note->expires);
  else if (expiry != KB_EXPIRY_NONE)
    /* TRANSLATORS: of a key; %s is a date */
    g_print (_ ("  It ends on %s"), note->expires);
  if (expiry != KB_EXPIRY_NONE)
    g_print ("\n");
}

/* Lines of their own, so that a long label does not push anything aside. */
static void
print_key (KbCli *cli, KbSavedKey *key)
{
  g_autofree char *name = dup_line (kb_saved_key_get_name (key));
  g_autofree char *label = dup_line (kb_saved_key_get_label (key));
  g_autofree char *date = kb_cli_dup_date (kb_saved_key_get_created (key));
  const KbNote *note =
      kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (cli->setup)), kb_saved_key_get_name (key));
  g_autofree char *test = kb_cli_dup_test (note);

  if (kb_saved_key_get_locked (key))
    {
      g_print ("%s\n  %s\n", *name != '\0' ? name : "–", _ ("Locked key"));
      return;
    }
  /* TRANSLATORS: a saved key: its name, its label, the date on which it was saved, when it was tested */
  g_print (_ ("%s\n  “%s”, saved %s, %s\n"), name, label, date, test);
  print_expiry (note);
}

static void
add_notes (JsonBuilder *builder, const KbNote *note)
{
  gboolean chosen = note && note->chosen;

  kb_cli_add_string (builder, "project", note && *note->project != '\0' ? note->project : NULL);
  kb_cli_add_string (builder, "purpose",
                     note ? kb_enum_get_nick (KB_TYPE_PURPOSE, (int) note->purpose) : NULL);
  kb_cli_add_string (builder, "owner", chosen ? kb_enum_get_nick (KB_TYPE_OWNER, (int) note->owner) : NULL);
  kb_cli_add_string (builder, "permission",
                     chosen ? kb_enum_get_nick (KB_TYPE_PERMISSION, (int) note->permission) : NULL);
  kb_cli_add_string (builder, "expires", note && *note->expires != '\0' ? note->expires : NULL);
  kb_cli_add_string (builder, "last_verdict",
                     note && *note->last_verdict != '\0' ? note->last_verdict : NULL);
  kb_cli_add_time (builder, "last_tested", note ? note->last_tested : 0);
}

/* What is no short name would have to be quoted in a shell. */
static gboolean
has_short_name (KbSavedKey *key)
{
  g_autofree char *short_name = kb_key_store_dup_name_for (kb_saved_key_get_name (key));

  return g_str_equal (kb_saved_key_get_name (key), short_name);
}

static void
add_key (KbCli *cli, JsonBuilder *builder, KbSavedKey *key)
{
  const char *name = kb_saved_key_get_name (key);

  json_builder_begin_object (builder);
  kb_cli_add_string (builder, "name", *name != '\0' ? name : NULL);
  kb_cli_add_string (builder, "label", kb_saved_key_get_label (key));
  json_builder_set_member_name (builder, "locked");
  json_builder_add_boolean_value (builder, kb_saved_key_get_locked (key));
  kb_cli_add_time (builder, "created", kb_saved_key_get_created (key));
  add_notes (builder, kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (cli->setup)), name));
  json_builder_end_object (builder);
}

static void
print_json (KbCli *cli, GPtrArray *keys, gboolean names)
{
  g_autoptr (JsonBuilder) builder = kb_cli_new_json (cli);

  kb_cli_add_string (builder, "keyring", kb_enum_get_nick (KB_TYPE_STORE_STATE, (int) cli->keyring));
  json_builder_set_member_name (builder, names ? "names" : "keys");
  json_builder_begin_array (builder);
  for (guint i = 0; i < keys->len; i++)
    if (!names)
      add_key (cli, builder, keys->pdata[i]);
    else if (has_short_name (keys->pdata[i]))
      json_builder_add_string_value (builder, kb_saved_key_get_name (keys->pdata[i]));
  json_builder_end_array (builder);
  kb_cli_print_json (builder);
}

static void
say_twins (KbCli *cli, GPtrArray *keys)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_null_terminated (keys->len + 1, NULL, TRUE);

  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (names, (gpointer) kb_saved_key_get_name (keys->pdata[i]));
  if (keys->len > 0)
    kb_cli_say_twins (cli, (const char *const *) names->pdata);
}

static void
print_text (KbCli *cli, GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    print_key (cli, keys->pdata[i]);
  if (keys->len == 0 && cli->keyring == KB_STORE_STATE_LOCKED)
    g_print ("%s\n", _ ("The keyring is locked and shows no keys of Keybearer."));
  else if (keys->len == 0)
    {
      /* TRANSLATORS: %s is what starts Keybearer; it is typed as it stands, with another NAME */
      g_print (_ ("No key is saved. “%s save NAME” saves one."), kb_sandbox_get_command ());
      g_print ("\n");
    }
}

static void
print_calendar (KbCli *cli, GPtrArray *keys)
{
  g_autofree char *text = kb_calendar_dup_text (keys, kb_keys_get_notes (kb_setup_get_keys (cli->setup)),
                                                g_get_real_time () / G_USEC_PER_SEC);

  if (text == NULL)
    kb_cli_fail (cli, KB_EXIT_KEYRING, "no-date", _ ("No key has a date noted on which it ends"),
                 _ ("Note one in the window, or with “save --expires”."));
  else
    fputs (text, stdout); /* in UTF-8 whatever the locale is */
}

static void
print_names (GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (has_short_name (keys->pdata[i]))
      g_print ("%s\n", kb_saved_key_get_name (keys->pdata[i]));
}

int
kb_cli_list (int argc, char *argv[])
{
  gboolean names = FALSE;
  gboolean calendar = FALSE;
  const GOptionEntry options[] = {
    { "names", 0, 0, G_OPTION_ARG_NONE, &names, N_ ("Print the short names only, one a line"), NULL },
    { "ics", 0, 0, G_OPTION_ARG_NONE, &calendar, N_ ("Print a calendar of the dates on which keys end"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "list",
    .summary = N_ ("Lists the keys that Keybearer saved in the keyring. Never unlocks it."),
    .options = options,
    .has_json = TRUE,
    .has_practice = TRUE,
  };
  g_auto (KbCli) cli = { 0 };
  g_autoptr (GPtrArray) keys = NULL;

  if (!kb_cli_begin (&cli, &command, &argc, &argv))
    return cli.status;
  if (argc > 1)
    kb_cli_fail (&cli, KB_EXIT_USAGE, "usage", _ ("This command takes no name"), NULL);
  else if (kb_cli_open_keyring (&cli, KB_CLI_LOOK))
    keys = kb_cli_list_keys (&cli);
  if (keys == NULL)
    return cli.status;

  if (calendar)
    print_calendar (&cli, keys);
  else if (cli.json)
    print_json (&cli, keys, names);
  else if (names)
    print_names (keys);
  else
    print_text (&cli, keys);
  if (!names && !calendar)
    say_twins (&cli, keys);
  return cli.status;
}
