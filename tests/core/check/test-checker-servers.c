/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "script-support.h"

#define RUN(status, more) "{\"status\":\"" status "\",\"model\":\"gpt-6-luna\"" more "}"
#define SAYS(type, member, text) \
  ",\"output\":[{\"type\":\"reasoning\"},{\"type\":\"message\",\"content\":[{\"type\":\"" type \
  "\",\"" member "\":\"" text "\"}]}]"
#define FAILED(code) ",\"error\":{\"code\":" code ",\"message\":\"It did not go well.\"}"
#define CHOICE(message) "{\"choices\":[{\"message\":" message "}]}"
#define NOT_TAKEN(param) \
  "{\"error\":{\"message\":\"Unsupported parameter.\",\"param\":\"" param \
  "\",\"code\":\"unsupported_parameter\"}}"
#define NOT_ALLOWED(place) "{\"detail\":[{\"loc\":[" place "],\"msg\":\"Extra inputs are not permitted\"}]}"
#define PAGE "<html><head><title>404 Not Found</title></head></html>"

/* ---- what a run says of itself ---- */

static const struct
{
  const char *name;
  const char *body; /* with status 200 */
  const char *verdict;
  const char *aspects;
  const char *text; /* what is shown of it */
} runs[] = {
  { "completed", RUN ("completed", SAYS ("output_text", "text", "connected")), "works", "PPPPPP",
    "connected" },
  { "completed-without-text", RUN ("completed", ",\"output\":[]"), "works-empty", "PPPPPP", NULL },
  { "completed-with-empty-text", RUN ("completed", SAYS ("output_text", "text", "")), "works-empty", "PPPPPP",
    NULL },
  { "incomplete", RUN ("incomplete", SAYS ("output_text", "text", "conn")), "works", "PPPPPP", "conn" },
  { "incomplete-without-text",
    RUN ("incomplete", ",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},\"output\":[]"),
    "works-empty", "PPPPPP", NULL },
  { "refusal", RUN ("completed", SAYS ("refusal", "refusal", "I would rather not.")), "refusal", "PPPPPP",
    "I would rather not." },
  { "failed", RUN ("failed", FAILED ("\"new\"")), "run-failed", "PPPF-P", NULL },
  { "failed-without-reason", RUN ("failed", ",\"error\":null"), "run-failed", "PPPF-P", NULL },
  { "failed-at-the-service", RUN ("failed", FAILED ("\"server_error\"")), "server-error", "PP---P", NULL },
  { "failed-for-the-rate", RUN ("failed", FAILED ("\"rate_limit_exceeded\"")), "rate-limited", "PPPPFP",
    NULL },
  { "failed-for-credit", RUN ("failed", FAILED ("\"credit_balance_exhausted\"")), "credit-exhausted",
    "PPPPFP", NULL },
  { "in-progress", RUN ("in_progress", ""), "run-unfinished", "PPPF-P", NULL },
  { "queued", RUN ("queued", ""), "run-unfinished", "PPPF-P", NULL },
  { "cancelled", RUN ("cancelled", ""), "run-unfinished", "PPPF-P", NULL },
  { "new-status", RUN ("exploded", ""), "unexpected-answer", "PP---P", NULL },
};

static void
check_verdict (KbVerdict *verdict, const char *id, const char *aspects)
{
  g_autofree char *found = support_dup_aspects (verdict);

  g_assert_cmpstr (kb_verdict_get_diagnosis (verdict)->id, ==, id);
  g_assert_cmpstr (found, ==, aspects);
}

static void
test_run_status (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Script script = { .models = { 200, LIST }, .responses = { 200, runs[i].body } };
  g_auto (SupportRun) run = run_script (&script, NULL);

  check_verdict (run.verdict, runs[i].verdict, runs[i].aspects);
  g_assert_cmpstr (kb_verdict_get_reply_text (run.verdict), ==, runs[i].text);
  g_assert_cmpuint (script.n_responses, ==, 1);
  g_assert_cmpuint (script.n_chat, ==, 0);
  script_clear (&script);
}

/* ---- servers without `responses`, or without a list of models ---- */

