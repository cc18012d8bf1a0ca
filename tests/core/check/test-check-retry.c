/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-check-retry.h"

#include "net-support.h"

/* Short enough to test minutes, long enough to tell seconds apart. */
#define SECOND 2

static KbVerdict *
verdict_of (const char *id, double retry_after)
{
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];
  const char *headers[] = { "retry-after", seconds, NULL };
  const KbDiagnosis *row = kb_diagnosis_find (id);
  g_autoptr (KbResponse) reply = NULL;
  KbVerdictParts parts = { .diagnosis = row, .model = "gpt-test", .cost = -1 };

  g_ascii_formatd (seconds, sizeof seconds, "%.3f", retry_after);
  reply = kb_response_new (row->practice_status, NULL, retry_after < 0 ? NULL : headers);
  parts.reply = reply;
  return kb_verdict_new (&parts);
}

static void
test_can_wait (void)
{
  static const struct
  {
    const char *id;
    double retry_after;
    gboolean expected;
  } cases[] = {
    { "credit-exhausted", -1, TRUE }, { "credit-exhausted", 8, TRUE },
    { "rate-limited", -1, TRUE },     { "server-error", -1, TRUE },
    { "works", -1, FALSE },           { "works", 8, FALSE },
    { "invalid-key", -1, FALSE },     { "invalid-key", 8, FALSE },
    { "model-not-found", -1, FALSE }, { "rate-limited", 3600, TRUE },
    { "rate-limited", 3601, FALSE },  { "rejected-unknown", 5, TRUE },
    { "rejected-unknown", 0, TRUE },  { "verification-needed", -1, TRUE },
    { "missing-scopes", -1, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KbVerdict) verdict = verdict_of (cases[i].id, cases[i].retry_after);

      g_test_message ("%s %g", cases[i].id, cases[i].retry_after);
      g_assert_cmpint (kb_check_retry_can_wait (verdict), ==, cases[i].expected);
    }
}

/* What can be done here comes before waiting, until it was tested. */
static void
test_next (void)
{
  static const struct
  {
    const char *id;
    gboolean at_first, tested_again;
  } cases[] = {
    { "rate-limited", TRUE, TRUE },
    { "server-error", TRUE, TRUE },
    { "credit-exhausted", FALSE, TRUE },
    { "name-not-found", FALSE, FALSE },
    { "timeout", FALSE, FALSE },
    { "works", FALSE, FALSE },
    { "invalid-key", FALSE, FALSE },
    { "empty-answer", TRUE, TRUE },
    { "verification-needed", FALSE, TRUE },
  };
  g_autoptr (KbCheckRetry) retry = kb_check_retry_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KbVerdict) verdict = verdict_of (cases[i].id, -1);

      g_test_message ("%s", cases[i].id);
      g_assert_cmpint (kb_check_retry_is_next (retry, verdict, FALSE), ==, cases[i].at_first);
      g_assert_cmpint (kb_check_retry_is_next (retry, verdict, TRUE), ==, cases[i].tested_again);
    }
}

