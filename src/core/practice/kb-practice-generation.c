/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* What a model answers, in both ways of asking, at once or word by word. */

#include "core/practice/kb-practice-answer.h"

#include "core/base/kb-json.h"
#include "core/practice/kb-practice-stream.h"

/* What an answer repeats of its request, and what it says where the request is silent. */
static const struct
{
  const char *name;
  const char *otherwise; /* JSON */
} repeated[] = {
  { "background", "false" },
  { "instructions", "null" },
  { "max_output_tokens", "null" },
  { "max_tool_calls", "null" },
  { "metadata", "{}" },
  { "parallel_tool_calls", "true" },
  { "previous_response_id", "null" },
  { "prompt_cache_key", "null" },
  { "reasoning", "{\"effort\":null,\"summary\":null}" },
  { "safety_identifier", "null" },
  { "store", "true" },
  { "temperature", "1.0" },
  { "text", "{\"format\":{\"type\":\"text\"}}" },
  { "tool_choice", "\"auto\"" },
  { "tools", "[]" },
  { "top_logprobs", "0" },
  { "top_p", "1.0" },
  { "truncation", "\"disabled\"" },
};

static char *
make_id (const char *prefix)
{
  g_autofree char *id = g_uuid_string_random ();

  return g_strconcat (prefix, id, NULL);
}

static void
name_items (JsonObject *response)
{
  JsonArray *output = kb_json_get_array (response, "output");

  for (guint i = 0; i < json_array_get_length (output); i++)
    {
      JsonObject *item = kb_json_array_get_object (output, i);
      gboolean is_message = g_strcmp0 (kb_json_get_string (item, "type"), "message") == 0;
      g_autofree char *id = make_id (is_message ? "msg_" : "rs_");

      json_object_set_string_member (item, "id", id);
    }
}

/* The row's own body with what was asked and the time. */
static JsonNode *
make_response (const KbDiagnosis *row, JsonObject *request, const char *id)
{
  JsonNode *root = json_from_string (row->practice_body, NULL);
  JsonObject *response = json_node_get_object (root);

  for (gsize i = 0; i < G_N_ELEMENTS (repeated); i++)
    {
      JsonNode *asked = json_object_dup_member (request, repeated[i].name);

      if (asked == NULL || JSON_NODE_HOLDS_NULL (asked))
        {
          g_clear_pointer (&asked, json_node_unref);
          asked = json_from_string (repeated[i].otherwise, NULL);
        }
      json_object_set_member (response, repeated[i].name, asked);
    }
  json_object_set_string_member (response, "id", id);
  json_object_set_string_member (response, "model", kb_json_get_string (request, "model"));
  json_object_set_string_member (response, "service_tier", "default");
  json_object_set_int_member (response, "created_at", g_get_real_time () / G_USEC_PER_SEC);
  name_items (response);

  return root;
}

static JsonObject *
make_usage (KbResponse *response)
{
  gint64 input = kb_response_get_input_tokens (response);
  gint64 output = kb_response_get_output_tokens (response);
  JsonNode *usage =
      json_from_string ("{\"prompt_tokens_details\":{\"cached_tokens\":0,\"audio_tokens\":0},"
                        "\"completion_tokens_details\":{\"reasoning_tokens\":0,\"audio_tokens\":0,"
                        "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}",
                        NULL);
  JsonObject *object = json_node_dup_object (usage);

  json_node_unref (usage);
  json_object_set_int_member (object, "prompt_tokens", input);
  json_object_set_int_member (object, "completion_tokens", output);
  json_object_set_int_member (object, "total_tokens", input + output);

  return object;
}

