/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-revocation-check.h"

#include "core/practice/kb-practice.h"
#include "core/setup/kb-setup.h"

#include "net-support.h"
#include "state-support.h"
#include "store-helper.h"

#define NAME "bench"

typedef struct
{
  KbSetup *setup;
  KbRevocationCheck *proof;
  guint n_waits;
  guint die_after; /* tries after which the key is revoked */
  gboolean done;
} Fixture;

static void
keep (Fixture *fixture, const char *id)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find (id));

  g_assert_true (store_save (kb_keys_get_store (kb_setup_get_keys (fixture->setup)), NAME, NAME, key, NULL));
}

static void
changed_cb (Fixture *fixture)
{
  KbRevocationCheckState state = kb_revocation_check_get_state (fixture->proof);

  if (state == KB_REVOCATION_CHECK_WAITING &&
      kb_revocation_check_get_seconds_left (fixture->proof) == KB_REVOCATION_CHECK_INTERVAL)
    {
      fixture->n_waits++;
      if (kb_revocation_check_get_tries (fixture->proof) == fixture->die_after)
        keep (fixture, "invalid-key");
    }
  fixture->done = state != KB_REVOCATION_CHECK_WAITING && state != KB_REVOCATION_CHECK_TESTING;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->setup = kb_setup_new (TRUE);
  fixture->proof =
      kb_revocation_check_new (kb_setup_get_keys (fixture->setup), kb_setup_get_service (fixture->setup));
  g_signal_connect_swapped (fixture->proof, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->proof, fixture);
  g_clear_object (&fixture->proof);
  g_clear_object (&fixture->setup);
}

static KbRevocationCheckState
run (Fixture *fixture)
{
  fixture->done = FALSE;
  kb_revocation_check_start (fixture->proof, NAME);
  support_wait (&fixture->done);
  return kb_revocation_check_get_state (fixture->proof);
}

/* One try decides, unless the key is still accepted. */
static void
test_what_counts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *id;
    KbRevocationCheckState state;
    guint tries;
  } rows[] = {
    { "invalid-key", KB_REVOCATION_CHECK_DEAD, 1 },
    { "works", KB_REVOCATION_CHECK_ALIVE, KB_REVOCATION_CHECK_MOST_TRIES },
    { "credit-exhausted", KB_REVOCATION_CHECK_ALIVE,
      KB_REVOCATION_CHECK_MOST_TRIES }, /* 429, but the key counts */
    { "rate-limited", KB_REVOCATION_CHECK_ALIVE, KB_REVOCATION_CHECK_MOST_TRIES }, /* 429 */
    { "account-closed", KB_REVOCATION_CHECK_UNKNOWN, 1 },                          /* 401 */
    { "access-ended", KB_REVOCATION_CHECK_UNKNOWN, 1 },                            /* 429 */
    { "no-key-sent", KB_REVOCATION_CHECK_UNKNOWN, 1 },                             /* 401 */
    { "connection-refused", KB_REVOCATION_CHECK_UNKNOWN, 1 },
    { "server-error", KB_REVOCATION_CHECK_UNKNOWN, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].id);
      g_assert_nonnull (kb_diagnosis_find (rows[i].id));
      keep (fixture, rows[i].id);
      g_assert_cmpint (run (fixture), ==, rows[i].state);
      g_assert_cmpuint (kb_revocation_check_get_tries (fixture->proof), ==, rows[i].tries);
    }
}

static void
test_takes_a_while (Fixture *fixture, gconstpointer data)
{
  fixture->die_after = 2;
  keep (fixture, "works");
  g_assert_cmpint (run (fixture), ==, KB_REVOCATION_CHECK_DEAD);
  g_assert_cmpuint (kb_revocation_check_get_tries (fixture->proof), ==, 3);
  g_assert_cmpuint (fixture->n_waits, ==, 2);
}

static void
test_unread (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (run (fixture), ==, KB_REVOCATION_CHECK_UNREAD);
}

static void
stop_cb (KbRevocationCheck *proof)
{
  if (kb_revocation_check_get_state (proof) == KB_REVOCATION_CHECK_WAITING)
    kb_revocation_check_stop (proof);
}

