/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-environment.h"

#include <glib/gi18n.h>

/* Variables that other programs look at, and a check does not. Source: OpenAI's libraries for Python and
 * JavaScript, and the older program that came before them. */
static const struct
{
  const char *name;
  const char *words; /* what programs do with it */
} variables[] = {
  { "OPENAI_ORG_ID", N_ ("OPENAI_ORG_ID is set. OpenAI’s libraries send it along, and then a key of another "
                         "organization is refused. The test did not send it.") },
  { "OPENAI_ORGANIZATION",
    N_ ("OPENAI_ORGANIZATION is set. Older programs send it along, and then a key of another organization is "
        "refused. The test did not send it.") },
  { "OPENAI_PROJECT_ID",
    N_ ("OPENAI_PROJECT_ID is set. OpenAI’s libraries send it along, and then a key of another "
        "project is refused. The test did not send it.") },
  { "OPENAI_API_BASE",
    N_ ("OPENAI_API_BASE is set. Older programs send the key to that address. The test did "
        "not.") },
};

/**
 * kb_environment_dup_notes:
 *
 * A key that works here may be refused elsewhere for one of these.
 *
 * Returns: (transfer full) (array zero-terminated=1): a sentence for each that is set, translated
 */
char **
kb_environment_dup_notes (void)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i].name);

      if (value != NULL && *value != '\0')
        g_strv_builder_add (notes, gettext (variables[i].words));
    }

  return g_strv_builder_end (notes);
}
