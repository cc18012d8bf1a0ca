/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-advice-words.h"
#include "kb-permission-words.h"
#include "kb-say.h"
#include "kb-verdict-words.h"

#include "core/facts/kb-facts.h"

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
    { KB_OWNER_YOU, KB_PERMISSION_ALL, "choose All" },
    { KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, "allow only what the app needs" },
    { KB_OWNER_YOU, KB_PERMISSION_READ_ONLY, "see lists" },
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
test_count (void)
{
  static const struct
  {
    KbOwner owner;
    KbPermission permission;
    const char *count, *sentence;
  } rows[] = {
    { KB_OWNER_YOU, KB_PERMISSION_ALL, "6 of 6 areas open", "A key: 6 of 6 areas open" },
    { KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, "3 of 6 areas open",
      "A key: 3 of 6 areas open\nList models: Read, Model capabilities: Request, Responses: "
      "Write" },
    { KB_OWNER_YOU, KB_PERMISSION_READ_ONLY, "5 of 6 areas open, for reading only",
      "A key: 5 of 6 areas open, for reading only" },
    { KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL, "6 of 6 areas open, as far as its role goes",
      "A key: 6 of 6 areas open, as far as its role goes" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KbAdvice key = advise (rows[i].owner, rows[i].permission);
      g_autofree char *count = kb_permission_dup_count (&key);
      g_autofree char *sentence = kb_permission_dup_sentence (&key, "A key");

      g_assert_cmpstr (count, ==, rows[i].count);
      g_assert_cmpstr (sentence, ==, rows[i].sentence);
    }
}

static void
test_settings (void)
{
  KbAdvice key = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_APP, KB_CALLS_FILES);
  g_autofree char *settings = kb_advice_dup_settings (&key);

  g_assert_cmpstr (
      settings, ==,
      "List models: Read\nModel capabilities: Request\nResponses: Write\nFiles: Write\n"
      "Vector stores: Write\nEverything else: None\n"
      "Set “Model capabilities” to “Request” first, then set what is not needed to “None”. “Mixed” "
      "beside it is then right.");
}

/* What a set-up says of a choice. */
static char *
differ (KbPurpose purpose, KbHolder holder, KbCalls calls, KbOwner owner, KbPermission permission)
{
  g_autoptr (KbChoices) choices = kb_choices_new ();

  g_object_set (choices, "purpose", purpose, "holder", holder, "calls", calls, NULL);
  g_object_set (choices, "owner", owner, NULL);
  g_object_set (choices, "permission", permission, NULL);
  return kb_permission_dup_difference (choices);
}

/* Something is said if, and only if, the choice is not the advice: for every advice there is. */
static void
test_difference (void)
{
  for (int purpose = 0; purpose < KB_N_PURPOSES; purpose++)
    for (int holder = 0; holder < KB_N_HOLDERS; holder++)
      for (int owner = KB_OWNER_YOU; owner <= KB_OWNER_SERVICE_ACCOUNT; owner++)
        for (int permission = KB_PERMISSION_ALL; permission <= KB_PERMISSION_READ_ONLY; permission++)
          {
            KbAdvice advice = kb_advice_for (purpose, holder, KB_CALLS_TEXT);
            g_autofree char *difference = differ (purpose, holder, KB_CALLS_TEXT, owner, permission);
            gboolean same = (int) advice.owner == owner &&
                            (owner == KB_OWNER_SERVICE_ACCOUNT || (int) advice.permission == permission);

            g_assert_cmpint (*difference == '\0', ==, same);
          }
}

