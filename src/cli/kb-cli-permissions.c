/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"

#include "core/api/kb-models.h"
#include "core/base/kb-enum.h"
#include "core/setup/kb-access-report.h"

#include <glib/gi18n.h>

typedef struct
{
  KbCli cli;
  gboolean from_stdin;
  KbSavedKey *saved; /* NULL: not in the keyring */
} Permissions;

static void
permissions_clear (Permissions *self)
{
  kb_cli_clear (&self->cli);
  g_clear_object (&self->saved);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Permissions, permissions_clear)

static void
print_line (KbResource resource, const char *level, const char *words, const char *beside)
{
  /* TRANSLATORS: of a permission: what was seen, then "Chosen · Needed by Crush" */
  g_autofree char *both = beside ? g_strdup_printf (C_ ("permission", "%s · %s"), words, beside) : NULL;

  g_print ("%-20s %-9s %s\n", kb_resource_get_label (resource), level, both ? both : words);
}

static gboolean
has_probe (KbResource resource)
{
  gsize n_probes;
  const KbProbe *probes = kb_access_get_probes (&n_probes);

  for (gsize i = 0; i < n_probes; i++)
    if (probes[i].resource == resource)
      return TRUE;

  return FALSE;
}

static void
print_note (const KbNote *note)
{
  if (note == NULL || !note->chosen)
    return;
  /* TRANSLATORS: %s is what the web page calls the choice: All, Restricted, Read only */
  g_print (_ ("Chosen when it was saved: %s"), kb_permission_get_label (note->permission));
  g_print ("\n");
}

static void
print_text (const KbAccessReport *report)
{
  g_autofree char *advice = kb_access_report_dup_advice (report);
  g_autofree char *sources = kb_access_dup_sources ();

  for (guint i = 0; i < report->findings->len; i++)
    {
      const KbAccessFinding *finding = report->findings->pdata[i];
      g_autofree char *seen = kb_access_report_dup_seen (report, finding);
      g_autofree char *beside = kb_access_report_dup_beside (report, finding->probe);

      print_line (finding->probe->resource, kb_level_get_label (finding->probe->level), seen, beside);
    }
  for (KbResource resource = 0; resource < KB_N_RESOURCES; resource++)
    if (!has_probe (resource))
      print_line (resource, "", _ ("Not known: OpenAI documents no request for it"), NULL);
  print_note (report->note);
  g_print ("%s\n", advice);
  g_print ("%s\n%s\n", kb_access_get_seems_words (), sources);
}

/* JSON */

static void
add_programs (JsonBuilder *builder, const char *name, GPtrArray *programs)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < programs->len; i++)
    json_builder_add_string_value (builder, kb_program_get_id (programs->pdata[i]));
  json_builder_end_array (builder);
}

static void
add_chosen (JsonBuilder *builder, KbSeen chosen)
{
  json_builder_set_member_name (builder, "chosen");
  if (chosen == KB_SEEN_UNKNOWN)
    json_builder_add_null_value (builder);
  else
    json_builder_add_boolean_value (builder, chosen == KB_SEEN_YES);
}

