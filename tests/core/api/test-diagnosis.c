/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis.h"
#include "core/facts/kb-facts.h"
#include "core/practice/kb-practice.h"

#include <string.h>

#define ERROR(message, type, code) \
  "{\"error\":{\"message\":\"" message "\",\"type\":\"" type "\",\"param\":null,\"code\":" code "}}"

static KbResponse *
reply_of (guint status, const char *body)
{
  g_autoptr (GBytes) bytes = body ? g_bytes_new_static (body, strlen (body)) : NULL;

  return kb_response_new (status, bytes, NULL);
}

/* What the API is known to answer, raw; in the order of its list of error codes, then what else was seen. */
static const struct
{
  guint status;
  const char *body;
  const char *expected;
} answers[] = {
  { 401, ERROR ("You didn't provide an API key. You need to provide it", "invalid_request_error", "null"),
    "no-key-sent" },
  { 401, ERROR ("Incorrect API key provided: sk-12****34", "invalid_request_error", "\"invalid_api_key\""),
    "invalid-key" },
  { 401, ERROR ("Incorrect API key provided: x", "invalid_request_error", "null"), "invalid-key" },
  { 401, ERROR ("x", "invalid_request_error", "\"account_deactivated\""), "account-closed" },
  { 400, ERROR ("x", "access_terminated", "null"), "access-ended" },
  { 429, ERROR ("x", "access_terminated", "null"), "access-ended" },
  { 401, ERROR ("x", "invalid_request_error", "\"mismatched_organization\""), "wrong-organization" },
  { 401, ERROR ("x", "invalid_request_error", "\"mismatched_project\""), "wrong-organization" },
  { 401, ERROR ("No such organization: org-x.", "invalid_request_error", "null"), "wrong-organization" },
  { 401, ERROR ("x", "invalid_request_error", "\"not_authorized_invalid_project\""), "project-archived" },
  { 401, ERROR ("x", "invalid_request_error", "\"not_authorized_invalid_key_type\""),
    "key-type-not-allowed" },
  { 401, ERROR ("x", "invalid_request_error", "\"no_organization\""), "no-organization" },
  { 401, ERROR ("You must be a member of an organization to use the API", "invalid_request_error", "null"),
    "no-organization" },
  { 401, ERROR ("x", "invalid_request_error", "\"ip_not_authorized\""), "address-not-allowed" },
  { 401, ERROR ("Missing scopes: api.model.read.", "invalid_request_error", "null"), "missing-scopes" },
  { 403, ERROR ("You have insufficient permissions. Missing scopes: a, b", "invalid_request_error", "null"),
    "missing-scopes" },
  { 403, ERROR ("x", "request_forbidden", "\"unsupported_country_region_territory\""),
    "region-not-supported" },
  { 404, ERROR ("x", "invalid_request_error", "\"model_not_found\""), "model-not-found" },
  { 403, ERROR ("x", "invalid_request_error", "\"model_not_found\""), "model-not-found" },
  { 400, ERROR ("x", "invalid_request_error", "\"model_not_found\""), "model-not-found" },
  { 403, ERROR ("Project `p` does not have access to model `m`", "invalid_request_error", "null"),
    "model-not-found" },
  { 404, ERROR ("The model `m` does not exist or you do not have access to it.", "x", "null"),
    "model-not-found" },
  { 404, ERROR ("The model `m` does not exist.", "NotFoundError", "404"), "model-not-found" },
  { 404, ERROR ("model 'm' not found, try pulling it first", "api_error", "null"), "model-not-found" },
  { 404, ERROR ("The model `m` has been deprecated, see", "invalid_request_error", "\"model_not_found\""),
    "model-retired" },
  { 404, ERROR ("The model `m` has been deprecated, see", "invalid_request_error", "null"), "model-retired" },
  { 400,
    ERROR ("Your organization must be verified to stream", "invalid_request_error", "\"unsupported_value\""),
    "verification-needed" },
  { 403, ERROR ("Your organization must be verified to use it", "invalid_request_error", "null"),
    "verification-needed" },
  { 404,
    ERROR ("Your organization must be verified to use it", "invalid_request_error", "\"model_not_found\""),
    "verification-needed" },
  { 400, ERROR ("x", "invalid_request_error", "\"integer_below_min_value\""), "request-not-fitting" },
  { 400, ERROR ("x", "invalid_request_error", "\"anything_else\""), "request-refused" },
  { 400, ERROR ("x", "invalid_request_error", "null"), "request-refused" },
  { 400, ERROR ("x", "invalid_request_error", "\"billing_hard_limit_reached\""), "hard-limit" },
  { 429, ERROR ("x", "insufficient_quota", "\"credit_balance_exhausted\""), "credit-exhausted" },
  { 429, ERROR ("x", "insufficient_quota", "\"organization_spend_limit_exceeded\""),
    "organization-spend-limit" },
  { 429, ERROR ("x", "insufficient_quota", "\"project_spend_limit_exceeded\""), "project-spend-limit" },
  { 429, ERROR ("x", "insufficient_quota", "\"organization_usage_limit_exceeded\""), "usage-limit" },
  { 429, ERROR ("x", "x", "\"insufficient_quota\""), "quota-exhausted" },
  { 429, ERROR ("x", "insufficient_quota", "null"), "quota-exhausted" },
  { 429, ERROR ("x", "x", "\"billing_not_active\""), "billing-not-active" },
  { 429, ERROR ("x", "billing_not_active", "null"), "billing-not-active" },
  { 429, ERROR ("Your account is not active, please check your billing details", "x", "null"),
    "billing-not-active" },
  { 429, ERROR ("x", "tokens", "\"rate_limit_exceeded\""), "rate-limited" },
  { 429, ERROR ("x", "requests", "\"rate_limit_exceeded\""), "rate-limited" },
  { 429, ERROR ("x", "tokens", "null"), "rate-limited" },
  { 429, ERROR ("x", "requests", "null"), "rate-limited" },
  { 429, ERROR ("x", "x", "\"slow_down\""), "slow-down" },
  { 429, ERROR ("Rate limit reached on requests per day (RPD)", "requests", "\"rate_limit_exceeded\""),
    "day-limit" },
  { 429, ERROR ("Limit 30000, Requested 30601.", "tokens", "\"rate_limit_exceeded\""), "limit-too-low" },
  { 401, ERROR ("Please make your request to eu.api.openai.com", "x", "\"incorrect_hostname\""),
    "wrong-region" },
  { 401, ERROR ("Please ask another", "x", "\"incorrect_hostname\""), "wrong-region-unnamed" },
  { 401, ERROR ("Client certificate required.", "x", "null"), "client-certificate" },
  { 401, ERROR ("Your API key has expired.", "x", "null"), "key-expired" },
  { 401, ERROR ("This API key has been disabled.", "x", "null"), "key-disabled" },
  { 500, ERROR ("x", "server_error", "null"), "server-error" },
  { 503, ERROR ("x", "x", "\"server_is_overloaded\""), "overloaded" },
  { 503, ERROR ("x", "x", "null"), "unavailable" },
  { 502, "<html>Bad gateway</html>", "gateway-error" },
  { 504, "upstream request timeout", "gateway-error" },
  { 520, "", "gateway-error" },
  { 502, ERROR ("x", "x", "null"), "gateway-error" },
  { 504, ERROR ("x", "x", "null"), "gateway-error" },
  { 520, ERROR ("x", "x", "null"), "gateway-error" },
  { 500, "<html></html>", "gateway-error" },
  { 403, "<html>Attention required</html>", "web-page" },
  { 404, "<html></html>", "web-page" },
  { 407, "", "proxy" },
  { 407, ERROR ("x", "x", "\"invalid_api_key\""), "proxy" },
  { 511, "<html></html>", "sign-in-page" },
  { 200, "<!DOCTYPE html><html></html>", "sign-in-page" },
  { 301, "", "redirected" },
  { 302, "<html></html>", "redirected" },
  { 307, "{}", "redirected" },
  /* honest about what is new */
  { 401, ERROR ("x", "x", "\"new\""), "refused-unknown" },
  { 401, "{}", "refused-unknown" },
  { 401, "{\"error\":{\"code\":401,\"message\":\"no\"}}", "refused-unknown" },
  { 403, ERROR ("x", "x", "\"new\""), "not-let-in" },
  { 404, ERROR ("x", "x", "\"unknown_url\""), "address-not-found" },
  { 404, "{\"detail\":\"Not Found\"}", "address-not-found" },
  { 422, "{\"detail\":[]}", "request-refused" },
  { 429, ERROR ("x", "x", "\"new\""), "limited-unknown" },
  { 418, ERROR ("x", "x", "\"new\""), "rejected-unknown" },
  { 402, "{}", "payment-needed" },
  { 529, ERROR ("x", "x", "null"), "server-error" },
  { 500, "{}", "server-error" },
  { 401, "", "refused-unknown" },
  { 401, "Unauthorized", "refused-unknown" },
  { 200, "", "empty-answer" },
  { 200, "[]", "unexpected-answer" },
  { 200, "{\"a\":", "unreadable-answer" },
  { 200, "\x01", "unreadable-answer" },
  { 200, "{}", "unexpected-answer" },
  { 200, ERROR ("x", "x", "\"invalid_api_key\""), "invalid-key" },
  { 200, ERROR ("x", "x", "null"), "unexpected-answer" },
  { 204, "{}", "unexpected-answer" },
  { 101, "{}", "unexpected-answer" },
  { 999, "{}", "unexpected-answer" },
  /* a run that says itself how it went */
  { 200,
    "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\","
    "\"text\":\"connected\"}]}]}",
    "works" },
  { 200,
    "{\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\",\"text\":\"connected\"}]}]}",
    "works" },
  { 200,
    "{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"output\":"
    "[{\"type\":\"reasoning\"}]}",
    "works-empty" },
  { 200,
    "{\"status\":\"incomplete\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\","
    "\"text\":\"conn\"}]}]}",
    "works" },
  { 200, "{\"status\":\"completed\",\"output\":[]}", "works-empty" },
  { 200,
    "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"refusal\","
    "\"refusal\":\"no\"}]}]}",
    "refusal" },
  { 200, "{\"status\":\"failed\",\"error\":{\"code\":\"new\",\"message\":\"x\"}}", "run-failed" },
  { 200, "{\"status\":\"failed\",\"error\":null}", "run-failed" },
  { 200, "{\"status\":\"failed\",\"error\":{\"code\":\"server_error\",\"message\":\"x\"}}", "server-error" },
  { 200, "{\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"x\"}}",
    "rate-limited" },
  { 200, "{\"status\":\"in_progress\"}", "run-unfinished" },
  { 200, "{\"status\":\"queued\"}", "run-unfinished" },
  { 200, "{\"status\":\"cancelled\"}", "run-unfinished" },
  { 200, "{\"status\":\"exploded\"}", "unexpected-answer" },
};