static void
test_intervals (void)
{
  static const struct
  {
    guint attempt, waited, total;
    double retry_after;
    guint expected;
  } cases[] = {
    /* nothing said: doubling, to five minutes, to the end */
    { 0, 0, 900, -1, 30 },
    { 1, 30, 900, -1, 60 },
    { 2, 90, 900, -1, 120 },
    { 3, 210, 900, -1, 240 },
    { 4, 450, 900, -1, 300 },
    { 5, 750, 900, -1, 150 },
    { 6, 900, 900, -1, 0 },
    { 9, 0, 100000, -1, 300 },
    { 10, 0, 100000, -1, 0 },
    { 4000000000u, 0, 100000, -1, 0 },
    { 0, 0, 20, -1, 20 },
    { 1, 16, 20, -1, 0 },
    { 1, 15, 20, -1, 5 },
    { 1, 30, 20, -1, 0 },
    /* said: at least that, never less than five, never cut short */
    { 0, 0, 60, 0, 5 },
    { 0, 0, 60, 0.02, 5 },
    { 0, 0, 60, 5.001, 6 },
    { 0, 0, 60, 8, 8 },
    { 1, 8, 60, 8, 8 },
    { 6, 48, 60, 8, 8 },
    { 7, 56, 60, 8, 0 },
    { 1, 30, 60, 60, 0 },
    { 0, 0, 3600, 3600, 3600 },
    { 10, 0, 60, 8, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpuint (kb_check_retry_get_interval (cases[i].attempt, cases[i].waited, cases[i].total,
                                                     cases[i].retry_after),
                        ==, cases[i].expected);
    }
}

/* Whatever a server says, a wait is bounded: in number and, each, from below. */
static void
test_bounded (void)
{
  for (int retry_after = -1; retry_after < 100; retry_after++)
    for (guint total = 0; total < 1000; total += 7)
      {
        guint attempt = 0, waited = 0, interval;

        while ((interval = kb_check_retry_get_interval (attempt, waited, total, retry_after)) > 0)
          {
            g_assert_cmpuint (interval, >=, KB_CHECK_RETRY_SHORTEST);
            waited += interval;
            attempt++;
          }
        g_assert_cmpuint (attempt, <=, KB_CHECK_RETRY_MOST_TRIES);
        g_assert_cmpuint (waited, <=, total);
      }
}

/* An owner that answers each try with the next of some verdicts. */
typedef struct
{
  KbWork *work;
  const char *const *ids; /* NULL: the test could not be made */
  double retry_after;
  guint n_tries;
  guint n_ended;
  guint n_seconds; /* notified */
  gint64 times[KB_CHECK_RETRY_MOST_TRIES + 1];
  gboolean done;
} Owner;

static void
try (KbWork *work, gpointer data)
{
  KbCheckRetry *retry = work->object;
  Owner *owner = data;
  const char *id = owner->ids[owner->n_tries];
  g_autoptr (KbVerdict) verdict = id ? verdict_of (id, owner->retry_after) : NULL;

  g_assert_cmpint (kb_check_retry_get_state (retry), ==, KB_CHECK_RETRY_STATE_TESTING);
  g_assert_cmpuint (kb_check_retry_get_seconds_left (retry), ==, 0);
  owner->times[owner->n_tries++] = g_get_monotonic_time ();
  g_assert_cmpuint (kb_check_retry_get_attempt (retry), ==, owner->n_tries);
  g_assert_true (kb_check_retry_get_active (retry));
  kb_check_retry_take (retry, verdict);
}

static DexFuture *
owner_fiber (gpointer data)
{
  KbWork *work = data;
  Owner *owner = g_object_get_data (work->object, "owner");

  while (!kb_work_is_over (work) && kb_check_retry_wait (work->object, work))
    kb_work_change (work, try, owner);

  return dex_future_new_true ();
}

static void
begin (KbCheckRetry *retry, Owner *owner, KbVerdict *verdict)
{
  g_object_set_data (G_OBJECT (retry), "owner", owner);
  kb_check_retry_start (retry, verdict);
  dex_unref (kb_work_start (&owner->work, retry, owner_fiber));
}

static void
ended_cb (KbCheckRetry *retry, Owner *owner)
{
  g_assert_cmpint (kb_check_retry_get_state (retry), ==, KB_CHECK_RETRY_STATE_ENDED);
  g_assert_false (kb_check_retry_get_active (retry));
  owner->n_ended++;
  owner->done = TRUE;
  kb_work_end (&owner->work);
}

static void
seconds_cb (KbCheckRetry *retry, GParamSpec *pspec, Owner *owner)
{
  owner->n_seconds++;
}

static KbCheckRetry *
start (Owner *owner, const char *id)
{
  KbCheckRetry *retry = kb_check_retry_new ();
  g_autoptr (KbVerdict) verdict = verdict_of (id, owner->retry_after);

  g_signal_connect (retry, "ended", G_CALLBACK (ended_cb), owner);
  g_signal_connect (retry, "notify::seconds-left", G_CALLBACK (seconds_cb), owner);
  g_assert_cmpint (kb_check_retry_get_state (retry), ==, KB_CHECK_RETRY_STATE_IDLE);
  begin (retry, owner, verdict);
  g_assert_cmpint (kb_check_retry_get_state (retry), ==, KB_CHECK_RETRY_STATE_WAITING);
  return retry;
}

static void
test_works (void)
{
  static const char *const ids[] = { "credit-exhausted", "works" };
  Owner owner = { .ids = ids, .retry_after = 5 };
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (KbCheckRetry) retry = start (&owner, "credit-exhausted");

  g_assert_cmpuint (kb_check_retry_get_seconds_left (retry), ==, 5);
  support_wait (&owner.done);
  g_assert_cmpuint (owner.n_tries, ==, 2);
  g_assert_cmpuint (owner.n_ended, ==, 1);
  g_assert_cmpuint (owner.n_seconds, >=, 4);
  /* neither comes early */
  g_assert_cmpint (owner.times[0] - begun, >=, 5 * SECOND * 1000);
  g_assert_cmpint (owner.times[1] - owner.times[0], >=, 5 * SECOND * 1000);
}

/* Without a word from the server, and it never gets better. */
static void
test_in_vain (void)
{
  static const char *const ids[] = { "server-error", "overloaded", "server-error" };
  Owner owner = { .ids = ids, .retry_after = -1 };
  g_autoptr (KbCheckRetry) retry = start (&owner, "server-error");

  support_wait (&owner.done);
  g_assert_cmpuint (owner.n_tries, ==, 2); /* after 30 and after 60 seconds */
  g_assert_cmpint (owner.times[1] - owner.times[0], >=, 30 * SECOND * 1000);
}

/* Something that time does not mend ends it, and so does a key that cannot be read. */
static void
test_other_answer (void)
{
  static const char *const refused[] = { "invalid-key" };
  static const char *const unread[] = { NULL };
  Owner first = { .ids = refused, .retry_after = 0 };
  Owner second = { .ids = unread, .retry_after = 0 };
  g_autoptr (KbCheckRetry) one = start (&first, "rate-limited");
  g_autoptr (KbCheckRetry) other = start (&second, "rate-limited");

  support_wait (&first.done);
  support_wait (&second.done);
  g_assert_cmpuint (first.n_tries, ==, 1);
  g_assert_cmpuint (second.n_tries, ==, 1);
}

static void
test_cap (void)
{
  static const char *const ids[] = { "credit-exhausted", "credit-exhausted", "credit-exhausted",
                                     "credit-exhausted", "credit-exhausted", "credit-exhausted",
                                     "credit-exhausted", "credit-exhausted", "credit-exhausted",
                                     "credit-exhausted", "credit-exhausted" };
  Owner owner = { .ids = ids, .retry_after = 0 };
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (KbCheckRetry) retry = start (&owner, "credit-exhausted");

  support_wait (&owner.done);
  g_assert_cmpuint (owner.n_tries, ==, KB_CHECK_RETRY_MOST_TRIES);
  g_assert_cmpint (g_get_monotonic_time () - begun, >=,
                   (gint64) KB_CHECK_RETRY_MOST_TRIES * KB_CHECK_RETRY_SHORTEST * SECOND * 1000);
}

static void
done_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
test_cancel (void)
{
  static const char *const ids[] = { "works" };
  Owner owner = { .ids = ids, .retry_after = 5 };
  g_autoptr (KbCheckRetry) retry = start (&owner, "rate-limited");
  g_autoptr (KbVerdict) late = verdict_of ("works", -1);
  g_autoptr (KbVerdict) limited = verdict_of ("rate-limited", 5);
  gboolean later = FALSE;

  kb_work_end (&owner.work);
  kb_check_retry_cancel (retry);
  g_assert_cmpint (kb_check_retry_get_state (retry), ==, KB_CHECK_RETRY_STATE_IDLE);
  g_assert_cmpuint (kb_check_retry_get_seconds_left (retry), ==, 0);
  kb_check_retry_take (retry, late); /* of a test that was on its way */
  g_timeout_add_once (5 * SECOND * 3, done_cb, &later);
  support_wait (&later);
  g_assert_cmpuint (owner.n_tries + owner.n_ended, ==, 0);

  /* and it is ready for another */
  begin (retry, &owner, limited);
  support_wait (&owner.done);
  g_assert_cmpuint (owner.n_tries, ==, 1);
}

/* Nobody is called when it is given up in the middle. */
static void
test_unref (void)
{
  static const char *const ids[] = { "works" };
  Owner owner = { .ids = ids, .retry_after = 5 };
  g_autoptr (KbCheckRetry) retry = start (&owner, "rate-limited");
  gboolean later = FALSE;

  kb_work_end (&owner.work);
  g_clear_object (&retry);
  g_timeout_add_once (5 * SECOND * 3, done_cb, &later);
  support_wait (&later);
  g_assert_cmpuint (owner.n_tries, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_setenv ("KEYBEARER_SECOND", G_STRINGIFY (SECOND), TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/check-retry/can-wait", test_can_wait);
  g_test_add_func ("/check-retry/next", test_next);
  g_test_add_func ("/check-retry/intervals", test_intervals);
  g_test_add_func ("/check-retry/bounded", test_bounded);
  g_test_add_func ("/check-retry/works", test_works);
  g_test_add_func ("/check-retry/in-vain", test_in_vain);
  g_test_add_func ("/check-retry/other-answer", test_other_answer);
  g_test_add_func ("/check-retry/cap", test_cap);
  g_test_add_func ("/check-retry/cancel", test_cancel);
  g_test_add_func ("/check-retry/unref", test_unref);

  return g_test_run ();
}
