/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "notes-support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* However much of a file is left, what is left is not lost, and there is a way on. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autofree char *aside = g_strconcat (fixture->path, ".broken", NULL);
  g_autofree char *text = NULL;
  gsize length = 0;

  put (notes, "one", "p");
  put (notes, "two", "q");
  g_assert_true (kb_notes_save (notes, NULL));
  text = read_text (fixture->path);
  length = strlen (text) - 1; /* the line break is not missed */

  for (gsize n = 0; n < length; n++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *kept = NULL;

      g_assert_true (g_file_set_contents (fixture->path, text, (gssize) n, NULL));
      g_assert_false (kb_notes_load (notes, &error));
      g_assert_error (error, KB_NOTES_ERROR, KB_NOTES_ERROR_BROKEN);
      g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
      g_assert_cmpmem (kept, strlen (kept), text, n);
      put (notes, "three", "r");
      g_assert_true (kb_notes_save (notes, NULL));
      g_assert_true (kb_notes_load (notes, NULL));
      g_assert_nonnull (kb_notes_find (notes, "three"));
    }
  g_assert_true (g_file_set_contents (fixture->path, text, (gssize) length, NULL));
  g_assert_true (kb_notes_load (notes, NULL));
  g_assert_cmpuint (kb_notes_get_count (notes), ==, 2);
}

#define OLD_PROJECT "old"
#define N_KILLS 120

static void
limit_files (gsize size)
{
  struct rlimit limit = { size, size };

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* In a process of its own, which is @killed at the first byte beyond @size, or told that there is no room for
 * it. Returns its exit status, or minus the signal. */
static int
save_with_room_for (Fixture *fixture, gsize size, gboolean killed)
{
  pid_t pid = fork ();
  int status = 0;

  if (pid == 0)
    {
      g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
      g_autoptr (GError) error = NULL;

      signal (SIGXFSZ, killed ? SIG_DFL : SIG_IGN);
      limit_files (size);
      if (!kb_notes_load (notes, NULL))
        _exit (2);
      put (notes, "one", "new");
      if (kb_notes_save (notes, &error))
        _exit (0);
      _exit (g_error_matches (error, KB_NOTES_ERROR, KB_NOTES_ERROR_WRITE) ? 1 : 3);
    }

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);

  return WIFSIGNALED (status) ? -WTERMSIG (status) : WEXITSTATUS (status);
}

static void
assert_project (Fixture *fixture, const char *project)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (GError) error = NULL;

  g_assert_true (kb_notes_load (notes, &error));
  g_assert_no_error (error);
  g_assert_nonnull (kb_notes_find (notes, "one"));
  g_assert_cmpstr (kb_notes_find (notes, "one")->project, ==, project);
}

/* A disk that is full at any byte, and a power cut there: all that was there before stays. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autofree char *text = NULL;

  put (notes, "one", OLD_PROJECT);
  g_assert_true (kb_notes_save (notes, NULL));
  text = read_text (fixture->path);

  for (gsize size = 0; size < strlen (text); size++)
    {
      g_assert_cmpint (save_with_room_for (fixture, size, FALSE), ==, 1);
      g_assert_cmpuint (count_files (fixture), ==, 1);
      assert_project (fixture, OLD_PROJECT);
    }
  for (gsize size = 0; size < strlen (text); size++)
    {
      g_assert_cmpint (save_with_room_for (fixture, size, TRUE), ==, -SIGXFSZ);
      assert_project (fixture, OLD_PROJECT);
    }
  g_assert_cmpint (save_with_room_for (fixture, strlen (text), TRUE), ==, 0);
  assert_project (fixture, "new");
}

/* Writes one letter many times, then another, until it is killed. */
static void
write_until_killed (Fixture *fixture, int ready)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);

  for (guint i = 0;; i++)
    {
      g_autofree char *project = g_strnfill (20000, (char) ('a' + i % 26));

      put (notes, "one", project);
      if (!kb_notes_save (notes, NULL) || (i == 0 && write (ready, "x", 1) != 1))
        _exit (1);
    }
}

static void
assert_one_letter (Fixture *fixture)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = NULL;
  const char *project = NULL;

  g_assert_true (kb_notes_load (notes, &error));
  g_assert_no_error (error);
  project = kb_notes_find (notes, "one")->project;
  expected = g_strnfill (20000, *project);
  g_assert_cmpstr (project, ==, expected);
}

/* Killed at moments that nobody chose, one after the other a little later. */
static void
test_killed (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < N_KILLS; i++)
    {
      int ready[2];
      char byte = 0;
      pid_t pid = 0;
      int status = 0;

      g_assert_cmpint (pipe (ready), ==, 0);
      pid = fork ();
      if (pid == 0)
        write_until_killed (fixture, ready[1]);
      close (ready[1]);
      g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
      close (ready[0]);
      g_usleep (i * 37);
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
      g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
      assert_one_letter (fixture);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("cut", test_cut);
  ADD ("no-room", test_no_room);
  ADD ("killed", test_killed);

  return g_test_run ();
}
