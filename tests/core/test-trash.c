/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keyring/kb-trash.h"

#include "core/keyring/kb-memory-store.h"

#include "store-helper.h"

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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/trash/take-back", Fixture, NULL, set_up, test_take_back, tear_down);
  g_test_add ("/trash/empty-one", Fixture, NULL, set_up, test_empty_one, tear_down);
  g_test_add ("/trash/too-late", Fixture, NULL, set_up, test_too_late, tear_down);
  g_test_add ("/trash/gone", Fixture, NULL, set_up, test_gone, tear_down);
  return g_test_run ();
}
