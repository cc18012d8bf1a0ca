/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "practice-support.h"

#include "core/api/kb-diagnosis-argument.h"
#include "core/base/kb-address.h"
#include "core/base/kb-json.h"
#include "core/facts/kb-facts.h"
#include "core/key/kb-key.h"

static const struct
{
  const char *name;
  const char *path;
  const char *body;
  guint status;
  const char *code;
  const char *param;
} shapes[] = {
  { "least", "/v1/responses", "{\"model\":\"gpt-6-luna\",\"input\":\"hi\"}", 200 },
  { "list-input", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":[{\"role\":\"user\",\"content\":\"hi\"}]}", 200 },
  { "full", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"max_output_tokens\":16,\"store\":false,"
    "\"reasoning\":{\"effort\":\"none\"},\"instructions\":null,\"metadata\":{}}",
    200 },
  { "snapshot", "/v1/responses", "{\"model\":\"gpt-6-luna-2026-09-01\",\"input\":\"hi\"}", 200 },
  { "no-model", "/v1/responses", "{\"input\":\"hi\"}", 400, "missing_required_parameter", "model" },
  { "null-model", "/v1/responses", "{\"model\":null,\"input\":\"hi\"}", 400, "invalid_type", "model" },
  { "number-model", "/v1/responses", "{\"model\":7,\"input\":\"hi\"}", 400, "invalid_type", "model" },
  { "no-input", "/v1/responses", "{\"model\":\"gpt-6-luna\"}", 400, "missing_required_parameter", "input" },
  { "object-input", "/v1/responses", "{\"model\":\"gpt-6-luna\",\"input\":{}}", 400, "invalid_type",
    "input" },
  { "unknown-member", "/v1/responses", "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"max_tokens\":64}", 400,
    "unknown_parameter", "max_tokens" },
  { "limit-too-small", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"max_output_tokens\":15}", 400, "integer_below_min_value",
    "max_output_tokens" },
  { "limit-as-text", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"max_output_tokens\":\"64\"}", 400, "invalid_type",
    "max_output_tokens" },
  { "store-as-text", "/v1/responses", "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"store\":\"no\"}", 400,
    "invalid_type", "store" },
  { "reasoning-as-text", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"reasoning\":\"none\"}", 400, "invalid_type", "reasoning" },
  { "unknown-effort", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"reasoning\":{\"effort\":\"heroic\"}}", 400, "invalid_value",
    "reasoning.effort" },
  { "no-stream", "/v1/responses", "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"stream\":null}", 200 },
  { "tools", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"tools\":[{\"type\":\"function\",\"name\":\"look\"},"
    "{\"type\":\"web_search\"}],\"tool_choice\":\"auto\",\"parallel_tool_calls\":true,"
    "\"include\":[\"reasoning.encrypted_content\"],\"prompt_cache_key\":\"a\",\"client_metadata\":{\"a\":"
    "\"b\"},"
    "\"text\":{\"verbosity\":\"low\"},\"service_tier\":\"auto\",\"temperature\":1,\"top_p\":0.5}",
    200 },
  { "too-hot", "/v1/responses", "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"temperature\":2.5}", 400,
    "decimal_above_max_value", "temperature" },
  { "unknown-verbosity", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"text\":{\"verbosity\":\"loud\"}}", 400, "invalid_value",
    "text.verbosity" },
  { "long-identifier", "/v1/responses",
    "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"safety_identifier\":"
    "\"0123456789012345678901234567890123456789012345678901234567890123x\"}",
    400, "string_above_max_length", "safety_identifier" },
  { "dotted", "/v1/responses", "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"text.verbosity\":\"low\"}", 400,
    "unknown_parameter", "text.verbosity" },
  { "unknown-model", "/v1/responses", "{\"model\":\"gpt-of-nobody\",\"input\":\"hi\"}", 404,
    "model_not_found" },
  { "not-json", "/v1/responses", "model=gpt-6-luna", 400 },
  { "array", "/v1/responses", "[]", 400 },
  { "nothing", "/v1/responses", "", 400 },
  { "chat", "/v1/chat/completions",
    "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}", 200 },
  { "chat-limit", "/v1/chat/completions",
    "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"max_completion_"
    "tokens\":64}",
    200 },
  { "chat-tools", "/v1/chat/completions",
    "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"},{\"role\":\"assistant\","
    "\"tool_calls\":[]}],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}],\"tool_"
    "choice\":"
    "\"none\",\"verbosity\":\"low\",\"safety_identifier\":\"a\",\"web_search_options\":{},\"modalities\":["
    "\"text\"]}",
    200 },
  { "chat-stream-options", "/v1/chat/completions",
    "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream_options\":"
    "{\"include_usage\":true}}",
    400, NULL, "stream_options" },
  { "chat-no-choice", "/v1/chat/completions",
    "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"n\":0}", 400,
    "integer_below_min_value", "n" },
  { "chat-metadata", "/v1/chat/completions",
    "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"client_metadata\":{}}",
    400, "unknown_parameter", "client_metadata" },
  { "chat-no-messages", "/v1/chat/completions", "{\"model\":\"gpt-6-luna\"}", 400,
    "missing_required_parameter", "messages" },
  { "chat-empty", "/v1/chat/completions", "{\"model\":\"gpt-6-luna\",\"messages\":[]}", 400, "empty_array",
    "messages" },
  { "chat-no-role", "/v1/chat/completions", "{\"model\":\"gpt-6-luna\",\"messages\":[{\"content\":\"hi\"}]}",
    400, "missing_required_parameter", "messages" },
  { "chat-text-message", "/v1/chat/completions", "{\"model\":\"gpt-6-luna\",\"messages\":[\"hi\"]}", 400,
    "missing_required_parameter", "messages" },
  { "chat-input", "/v1/chat/completions", "{\"model\":\"gpt-6-luna\",\"input\":\"hi\"}", 400,
    "unknown_parameter", "input" },
  { "elsewhere", "/v1/embeddings", "{}", 404, "unknown_url" },
  { "root", "/", "{}", 404, "unknown_url" },
  { "post-models", "/v1/models", "{}", 405, "method_not_supported" },
};

