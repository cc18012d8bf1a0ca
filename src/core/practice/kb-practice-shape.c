/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/practice/kb-practice-answer.h"

#include "core/base/kb-json.h"
#include "core/base/kb-text.h"
#include "core/facts/kb-facts.h"

#include <string.h>

/* What a request may hold, as OpenAI's OpenAPI document has it: a list a call, a rule a parameter. The name
 * of one that is inside of another has a dot. */
#define PARAMETERS "/io/github/keybearer/Keybearer/practice/parameters.json"

static JsonObject *
get_parameters (KbCall call)
{
  static JsonNode *document;
  static gsize is_read;

  if (g_once_init_enter (&is_read))
    {
      g_autoptr (GBytes) bytes = g_resources_lookup_data (PARAMETERS, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      KbBody kind;

      document = kb_json_parse (bytes, &kind);
      g_once_init_leave (&is_read, 1);
    }

  return kb_json_get_object (json_node_get_object (document),
                             call == KB_CALL_CHAT ? "chat/completions" : "responses");
}

static gboolean
complain (KbPracticeAnswer *complaint, const char *code, const char *param, const char *message)
{
  *complaint = kb_practice_answer_error (400, code, param, message);
  return FALSE;
}

/* As the document names it. */
static const char *
get_type (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return "object";
  if (JSON_NODE_HOLDS_ARRAY (node))
    return "array";
  if (JSON_NODE_HOLDS_NULL (node))
    return "null";

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return "string";
    case G_TYPE_BOOLEAN:
      return "boolean";
    case G_TYPE_INT64:
      return "integer";
    default:
      return "number";
    }
}

static gboolean
lists (JsonArray *words, const char *word)
{
  for (guint i = 0; i < json_array_get_length (words); i++)
    if (g_str_equal (json_array_get_string_element (words, i), word))
      return TRUE;

  return FALSE;
}

static gboolean
check_type (const char *name, JsonObject *rule, JsonNode *node, KbPracticeAnswer *complaint)
{
  JsonArray *types = json_object_get_array_member (rule, "type");
  const char *type = get_type (node);
  g_autofree char *message = NULL;

  if (lists (types, type) || (g_str_equal (type, "integer") && lists (types, "number")))
    return TRUE;

  message = g_strdup_printf ("Invalid type for '%s': expected %s, but got %s instead.", name,
                             json_array_get_string_element (types, 0), type);
  return complain (complaint, "invalid_type", name, message);
}

static gboolean
check_bounds (const char *name, JsonObject *rule, JsonNode *node, KbPracticeAnswer *complaint)
{
  gboolean whole = g_str_equal (get_type (node), "integer");
  const char *kind =
      whole && lists (json_object_get_array_member (rule, "type"), "integer") ? "integer" : "decimal";
  double value = json_node_get_double (node);
  gboolean low = value < json_object_get_double_member_with_default (rule, "minimum", -G_MAXDOUBLE);
  gboolean high = value > json_object_get_double_member_with_default (rule, "maximum", G_MAXDOUBLE);
  g_autofree char *code = NULL;
  g_autofree char *message = NULL;

  if (!low && !high)
    return TRUE;

  code = g_strdup_printf ("%s_%s_value", kind, low ? "below_min" : "above_max");
  message = g_strdup_printf ("Invalid '%s': %s %s value. Expected a value %s %g, but got %g instead.", name,
                             kind, low ? "below minimum" : "above maximum", low ? ">=" : "<=",
                             json_object_get_double_member (rule, low ? "minimum" : "maximum"), value);
  return complain (complaint, code, name, message);
}

static gboolean
check_text (const char *name, JsonObject *rule, JsonNode *node, KbPracticeAnswer *complaint)
{
  const char *text = json_node_get_string (node);
  JsonArray *words = kb_json_get_array (rule, "enum");
  g_autofree char *message = NULL;

  if (g_utf8_strlen (text, -1) > json_object_get_int_member_with_default (rule, "maxLength", G_MAXINT64))
    {
      message = g_strdup_printf ("Invalid '%s': string too long.", name);
      return complain (complaint, "string_above_max_length", name, message);
    }
  if (words != NULL && !lists (words, text))
    {
      g_autoptr (GString) known = g_string_new (NULL);

      for (guint i = 0; i < json_array_get_length (words); i++)
        g_string_append_printf (known, "%s'%s'", i > 0 ? ", " : "", json_array_get_string_element (words, i));
      message = g_strdup_printf ("Invalid value for '%s'. Supported values are: %s.", name, known->str);
      return complain (complaint, "invalid_value", name, message);
    }

  return TRUE;
}

