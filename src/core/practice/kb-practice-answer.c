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
  g_clear_pointer (&answer->events, g_ptr_array_unref);
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
    .status = status,
    .body = g_strdup_printf (
        "{\"error\":{\"message\":%s,\"type\":\"invalid_request_error\",\"param\":%s,\"code\":%s}}",
        quoted_message, quoted_param, quoted_code),
  };
}

static KbPracticeAnswer
answer_row (const KbDiagnosis *row)
{
  return (KbPracticeAnswer) { .status = row->practice_status, .body = g_strdup (row->practice_body) };
}

static char *
describe_model (const KbModel *model)
{
  g_autofree char *shutdown = quote (model->shutdown);

  return g_strdup_printf ("{\"id\":\"%s\",\"object\":\"model\",\"created\":%d,\"owned_by\":\"system\","
                          "\"shutdown_date\":%s}",
                          model->id, MODELS_CREATED, shutdown);
}

static KbPracticeAnswer
answer_list (void)
{
  GString *body = g_string_new ("{\"object\":\"list\",\"data\":[");
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (kb_facts_get_default (), &n_models);

  for (gsize i = 0; i < n_models; i++)
    {
      g_autofree char *model = describe_model (models[i]);

      g_string_append_printf (body, "%s%s", i > 0 ? "," : "", model);
    }
  g_string_append (body, "]}");

  return (KbPracticeAnswer) { .status = 200, .body = g_string_free_and_steal (body) };
}

/* @id: (nullable): of the one that is asked about */
static KbPracticeAnswer
answer_models (const KbDiagnosis *row, const char *id)
{
  const KbModel *model = id ? kb_facts_find_model (kb_facts_get_default (), id) : NULL;

  if (row->practice_unlisted)
    return kb_practice_answer_error (
        403, NULL, NULL,
        "You have insufficient permissions for this operation. Missing scopes: api.model.read.");
  if (id == NULL)
    return answer_list ();
  if (model == NULL)
    return kb_practice_answer_error (404, "model_not_found", "model", "The model does not exist.");

  return (KbPracticeAnswer) { .status = 200, .body = describe_model (model) };
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
answer_generation (const KbDiagnosis *row, KbCall call, JsonObject *request)
{
  const char *model = kb_json_get_string (request, "model");

  if (kb_facts_find_model (kb_facts_get_default (), model) == NULL)
    return kb_practice_answer_error (404, "model_not_found", NULL,
                                     "The requested model does not exist or you do not have access to it.");

  if (spares_model (row, model))
    row = kb_diagnosis_find ("works");

  return kb_practice_answer_generation (row, call, request);
}

static KbPracticeAnswer
answer_post (const KbDiagnosis *row, const KbPracticeRequest *request, KbCall call)
{
  KbBody kind;
  g_autoptr (JsonNode) root = kb_json_parse (request->body, &kind);
  KbPracticeAnswer complaint = { 0, NULL };

  /* As in the API: before anything of the request is read. */
  if (row->failed == KB_ASPECT_PERMISSIONS)
    return answer_row (row);
  if (request->content_type == NULL || !g_str_has_prefix (request->content_type, "application/json"))
    return kb_practice_answer_error (400, NULL, NULL, "The content type has to be application/json.");
  if (kind != KB_BODY_OBJECT)
    return kb_practice_answer_error (400, NULL, NULL, "The body of the request is not a JSON object.");
  if (!kb_practice_check_shape (json_node_get_object (root), call, &complaint))
    return complaint;

  return answer_generation (row, call, json_node_get_object (root));
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

/* @id: (out) (nullable): what follows in the path */
static gboolean
find_call (const char *path, KbCall *call, const char **id)
{
  static const char *const paths[] = { "/v1/models", "/v1/responses", "/v1/chat/completions" };
  const char *one = "/v1/models/";

  *id = g_str_has_prefix (path, one) ? path + strlen (one) : NULL;
  if (*id != NULL)
    path = paths[0];
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
  KbPracticeAnswer access;
  KbCall call;
  const char *id;

  if (answers_always (row))
    return answer_row (row);
  if (kb_practice_answer_access (row, request, &access))
    return access;
  if (!find_call (request->path, &call, &id))
    return kb_practice_answer_error (404, "unknown_url", NULL, "Unknown request URL.");
  if (!g_str_equal (request->method, call == KB_CALL_MODELS ? "GET" : "POST"))
    return kb_practice_answer_error (405, "method_not_supported", NULL,
                                     "Not allowed to use this method here.");

  return call == KB_CALL_MODELS ? answer_models (row, id) : answer_post (row, request, call);
}
