/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-sandbox.h"

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
  return kb_sandbox_is_inside () ? "flatpak run " APP_ID : "keybearer";
}
