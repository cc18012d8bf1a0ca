/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-trash.h"

#include "core/keyring/kb-memory-store.h"

#include "state-support.h"
#include "store-helper.h"

#include <glib/gstdio.h>
#include <string.h>

/* A store that lets nothing go but "bench". */
#define TEST_TYPE_STORE (test_store_get_type ())
G_DECLARE_FINAL_TYPE (TestStore, test_store, TEST, STORE, GObject)

struct _TestStore
{
  GObject parent_instance;
};

static void
test_store_start (KbKeyStore *store, GTask *task)
{
  const KbStoreRequest *request = g_task_get_task_data (task);

  g_assert_cmpint (request->verb, ==, KB_STORE_FORGET);
  if (g_str_equal (request->name, "bench"))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error_literal (task, KB_STORE_ERROR, KB_STORE_ERROR_FAILED, "It stays");
}

static void
test_store_iface_init (KbKeyStoreInterface *iface)
{
  iface->start = test_store_start;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestStore,
                               test_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KB_TYPE_KEY_STORE, test_store_iface_init))

static void
test_store_class_init (TestStoreClass *klass)
{
}

static void
test_store_init (TestStore *self)
{
}

typedef struct
{
  KbKeyStore *store;
  KbNotes *notes;
  KbTrash *trash;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
keep (Fixture *fixture, const char *name)
{
  g_autoptr (KbNote) note = kb_note_new (name);

  g_assert_true (store_save (fixture->store, name, name, "sk-proj-nothing", NULL));
  kb_notes_put (fixture->notes, note);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = kb_memory_store_new ();
  fixture->notes = kb_notes_new (NULL);
  fixture->trash = kb_trash_new (fixture->store, fixture->notes);
  g_signal_connect_swapped (fixture->trash, "changed", G_CALLBACK (changed_cb), fixture);
  keep (fixture, "bench");
  keep (fixture, "shed");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->trash);
  g_assert_finalize_object (fixture->notes);
  g_assert_finalize_object (fixture->store);
}

static gboolean
empty (Fixture *fixture, const char *name, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_trash_empty_async (fixture->trash, name, store_done_cb, &result);
  return kb_trash_empty_finish (fixture->trash, store_wait (&result), error);
}

static guint
count (Fixture *fixture)
{
  g_autoptr (GPtrArray) keys = store_list (fixture->store, NULL);

  return keys->len;
}

static void
test_take_back (Fixture *fixture, gconstpointer data)
{
  kb_trash_add (fixture->trash, "bench");
  g_assert_true (kb_trash_holds (fixture->trash, "bench"));
  g_assert_false (kb_trash_holds (fixture->trash, "shed"));
  g_assert_cmpuint (fixture->n_changed, ==, 1);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (kb_trash_take_back (fixture->trash, "bench"));
  g_assert_false (kb_trash_take_back (fixture->trash, "bench"));
  g_assert_cmpuint (fixture->n_changed, ==, 2);
  g_assert_true (empty (fixture, NULL, NULL));
  g_assert_cmpuint (count (fixture), ==, 2);
}

static void
test_empty_one (Fixture *fixture, gconstpointer data)
{
  kb_trash_add (fixture->trash, "bench");
  kb_trash_add (fixture->trash, "shed");
  g_assert_true (empty (fixture, "bench", NULL));
  g_assert_false (kb_trash_holds (fixture->trash, "bench"));
  g_assert_true (kb_trash_holds (fixture->trash, "shed"));
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_null (kb_notes_find (fixture->notes, "bench"));
  g_assert_nonnull (kb_notes_find (fixture->notes, "shed"));
}

static void
test_too_late (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_trash_add (fixture->trash, "bench");
  kb_trash_empty_async (fixture->trash, NULL, store_done_cb, &result);
  g_assert_false (kb_trash_take_back (fixture->trash, "bench"));
  g_assert_true (kb_trash_holds (fixture->trash, "bench")); /* not in sight for a moment again */
  g_assert_true (kb_trash_empty_finish (fixture->trash, store_wait (&result), NULL));
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* What somebody else removed meanwhile is no failure. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  kb_trash_add (fixture->trash, "orchard");
  kb_trash_add (fixture->trash, "bench");
  g_assert_true (empty (fixture, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* Runs the main loop until the file holds what is wanted. */
static void
wait_for_file (const char *path, gboolean with_bench)
{
  for (;;)
    {
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "shed") != NULL &&
          (strstr (text, "bench") != NULL) == with_bench)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* What is forgotten leaves no note in the file, whether another key stays or not. */
static void
test_one_stays (void)
{
  g_autofree char *folder = g_dir_make_tmp ("keybearer-trash-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "notes.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (KbNotes) notes = kb_notes_new (file);
  g_autoptr (KbKeyStore) store = g_object_new (TEST_TYPE_STORE, NULL);
  g_autoptr (KbTrash) trash = kb_trash_new (store, notes);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  for (const char *const *name = (const char *const[]) { "bench", "shed", NULL }; *name != NULL; name++)
    {
      g_autoptr (KbNote) note = kb_note_new (*name);

      kb_notes_put (notes, note);
      kb_trash_add (trash, *name);
    }
  kb_notes_flush (notes);
  wait_for_file (path, TRUE);
  kb_trash_empty_async (trash, NULL, store_done_cb, &result);
  g_assert_false (kb_trash_empty_finish (trash, store_wait (&result), &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_FAILED);
  wait_for_file (path, FALSE);
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/trash/take-back", Fixture, NULL, set_up, test_take_back, tear_down);
  g_test_add ("/trash/empty-one", Fixture, NULL, set_up, test_empty_one, tear_down);
  g_test_add ("/trash/too-late", Fixture, NULL, set_up, test_too_late, tear_down);
  g_test_add ("/trash/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add_func ("/trash/one-stays", test_one_stays);
  return state_test_run ();
}
