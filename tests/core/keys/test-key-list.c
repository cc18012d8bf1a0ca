/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-key-list.h"

#include "core/keyring/kb-memory-store.h"

typedef struct
{
  KbKeyStore *store;
  KbNotes *notes;
  KbKeys *keys;
  KbKeyList *list;
  GPtrArray *saved, *for_now;
  GString *changes; /* "place-removed+added " */
} Fixture;

static void
changed_cb (Fixture *fixture, guint place, guint removed, guint added)
{
  g_string_append_printf (fixture->changes, "%u-%u+%u ", place, removed, added);
}

static GPtrArray *
new_keys (const char *names)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (GStrv) split = g_strsplit (names, " ", -1);

  for (gsize i = 0; split[i] && *names != '\0'; i++)
    g_ptr_array_add (keys,
                     kb_saved_key_new (g_str_equal (split[i], "-") ? "" : split[i], split[i], 0, FALSE));
  return keys;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = kb_memory_store_new ();
  fixture->notes = kb_notes_new (NULL);
  fixture->keys = kb_keys_new (fixture->store, fixture->notes, FALSE);
  fixture->list = kb_key_list_new (fixture->keys);
  fixture->changes = g_string_new (NULL);
  g_signal_connect_swapped (fixture->list, "items-changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->keys);
  g_assert_finalize_object (fixture->notes);
  g_assert_finalize_object (fixture->store);
  g_string_free (fixture->changes, TRUE);
}

static void
set (Fixture *fixture, const char *for_now, const char *saved)
{
  g_autoptr (GPtrArray) now = new_keys (for_now);
  g_autoptr (GPtrArray) keys = saved ? new_keys (saved) : NULL;

  g_string_truncate (fixture->changes, 0);
  kb_key_list_set (fixture->list, now, keys);
}

/* As "kind:label kind:label" */
static char *
dup_list (Fixture *fixture)
{
  static const char *const kinds[] = { "saved", "now", "noted" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    {
      g_autoptr (KbListedKey) item = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", kinds[kb_listed_key_get_kind (item)],
                              kb_saved_key_get_label (kb_listed_key_get_key (item)));
    }
  return g_string_free_and_steal (text);
}

#define assert_list(fixture, expected, expected_changes) \
  G_STMT_START \
  { \
    g_autofree char *actual = dup_list (fixture); \
    g_assert_cmpstr (actual, ==, expected); \
    g_assert_cmpstr ((fixture)->changes->str, ==, expected_changes); \
    g_string_truncate ((fixture)->changes, 0); \
  } \
  G_STMT_END

/* Only what is other changes. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbListedKey) before = NULL, after = NULL;

  set (fixture, "", "a b c d");
  assert_list (fixture, "saved:a saved:b saved:c saved:d", "0-0+4 ");
  before = g_list_model_get_item (G_LIST_MODEL (fixture->list), 3);
  set (fixture, "", "a b c d");
  assert_list (fixture, "saved:a saved:b saved:c saved:d", "");
  set (fixture, "", "a x d");
  assert_list (fixture, "saved:a saved:x saved:d", "1-2+1 ");
  after = g_list_model_get_item (G_LIST_MODEL (fixture->list), 2);
  g_assert_true (before == after);
  set (fixture, "n", "a x d");
  assert_list (fixture, "now:n saved:a saved:x saved:d", "0-0+1 ");
  set (fixture, "n", "a x d d");
  assert_list (fixture, "now:n saved:a saved:x saved:d saved:d", "4-0+1 ");
  set (fixture, "n", NULL);
  assert_list (fixture, "now:n", "1-4+0 ");
  set (fixture, "", "");
  assert_list (fixture, "", "0-1+0 ");
}

static void
test_trash (Fixture *fixture, gconstpointer data)
{
  KbTrash *trash = kb_keys_get_trash (fixture->keys);
  g_auto (GStrv) names = NULL;

  set (fixture, "n", "a - b");
  g_string_truncate (fixture->changes, 0);
  kb_trash_add (trash, "a");
  assert_list (fixture, "now:n saved:- saved:b", "1-1+0 ");
  g_assert_cmpuint (kb_key_list_count_saved (fixture->list), ==, 2);
  g_assert_true (kb_trash_take_back (trash, "a"));
  assert_list (fixture, "now:n saved:a saved:- saved:b", "1-0+1 ");
  names = kb_key_list_dup_names (fixture->list);
  g_assert_cmpstrv (names, ((const char *[]) { "a", "b", NULL }));
}

static void
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbNote) b = kb_note_new ("b"), gone = kb_note_new ("gone");

  set (fixture, "", "a b");
  g_string_truncate (fixture->changes, 0);
  kb_notes_put (fixture->notes, b);
  kb_notes_put (fixture->notes, gone);
  kb_key_list_refresh (fixture->list);
  assert_list (fixture, "saved:a saved:b noted:gone", "2-0+1 ");
  kb_notes_remove (fixture->notes, "gone");
  kb_key_list_refresh (fixture->list);
  assert_list (fixture, "saved:a saved:b", "2-1+0 ");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/key-list/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/key-list/trash", Fixture, NULL, set_up, test_trash, tear_down);
  g_test_add ("/key-list/notes", Fixture, NULL, set_up, test_notes, tear_down);
  return g_test_run ();
}
