/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-call.h"

#include "core/found/kb-find.h"

#include <glib/gi18n.h>

static const char *
get_kind (KbFinding *finding)
{
  switch (kb_key_reading_get_kind (kb_finding_get_reading (finding)))
    {
    case KB_KEY_KIND_USER:
      return "user";
    case KB_KEY_KIND_PROJECT:
      return "project";
    case KB_KEY_KIND_SERVICE_ACCOUNT:
      return "service-account";
    case KB_KEY_KIND_ADMIN:
      return "admin";
    case KB_KEY_KIND_OTHER:
      return "other";
    case KB_KEY_KIND_UNKNOWN:
    default:
      return NULL;
    }
}

static void
add_finding (JsonBuilder *builder, KbFinding *finding)
{
  gboolean holds_key = kb_finding_get_key (finding) != NULL;
  g_autofree char *place = kb_finding_dup_title (finding);
  g_autofree char *words = kb_finding_dup_words (finding);

  json_builder_begin_object (builder);
  kb_cli_add_count (builder, "length",
                    holds_key ? (gint64) kb_key_reading_get_length (kb_finding_get_reading (finding)) : -1);
  kb_cli_add_string (builder, "kind", holds_key ? get_kind (finding) : NULL);
  kb_cli_add_string (builder, "place", place);
  kb_cli_add_string (builder, "words", words);
  json_builder_end_object (builder);
}

static void
print_json (KbCli *cli, GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = kb_cli_new_json (cli);

  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_finding (builder, findings->pdata[i]);
  json_builder_end_array (builder);
  kb_cli_print_json (builder);
}

static void
print_finding (KbFinding *finding)
{
  g_autofree char *title = kb_finding_dup_title (finding);
  g_autofree char *plain = kb_cli_dup_plain (title);
  g_autofree char *words = kb_finding_dup_words (finding);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);
  g_autofree char *indented = g_strjoinv ("\n  ", lines);
  const char *effect = kb_finding_get_effect (finding);

  g_print ("%s\n  %s\n", plain, indented);
  if (effect != NULL)
    g_print ("  %s\n", effect);
}

static void
find_around (KbCli *cli, GPtrArray *findings)
{
  KbFindPlaces looked = 0;

  kb_find_async (kb_keys_get_store (kb_setup_get_keys (cli->setup)), NULL, kb_cli_done_cb, cli);
  g_ptr_array_extend_and_steal (findings, kb_find_finish (kb_cli_wait (cli), &looked, NULL));
  if (!cli->json)
    {
      g_autofree char *words = kb_find_dup_looked (looked);

      if (kb_findings_count_keys (findings) == 0)
        g_print ("%s\n", _ ("Nothing found"));
      g_printerr ("%s\n", words);
    }
}

static void
print_file (const char *file, const char *words)
{
  /* TRANSLATORS: a file that was looked at, and what was seen: "notes.txt: It is not a text file" */
  g_printerr (C_ ("file", "%s: %s"), file, words);
  g_printerr ("\n");
}

/* One that cannot be read does not keep the others from being looked at. */
static void
find_in_file (KbCli *cli, const char *name, GPtrArray *findings)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GError) error = NULL;
  g_autofree char *redacted = kb_key_redact (name);
  g_autofree char *plain = kb_cli_dup_plain (redacted);
  GPtrArray *found;

  kb_find_in_file_async (kb_keys_get_store (kb_setup_get_keys (cli->setup)), file, NULL, kb_cli_done_cb, cli);
  found = kb_find_in_file_finish (kb_cli_wait (cli), &error);
  if (found == NULL)
    {
      print_file (plain, kb_find_error_get_words (error));
      cli->status = KB_EXIT_NO_INPUT;
      return;
    }
  if (found->len == 0 && !cli->json)
    print_file (plain, _ ("No OpenAI key is in it"));
  g_ptr_array_extend_and_steal (findings, found);
}

int
kb_cli_find (int argc, char *argv[])
{
  const KbCliCommand command = {
    .name = "find",
    .arguments = N_ ("[FILE…]"),
    .summary = N_ ("Looks for keys that Keybearer did not save: in variables and the open keyring, or in "
                   "files. It changes nothing, asks for nothing, and shows no key."),
    .has_json = TRUE,
  };
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (KbCli) cli = { 0 };

  if (!kb_cli_begin (&cli, &command, &argc, &argv))
    return cli.status;
  cli.setup = kb_setup_new (FALSE);
  if (argc < 2)
    find_around (&cli, findings);
  for (int i = 1; i < argc; i++)
    find_in_file (&cli, argv[i], findings);
  if (cli.json)
    print_json (&cli, findings);
  else
    for (guint i = 0; i < findings->len; i++)
      print_finding (findings->pdata[i]);
  return cli.status;
}
