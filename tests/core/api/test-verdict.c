/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-argument.h"
#include "core/api/kb-verdict.h"

#include <string.h>

#define ERROR(message, type, code) \
  "{\"error\":{\"message\":\"" message "\",\"type\":\"" type "\",\"param\":null,\"code\":" code "}}"

static KbResponse *
reply_of (guint status, const char *body)
{
  g_autoptr (GBytes) bytes = body ? g_bytes_new_static (body, strlen (body)) : NULL;

  return kb_response_new (status, bytes, NULL);
}

static void
test_scopes (void)
{
  static const struct
  {
    const char *message;
    const char *expected;
  } cases[] = {
    { "Missing scopes: api.model.read, api.responses.write", "List models (Read), Responses (Write)" },
    { "Insufficient permissions. Missing scopes: model.request. Check that you have the role",
      "Model capabilities (Request)" },
    { "missing scopes: api.files.read,api.files.write.", "Files (Write)" },
    { "missing scopes: api.files.write, api.files.read", "Files (Write)" },
    { "Missing scopes: api.fine_tuning.jobs.read, api.new.thing, api.new.thing",
      "Fine-tuning (Read), api.new.thing" },
    { "Missing scopes: api.vector_stores.read, api.evals.write, api.prompts.read, api.datasets.read, "
      "api.assistants.read, api.threads.write",
      "Vector stores (Read), Evals (Write), Prompts (Read), Datasets (Read), Assistants (Read), Threads "
      "(Write)" },
    { "Missing scopes: ", NULL },
    { "Missing scopes:", NULL },
    { "Missing scopes: ...", NULL },
    { "Missing scopes: <b>,", NULL },
    { "Missing scopes: model.request.,api.files.read", "Model capabilities (Request), Files (Read)" },
    { "Missing scopes: .,model.request", "Model capabilities (Request)" },
    { "No scopes here", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"error\":{\"message\":\"%s\"}}", cases[i].message);
      g_autoptr (KbResponse) reply = reply_of (403, body);
      g_autofree char *scopes = kb_diagnosis_dup_argument (reply, KB_ARGUMENT_SCOPES);

      g_assert_cmpstr (scopes, ==, cases[i].expected);
    }
}

static KbVerdict *
verdict_of (KbResponse *reply)
{
  KbVerdictParts parts = { .diagnosis = kb_diagnose (reply, (KbAsked) { .call = KB_CALL_RESPONSES }),
                           .base_uri = "https://api.example/v1",
                           .model = "gpt-test",
                           .reply = reply,
                           .cost = -1 };

  return kb_verdict_new (&parts);
}

static void
check_explanation (KbResponse *reply, const char *part)
{
  g_autoptr (KbVerdict) verdict = verdict_of (reply);
  g_autofree char *explanation = kb_verdict_dup_explanation (verdict);

  g_assert_nonnull (strstr (explanation, part));
  g_assert_null (strstr (explanation, "%s"));
  g_assert_true (g_utf8_validate (explanation, -1, NULL));
}

static void
test_explanations (void)
{
  g_autoptr (KbResponse) scopes = reply_of (403, ERROR ("Missing scopes: api.model.read", "x", "null"));
  g_autoptr (KbResponse) no_scopes = reply_of (403, ERROR ("Missing scopes:", "x", "null"));
  g_autoptr (KbResponse) model = reply_of (404, ERROR ("x", "x", "\"model_not_found\""));
  g_autoptr (KbResponse) words = reply_of (401, ERROR ("100%s sure", "x", "\"new\""));
  g_autoptr (KbResponse) no_words = reply_of (401, "{}");
  g_autoptr (KbResponse) tls = kb_response_new_failure (KB_FAILURE_TLS);
  g_autoptr (KbResponse) no_issuer = kb_response_new_failure (KB_FAILURE_TLS);

  kb_response_set_tls (tls, G_TLS_CERTIFICATE_UNKNOWN_CA, "Web Filter");
  check_explanation (scopes, "Missing: List models (Read).");
  check_explanation (no_scopes, "Missing: not named.");
  check_explanation (model, "the model gpt-test,");
  check_explanation (no_words, "“no reason given”");
  check_explanation (tls, "issued by Web Filter,");
  check_explanation (no_issuer, "issued by someone unnamed,");

  {
    g_autoptr (KbVerdict) verdict = verdict_of (words);
    g_autofree char *explanation = kb_verdict_dup_explanation (verdict);

    g_assert_nonnull (strstr (explanation, "“100%s sure”"));
  }
}

/* A translator may write the place in either way, and the words of a server may look like one. */
static void
test_places (void)
{
  static const struct
  {
    const char *text;
    const char *filled;
  } cases[] = {
    { "Asked for %s, twice", "Asked for a%sb%1$sc, twice" },
    { "Asked for %1$s, twice", "Asked for a%sb%1$sc, twice" },
    { "%1$s", "a%sb%1$sc" },
    { "100 %", "100 %" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KbDiagnosis row = { .id = "test",
                          .outcome = KB_OUTCOME_REFUSED,
                          .explanation = cases[i].text,
                          .argument = KB_ARGUMENT_MODEL };
      KbVerdictParts parts = { .diagnosis = &row, .model = "a%sb%1$sc", .cost = -1 };
      g_autoptr (KbVerdict) verdict = NULL;
      g_autofree char *explanation = NULL;

      verdict = kb_verdict_new (&parts);
      explanation = kb_verdict_dup_explanation (verdict);
      g_assert_cmpstr (explanation, ==, cases[i].filled);
    }
}

static void
test_technical (void)
{
  const char *headers[] = { "x-request-id", "req_1", NULL };
  const char body[] = ERROR ("No more.", "x", "\"slow_down\"");
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (KbResponse) reply = kb_response_new (429, bytes, headers);
  g_autoptr (KbResponse) failure = kb_response_new_failure (KB_FAILURE_DNS);
  g_autoptr (KbVerdict) answered = verdict_of (reply);
  g_autoptr (KbVerdict) unanswered = verdict_of (failure);
  g_autofree char *first = kb_verdict_dup_technical (answered);
  g_autofree char *second = kb_verdict_dup_technical (unanswered);

  g_assert_cmpstr (first, ==, "HTTP 429 · slow_down · req_1 · No more.");
  g_assert_cmpstr (second, ==, "name-not-found");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/verdict/scopes", test_scopes);
  g_test_add_func ("/verdict/explanations", test_explanations);
  g_test_add_func ("/verdict/places", test_places);
  g_test_add_func ("/verdict/technical", test_technical);

  return g_test_run ();
}
