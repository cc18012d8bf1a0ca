/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "script-support.h"

#include "core/base/kb-json.h"
#include "core/facts/kb-cost.h"
#include "core/facts/kb-facts.h"
#include "core/practice/kb-practice.h"

#include "key-fakes.h"

/* ---- every practice key ---- */

/* Where it is not what the outcome lets expect: an answer shows of key and permissions only what it says of
 * them. */
static const struct
{
  const char *id;
  const char *aspects;
} aspects_of[] = {
  { "region-not-supported", "P-F--P" }, { "client-certificate", "P-F--P" },
  { "address-not-allowed", "PPF--P" },  { "wrong-region", "PP---P" },
  { "wrong-region-unnamed", "P----P" }, { "limited-unknown", "P---FP" },
  { "payment-needed", "PP--FP" },       { "run-failed", "PPPF-P" },
  { "run-unfinished", "PPPF-P" },
};

static const char *
get_expected_aspects (const KbDiagnosis *row)
{
  for (gsize i = 0; i < G_N_ELEMENTS (aspects_of); i++)
    if (g_str_equal (aspects_of[i].id, row->id))
      return aspects_of[i].aspects;

  switch (row->outcome)
    {
    case KB_OUTCOME_WORKS:
      return "PPPPPP";
    case KB_OUTCOME_REFUSED:
      return "PF---P";
    case KB_OUTCOME_NOT_CHECKED:
      return row->practice_body || g_str_equal (row->id, "answer-too-long") ? "P----P" : "F----P";
    case KB_OUTCOME_BLOCKED:
    default:
      return row->failed == KB_ASPECT_PERMISSIONS ? "PPF--P"
             : row->failed == KB_ASPECT_MODEL     ? "PP-F-P"
                                                  : "PPPPFP";
    }
}

static void
check_works (KbVerdict *verdict)
{
  const char *id = kb_verdict_get_diagnosis (verdict)->id;

  g_assert_true ((kb_verdict_get_reply_text (verdict) == NULL) == g_str_equal (id, "works-empty"));
  g_assert_cmpstr (kb_verdict_get_model (verdict), ==, "gpt-6-luna");
  g_assert_cmpint (kb_response_get_input_tokens (kb_verdict_get_response (verdict)), ==, 19);
  g_assert_cmpint (kb_response_get_output_tokens (kb_verdict_get_response (verdict)), ==, 5);
  g_assert_cmpint (kb_verdict_get_cost (verdict), ==, 5);
  g_assert_cmpint ((kb_verdict_get_shown (verdict).lists_models == KB_SEEN_YES), ==,
                   !g_str_equal (id, "works-restricted"));
  g_assert_true ((kb_verdict_get_models (verdict)[0] != NULL) ==
                 (kb_verdict_get_shown (verdict).lists_models == KB_SEEN_YES));
}

static void
check_answered (KbVerdict *verdict, const KbDiagnosis *row)
{
  g_autofree char *technical = kb_verdict_dup_technical (verdict);

  g_assert_cmpuint (kb_response_get_status (kb_verdict_get_response (verdict)), ==, row->practice_status);
  g_assert_cmpstr (kb_response_get_header (kb_verdict_get_response (verdict), "openai-organization"), ==,
                   "practice-organization");
  g_assert_true (
      g_str_has_prefix (kb_response_get_header (kb_verdict_get_response (verdict), "x-request-id"), "req_"));
  g_assert_nonnull (strstr (technical, "req_"));
  g_assert_cmpfloat (kb_verdict_get_retry_after (verdict), ==, row->practice_status == 429 ? 8 : -1);
}

