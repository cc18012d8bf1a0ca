/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/practice/kb-practice-answer.h"

#include "core/base/kb-json.h"
#include "core/facts/kb-facts.h"

/* What a member may be. */
typedef enum
{
  KIND_ANY,
  KIND_TEXT,
  KIND_TEXT_OR_LIST,
  KIND_LIST,
  KIND_OBJECT,
  KIND_FLAG,
  KIND_NUMBER,
  KIND_COUNT, /* a whole number from @minimum on */
  KIND_LIMIT, /* a whole number from what the facts say on */
} Kind;

typedef struct
{
  const char *name;
  Kind kind;
  gboolean required;
  gint64 minimum;
} Member;

/* As OpenAI documents them. */
static const Member response_members[] = {
  { "model", KIND_TEXT, TRUE },
  { "input", KIND_TEXT_OR_LIST, TRUE },
  { "max_output_tokens", KIND_LIMIT },
  { "store", KIND_FLAG },
  { "reasoning", KIND_OBJECT },
  { "instructions", KIND_TEXT },
  { "temperature", KIND_NUMBER },
  { "top_p", KIND_NUMBER },
  { "stream", KIND_FLAG },
  { "background", KIND_FLAG },
  { "parallel_tool_calls", KIND_FLAG },
  { "max_tool_calls", KIND_COUNT, FALSE, 1 },
  { "top_logprobs", KIND_COUNT },
  { "metadata", KIND_OBJECT },
  { "text", KIND_OBJECT },
  { "tools", KIND_LIST },
  { "tool_choice", KIND_ANY },
  { "include", KIND_LIST },
  { "previous_response_id", KIND_TEXT },
  { "conversation", KIND_ANY },
  { "prompt", KIND_OBJECT },
  { "prompt_cache_key", KIND_TEXT },
  { "safety_identifier", KIND_TEXT },
  { "service_tier", KIND_TEXT },
  { "truncation", KIND_TEXT },
  { "user", KIND_TEXT },
  { NULL },
};
static const Member chat_members[] = {
  { "model", KIND_TEXT, TRUE },
  { "messages", KIND_LIST, TRUE },
  { "max_completion_tokens", KIND_COUNT, FALSE, 1 },
  { "max_tokens", KIND_COUNT, FALSE, 1 },
  { "temperature", KIND_NUMBER },
  { "top_p", KIND_NUMBER },
  { "n", KIND_COUNT, FALSE, 1 },
  { "stop", KIND_ANY },
  { "stream", KIND_FLAG },
  { "stream_options", KIND_OBJECT },
  { "store", KIND_FLAG },
  { "metadata", KIND_OBJECT },
  { "reasoning_effort", KIND_TEXT },
  { "presence_penalty", KIND_NUMBER },
  { "frequency_penalty", KIND_NUMBER },
  { "logit_bias", KIND_OBJECT },
  { "logprobs", KIND_FLAG },
  { "top_logprobs", KIND_COUNT },
  { "seed", KIND_NUMBER },
  { "tools", KIND_LIST },
  { "tool_choice", KIND_ANY },
  { "parallel_tool_calls", KIND_FLAG },
  { "response_format", KIND_OBJECT },
  { "service_tier", KIND_TEXT },
  { "user", KIND_TEXT },
  { NULL },
};

static gboolean
complain (KbPracticeAnswer *complaint, const char *code, const char *param, const char *message)
{
  *complaint = kb_practice_answer_error (400, code, param, message);
  return FALSE;
}

static gboolean
is_kind (JsonNode *node, Kind kind)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  switch (kind)
    {
    case KIND_TEXT:
      return type == G_TYPE_STRING;
    case KIND_TEXT_OR_LIST:
      return type == G_TYPE_STRING || JSON_NODE_HOLDS_ARRAY (node);
    case KIND_LIST:
      return JSON_NODE_HOLDS_ARRAY (node);
    case KIND_OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);
    case KIND_FLAG:
      return type == G_TYPE_BOOLEAN;
    case KIND_NUMBER:
      return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
    case KIND_COUNT:
    case KIND_LIMIT:
      return type == G_TYPE_INT64;
    case KIND_ANY:
    default:
      return TRUE;
    }
}

static gint64
get_minimum (const Member *member)
{
  switch (member->kind)
    {
    case KIND_COUNT:
      return member->minimum;
    case KIND_LIMIT:
      return kb_facts_get_integer (kb_facts_get_default (), "test.min-output-tokens");
    case KIND_ANY:
    case KIND_TEXT:
    case KIND_TEXT_OR_LIST:
    case KIND_LIST:
    case KIND_OBJECT:
    case KIND_FLAG:
    case KIND_NUMBER:
    default:
      return G_MININT64;
    }
}

