/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-report.h"

#include "key-fakes.h"

static const char *const nobody[] = { NULL };

static KbVerdict *
verdict_of (guint status, const char *body, const char *const *headers, const char *model)
{
  g_autoptr (GBytes) bytes = body ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (KbResponse) reply =
      status > 0 ? kb_response_new (status, bytes, headers) : kb_response_new_failure (KB_FAILURE_DNS);
  KbVerdictParts parts = { .diagnosis = kb_diagnose (reply, (KbAsked) { .call = KB_CALL_RESPONSES }),
                           .aspects = { KB_ASPECT_STATE_PASSED, KB_ASPECT_STATE_PASSED },
                           .base_uri = "https://api.openai.com/v1",
                           .model = model,
                           .reply = reply,
                           .cost = -1 };

  parts.aspects[KB_ASPECT_STORAGE] = KB_ASPECT_STATE_PASSED;
  kb_response_set_elapsed (reply, 812000);
  return kb_verdict_new (&parts);
}

static void
assert_line (const char *report, const char *line)
{
  g_autofree char *whole = g_strdup_printf ("\n%s\n", line);

  if (strstr (report, whole) == NULL)
    g_error ("no line “%s” in:\n%s", line, report);
}

static void
assert_without (const char *report, const char *part)
{
  if (strstr (report, part) != NULL)
    g_error ("“%s” in:\n%s", part, report);
}

static void
test_whole (void)
{
  const char *headers[] = {
    "x-request-id", "req_0123456789abcdef", "openai-organization", "org-AbCdEfGhIj", "retry-after", "8", NULL
  };
  g_autoptr (KbVerdict) verdict =
      verdict_of (429,
                  "{\"error\":{\"message\":\"No credit.\",\"type\":\"insufficient_quota\","
                  "\"param\":\"model\",\"code\":\"credit_balance_exhausted\"}}",
                  headers, "gpt-6-luna");
  KbReportContext context = { .toolkit = "GTK 4.18.6, libadwaita 1.7.6",
                              .keyring = "Secret Service",
                              .system = "Debian GNU/Linux 13 (trixie)",
                              .desktop = "GNOME",
                              .display = "wayland",
                              .sandboxed = TRUE,
                              .retries = 3,
                              .hidden = nobody };
  g_autofree char *report = kb_report_create (verdict, &context);

  g_assert_true (g_str_has_prefix (report, "Keybearer test report\n"));
  assert_line (report, "Outcome: blocked (credit-exhausted)");
  assert_line (report,
               "Step by step: network passed, key passed, permissions not-reached, model not-reached, "
               "credit not-reached, storage passed");
  assert_line (report, "Status: 429");
  assert_line (report, "Code: credit_balance_exhausted");
  assert_line (report, "Type: insufficient_quota");
  assert_line (report, "Parameter: model");
  assert_line (report, "Message: No credit.");
  assert_line (report, "Request ID: req_0123456789abcdef");
  assert_line (report, "Organization: org-AbCd…");
  assert_line (report, "Server: https://api.openai.com/v1");
  assert_line (report, "Model: gpt-6-luna");
  assert_line (report, "Took: 0.812 s");
  assert_line (report, "Asked to wait: 8.000 s");
  assert_line (report, "Tested again: 3 times");
  assert_line (report, "System: Debian GNU/Linux 13 (trixie)");
  assert_line (report, "Desktop: GNOME");
  assert_line (report, "Session: wayland");
  assert_line (report, "Sandbox: Flatpak");
  assert_line (report, "Keyring: Secret Service, key read from it");
  g_assert_nonnull (strstr (report, "\nKeybearer: "));
  g_assert_nonnull (strstr (report, "\nLibraries: GLib 2."));
  g_assert_nonnull (strstr (report, ", libsoup 3."));
  g_assert_nonnull (strstr (report, ", json-glib 1."));
  g_assert_nonnull (strstr (report, ", libsecret 0."));
  g_assert_nonnull (strstr (report, ", GTK 4.18.6, libadwaita 1.7.6\n"));
  g_assert_true (g_regex_match_simple ("\nTested: 20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\n", report,
                                       G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT));
}

/* Nothing is known but that nothing came back. */
static void
test_bare (void)
{
  g_autoptr (KbVerdict) verdict = verdict_of (0, NULL, NULL, NULL);
  KbReportContext context = { NULL };
  g_autofree char *report = kb_report_create (verdict, &context);

  assert_line (report, "Outcome: not-checked (name-not-found)");
  assert_line (report, "Status: no answer");
  assert_line (report, "Sandbox: none");
  assert_without (report, "(null)");
  assert_without (report, "Message");
  assert_without (report, "Keyring");
  assert_without (report, "Organization");
  assert_without (report, "Asked to wait");
  assert_without (report, "Tested again");
}

