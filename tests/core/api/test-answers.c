/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis.h"
#include "core/api/kb-verdict.h"

#include <string.h>

/* What servers of the world answer beside OpenAI's own error codes, ten of each kind, and what is said of it.
 */

#define KEY_HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

typedef struct
{
  guint status;
  const char *body;
  const char *id;     /* at the first request */
  const char *quoted; /* what is to be read of the server's words */
  const char *later;  /* once the key was accepted; NULL: the same */
} Answer;

/* About the address or the connection, not about the key. */
static const Answer addresses[] = {
  { 401, "{\"error\":{\"code\":\"incorrect_hostname\",\"message\":\"Use eu.api.openai.com.\"}}",
    "wrong-region" },
  { 401,
    "{\"error\":{\"message\":\"incorrect regional hostname, make your request to "
    "https://ae.api.openai.com/v1\"}}",
    "wrong-region" },
  { 403, "{\"message\":\"Incorrect regional hostname. Please ask us.api.openai.com instead\"}",
    "wrong-region" },
  { 401,
    "{\"error\":{\"code\":\"incorrect_hostname\",\"message\":\"Use us.api.openai.com.example.invalid\"}}",
    "wrong-region-unnamed", "example.invalid" },
  { 401, "{\"error\":{\"code\":\"incorrect_hostname\",\"message\":\"Use usapi-openai.com\"}}",
    "wrong-region-unnamed" },
  { 401, "{\"error\":{\"code\":\"incorrect_hostname\",\"message\":\"Use evil.example?x=.openai.com\"}}",
    "wrong-region-unnamed" },
  { 401, "{\"error\":{\"code\":\"incorrect_hostname\",\"message\":null}}", "wrong-region-unnamed" },
  { 403, "{\"detail\":\"mTLS is required for this organization\"}", "client-certificate" },
  { 400, "400 No required client certificate was sent", "client-certificate" },
  { 401, "{\"error\":{\"code\":\"certificate_required\",\"message\":\"x\"}}", "client-certificate" },
};

/* Nothing shows that the key was looked at. */
static const Answer unproven[] = {
  { 400, "{\"error\":{\"message\":\"Bad request\"}}", "request-refused", "Bad request",
    "request-not-fitting" },
  { 400, "{\"message\":\"Invalid resource name\"}", "request-refused", "Invalid resource name",
    "request-not-fitting" },
  { 422, "{\"detail\":[{\"loc\":[\"query\",\"tenant\"],\"msg\":\"Field required\"}]}", "request-refused",
    "Field required", "request-not-fitting" },
  { 422, "", "request-refused", NULL, "request-not-fitting" },
  { 403, "{\"Message\":\"User is not authorized to access this resource\"}", "not-let-in",
    "User is not authorized", "forbidden-unknown" },
  { 403, "{\"errors\":[{\"code\":1010,\"message\":\"The owner has banned your access\"}]}", "not-let-in",
    "banned your access", "forbidden-unknown" },
  { 403, "Access denied by policy", "not-let-in", "Access denied by policy", "forbidden-unknown" },
  { 403, "", "not-let-in", NULL, "forbidden-unknown" },
  { 403, "{\"error\":\"<!DOCTYPE html><html><title>Blocked</title></html>\"}", "web-page" },
  { 418, "{\"error\":{\"message\":\"I am a teapot\"}}", "rejected-unknown", "teapot" },
};

/* The reason stands in another place. */
static const Answer shapes[] = {
  { 401, "{\"errors\":[{\"message\":\"Token unknown here\"}]}", "refused-unknown", "Token unknown here",
    "refused-behind" },
  { 401, "{\"errors\":[\"Token unknown here\"]}", "refused-unknown", "Token unknown here", "refused-behind" },
  { 401, "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"Ask the desk\"}",
    "refused-unknown", "Ask the desk", "refused-behind" },
  { 401, "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401}", "refused-unknown",
    "Unauthorized", "refused-behind" },
  { 401, "{\"error\":\"invalid_token\",\"error_description\":\"Not one of ours\"}", "refused-unknown",
    "Not one of ours", "refused-behind" },
  { 401, "{\"fault\":{\"faultstring\":\"Invalid ApiKey\",\"detail\":{\"errorcode\":\"x\"}}}", "invalid-key",
    "Invalid ApiKey", "refused-behind" },
  { 401, "[\"Go away\"]", "refused-unknown", "Go away", "refused-behind" },
  { 401, "{\"detail\":{\"error\":{\"message\":\"Deep down\"}}}", "refused-unknown", "Deep down",
    "refused-behind" },
  { 400, "{\"statusCode\":400,\"error\":\"Bad Request\",\"message\":\"Incorrect API key provided\"}",
    "invalid-key", "Incorrect API key", "refused-behind" },
  { 401, "Bearer token rejected", "refused-unknown", "Bearer token rejected", "refused-behind" },
};