static void
test_practice_key (gconstpointer data)
{
  const KbDiagnosis *row = data;
  g_autoptr (KbPractice) practice = kb_practice_new ();
  g_autofree char *key = kb_practice_dup_key (row);
  g_autofree char *uri = NULL;
  g_autoptr (KbClient) client = NULL;
  g_autoptr (KbChecker) checker = NULL;
  g_auto (SupportRun) run = { NULL };
  g_autofree char *aspects = NULL;
  g_autofree char *explanation = NULL;

  g_assert_true (kb_practice_start (practice, 0, NULL));
  uri = kb_practice_dup_uri_for (practice, key);
  client = kb_client_new (uri);
  kb_client_set_date (client, kb_practice_get_date_for (key));
  kb_client_set_timeouts (client, 300, 0);
  if (g_str_equal (row->id, "timeout"))
    kb_client_set_timeouts (client, 0, 500);
  checker = kb_checker_new (client);
  run = support_run (checker, key);
  aspects = support_dup_aspects (run.verdict);
  explanation = kb_verdict_dup_explanation (run.verdict);

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, row->id);
  g_assert_cmpint (kb_verdict_get_outcome (run.verdict), ==, row->outcome);
  g_assert_cmpstr (aspects, ==, get_expected_aspects (row));
  g_assert_cmpstr (kb_verdict_get_base_uri (run.verdict), ==, uri);
  g_assert_null (strstr (explanation, "%s"));
  if (row->outcome == KB_OUTCOME_WORKS)
    check_works (run.verdict);
  if (row->practice_status > 0)
    check_answered (run.verdict, row);
  else
    g_assert_cmpuint (kb_practice_get_requests (practice), ==, 0);
}

/* A verdict about the model is gone with another model. */
static void
test_another_model (void)
{
  const KbDiagnosis *row = kb_diagnosis_find ("model-not-found");
  g_autoptr (KbPractice) practice = kb_practice_new ();
  g_autofree char *key = kb_practice_dup_key (row);
  g_autoptr (KbClient) client = NULL;
  g_autoptr (KbChecker) checker = NULL;
  g_auto (SupportRun) first = { NULL };
  g_auto (SupportRun) second = { NULL };
  g_auto (SupportRun) third = { NULL };

  g_assert_true (kb_practice_start (practice, 0, NULL));
  client = kb_client_new (kb_practice_get_base_uri (practice));
  checker = kb_checker_new (client);
  first = support_run (checker, key);
  g_assert_true (kb_verdict_get_diagnosis (first.verdict) == row);

  kb_checker_set_model (checker, kb_verdict_get_models (first.verdict)[1]);
  second = support_run (checker, key);
  g_assert_cmpstr (kb_verdict_get_diagnosis (second.verdict)->id, ==, "works");
  g_assert_cmpstr (kb_verdict_get_model (second.verdict), ==, kb_verdict_get_models (first.verdict)[1]);

  kb_checker_set_model (checker, "gpt-of-nobody");
  third = support_run (checker, key);
  g_assert_cmpstr (kb_verdict_get_diagnosis (third.verdict)->id, ==, "model-not-found");
  g_assert_cmpstr (kb_verdict_get_model (third.verdict), ==, "gpt-of-nobody");
  g_assert_cmpint (kb_verdict_get_cost (third.verdict), ==, -1);
}

/* ---- the way through the states ---- */

static void
test_signals (void)
{
  Script script = { .models = { 200, LIST }, .responses = { 200, CONNECTED } };
  g_auto (SupportRun) run = run_script (&script, NULL);

  g_assert_cmpstr (run.told->str, ==,
                   "network=checking storage=passed network=passed key=passed permissions=checking "
                   "permissions=passed model=passed credit=passed");
  g_assert_cmpuint (script.n_models, ==, 1);
  g_assert_cmpuint (script.n_responses, ==, 1);
  g_assert_cmpuint (script.n_chat, ==, 0);
  script_clear (&script);
}

static void
test_signals_refused (void)
{
  Script script = { .models = { 401, "{\"error\":{\"code\":\"invalid_api_key\"}}" } };
  g_auto (SupportRun) run = run_script (&script, NULL);

  g_assert_cmpstr (run.told->str, ==, "network=checking storage=passed network=passed key=failed");
  g_assert_cmpuint (script.n_responses, ==, 0);
  script_clear (&script);
}

