/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-sandbox.h"

#include <string.h>

/**
 * kb_sandbox_is_inside:
 *
 * Returns: whether the program runs in the sandbox of a Flatpak
 */
gboolean
kb_sandbox_is_inside (void)
{
  return g_file_test (KB_SANDBOX_INFO, G_FILE_TEST_EXISTS);
}

/**
 * kb_sandbox_get_command:
 *
 * A Flatpak puts no command of the program's name on the path of the computer.
 *
 * Returns: (transfer none): words that stay as they are in any shell
 */
const char *
kb_sandbox_get_command (void)
{
  return kb_sandbox_is_inside () ? KB_SANDBOX_COMMAND : "keybearer";
}

static gboolean
policy_reaches (const char *pattern, const char *policy, const char *name)
{
  if (!g_str_equal (policy, "talk") && !g_str_equal (policy, "own"))
    return FALSE;
  if (!g_str_has_suffix (pattern, ".*"))
    return g_str_equal (pattern, name);

  return strncmp (name, pattern, strlen (pattern) - 2) == 0 &&
         strchr (".", name[strlen (pattern) - 2]) != NULL;
}

/**
 * kb_sandbox_hides:
 * @info: %KB_SANDBOX_INFO, or the name of another such file
 * @name: of a service on the session bus
 *
 * Reads the description of its own sandbox that Flatpak gives to an app, as flatpak-metadata(5) describes it.
 *
 * Returns: whether there is a sandbox and it may not talk to @name
 */
gboolean
kb_sandbox_hides (const char *info, const char *name)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) sockets = NULL;
  g_auto (GStrv) patterns = NULL;

  if (!g_key_file_load_from_file (file, info, G_KEY_FILE_NONE, NULL))
    return FALSE;

  sockets = g_key_file_get_string_list (file, "Context", "sockets", NULL, NULL);
  if (sockets != NULL && g_strv_contains ((const char *const *) sockets, "session-bus"))
    return FALSE;

  patterns = g_key_file_get_keys (file, "Session Bus Policy", NULL, NULL);
  for (gsize i = 0; patterns != NULL && patterns[i] != NULL; i++)
    {
      g_autofree char *policy = g_key_file_get_string (file, "Session Bus Policy", patterns[i], NULL);

      if (policy != NULL && policy_reaches (patterns[i], policy, name))
        return FALSE;
    }

  return TRUE;
}
