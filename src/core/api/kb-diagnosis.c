/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis.h"

#include "core/api/kb-diagnosis-rows.h"
#include "core/api/kb-diagnosis-rules.h"
#include "core/base/kb-enum.h"
#include "core/base/kb-json.h"

G_DEFINE_ENUM_TYPE (KbOutcome,
                    kb_outcome,
                    G_DEFINE_ENUM_VALUE (KB_OUTCOME_WORKS, "works"),
                    G_DEFINE_ENUM_VALUE (KB_OUTCOME_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (KB_OUTCOME_BLOCKED, "blocked"),
                    G_DEFINE_ENUM_VALUE (KB_OUTCOME_NOT_CHECKED, "not-checked"))
G_DEFINE_ENUM_TYPE (KbAspect,
                    kb_aspect,
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_KEY, "key"),
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_PERMISSIONS, "permissions"),
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_MODEL, "model"),
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_CREDIT, "credit"),
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_STORAGE, "storage"))
G_DEFINE_ENUM_TYPE (KbAspectState,
                    kb_aspect_state,
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_STATE_NOT_REACHED, "not-reached"),
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_STATE_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_STATE_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (KB_ASPECT_STATE_FAILED, "failed"))

/**
 * kb_outcome_get_name:
 * @outcome: an outcome
 *
 * Returns: (transfer none): "works", "refused", "blocked" or "not-checked"
 */
const char *
kb_outcome_get_name (KbOutcome outcome)
{
  return kb_enum_get_nick (KB_TYPE_OUTCOME, (int) outcome);
}

static void
add_rows (GArray *rows, const KbDiagnosis *part, gsize n_rows, KbOutcome outcome)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_array_append_vals (rows, &part[i], 1);
      g_array_index (rows, KbDiagnosis, rows->len - 1).outcome = outcome;
    }
}

static GArray *
join_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (KbDiagnosis));

  add_rows (rows, kb_diagnosis_works, kb_diagnosis_n_works, KB_OUTCOME_WORKS);
  add_rows (rows, kb_diagnosis_refused, kb_diagnosis_n_refused, KB_OUTCOME_REFUSED);
  add_rows (rows, kb_diagnosis_blocked, kb_diagnosis_n_blocked, KB_OUTCOME_BLOCKED);
  add_rows (rows, kb_diagnosis_unchecked, kb_diagnosis_n_unchecked, KB_OUTCOME_NOT_CHECKED);
  add_rows (rows, kb_diagnosis_network, kb_diagnosis_n_network, KB_OUTCOME_NOT_CHECKED);

  return rows;
}

/**
 * kb_diagnosis_get_table:
 * @n_rows: (out) (optional): how many rows
 *
 * Returns: (transfer none) (array length=n_rows): every verdict there is
 */
const KbDiagnosis *
kb_diagnosis_get_table (gsize *n_rows)
{
  static GArray *rows;

  if (g_once_init_enter_pointer (&rows))
    g_once_init_leave_pointer (&rows, join_rows ());
  if (n_rows != NULL)
    *n_rows = rows->len;

  return &g_array_index (rows, KbDiagnosis, 0);
}

/**
 * kb_diagnosis_find:
 * @id: (nullable): "credit-exhausted"
 *
 * Returns: (transfer none) (nullable): the row
 */
const KbDiagnosis *
kb_diagnosis_find (const char *id)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    if (g_strcmp0 (rows[i].id, id) == 0)
      return &rows[i];

  return NULL;
}

/* NULL: it says nothing. */
static const char *
judge_text (KbResponse *reply)
{
  g_autofree char *text = kb_response_dup_text (reply);
  g_autofree char *refusal = kb_response_dup_refusal (reply);

  return text != NULL ? "works" : refusal != NULL ? "refusal" : NULL;
}

/* Servers that only resemble OpenAI's may leave the status out. NULL: no answer of this kind. */
static const char *
judge_response (KbResponse *reply)
{
  const char *status = kb_response_get_run_status (reply);
  const char *by_text = judge_text (reply);

  if (status == NULL)
    return by_text;
  if (g_str_equal (status, "completed") || g_str_equal (status, "incomplete"))
    return by_text ? by_text : "works-empty";

  return g_str_equal (status, "failed") ? NULL : "run-unfinished";
}

static const char *
judge_chat (KbResponse *reply)
{
  JsonArray *choices = kb_json_get_array (kb_response_get_object (reply), "choices");
  const char *by_text = judge_text (reply);

  if (kb_json_get_object (kb_json_array_get_object (choices, 0), "message") == NULL)
    return NULL;

  return by_text ? by_text : "works-empty";
}

/* The id of a row; NULL when it is no success after all. */
static const char *
judge_success (KbResponse *reply, KbCall call)
{
  switch (call)
    {
    case KB_CALL_RESPONSES:
      return judge_response (reply);
    case KB_CALL_CHAT:
      return judge_chat (reply);
    case KB_CALL_MODELS:
    default:
      return NULL;
    }
}

static gboolean
has_good_status (KbResponse *reply)
{
  guint status = kb_response_get_status (reply);

  return kb_response_get_failure (reply) == KB_FAILURE_NONE && status >= 200 && status < 300;
}

static const char *
judge_refusal (KbResponse *reply, KbAsked asked)
{
  const char *id = kb_diagnosis_rules_apply (reply, asked);

  if (g_str_equal (id, "unexpected-answer") && g_strcmp0 (kb_response_get_run_status (reply), "failed") == 0)
    return "run-failed";

  return id;
}

/**
 * kb_diagnose:
 * @reply: what came back, or why nothing did
 * @asked: what was asked, and what was known by then
 *
 * Pure: the same reply always gives the same row. Gateways have been seen to send an error with status 200; a
 * run that failed has both.
 *
 * Returns: (transfer none) (nullable): what it means; %NULL only for a good answer to %KB_CALL_MODELS, which
 *   says nothing yet
 */
const KbDiagnosis *
kb_diagnose (KbResponse *reply, KbAsked asked)
{
  const KbDiagnosis *row;
  const char *id = NULL;

  g_return_val_if_fail (KB_IS_RESPONSE (reply), kb_diagnosis_find ("network-other"));

  if (has_good_status (reply) &&
      (!kb_response_has_error (reply) || kb_response_get_run_status (reply) != NULL))
    {
      if (asked.call == KB_CALL_MODELS && kb_response_get_models (reply) != NULL)
        return NULL;
      id = judge_success (reply, asked.call);
    }

  row = kb_diagnosis_find (id ? id : judge_refusal (reply, asked));
  if (asked.unlisted && row->unlisted)
    return kb_diagnosis_find (row->unlisted);

  return asked.accepted && row->once_accepted ? kb_diagnosis_find (row->once_accepted) : row;
}
