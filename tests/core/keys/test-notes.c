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
  g_autoptr (KbNotes) again = NULL;
  g_autoptr (KbNote) note = kb_note_new ("laptop");
  g_autoptr (GError) error = NULL;
  const KbNote *found = NULL;

  g_set_str (&note->project, "Größe \"1\"\n");
  g_set_str (&note->last_verdict, "works");
  note->purpose = KB_PURPOSE_ENTERPRISE;
  note->owner = KB_OWNER_SERVICE_ACCOUNT;
  note->chosen = TRUE;
  note->permission = KB_PERMISSION_READ_ONLY;
  note->calls = KB_CALLS_TEXT | KB_CALLS_FILES;
  note->created = 1794000000;
  note->last_tested = 5000000000;

  kb_notes_put (notes, note);
  put (notes, "other", "p");
  g_assert_true (save (notes, &error));
  g_assert_no_error (error);

  again = kb_notes_new (fixture->file);
  found = kb_notes_find (again, "laptop");
  g_assert_nonnull (found);
  g_assert_cmpstr (found->name, ==, "laptop");
  g_assert_cmpstr (found->project, ==, "Größe \"1\"\n");
  g_assert_cmpstr (found->last_verdict, ==, "works");
  g_assert_cmpint (found->purpose, ==, KB_PURPOSE_ENTERPRISE);
  g_assert_cmpint (found->owner, ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpint (found->permission, ==, KB_PERMISSION_READ_ONLY);
  g_assert_cmpint (found->calls, ==, KB_CALLS_TEXT | KB_CALLS_FILES);
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
  g_assert_true (save (notes, NULL));

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
  g_autoptr (KbNotes) again = NULL;

  put (notes, "one", "old");
  put (notes, "two", "p");
  put (notes, "one", "new");
  /* The note that is in there already, given back. */
  kb_notes_put (notes, kb_notes_find (notes, "one"));
  g_assert_cmpstr (kb_notes_find (notes, "one")->project, ==, "new");
  kb_notes_remove (notes, "two");
  kb_notes_remove (notes, "none");
  g_assert_true (save (notes, NULL));

  again = kb_notes_new (fixture->file);
  g_assert_cmpstr (kb_notes_find (again, "one")->project, ==, "new");
  g_assert_null (kb_notes_find (again, "two"));
  kb_notes_remove (again, kb_notes_find (again, "one")->name);
  g_assert_null (kb_notes_find (again, "one"));
  /* Forgotten, and noted anew: nothing of before is left. */
  put (again, "one", "");
  g_assert_true (save (again, NULL));
  g_clear_object (&again);
  again = kb_notes_new (fixture->file);
  g_assert_cmpstr (kb_notes_find (again, "one")->project, ==, "");
}

/* A window that is open, and the command line beside it. */
static void
test_two_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) window = kb_notes_new (fixture->file);
  g_autoptr (KbNotes) command = NULL;
  g_autoptr (KbNotes) again = NULL;

  put (window, "one", "p");
  put (window, "two", "p");
  g_assert_true (save (window, NULL));

  command = kb_notes_new (fixture->file);
  put (command, "three", "q");
  kb_notes_remove (command, "two");
  g_assert_true (save (command, NULL));

  put (window, "one", "new");
  g_assert_true (save (window, NULL));
  g_assert_nonnull (kb_notes_find (window, "three"));
  g_assert_null (kb_notes_find (window, "two"));

  kb_notes_remove (command, "three");
  g_assert_true (save (command, NULL));
  g_assert_cmpstr (kb_notes_find (command, "one")->project, ==, "new");

  again = kb_notes_new (fixture->file);
  g_assert_cmpuint (kb_notes_get_count (again), ==, 1);
  g_assert_cmpstr (kb_notes_find (again, "one")->project, ==, "new");
}

/* Two change one note, each something else of it. */
static void
test_two_change_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) window = kb_notes_new (fixture->file);
  g_autoptr (KbNotes) command = NULL;
  g_autoptr (KbNote) tested = NULL;

  put (window, "one", "p");
  g_assert_true (save (window, NULL));
  command = kb_notes_new (fixture->file);
  put (window, "one", "new");
  tested = kb_note_copy (kb_notes_find (command, "one"));
  g_set_str (&tested->last_verdict, "works");
  g_assert_true (save (window, NULL));
  kb_notes_put (command, tested);
  g_assert_true (save (command, NULL));
  g_assert_cmpstr (kb_notes_find (command, "one")->project, ==, "new");
  g_assert_cmpstr (kb_notes_find (command, "one")->last_verdict, ==, "works");
}

