/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* bench-window pages | keys N | library | check | growth CHANGES CHECKS: measures what takes time in a
 * window, and writes into the file RESULT one object of JSON. With check, the server is the one of
 * OPENAI_BASE_URL and the key comes on the standard input. */

#include "ui-support.h"

#include "core/keyring/kb-memory-store.h"
#include "core/practice/kb-practice.h"
#include "library/kb-library-page.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Between two looks at what has come in, nothing answers: by the clock, and as far as this thread has had a
 * core, which is what is left of it on a machine that others use too. */
typedef struct
{
  double clock;
  double core;
} Time;

static FILE *report;

static Time awake_since;
static Time longest;

static double
read_clock (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1000000;
}

static void
wake (void)
{
  awake_since.clock = read_clock (CLOCK_MONOTONIC);
  awake_since.core = read_clock (CLOCK_THREAD_CPUTIME_ID);
}

static void
sleep_again (void)
{
  longest.clock = MAX (longest.clock, read_clock (CLOCK_MONOTONIC) - awake_since.clock);
  longest.core = MAX (longest.core, read_clock (CLOCK_THREAD_CPUTIME_ID) - awake_since.core);
}

static gint
poll_cb (GPollFD *fds, guint n_fds, gint timeout)
{
  gint n_ready;

  sleep_again ();
  n_ready = g_poll (fds, n_fds, timeout);
  wake ();

  return n_ready;
}

static void
begin_stall (void)
{
  ui_drain ();
  longest = (Time) { 0, 0 };
  wake ();
}

static void
print_stall (void)
{
  sleep_again ();
  fprintf (report, "{\"clock\": %.2f, \"core\": %.2f}", longest.clock, longest.core);
}

static gboolean
late_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* All that is left to do, and the frame that shows it */
static void
settle (UiHost *host)
{
  gboolean late = FALSE;

  gtk_widget_queue_draw (GTK_WIDGET (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  g_timeout_add_full (G_PRIORITY_LOW, 1, late_cb, &late, NULL);
  while (!late)
    g_main_context_iteration (NULL, TRUE);
}

/* What making the page and putting it into the window takes, before it is measured and painted. */
static double
push (UiHost *host, guint step)
{
  double start = read_clock (CLOCK_THREAD_CPUTIME_ID);
  AdwNavigationPage *page = ui_host_push (host, step);
  double made = read_clock (CLOCK_THREAD_CPUTIME_ID) - start;

  while (!gtk_widget_get_mapped (GTK_WIDGET (page)))
    g_main_context_iteration (NULL, TRUE);
  settle (host);
  return made;
}

static void
pop (UiHost *host)
{
  adw_navigation_view_pop (host->view);
  settle (host);
}

static void
measure_pages (void)
{
  UiHost *host = ui_host_new (KB_STEP_WELCOME, NULL);

  fprintf (report, "{");
  for (guint step = 1; step < UI_N_PAGES; step++)
    for (guint again = 0; again < 2; again++)
      {
        double made;

        begin_stall ();
        made = push (host, step);
        fprintf (report, "%s\"%s, %s\": ", step + again > 1 ? ", " : "", ui_page_get_name (step),
                 again ? "again" : "first");
        print_stall ();
        fprintf (report, ", \"%s, %s, made\": %.2f", ui_page_get_name (step), again ? "again" : "first",
                 made);
        pop (host);
      }
  fprintf (report, "}\n");
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  if (!kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL))
    g_error ("Not saved");
  *(gboolean *) user_data = TRUE;
}

static void
save (KbKeyStore *store, const char *name, const char *key)
{
  SecretValue *value = secret_value_new (key, -1, "text/plain");
  gboolean done = FALSE;

  kb_key_store_save_async (store, name, name, value, TRUE, NULL, saved_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  secret_value_unref (value);
}

static gboolean
has_rows (UiHost *host)
{
  return gtk_list_box_get_row_at_index (ui_host_get (host, "list"), 0) != NULL;
}

static void
save_many (UiHost *host, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *name = g_strdup_printf ("key-%u", i);

      save (kb_keys_get_store (kb_setup_get_keys (host->setup)), name, "sk-x");
    }
}

/* Until the first shows, until nothing is left to do, and until the last one is found by its name. */
static void
measure_keys (guint n_keys)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  UiHost *host = ui_host_new (KB_STEP_WELCOME, store);
  g_autofree char *last = g_strdup_printf ("key-%u", n_keys - 1);
  double start, first, rest, found;

  save_many (host, n_keys);
  begin_stall ();
  start = read_clock (CLOCK_MONOTONIC);
  ui_host_push (host, UI_KEYS);
  while (!has_rows (host))
    g_main_context_iteration (NULL, TRUE);
  first = read_clock (CLOCK_MONOTONIC) - start;
  settle (host);
  rest = read_clock (CLOCK_MONOTONIC) - start;
  gtk_editable_set_text (ui_host_get (host, "search"), last);
  /* As it takes a moment for somebody to go on typing. */
  g_signal_emit_by_name (ui_host_get (host, "search"), "search-changed");
  settle (host);
  found = read_clock (CLOCK_MONOTONIC) - start - rest;
  fprintf (report, "{\"first\": %.2f, \"rest\": %.2f, \"found\": %.2f, \"stall\": ", first, rest, found);
  print_stall ();
  fprintf (report, "}\n");
}

