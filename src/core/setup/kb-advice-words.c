/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-advice-words.h"

#include <glib/gi18n.h>

/**
 * kb_advice_dup_resources:
 * @key: owner, permission and settings of a key
 * @separator: what stands between two of them
 *
 * Says which resources the settings of @key open, and how far, in the words of the web page.
 *
 * Returns: (transfer full): a text such as "List models: Read"
 */
char *
kb_advice_dup_resources (const KbAdvice *key, const char *separator)
{
  GString *text = g_string_new (NULL);

  for (guint resource = 0; resource < KB_N_RESOURCES; resource++)
    if (key->levels[resource] != KB_LEVEL_NONE)
      {
        if (text->len > 0)
          g_string_append (text, separator);
        /* TRANSLATORS: one of a list; both %s are labels of the web page, as in "List models: Read" */
        g_string_append_printf (text, _ ("%s: %s"), kb_resource_get_label (resource),
                                kb_level_get_label (key->levels[resource]));
      }
  return g_string_free_and_steal (text);
}

/**
 * kb_advice_dup_settings:
 * @key: owner, permission and settings of a key
 *
 * Says what to choose in the dialog for a restricted key.
 *
 * Returns: (transfer full): a line for each resource, and in which order to set them
 */
char *
kb_advice_dup_settings (const KbAdvice *key)
{
  g_autofree char *resources = kb_advice_dup_resources (key, "\n");

  if (key->levels[KB_RESOURCE_MODEL_CAPABILITIES] == KB_LEVEL_NONE)
    return g_strconcat (resources, "\n", _ ("Everything else: None"), NULL);
  /* The lines of the web page hang together: some stand under others, and each change shows in both. */
  return g_strconcat (
      resources, "\n", _ ("Everything else: None"), "\n",
      /* TRANSLATORS: labels of the web page, and what it says beside a line whose parts differ */
      _ ("Set “Model capabilities” to “Request” first, then close what is not needed. “Mixed” "
         "beside it is then right."),
      NULL);
}