/* One forgets a key while the other one tests it; and one tests a key that it does not know the note of. */
static void
test_forgotten_and_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) window = kb_notes_new (fixture->file);
  g_autoptr (KbNotes) command = NULL;
  g_autoptr (KbNote) tested = kb_note_new ("new");

  put (window, "gone", "p");
  g_assert_true (save (window, NULL));
  command = kb_notes_new (fixture->file);
  kb_notes_remove (command, "gone");
  put (command, "new", "q");
  g_assert_true (save (command, NULL));

  put (window, "gone", "new");
  g_set_str (&tested->last_verdict, "works");
  kb_notes_put (window, tested);
  g_assert_true (save (window, NULL));
  g_assert_null (kb_notes_find (window, "gone"));
  g_assert_cmpstr (kb_notes_find (window, "new")->project, ==, "q");
  g_assert_cmpstr (kb_notes_find (window, "new")->last_verdict, ==, "works");
}

static void
test_unknown_members (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  JsonObject *root = NULL;
  JsonArray *keys = NULL;

  write_text (
      fixture,
      "{\"version\":1,\"theme\":{\"a\":[1,2]},\"keys\":[17,{\"odd\":true},"
      "{\"name\":\"one\",\"project\":5,\"purpose\":\"astronomy\",\"created\":\"x\",\"colour\":\"red\"}]}");
  notes = kb_notes_new (fixture->file);
  g_assert_cmpstr (kb_notes_find (notes, "one")->project, ==, "");
  g_assert_cmpint (kb_notes_find (notes, "one")->purpose, ==, KB_PURPOSE_LEARNING);
  g_assert_cmpint (kb_notes_find (notes, "one")->created, ==, 0);
  put (notes, "one", "p");
  put (notes, "two", "q");
  g_assert_true (save (notes, NULL));

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
  g_autoptr (KbNotes) notes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *left = NULL;

  write_text (fixture, text);
  notes = kb_notes_new (fixture->file);
  g_assert_cmpint (get_trouble (notes), ==, KB_STATE_TROUBLE_NEWER);
  g_assert_cmpstr (kb_notes_find (notes, "one")->project, ==, "p");
  put (notes, "two", "q");
  g_assert_cmpstr (kb_notes_find (notes, "two")->project, ==, "q");

  g_assert_false (save (notes, &error));
  g_assert_error (error, KB_STATE_ERROR, KB_STATE_TROUBLE_NEWER);
  left = read_text (fixture->path);
  g_assert_cmpstr (left, ==, text);
  g_assert_cmpuint (count_files (fixture), ==, 1);
}

static void
test_broken (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "",
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
      g_autoptr (KbNotes) notes = NULL;
      g_autoptr (KbNotes) again = NULL;
      g_autofree char *kept = NULL;

      write_text (fixture, texts[i]);
      notes = kb_notes_new (fixture->file);
      put (notes, "one", "p");
      g_assert_true (save (notes, NULL));
      state_run_until_idle ();
      g_assert_cmpint (get_trouble (notes), ==, KB_STATE_TROUBLE_BROKEN);
      kept = read_text (kb_state_file_get_aside (kb_notes_get_file (notes)));
      g_assert_cmpstr (kept, ==, texts[i]);
      again = kb_notes_new (fixture->file);
      g_assert_nonnull (kb_notes_find (again, "one"));
    }
}

/* What an accident has not been at is read, and the rest is not lost. */
static const struct
{
  const char *text;
  gsize length; /* 0: up to the NUL */
  const char *names;
} accidents[] = {
  { "{\"version\":1,\"keys\":[{\"name\":\"one\"},{\"name\":\"two\"", 0, "one" },
  { "{\"version\":1,\"keys\":[{\"name\":\"one\",\"project\":\"a}\"},{\"name\":\"two\"x},{\"name\":\"three\","
    "\"rotation\":{\"kind\":\"leak\"}}]}",
    0, "one three" },
  { "{\"version\":1,\"keys\":[{\"name\":\"o\"ne\"},{\"name\":\"two\"}]}", 0, "two" },
  { "{\"version\":1,,\"keys\":[{\"name\":\"one\"},{\"name\":\"two\"}]}", 0, "one two" },
  { "{\"version\":\"1\",\"keys\":[{\"name\":\"one\"}]}", 0, "one" },
  { "{\"version\":1,\"keys\":[{\"name\":\"one\",\"project\":\"\xff\"},{\"name\":\"two\"}]}", 0, "one two" },
  { "{\"version\":1,\"keys\":[{\"name\":\"one\"},{\"name\":\"two\",\0\0\0},{\"name\":\"three\"}]}", 73,
    "one three" },
};

