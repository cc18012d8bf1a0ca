/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-rotation.h"

#include "core/setup/kb-setup.h"

#include "state-support.h"

#include <glib/gstdio.h>

typedef struct
{
  KbNotes *notes;
  KbRotation *rotation;
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
  fixture->notes = kb_notes_new (NULL);
  fixture->rotation = kb_rotation_new (fixture->notes, "bench");
  g_signal_connect_swapped (fixture->rotation, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->rotation);
  g_assert_finalize_object (fixture->notes);
}

/* As if the program had been closed and opened. */
static void
take_up (Fixture *fixture)
{
  g_object_unref (fixture->rotation);
  fixture->rotation = kb_rotation_new (fixture->notes, "bench");
}

static void
note_verdict (Fixture *fixture, const char *name, const char *verdict)
{
  g_autoptr (KbNote) note = kb_note_new (name);

  g_set_str (&note->last_verdict, verdict);
  kb_notes_put (fixture->notes, note);
}

/* The order of the steps, and that each kind has all it needs. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  static const KbRotationStep expected[][KB_N_ROTATION_STEPS] = {
    [KB_ROTATION_REPLACE] = { KB_ROTATION_STEP_CREATE, KB_ROTATION_STEP_TEST, KB_ROTATION_STEP_SWITCH,
                              KB_ROTATION_STEP_REVOKE, KB_ROTATION_STEP_PROVE, KB_ROTATION_STEP_REMOVE },
    [KB_ROTATION_LEAK] = { KB_ROTATION_STEP_REVOKE, KB_ROTATION_STEP_PROVE, KB_ROTATION_STEP_CREATE,
                           KB_ROTATION_STEP_TEST, KB_ROTATION_STEP_SWITCH, KB_ROTATION_STEP_USAGE,
                           KB_ROTATION_STEP_REMOVE },
  };
  KbRotationKind kind = (KbRotationKind) GPOINTER_TO_UINT (data);
  gsize n_steps;
  const KbRotationStep *steps;

  g_assert_cmpint (kb_rotation_get_kind (fixture->rotation), ==, KB_ROTATION_NONE);
  kb_rotation_begin (fixture->rotation, kind);
  steps = kb_rotation_get_steps (fixture->rotation, &n_steps);
  g_assert_cmpuint (n_steps, ==, kind == KB_ROTATION_LEAK ? 7 : 6);
  for (gsize i = 0; i < n_steps; i++)
    {
      g_assert_cmpint (steps[i], ==, expected[kind][i]);
      g_assert_cmpint (kb_rotation_get_current (fixture->rotation), ==, steps[i]);
      kb_rotation_set_mark (fixture->rotation, steps[i], i % 2 ? KB_ROTATION_DONE : KB_ROTATION_SKIPPED);
      take_up (fixture);
      g_assert_cmpint (kb_rotation_get_kind (fixture->rotation), ==, kind);
      g_assert_cmpint (kb_rotation_get_mark (fixture->rotation, steps[i]), ==,
                       i % 2 ? KB_ROTATION_DONE : KB_ROTATION_SKIPPED);
    }
  g_assert_cmpint (kb_rotation_get_current (fixture->rotation), ==, KB_ROTATION_STEP_REMOVE);
}

static void
test_leak_outranks (Fixture *fixture, gconstpointer data)
{
  kb_rotation_begin (fixture->rotation, KB_ROTATION_REPLACE);
  kb_rotation_set_mark (fixture->rotation, KB_ROTATION_STEP_CREATE, KB_ROTATION_DONE);
  kb_rotation_begin (fixture->rotation, KB_ROTATION_LEAK);
  g_assert_cmpint (kb_rotation_get_current (fixture->rotation), ==, KB_ROTATION_STEP_REVOKE);
  g_assert_cmpint (kb_rotation_get_mark (fixture->rotation, KB_ROTATION_STEP_CREATE), ==, KB_ROTATION_DONE);
  fixture->n_changed = 0;
  kb_rotation_begin (fixture->rotation, KB_ROTATION_REPLACE);
  g_assert_cmpint (kb_rotation_get_kind (fixture->rotation), ==, KB_ROTATION_LEAK);
  g_assert_cmpuint (fixture->n_changed, ==, 0);
}

static void
test_replacement (Fixture *fixture, gconstpointer data)
{
  kb_rotation_begin (fixture->rotation, KB_ROTATION_REPLACE);
  /* Saved over the old one: that is no second key. */
  kb_rotation_set_replacement (fixture->rotation, "bench");
  g_assert_cmpstr (kb_rotation_get_replacement (fixture->rotation), ==, "");
  kb_rotation_set_replacement (fixture->rotation, "bench-2");
  g_assert_cmpint (kb_rotation_get_current (fixture->rotation), ==, KB_ROTATION_STEP_TEST);

  note_verdict (fixture, "bench-2", "credit-exhausted");
  kb_rotation_refresh (fixture->rotation);
  g_assert_cmpint (kb_rotation_get_current (fixture->rotation), ==, KB_ROTATION_STEP_TEST);
  note_verdict (fixture, "bench-2", "works");
  kb_rotation_refresh (fixture->rotation);
  g_assert_cmpint (kb_rotation_get_current (fixture->rotation), ==, KB_ROTATION_STEP_SWITCH);
  kb_rotation_set_replacement (fixture->rotation, "bench-3");
  g_assert_cmpint (kb_rotation_get_current (fixture->rotation), ==, KB_ROTATION_STEP_TEST);
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  const KbNote *note;

  kb_rotation_begin (fixture->rotation, KB_ROTATION_REPLACE);
  kb_rotation_add_place (fixture->rotation, "Greenhouse");
  kb_rotation_add_place (fixture->rotation, "Greenhouse");
  kb_rotation_add_place (fixture->rotation, "");
  kb_rotation_set_updated (fixture->rotation, "Greenhouse", TRUE);
  kb_rotation_set_updated (fixture->rotation, "shell", TRUE);
  kb_rotation_set_updated (fixture->rotation, "server", TRUE);
  kb_rotation_set_updated (fixture->rotation, "shell", FALSE);
  take_up (fixture);
  g_assert_cmpuint (g_strv_length ((GStrv) kb_rotation_get_places (fixture->rotation)), ==, 1);
  g_assert_true (kb_rotation_get_updated (fixture->rotation, "Greenhouse"));
  g_assert_true (kb_rotation_get_updated (fixture->rotation, "server"));
  g_assert_false (kb_rotation_get_updated (fixture->rotation, "shell"));

  /* For the next time, with nothing ticked and nothing begun */
  kb_rotation_set_replacement (fixture->rotation, "bench-2");
  kb_rotation_hand_over (fixture->rotation);
  note = kb_notes_find (fixture->notes, "bench-2");
  g_assert_cmpstr (note->rotation->places[0], ==, "Greenhouse");
  g_assert_cmpint (note->rotation->kind, ==, KB_ROTATION_NONE);
  g_assert_cmpuint (g_strv_length (note->rotation->updated), ==, 0);
}