static gboolean
check_member (const Member *member, JsonNode *node, KbPracticeAnswer *complaint)
{
  g_autofree char *message = NULL;

  if (!node && member->required)
    {
      message = g_strdup_printf ("Missing required parameter: '%s'.", member->name);
      return complain (complaint, "missing_required_parameter", member->name, message);
    }
  if (!node || (JSON_NODE_HOLDS_NULL (node) && !member->required))
    return TRUE;
  if (!is_kind (node, member->kind))
    {
      message = g_strdup_printf ("Invalid type for '%s'.", member->name);
      return complain (complaint, "invalid_type", member->name, message);
    }
  if (is_kind (node, KIND_COUNT) && json_node_get_int (node) < get_minimum (member))
    {
      message = g_strdup_printf (
          "Invalid '%s': integer below minimum value. Expected a value >= %" G_GINT64_FORMAT ".",
          member->name, get_minimum (member));
      return complain (complaint, "integer_below_min_value", member->name, message);
    }

  return TRUE;
}

static gboolean
is_known (const Member *members, const char *name)
{
  for (; members->name != NULL; members++)
    if (g_str_equal (members->name, name))
      return TRUE;

  return FALSE;
}

static gboolean
check_names (const Member *members, JsonObject *body, KbPracticeAnswer *complaint)
{
  g_autoptr (GList) names = json_object_get_members (body);

  for (GList *l = names; l != NULL; l = l->next)
    if (!is_known (members, l->data))
      {
        g_autofree char *name = kb_text_clean (l->data);
        g_autofree char *message = g_strdup_printf ("Unknown parameter: '%s'.", name);

        return complain (complaint, "unknown_parameter", name, message);
      }

  return TRUE;
}

static gboolean
check_reasoning (JsonObject *body, KbPracticeAnswer *complaint)
{
  static const char *const efforts[] = { "none", "minimal", "low", "medium", "high", "xhigh", NULL };
  JsonObject *reasoning = kb_json_get_object (body, "reasoning");
  const char *effort = kb_json_get_string (reasoning, "effort");
  const KbModel *model = kb_facts_find_model (kb_facts_get_default (), kb_json_get_string (body, "model"));

  if (reasoning == NULL)
    return TRUE;
  if (model != NULL && !model->takes_reasoning)
    return complain (complaint, "unsupported_parameter", "reasoning.effort",
                     "Unsupported parameter: 'reasoning.effort' is not supported with this model.");
  if (json_object_has_member (reasoning, "effort") && (!effort || !g_strv_contains (efforts, effort)))
    return complain (complaint, "invalid_value", "reasoning.effort", "Invalid value for 'reasoning.effort'.");

  return TRUE;
}

static gboolean
check_messages (JsonObject *body, KbPracticeAnswer *complaint)
{
  JsonArray *messages = kb_json_get_array (body, "messages");
  guint length = json_array_get_length (messages);

  if (length == 0)
    return complain (complaint, "empty_array", "messages", "Invalid 'messages': empty array.");

  for (guint i = 0; i < length; i++)
    {
      JsonObject *message = kb_json_array_get_object (messages, i);

      if (!kb_json_get_string (message, "role") || !json_object_has_member (message, "content"))
        return complain (complaint, "missing_required_parameter", "messages",
                         "Each of 'messages' needs 'role' and 'content'.");
    }

  return TRUE;
}

/**
 * kb_practice_check_shape:
 * @body: what a client sent
 * @call: to which call
 * @complaint: (out): the answer to a body that is not as documented
 *
 * Returns: whether @body is as documented
 */
gboolean
kb_practice_check_shape (JsonObject *body, KbCall call, KbPracticeAnswer *complaint)
{
  const Member *members = call == KB_CALL_CHAT ? chat_members : response_members;

  if (!check_names (members, body, complaint))
    return FALSE;
  for (const Member *member = members; member->name != NULL; member++)
    if (!check_member (member, json_object_get_member (body, member->name), complaint))
      return FALSE;

  if (json_object_get_boolean_member_with_default (body, "stream", FALSE))
    return complain (complaint, "unsupported_value", "stream", "The practice service does not stream.");

  return call == KB_CALL_CHAT ? check_messages (body, complaint) : check_reasoning (body, complaint);
}