static const struct
{
  const char *name;
  Answer models, responses, chat;
  const char *verdict;
  const char *aspects;
  const char *text;
} servers[] = {
  { "not-found", { 200, LIST }, { 404, NOWHERE }, { 200, CHATTED }, "works", "PPPPPP", "connected" },
  { "not-allowed", { 200, LIST }, { 405, NOWHERE }, { 200, CHATTED }, "works", "PPPPPP", "connected" },
  { "not-implemented", { 200, LIST }, { 501, NOWHERE }, { 200, CHATTED }, "works", "PPPPPP", "connected" },
  { "page", { 200, LIST }, { 404, PAGE }, { 200, CHATTED }, "works", "PPPPPP", "connected" },
  { "nothing", { 200, LIST }, { 501, "" }, { 200, CHATTED }, "works", "PPPPPP", "connected" },
  { "no-list-either", { 404, PAGE }, { 405, "" }, { 200, CHATTED }, "works", "PPPPPP", "connected" },
  { "list-not-implemented",
    { 501, NOWHERE },
    { 501, NOWHERE },
    { 200, CHATTED },
    "works",
    "PPPPPP",
    "connected" },
  { "chat-without-text",
    { 200, LIST },
    { 404, NOWHERE },
    { 200, CHOICE ("{\"content\":null}") },
    "works-empty",
    "PPPPPP",
    NULL },
  { "chat-with-empty-text",
    { 200, LIST },
    { 404, NOWHERE },
    { 200, CHOICE ("{\"content\":\"\"}") },
    "works-empty",
    "PPPPPP",
    NULL },
  { "chat-refusal",
    { 200, LIST },
    { 404, NOWHERE },
    { 200, CHOICE ("{\"content\":null,\"refusal\":\"No.\"}") },
    "refusal",
    "PPPPPP",
    "No." },
  { "chat-without-choice",
    { 200, LIST },
    { 404, NOWHERE },
    { 200, "{\"choices\":[]}" },
    "unexpected-answer",
    "PP---P",
    NULL },
  { "chat-without-credit",
    { 200, LIST },
    { 404, NOWHERE },
    { 429, "{\"error\":{\"code\":\"insufficient_quota\"}}" },
    "quota-exhausted",
    "PPPPFP",
    NULL },
  { "chat-refused",
    { 404, NOWHERE },
    { 404, NOWHERE },
    { 401, "{\"error\":{\"code\":\"invalid_api_key\"}}" },
    "invalid-key",
    "PF---P",
    NULL },
  { "no-chat-either",
    { 200, LIST },
    { 404, NOWHERE },
    { 404, NOWHERE },
    "address-not-found",
    "PP---P",
    NULL },
};

static void
test_server (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Script script = { .models = servers[i].models, .responses = servers[i].responses, .chat = servers[i].chat };
  g_auto (SupportRun) run = run_script (&script, NULL);

  check_verdict (run.verdict, servers[i].verdict, servers[i].aspects);
  g_assert_cmpstr (kb_verdict_get_reply_text (run.verdict), ==, servers[i].text);
  g_assert_cmpuint (script.n_models, ==, 1);
  g_assert_cmpuint (script.n_responses, ==, 1);
  g_assert_cmpuint (script.n_chat, ==, 1);
  script_clear (&script);
}

/* ---- a 400 or 422 that names what the server does not take ---- */

static const struct
{
  const char *name;
  const char *refusal; /* the first time */
  guint n_responses;
  const char *gone; /* from the second request */
  const char *verdict;
  guint status; /* of the refusal; 400 unless given */
} options[] = {
  { "reasoning", NOT_TAKEN ("reasoning"), 2, "reasoning", "works" },
  { "reasoning-effort", NOT_TAKEN ("reasoning.effort"), 2, "reasoning", "works" },
  { "store", NOT_TAKEN ("store"), 2, "store", "works" },
  { "limit", NOT_TAKEN ("max_output_tokens"), 2, "max_output_tokens", "works" },
  { "by-message", "{\"error\":{\"message\":\"Unrecognized request argument supplied: store\"}}", 2, "store",
    "works" },
  { "by-text", "{\"error\":\"unknown field \\\"reasoning\\\"\"}", 2, "reasoning", "works" },
  { "limit-too-low", "{\"error\":{\"param\":\"max_output_tokens\",\"code\":\"integer_below_min_value\"}}", 1,
    NULL, "request-not-fitting" },
  { "needed", NOT_TAKEN ("input"), 1, NULL, "request-not-fitting" },
  { "model", NOT_TAKEN ("model"), 1, NULL, "request-not-fitting" },
  { "unnamed", "{\"error\":{\"message\":\"Bad request.\"}}", 1, NULL, "request-not-fitting" },
  { "reasoning-422", NOT_TAKEN ("reasoning"), 2, "reasoning", "works", 422 },
  { "detail", NOT_ALLOWED ("\"body\",\"store\""), 2, "store", "works", 422 },
  { "detail-inside", NOT_ALLOWED ("\"body\",\"reasoning\",\"effort\""), 2, "reasoning", "works", 422 },
  { "detail-text", "{\"detail\":\"store is not supported\"}", 2, "store", "works", 400 },
  { "detail-needed", NOT_ALLOWED ("\"body\",\"input\""), 1, NULL, "request-not-fitting", 422 },
  { "detail-nowhere", NOT_ALLOWED (""), 1, NULL, "request-not-fitting", 422 },
  { "detail-odd", "{\"detail\":[{\"loc\":[\"body\",7],\"msg\":{}}]}", 1, NULL, "request-not-fitting", 422 },
  { "other-status", NOT_TAKEN ("reasoning"), 1, NULL, "rejected-unknown", 418 },
};

