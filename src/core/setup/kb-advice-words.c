/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-advice-words.h"

#include <glib/gi18n.h>

/**
 * kb_advice_list_settings:
 * @key: owner, permission and settings of a key
 *
 * Returns: (transfer full) (element-type utf8): which resources the settings of @key open, and how far, in
 * the words of the web page: "List models: Read"
 */
GPtrArray *
kb_advice_list_settings (const KbAdvice *key)
{
  GPtrArray *settings = g_ptr_array_new_null_terminated (KB_N_RESOURCES, g_free, TRUE);

  for (guint resource = 0; resource < KB_N_RESOURCES; resource++)
    if (key->levels[resource] != KB_LEVEL_NONE)
      g_ptr_array_add (settings, kb_resource_dup_setting (resource, key->levels[resource]));
  return settings;
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
  g_autoptr (GPtrArray) lines = kb_advice_list_settings (key);

  g_ptr_array_add (lines, g_strdup (_ ("Everything else: None")));
  /* The lines of the web page hang together: some stand under others, and each change shows in both. */
  if (key->levels[KB_RESOURCE_MODEL_CAPABILITIES] != KB_LEVEL_NONE)
    g_ptr_array_add (
        lines,
        /* TRANSLATORS: labels of the web page, and what it says beside a line whose parts differ */
        g_strdup (_ ("Set “Model capabilities” to “Request” first, then set what is not needed to “None”. "
                     "“Mixed” beside it is then right.")));
  return g_strjoinv ("\n", (char **) lines->pdata);
}
