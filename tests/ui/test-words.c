/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "kb-permission-words.h"
#include "kb-say.h"
#include "kb-verdict-words.h"

#include "core/guide/kb-facts.h"

#include <string.h>

static KbAdvice
advise (KbOwner owner, KbPermission permission)
{
  KbAdvice advice = kb_advice_for (KB_PURPOSE_LEARNING, KB_HOLDER_ME, KB_CALLS_TEXT);

  advice.owner = owner;
  advice.permission = permission;
  return advice;
}

/* Each advice has a reason of its own. */
static void
test_reason (void)
{
  static const struct
  {
    KbOwner owner;
    KbPermission permission;
    const char *word;
  } rows[] = {
    { KB_OWNER_YOU, KB_PERMISSION_ALL, "learn" },
    { KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, "Only what it needs" },
    { KB_OWNER_YOU, KB_PERMISSION_READ_ONLY, "look at lists" },
    { KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL, "service account" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KbAdvice advice = advise (rows[i].owner, rows[i].permission);
      g_autofree char *reason = kb_permission_dup_reason (&advice);

      g_test_message ("%s", reason);
      g_assert_nonnull (strstr (reason, rows[i].word));
    }
}

static void
test_surface (void)
{
  KbAdvice advice = advise (KB_OWNER_YOU, KB_PERMISSION_RESTRICTED);
  KbAdvice one = advice;
  g_autofree char *all = kb_permission_dup_surface (&advice, KB_OWNER_YOU, KB_PERMISSION_ALL);
  g_autofree char *read = kb_permission_dup_surface (&advice, KB_OWNER_YOU, KB_PERMISSION_READ_ONLY);
  g_autofree char *service = kb_permission_dup_surface (&advice, KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL);
  g_autofree char *some = NULL, *single = NULL, *expected = NULL;

  some = kb_permission_dup_surface (&advice, KB_OWNER_YOU, KB_PERMISSION_RESTRICTED);
  expected = g_strdup_printf ("%u of %u areas are open", kb_advice_count_open (&advice), (guint) KB_N_AREAS);
  g_assert_cmpstr (some, ==, expected);
  for (guint area = 0; area < KB_N_AREAS; area++)
    one.levels[area] = area == 0 ? KB_LEVEL_READ : KB_LEVEL_NONE;
  single = kb_permission_dup_surface (&one, KB_OWNER_YOU, KB_PERMISSION_RESTRICTED);
  g_assert_true (g_str_has_prefix (single, "1 of "));
  g_assert_true (g_str_has_suffix (single, "areas is open"));
  g_assert_cmpstr (all, ==, "Every area is open; nothing to set");
  g_assert_nonnull (strstr (read, "can be read"));
  g_assert_nonnull (strstr (service, "role"));
}

/* Something is said if, and only if, the choice is not the advice. */
static void
test_difference (void)
{
  for (int advised = KB_PERMISSION_ALL; advised <= KB_PERMISSION_READ_ONLY; advised++)
    for (int chosen = KB_PERMISSION_ALL; chosen <= KB_PERMISSION_READ_ONLY; chosen++)
      {
        KbAdvice advice = advise (KB_OWNER_YOU, (KbPermission) advised);
        g_autofree char *difference =
            kb_permission_dup_difference (&advice, KB_OWNER_YOU, (KbPermission) chosen);

        g_assert_cmpint (*difference == '\0', ==, advised == chosen);
      }
}

static void
test_difference_of_owner (void)
{
  KbAdvice you = advise (KB_OWNER_YOU, KB_PERMISSION_ALL);
  KbAdvice service = advise (KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL);
  g_autofree char *more = kb_permission_dup_difference (&you, KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL);
  g_autofree char *less = kb_permission_dup_difference (&service, KB_OWNER_YOU, KB_PERMISSION_ALL);
  g_autofree char *same =
      kb_permission_dup_difference (&service, KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL);

  g_assert_true (g_str_has_prefix (more, "More than you need"));
  g_assert_true (g_str_has_prefix (less, "Fine to begin with"));
  g_assert_cmpstr (same, ==, "");
}

static void
test_kind (void)
{
  g_autofree char *service = kb_permission_dup_kind (KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL);
  g_autofree char *restricted = kb_permission_dup_kind (KB_OWNER_YOU, KB_PERMISSION_RESTRICTED);

  g_assert_cmpstr (service, ==, kb_owner_get_label (KB_OWNER_SERVICE_ACCOUNT));
  g_assert_cmpstr (restricted, ==, kb_permission_get_label (KB_PERMISSION_RESTRICTED));
}

static void
test_time (void)
{
  static const struct
  {
    gint64 seconds_ago;
    const char *expected; /* NULL: a date */
  } rows[] = {
    { 0, "just now" },
    { 59, "just now" },
    { 61, "1 minute ago" },
    { 5 * 60 + 1, "5 minutes ago" },
    { 59 * 60 + 1, "59 minutes ago" },
    { 60 * 60 + 1, "1 hour ago" },
    { 23 * 60 * 60 + 1, "23 hours ago" },
    { 24 * 60 * 60 + 1, NULL },
    { 400 * 24 * 60 * 60, NULL },
  };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = kb_say_time (now - rows[i].seconds_ago);
      g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (now - rows[i].seconds_ago);
      g_autofree char *date = g_date_time_format (then, "%-e %B %Y");

      g_assert_cmpstr (text, ==, rows[i].expected ? rows[i].expected : date);
    }
}

static void
test_time_of_no_time (void)
{
  g_autofree char *text = kb_say_time (G_MAXINT64);

  g_assert_cmpstr (text, ==, "");
}