static void
add_document (JsonBuilder *builder, const char *name, const KbProbeDocument *document)
{
  json_builder_set_member_name (builder, name);
  if (document == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  kb_cli_add_string (builder, "address", document->address);
  kb_cli_add_string (builder, "version", document->version);
  kb_cli_add_string (builder, "date", document->date);
  json_builder_end_object (builder);
}

static void
add_line (JsonBuilder *builder, const KbAccessReport *report, const KbAccessFinding *finding)
{
  static const char *const words[] = {
    [KB_ACCESS_UNKNOWN] = "unknown",
    [KB_ACCESS_ALLOWED] = "allowed",
    [KB_ACCESS_SEEMS_ALLOWED] = "seems-allowed",
    [KB_ACCESS_REFUSED] = "refused",
  };
  static const char *const sources[] = {
    [KB_PROBE_DOCUMENTED] = "documented",
    [KB_PROBE_ANALYZED] = "analyzed",
    [KB_PROBE_LIKELY] = "likely",
  };
  const KbProbe *probe = finding->probe;
  g_autoptr (GPtrArray) needing = kb_access_report_find_needing (report, probe);

  json_builder_begin_object (builder);
  kb_cli_add_string (builder, "resource", kb_resource_get_label (probe->resource));
  kb_cli_add_string (builder, "level", kb_level_get_label (probe->level));
  kb_cli_add_string (builder, "access", words[finding->access]);
  kb_cli_add_string (builder, "lacks", finding->lacks);
  kb_cli_add_string (builder, "since", kb_access_get_document (probe)->date);
  kb_cli_add_string (builder, "until", kb_resource_get_end (probe->resource));
  kb_cli_add_string (builder, "source", sources[probe->source]);
  add_document (builder, "document", kb_access_get_document (probe));
  add_document (builder, "evidence", kb_access_get_evidence (probe));
  add_chosen (builder, kb_access_report_get_chosen (report, probe));
  add_programs (builder, "needed_by", needing);
  json_builder_end_object (builder);
}

static void
add_narrow (JsonBuilder *builder, const KbAccessReport *report)
{
  KbLevel enough;

  json_builder_set_member_name (builder, "narrow");
  json_builder_begin_array (builder);
  for (KbResource resource = 0; resource < KB_N_RESOURCES; resource++)
    if (kb_access_report_get_spare (report, resource, &enough))
      {
        json_builder_begin_object (builder);
        kb_cli_add_string (builder, "resource", kb_resource_get_label (resource));
        kb_cli_add_string (builder, "level", kb_level_get_label (enough));
        json_builder_end_object (builder);
      }
  json_builder_end_array (builder);
}

static void
print_json (Permissions *self, const KbAccessReport *report)
{
  const KbNote *note = report->note;
  g_autoptr (JsonBuilder) builder = kb_cli_new_json (&self->cli);

  kb_cli_add_string (builder, "name", self->saved ? kb_saved_key_get_name (self->saved) : NULL);
  kb_cli_add_string (builder, "permission",
                     note && note->chosen ? kb_enum_get_nick (KB_TYPE_PERMISSION, (int) note->permission)
                                          : NULL);
  kb_cli_add_count (builder, "requests", kb_access_count_requests (report->today));
  add_programs (builder, "programs", report->programs);
  add_narrow (builder, report);
  json_builder_set_member_name (builder, "permissions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->findings->len; i++)
    add_line (builder, report, report->findings->pdata[i]);
  json_builder_end_array (builder);
  kb_cli_print_json (builder);
}

static void
announce (KbSetup *setup, SecretValue *key)
{
  g_autoptr (KbChecker) checker = kb_service_new_checker (kb_setup_get_service (setup), key);
  KbClient *client = kb_checker_get_client (checker);
  g_autofree char *today = kb_models_dup_today ();
  g_autofree char *text = kb_access_dup_announcement (client, today);

  if (kb_client_is_openai (client))
    g_printerr ("%s\n", text);
}

static void
fail (KbCli *cli, const GError *error)
{
  if (g_error_matches (error, KB_ACCESS_ERROR, KB_ACCESS_ERROR_KEY))
    kb_cli_fail (cli, KB_EXIT_KEY_REFUSED, "key-refused", error->message, NULL);
  else
    kb_cli_fail (cli, KB_EXIT_NOT_CHECKED, "not-checked", error->message, NULL);
}

static void
run (Permissions *self, SecretValue *key)
{
  KbCli *cli = &self->cli;
  const char *name = self->saved ? kb_saved_key_get_name (self->saved) : NULL;
  g_autoptr (KbAccessReport) report = NULL;
  g_autoptr (GError) error = NULL;

  announce (cli->setup, key);
  kb_access_report_find_async (cli->setup, name, key, NULL, kb_cli_done_cb, cli);
  report = kb_access_report_find_finish (cli->setup, kb_cli_wait (cli), &error);
  if (report == NULL)
    fail (cli, error);
  else if (cli->json)
    print_json (self, report);
  else
    print_text (report);
}

int
kb_cli_permissions (int argc, char *argv[])
{
  g_auto (Permissions) self = { 0 };
  const GOptionEntry options[] = {
    { "stdin", 0, 0, G_OPTION_ARG_NONE, &self.from_stdin, N_ ("Ask about the key from standard input"),
      NULL },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "permissions",
    .arguments = N_ ("[NAME]"),
    .summary =
        N_ ("Asks OpenAI what a key may do, line by line as its web page lists it: the saved one of that "
            "name, or the only one. It costs nothing."),
    .options = options,
    .has_json = TRUE,
    .has_practice = TRUE,
  };
  SecretValue *key;

  if (!kb_cli_begin (&self.cli, &command, &argc, &argv))
    return self.cli.status;
  key = kb_cli_take_key (&self.cli, argc, argv, self.from_stdin, &self.saved);
  if (key == NULL)
    return self.cli.status;
  run (&self, key);
  secret_value_unref (key);
  return self.cli.status;
}
