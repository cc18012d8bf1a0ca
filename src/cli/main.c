/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "cli/kb-cli.h"
#include "core/base/kb-process.h"

int
main (int argc, char *argv[])
{
  kb_process_begin ();
  return kb_cli_main (argc, argv);
}