static void
measure_library (void)
{
  UiHost *host = ui_host_new (KB_STEP_WELCOME, NULL);
  const char *text = "why does my key not work";
  gboolean first = TRUE;
  GtkEditable *entry;

  g_set_weak_pointer (&host->page, g_object_new (KB_TYPE_LIBRARY_PAGE, NULL));
  adw_navigation_view_push (host->view, host->page);
  settle (host);
  entry = ui_host_get (host, "entry");
  fprintf (report, "[");
  for (gsize length = 1; length <= strlen (text); length++)
    {
      g_autofree char *typed = g_strndup (text, length);

      begin_stall ();
      gtk_editable_set_text (entry, typed);
      settle (host);
      fprintf (report, "%s", first ? "" : ", ");
      print_stall ();
      first = FALSE;
    }
  fprintf (report, "]\n");
}

/* From the click to the verdict on the screen, in milliseconds */
static double
click_on_test (UiHost *host)
{
  gint64 start = g_get_monotonic_time ();

  ui_press (ui_host_get_primary (host));
  while (!gtk_widget_get_mapped (ui_host_get (host, "details")))
    g_main_context_iteration (NULL, TRUE);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static void
prepare_check (UiHost *host, const char *key)
{
  save (kb_keys_get_store (kb_setup_get_keys (host->setup)), "bench", key);
  g_object_set (host->choices, "saved-name", "bench", NULL);
}

static void
measure_check (void)
{
  g_autoptr (KbKeyStore) store = kb_memory_store_new ();
  UiHost *host = ui_host_new_real (KB_STEP_WELCOME, store);
  char key[512] = "";
  double elapsed;

  if (!fgets (key, sizeof key, stdin))
    g_error ("No key");
  prepare_check (host, g_strchomp (key));
  push (host, KB_STEP_TEST);
  begin_stall ();
  elapsed = click_on_test (host);
  fprintf (report, "{\"verdict\": %.2f, \"stall\": ", elapsed);
  print_stall ();
  fprintf (report, "}\n");
}

static void
count_memory (const char *name, const char *when)
{
  g_autofree char *rollup = NULL;
  guint kib = 0;

  g_file_get_contents ("/proc/self/smaps_rollup", &rollup, NULL, NULL);
  for (const char *at = rollup; (at = strstr (at, "\nPrivate_")); at++)
    kib += (guint) atoi (strchr (at, ':') + 1);
  fprintf (report, "\"%s, %s\": {\"heap\": %zu, \"private\": %u}", name, when, mallinfo2 ().uordblks / 1024,
           kib);
}

static void
measure_growth (guint n_changes, guint n_checks)
{
  UiHost *host = ui_host_new (KB_STEP_WELCOME, NULL);
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));

  fprintf (report, "{");
  for (guint i = 0; i < n_changes + n_changes / 10; i++)
    {
      if (i == n_changes / 10)
        count_memory ("changes", "before");
      push (host, 1 + i % (UI_N_PAGES - 1));
      pop (host);
    }
  fprintf (report, ", ");
  count_memory ("changes", "after");
  prepare_check (host, key);
  for (guint i = 0; i < n_checks + n_checks / 10; i++)
    {
      if (i == n_checks / 10)
        {
          fprintf (report, ", ");
          count_memory ("checks", "before");
        }
      push (host, KB_STEP_TEST);
      click_on_test (host);
      pop (host);
    }
  fprintf (report, ", ");
  count_memory ("checks", "after");
  fprintf (report, "}\n");
}

static guint
get_number (int argc, char *argv[], int at)
{
  return at < argc ? (guint) atoi (argv[at]) : 0;
}

int
main (int argc, char *argv[])
{
  const char *what = argc > 1 ? argv[1] : "";

  g_main_context_set_poll_func (NULL, poll_cb);
  ui_init (&argc, &argv);
  /* Tests tell all that libraries say, which takes time. */
  g_log_writer_default_set_debug_domains (NULL);
  report = fopen (g_getenv ("RESULT"), "w");
  if (g_str_equal (what, "pages"))
    measure_pages ();
  else if (g_str_equal (what, "keys"))
    measure_keys (get_number (argc, argv, 2));
  else if (g_str_equal (what, "library"))
    measure_library ();
  else if (g_str_equal (what, "check"))
    measure_check ();
  else if (g_str_equal (what, "growth"))
    measure_growth (get_number (argc, argv, 2), get_number (argc, argv, 3));
  else
    return EXIT_FAILURE;
  fflush (report);
  /* What a window takes to close is no part of it. */
  _exit (EXIT_SUCCESS);
}
