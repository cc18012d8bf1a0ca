/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-reminding.h"

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(int *) user_data = kb_reminding_set_finish (result, &error) ? 0 : 1;
  if (error)
    g_printerr ("%s\n", error->message);
}

/* set-reminding on|off: as “Remind Me” does, for test_systemd.py to see what comes of it. */
int
main (int argc, char *argv[])
{
  int status = -1;

  g_assert_true (argc == 2);
  kb_reminding_set_async (g_str_equal (argv[1], "on"), FALSE, NULL, done_cb, &status);
  while (status < 0)
    g_main_context_iteration (NULL, TRUE);

  return status;
}