static void
test_body (void)
{
  Script script = { .models = { 200, LIST }, .responses = { 200, CONNECTED } };
  g_auto (SupportRun) run = run_script (&script, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (script.last_response_body, strlen (script.last_response_body));
  KbBody kind;
  g_autoptr (JsonNode) root = kb_json_parse (bytes, &kind);
  JsonObject *body = json_node_get_object (root);

  g_assert_cmpuint (json_object_get_size (body), ==, 5);
  g_assert_cmpstr (kb_json_get_string (body, "model"), ==, "gpt-6-luna");
  g_assert_nonnull (strstr (kb_json_get_string (body, "input"), "connected"));
  g_assert_cmpint (kb_json_get_count (body, "max_output_tokens"), ==, 64);
  g_assert_false (json_object_get_boolean_member (body, "store"));
  g_assert_cmpstr (kb_json_get_string (kb_json_get_object (body, "reasoning"), "effort"), ==, "none");

  g_assert_cmpstr (kb_verdict_get_model (run.verdict), ==, "gpt-6-luna-2026-09-01");
  g_assert_cmpstr (kb_verdict_get_reply_text (run.verdict), ==, "connected");
  g_assert_cmpint (kb_verdict_get_cost (run.verdict), ==,
                   kb_cost_of_tokens (kb_facts_find_model (kb_facts_get_default (), "gpt-6-luna"), 20, 0, 4));
  g_assert_cmpint (kb_response_get_elapsed (kb_verdict_get_response (run.verdict)), >, 0);
  script_clear (&script);
}

static void
test_without_list (void)
{
  static const guint statuses[] = { 401, 403 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      Script script = { .models = { statuses[i], NO_MODELS }, .responses = { 200, CONNECTED } };
      g_auto (SupportRun) run = run_script (&script, NULL);

      g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, "works-restricted");
      g_assert_false ((kb_verdict_get_shown (run.verdict).lists_models == KB_SEEN_YES));
      g_assert_null (kb_verdict_get_models (run.verdict)[0]);
      g_assert_cmpuint (script.n_responses, ==, 1);
      script_clear (&script);
    }
}

/* May neither list nor ask: the second answer counts. */
static void
test_nothing_allowed (void)
{
  Script script = { .models = { 403, NO_MODELS },
                    .responses = { 403,
                                   "{\"error\":{\"message\":\"Missing scopes: api.responses.write\"}}" } };
  g_auto (SupportRun) run = run_script (&script, NULL);
  g_autofree char *explanation = kb_verdict_dup_explanation (run.verdict);
  g_autofree char *aspects = support_dup_aspects (run.verdict);

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, "missing-scopes");
  g_assert_nonnull (strstr (explanation, "Missing: Responses (Write)."));
  g_assert_cmpstr (aspects, ==, "PPF--P");
  script_clear (&script);
}

/* What the first call proved stays passed, whatever the second brings. */
static void
test_proved_stays (void)
{
  Script broken = { .models = { 200, LIST },
                    .responses = { 500, "{\"error\":{\"type\":\"server_error\"}}" } };
  Script revoked = { .models = { 200, LIST },
                     .responses = { 401, "{\"error\":{\"code\":\"invalid_api_key\"}}" } };
  Script limited = { .models = { 429, "{\"error\":{\"code\":\"rate_limit_exceeded\"}}" } };
  g_auto (SupportRun) first = run_script (&broken, NULL);
  g_auto (SupportRun) second = run_script (&revoked, NULL);
  g_auto (SupportRun) third = run_script (&limited, NULL);
  g_autofree char *first_aspects = support_dup_aspects (first.verdict);
  g_autofree char *second_aspects = support_dup_aspects (second.verdict);
  g_autofree char *third_aspects = support_dup_aspects (third.verdict);

  g_assert_cmpstr (first_aspects, ==, "PP---P");
  g_assert_cmpstr (second_aspects, ==, "PPF--P");
  g_assert_cmpstr (third_aspects, ==, "PP--FP");
  g_assert_true ((kb_verdict_get_shown (first.verdict).lists_models == KB_SEEN_YES));
  script_clear (&broken);
  script_clear (&revoked);
  script_clear (&limited);
}

/* Facts do not know the model, so nothing is known of its reasoning. */
static void
test_unknown_model (void)
{
  Script script = {
    .models = { 200, "{\"data\":[{\"id\":\"tts-9\"},{\"id\":\"gpt-image-7\"},{\"id\":\"gpt-99\"}]}" },
    .responses = { 200, "{\"status\":\"completed\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}" }
  };
  g_auto (SupportRun) run = run_script (&script, NULL);

  g_assert_nonnull (strstr (script.last_response_body, "\"gpt-99\""));
  g_assert_null (strstr (script.last_response_body, "reasoning"));
  g_assert_cmpint (kb_verdict_get_cost (run.verdict), ==, -1);
  g_assert_cmpstr (kb_verdict_get_model (run.verdict), ==, "gpt-99");
  script_clear (&script);
}