static void
test_stop (Fixture *fixture, gconstpointer data)
{
  keep (fixture, "works");
  g_signal_connect (fixture->proof, "changed", G_CALLBACK (stop_cb), NULL);
  g_assert_cmpint (run (fixture), ==, KB_REVOCATION_CHECK_IDLE);
  g_assert_cmpuint (kb_revocation_check_get_tries (fixture->proof), ==, 1);
}

static void
drop_cb (KbRevocationCheck *proof, Fixture *fixture)
{
  if (kb_revocation_check_get_state (proof) != KB_REVOCATION_CHECK_TESTING ||
      kb_revocation_check_get_tries (proof) != 2)
    return;
  g_signal_handlers_disconnect_by_data (proof, fixture);
  g_clear_object (&fixture->proof);
  fixture->done = TRUE;
}

/* Whoever is told of the second try drops the last reference. */
static void
test_dropped_by_listener (Fixture *fixture, gconstpointer data)
{
  gpointer weak = fixture->proof;

  keep (fixture, "works");
  g_object_add_weak_pointer (G_OBJECT (fixture->proof), &weak);
  g_signal_connect (fixture->proof, "changed", G_CALLBACK (drop_cb), fixture);
  kb_revocation_check_start (fixture->proof, NAME);
  support_wait (&fixture->done);
  g_assert_null (weak);
  fixture->proof =
      kb_revocation_check_new (kb_setup_get_keys (fixture->setup), kb_setup_get_service (fixture->setup));
}

/* Asks a practice service that has revoked the key; @plays: as OpenAI's, else as a gateway of somebody's. */
static KbRevocationCheckState
judge_revoked (gboolean plays, const char *end)
{
  g_autoptr (KbPractice) practice = kb_practice_new ();
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  g_autoptr (SecretValue) value = support_key (key);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KbClient) client = NULL;
  g_autoptr (KbChecker) checker = NULL;
  g_autoptr (KbVerdict) verdict = NULL;

  g_assert_true (kb_practice_start (practice, 0, NULL));
  kb_practice_revoke (practice, key);
  client = kb_client_new (kb_practice_get_base_uri (practice));
  kb_client_set_plays_openai (client, plays);
  checker = kb_checker_new (client);
  kb_checker_set_end (checker, end);
  kb_checker_run_async (checker, value, KB_ASPECT_STATE_PASSED, NULL, store_done_cb, &result);
  verdict = kb_checker_run_finish (checker, store_wait (&result), NULL);
  return kb_revocation_check_judge (verdict);
}

/* What stands for the web page in a practice run. Another server may refuse a key of its own in the same
 * words. That its day has passed proves no less. */
static void
test_practice_service (void)
{
  g_assert_cmpint (judge_revoked (TRUE, NULL), ==, KB_REVOCATION_CHECK_DEAD);
  g_assert_cmpint (judge_revoked (TRUE, "2020-01-31"), ==, KB_REVOCATION_CHECK_DEAD);
  g_assert_cmpint (judge_revoked (FALSE, NULL), ==, KB_REVOCATION_CHECK_UNKNOWN);
  g_assert_cmpint (judge_revoked (FALSE, "2020-01-31"), ==, KB_REVOCATION_CHECK_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_setenv ("KEYBEARER_SECOND", "2", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/revocation-check/what-counts", Fixture, NULL, set_up, test_what_counts, tear_down);
  g_test_add ("/revocation-check/takes-a-while", Fixture, NULL, set_up, test_takes_a_while, tear_down);
  g_test_add ("/revocation-check/unread", Fixture, NULL, set_up, test_unread, tear_down);
  g_test_add ("/revocation-check/stop", Fixture, NULL, set_up, test_stop, tear_down);
  g_test_add ("/revocation-check/dropped-by-listener", Fixture, NULL, set_up, test_dropped_by_listener,
              tear_down);
  g_test_add_func ("/revocation-check/practice-service", test_practice_service);
  return state_test_run ();
}
