/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-check-all.h"

#include "core/practice/kb-practice.h"
#include "core/setup/kb-setup.h"

#include "net-support.h"
#include "state-support.h"
#include "store-helper.h"

typedef struct
{
  KbSetup *setup;
  KbCheckAll *round;
  GString *places; /* names of the keys, as they were tested */
  guint stop_after;
  guint drop_after;
  gboolean done;
} Fixture;

static void
keep (Fixture *fixture, const char *name, const char *id)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find (id));

  g_assert_true (store_save (kb_keys_get_store (kb_setup_get_keys (fixture->setup)), name, name, key, NULL));
}

static void
changed_cb (Fixture *fixture)
{
  const char *current = kb_check_all_get_current (fixture->round);

  if (!current)
    fixture->done = TRUE;
  else
    g_string_append_printf (fixture->places, "%s ", current);
  if (current && fixture->stop_after > 0 && kb_check_all_get_done (fixture->round) == fixture->stop_after)
    kb_check_all_stop (fixture->round);
}

static void
take_round (Fixture *fixture)
{
  fixture->round =
      kb_check_all_new (kb_setup_get_keys (fixture->setup), kb_setup_get_service (fixture->setup));
  g_signal_connect_swapped (fixture->round, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->setup = kb_setup_new (TRUE);
  fixture->places = g_string_new (NULL);
  take_round (fixture);
  keep (fixture, "works", "works");
  keep (fixture, "poor", "credit-exhausted");
  keep (fixture, "alone", "connection-refused");
  keep (fixture, "wrong", "invalid-key");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->round);
  g_clear_object (&fixture->setup);
  g_string_free (fixture->places, TRUE);
}

static void
run (Fixture *fixture, const char *const *names)
{
  fixture->done = FALSE;
  kb_check_all_start (fixture->round, names);
  support_wait (&fixture->done);
}

static const char *
get_verdict (Fixture *fixture, const char *name)
{
  const KbNote *note = kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (fixture->setup)), name);

  return note ? note->last_verdict : "none";
}

static void
test_all (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "works", "poor", "alone", "gone", "wrong", NULL };

  run (fixture, names);
  g_assert_cmpstr (fixture->places->str, ==, "works poor alone gone wrong ");
  g_assert_cmpuint (kb_check_all_get_done (fixture->round), ==, 5);
  g_assert_cmpuint (kb_check_all_get_total (fixture->round), ==, 5);
  g_assert_cmpuint (kb_check_all_count (fixture->round, KB_OUTCOME_WORKS), ==, 1);
  g_assert_cmpuint (kb_check_all_count (fixture->round, KB_OUTCOME_BLOCKED), ==, 1);
  g_assert_cmpuint (kb_check_all_count (fixture->round, KB_OUTCOME_REFUSED), ==, 1);
  g_assert_cmpuint (kb_check_all_count (fixture->round, KB_OUTCOME_NOT_CHECKED), ==, 2);
  g_assert_true (kb_check_all_missed (fixture->round, "alone"));
  g_assert_true (kb_check_all_missed (fixture->round, "gone"));
  g_assert_false (kb_check_all_missed (fixture->round, "wrong"));
  g_assert_cmpstr (get_verdict (fixture, "poor"), ==, "credit-exhausted");
}

/* A network that fails never makes a good key a bad one. */
static void
test_network (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "alone", NULL };
  g_autoptr (KbNote) note = kb_note_new ("alone");

  g_set_str (&note->last_verdict, "works");
  note->last_tested = 1000;
  kb_notes_put (kb_keys_get_notes (kb_setup_get_keys (fixture->setup)), note);
  run (fixture, names);
  g_assert_cmpuint (kb_check_all_count (fixture->round, KB_OUTCOME_NOT_CHECKED), ==, 1);
  g_assert_cmpstr (get_verdict (fixture, "alone"), ==, "works");
  g_assert_cmpint (
      kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (fixture->setup)), "alone")->last_tested, ==, 1000);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "works", "poor", "wrong", NULL };

  fixture->stop_after = 1;
  run (fixture, names);
  g_assert_cmpuint (kb_check_all_get_done (fixture->round), ==, 1);
  g_assert_null (kb_check_all_get_current (fixture->round));
  g_assert_cmpstr (get_verdict (fixture, "works"), ==, "works");
  g_assert_cmpstr (get_verdict (fixture, "poor"), ==, "none");
  /* Anew, and none of the old counts */
  fixture->stop_after = 0;
  run (fixture, names + 1);
  g_assert_cmpuint (kb_check_all_count (fixture->round, KB_OUTCOME_WORKS), ==, 0);
  g_assert_cmpuint (kb_check_all_get_done (fixture->round), ==, 2);
}

static void
drop_cb (KbCheckAll *round, Fixture *fixture)
{
  if (kb_check_all_get_done (round) != fixture->drop_after)
    return;
  g_signal_handlers_disconnect_by_data (round, fixture);
  g_clear_object (&fixture->round);
  fixture->done = TRUE;
}

/* Whoever is told of a key lets go of the round, at its begin, in the middle and at its end. */
static void
test_dropped_by_listener (Fixture *fixture, gconstpointer data)
{
  const char *names[] = { "works", "poor", NULL };

  for (guint after = 0; after <= 2; after++)
    {
      gpointer weak = fixture->round;

      fixture->drop_after = after;
      g_object_add_weak_pointer (G_OBJECT (fixture->round), &weak);
      g_signal_connect (fixture->round, "changed", G_CALLBACK (drop_cb), fixture);
      run (fixture, names);
      g_assert_null (weak);
      take_round (fixture);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/check-all/all", Fixture, NULL, set_up, test_all, tear_down);
  g_test_add ("/check-all/network", Fixture, NULL, set_up, test_network, tear_down);
  g_test_add ("/check-all/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/check-all/dropped-by-listener", Fixture, NULL, set_up, test_dropped_by_listener, tear_down);
  return state_test_run ();
}