static void
test_preference (void)
{
  static const struct
  {
    const char *list;
    const char *expected;
  } cases[] = {
    { "{\"data\":[{\"id\":\"gpt-5.5\"},{\"id\":\"gpt-5.6-luna\"},{\"id\":\"gpt-6-sol\"}]}",
      "\"gpt-5.6-luna\"" },
    { "{\"data\":[{\"id\":\"gpt-6-luna\",\"shutdown_date\":\"2026-01-01\"},{\"id\":\"gpt-6-sol\"}]}",
      "\"gpt-6-sol\"" },
    { "{\"data\":[]}", "\"gpt-6-luna\"" },
    { "{\"data\":[{\"id\":\"embedding\"}]}", "\"gpt-6-luna\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Script script = { .models = { 200, cases[i].list }, .responses = { 200, CONNECTED } };
      g_auto (SupportRun) run = run_script (&script, NULL);

      g_assert_nonnull (strstr (script.last_response_body, cases[i].expected));
      script_clear (&script);
    }
}

/* ---- before a run ---- */

static void
test_model (void)
{
  g_autoptr (KbClient) client = kb_client_new ("https://127.0.0.1:1/v1");
  g_autoptr (KbChecker) checker = kb_checker_new (client);
  gint64 cost = kb_checker_get_max_cost (checker);

  g_assert_true (kb_checker_get_client (checker) == client);
  g_assert_cmpstr (kb_checker_get_model (checker), ==, "gpt-6-luna");
  g_assert_cmpint (cost, >, 0);
  g_assert_cmpint (cost, <, 1000);

  kb_checker_set_model (checker, "gpt-6-sol");
  g_assert_cmpstr (kb_checker_get_model (checker), ==, "gpt-6-sol");
  g_assert_cmpint (kb_checker_get_max_cost (checker), >, cost);

  kb_checker_set_model (checker, "gpt-of-nobody");
  g_assert_cmpint (kb_checker_get_max_cost (checker), ==, -1);
  kb_checker_set_model (checker, NULL);
  g_assert_cmpint (kb_checker_get_max_cost (checker), ==, cost);
}

/* The server sends the key back wherever it can: none of it gets into the verdict. */
static void
test_no_key_in_verdict (void)
{
  g_autofree char *key = fake_key ("sk-proj-", 164, '\0', 11);
  g_autofree char *body = g_strdup_printf (
      "{\"error\":{\"message\":\"Bad key %s\",\"code\":\"%s\",\"type\":\"%s\",\"param\":\"%s\"}}", key, key,
      key, key);
  Script script = { .models = { 401, body } };
  g_auto (SupportRun) run = run_script (&script, NULL);
  g_autofree char *technical = kb_verdict_dup_technical (run.verdict);
  g_autofree char *explanation = kb_verdict_dup_explanation (run.verdict);

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, "refused-unknown");
  g_assert_null (strstr (technical, key + 20));
  g_assert_null (strstr (explanation, key + 20));
  g_assert_nonnull (strstr (explanation, "Bad key"));
  script_clear (&script);
}

static void
add_practice_keys (void)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strconcat ("/checker/practice/", rows[i].id, NULL);

      g_test_add_data_func (path, &rows[i], test_practice_key);
    }
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  add_practice_keys ();
  g_test_add_func ("/checker/another-model", test_another_model);
  g_test_add_func ("/checker/signals", test_signals);
  g_test_add_func ("/checker/signals-refused", test_signals_refused);
  g_test_add_func ("/checker/body", test_body);
  g_test_add_func ("/checker/without-list", test_without_list);
  g_test_add_func ("/checker/nothing-allowed", test_nothing_allowed);
  g_test_add_func ("/checker/proved-stays", test_proved_stays);
  g_test_add_func ("/checker/unknown-model", test_unknown_model);
  g_test_add_func ("/checker/preference", test_preference);
  g_test_add_func ("/checker/model", test_model);
  g_test_add_func ("/checker/no-key-in-verdict", test_no_key_in_verdict);

  return g_test_run ();
}
