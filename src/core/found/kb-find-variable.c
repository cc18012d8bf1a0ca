/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-manager.h"
#include "core/found/kb-find-private.h"

#include <string.h>

#define TIMEOUT 3000 /* ms */

/* What programs that use OpenAI's libraries read beside the key. */
static const char *const variables_of_openai[] = {
  KB_FIND_VARIABLE,    "OPENAI_ORG_ID",   "OPENAI_ORGANIZATION",
  "OPENAI_PROJECT_ID", "OPENAI_BASE_URL", "OPENAI_API_BASE",
};

static KbFinding *
find_variable (KbFindingSource source, const char *name, const char *variable)
{
  const char *value = variable + strlen (name) + 1;
  g_autoptr (KbKeyReading) reading = NULL;
  KbFinding *finding;

  if (!g_str_has_prefix (variable, name) || variable[strlen (name)] != '=')
    return NULL;
  reading = kb_key_read (g_str_equal (name, KB_FIND_VARIABLE) ? value : NULL, -1);
  finding = kb_finding_new (source, name, 0, reading);
  if (source == KB_FINDING_SESSION)
    {
      g_autofree char *removal = g_strconcat ("systemctl --user unset-environment ", name, NULL);

      kb_finding_set_removal (finding, removal);
    }
  return finding;
}

/* One that is set counts as it is: programs take it also when there is no key in it. */
void
kb_find_in_variables (GPtrArray *findings, KbFindingSource source, const char *const *variables)
{
  for (gsize n = 0; n < G_N_ELEMENTS (variables_of_openai); n++)
    for (gsize i = 0; variables[i] != NULL; i++)
      {
        KbFinding *finding = find_variable (source, variables_of_openai[n], variables[i]);

        if (finding != NULL)
          g_ptr_array_add (findings, finding);
      }
}

/* Where there is no such manager, nobody is asked. */
gboolean
kb_find_in_session (KbSearch *search)
{
  gint64 deadline = g_get_monotonic_time () + TIMEOUT * G_GINT64_CONSTANT (1000);
  g_auto (GStrv) variables = kb_manager_dup_variables (MIN (deadline, search->deadline), search->caller);

  if (variables == NULL)
    return FALSE;
  kb_find_in_variables (search->findings, KB_FINDING_SESSION, (const char *const *) variables);
  /* Of what came over the bus GDBus frees its own copies as they are. */
  for (char **variable = variables; *variable != NULL; variable++)
    explicit_bzero (*variable, strlen (*variable));

  return TRUE;
}