static void
test_facts (void)
{
  g_autofree char *money = kb_say_money ("money.minimum-credit");
  g_autofree char *as_of = kb_say_as_of ("money.minimum-credit");
  g_autofree char *year =
      g_strndup (kb_facts_get_checked (kb_facts_get_default (), "money.minimum-credit"), 4);

  g_assert_cmpint (*money, ==, '$');
  g_assert_true (g_str_has_prefix (as_of, "as of "));
  g_assert_true (g_str_has_suffix (as_of, year));
}

static void
test_steps (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (int step = KB_STEP_WELCOME; step < KB_N_STEPS; step++)
    g_assert_true (g_hash_table_add (names, (gpointer) kb_say_step ((KbStep) step)));
}

static KbVerdict *
judge (const char *id, KbAspectState permissions, gboolean lists_models, gint64 cost)
{
  KbVerdictParts parts = { .diagnosis = kb_diagnosis_find (id),
                           .base_uri = "http://127.0.0.1/v1",
                           .model = "gpt",
                           .lists_models = lists_models,
                           .list_refused = !lists_models && permissions == KB_ASPECT_STATE_PASSED,
                           .cost = cost };

  g_assert_nonnull (parts.diagnosis);
  parts.aspects[KB_ASPECT_PERMISSIONS] = permissions;
  return kb_verdict_new (&parts);
}

static void
test_billing (void)
{
  g_autoptr (KbSession) session = kb_session_new ();
  g_autoptr (KbVerdict) works = judge ("works", KB_ASPECT_STATE_PASSED, TRUE, 12);
  g_autoptr (KbVerdict) refused = judge ("invalid-key", KB_ASPECT_STATE_NOT_REACHED, FALSE, -1);
  g_autofree char *unlimited = NULL, *limited = NULL, *nothing = NULL;

  g_object_set (session, "hard-limit", 77, "alert", 33, NULL);
  unlimited = kb_verdict_dup_billing_words (works, session);
  g_assert_nonnull (strstr (unlimited, "$0.000012"));
  g_assert_nonnull (strstr (unlimited, "not ticked"));
  g_assert_nonnull (strstr (unlimited, "$77"));
  g_object_set (session, "limit-set", TRUE, NULL);
  limited = kb_verdict_dup_billing_words (works, session);
  g_assert_nonnull (strstr (limited, "At $33 in a month you get an e-mail, at $77"));
  nothing = kb_verdict_dup_billing_words (refused, session);
  g_assert_nonnull (strstr (nothing, "costs nothing"));
}

static void
test_permissions (void)
{
  static const struct
  {
    const char *verdict;
    KbAspectState state;
    gboolean lists_models;
    const char *expected;
  } rows[] = {
    { "works", KB_ASPECT_STATE_PASSED, TRUE, "may do what belongs to that" },
    { "works", KB_ASPECT_STATE_PASSED, FALSE, "may not list the models" },
    { "missing-scopes", KB_ASPECT_STATE_FAILED, FALSE, "may not ask a model" },
    { "invalid-key", KB_ASPECT_STATE_NOT_REACHED, FALSE, "did not get far enough" },
  };
  g_autoptr (KbSession) session = kb_session_new ();

  g_object_set (session, "permission", KB_PERMISSION_RESTRICTED, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KbVerdict) verdict = judge (rows[i].verdict, rows[i].state, rows[i].lists_models, 0);
      g_autofree char *words = kb_verdict_dup_permission_words (verdict, session);

      g_assert_true (g_str_has_prefix (words, "You chose “Restricted”"));
      g_assert_nonnull (strstr (words, rows[i].expected));
    }
}

static void
test_numbers (void)
{
  g_autoptr (KbVerdict) known = judge ("works", KB_ASPECT_STATE_PASSED, TRUE, 12);
  g_autoptr (KbVerdict) unknown = judge ("works", KB_ASPECT_STATE_PASSED, TRUE, -1);
  g_autofree char *cost = kb_verdict_dup_cost (known), *no_cost = kb_verdict_dup_cost (unknown);
  g_autofree char *tokens = kb_verdict_dup_tokens (unknown), *time = kb_verdict_dup_time (unknown);

  g_assert_cmpstr (cost, ==, "$0.000012");
  g_assert_cmpstr (no_cost, ==, "Not known");
  g_assert_cmpstr (tokens, ==, "Not known");
  g_assert_true (g_str_has_suffix (time, " s"));
}

static void
test_proof (void)
{
  g_autoptr (KbVerdict) works = judge ("works", KB_ASPECT_STATE_PASSED, TRUE, 12);
  g_autoptr (KbVerdict) refused = judge ("invalid-key", KB_ASPECT_STATE_NOT_REACHED, FALSE, -1);
  g_autofree char *proof = kb_verdict_dup_proof_words (works), *other = kb_verdict_dup_proof_words (refused);

  g_assert_nonnull (strstr (proof, "does not show how much credit is left"));
  g_assert_nonnull (strstr (other, "not tried"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/permission/reason", test_reason);
  g_test_add_func ("/words/permission/surface", test_surface);
  g_test_add_func ("/words/permission/difference", test_difference);
  g_test_add_func ("/words/permission/difference-of-owner", test_difference_of_owner);
  g_test_add_func ("/words/permission/kind", test_kind);
  g_test_add_func ("/words/say/time", test_time);
  g_test_add_func ("/words/say/no-time", test_time_of_no_time);
  g_test_add_func ("/words/say/facts", test_facts);
  g_test_add_func ("/words/say/steps", test_steps);
  g_test_add_func ("/words/verdict/billing", test_billing);
  g_test_add_func ("/words/verdict/permissions", test_permissions);
  g_test_add_func ("/words/verdict/numbers", test_numbers);
  g_test_add_func ("/words/verdict/proof", test_proof);
  return g_test_run ();
}