static JsonNode *
find_node (JsonObject *body, const char *name)
{
  const char *dot = strchr (name, '.');
  g_autofree char *outer = dot ? g_strndup (name, dot - name) : NULL;
  JsonObject *object = dot ? kb_json_get_object (body, outer) : body;

  return object ? json_object_get_member (object, dot ? dot + 1 : name) : NULL;
}

static gboolean
check_parameter (const char *name, JsonObject *rule, JsonNode *node, KbPracticeAnswer *complaint)
{
  if (node == NULL && json_object_has_member (rule, "required"))
    {
      g_autofree char *message = g_strdup_printf ("Missing required parameter: '%s'.", name);

      return complain (complaint, "missing_required_parameter", name, message);
    }
  if (node == NULL)
    return TRUE;
  if (!check_type (name, rule, node, complaint))
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node))
    return TRUE;

  switch (json_node_get_value_type (node))
    {
    case G_TYPE_STRING:
      return check_text (name, rule, node, complaint);
    case G_TYPE_INT64:
    case G_TYPE_DOUBLE:
      return check_bounds (name, rule, node, complaint);
    default:
      return TRUE;
    }
}

static gboolean
check_names (JsonObject *parameters, JsonObject *body, KbPracticeAnswer *complaint)
{
  g_autoptr (GList) names = json_object_get_members (body);

  for (GList *l = names; l != NULL; l = l->next)
    if (strchr (l->data, '.') || !json_object_has_member (parameters, l->data))
      {
        g_autofree char *name = kb_text_clean (l->data);
        g_autofree char *message = g_strdup_printf ("Unknown parameter: '%s'.", name);

        return complain (complaint, "unknown_parameter", name, message);
      }

  return TRUE;
}

static gboolean
check_parameters (JsonObject *parameters, JsonObject *body, KbPracticeAnswer *complaint)
{
  g_autoptr (GList) names = json_object_get_members (parameters);

  for (GList *l = names; l != NULL; l = l->next)
    if (!check_parameter (l->data, json_object_get_object_member (parameters, l->data),
                          find_node (body, l->data), complaint))
      return FALSE;

  return TRUE;
}

static gboolean
check_reasoning (JsonObject *body, KbPracticeAnswer *complaint)
{
  const KbModel *model = kb_facts_find_model (kb_facts_get_default (), kb_json_get_string (body, "model"));

  if (kb_json_get_object (body, "reasoning") && model != NULL && !model->takes_reasoning)
    return complain (complaint, "unsupported_parameter", "reasoning.effort",
                     "Unsupported parameter: 'reasoning.effort' is not supported with this model.");

  return TRUE;
}

/* What calls tools may say nothing. */
static gboolean
is_message (JsonObject *message)
{
  return kb_json_get_string (message, "role") != NULL &&
         (json_object_has_member (message, "content") || json_object_has_member (message, "tool_calls"));
}

static gboolean
check_messages (JsonObject *body, KbPracticeAnswer *complaint)
{
  JsonArray *messages = kb_json_get_array (body, "messages");
  guint length = json_array_get_length (messages);

  if (length == 0)
    return complain (complaint, "empty_array", "messages", "Invalid 'messages': empty array.");

  for (guint i = 0; i < length; i++)
    if (!is_message (kb_json_array_get_object (messages, i)))
      return complain (complaint, "missing_required_parameter", "messages",
                       "Each of 'messages' needs 'role' and 'content'.");

  if (kb_json_get_object (body, "stream_options") &&
      !json_object_get_boolean_member_with_default (body, "stream", FALSE))
    return complain (complaint, NULL, "stream_options",
                     "The 'stream_options' parameter is only allowed when 'stream' is enabled.");

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
  JsonObject *parameters = get_parameters (call);

  return check_names (parameters, body, complaint) && check_parameters (parameters, body, complaint) &&
         (call == KB_CALL_CHAT ? check_messages (body, complaint) : check_reasoning (body, complaint));
}
