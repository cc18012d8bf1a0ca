/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "notes-support.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <unistd.h>

static void
test_round (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (KbNotes) again = kb_notes_new (fixture->file);
  g_autoptr (KbNote) note = kb_note_new ("laptop");
  g_autoptr (GError) error = NULL;
  const KbNote *found = NULL;

  g_set_str (&note->project, "Größe \"1\"\n");
  g_set_str (&note->last_verdict, "works");
  note->purpose = KB_PURPOSE_ENTERPRISE;
  note->owner = KB_OWNER_SERVICE_ACCOUNT;
  note->permission = KB_PERMISSION_READ_ONLY;
  note->created = 1794000000;
  note->last_tested = 5000000000;

  g_assert_true (kb_notes_load (notes, &error));
  kb_notes_put (notes, note);
  put (notes, "other", "p");
  g_assert_true (kb_notes_save (notes, &error));
  g_assert_no_error (error);

  g_assert_true (kb_notes_load (again, &error));
  found = kb_notes_find (again, "laptop");
  g_assert_nonnull (found);
  g_assert_cmpstr (found->name, ==, "laptop");
  g_assert_cmpstr (found->project, ==, "Größe \"1\"\n");
  g_assert_cmpstr (found->last_verdict, ==, "works");
  g_assert_cmpint (found->purpose, ==, KB_PURPOSE_ENTERPRISE);
  g_assert_cmpint (found->owner, ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpint (found->permission, ==, KB_PERMISSION_READ_ONLY);
  g_assert_cmpint (found->created, ==, 1794000000);
  g_assert_cmpint (found->last_tested, ==, 5000000000);
  g_assert_cmpstr (kb_notes_find (again, "other")->project, ==, "p");
  g_assert_null (kb_notes_find (again, "none"));
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  GStatBuf status;

  put (notes, "laptop", "p");
  g_assert_true (kb_notes_save (notes, NULL));

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0700);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_replaces_and_removes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (KbNotes) again = kb_notes_new (fixture->file);

  put (notes, "one", "old");
  put (notes, "two", "p");
  put (notes, "one", "new");
  /* The note that is in there already, given back. */
  kb_notes_put (notes, kb_notes_find (notes, "one"));
  g_assert_cmpstr (kb_notes_find (notes, "one")->project, ==, "new");
  kb_notes_remove (notes, "two");
  kb_notes_remove (notes, "none");
  g_assert_true (kb_notes_save (notes, NULL));

  g_assert_true (kb_notes_load (again, NULL));
  g_assert_cmpstr (kb_notes_find (again, "one")->project, ==, "new");
  g_assert_null (kb_notes_find (again, "two"));
  kb_notes_remove (again, kb_notes_find (again, "one")->name);
  g_assert_null (kb_notes_find (again, "one"));
}

/* A window that is open, and the command line beside it. */
static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) window = kb_notes_new (fixture->file);
  g_autoptr (KbNotes) command = kb_notes_new (fixture->file);
  g_autoptr (KbNotes) again = kb_notes_new (fixture->file);

  put (window, "one", "p");
  put (window, "two", "p");
  g_assert_true (kb_notes_save (window, NULL));

  g_assert_true (kb_notes_load (command, NULL));
  put (command, "three", "q");
  kb_notes_remove (command, "two");
  g_assert_true (kb_notes_save (command, NULL));

  put (window, "one", "new");
  g_assert_nonnull (kb_notes_find (window, "three"));
  g_assert_null (kb_notes_find (window, "two"));
  g_assert_true (kb_notes_save (window, NULL));

  kb_notes_remove (command, "three");
  g_assert_cmpstr (kb_notes_find (command, "one")->project, ==, "new");
  g_assert_true (kb_notes_save (command, NULL));

  g_assert_true (kb_notes_load (again, NULL));
  g_assert_cmpuint (kb_notes_get_count (again), ==, 1);
  g_assert_cmpstr (kb_notes_find (again, "one")->project, ==, "new");
}

static void
test_unknown_members (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *root = NULL;
  JsonArray *keys = NULL;

  write_text (
      fixture,
      "{\"version\":1,\"theme\":{\"a\":[1,2]},\"keys\":[17,{\"odd\":true},"
      "{\"name\":\"one\",\"project\":5,\"purpose\":\"astronomy\",\"created\":\"x\",\"colour\":\"red\"}]}");
  g_assert_true (kb_notes_load (notes, NULL));
  g_assert_cmpstr (kb_notes_find (notes, "one")->project, ==, "");
  g_assert_cmpint (kb_notes_find (notes, "one")->purpose, ==, KB_PURPOSE_LEARNING);
  g_assert_cmpint (kb_notes_find (notes, "one")->created, ==, 0);
  put (notes, "one", "p");
  put (notes, "two", "q");
  g_assert_true (kb_notes_save (notes, NULL));

  text = read_text (fixture->path);
  node = json_from_string (text, NULL);
  root = json_node_get_object (node);
  keys = json_object_get_array_member (root, "keys");
  g_assert_cmpint (json_object_get_int_member (root, "version"), ==, 1);
  g_assert_cmpuint (json_array_get_length (
                        json_object_get_array_member (json_object_get_object_member (root, "theme"), "a")),
                    ==, 2);
  g_assert_cmpuint (json_array_get_length (keys), ==, 4);
  g_assert_cmpint (json_array_get_int_element (keys, 0), ==, 17);
  g_assert_true (json_object_get_boolean_member (json_array_get_object_element (keys, 1), "odd"));
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (keys, 2), "colour"), ==,
                   "red");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (keys, 2), "project"), ==,
                   "p");
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "{\"version\":2,\"keys\":[{\"name\":\"one\",\"project\":\"p\"}],\"new\":1}";
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  write_text (fixture, text);
  g_assert_true (kb_notes_load (notes, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (kb_notes_find (notes, "one")->project, ==, "p");
  put (notes, "two", "q");
  g_assert_cmpstr (kb_notes_find (notes, "two")->project, ==, "q");

  g_assert_false (kb_notes_save (notes, &error));
  g_assert_error (error, KB_NOTES_ERROR, KB_NOTES_ERROR_NEWER);
  left = read_text (fixture->path);
  g_assert_cmpstr (left, ==, text);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "{\"version\":1,\"keys\":[{\"name\":\"one\"",
    "[]",
    "null",
    "{}",
    "{\"version\":\"1\",\"keys\":[]}",
    "{\"version\":0,\"keys\":[]}",
    "{\"version\":1,\"keys\":{}}",
    "\xff\xfe",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
      g_autoptr (GError) error = NULL;
      g_autofree char *aside = g_strconcat (fixture->path, ".broken", NULL);
      g_autofree char *kept = NULL;

      write_text (fixture, texts[i]);
      g_assert_false (kb_notes_load (notes, &error));
      g_assert_error (error, KB_NOTES_ERROR, KB_NOTES_ERROR_BROKEN);
      kept = read_text (aside);
      g_assert_cmpstr (kept, ==, texts[i]);
      g_assert_false (g_file_query_exists (fixture->file, NULL));

      put (notes, "one", "p");
      g_assert_true (kb_notes_save (notes, NULL));
      g_assert_true (kb_notes_load (notes, NULL));
      g_assert_nonnull (kb_notes_find (notes, "one"));
    }
}