static void
test_option (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Script script = { .models = { 200, LIST },
                    .responses = { options[i].status ? options[i].status : 400, options[i].refusal },
                    .responses_plain = { 200, CONNECTED } };
  g_auto (SupportRun) run = run_script (&script, NULL);
  static const char *const members[] = { "reasoning", "store", "max_output_tokens", "input", "model" };

  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, options[i].verdict);
  g_assert_cmpuint (script.n_responses, ==, options[i].n_responses);
  for (gsize j = 0; j < G_N_ELEMENTS (members); j++)
    {
      g_autofree char *quoted = g_strconcat ("\"", members[j], "\":", NULL);

      g_assert_cmpint (strstr (script.last_response_body, quoted) == NULL, ==,
                       g_strcmp0 (members[j], options[i].gone) == 0);
    }
  script_clear (&script);
}

/* Takes none of what can be left out, and says so of one at a time. */
static void
choosy_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  static const char *const answers[][2] = { { "\"reasoning\"", NOT_TAKEN ("reasoning") },
                                            { "\"store\"", NOT_TAKEN ("store") },
                                            { "\"max_output_tokens\"", NOT_TAKEN ("max_output_tokens") },
                                            { "", CONNECTED } };
  guint *asked = user_data;
  SoupMessageBody *request = soup_server_message_get_request_body (message);
  g_autofree char *body = g_strndup (request->data, request->length);
  gboolean lists = g_str_has_suffix (path, "/models");
  gsize i = 0;

  while (strstr (body, answers[i][0]) == NULL)
    i++;
  *asked += !lists;
  soup_server_message_set_status (message, lists || i == 3 ? 200 : 400, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC,
                                    lists ? LIST : answers[i][1], strlen (lists ? LIST : answers[i][1]));
}

static void
test_choosy (void)
{
  guint asked = 0;
  g_autofree char *base_uri = NULL;
  g_autoptr (SoupServer) server = support_serve (choosy_cb, &asked, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (KbChecker) checker = kb_checker_new (client);
  g_auto (SupportRun) run = support_run (checker, "sk-test");

  check_verdict (run.verdict, "works", "PPPPPP");
  g_assert_cmpuint (asked, ==, 4);
  soup_server_disconnect (server);
}

/* Never a loop: what was left out once is not left out again, whatever the server goes on to say. */
static void
test_stubborn (void)
{
  Script script = { .models = { 200, LIST },
                    .responses = { 404, NOWHERE },
                    .chat = { 400, NOT_TAKEN ("max_completion_tokens") } };
  Script responses = { .models = { 200, LIST }, .responses = { 400, NOT_TAKEN ("max_output_tokens") } };
  g_auto (SupportRun) run = run_script (&script, NULL);
  g_auto (SupportRun) run_responses = run_script (&responses, NULL);

  check_verdict (run.verdict, "request-not-fitting", "PP-F-P");
  check_verdict (run_responses.verdict, "request-not-fitting", "PP-F-P");
  g_assert_cmpuint (script.n_chat, ==, 2);
  g_assert_nonnull (strstr (script.last_chat_body, "\"max_tokens\""));
  g_assert_cmpuint (responses.n_responses, ==, 2);
  script_clear (&script);
  script_clear (&responses);
}

#define ADD_ROWS(path, rows, function) \
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) \
    { \
      g_autofree char *name = g_strconcat (path, rows[i].name, NULL); \
\
      g_test_add_data_func (name, GSIZE_TO_POINTER (i), function); \
    }

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD_ROWS ("/checker/run/", runs, test_run_status)
  ADD_ROWS ("/checker/server/", servers, test_server)
  ADD_ROWS ("/checker/option/", options, test_option)
  g_test_add_func ("/checker/choosy", test_choosy);
  g_test_add_func ("/checker/stubborn", test_stubborn);

  return g_test_run ();
}
