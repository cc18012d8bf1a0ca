/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/practice/kb-practice-answer.h"

#include "core/base/kb-json.h"
#include "core/facts/kb-facts.h"

/* When the models of the list are said to have come: any day will do. */
#define MODELS_CREATED 1780000000

/**
 * kb_practice_answer_clear:
 * @answer: an answer
 *
 * Frees what is in it.
 */
void
kb_practice_answer_clear (KbPracticeAnswer *answer)
{
  g_clear_pointer (&answer->body, g_free);
}

/* As a value in JSON. */
static char *
quote (const char *text)
{
  g_autoptr (JsonNode) node = json_node_new (text ? JSON_NODE_VALUE : JSON_NODE_NULL);

  if (text != NULL)
    json_node_set_string (node, text);
  return json_to_string (node, FALSE);
}

/**
 * kb_practice_answer_error:
 * @status: HTTP status
 * @code: (nullable): error code
 * @param: (nullable): what of the request it is about
 * @message: what to say
 *
 * Returns: an error as the API sends it
 */
KbPracticeAnswer
kb_practice_answer_error (guint status, const char *code, const char *param, const char *message)
{
  g_autofree char *quoted_code = quote (code);
  g_autofree char *quoted_param = quote (param);
  g_autofree char *quoted_message = quote (message);

  return (KbPracticeAnswer) {
    status,
    g_strdup_printf (
        "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":%s,\"code\":%s}}",
        quoted_message, quoted_param, quoted_code),
  };
}

static KbPracticeAnswer
answer_row (const KbDiagnosis *row)
{
  return (KbPracticeAnswer) { row->practice_status, g_strdup (row->practice_body) };
}

static KbPracticeAnswer
answer_models (const KbDiagnosis *row)
{
  GString *body = NULL;
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (kb_facts_get_default (), &n_models);

  if (g_str_equal (row->id, "works-restricted"))
    return kb_practice_answer_error (
        403, NULL, NULL,
        "You have insufficient permissions for this operation. Missing scopes: api.model.read.");

  body = g_string_new ("{\"object\":\"list\",\"data\":[");
  for (gsize i = 0; i < n_models; i++)
    {
      g_autofree char *shutdown = quote (models[i]->shutdown);

      g_string_append_printf (body,
                              "%s{\"id\":\"%s\",\"object\":\"model\",\"created\":%d,\"owned_by\":\"system\","
                              "\"shutdown_date\":%s}",
                              i > 0 ? "," : "", models[i]->id, MODELS_CREATED, shutdown);
    }
  g_string_append (body, "]}");

  return (KbPracticeAnswer) { 200, g_string_free_and_steal (body) };
}

/* The row's own body with the model that was asked and the time. */
static KbPracticeAnswer
answer_response (const KbDiagnosis *row, const char *model)
{
  g_autoptr (JsonNode) root = json_from_string (row->practice_body, NULL);
  JsonObject *object = json_node_get_object (root);

  json_object_set_string_member (object, "model", model);
  json_object_set_int_member (object, "created_at", g_get_real_time () / G_USEC_PER_SEC);

  return (KbPracticeAnswer) { 200, json_to_string (root, FALSE) };
}

