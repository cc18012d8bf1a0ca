/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-process.h"
#include "ui/kb-application.h"

/* Started by the program in cli/, which has looked at the arguments. */
int
main (int argc, char *argv[])
{
  g_autoptr (GApplication) app = NULL;

  kb_process_begin ();
  app = kb_application_new ();
  return g_application_run (app, argc, argv);
}