static void
test_mended (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accidents); i++)
    {
      gsize length = accidents[i].length > 0 ? accidents[i].length : strlen (accidents[i].text);
      g_autoptr (KbNotes) notes = NULL;
      g_autoptr (KbNotes) again = NULL;
      g_auto (GStrv) names = g_strsplit (accidents[i].names, " ", -1);
      g_autofree char *kept = NULL;
      gsize kept_length = 0;

      g_test_message ("%s", accidents[i].names);
      write_text (fixture, "");
      g_assert_true (g_file_set_contents (fixture->path, accidents[i].text, (gssize) length, NULL));
      notes = kb_notes_new (fixture->file);
      g_assert_cmpuint (kb_notes_get_count (notes), ==, g_strv_length (names));
      g_assert_true (save (notes, NULL));
      state_run_until_idle ();
      g_assert_cmpint (get_trouble (notes), ==, KB_STATE_TROUBLE_MENDED);
      g_assert_true (g_file_get_contents (kb_state_file_get_aside (kb_notes_get_file (notes)), &kept,
                                          &kept_length, NULL));
      g_assert_cmpmem (kept, kept_length, accidents[i].text, length);
      again = kb_notes_new (fixture->file);
      g_assert_cmpint (get_trouble (again), ==, KB_STATE_TROUBLE_NONE);
      for (gsize j = 0; names[j] != NULL; j++)
        g_assert_nonnull (kb_notes_find (again, names[j]));
    }
}

/* However much of a file is left, whole notes in it are, and there is a way on. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNotes) notes = kb_notes_new (fixture->file);
  g_autofree char *text = NULL;
  gsize length = 0;

  put (notes, "one", "p");
  put (notes, "two", "q");
  g_assert_true (save (notes, NULL));
  text = read_text (fixture->path);
  length = strlen (text) - 1; /* the line break is not missed */

  for (gsize n = 0; n < length; n++)
    {
      g_autoptr (KbNotes) cut = NULL;
      const char *end = g_strstr_len (text, (gssize) n, "\n    }");

      g_assert_true (g_file_set_contents (fixture->path, text, (gssize) n, NULL));
      cut = kb_notes_new (fixture->file);
      if (end != NULL && end + strlen ("\n    }") <= text + n)
        g_assert_nonnull (kb_notes_find (cut, "one"));
      g_assert_true (save (cut, NULL));
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
  g_autoptr (KbNotes) notes = NULL;
  g_autoptr (GError) error = NULL;

  /* A folder in its place cannot be read, not even by root. */
  g_assert_cmpint (g_mkdir_with_parents (fixture->path, 0700), ==, 0);
  notes = kb_notes_new (fixture->file);
  g_assert_cmpint (get_trouble (notes), ==, KB_STATE_TROUBLE_UNREADABLE);
  put (notes, "one", "p");
  g_assert_false (save (notes, &error));
  g_assert_error (error, KB_STATE_ERROR, KB_STATE_TROUBLE_UNREADABLE);
}

static void
test_memory_only (void)
{
  g_autoptr (KbNotes) notes = kb_notes_new (NULL);

  put (notes, "one", "p");
  kb_notes_flush (notes);
  g_assert_null (kb_notes_get_file (notes));
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
  ADD ("two-change-one", test_two_change_one);
  ADD ("forgotten-and-unknown", test_forgotten_and_unknown);
  ADD ("unknown-members", test_unknown_members);
  ADD ("newer", test_newer);
  ADD ("broken", test_broken);
  ADD ("mended", test_mended);
  ADD ("cut", test_cut);
  ADD ("orphans", test_orphans);
  ADD ("unreadable", test_unreadable);
  g_test_add_func ("/notes/memory-only", test_memory_only);

  return state_test_run ();
}
