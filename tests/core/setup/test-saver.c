/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-saver.h"

#include "core/keyring/kb-memory-store.h"
#include "core/practice/kb-practice.h"

typedef struct
{
  KbKeyStore *store;
  KbSetup *setup;
  KbChoices *choices;
  KbKeyValidator *validator;
  KbSaver *saver;
  char *key;
  guint n_changed;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_changed++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = kb_memory_store_new ();
  fixture->setup =
      g_object_new (KB_TYPE_SETUP, "practice", !GPOINTER_TO_INT (data), "store", fixture->store, NULL);
  fixture->choices = kb_setup_get_choices (fixture->setup);
  fixture->validator = kb_key_validator_new ();
  fixture->saver = kb_saver_new (fixture->setup, fixture->validator);
  fixture->key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  g_signal_connect_swapped (fixture->saver, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->saver);
  g_assert_finalize_object (fixture->validator);
  g_assert_finalize_object (fixture->setup);
  g_assert_finalize_object (fixture->store);
  g_free (fixture->key);
}

static void
paste (Fixture *fixture)
{
  kb_key_validator_set_text (fixture->validator, fixture->key);
  kb_key_validator_settle (fixture->validator);
}

static void
name (Fixture *fixture, const char *label)
{
  g_object_set (fixture->choices, "key-name", label, NULL);
}

static void
wait_for (Fixture *fixture, KbSaverState state)
{
  while (kb_saver_get_state (fixture->saver) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
save (Fixture *fixture, const char *label)
{
  paste (fixture);
  name (fixture, label);
  kb_saver_set_keyring (fixture->saver, KB_STORE_STATE_READY);
  g_assert_cmpint (kb_saver_get_lack (fixture->saver, FALSE), ==, KB_SAVER_LACKS_NOTHING);
  kb_saver_save (fixture->saver, FALSE);
  g_assert_cmpint (kb_saver_get_state (fixture->saver), ==, KB_SAVER_SAVING);
  wait_for (fixture, KB_SAVER_SAVED);
}

static void
list (Fixture *fixture)
{
  guint before = fixture->n_changed;

  kb_saver_list (fixture->saver, NULL);
  while (fixture->n_changed == before)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_lacks (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (kb_saver_get_lack (fixture->saver, FALSE), ==, KB_SAVER_LACKS_KEY);
  paste (fixture);
  g_assert_cmpuint (fixture->n_changed, >, 0);
  name (fixture, "  ");
  g_assert_cmpint (kb_saver_get_lack (fixture->saver, TRUE), ==, KB_SAVER_LACKS_NAME);
  name (fixture, "orchard");
  g_assert_cmpint (kb_saver_get_lack (fixture->saver, TRUE), ==, KB_SAVER_LACKS_NOTHING);
  g_assert_cmpint (kb_saver_get_lack (fixture->saver, FALSE), ==, KB_SAVER_LACKS_KEYRING);
  kb_saver_set_keyring (fixture->saver, KB_STORE_STATE_LOCKED);
  g_assert_cmpint (kb_saver_get_lack (fixture->saver, FALSE), ==, KB_SAVER_LACKS_NOTHING);
  kb_setup_begin_replacement (fixture->setup, "orchard", "orchard");
  name (fixture, "orchard");
  g_assert_cmpint (kb_saver_get_lack (fixture->saver, FALSE), ==, KB_SAVER_LACKS_OTHER_NAME);
  g_assert_cmpint (kb_saver_get_lack (fixture->saver, TRUE), ==, KB_SAVER_LACKS_OTHER_NAME);
}

static void
test_save (Fixture *fixture, gconstpointer data)
{
  KbNotes *notes = kb_keys_get_notes (kb_setup_get_keys (fixture->setup));

  g_object_set (fixture->choices, "expires", "2027-02-28", NULL);
  save (fixture, "orchard");
  g_assert_cmpstr (kb_choices_get_saved_name (fixture->choices), ==, "orchard");
  g_assert_nonnull (kb_notes_find (notes, "orchard"));
  g_assert_cmpstr (kb_notes_find (notes, "orchard")->expires, ==, "2027-02-28");
  g_assert_false (kb_saver_get_for_now (fixture->saver));
  g_assert_null (kb_saver_get_error (fixture->saver));
  /* Another set-up begins. */
  g_object_set (fixture->choices, "saved-name", "", NULL);
  kb_saver_follow (fixture->saver);
  g_assert_cmpint (kb_saver_get_state (fixture->saver), ==, KB_SAVER_EDITING);
  list (fixture);
  g_assert_cmpstr (kb_choices_get_key_name (fixture->choices), ==, "orchard-2");
  g_assert_cmpstr (kb_saver_get_renamed (fixture->saver), ==, "orchard");
  g_assert_false (kb_saver_get_taken (fixture->saver));
  /* It is suggested once: whoever wants to replace the key may. */
  name (fixture, "orchard");
  list (fixture);
  g_assert_cmpstr (kb_choices_get_key_name (fixture->choices), ==, "orchard");
  g_assert_null (kb_saver_get_renamed (fixture->saver));
  g_assert_true (kb_saver_get_taken (fixture->saver));
  save (fixture, "orchard");
  /* And once more for the key after it. */
  g_object_set (fixture->choices, "saved-name", "", NULL);
  kb_saver_edit (fixture->saver);
  list (fixture);
  g_assert_cmpstr (kb_choices_get_key_name (fixture->choices), ==, "orchard-2");
}

static void
assert_holds (KbStateFile *file, const char *part)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (kb_state_file_get_path (file), &text, NULL, NULL));
  g_assert_nonnull (strstr (text, part));
}

/* As soon as it is said to be saved, the program may be killed. */
static void
test_written (Fixture *fixture, gconstpointer data)
{
  save (fixture, "orchard");
  assert_holds (kb_notes_get_file (kb_keys_get_notes (kb_setup_get_keys (fixture->setup))), "\"orchard\"");
  assert_holds (kb_choices_get_file (fixture->choices), "\"orchard\"");
  while (kb_state_file_is_any_busy ())
    g_main_context_iteration (NULL, TRUE);
}

/* What was given up says nothing any more. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  paste (fixture);
  name (fixture, "orchard");
  kb_saver_set_keyring (fixture->saver, KB_STORE_STATE_READY);
  kb_saver_save (fixture->saver, FALSE);
  kb_saver_cancel (fixture->saver);
  wait_for (fixture, KB_SAVER_EDITING);
  g_assert_cmpstr (kb_choices_get_saved_name (fixture->choices), ==, "");
  kb_saver_save (fixture->saver, FALSE);
  kb_saver_edit (fixture->saver);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (kb_saver_get_state (fixture->saver), ==, KB_SAVER_EDITING);
  g_assert_cmpstr (kb_choices_get_saved_name (fixture->choices), ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/saver/lacks", Fixture, NULL, set_up, test_lacks, tear_down);
  g_test_add ("/saver/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/saver/written", Fixture, GINT_TO_POINTER (TRUE), set_up, test_written, tear_down);
  g_test_add ("/saver/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  return g_test_run ();
}
