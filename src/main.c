/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "cli/kb-cores.h"
#include "ui/kb-application.h"

#include <glib/gi18n.h>
#include <locale.h>

/* Started by the program in cli/, which has looked at the arguments. */
int
main (int argc, char *argv[])
{
  g_autoptr (GApplication) app = NULL;

  kb_cores_forbid ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  app = kb_application_new ();
  return g_application_run (app, argc, argv);
}