/* A model that a server lacks. */
static const Answer models[] = {
  { 404, "{\"error\":{\"message\":\"model \\\"gpt-6-luna\\\" not found, try pulling it first\"}}",
    "model-not-found" },
  { 404, "{\"error\":\"model 'gpt-6-luna:latest' not found\"}", "model-not-found" },
  { 404, "{\"object\":\"error\",\"message\":\"The model `gpt-6-luna` does not exist.\",\"code\":404}",
    "model-not-found" },
  { 404, "{\"detail\":\"Model not found\"}", "model-not-found" },
  { 400, "{\"error\":{\"message\":\"gpt-6-luna is not a valid model ID\",\"code\":400}}", "model-not-found" },
  { 400, "{\"error\":{\"message\":\"Model Not Exist\",\"type\":\"invalid_request_error\"}}",
    "model-not-found" },
  { 404, "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"The API deployment is not there.\"}}",
    "model-not-found" },
  { 404, "{\"error\":{\"message\":\"No models loaded. Please load a model in the developer page.\"}}",
    "model-not-found" },
  { 401, "{\"error\":{\"message\":\"team not allowed to access model. This team can only access x\"}}",
    "model-not-found" },
  { 400, "{\"message\":\"Unknown model: gpt-6-luna\"}", "model-not-found" },
};

/* A wrong base address, a filter on the way. */
static const Answer roads[] = {
  { 404, "404 page not found", "address-not-found", "404 page not found" },
  { 404, "{\"error\":{\"code\":\"404\",\"message\":\"Resource not found\"}}", "address-not-found" },
  { 404, "{\"message\":\"no Route matched with those values\"}", "address-not-found", "no Route matched" },
  { 403, "{\"message\":\"Missing Authentication Token\"}", "address-not-found" },
  { 200, "{\"error\":\"Unexpected endpoint or method. (POST /responses)\"}", "address-not-found",
    "Unexpected endpoint" },
  { 200, "Ollama is running", "unexpected-answer", "Ollama is running" },
  { 403, "error code: 1015", "not-let-in", "error code: 1015", "forbidden-unknown" },
  { 500, "Internal Server Error", "server-error", "Internal Server Error" },
  { 502, "{\"message\":\"An invalid response was received from the upstream server\"}", "gateway-error" },
  { 200, "{\"object\":\"resp", "unreadable-answer" },
};

/* Limits, credit and load. */
static const Answer limits[] = {
  { 429,
    "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Rate limit on tokens per day (TPD): Limit 9, "
    "Used 8, Requested 2\"}}",
    "day-limit" },
  { 429,
    "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"on tokens per min: Limit 10, Requested "
    "11.\"}}",
    "limit-too-low" },
  { 429, "{\"error\":{\"type\":\"requests\",\"message\":\"Limit 0, Used 0, Requested 1\"}}",
    "limit-too-low" },
  { 429, "{\"error\":{\"message\":\"That model is overloaded. Try again.\"}}", "overloaded" },
  { 529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Later\"}}",
    "overloaded" },
  { 402, "{\"error\":{\"message\":\"Insufficient Balance\"}}", "payment-needed", "Insufficient Balance" },
  { 402, "", "payment-needed" },
  { 400, "{\"error\":{\"message\":\"x\",\"type\":\"budget_exceeded\"}}", "payment-needed" },
  { 429, "{\"error\":{\"code\":\"rate_limit_exceeded\",\"message\":\"Limit 200, Used 200, Requested 1.\"}}",
    "rate-limited" },
  { 429, "Slow, please", "limited-unknown", "Slow, please" },
};

