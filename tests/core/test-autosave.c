/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "kb-autosave.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  GFile *file;
  KbAutosave *autosave;
  guint value;
  guint n_snapshots;
  gint64 last_change;
} Fixture;

static GBytes *
snapshot_cb (gpointer user_data)
{
  Fixture *fixture = user_data;
  char *text = g_strdup_printf ("%u", fixture->value);

  fixture->n_snapshots++;
  return g_bytes_new_take (text, strlen (text));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("keybearer-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_file_new_build_filename (fixture->folder, "state", "deep", "choices", NULL);
  fixture->autosave = kb_autosave_new (fixture->file, snapshot_cb, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) deep = g_file_get_parent (fixture->file);
  g_autoptr (GFile) state = g_file_get_parent (deep);

  g_clear_pointer (&fixture->autosave, kb_autosave_free);
  g_file_delete (fixture->file, NULL, NULL);
  g_file_delete (deep, NULL, NULL);
  g_file_delete (state, NULL, NULL);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->file);
  g_free (fixture->folder);
}

static void
change (Fixture *fixture, guint value)
{
  fixture->value = value;
  kb_autosave_queue (fixture->autosave);
}

static void
wait_until_idle (Fixture *fixture)
{
  while (kb_autosave_is_busy (fixture->autosave))
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_contents (Fixture *fixture, guint value)
{
  g_autofree char *expected = g_strdup_printf ("%u", value);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_load_contents (fixture->file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (contents, ==, expected);
}

static void
assert_mode (const char *path, guint mode)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmphex (status.st_mode & 0777, ==, mode);
}

static gboolean
change_again_cb (gpointer user_data)
{
  Fixture *fixture = user_data;

  change (fixture, fixture->value + 1);
  fixture->last_change = g_get_monotonic_time ();
  return fixture->value < 3;
}

static void
test_writes_once_after_a_burst (Fixture *fixture, gconstpointer data)
{
  change (fixture, 1);
  g_timeout_add (300, change_again_cb, fixture);

  wait_until_idle (fixture);
  g_assert_cmpuint (fixture->n_snapshots, ==, 1);
  assert_contents (fixture, 3);
  g_assert_cmpint (g_get_monotonic_time () - fixture->last_change, >=, 450 * G_TIME_SPAN_MILLISECOND);
}

static void
test_is_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) deep = g_file_get_parent (fixture->file);
  g_autoptr (GFile) state = g_file_get_parent (deep);

  change (fixture, 1);
  kb_autosave_flush (fixture->autosave);
  assert_mode (g_file_peek_path (fixture->file), 0600);
  assert_mode (g_file_peek_path (deep), 0700);
  assert_mode (g_file_peek_path (state), 0700);

  /* Also when somebody opened it up before. */
  g_assert_cmpint (g_chmod (g_file_peek_path (fixture->file), 0644), ==, 0);
  change (fixture, 2);
  kb_autosave_flush (fixture->autosave);
  assert_mode (g_file_peek_path (fixture->file), 0600);
}

static void
test_flush (Fixture *fixture, gconstpointer data)
{
  kb_autosave_flush (fixture->autosave);
  g_assert_cmpuint (fixture->n_snapshots, ==, 0);
  g_assert_false (g_file_query_exists (fixture->file, NULL));

  change (fixture, 7);
  g_assert_true (kb_autosave_is_busy (fixture->autosave));
  kb_autosave_flush (fixture->autosave);
  assert_contents (fixture, 7);
  g_assert_false (kb_autosave_is_busy (fixture->autosave));

  /* A write that has begun is waited for, or done in its place, once. */
  change (fixture, 8);
  kb_autosave_commit (fixture->autosave);
  kb_autosave_flush (fixture->autosave);
  assert_contents (fixture, 8);
  fixture->value = 9;
  kb_autosave_flush (fixture->autosave);
  assert_contents (fixture, 8);
}

static void
test_commit (Fixture *fixture, gconstpointer data)
{
  kb_autosave_commit (fixture->autosave);
  g_assert_false (kb_autosave_is_busy (fixture->autosave));

  change (fixture, 1);
  kb_autosave_commit (fixture->autosave);
  fixture->value = 2; /* not told of: what counts is what there was at the commit */
  wait_until_idle (fixture);
  assert_contents (fixture, 1);
}

/* A slow older write must never replace a newer one. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  const guint n_rounds = 200;

  for (guint i = 0; i < n_rounds; i++)
    {
      change (fixture, 3 * i);
      kb_autosave_commit (fixture->autosave);
      change (fixture, 3 * i + 1);
      kb_autosave_commit (fixture->autosave);
      change (fixture, 3 * i + 2);
      kb_autosave_flush (fixture->autosave);
      assert_contents (fixture, 3 * i + 2);
    }

  wait_until_idle (fixture);
  assert_contents (fixture, 3 * n_rounds - 1);
}

static void
test_free_while_writing (Fixture *fixture, gconstpointer data)
{
  change (fixture, 1);
  kb_autosave_commit (fixture->autosave);
  wait_until_idle (fixture);

  for (guint i = 2; i < 50; i++)
    {
      change (fixture, i);
      kb_autosave_commit (fixture->autosave);
      g_clear_pointer (&fixture->autosave, kb_autosave_free);
      while (g_main_context_iteration (NULL, FALSE))
        ;
      fixture->autosave = kb_autosave_new (fixture->file, snapshot_cb, fixture);
    }

  /* Threads of the freed ones may still be at it: the next write has to be the last. */
  change (fixture, 99);
  wait_until_idle (fixture);
}

static void
test_cannot_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) deep = g_file_get_parent (fixture->file);
  g_autoptr (GFile) state = g_file_get_parent (deep);
  g_autoptr (GError) error = NULL;

  /* A file in the place of the folder, which stops even root. */
  g_file_replace_contents (state, "x", 1, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL, &error);
  g_assert_no_error (error);

  g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "Could not write down the choices: *");
  change (fixture, 1);
  kb_autosave_commit (fixture->autosave);
  wait_until_idle (fixture);
  g_test_assert_expected_messages ();

  g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "Could not write down the choices: *");
  change (fixture, 2);
  kb_autosave_flush (fixture->autosave);
  g_test_assert_expected_messages ();

  /* It goes on as soon as it can. */
  g_file_delete (state, NULL, &error);
  g_assert_no_error (error);
  change (fixture, 3);
  kb_autosave_flush (fixture->autosave);
  assert_contents (fixture, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/autosave/writes-once-after-a-burst", test_writes_once_after_a_burst);
  ADD ("/autosave/is-private", test_is_private);
  ADD ("/autosave/flush", test_flush);
  ADD ("/autosave/commit", test_commit);
  ADD ("/autosave/order", test_order);
  ADD ("/autosave/free-while-writing", test_free_while_writing);
  ADD ("/autosave/cannot-write", test_cannot_write);
#undef ADD

  return g_test_run ();
}
