/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli.h"

#include "core/practice/kb-practice.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

static gboolean
quit_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
print_keys (KbPractice *practice)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *key = kb_practice_dup_key (&rows[i]);
      g_autofree char *uri = kb_practice_dup_uri_for (practice, key);

      g_print ("\n# %s\n", _ (rows[i].practice_teaches));
      if (!g_str_equal (uri, kb_practice_get_base_uri (practice)))
        g_print ("OPENAI_BASE_URL=%s\n", uri);
      g_print ("%s\n", key);
    }
}

static gboolean
parse (int *argc, char ***argv, int *port)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, port, N_ ("Port to listen on; a free one if not given"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (
      context, _ ("Answers in OpenAI’s format on this computer only, and prints its address and its keys."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return FALSE;
    }
  if (*argc > 1 || *port < 0 || *port > G_MAXUINT16)
    {
      /* TRANSLATORS: an error on the command line; %d is the highest number of a port */
      g_printerr (_ ("The port must be a number from 0 to %d, and nothing may follow it.\n"), G_MAXUINT16);
      return FALSE;
    }
  return TRUE;
}

int
kb_cli_practice (int argc, char *argv[])
{
  g_autoptr (KbPractice) practice = kb_practice_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  int port = 0;

  if (!parse (&argc, &argv, &port))
    return KB_EXIT_USAGE;
  if (!kb_practice_start (practice, (guint16) port, &error))
    {
      /* TRANSLATORS: %d is a port number, %s what the system said */
      g_printerr (_ ("The practice service cannot listen on port %d: %s\n"), port, error->message);
      return KB_EXIT_NOT_CHECKED;
    }
  g_print ("OPENAI_BASE_URL=%s\n", kb_practice_get_base_uri (practice));
  print_keys (practice);
  fflush (stdout);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_main_loop_run (loop);
  return KB_EXIT_WORKS;
}