static void
test_answers (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (KbResponse) reply = reply_of (answers[i].status, answers[i].body);

      g_test_message ("%u %s", answers[i].status, answers[i].body);
      g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==,
                       answers[i].expected);
    }
}

static void
test_calls (void)
{
  const char *list = "{\"object\":\"list\",\"data\":[]}";
  const char *chat = "{\"choices\":[{\"message\":{\"content\":\"connected\"}}]}";
  const char *silent = "{\"choices\":[{\"message\":{\"content\":null}}]}";
  g_autoptr (KbResponse) listed = reply_of (200, list);
  g_autoptr (KbResponse) chatted = reply_of (200, chat);
  g_autoptr (KbResponse) was_silent = reply_of (200, silent);

  g_assert_null (kb_diagnose (listed, (KbAsked) { .call = KB_CALL_MODELS }));
  g_assert_cmpstr (kb_diagnose (listed, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==,
                   "unexpected-answer");
  g_assert_cmpstr (kb_diagnose (listed, (KbAsked) { .call = KB_CALL_CHAT })->id, ==, "unexpected-answer");
  g_assert_cmpstr (kb_diagnose (chatted, (KbAsked) { .call = KB_CALL_MODELS })->id, ==, "unexpected-answer");
  g_assert_cmpstr (kb_diagnose (chatted, (KbAsked) { .call = KB_CALL_CHAT })->id, ==, "works");
  g_assert_cmpstr (kb_diagnose (was_silent, (KbAsked) { .call = KB_CALL_CHAT })->id, ==, "works-empty");
}

/* Only what works tells it: any other row is the same. */
static void
test_unlisted (void)
{
  const KbAsked asked = { .call = KB_CALL_RESPONSES, .accepted = TRUE, .unlisted = TRUE };
  g_autoptr (KbResponse) works = reply_of (200, "{\"output\":[{\"content\":[{\"type\":\"output_text\","
                                                "\"text\":\"connected\"}],\"type\":\"message\"}]}");
  g_autoptr (KbResponse) fails = reply_of (200, "{\"status\":\"failed\",\"error\":null}");

  g_assert_cmpstr (kb_diagnose (works, asked)->id, ==, "works-restricted");
  g_assert_cmpstr (kb_diagnose (works, (KbAsked) { .call = KB_CALL_RESPONSES, .accepted = TRUE })->id, ==,
                   "works");
  g_assert_cmpstr (kb_diagnose (fails, asked)->id, ==, "run-failed");
}

static const struct
{
  KbFailure failure;
  GTlsCertificateFlags tls;
  const char *expected;
} failures[] = {
  { KB_FAILURE_ADDRESS, 0, "bad-address" },
  { KB_FAILURE_ADDRESS_PARTS, 0, "address-with-more" },
  { KB_FAILURE_DNS, 0, "name-not-found" },
  { KB_FAILURE_REFUSED, 0, "connection-refused" },
  { KB_FAILURE_UNREACHABLE, 0, "unreachable" },
  { KB_FAILURE_CONNECT_TIMEOUT, 0, "connect-timeout" },
  { KB_FAILURE_TIMEOUT, 0, "timeout" },
  { KB_FAILURE_TLS, G_TLS_CERTIFICATE_UNKNOWN_CA, "certificate-untrusted" },
  { KB_FAILURE_TLS, G_TLS_CERTIFICATE_NO_FLAGS, "certificate-untrusted" },
  { KB_FAILURE_TLS, G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_UNKNOWN_CA, "certificate-expired" },
  { KB_FAILURE_TLS, G_TLS_CERTIFICATE_NOT_ACTIVATED, "certificate-not-yet-valid" },
  { KB_FAILURE_TLS, G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA, "certificate-wrong-host" },
  { KB_FAILURE_TLS_PROTOCOL, 0, "no-secure-connection" },
  { KB_FAILURE_PROXY, 0, "proxy" },
  { KB_FAILURE_RESET, 0, "connection-broken" },
  { KB_FAILURE_TOO_BIG, 0, "answer-too-long" },
  { KB_FAILURE_OTHER, 0, "network-other" },
};

static void
test_failures (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    {
      g_autoptr (KbResponse) reply = kb_response_new_failure (failures[i].failure);

      kb_response_set_tls (reply, failures[i].tls, "Company");
      for (KbCall call = KB_CALL_MODELS; call <= KB_CALL_CHAT; call++)
        g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = call })->id, ==, failures[i].expected);
    }
}