/* What it opens, and what it breaks. */
static void
test_difference_names (void)
{
  static const struct
  {
    KbPurpose purpose;
    KbHolder holder;
    KbCalls calls;
    KbOwner owner;
    KbPermission permission;
    const char *words;
  } rows[] = {
    { KB_PURPOSE_MVP, KB_HOLDER_ME, KB_CALLS_TEXT, KB_OWNER_YOU, KB_PERMISSION_ALL,
      "allows everything, changes too" },
    { KB_PURPOSE_MVP, KB_HOLDER_ME, KB_CALLS_TEXT | KB_CALLS_FILES, KB_OWNER_YOU, KB_PERMISSION_READ_ONLY,
      "Such a key only sees lists and spends nothing.\nThis would be refused: text, files, the test" },
    { KB_PURPOSE_LEARNING, KB_HOLDER_ME, KB_CALLS_TEXT, KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, "Safer:" },
    { KB_PURPOSE_MVP, KB_HOLDER_TEAM, KB_CALLS_TEXT, KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, "lose access" },
    { KB_PURPOSE_MVP, KB_HOLDER_TEAM, KB_CALLS_TEXT, KB_OWNER_YOU, KB_PERMISSION_READ_ONLY,
      "lose access to the project.\nSuch a key only sees" },
    { KB_PURPOSE_MVP, KB_HOLDER_ME, KB_CALLS_TEXT, KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL,
      "keeps working without you" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words =
          differ (rows[i].purpose, rows[i].holder, rows[i].calls, rows[i].owner, rows[i].permission);

      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, rows[i].words));
    }
}