static void
test_shape (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("works");
  g_autoptr (KbResponse) reply = fetch (
      practice, (Request) { "POST", shapes[i].path, authorization, "application/json", shapes[i].body });

  g_assert_cmpuint (kb_response_get_status (reply), ==, shapes[i].status);
  g_assert_nonnull (kb_response_get_object (reply));
  g_assert_cmpstr (kb_response_get_error (reply)->code, ==, shapes[i].code);
  g_assert_cmpstr (kb_response_get_error (reply)->param, ==, shapes[i].param);
  if (shapes[i].status == 200)
    {
      g_autofree char *text = kb_response_dup_text (reply);

      g_assert_cmpstr (text, ==, "connected");
      g_assert_cmpint (kb_response_get_input_tokens (reply), ==, 19);
      g_assert_cmpint (kb_response_get_output_tokens (reply), ==, 5);
    }
  g_assert_cmpuint (kb_practice_get_requests (practice), ==, 1);
}

static void
test_content_type (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("works");
  g_autoptr (KbResponse) reply =
      fetch (practice, (Request) { "POST", "/v1/responses", authorization, "text/plain",
                                   "{\"model\":\"gpt-6-luna\",\"input\":\"hi\"}" });

  g_assert_cmpuint (kb_response_get_status (reply), ==, 400);
}

static void
test_get_responses (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("works");
  g_autoptr (KbResponse) reply = fetch (practice, (Request) { "GET", "/v1/responses", authorization });

  g_assert_cmpuint (kb_response_get_status (reply), ==, 405);
}

static void
test_models (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("works");
  g_autoptr (KbResponse) reply = fetch (practice, (Request) { "GET", "/v1/models", authorization });
  g_auto (GStrv) ids = kb_response_dup_model_ids (reply);
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (kb_facts_get_default (), &n_models);

  g_assert_cmpuint (kb_response_get_status (reply), ==, 200);
  g_assert_cmpuint (g_strv_length (ids), <=, n_models);
  g_assert_cmpstr (ids[0], ==, models[0]->id);
}