static void
assert_orphans (KbNotes *notes, const char *const *saved, const char *expected)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) orphans = NULL;
  g_autofree char *joined = NULL;

  for (gsize i = 0; saved[i] != NULL; i++)
    g_ptr_array_add (keys, kb_saved_key_new (saved[i], "Label", 0, FALSE));
  orphans = kb_notes_dup_orphans (notes, keys);
  joined = g_strjoinv (" ", orphans);
  g_assert_cmpstr (joined, ==, expected);
}

static void
test_orphans (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);

  assert_orphans (notes, (const char *[]) { "a", NULL }, "");
  put (notes, "b", "p");
  put (notes, "c", "p");
  put (notes, "a", "p");
  assert_orphans (notes, (const char *[]) { NULL }, "a b c");
  assert_orphans (notes, (const char *[]) { "b", "other", NULL }, "a c");
  assert_orphans (notes, (const char *[]) { "b", "", NULL }, "");
  kb_notes_remove (notes, "a");
  assert_orphans (notes, (const char *[]) { "b", NULL }, "c");
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) save_error = NULL;

  /* A folder in its place cannot be read, not even by root. */
  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  g_assert_false (kb_notes_load (notes, &load_error));
  g_assert_error (load_error, KB_NOTES_ERROR, KB_NOTES_ERROR_READ);
  put (notes, "one", "p");
  g_assert_false (kb_notes_save (notes, &save_error));
  g_assert_error (save_error, KB_NOTES_ERROR, KB_NOTES_ERROR_READ);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  put (notes, "one", "p");
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_false (kb_notes_save (notes, &error));
  g_assert_error (error, KB_NOTES_ERROR, KB_NOTES_ERROR_WRITE);

  g_assert_cmpint (g_remove (folder), ==, 0);
  g_assert_true (kb_notes_save (notes, NULL));
  g_assert_true (g_file_query_exists (fixture->file, NULL));
}

/* Nothing to say, nothing written: a file that is not there does not come into being. */
static void
test_unchanged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);

  g_assert_true (kb_notes_load (notes, NULL));
  g_assert_true (kb_notes_save (notes, NULL));
  g_assert_false (g_file_query_exists (fixture->file, NULL));

  put (notes, "one", "p");
  g_assert_true (kb_notes_save (notes, NULL));
  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_true (kb_notes_save (notes, NULL));
  g_assert_false (g_file_query_exists (fixture->file, NULL));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_left = user_data;

  g_assert_true (kb_notes_save_finish (KB_NOTES (source), result, NULL));
  (*n_left)--;
}

/* Many at once, and one of the other kind in between: the last word stays. */
static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autoptr (KbNotes) again = kb_notes_new (fixture->file);
  guint n_left = 30;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *project = g_strdup_printf ("p%u", i);

      put (notes, "one", project);
      kb_notes_save_async (notes, NULL, saved_cb, &n_left);
      if (i == 15)
        g_assert_true (kb_notes_save (notes, NULL));
    }
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (kb_notes_load (again, NULL));
  g_assert_cmpstr (kb_notes_find (again, "one")->project, ==, "p29");
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_memory_only (void)
{
  g_autoptr (KbNotes) notes = kb_notes_new (NULL);
  guint n_left = 1;

  g_assert_true (kb_notes_load (notes, NULL));
  put (notes, "one", "p");
  g_assert_true (kb_notes_save (notes, NULL));
  kb_notes_save_async (notes, NULL, saved_cb, &n_left);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (kb_notes_find (notes, "one"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("round", test_round);
  ADD ("private", test_private);
  ADD ("replaces-and-removes", test_replaces_and_removes);
  ADD ("two-at-once", test_two_at_once);
  ADD ("unknown-members", test_unknown_members);
  ADD ("newer", test_newer);
  ADD ("broken", test_broken);
  ADD ("orphans", test_orphans);
  ADD ("unreadable", test_unreadable);
  ADD ("unwritable", test_unwritable);
  ADD ("unchanged", test_unchanged);
  ADD ("async", test_async);
  g_test_add_func ("/notes/memory-only", test_memory_only);

  return g_test_run ();
}