/* failure, body, code, text, type, status: what stands earlier decides against all that stands later. */
static void
test_precedence (void)
{
  g_autofree char *filler = g_strnfill (KB_JSON_MAX_BYTES + 1, ' ');
  g_autoptr (KbResponse) failure = reply_of (401, filler);
  g_autoptr (KbResponse) body = reply_of (401, "<html>invalid_api_key</html>");
  g_autoptr (KbResponse) code =
      reply_of (401, ERROR ("Missing scopes: a", "access_terminated", "\"slow_down\""));
  g_autoptr (KbResponse) text = reply_of (401, ERROR ("Missing scopes: a", "access_terminated", "null"));
  g_autoptr (KbResponse) text_unknown =
      reply_of (401, ERROR ("Missing scopes: a", "access_terminated", "\"new\""));
  g_autoptr (KbResponse) type = reply_of (401, ERROR ("hello", "access_terminated", "null"));
  g_autoptr (KbResponse) status = reply_of (401, ERROR ("hello", "hello", "null"));

  g_assert_cmpstr (kb_diagnose (failure, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==, "answer-too-long");
  g_assert_cmpstr (kb_diagnose (body, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==, "web-page");
  g_assert_cmpstr (kb_diagnose (code, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==, "slow-down");
  g_assert_cmpstr (kb_diagnose (text, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==, "missing-scopes");
  g_assert_cmpstr (kb_diagnose (text_unknown, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==,
                   "missing-scopes");
  g_assert_cmpstr (kb_diagnose (type, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==, "access-ended");
  g_assert_cmpstr (kb_diagnose (status, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==, "refused-unknown");
}

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);
  guint count = 0;

  for (gsize i = 0; words[i] != NULL; i++)
    count += *words[i] != '\0';

  return count;
}

static guint
count_of (const char *text, const char *part)
{
  guint count = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    count++;

  return count;
}

/* The words of the pages, and none without saying what it is. */
static void
check_terms (const KbDiagnosis *row)
{
  static const struct
  {
    const char *term;
    const char *gloss;
  } terms[] = { { "base address", "where requests go" },
                { "Hard Limit", "the most that may be spent in a month" },
                { "certificate", "who" },
                { "service accounts:", "accounts for programs" },
                { "proxy", "passes requests on" },
                { "spend limit", NULL },
                { "quota", NULL },
                { "scope", NULL },
                { "Preferences", NULL } };
  g_autofree char *both = g_strconcat (row->title, " ", row->explanation, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    if (strstr (both, terms[i].term) != NULL)
      {
        g_test_message ("%s: %s", row->id, terms[i].term);
        g_assert_nonnull (terms[i].gloss);
        g_assert_nonnull (strstr (both, terms[i].gloss));
      }
}

/* Of a failure one sentence is enough at first; what to do comes below it. */
static void
check_sentences (const char *text, KbOutcome outcome)
{
  g_auto (GStrv) lines = text ? g_strsplit (text, "\n", -1) : NULL;

  if (text == NULL || outcome == KB_OUTCOME_WORKS)
    return;
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
  g_assert_cmpuint (count_of (lines[0], ". "), ==, 0);
  g_assert_true (g_str_has_suffix (lines[0], "."));
  g_assert_cmpuint (count_words (lines[0]), <=, 25);
}

static void
check_texts (const KbDiagnosis *row)
{
  static const char *const avoided[] = { "e.g.",       "API_KEY_", "JSON",    "HTTP",    "HTML",
                                         "DNS",        "TLS",      "invalid", "illegal", "your fault",
                                         "you failed", "OK",       "!" };

  g_assert_cmpuint (strlen (row->title), >, 3);
  g_assert_cmpuint (count_words (row->title), <=, 7);
  g_assert_cmpuint (count_words (row->explanation), >, 10);
  g_assert_cmpuint (count_words (row->explanation), <, 60);
  g_assert_cmpuint (strlen (row->action_label), >, 3);
  g_assert_cmpuint (strlen (row->practice_teaches), >, 10);
  g_assert_cmpuint (count_of (row->explanation, "%"), ==, count_of (row->explanation, "%s"));
  g_assert_cmpuint (count_of (row->explanation, "%s"), <=, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (avoided); i++)
    g_assert_null (strstr (row->explanation, avoided[i]));
  check_sentences (row->explanation, row->outcome);
  check_sentences (row->elsewhere, row->outcome);
  check_sentences (row->over, row->outcome);
  check_terms (row);
}

static guint
count_places (const KbDiagnosis *row)
{
  return count_of (row->explanation, "%s") + (row->elsewhere ? count_of (row->elsewhere, "%s") : 0) +
         (row->over ? count_of (row->over, "%s") : 0);
}

/* What stands for %s is a column of the row, and no row has one without using it. */
static void
check_argument (const KbDiagnosis *row)
{
  g_assert_true ((row->argument != KB_ARGUMENT_NONE) == (count_places (row) > 0));
  g_assert_true (row->once_accepted == NULL || kb_diagnosis_find (row->once_accepted) != NULL);
  g_assert_true (row->once_over == NULL || kb_diagnosis_find (row->once_over)->over != NULL);
}

/* Words about another server do not send anybody to OpenAI's pages. */
static void
check_elsewhere (const KbDiagnosis *row)
{
  static const char *const pages[] = { "status page", "billing page", "list of error codes",
                                       "OpenAI’s side" };

  if (row->link == NULL || row->outcome == KB_OUTCOME_REFUSED)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    g_assert_true (row->elsewhere == NULL || strstr (row->elsewhere, pages[i]) == NULL);
}

static void
check_action (const KbDiagnosis *row)
{
  g_assert_cmpint (row->action, !=, KB_ACTION_NONE);
  g_assert_true (row->action != KB_ACTION_OPEN_LINK || row->link != NULL);
  if (row->link != NULL)
    {
      g_assert_true (kb_facts_has (kb_facts_get_default (), row->link));
      g_assert_true (g_str_has_prefix (kb_facts_get_string (kb_facts_get_default (), row->link), "https://"));
    }
}

static void
check_outcome (const KbDiagnosis *row)
{
  switch (row->outcome)
    {
    case KB_OUTCOME_WORKS:
      g_assert_cmpint (row->failed, ==, KB_N_ASPECTS);
      g_assert_cmpint (row->action, ==, KB_ACTION_FINISH);
      break;
    case KB_OUTCOME_REFUSED:
      g_assert_cmpint (row->failed, ==, KB_ASPECT_KEY);
      break;
    case KB_OUTCOME_BLOCKED:
      g_assert_cmpint (row->failed, !=, KB_ASPECT_NETWORK);
      g_assert_cmpint (row->failed, !=, KB_ASPECT_KEY);
      break;
    case KB_OUTCOME_NOT_CHECKED:
      g_assert_cmpint (row->failed, ==, row->practice_body ? KB_N_ASPECTS : KB_ASPECT_NETWORK);
      g_assert_cmpint (row->shows, ==, KB_ASPECT_NETWORK);
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
follows_acceptance (const KbDiagnosis *row)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    if (g_strcmp0 (rows[i].once_accepted, row->id) == 0)
      return TRUE;

  return FALSE;
}

/* What the practice service answers for a row is diagnosed as that row. */
static void
check_practice (const KbDiagnosis *row)
{
  g_autofree char *key = kb_practice_dup_key (row);

  g_assert_true (kb_practice_find (key) == row);
  g_assert_true ((row->practice_body != NULL) == (row->practice_status != 0));
  if (row->practice_body != NULL)
    {
      g_autoptr (KbResponse) reply = reply_of (row->practice_status, row->practice_body);
      const char *expected = g_str_equal (row->id, "works-restricted") ? "works" : row->id;
      KbAsked asked = { .call = KB_CALL_RESPONSES,
                        .accepted = follows_acceptance (row),
                        .lacks_version = g_str_equal (row->id, "no-version") };

      g_assert_cmpstr (kb_diagnose (reply, asked)->id, ==, expected);
    }
}

static void
test_table (void)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  g_assert_cmpuint (n_rows, >, 50);
  g_assert_cmpint (kb_facts_get_integer (kb_facts_get_default (), "delay.settings") * 60, ==,
                   kb_diagnosis_find ("credit-exhausted")->wait_seconds);
  for (gsize i = 0; i < n_rows; i++)
    {
      g_test_message ("%s", rows[i].id);
      g_assert_true (kb_diagnosis_find (rows[i].id) == &rows[i]);
      check_texts (&rows[i]);
      check_action (&rows[i]);
      check_argument (&rows[i]);
      check_elsewhere (&rows[i]);
      check_outcome (&rows[i]);
      check_practice (&rows[i]);
    }
  g_assert_null (kb_diagnosis_find ("no such verdict"));
  g_assert_null (kb_diagnosis_find (NULL));
}

/* A row that nothing leads to would be dead text. */
static void
test_every_row_is_reached (void)
{
  g_autoptr (GHashTable) reached = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    g_hash_table_add (reached, (gpointer) answers[i].expected);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++)
    g_hash_table_add (reached, (gpointer) failures[i].expected);
  /* those need a clock that is wrong */
  g_hash_table_add (reached, (gpointer) "clock-behind");
  g_hash_table_add (reached, (gpointer) "clock-ahead");
  /* that one the checker decides, from both of its calls */
  g_hash_table_add (reached, (gpointer) "works-restricted");
  /* what an earlier answer or the address decides, see test-answers.c */
  for (gsize i = 0; i < n_rows; i++)
    if (rows[i].once_accepted != NULL)
      g_hash_table_add (reached, (gpointer) rows[i].once_accepted);
  g_hash_table_add (reached, (gpointer) "no-version");

  for (gsize i = 0; i < n_rows; i++)
    g_assert_true (g_hash_table_contains (reached, rows[i].id));
}

static void
test_names (void)
{
  g_assert_cmpstr (kb_outcome_get_name (KB_OUTCOME_WORKS), ==, "works");
  g_assert_cmpstr (kb_outcome_get_name (KB_OUTCOME_REFUSED), ==, "refused");
  g_assert_cmpstr (kb_outcome_get_name (KB_OUTCOME_BLOCKED), ==, "blocked");
  g_assert_cmpstr (kb_outcome_get_name (KB_OUTCOME_NOT_CHECKED), ==, "not-checked");
  g_assert_true (G_TYPE_IS_ENUM (KB_TYPE_ASPECT));
  g_assert_true (G_TYPE_IS_ENUM (KB_TYPE_ASPECT_STATE));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diagnosis/answers", test_answers);
  g_test_add_func ("/diagnosis/calls", test_calls);
  g_test_add_func ("/diagnosis/unlisted", test_unlisted);
  g_test_add_func ("/diagnosis/failures", test_failures);
  g_test_add_func ("/diagnosis/precedence", test_precedence);
  g_test_add_func ("/diagnosis/table", test_table);
  g_test_add_func ("/diagnosis/every-row-is-reached", test_every_row_is_reached);
  g_test_add_func ("/diagnosis/names", test_names);

  return g_test_run ();
}
