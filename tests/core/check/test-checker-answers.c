/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "script-support.h"

#include "key-fakes.h"

static void
test_without_option (void)
{
  Script script = { .models = { 200, LIST },
                    .responses = { 400, NO_REASONING },
                    .responses_plain = { 200, CONNECTED } };
  Script again = { .models = { 200, LIST }, .responses = { 400, NO_REASONING } };
  Script other = { .models = { 200, LIST },
                   .responses = { 400, "{\"error\":{\"param\":\"max_output_tokens\","
                                       "\"code\":\"integer_below_min_value\"}}" } };
  g_auto (SupportRun) run = run_script (&script, NULL);
  g_auto (SupportRun) run_again = run_script (&again, NULL);
  g_auto (SupportRun) run_other = run_script (&other, NULL);

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, "works");
  g_assert_cmpuint (script.n_responses, ==, 2);
  g_assert_null (strstr (script.last_response_body, "reasoning"));
  g_assert_nonnull (strstr (script.last_response_body, "store"));

  g_assert_cmpstr (kb_verdict_get_diagnosis (run_again.verdict)->id, ==, "request-not-fitting");
  g_assert_cmpuint (again.n_responses, ==, 2);
  g_assert_cmpuint (other.n_responses, ==, 1);
  script_clear (&script);
  script_clear (&again);
  script_clear (&other);
}

/* One of the options that a request has can be left out, whichever it is, and by its name in the message. */
static void
test_without_store (void)
{
  Script script = { .models = { 200, LIST },
                    .responses = { 400, "{\"error\":{\"param\":\"store\"}}" },
                    .responses_plain = { 200, CONNECTED } };
  Script by_message = { .models = { 200, LIST },
                        .responses = { 400, "{\"error\":{\"message\":\"reasoning is not known\"}}" },
                        .responses_plain = { 200, CONNECTED } };
  Script then_chat = { .models = { 200, LIST },
                       .responses = { 400, NO_REASONING },
                       .responses_plain = { 501, "" },
                       .chat = { 200, CHATTED } };
  g_auto (SupportRun) run = run_script (&script, NULL);
  g_auto (SupportRun) run_message = run_script (&by_message, NULL);
  g_auto (SupportRun) run_chat = run_script (&then_chat, NULL);

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, "works");
  g_assert_null (strstr (script.last_response_body, "store"));
  g_assert_nonnull (strstr (script.last_response_body, "reasoning"));
  g_assert_cmpstr (kb_verdict_get_diagnosis (run_message.verdict)->id, ==, "works");
  g_assert_null (strstr (by_message.last_response_body, "reasoning"));
  g_assert_cmpstr (kb_verdict_get_diagnosis (run_chat.verdict)->id, ==, "works");
  g_assert_cmpuint (then_chat.n_responses, ==, 2);
  g_assert_cmpuint (then_chat.n_chat, ==, 1);
  script_clear (&script);
  script_clear (&by_message);
  script_clear (&then_chat);
}

/* How a run can end that came back with 200, in both calls. */
static void
test_endings (void)
{
#define CHAT(message, reason) "{\"choices\":[{\"message\":" message ",\"finish_reason\":\"" reason "\"}]}"
  static const struct
  {
    const char *responses;
    const char *chat;
    const char *expected;
    const char *text;
  } cases[] = {
    { "{\"status\":\"failed\",\"error\":{\"code\":\"x\",\"message\":\"y\"}}", NULL, "run-failed", NULL },
    { "{\"status\":\"failed\",\"error\":{\"code\":\"rate_limit_exceeded\"}}", NULL, "rate-limited", NULL },
    { "{\"status\":\"cancelled\"}", NULL, "run-unfinished", NULL },
    { "{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"}}", NULL,
      "works-empty", NULL },
    { "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"output_text\","
      "\"text\":\"\"}]}]}",
      NULL, "works-empty", NULL },
    { "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"refusal\","
      "\"refusal\":\"no\"}]}]}",
      NULL, "refusal", "no" },
    { NULL, CHAT ("{\"content\":\"\"}", "length"), "works-empty", NULL },
    { NULL, CHAT ("{\"content\":null,\"refusal\":\"no\"}", "stop"), "refusal", "no" },
    { NULL, CHAT ("null", "stop"), "unexpected-answer", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Script script = { .models = { 200, LIST }, .responses = { 404, NOWHERE } };
      g_auto (SupportRun) run = { NULL };

      if (cases[i].responses != NULL)
        script.responses = (Answer) { 200, cases[i].responses };
      if (cases[i].chat != NULL)
        script.chat = (Answer) { 200, cases[i].chat };
      g_test_message ("%" G_GSIZE_FORMAT, i);
      run = run_script (&script, NULL);
      g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, cases[i].expected);
      g_assert_cmpstr (kb_verdict_get_reply_text (run.verdict), ==, cases[i].text);
      script_clear (&script);
    }
#undef CHAT
}