static void
test_area_loss (void)
{
  static const struct
  {
    KbCalls calls;
    KbResource area;
    const char *loss;
  } rows[] = {
    { KB_CALLS_TEXT, KB_RESOURCE_LIST_MODELS,
      "If closed, programs and the test cannot see which models there are" },
    { KB_CALLS_TEXT | KB_CALLS_SPEECH, KB_RESOURCE_MODEL_CAPABILITIES,
      "If closed, no model answers\nThis would be refused: text, speech, the test" },
    { KB_CALLS_IMAGES, KB_RESOURCE_RESPONSES,
      "If closed, no text can be requested; “Read” shows only earlier answers\nThis would be refused: the "
      "test" },
    { KB_CALLS_EVERY, KB_RESOURCE_FILES,
      "If closed, nothing can be uploaded; “Read” shows only what is there\n"
      "This would be refused: files, lists" },
    { KB_CALLS_READING, KB_RESOURCE_RESPONSES,
      "If closed, what is there cannot be seen\nThis would be refused: lists" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KbAdvice advice = kb_advice_for (KB_PURPOSE_MVP, KB_HOLDER_APP, rows[i].calls);
      g_autofree char *loss =
          kb_permission_dup_resource_loss (rows[i].calls, rows[i].area, advice.levels[rows[i].area]);

      g_assert_cmpstr (loss, ==, rows[i].loss);
    }
}

static void
test_loss (void)
{
  static const struct
  {
    KbOwner owner;
    KbPermission permission;
    const char *lower, *loss;
  } rows[] = {
    { KB_OWNER_YOU, KB_PERMISSION_ALL, "Permissions “Restricted”", "What you chose keeps working." },
    { KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, "Permissions “Read only”",
      "This would be refused: text, the test" },
    { KB_OWNER_YOU, KB_PERMISSION_READ_ONLY, "Permissions “Restricted”",
      "You could only close single lists" },
    { KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL, "Owned by “You”", "You could set permissions" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KbAdvice advice = advise (rows[i].owner, rows[i].permission);
      g_autofree char *lower = kb_permission_dup_lower (&advice);
      g_autofree char *loss = kb_permission_dup_loss (&advice, KB_CALLS_TEXT);

      g_assert_cmpstr (lower, ==, rows[i].lower);
      g_assert_true (g_str_has_prefix (loss, rows[i].loss));
    }
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
    const char *then, *now, *expected;
  } rows[] = {
    { "2026-11-26T13:00:00+01", "2026-11-26T13:00:00+01", "just now" },
    { "2026-11-26T13:00:00+01", "2026-11-26T13:00:59+01", "just now" },
    { "2026-11-26T13:00:00+01", "2026-11-26T13:01:01+01", "1 minute ago" },
    { "2026-11-26T13:00:00+01", "2026-11-26T13:05:01+01", "5 minutes ago" },
    { "2026-11-26T13:00:00+01", "2026-11-26T14:00:01+01", "1 hour ago" },
    { "2026-11-26T00:00:00+01", "2026-11-26T23:59:59+01", "23 hours ago" },
    /* Midnight counts, here and not in Greenwich, but not for what was a moment ago. */
    { "2026-11-26T23:50:00+01", "2026-11-27T00:10:00+01", "20 minutes ago" },
    { "2026-11-26T23:00:00+01", "2026-11-27T08:00:00+01", "yesterday" },
    { "2026-11-27T00:30:00+01", "2026-11-27T08:00:00+01", "7 hours ago" },
    { "2026-11-26T00:00:00+01", "2026-11-27T23:59:59+01", "yesterday" },
    { "2026-11-26T13:00:00+01", "2026-11-28T12:00:00+01", "26 November 2026" },
    { "2026-11-26T23:59:59+01", "2026-11-28T00:00:00+01", "26 November 2026" },
    { "2025-12-31T20:00:00+01", "2026-01-01T09:00:00+01", "yesterday" },
    { "2025-10-01T13:00:00+01", "2026-11-26T13:00:00+01", "1 October 2025" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) then = g_date_time_new_from_iso8601 (rows[i].then, NULL);
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (rows[i].now, NULL);
      g_autofree char *text = kb_say_time (g_date_time_to_unix (then), now);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
}

static void
test_time_of_no_time (void)
{
  g_autofree char *text = kb_say_time (G_MAXINT64, NULL);

  g_assert_cmpstr (text, ==, "");
}

static void
test_facts (void)
{
  g_autofree char *money = kb_say_money ("money.minimum-credit");

  g_assert_cmpint (*money, ==, '$');
}

static void
test_age (void)
{
  static const struct
  {
    const char *checked, *today, *expected;
  } rows[] = {
    { "2026-11-20", "2026-11-20T12:00:00Z", "20 November 2026" },
    { "2026-01-01", "2026-06-30T23:59:59Z", "1 January 2026" }, /* not more than the limit */
    { "2026-01-01", "2026-07-01T00:00:00Z", "1 January 2026, 6 months ago" },
    { "2026-04-29", "2026-11-21T08:00:00Z", "29 April 2026, almost 7 months ago" },
    { "2026-04-29", "2026-10-29T00:00:00Z", "29 April 2026, 6 months ago" },
    { "2026-04-29", "2026-11-13T00:00:00Z", "29 April 2026, 6 months ago" },
    { "2026-04-29", "2026-11-14T00:00:00Z", "29 April 2026, almost 7 months ago" },
    { "2026-04-29", "2028-05-20T00:00:00Z", "29 April 2026, almost 25 months ago" },
    { "2026-11-20", "2020-01-01T00:00:00Z", "20 November 2026" }, /* a clock that is wrong */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) today = g_date_time_new_from_iso8601 (rows[i].today, NULL);
      g_autofree char *text = kb_say_as_of_date (rows[i].checked, today);

      g_assert_cmpstr (text, ==, rows[i].expected);
    }
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
  g_autoptr (KbChoices) choices = kb_choices_new ();
  g_autoptr (KbVerdict) works = judge ("works", KB_ASPECT_STATE_PASSED, TRUE, 12);
  g_autoptr (KbVerdict) refused = judge ("invalid-key", KB_ASPECT_STATE_NOT_REACHED, FALSE, -1);
  g_autofree char *unlimited = NULL, *limited = NULL;

  g_object_set (choices, "step", KB_STEP_TEST, "hard-limit", 77, "alert", 33, NULL);
  unlimited = kb_verdict_dup_billing_words (works, choices);
  g_assert_nonnull (strstr (unlimited, "Did you set a limit? $77"));
  kb_choices_set_done (choices, "billing.limit");
  limited = kb_verdict_dup_billing_words (works, choices);
  g_assert_cmpstr (limited, ==,
                   "Your limit of $77 a month stops it, not to the cent. At $33 you get an e-mail.");
  /* Money is not the matter. */
  g_assert_null (kb_verdict_dup_billing_words (refused, choices));
  /* Whoever came with a key chose none here. */
  g_object_set (choices, "has-key", TRUE, NULL);
  g_assert_null (kb_verdict_dup_billing_words (works, choices));
}

static void
test_permissions (void)
{
  static const struct
  {
    const char *verdict;
    KbAspectState state;
    gboolean lists_models;
    const char *expected; /* NULL: nothing is said */
  } rows[] = {
    { "works", KB_ASPECT_STATE_PASSED, TRUE, "It may do what you chose (Restricted)." },
    { "works", KB_ASPECT_STATE_PASSED, FALSE, "may not list the models" },
    { "missing-scopes", KB_ASPECT_STATE_FAILED, FALSE, "may not ask a model" },
    { "invalid-key", KB_ASPECT_STATE_NOT_REACHED, FALSE, NULL },
  };
  g_autoptr (KbChoices) choices = kb_choices_new ();
  g_autoptr (KbVerdict) works = judge ("works", KB_ASPECT_STATE_PASSED, TRUE, 0);

  g_object_set (choices, "step", KB_STEP_TEST, "permission", KB_PERMISSION_RESTRICTED, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KbVerdict) verdict = judge (rows[i].verdict, rows[i].state, rows[i].lists_models, 0);
      g_autofree char *words = kb_verdict_dup_permission_words (verdict, choices);

      g_assert_cmpint (words == NULL, ==, rows[i].expected == NULL);
      if (words)
        g_assert_nonnull (strstr (words, rows[i].expected));
    }
  g_object_set (choices, "has-key", TRUE, NULL);
  g_assert_null (kb_verdict_dup_permission_words (works, choices));
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

/* A price is said with its date. */
static void
test_price (void)
{
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (kb_facts_get_default (), &n_models);
  g_autofree char *known = kb_model_dup_words (models[0]->id), *unknown = kb_model_dup_words ("one's own");
  g_autofree char *as_of = kb_say_as_of_date (models[0]->checked, NULL);

  g_assert_cmpint (*known, ==, '$');
  g_assert_nonnull (strstr (known, as_of));
  g_assert_cmpstr (unknown, ==, "Price not known");
}

static void
test_proof (void)
{
  g_autoptr (KbVerdict) works = judge ("works", KB_ASPECT_STATE_PASSED, TRUE, 12);
  g_autoptr (KbVerdict) refused = judge ("invalid-key", KB_ASPECT_STATE_NOT_REACHED, FALSE, -1);
  g_autofree char *proof = kb_verdict_dup_proof_words (works), *other = kb_verdict_dup_proof_words (refused);

  g_assert_nonnull (strstr (proof, "does not show how much credit is left"));
  g_assert_nonnull (strstr (other, "untested"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/permission/reason", test_reason);
  g_test_add_func ("/words/permission/count", test_count);
  g_test_add_func ("/words/permission/settings", test_settings);
  g_test_add_func ("/words/permission/difference", test_difference);
  g_test_add_func ("/words/permission/difference-names", test_difference_names);
  g_test_add_func ("/words/permission/area-loss", test_area_loss);
  g_test_add_func ("/words/permission/loss", test_loss);
  g_test_add_func ("/words/permission/kind", test_kind);
  g_test_add_func ("/words/say/time", test_time);
  g_test_add_func ("/words/say/no-time", test_time_of_no_time);
  g_test_add_func ("/words/say/facts", test_facts);
  g_test_add_func ("/words/say/age", test_age);
  g_test_add_func ("/words/say/steps", test_steps);
  g_test_add_func ("/words/verdict/billing", test_billing);
  g_test_add_func ("/words/verdict/permissions", test_permissions);
  g_test_add_func ("/words/verdict/numbers", test_numbers);
  g_test_add_func ("/words/verdict/price", test_price);
  g_test_add_func ("/words/verdict/proof", test_proof);
  return g_test_run ();
}
