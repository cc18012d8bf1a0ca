/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-setup.h"

#include "core/practice/kb-practice.h"

#include "net-support.h"
#include "state-support.h"

#define NAME "practice-key"

/* A practice set-up with a key's check. */
typedef struct
{
  KbSetup *setup;
  KbCheckRetry *retry;
  KbKeyCheck *key_check;
  GString *states;
  guint drop_after;
  gboolean done;
} Fixture;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  kb_key_store_save_finish (KB_KEY_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
save (Fixture *fixture, const char *id)
{
  g_autofree char *text = kb_practice_dup_key (kb_diagnosis_find (id));
  g_autoptr (SecretValue) key = support_key (text);
  gboolean done = FALSE;

  kb_key_store_save_async (kb_keys_get_store (kb_setup_get_keys (fixture->setup)), NAME, "Practice", key,
                           TRUE, NULL, saved_cb, &done);
  support_wait (&done);
}

static void
changed_cb (KbKeyCheck *key_check, Fixture *fixture)
{
  static const char letters[] = { 'R', 'r', 'U', 'J' };

  g_string_append_c (fixture->states, letters[kb_key_check_get_state (key_check)]);
  fixture->done = kb_key_check_get_state (key_check) == KB_KEY_CHECK_STATE_JUDGED ||
                  kb_key_check_get_state (key_check) == KB_KEY_CHECK_STATE_UNREAD;
}

/* @key_check: transfer full */
static void
take_check (Fixture *fixture, KbKeyCheck *key_check)
{
  fixture->key_check = key_check;
  g_set_object (&fixture->retry, kb_key_check_get_retry (key_check));
  g_signal_connect (key_check, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->setup = kb_setup_new (TRUE);
  fixture->states = g_string_new (NULL);
  take_check (fixture,
              kb_key_check_new (kb_setup_get_keys (fixture->setup), kb_setup_get_service (fixture->setup)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->key_check, fixture);
  g_clear_object (&fixture->key_check);
  g_clear_object (&fixture->retry);
  g_clear_object (&fixture->setup);
  g_string_free (fixture->states, TRUE);
}

static void
run (Fixture *fixture, const char *model)
{
  fixture->done = FALSE;
  kb_key_check_run (fixture->key_check, NAME, model);
  support_wait (&fixture->done);
}

/* That of the set-up. */
static void
take_own_check (Fixture *fixture)
{
  g_signal_handlers_disconnect_by_data (fixture->key_check, fixture);
  g_clear_object (&fixture->key_check);
  take_check (fixture, g_object_ref (kb_setup_get_key_check (fixture->setup)));
}

static const char *
get_id (Fixture *fixture)
{
  return kb_verdict_get_diagnosis (kb_key_check_get_verdict (fixture->key_check))->id;
}

static void
test_judged (Fixture *fixture, gconstpointer data)
{
  const KbNote *note;

  g_assert_cmpint (kb_key_check_get_state (fixture->key_check), ==, KB_KEY_CHECK_STATE_READY);
  g_assert_cmpstr (kb_key_check_get_name (fixture->key_check), ==, "");
  g_assert_nonnull (kb_key_check_get_checker (fixture->key_check));
  save (fixture, "works");
  run (fixture, NULL);

  g_assert_cmpstr (fixture->states->str, ==, "rrJ"); /* reading, asking, judged */
  g_assert_cmpstr (get_id (fixture), ==, "works");
  g_assert_cmpstr (kb_key_check_get_name (fixture->key_check), ==, NAME);
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    g_assert_cmpint (kb_key_check_get_aspect (fixture->key_check, aspect), ==, KB_ASPECT_STATE_PASSED);
  note = kb_notes_find (kb_keys_get_notes (kb_setup_get_keys (fixture->setup)), NAME);
  g_assert_cmpstr (note->last_verdict, ==, "works");
  g_assert_cmpint (note->last_tested, ==,
                   kb_verdict_get_tested (kb_key_check_get_verdict (fixture->key_check)));
}

static void
test_model (Fixture *fixture, gconstpointer data)
{
  save (fixture, "model-not-found");
  run (fixture, NULL);
  g_assert_cmpstr (get_id (fixture), ==, "model-not-found");
  run (fixture, "gpt-6-sol");
  g_assert_cmpstr (get_id (fixture), ==, "works");
  g_assert_cmpstr (kb_verdict_get_model (kb_key_check_get_verdict (fixture->key_check)), ==, "gpt-6-sol");
}

static void
test_unread (Fixture *fixture, gconstpointer data)
{
  run (fixture, NULL);
  g_assert_cmpint (kb_key_check_get_state (fixture->key_check), ==, KB_KEY_CHECK_STATE_UNREAD);
  g_assert_error (kb_key_check_get_error (fixture->key_check), KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (kb_key_check_get_aspect (fixture->key_check, KB_ASPECT_STORAGE), ==,
                   KB_ASPECT_STATE_FAILED);

  save (fixture, "works");
  run (fixture, NULL);
  g_assert_null (kb_key_check_get_error (fixture->key_check));
  g_assert_cmpstr (get_id (fixture), ==, "works");
}

/* The answer changes while it waits: another key is under the name. */
static void
test_wait (Fixture *fixture, gconstpointer data)
{
  save (fixture, "rate-limited");
  run (fixture, NULL);
  g_assert_cmpstr (get_id (fixture), ==, "rate-limited");
  g_string_truncate (fixture->states, 0);
  kb_key_check_wait (fixture->key_check);
  g_assert_cmpint (kb_check_retry_get_state (fixture->retry), ==, KB_CHECK_RETRY_STATE_WAITING);
  g_assert_cmpuint (kb_check_retry_get_seconds_left (fixture->retry), ==, 8); /* what the server asks */

  save (fixture, "works");
  fixture->done = FALSE;
  support_wait (&fixture->done);
  g_assert_cmpstr (get_id (fixture), ==, "works");
  g_assert_cmpint (kb_check_retry_get_state (fixture->retry), ==, KB_CHECK_RETRY_STATE_ENDED);
  g_assert_cmpuint (kb_check_retry_get_attempt (fixture->retry), ==, 1);
  g_assert_cmpstr (fixture->states->str, ==, "JrrJ");
}

static void
ended_cb (KbCheckRetry *retry, gboolean *ended)
{
  *ended = TRUE;
}

/* To the end, and the last verdict is there. */
static void
test_wait_in_vain (Fixture *fixture, gconstpointer data)
{
  gboolean ended = FALSE;

  save (fixture, "rate-limited");
  run (fixture, NULL);
  g_signal_connect (fixture->retry, "ended", G_CALLBACK (ended_cb), &ended);
  kb_key_check_wait (fixture->key_check);
  support_wait (&ended);
  g_signal_handlers_disconnect_by_data (fixture->retry, &ended);
  g_assert_cmpuint (kb_check_retry_get_attempt (fixture->retry), ==, 7); /* of 8 seconds in a minute */
  g_assert_cmpstr (get_id (fixture), ==, "rate-limited");
  g_assert_cmpint (kb_key_check_get_state (fixture->key_check), ==, KB_KEY_CHECK_STATE_JUDGED);
}

static void
test_wait_unread (Fixture *fixture, gconstpointer data)
{
  gboolean ended = FALSE;

  save (fixture, "rate-limited");
  run (fixture, NULL);
  kb_key_check_wait (fixture->key_check);
  kb_key_store_forget_async (kb_keys_get_store (kb_setup_get_keys (fixture->setup)), NAME, NULL, NULL, NULL);
  g_signal_connect (fixture->retry, "ended", G_CALLBACK (ended_cb), &ended);
  support_wait (&ended);
  g_signal_handlers_disconnect_by_data (fixture->retry, &ended);
  g_assert_cmpint (kb_key_check_get_state (fixture->key_check), ==, KB_KEY_CHECK_STATE_UNREAD);
  g_assert_nonnull (kb_key_check_get_error (fixture->key_check));
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  /* a first test: nothing is known after it */
  save (fixture, "rate-limited");
  kb_key_check_run (fixture->key_check, NAME, NULL);
  kb_key_check_stop (fixture->key_check);
  g_assert_cmpint (kb_key_check_get_state (fixture->key_check), ==, KB_KEY_CHECK_STATE_READY);

  /* waiting: the verdict stays */
  run (fixture, NULL);
  kb_key_check_wait (fixture->key_check);
  kb_key_check_stop (fixture->key_check);
  g_assert_cmpint (kb_check_retry_get_state (fixture->retry), ==, KB_CHECK_RETRY_STATE_IDLE);
  g_assert_cmpint (kb_key_check_get_state (fixture->key_check), ==, KB_KEY_CHECK_STATE_JUDGED);
  g_assert_cmpstr (get_id (fixture), ==, "rate-limited");
}

static void
stop_cb (KbKeyCheck *key_check, Fixture *fixture)
{
  if (kb_key_check_get_state (key_check) == KB_KEY_CHECK_STATE_RUNNING)
    kb_key_check_stop (key_check);
}

/* In the middle of a test that waiting brought about: the verdict before it stays, and its aspects. */
static void
test_stop_trying (Fixture *fixture, gconstpointer data)
{
  gulong id;

  save (fixture, "rate-limited");
  run (fixture, NULL);
  kb_key_check_wait (fixture->key_check);
  id = g_signal_connect (fixture->key_check, "changed", G_CALLBACK (stop_cb), fixture);
  fixture->done = FALSE;
  support_wait (&fixture->done);
  g_signal_handler_disconnect (fixture->key_check, id);
  g_assert_cmpint (kb_key_check_get_state (fixture->key_check), ==, KB_KEY_CHECK_STATE_JUDGED);
  g_assert_cmpint (kb_check_retry_get_state (fixture->retry), ==, KB_CHECK_RETRY_STATE_IDLE);
  g_assert_cmpint (kb_key_check_get_aspect (fixture->key_check, KB_ASPECT_CREDIT), ==,
                   KB_ASPECT_STATE_FAILED);
  g_assert_cmpint (kb_key_check_get_aspect (fixture->key_check, KB_ASPECT_STORAGE), ==,
                   KB_ASPECT_STATE_PASSED);
}

/* A key that was saved anew is another key; giving one up only leaves it. */
static void
test_another_key (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = kb_setup_get_choices (fixture->setup);

  take_own_check (fixture);
  save (fixture, "rate-limited");
  g_object_set (choices, "saved-name", NAME, NULL);
  run (fixture, NULL);
  kb_key_check_wait (fixture->key_check);
  g_object_set (choices, "saved-name", "", NULL);
  g_assert_true (kb_check_retry_get_active (fixture->retry));
  g_object_set (choices, "saved-name", NAME, NULL);
  g_assert_false (kb_check_retry_get_active (fixture->retry));
  g_assert_null (kb_key_check_get_verdict (fixture->key_check));
  g_assert_cmpint (kb_key_check_get_state (fixture->key_check), ==, KB_KEY_CHECK_STATE_READY);
}

/* Two quick ones: the first says nothing any more. */
static void
test_run_again (Fixture *fixture, gconstpointer data)
{
  save (fixture, "works");
  kb_key_check_run (fixture->key_check, NAME, NULL);
  run (fixture, "gpt-6-sol");
  g_assert_cmpstr (kb_verdict_get_model (kb_key_check_get_verdict (fixture->key_check)), ==, "gpt-6-sol");
  g_assert_cmpstr (fixture->states->str, ==, "rrrJ");
}

/* What the service says of a key with this end. */
static char *
dup_verdict (Fixture *fixture, const char *key, const char *end)
{
  g_autoptr (KbNote) note = kb_note_new (NAME);

  g_set_str (&note->expires, end);
  kb_notes_put (kb_keys_get_notes (kb_setup_get_keys (fixture->setup)), note);
  save (fixture, key);
  run (fixture, NULL);
  return g_strdup (get_id (fixture));
}

/* A refusal without a reason has one when the noted day has passed; nothing else does. */
static void
test_over (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *key, *end, *expected;
  } rows[] = {
    { "invalid-key", "", "invalid-key" },
    { "invalid-key", "2099-02-28", "invalid-key" },
    { "account-closed", "2020-01-31", "account-closed" },
    { "credit-exhausted", "2020-01-31", "credit-exhausted" },
    { "works", "2020-01-31", "works" },
    { "key-expired", "", "key-expired" },
    { "invalid-key", "2020-01-31", "key-expired" },
  };
  g_autofree char *words = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = dup_verdict (fixture, rows[i].key, rows[i].end);

      g_assert_cmpstr (id, ==, rows[i].expected);
      words = (g_free (words), kb_verdict_dup_explanation (kb_key_check_get_verdict (fixture->key_check)));
      g_assert_true (strstr (words, "31 January 2020") == NULL || i == G_N_ELEMENTS (rows) - 1);
    }
  g_assert_nonnull (strstr (words, "31 January 2020, the day that you noted"));
  g_assert_cmpint (kb_verdict_get_outcome (kb_key_check_get_verdict (fixture->key_check)), ==,
                   KB_OUTCOME_REFUSED);
}

static void
later_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* The set-up goes while a test is on its way. */
static void
test_without_setup (Fixture *fixture, gconstpointer data)
{
  gboolean later = FALSE;

  take_own_check (fixture);
  save (fixture, "works");
  kb_key_check_run (fixture->key_check, NAME, NULL);
  g_clear_object (&fixture->setup);
  g_timeout_add_once (100, later_cb, &later);
  support_wait (&later);
  g_assert_null (kb_key_check_get_verdict (fixture->key_check));
}

static void
stop_at_once_cb (KbKeyCheck *key_check)
{
  if (kb_key_check_get_state (key_check) == KB_KEY_CHECK_STATE_RUNNING)
    kb_key_check_stop (key_check);
}

/* Whoever is told that a test begins stops it: the key is not even read, and the next test is one like any
 * other. */
static void
test_stopped_by_listener (Fixture *fixture, gconstpointer data)
{
  gulong id = g_signal_connect (fixture->key_check, "changed", G_CALLBACK (stop_at_once_cb), NULL);

  save (fixture, "works");
  kb_key_check_run (fixture->key_check, NAME, NULL);
  g_assert_cmpstr (fixture->states->str, ==, "rR");
  g_assert_cmpint (kb_key_check_get_aspect (fixture->key_check, KB_ASPECT_STORAGE), ==,
                   KB_ASPECT_STATE_NOT_REACHED);

  g_signal_handler_disconnect (fixture->key_check, id);
  run (fixture, NULL);
  g_assert_cmpstr (fixture->states->str, ==, "rRrrJ");
}

static void
drop_cb (KbKeyCheck *key_check, Fixture *fixture)
{
  if (--fixture->drop_after > 0)
    return;
  g_signal_handlers_disconnect_by_data (key_check, fixture);
  g_clear_object (&fixture->retry);
  g_clear_object (&fixture->key_check);
  fixture->done = TRUE;
}

/* Whoever is told that it begins, that it asks or what came out lets go of it: nothing else keeps it. */
static void
test_dropped_by_listener (Fixture *fixture, gconstpointer data)
{
  save (fixture, "works");
  for (guint after = 1; after <= 3; after++)
    {
      gpointer weak = fixture->key_check;

      fixture->drop_after = after;
      fixture->done = FALSE;
      g_object_add_weak_pointer (G_OBJECT (fixture->key_check), &weak);
      g_signal_connect (fixture->key_check, "changed", G_CALLBACK (drop_cb), fixture);
      kb_key_check_run (fixture->key_check, NAME, NULL);
      support_wait (&fixture->done);
      g_assert_null (weak);
      take_check (fixture, kb_key_check_new (kb_setup_get_keys (fixture->setup),
                                             kb_setup_get_service (fixture->setup)));
    }
}

/* While a test is on its way, too. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  gpointer weak = fixture->key_check;

  save (fixture, "timeout");
  g_object_add_weak_pointer (G_OBJECT (fixture->key_check), &weak);
  kb_key_check_run (fixture->key_check, NAME, NULL);
  while (!g_str_equal (fixture->states->str, "rr"))
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (fixture->key_check, fixture);
  g_clear_object (&fixture->key_check);
  g_assert_null (weak);
  take_check (fixture,
              kb_key_check_new (kb_setup_get_keys (fixture->setup), kb_setup_get_service (fixture->setup)));
}

#define ADD(name, func) g_test_add ("/key-check/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_setenv ("KEYBEARER_SECOND", "2", TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("judged", test_judged);
  ADD ("model", test_model);
  ADD ("unread", test_unread);
  ADD ("wait", test_wait);
  ADD ("wait-in-vain", test_wait_in_vain);
  ADD ("wait-unread", test_wait_unread);
  ADD ("stop", test_stop);
  ADD ("stop-trying", test_stop_trying);
  ADD ("another-key", test_another_key);
  ADD ("run-again", test_run_again);
  ADD ("over", test_over);
  ADD ("without-setup", test_without_setup);
  ADD ("stopped-by-listener", test_stopped_by_listener);
  ADD ("dropped-by-listener", test_dropped_by_listener);
  ADD ("dropped", test_dropped);

  return state_test_run ();
}
