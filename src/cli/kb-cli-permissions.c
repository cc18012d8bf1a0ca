/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-keyring.h"
#include "kb-cli-stdin.h"

#include "core/api/kb-access.h"
#include "core/api/kb-models.h"
#include "core/base/kb-enum.h"

#include <glib/gi18n.h>

typedef struct
{
  KbCli cli;
  gboolean from_stdin;
  KbSavedKey *saved; /* NULL: not in the keyring */
  char *today;
} Permissions;

static void
permissions_clear (Permissions *self)
{
  kb_cli_clear (&self->cli);
  g_clear_object (&self->saved);
  g_free (self->today);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Permissions, permissions_clear)

static SecretValue *
get_key (Permissions *self, const char *name)
{
  KbCli *cli = &self->cli;

  if (self->from_stdin)
    {
      cli->setup = kb_setup_new (cli->practice);
      return kb_cli_read_key (cli);
    }
  if (!kb_cli_open_keyring (cli, KB_CLI_READ))
    return NULL;
  self->saved = kb_cli_find_key (cli, name);
  return self->saved ? kb_cli_load_key (cli, self->saved) : NULL;
}

/* What it was chosen to be; NULL: nobody has said. */
static const KbNote *
get_note (Permissions *self)
{
  return self->saved ? kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (self->cli.setup)),
                                      kb_saved_key_get_name (self->saved))
                     : NULL;
}

static const char *
get_word (KbAccess access)
{
  switch (access)
    {
    case KB_ACCESS_ALLOWED:
      return _ ("allowed");
    case KB_ACCESS_SEEMS_ALLOWED:
      return _ ("seems allowed");
    case KB_ACCESS_REFUSED:
      return _ ("refused");
    case KB_ACCESS_UNKNOWN:
    default:
      return _ ("could not tell");
    }
}

/* Of a line, what stands behind its name */
static char *
dup_words (Permissions *self, const KbAccessFinding *finding)
{
  if (kb_access_is_over (finding->probe, self->today))
    /* TRANSLATORS: of a part of OpenAI's API; %s is a date */
    return g_strdup_printf (_ ("ended on %s"), kb_resource_get_end (finding->probe->resource));
  if (finding->access == KB_ACCESS_REFUSED && finding->lacks != NULL)
    /* TRANSLATORS: %s is what the key lacks, as the web page names it: "Files (Read)" */
    return g_strdup_printf (_ ("refused: it lacks %s"), finding->lacks);

  return g_strdup (get_word (finding->access));
}