static void
test_one_model (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("works");
  g_autofree char *restricted = bearer ("works-restricted");
  g_autoptr (KbResponse) known =
      fetch (practice, (Request) { "GET", "/v1/models/gpt-6-luna", authorization });
  g_autoptr (KbResponse) unknown =
      fetch (practice, (Request) { "GET", "/v1/models/gpt-of-nobody", authorization });
  g_autoptr (KbResponse) hidden = fetch (practice, (Request) { "GET", "/v1/models/gpt-6-luna", restricted });
  g_autoptr (KbResponse) posted = fetch (
      practice, (Request) { "POST", "/v1/models/gpt-6-luna", authorization, "application/json", "{}" });

  g_assert_cmpuint (kb_response_get_status (known), ==, 200);
  g_assert_cmpstr (kb_json_get_string (kb_response_get_object (known), "id"), ==, "gpt-6-luna");
  g_assert_cmpuint (kb_response_get_status (unknown), ==, 404);
  g_assert_cmpstr (kb_response_get_error (unknown)->code, ==, "model_not_found");
  g_assert_cmpuint (kb_response_get_status (hidden), ==, 403);
  g_assert_cmpuint (kb_response_get_status (posted), ==, 405);
}

/* What a program asked for comes back, and each answer has a name of its own. */
static void
test_repeats (void)
{
  const char *body = "{\"model\":\"gpt-6-luna\",\"input\":\"hi\",\"instructions\":\"Be kind.\","
                     "\"tools\":[{\"type\":\"web_search\"}],\"temperature\":null}";
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("works");
  Request request = { "POST", "/v1/responses", authorization, "application/json", body };
  g_autoptr (KbResponse) first = fetch (practice, request);
  g_autoptr (KbResponse) second = fetch (practice, request);
  JsonObject *object = kb_response_get_object (first);

  g_assert_cmpstr (kb_json_get_string (object, "instructions"), ==, "Be kind.");
  g_assert_cmpuint (json_array_get_length (kb_json_get_array (object, "tools")), ==, 1);
  g_assert_cmpfloat (json_object_get_double_member (object, "temperature"), ==, 1.0);
  g_assert_cmpstr (kb_json_get_string (object, "tool_choice"), ==, "auto");
  g_assert_cmpstr (kb_json_get_string (object, "id"), !=,
                   kb_json_get_string (kb_response_get_object (second), "id"));
}

/* A chat has no words for a model that fails or is not ready. */
static void
test_chat_fails (void)
{
  static const struct
  {
    const char *id;
    guint status;
    const char *type;
  } rows[] = { { "run-failed", 500, "server_error" },
               { "run-unfinished", 503, "service_unavailable_error" } };
  const char *body = "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  g_autoptr (KbPractice) practice = start ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *authorization = bearer (rows[i].id);
      g_autoptr (KbResponse) reply = fetch (
          practice, (Request) { "POST", "/v1/chat/completions", authorization, "application/json", body });

      g_assert_cmpuint (kb_response_get_status (reply), ==, rows[i].status);
      g_assert_cmpstr (kb_response_get_error (reply)->type, ==, rows[i].type);
    }
}

static void
test_choices (void)
{
  const char *body =
      "{\"model\":\"gpt-6-luna\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"n\":3}";
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("works");
  g_autoptr (KbResponse) reply =
      fetch (practice, (Request) { "POST", "/v1/chat/completions", authorization, "application/json", body });
  JsonArray *choices = kb_json_get_array (kb_response_get_object (reply), "choices");

  g_assert_cmpuint (json_array_get_length (choices), ==, 3);
  g_assert_cmpint (json_object_get_int_member (kb_json_array_get_object (choices, 2), "index"), ==, 2);
}

static const struct
{
  const char *authorization;
  const char *expected;
} strangers[] = {
  { NULL, "no-key-sent" },
  { "", "no-key-sent" },
  { "Bearer ", "no-key-sent" },
  { "Basic abc", "no-key-sent" },
  { "Bearer sk-of-nobody", "invalid-key" },
  { "Bearer sk-proj-practice-works-", "invalid-key" },
  { "Bearer x", "invalid-key" },
};