/* The service was reached. */
static const Answer reached[] = {
  { 503, "{\"error\":{\"message\":\"Loading model\"}}", "unavailable", "Loading model" },
  { 503, "{\"error\":{\"message\":\"No channel for this model\",\"type\":\"one_api_error\"}}", "unavailable",
    "No channel" },
  { 503, "Service unavailable until ten", "unavailable", "until ten" },
  { 503, "", "gateway-error" },
  { 500, "{\"error\":{\"message\":\"out of memory\"}}", "server-error", "out of memory" },
  { 501, "{\"detail\":\"Not Implemented\"}", "server-error", "Not Implemented" },
  { 504, "upstream request timeout", "gateway-error" },
  { 403, "{\"error\":{\"message\":\"User location is not supported for the API use.\"}}",
    "region-not-supported" },
  { 500, "{\"error\":{\"message\":\"The engine is currently overloaded\"}}", "overloaded" },
  { 523, "error code: 523", "gateway-error" },
};

/* A key that got the list is not refused afterwards. */
static const Answer after_the_list[] = {
  { 401, "{\"error\":{\"code\":\"invalid_api_key\",\"message\":\"Incorrect API key provided: None.\"}}",
    "invalid-key", NULL, "refused-behind" },
  { 401, "{\"error\":{\"message\":\"AuthenticationError: Incorrect API key provided\"}}", "invalid-key", NULL,
    "refused-behind" },
  { 401, "{\"detail\":\"Unauthorized\"}", "refused-unknown", "Unauthorized", "refused-behind" },
  { 401, "", "refused-unknown", NULL, "refused-behind" },
  { 401, "{\"error\":{\"message\":\"Your API key has expired\"}}", "key-expired", NULL, "refused-behind" },
  { 403, "{\"error\":{\"message\":\"You have insufficient permissions for this operation.\"}}",
    "missing-scopes" },
  { 401, "{\"error\":{\"code\":\"missing_scope\",\"message\":\"x\"}}", "missing-scopes" },
  { 400, "{\"error\":{\"message\":\"API key not valid. Please pass a valid API key.\"}}", "invalid-key", NULL,
    "refused-behind" },
  { 403, "{\"error\":{\"message\":\"This API key is disabled\"}}", "key-disabled", NULL, "refused-behind" },
  { 401, "{\"error\":{\"type\":\"access_terminated\",\"message\":\"x\"}}", "access-ended" },
};

/* Words without the usual code. */
static const Answer words[] = {
  { 401, "{\"error\":{\"message\":\"The account of this key was deactivated.\"}}", "account-closed" },
  { 403, "{\"error\":{\"message\":\"Your access has been terminated.\"}}", "access-ended" },
  { 401, "{\"message\":\"Authentication Error - Expired Key.\"}", "key-expired", NULL, "refused-behind" },
  { 401, "{\"error\":{\"message\":\"API key has been revoked\"}}", "key-disabled", NULL, "refused-behind" },
  { 401, "{\"error\":{\"message\":\"invalid x-api-key\",\"type\":\"authentication_error\"}}", "invalid-key",
    NULL, "refused-behind" },
  { 401, "{\"error\":{\"message\":\"Your api key: ****abcd is invalid\"}}", "invalid-key", NULL,
    "refused-behind" },
  { 401, "{\"error\":{\"message\":\"No auth credentials found\"}}", "no-key-sent" },
  { 401, "{\"error\":{\"message\":\"No api key passed in.\"}}", "no-key-sent" },
  { 400, "{\"error\":{\"message\":\"Billing hard limit has been reached\"}}", "hard-limit" },
  { 401, "{\"error\":{\"message\":\"Token with print " KEY_HASH " is not known\"}}", "refused-unknown",
    "Token with print … is not known", "refused-behind" },
};

static const struct
{
  const char *name;
  const Answer *answers;
  gsize n_answers;
} kinds[] = {
  { "addresses", addresses, G_N_ELEMENTS (addresses) },
  { "unproven", unproven, G_N_ELEMENTS (unproven) },
  { "shapes", shapes, G_N_ELEMENTS (shapes) },
  { "models", models, G_N_ELEMENTS (models) },
  { "roads", roads, G_N_ELEMENTS (roads) },
  { "limits", limits, G_N_ELEMENTS (limits) },
  { "reached", reached, G_N_ELEMENTS (reached) },
  { "after-the-list", after_the_list, G_N_ELEMENTS (after_the_list) },
  { "words", words, G_N_ELEMENTS (words) },
};

static KbResponse *
reply_of (const Answer *answer)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (answer->body, strlen (answer->body));

  return kb_response_new (answer->status, bytes, NULL);
}

static void
check_words (KbResponse *reply, const Answer *answer)
{
  const char *message = kb_response_get_error (reply)->message;

  if (answer->quoted != NULL)
    g_assert_nonnull (strstr (message ? message : "", answer->quoted));
  g_assert_true (message == NULL || strstr (message, KEY_HASH) == NULL);
  g_assert_true (message == NULL || strstr (message, "<html>") == NULL);
}