static void
set_text_or_null (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
make_choice (KbResponse *response, gint64 index)
{
  g_autofree char *text = kb_response_dup_text (response);
  g_autofree char *refusal = kb_response_dup_refusal (response);
  JsonObject *message = json_object_new ();
  JsonObject *choice = json_object_new ();

  json_object_set_string_member (message, "role", "assistant");
  set_text_or_null (message, "content", text);
  set_text_or_null (message, "refusal", refusal);
  json_object_set_array_member (message, "annotations", json_array_new ());
  json_object_set_int_member (choice, "index", index);
  json_object_set_object_member (choice, "message", message);
  json_object_set_null_member (choice, "logprobs");
  json_object_set_string_member (choice, "finish_reason", text || refusal ? "stop" : "length");

  return choice;
}

/* The same as a response, told in the older way. */
static JsonObject *
make_chat (const KbDiagnosis *row, JsonObject *request)
{
  g_autoptr (GBytes) body = g_bytes_new_static (row->practice_body, strlen (row->practice_body));
  g_autoptr (KbResponse) response = kb_response_new (row->practice_status, body, NULL);
  gint64 n_choices = json_object_get_int_member_with_default (request, "n", 1);
  g_autofree char *id = make_id ("chatcmpl-");
  JsonObject *chat = json_object_new ();
  JsonArray *choices = json_array_new ();

  for (gint64 i = 0; i < n_choices; i++)
    json_array_add_object_element (choices, make_choice (response, i));
  json_object_set_string_member (chat, "id", id);
  json_object_set_string_member (chat, "object", "chat.completion");
  json_object_set_int_member (chat, "created", g_get_real_time () / G_USEC_PER_SEC);
  json_object_set_string_member (chat, "model", kb_json_get_string (request, "model"));
  json_object_set_array_member (chat, "choices", choices);
  json_object_set_object_member (chat, "usage", make_usage (response));
  json_object_set_string_member (chat, "service_tier", "default");
  json_object_set_null_member (chat, "system_fingerprint");

  return chat;
}

static gboolean
wants (JsonObject *request, const char *name)
{
  return request != NULL && json_object_get_boolean_member_with_default (request, name, FALSE);
}

static KbPracticeAnswer
answer_response (const KbDiagnosis *row, JsonObject *request)
{
  g_autofree char *id = make_id ("resp_");
  g_autoptr (JsonNode) root = make_response (row, request, id);

  if (wants (request, "stream"))
    return (KbPracticeAnswer) { .status = 200,
                                .events = kb_practice_stream_response (json_node_get_object (root)) };

  return (KbPracticeAnswer) { .status = 200, .body = json_to_string (root, FALSE) };
}

static KbPracticeAnswer
answer_chat (const KbDiagnosis *row, JsonObject *request)
{
  g_autoptr (JsonObject) chat = make_chat (row, request);
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  gboolean with_usage = wants (kb_json_get_object (request, "stream_options"), "include_usage");

  if (wants (request, "stream"))
    return (KbPracticeAnswer) { .status = 200, .events = kb_practice_stream_chat (chat, with_usage) };

  json_node_set_object (root, chat);
  return (KbPracticeAnswer) { .status = 200, .body = json_to_string (root, FALSE) };
}

/* {"error":…} of a response that failed, as chat tells it in the middle */
static JsonObject *
make_chat_error (JsonObject *failed)
{
  JsonObject *error = json_object_new ();
  JsonObject *outer = json_object_new ();

  json_object_set_string_member (error, "message",
                                 kb_json_get_string (kb_json_get_object (failed, "error"), "message"));
  json_object_set_string_member (error, "type", "server_error");
  json_object_set_null_member (error, "param");
  json_object_set_null_member (error, "code");
  json_object_set_object_member (outer, "error", error);

  return outer;
}

/* It begins as one that works. Then it fails, or nothing more comes, when the row's own answer is for later.
 */
static KbPracticeAnswer
answer_failing (const KbDiagnosis *row, KbCall call, JsonObject *request)
{
  const KbDiagnosis *works = kb_diagnosis_find ("works");
  g_autofree char *id = make_id ("resp_");
  g_autoptr (JsonNode) root = make_response (row, request, id);
  JsonObject *end = json_node_get_object (root);
  gboolean fails = g_strcmp0 (kb_json_get_string (end, "status"), "failed") == 0;
  KbPracticeAnswer answer = { .status = 200, .breaks_off = !fails };

  if (call == KB_CALL_CHAT)
    {
      g_autoptr (JsonObject) begun = make_chat (works, request);
      g_autoptr (JsonObject) error = fails ? make_chat_error (end) : NULL;

      answer.events = kb_practice_stream_chat_failing (begun, error);
    }
  else
    {
      g_autoptr (JsonNode) begun = make_response (works, request, id);

      answer.events = kb_practice_stream_response_failing (json_node_get_object (begun), fails ? end : NULL);
    }

  return answer;
}

/* A chat that comes at once has no words for a model that failed or is not ready: the service itself fails.
 */
static KbPracticeAnswer
answer_chat_failed (const KbDiagnosis *row)
{
  g_autoptr (JsonNode) root = json_from_string (row->practice_body, NULL);
  const KbDiagnosis *overloaded = kb_diagnosis_find ("overloaded");
  g_autoptr (JsonObject) error = NULL;

  if (g_strcmp0 (kb_json_get_string (json_node_get_object (root), "status"), "failed") != 0)
    return (KbPracticeAnswer) { .status = overloaded->practice_status,
                                .body = g_strdup (overloaded->practice_body) };

  error = make_chat_error (json_node_get_object (root));
  json_node_set_object (root, error);
  return (KbPracticeAnswer) { .status = 500, .body = json_to_string (root, FALSE) };
}

/* Whether the row's answer is that of a model, however it ended. */
static gboolean
is_response (const KbDiagnosis *row)
{
  g_autoptr (GBytes) body = g_bytes_new_static (row->practice_body, strlen (row->practice_body));
  KbBody kind;
  g_autoptr (JsonNode) root = kb_json_parse (body, &kind);

  return row->practice_status == 200 && kind == KB_BODY_OBJECT &&
         g_strcmp0 (kb_json_get_string (json_node_get_object (root), "object"), "response") == 0;
}

/**
 * kb_practice_answer_generation:
 * @row: what the key stands for
 * @call: which way was asked
 * @request: what was asked, as documented
 *
 * Returns: the model's answer. What @row refuses is refused before a word is said, word by word or not.
 */
KbPracticeAnswer
kb_practice_answer_generation (const KbDiagnosis *row, KbCall call, JsonObject *request)
{
  if (row->outcome == KB_OUTCOME_WORKS)
    return call == KB_CALL_CHAT ? answer_chat (row, request) : answer_response (row, request);
  if (wants (request, "stream") && is_response (row))
    return answer_failing (row, call, request);
  if (call == KB_CALL_CHAT && is_response (row))
    return answer_chat_failed (row);

  return (KbPracticeAnswer) { .status = row->practice_status, .body = g_strdup (row->practice_body) };
}