static void
test_strangers (void)
{
  static const char *const paths[][2] = {
    { "GET", "/v1/models" }, { "POST", "/v1/responses" }, { "POST", "/v1/chat/completions" }, { "GET", "/" }
  };
  g_autoptr (KbPractice) practice = start ();

  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (paths); j++)
      {
        const char *body = g_str_equal (paths[j][0], "POST") ? "{}" : NULL;
        g_autoptr (KbResponse) reply =
            fetch (practice, (Request) { paths[j][0], paths[j][1], strangers[i].authorization,
                                         "application/json", body });

        g_assert_cmpuint (kb_response_get_status (reply), ==, 401);
        g_assert_cmpstr (kb_diagnose (reply, (KbAsked) { .call = KB_CALL_RESPONSES })->id, ==,
                         strangers[i].expected);
        g_assert_true (g_str_has_prefix (kb_response_get_header (reply, "x-request-id"), "req_"));
      }
}

/* The service shows the ends of a key that it does not know, as the API does; the reader must not. */
static void
test_masked_key (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("invalid-key");
  const char *tail = authorization + strlen (authorization) - 4;
  g_autoptr (KbResponse) reply = fetch (practice, (Request) { "GET", "/v1/models", authorization });
  const char *raw =
      kb_json_get_string (kb_json_get_object (kb_response_get_object (reply), "error"), "message");

  g_assert_cmpstr (kb_response_get_error (reply)->code, ==, "invalid_api_key");
  g_assert_nonnull (strstr (raw, tail));
  g_assert_null (strstr (kb_response_get_error (reply)->message, tail));
}

static void
test_scopes (void)
{
  const char *body = "{\"model\":\"gpt-6-luna\",\"input\":\"hi\"}";
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *restricted = bearer ("works-restricted");
  g_autofree char *missing = bearer ("missing-scopes");
  g_autoptr (KbResponse) no_list = fetch (practice, (Request) { "GET", "/v1/models", restricted });
  g_autoptr (KbResponse) answer =
      fetch (practice, (Request) { "POST", "/v1/responses", restricted, "application/json", body });
  g_autoptr (KbResponse) list = fetch (practice, (Request) { "GET", "/v1/models", missing });
  g_autoptr (KbResponse) no_answer =
      fetch (practice, (Request) { "POST", "/v1/responses", missing, "application/json", body });
  g_autofree char *first = kb_diagnosis_dup_argument (no_list, KB_ARGUMENT_SCOPES);
  g_autofree char *second = kb_diagnosis_dup_argument (no_answer, KB_ARGUMENT_SCOPES);

  g_assert_cmpuint (kb_response_get_status (no_list), ==, 403);
  g_assert_cmpstr (first, ==, "List models (Read)");
  g_assert_cmpuint (kb_response_get_status (answer), ==, 200);
  g_assert_cmpuint (kb_response_get_status (list), ==, 200);
  g_assert_cmpuint (kb_response_get_status (no_answer), ==, 403);
  g_assert_cmpstr (second, ==, "Model capabilities (Request), Responses (Write)");
}

static void
test_keys (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *key = kb_practice_dup_key (&rows[i]);
      g_autofree char *again = kb_practice_dup_key (&rows[i]);
      g_autofree char *prefix = g_strdup_printf ("sk-proj-practice-%s-", rows[i].id);
      g_autoptr (KbKeyReading) reading = kb_key_read (key, -1);

      g_assert_cmpstr (key, ==, again);
      g_assert_true (g_str_has_prefix (key, prefix));
      g_assert_cmpuint (strlen (key), ==, 164);
      g_assert_cmpint (kb_key_reading_get_state (reading), ==, KB_KEY_STATE_GOOD);
      g_assert_cmpint (kb_key_reading_get_kind (reading), ==, KB_KEY_KIND_PROJECT);
      g_assert_true (kb_key_looks_like_key (key));
      g_assert_true (kb_practice_find (key) == &rows[i]);
      key[163] ^= 1;
      g_assert_null (kb_practice_find (key));
      key[163] = '\0';
      g_assert_null (kb_practice_find (key));
      g_assert_true (g_hash_table_add (seen, g_steal_pointer (&again)));
    }
  g_assert_null (kb_practice_find (NULL));
  g_assert_null (kb_practice_find (""));
}

