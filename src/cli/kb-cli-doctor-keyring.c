/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-doctor.h"

#include "core/base/kb-enum.h"

#include <glib/gi18n.h>

static gboolean
is_trouble (KbDoctorCause cause)
{
  return cause < KB_DOCTOR_TWO_PROVIDERS;
}

void
kb_cli_doctor_add_facts (JsonBuilder *builder, const KbDoctorFacts *facts)
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
  kb_cli_add_string (builder, "login", facts->login.manager);
  json_builder_end_object (builder);
}

static void
print_lines (const char *lines)
{
  g_auto (GStrv) split = lines ? g_strsplit (lines, "\n", -1) : NULL;

  for (gsize i = 0; split != NULL && split[i] != NULL; i++)
    g_print ("    %s\n", split[i]);
}

void
kb_cli_doctor_print_facts (const KbDoctorFacts *facts)
{
  KbDoctorCause cause = kb_doctor_find_cause (facts);
  g_autofree char *explanation = kb_doctor_dup_explanation (facts, cause);
  g_autofree char *lines = kb_doctor_dup_lines (facts, cause);
  g_autofree char *process = facts->process ? kb_cli_dup_plain (facts->process) : NULL;

  g_print ("%s\n", kb_doctor_get_title (cause));
  g_print ("  %s\n", explanation);
  print_lines (lines);
  if (process != NULL)
    {
      /* TRANSLATORS: the name of a program, the number of its process */
      g_print (_ ("  Answers: %s (process %u)"), process, facts->pid);
      g_print ("\n");
    }
  if (facts->login.manager != NULL && facts->login.is_known)
    {
      /* TRANSLATORS: %s is the program that signs people in to the computer, such as "gdm" */
      g_print (_ ("  Signs people in: %s"), facts->login.manager);
      g_print ("\n");
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
