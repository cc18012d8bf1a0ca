/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-call.h"

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
  GArray *lessons = kb_practice_get_lessons ();

  for (guint i = 0; i < lessons->len; i++)
    {
      const KbPracticeLesson *lesson = &g_array_index (lessons, KbPracticeLesson, i);
      g_autofree char *key = kb_practice_dup_lesson_key (lesson);
      g_autofree char *uri = kb_practice_dup_uri_for (practice, key);

      g_print ("\n# %s\n", _ (lesson->teaches));
      if (!g_str_equal (uri, kb_practice_get_base_uri (practice)))
        g_print ("OPENAI_BASE_URL=%s\n", uri);
      g_print ("%s\n", key);
    }
}

int
kb_cli_practice (int argc, char *argv[])
{
  int port = 0;
  const GOptionEntry options[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port, N_ ("Port to listen on; a free one if not given"), "N" },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "practice",
    .summary = N_ ("Answers in OpenAI’s format on this computer only, and prints its address and its keys."),
    .options = options,
  };
  g_auto (KbCli) cli = { 0 };
  g_autoptr (KbPractice) practice = kb_practice_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;

  if (!kb_cli_begin (&cli, &command, &argc, &argv))
    return cli.status;
  if (argc > 1 || port < 0 || port > G_MAXUINT16)
    {
      /* TRANSLATORS: an error on the command line; %d is the highest number of a port */
      kb_cli_say (_ ("The port must be a number from 0 to %d, and nothing may follow it."), G_MAXUINT16);
      return KB_EXIT_USAGE;
    }
  if (!kb_practice_start (practice, (guint16) port, &error))
    {
      /* TRANSLATORS: %d is a port number, %s what the system said */
      kb_cli_say (_ ("The practice service cannot listen on port %d: %s"), port, error->message);
      return KB_EXIT_USAGE;
    }
  g_print ("OPENAI_BASE_URL=%s\n", kb_practice_get_base_uri (practice));
  print_keys (practice);
  fflush (stdout);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_main_loop_run (loop);
  return KB_EXIT_WORKS;
}