static void
print_line (KbResource resource, const char *level, const char *words)
{
  g_print ("%-20s %-9s %s\n", kb_resource_get_label (resource), level, words);
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
print_text (Permissions *self, GPtrArray *findings)
{
  const KbNote *note = get_note (self);

  for (guint i = 0; i < findings->len; i++)
    {
      const KbAccessFinding *finding = findings->pdata[i];
      g_autofree char *words = dup_words (self, finding);

      print_line (finding->probe->resource, kb_level_get_label (finding->probe->level), words);
    }
  for (KbResource resource = 0; resource < KB_N_RESOURCES; resource++)
    if (!has_probe (resource))
      print_line (resource, "", _ ("could not tell: OpenAI documents no request for it"));
  if (note != NULL)
    {
      /* TRANSLATORS: %s is what the web page calls the choice: All, Restricted, Read only */
      g_print (_ ("Chosen when it was saved: %s"), kb_permission_get_label (note->permission));
      g_print ("\n");
    }
  g_print ("%s\n",
           _ ("“Seems”: the request was refused for what was in it, and not for a permission, which as far "
              "as is known is looked at first."));
}

static void
add_line (Permissions *self, JsonBuilder *builder, const KbAccessFinding *finding)
{
  static const char *const words[] = {
    [KB_ACCESS_UNKNOWN] = "unknown",
    [KB_ACCESS_ALLOWED] = "allowed",
    [KB_ACCESS_SEEMS_ALLOWED] = "seems-allowed",
    [KB_ACCESS_REFUSED] = "refused",
  };
  const KbProbe *probe = finding->probe;

  json_builder_begin_object (builder);
  kb_cli_add_string (builder, "resource", kb_resource_get_label (probe->resource));
  kb_cli_add_string (builder, "level", kb_level_get_label (probe->level));
  kb_cli_add_string (builder, "access", words[finding->access]);
  kb_cli_add_string (builder, "lacks", finding->lacks);
  kb_cli_add_string (builder, "ends", kb_resource_get_end (probe->resource));
  json_builder_end_object (builder);
}

static void
print_json (Permissions *self, GPtrArray *findings)
{
  const KbNote *note = get_note (self);
  g_autoptr (JsonBuilder) builder = kb_cli_new_json (&self->cli);

  kb_cli_add_string (builder, "name", self->saved ? kb_saved_key_get_name (self->saved) : NULL);
  kb_cli_add_string (builder, "permission",
                     note ? kb_enum_get_nick (KB_TYPE_PERMISSION, (int) note->permission) : NULL);
  kb_cli_add_count (builder, "requests", kb_access_count_requests (self->today));
  json_builder_set_member_name (builder, "permissions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_line (self, builder, findings->pdata[i]);
  json_builder_end_array (builder);
  kb_cli_print_json (builder);
}

static void
announce (Permissions *self, KbClient *client)
{
  guint requests = kb_access_count_requests (self->today);
  g_autofree char *host = kb_client_dup_host (client);

  /* TRANSLATORS: %1$u is a number, %2$s the name of a server */
  g_printerr (
      ngettext ("Asking %2$s %1$u time, which costs nothing: what could cost is sent so that it is refused.",
                "Asking %2$s %1$u times, which costs nothing: what could cost is sent so that it is refused.",
                requests),
      requests, host);
  g_printerr ("\n");
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
  g_autoptr (KbChecker) checker = kb_service_new_checker (kb_setup_get_service (cli->setup), key);
  KbClient *client = kb_checker_get_client (checker);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  if (kb_client_is_openai (client))
    announce (self, client);
  kb_access_find_async (client, key, self->today, NULL, kb_cli_done_cb, cli);
  findings = kb_access_find_finish (client, kb_cli_wait (cli), &error);
  if (findings == NULL)
    fail (cli, error);
  else if (cli->json)
    print_json (self, findings);
  else
    print_text (self, findings);
}

static gboolean
take_arguments (Permissions *self, int argc, char *argv[])
{
  if (argc == (self->from_stdin ? 1 : 2))
    return self->from_stdin || kb_cli_take_name (&self->cli, argv[1]);
  kb_cli_fail_for_list (&self->cli, KB_EXIT_USAGE, "usage", _ ("Give the name of one key, or --stdin"));
  return FALSE;
}

int
kb_cli_permissions (int argc, char *argv[])
{
  g_auto (Permissions) self = { 0 };
  const GOptionEntry options[] = {
    { "stdin", 0, 0, G_OPTION_ARG_NONE, &self.from_stdin,
      N_ ("Ask of the key that comes on the standard input"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "permissions",
    .arguments = N_ ("NAME"),
    .summary = N_ ("Asks OpenAI what a key may do, line by line as its web page lists it. It costs nothing."),
    .options = options,
    .has_json = TRUE,
    .has_practice = TRUE,
  };
  SecretValue *key;

  if (!kb_cli_begin (&self.cli, &command, &argc, &argv) || !take_arguments (&self, argc, argv))
    return self.cli.status;
  key = get_key (&self, argc > 1 ? argv[1] : NULL);
  if (key == NULL)
    return self.cli.status;
  self.today = kb_models_dup_today ();
  run (&self, key);
  secret_value_unref (key);
  return self.cli.status;
}
