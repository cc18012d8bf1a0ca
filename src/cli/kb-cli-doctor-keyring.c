/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-doctor.h"

#include "core/base/kb-enum.h"

static gboolean
is_trouble (KbDoctorCause cause)
{
  return cause < KB_DOCTOR_TWO_PROVIDERS;
}

void
kb_cli_doctor_add_facts (JsonBuilder *builder, const KbDoctorFacts *facts, KbProof proof)
{
  KbDoctorCause cause = kb_doctor_find_cause (facts);
  g_autofree char *explanation = kb_doctor_dup_explanation (facts, cause);
  g_autofree char *lines = kb_doctor_dup_lines (facts, cause);

  json_builder_set_member_name (builder, "keyring");
  json_builder_begin_object (builder);
  kb_cli_add_string (builder, "cause", kb_enum_get_nick (KB_TYPE_DOCTOR_CAUSE, (int) cause));
  kb_cli_add_string (builder, "title", kb_doctor_get_title (cause));
  kb_cli_add_string (builder, "explanation", explanation);
  kb_cli_add_string (builder, "lines", lines);
  kb_cli_add_string (builder, "state",
                     facts->has_bus ? kb_enum_get_nick (KB_TYPE_STORE_STATE, (int) facts->state) : NULL);
  kb_cli_add_string (builder, "process", facts->process);
  kb_cli_add_count (builder, "pid", facts->pid ? (gint64) facts->pid : -1);
  kb_cli_add_string (builder, "version", facts->version);
  kb_cli_add_string (builder, "collection", facts->collection);
  kb_cli_add_string (builder, "login", facts->login.manager);
  kb_cli_add_string (builder, "marker", kb_enum_get_nick (KB_TYPE_PROOF, (int) proof));
  json_builder_end_object (builder);
}

void
kb_cli_doctor_print_facts (const KbDoctorFacts *facts, KbProof proof)
{
  g_autofree char *text = kb_doctor_dup_text (facts, kb_proof_get_words (proof));
  g_auto (GStrv) lines = g_strsplit (g_strchomp (text), "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *plain = kb_cli_dup_plain (lines[i]);

      g_print ("%s\n", plain);
    }
}

KbDoctorFacts *
kb_cli_doctor_look (KbCli *cli)
{
  KbKeyStore *store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  KbDoctorFacts *facts;

  kb_doctor_look_async (store, NULL, kb_cli_done_cb, cli);
  facts = kb_doctor_look_finish (store, kb_cli_wait (cli), NULL);
  if (facts != NULL && is_trouble (kb_doctor_find_cause (facts)))
    cli->status = KB_EXIT_KEYRING;

  return facts;
}

KbProof
kb_cli_doctor_prove (KbCli *cli, gboolean begins)
{
  KbKeyStore *store = kb_keys_get_store (kb_setup_get_keys (cli->setup));
  g_autoptr (GError) error = NULL;

  if (begins)
    {
      kb_proof_begin_async (store, NULL, kb_cli_done_cb, cli);
      if (!kb_proof_begin_finish (store, kb_cli_wait (cli), &error))
        {
          g_printerr ("%s\n", kb_proof_error_get_words (error));
          cli->status = error->domain == G_FILE_ERROR ? KB_EXIT_OUTPUT : KB_EXIT_KEYRING;
        }
    }
  kb_proof_look_async (store, NULL, kb_cli_done_cb, cli);
  return kb_proof_look_finish (store, kb_cli_wait (cli));
}