/* Through the file, beside what a later version put there; and whatever nonsense stands in it. */
static void
test_file (void)
{
  static const char before[] =
      "{\"version\":1,\"keys\":[{\"name\":\"bench\",\"rotation\":{\"kind\":\"leak\",\"done\":[\"revoke\",7,"
      "\"later\"],\"skipped\":[\"prove\",\"revoke\"],\"updated\":\"shell\",\"mood\":\"calm\"}},"
      "{\"name\":\"shed\",\"rotation\":[1]}]}";
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "rotation-test.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (KbNotes) notes = NULL;
  g_autoptr (KbRotation) rotation = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, before, -1, NULL));
  notes = kb_notes_new (file);
  g_assert_null (kb_notes_find (notes, "shed")->rotation);
  rotation = kb_rotation_new (notes, "bench");
  g_assert_cmpint (kb_rotation_get_kind (rotation), ==, KB_ROTATION_LEAK);
  g_assert_cmpint (kb_rotation_get_mark (rotation, KB_ROTATION_STEP_REVOKE), ==, KB_ROTATION_DONE);
  g_assert_cmpint (kb_rotation_get_mark (rotation, KB_ROTATION_STEP_PROVE), ==, KB_ROTATION_SKIPPED);
  g_assert_false (kb_rotation_get_updated (rotation, "shell"));
  kb_rotation_set_mark (rotation, KB_ROTATION_STEP_PROVE, KB_ROTATION_DONE);
  g_assert_true (state_save (kb_notes_get_file (notes), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_nonnull (strstr (after, "\"mood\""));
  g_assert_nonnull (strstr (after, "\"prove\""));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_unlink (path);
}

/* The set-up of the new key knows the old one, and the old one hears of the new one. */
static void
test_setup (void)
{
  g_autoptr (KbSetup) setup = kb_setup_new (TRUE);
  KbChoices *choices = kb_setup_get_choices (setup);
  g_autoptr (KbNote) note = kb_note_new ("bench");
  g_autoptr (KbRotation) rotation = NULL;

  g_set_str (&note->project, "Herbarium");
  note->permission = KB_PERMISSION_RESTRICTED;
  note->purpose = KB_PURPOSE_PRODUCTION;
  kb_notes_put (kb_keys_get_notes (kb_setup_get_keys (setup)), note);
  kb_setup_begin_replacement (setup, "bench", "Bench-9");
  g_assert_cmpstr (kb_choices_get_key_name (choices), ==, "Bench-10");
  g_assert_cmpstr (kb_choices_get_project_name (choices), ==, "Herbarium");
  g_assert_cmpint (kb_choices_get_permission (choices), ==, KB_PERMISSION_RESTRICTED);
  g_assert_cmpint (kb_choices_get_purpose (choices), ==, KB_PURPOSE_PRODUCTION);
  g_assert_cmpstr (kb_choices_get_replaces (choices), ==, "bench");

  g_object_set (choices, "saved-name", "bench-10", NULL);
  rotation = kb_rotation_new (kb_keys_get_notes (kb_setup_get_keys (setup)), "bench");
  g_assert_cmpstr (kb_rotation_get_replacement (rotation), ==, "bench-10");
  g_assert_cmpint (kb_rotation_get_mark (rotation, KB_ROTATION_STEP_CREATE), ==, KB_ROTATION_DONE);
  kb_choices_reset (choices);
  g_assert_cmpstr (kb_choices_get_replaces (choices), ==, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/rotation/steps/replace", Fixture, GUINT_TO_POINTER (KB_ROTATION_REPLACE), set_up, test_steps,
              tear_down);
  g_test_add ("/rotation/steps/leak", Fixture, GUINT_TO_POINTER (KB_ROTATION_LEAK), set_up, test_steps,
              tear_down);
  g_test_add ("/rotation/leak-outranks", Fixture, NULL, set_up, test_leak_outranks, tear_down);
  g_test_add ("/rotation/replacement", Fixture, NULL, set_up, test_replacement, tear_down);
  g_test_add ("/rotation/places", Fixture, NULL, set_up, test_places, tear_down);
  g_test_add_func ("/rotation/file", test_file);
  g_test_add_func ("/rotation/setup", test_setup);
  return state_test_run ();
}