/* The same as a response, told in the older way. */
static KbPracticeAnswer
answer_chat (const KbDiagnosis *row, const char *model)
{
  g_autoptr (GBytes) body = g_bytes_new_static (row->practice_body, strlen (row->practice_body));
  g_autoptr (KbResponse) response = kb_response_new (row->practice_status, body, NULL);
  g_autofree char *text = kb_response_dup_text (response);
  g_autofree char *refusal = kb_response_dup_refusal (response);
  g_autofree char *quoted_text = quote (text);
  g_autofree char *quoted_refusal = quote (refusal);
  gint64 input = kb_response_get_input_tokens (response);
  gint64 output = kb_response_get_output_tokens (response);

  return (KbPracticeAnswer) {
    200,
    g_strdup_printf (
        "{\"id\":\"chatcmpl-practice\",\"object\":\"chat.completion\",\"created\":%" G_GINT64_FORMAT
        ",\"model\":\"%s\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":%s,"
        "\"refusal\":%s},\"finish_reason\":\"%s\"}],\"usage\":{\"prompt_tokens\":%" G_GINT64_FORMAT
        ",\"completion_tokens\":%" G_GINT64_FORMAT ",\"total_tokens\":%" G_GINT64_FORMAT "}}",
        g_get_real_time () / G_USEC_PER_SEC, model, quoted_text, quoted_refusal,
        text || refusal ? "stop" : "length", input, output, input + output),
  };
}

/* Rows about the model complain of the one that a test asks first, so that another one can be tried. */
static gboolean
spares_model (const KbDiagnosis *row, const char *model)
{
  gsize n_models;
  const KbModel *first = kb_facts_get_models (kb_facts_get_default (), &n_models)[0];

  return row->action == KB_ACTION_OTHER_MODEL && !g_str_equal (model, first->id);
}

static KbPracticeAnswer
answer_generation (const KbDiagnosis *row, KbCall call, const char *model)
{
  if (kb_facts_find_model (kb_facts_get_default (), model) == NULL)
    return kb_practice_answer_error (404, "model_not_found", NULL,
                                     "The requested model does not exist or you do not have access to it.");

  if (spares_model (row, model))
    row = kb_diagnosis_find ("works");
  if (row->outcome != KB_OUTCOME_WORKS)
    return answer_row (row);

  return call == KB_CALL_CHAT ? answer_chat (row, model) : answer_response (row, model);
}

static KbPracticeAnswer
answer_post (const KbDiagnosis *row, const KbPracticeRequest *request, KbCall call)
{
  KbBody kind;
  g_autoptr (JsonNode) root = kb_json_parse (request->body, &kind);
  KbPracticeAnswer complaint = { 0, NULL };

  if (request->content_type == NULL || !g_str_has_prefix (request->content_type, "application/json"))
    return kb_practice_answer_error (400, NULL, NULL, "The content type has to be application/json.");
  if (kind != KB_BODY_OBJECT)
    return kb_practice_answer_error (400, NULL, NULL, "The body of the request is not a JSON object.");
  if (!kb_practice_check_shape (json_node_get_object (root), call, &complaint))
    return complaint;

  return answer_generation (row, call, kb_json_get_string (json_node_get_object (root), "model"));
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

/* What does not show that the key is known comes before anything else is looked at, and a 401 does. */
static gboolean
answers_always (const KbDiagnosis *row)
{
  return !follows_acceptance (row) && (row->shows == KB_ASPECT_NETWORK || row->practice_status == 401) &&
         row->failed != KB_ASPECT_MODEL;
}

static gboolean
find_call (const char *path, KbCall *call)
{
  static const char *const paths[] = { "/v1/models", "/v1/responses", "/v1/chat/completions" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    if (g_str_equal (paths[i], path))
      {
        *call = (KbCall) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * kb_practice_answer_for:
 * @row: what the key stands for
 * @request: what was asked with it
 *
 * Returns: the answer, in the words and order of the API
 */
KbPracticeAnswer
kb_practice_answer_for (const KbDiagnosis *row, const KbPracticeRequest *request)
{
  KbCall call;

  if (answers_always (row))
    return answer_row (row);
  if (!find_call (request->path, &call))
    return kb_practice_answer_error (404, "unknown_url", NULL, "Unknown request URL.");
  if (!g_str_equal (request->method, call == KB_CALL_MODELS ? "GET" : "POST"))
    return kb_practice_answer_error (405, "method_not_supported", NULL,
                                     "Not allowed to use this method here.");

  return call == KB_CALL_MODELS ? answer_models (row) : answer_post (row, request, call);
}