static void
test_kind (gconstpointer data)
{
  gsize kind = GPOINTER_TO_SIZE (data);

  g_assert_cmpuint (kinds[kind].n_answers, >=, 10);
  for (gsize i = 0; i < kinds[kind].n_answers; i++)
    {
      const Answer *answer = &kinds[kind].answers[i];
      g_autoptr (KbResponse) reply = reply_of (answer);
      KbAsked first = { .call = KB_CALL_MODELS };
      KbAsked later = { .call = KB_CALL_RESPONSES, .accepted = TRUE };

      g_test_message ("%u %s", answer->status, answer->body);
      g_assert_cmpstr (kb_diagnose (reply, first)->id, ==, answer->id);
      g_assert_cmpstr (kb_diagnose (reply, later)->id, ==, answer->later ? answer->later : answer->id);
      check_words (reply, answer);
    }
}

/* A base address without its version. */
static void
test_version (void)
{
  static const Answer answers[] = {
    { 404, "404 page not found", "no-version" },
    { 404, "{\"error\":{\"message\":\"Not Found\"}}", "no-version" },
    { 405, "{\"detail\":\"Method Not Allowed\"}", "no-version" },
    { 200, "Ollama is running", "no-version" },
    { 200, "{\"hello\":\"world\"}", "no-version" },
    { 404, "{\"error\":\"model 'm' not found\"}", "model-not-found" },
    { 401, "{\"error\":{\"code\":\"invalid_api_key\"}}", "invalid-key" },
    { 403, "Forbidden", "not-let-in" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (KbResponse) reply = reply_of (&answers[i]);
      KbAsked asked = { .call = KB_CALL_RESPONSES, .lacks_version = TRUE };

      g_assert_cmpstr (kb_diagnose (reply, asked)->id, ==, answers[i].id);
    }
}

static KbVerdict *
verdict_of (const Answer *answer, gboolean elsewhere)
{
  g_autoptr (KbResponse) reply = reply_of (answer);
  KbVerdictParts parts = { .diagnosis = kb_diagnosis_find (answer->id),
                           .base_uri = "http://localhost:11434",
                           .elsewhere = elsewhere,
                           .model = "gpt-6-luna",
                           .reply = reply,
                           .cost = -1 };

  return kb_verdict_new (&parts);
}

static void
check_address (const Answer *answer, const char *expected)
{
  g_autoptr (KbVerdict) verdict = verdict_of (answer, FALSE);
  g_autofree char *address = kb_verdict_dup_other_address (verdict);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);

  g_assert_cmpstr (address, ==, expected);
  if (expected != NULL)
    g_assert_nonnull (strstr (explanation, expected));
}

static void
test_other_address (void)
{
  Answer version = { 404, "", "no-version" };
  Answer other = { 401, "", "invalid-key" };

  check_address (&addresses[0], "https://eu.api.openai.com/v1");
  check_address (&addresses[1], "https://ae.api.openai.com/v1");
  check_address (&addresses[2], "https://us.api.openai.com/v1");
  check_address (&addresses[3], NULL);
  check_address (&version, "http://localhost:11434/v1");
  check_address (&other, NULL);
}

/* Whatever is said of another server, it leads to no page of OpenAI's. */
static void
test_elsewhere (void)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      Answer answer = { 400, "{}", rows[i].id };
      g_autoptr (KbVerdict) here = verdict_of (&answer, FALSE);
      g_autoptr (KbVerdict) elsewhere = verdict_of (&answer, TRUE);

      g_assert_cmpstr (kb_verdict_get_link (here), ==, rows[i].link);
      g_assert_cmpint (kb_verdict_get_action (here), ==, rows[i].action);
      g_assert_null (kb_verdict_get_link (elsewhere));
      g_assert_cmpint (kb_verdict_get_action (elsewhere), !=, KB_ACTION_OPEN_LINK);
      g_assert_cmpuint (strlen (kb_verdict_get_action_label (elsewhere)), >, 3);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *path = g_strconcat ("/answers/", kinds[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_kind);
    }
  g_test_add_func ("/answers/version", test_version);
  g_test_add_func ("/answers/other-address", test_other_address);
  g_test_add_func ("/answers/elsewhere", test_elsewhere);

  return g_test_run ();
}