/* The key in every place that a server, a gateway or a setting can put it. */
static void
test_key_everywhere (void)
{
  for (gsize i = 0; i < N_USABLE_KEYS; i++)
    {
      g_autofree char *key = fake_key_at (i);
      g_autofree char *body = g_strdup_printf (
          "{\"error\":{\"message\":\"Incorrect API key provided: %s. Bearer %s\\nline %s\",\"type\":\"%s\","
          "\"param\":\"%s\",\"code\":\"%s\"}}",
          key, key, key, key, key, key);
      const char *headers[] = { "x-request-id", key, "openai-organization", key, NULL };
      g_autoptr (KbVerdict) verdict = verdict_of (401, body, headers, key);
      KbReportContext context = { .desktop = "GNOME" };
      g_autofree char *report = kb_report_create (verdict, &context);

      if (leaks (report, key + strlen ("sk-svcacct-")))
        g_error ("key in:\n%s", report);
    }
}

static void
test_names (void)
{
  const char *headers[] = { "openai-organization", "acme-rockets", NULL };
  /* the last one is cut in the middle of a character, and another text lies behind its end */
  const char *hidden[] = { "Moon Shot", "marie", "x", "", "host\xF0", NULL };
  g_autoptr (KbVerdict) verdict = verdict_of (
      429,
      "{\"error\":{\"message\":\"Limit of org Acme-Rockets, organization org-QwErTyUiOpAs, project "
      "proj_ZxCvBnMaSd (moon shot), user-1a2b3c4d5e, of marie@example.org and MARIE. Exact x.\"}}",
      headers, "ft:gpt-6-luna:acme-rockets:support:9abc");
  KbReportContext context = { .hidden = hidden };
  g_autofree char *report = kb_report_create (verdict, &context);

  assert_line (report, "Message: Limit of org [left out], organization org-QwEr…, project proj_ZxCv… "
                       "([left out]), user-1a2b…, of [left out] and [left out]. Exact x.");
  assert_line (report, "Organization: [left out]");
  assert_line (report, "Model: ft:gpt-6-luna:…");
  assert_without (report, "cme");
}

static void
test_server (void)
{
  g_autoptr (KbResponse) reply = kb_response_new_failure (KB_FAILURE_DNS);
  KbVerdictParts parts = { .diagnosis = kb_diagnosis_find ("name-not-found"),
                           .base_uri = "https://gateway.acme.example/v1",
                           .reply = reply };
  g_autoptr (KbVerdict) verdict = kb_verdict_new (&parts);
  KbReportContext context = { .keyring = "Secret Service" };
  KbReportContext practice = { .practice = TRUE };
  g_autofree char *own = kb_report_create (verdict, &context);
  g_autofree char *practised = kb_report_create (verdict, &practice);

  assert_line (own, "Server: not OpenAI’s own address");
  assert_line (own, "Keyring: Secret Service, key not read from it");
  assert_without (own, "acme");
  assert_line (practised, "Server: the practice service");
}

/* A line stays a line. */
static void
test_one_line_each (void)
{
  g_autoptr (GString) body = g_string_new ("{\"error\":{\"code\":\"a\\r\\nStatus: 200\",\"message\":\"");
  g_autoptr (KbVerdict) verdict = NULL;
  KbReportContext context = { .desktop = "X\nKeyring: fine" };
  g_autofree char *report = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (body, "ä \\u0007");
  g_string_append (body, "\"}}");
  verdict = verdict_of (403, body->str, NULL, "m\nn");
  report = kb_report_create (verdict, &context);

  assert_without (report, "\nStatus: 200");
  assert_without (report, "\nKeyring");
  assert_without (report, "\nn");
  g_assert_cmpuint (strlen (report), <, 4000);
  g_assert_true (g_utf8_validate (report, -1, NULL));
}

static void
test_environment (void)
{
  KbReportContext context;

  g_setenv ("XDG_CURRENT_DESKTOP", "sway", TRUE);
  g_unsetenv ("XDG_SESSION_TYPE");
  kb_report_context_init (&context);
  g_assert_cmpstr (context.desktop, ==, "sway");
  g_assert_null (context.display);
  g_assert_nonnull (context.system);
  g_assert_null (context.toolkit);
  g_assert_null (context.hidden);
  g_assert_cmpuint (context.retries, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/whole", test_whole);
  g_test_add_func ("/report/bare", test_bare);
  g_test_add_func ("/report/key-everywhere", test_key_everywhere);
  g_test_add_func ("/report/names", test_names);
  g_test_add_func ("/report/server", test_server);
  g_test_add_func ("/report/one-line-each", test_one_line_each);
  g_test_add_func ("/report/environment", test_environment);

  return g_test_run ();
}