static void
test_addresses (void)
{
  g_autoptr (KbPractice) practice = start ();
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);
  g_autofree char *stranger = kb_practice_dup_uri_for (practice, "sk-of-nobody");
  g_autofree char *nothing = kb_practice_dup_uri_for (practice, NULL);

  g_assert_cmpstr (stranger, ==, kb_practice_get_base_uri (practice));
  g_assert_cmpstr (nothing, ==, kb_practice_get_base_uri (practice));
  g_assert_cmpint (kb_practice_get_date_for ("sk-of-nobody"), ==, 0);
  g_assert_cmpint (kb_practice_get_date_for (NULL), ==, 0);
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *key = kb_practice_dup_key (&rows[i]);
      g_autofree char *uri = kb_practice_dup_uri_for (practice, key);
      g_autofree char *again = kb_practice_dup_uri_for (practice, key);

      g_assert_cmpstr (uri, ==, again);
      g_assert_cmpint (g_str_equal (uri, kb_practice_get_base_uri (practice)), ==,
                       rows[i].practice_status != 0 && !g_str_equal (rows[i].id, "no-version"));
      g_assert_cmpint (kb_practice_get_date_for (key) != 0, ==, g_str_has_prefix (rows[i].id, "clock-"));
    }
}

/* Somebody uses a key of a network failure at the service itself: it says where that key belongs. */
static void
test_other_address (void)
{
  g_autoptr (KbPractice) practice = start ();
  g_autofree char *authorization = bearer ("connection-refused");
  g_autoptr (KbResponse) reply = fetch (practice, (Request) { "GET", "/v1/models", authorization });

  g_assert_cmpuint (kb_response_get_status (reply), ==, 404);
  g_assert_nonnull (strstr (kb_response_get_error (reply)->message, "http://127.0.0.1:"));
}

static void
test_life (void)
{
  g_autoptr (KbPractice) practice = kb_practice_new ();
  g_autoptr (KbPractice) other = kb_practice_new ();
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;
  guint16 port;

  g_assert_null (kb_practice_get_base_uri (practice));
  kb_practice_stop (practice);
  g_assert_true (kb_practice_start (practice, 0, NULL));
  g_assert_true (g_str_has_prefix (kb_practice_get_base_uri (practice), "http://127.0.0.1:"));
  g_assert_true (kb_address_is_allowed (kb_practice_get_base_uri (practice)));

  uri = g_uri_parse (kb_practice_get_base_uri (practice), SOUP_HTTP_URI_FLAGS, NULL);
  port = g_uri_get_port (uri);
  g_assert_false (kb_practice_start (other, port, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE);

  kb_practice_stop (practice);
  g_assert_null (kb_practice_get_base_uri (practice));
  g_assert_true (kb_practice_start (other, port, NULL));
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autofree char *path = g_strconcat ("/practice/shape/", shapes[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_shape);
    }
  g_test_add_func ("/practice/content-type", test_content_type);
  g_test_add_func ("/practice/get-responses", test_get_responses);
  g_test_add_func ("/practice/models", test_models);
  g_test_add_func ("/practice/one-model", test_one_model);
  g_test_add_func ("/practice/repeats", test_repeats);
  g_test_add_func ("/practice/chat-fails", test_chat_fails);
  g_test_add_func ("/practice/choices", test_choices);
  g_test_add_func ("/practice/strangers", test_strangers);
  g_test_add_func ("/practice/masked-key", test_masked_key);
  g_test_add_func ("/practice/scopes", test_scopes);
  g_test_add_func ("/practice/keys", test_keys);
  g_test_add_func ("/practice/addresses", test_addresses);
  g_test_add_func ("/practice/other-address", test_other_address);
  g_test_add_func ("/practice/life", test_life);

  return g_test_run ();
}