static void
assert_shown (Script *script, const char *key, KbSeen service_account, KbSeen lists, KbSeen responds)
{
  g_autofree char *base_uri = NULL;
  g_autoptr (SoupServer) server = support_serve (script_cb, script, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (KbChecker) checker = kb_checker_new (client);
  g_auto (SupportRun) run = support_run (checker, key);
  KbShown shown = kb_verdict_get_shown (run.verdict);

  g_assert_cmpint (shown.service_account, ==, service_account);
  g_assert_cmpint (shown.lists_models, ==, lists);
  g_assert_cmpint (shown.responds, ==, responds);
  script_clear (script);
  soup_server_disconnect (server);
}

/* What a key shows of its owner and permissions. */
static void
test_shown (void)
{
#define NO_RESPONSES "{\"error\":{\"message\":\"Missing scopes: api.responses.write\"}}"
#define NO_CREDIT "{\"error\":{\"code\":\"credit_balance_exhausted\"}}"
  const KbSeen unknown = KB_SEEN_UNKNOWN, no = KB_SEEN_NO, yes = KB_SEEN_YES;
  g_autofree char *project = fake_key ("sk-proj-", 164, '\0', 5);
  g_autofree char *service = fake_key ("sk-svcacct-", 167, '\0', 6);
  Script works = { .models = { 200, LIST }, .responses = { 200, CONNECTED } };
  Script narrow = { .models = { 403, NO_MODELS }, .responses = { 200, CONNECTED } };
  Script narrow_poor = { .models = { 403, NO_MODELS }, .responses = { 429, NO_CREDIT } };
  Script reads = { .models = { 200, LIST }, .responses = { 403, NO_RESPONSES } };
  Script nothing = { .models = { 403, NO_MODELS }, .responses = { 403, NO_RESPONSES } };
  Script refused = { .models = { 401, "{\"error\":{\"code\":\"invalid_api_key\"}}" } };
  Script other = { .models = { 404, NOWHERE }, .responses = { 404, NOWHERE }, .chat = { 200, CHATTED } };

  assert_shown (&works, project, no, yes, yes);
  assert_shown (&narrow, service, yes, no, yes);
  assert_shown (&narrow_poor, project, no, no, yes);
  assert_shown (&reads, project, no, yes, no);
  assert_shown (&nothing, project, no, no, no);
  assert_shown (&refused, "sk-test", unknown, unknown, unknown);
  assert_shown (&other, "sk-test", unknown, unknown, yes);
#undef NO_RESPONSES
#undef NO_CREDIT
}

static void
test_chat (void)
{
  Script script = { .models = { 404, NOWHERE }, .responses = { 404, NOWHERE }, .chat = { 200, CHATTED } };
  g_auto (SupportRun) run = run_script (&script, "llama");
  g_autofree char *aspects = support_dup_aspects (run.verdict);

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, "works");
  g_assert_cmpstr (aspects, ==, "PPPPPP");
  g_assert_cmpuint (script.n_chat, ==, 1);
  g_assert_nonnull (strstr (script.last_chat_body, "\"llama\""));
  g_assert_nonnull (strstr (script.last_chat_body, "\"max_completion_tokens\":64"));
  g_assert_cmpstr (kb_verdict_get_model (run.verdict), ==, "llama");
  g_assert_cmpint (kb_response_get_input_tokens (kb_verdict_get_response (run.verdict)), ==, 7);
  g_assert_false ((kb_verdict_get_shown (run.verdict).lists_models == KB_SEEN_YES));
  script_clear (&script);
}

static void
test_chat_older (void)
{
  Script script = { .models = { 200, LIST },
                    .responses = { 405, "" },
                    .chat = { 400, "{\"error\":\"unknown field max_completion_tokens\"}" },
                    .chat_plain = { 200, CHATTED } };
  g_auto (SupportRun) run = run_script (&script, NULL);

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, "works");
  g_assert_cmpuint (script.n_chat, ==, 2);
  g_assert_nonnull (strstr (script.last_chat_body, "\"max_tokens\":64"));
  script_clear (&script);
}

/* A model that is missing is not a call that is missing. */
static void
test_chat_not_for_models (void)
{
  Script script = { .models = { 200, LIST },
                    .responses = { 404, "{\"error\":{\"code\":\"model_not_found\"}}" } };
  Script by_words = { .models = { 200, LIST },
                      .responses = { 404, "{\"error\":{\"message\":\"The model `x` does not exist.\"}}" } };
  Script nothing = { .models = { 404, NOWHERE }, .responses = { 404, NOWHERE }, .chat = { 404, NOWHERE } };
  g_auto (SupportRun) run = run_script (&script, NULL);
  g_auto (SupportRun) run_words = run_script (&by_words, NULL);
  g_auto (SupportRun) run_nothing = run_script (&nothing, NULL);
  g_autofree char *aspects = support_dup_aspects (run_nothing.verdict);

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, "model-not-found");
  g_assert_cmpuint (script.n_chat, ==, 0);
  g_assert_cmpstr (kb_verdict_get_diagnosis (run_words.verdict)->id, ==, "model-not-found");
  g_assert_cmpuint (by_words.n_chat, ==, 0);
  script_clear (&by_words);
  g_assert_cmpstr (kb_verdict_get_diagnosis (run_nothing.verdict)->id, ==, "address-not-found");
  g_assert_cmpstr (aspects, ==, "P----P");
  script_clear (&script);
  script_clear (&nothing);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checker-answers/without-option", test_without_option);
  g_test_add_func ("/checker-answers/without-store", test_without_store);
  g_test_add_func ("/checker-answers/chat", test_chat);
  g_test_add_func ("/checker-answers/chat-older", test_chat_older);
  g_test_add_func ("/checker-answers/chat-not-for-models", test_chat_not_for_models);
  g_test_add_func ("/checker-answers/endings", test_endings);
  g_test_add_func ("/checker-answers/shown", test_shown);

  return g_test_run ();
}
