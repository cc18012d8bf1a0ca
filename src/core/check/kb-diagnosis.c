/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-diagnosis.h"

#include "core/check/kb-diagnosis-rows.h"
#include "core/check/kb-diagnosis-rules.h"
#include "core/check/kb-json.h"
#include "core/guide/kb-advice.h"

#define SCOPES_MARK "missing scopes:"
#define MAX_SCOPES 32

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
  g_autoptr (GEnumClass) klass = g_type_class_ref (KB_TYPE_OUTCOME);
  const GEnumValue *value = g_enum_get_value (klass, outcome);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

static GArray *
join_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (KbDiagnosis));

  g_array_append_vals (rows, kb_diagnosis_works, kb_diagnosis_n_works);
  g_array_append_vals (rows, kb_diagnosis_refused, kb_diagnosis_n_refused);
  g_array_append_vals (rows, kb_diagnosis_blocked, kb_diagnosis_n_blocked);
  g_array_append_vals (rows, kb_diagnosis_unchecked, kb_diagnosis_n_unchecked);
  g_array_append_vals (rows, kb_diagnosis_network, kb_diagnosis_n_network);

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

static const char *
judge_text (KbReply *reply)
{
  g_autofree char *text = kb_reply_dup_text (reply);
  g_autofree char *refusal = kb_reply_dup_refusal (reply);

  if (text != NULL)
    return "works";

  return refusal ? "refusal" : "works-empty";
}

/* Servers that only resemble OpenAI's may leave the status out. */
static const char *
judge_response (KbReply *reply)
{
  const char *status = kb_reply_get_run_status (reply);
  const char *by_text = judge_text (reply);

  if (status == NULL)
    return g_str_equal (by_text, "works-empty") ? "unexpected-answer" : by_text;
  if (g_str_equal (status, "completed") || g_str_equal (status, "incomplete"))
    return by_text;
  if (!g_str_equal (status, "failed"))
    return "run-unfinished";

  by_text = kb_diagnosis_rules_apply (reply);
  return g_str_equal (by_text, "unexpected-answer") ? "run-failed" : by_text;
}

static const char *
judge_chat (KbReply *reply)
{
  JsonArray *choices = kb_json_get_array (kb_reply_get_object (reply), "choices");
  JsonObject *message = kb_json_get_object (kb_json_array_get_object (choices, 0), "message");

  return message ? judge_text (reply) : "unexpected-answer";
}

static const char *
judge_success (KbReply *reply, KbCall call)
{
  switch (call)
    {
    case KB_CALL_MODELS:
      return kb_json_get_array (kb_reply_get_object (reply), "data") ? NULL : "unexpected-answer";
    case KB_CALL_RESPONSES:
      return judge_response (reply);
    case KB_CALL_CHAT:
      return judge_chat (reply);
    default:
      g_return_val_if_reached ("unexpected-answer");
    }
}

/* Gateways have been seen to send an error with status 200; a run that failed has both. */
static gboolean
is_success (KbReply *reply)
{
  JsonObject *object = kb_reply_get_object (reply);
  guint status = kb_reply_get_status (reply);

  return kb_reply_get_failure (reply) == KB_FAILURE_NONE && object != NULL && status >= 200 && status < 300 &&
         (kb_json_get_object (object, "error") == NULL || kb_reply_get_run_status (reply) != NULL);
}

/**
 * kb_diagnose:
 * @reply: what came back, or why nothing did
 * @call: what was asked
 *
 * Pure: the same reply always gives the same row.
 *
 * Returns: (transfer none) (nullable): what it means; %NULL only for a good answer to %KB_CALL_MODELS, which
 *   says nothing yet
 */
const KbDiagnosis *
kb_diagnose (KbReply *reply, KbCall call)
{
  const char *id;

  g_return_val_if_fail (KB_IS_REPLY (reply), kb_diagnosis_find ("network-other"));

  id = is_success (reply) ? judge_success (reply, call) : kb_diagnosis_rules_apply (reply);
  return id ? kb_diagnosis_find (id) : NULL;
}

/* The first part of a scope that names what the dashboard lists as one line; -1 for one that is new. */
static int
find_area (const char *scope)
{
  static const struct
  {
    const char *prefix;
    KbArea area;
  } scopes[] = {
    { "api.model.read", KB_AREA_LIST_MODELS },
    { "model.request", KB_AREA_MODEL_CAPABILITIES },
    { "api.responses.", KB_AREA_RESPONSES },
    { "api.assistants.", KB_AREA_ASSISTANTS },
    { "api.threads.", KB_AREA_THREADS },
    { "api.evals.", KB_AREA_EVALS },
    { "api.fine_tuning.", KB_AREA_FINE_TUNING },
    { "api.files.", KB_AREA_FILES },
    { "api.vector_stores.", KB_AREA_VECTOR_STORES },
    { "api.prompts.", KB_AREA_PROMPTS },
    { "api.datasets.", KB_AREA_DATASETS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    if (g_str_has_prefix (scope, scopes[i].prefix))
      return (int) scopes[i].area;

  return -1;
}

/* How a scope ends says what to choose on that line. */
static KbLevel
get_level (const char *scope)
{
  if (g_str_has_suffix (scope, ".write"))
    return KB_LEVEL_WRITE;

  return g_str_has_suffix (scope, ".request") ? KB_LEVEL_REQUEST : KB_LEVEL_READ;
}

/* One scope of "api.model.read, model.request. Check that…"; NULL at the end of the list. */
static char *
take_scope (const char **text)
{
  const char *start = *text + strspn (*text, " ,");
  gsize length = strspn (start, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

  *text = start[length] == ',' ? start + length : "";
  while (length > 0 && start[length - 1] == '.')
    length--;

  return length > 0 ? g_strndup (start, length) : NULL;
}

/* What one line of the dashboard lacks. */
typedef struct
{
  int area;    /* -1: what the dashboard calls it is not known */
  char *scope; /* when @area is -1 */
  KbLevel level;
} Lack;

static void
clear_lack (gpointer data)
{
  g_free (((Lack *) data)->scope);
}

/* A line that lacks both reading and writing is one setting. */
static void
add_lack (GArray *lacks, const char *scope)
{
  int area = find_area (scope);
  Lack lack = { area, area < 0 ? g_strdup (scope) : NULL, get_level (scope) };

  for (guint i = 0; i < lacks->len; i++)
    {
      Lack *known = &g_array_index (lacks, Lack, i);

      if (known->area != area || g_strcmp0 (known->scope, lack.scope) != 0)
        continue;
      known->level = MAX (known->level, lack.level);
      clear_lack (&lack);
      return;
    }
  g_array_append_val (lacks, lack);
}

static char *
write_lacks (GArray *lacks)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < lacks->len; i++)
    {
      const Lack *lack = &g_array_index (lacks, Lack, i);

      if (i > 0)
        g_string_append (words, ", ");
      if (lack->area < 0)
        g_string_append (words, lack->scope);
      else
        g_string_append_printf (words, "%s (%s)", kb_area_get_label ((KbArea) lack->area),
                                kb_level_get_label (lack->level));
    }

  return g_string_free (words, FALSE);
}

/**
 * kb_diagnosis_dup_missing_scopes:
 * @reply: an answer
 *
 * Returns: (transfer full) (nullable): the permissions that the message says are missing, with the level to
 *   set, in the dashboard's words where it has some: "List models (Read), Responses (Write)"
 */
char *
kb_diagnosis_dup_missing_scopes (KbReply *reply)
{
  const char *message = kb_reply_get_error_message (reply);
  g_autofree char *lower = message ? g_ascii_strdown (message, -1) : NULL;
  const char *mark = lower ? strstr (lower, SCOPES_MARK) : NULL;
  g_autoptr (GArray) lacks = g_array_new (FALSE, FALSE, sizeof (Lack));

  g_array_set_clear_func (lacks, clear_lack);
  for (const char *text = mark ? message + (mark - lower) + strlen (SCOPES_MARK) : "";
       *text != '\0' && lacks->len < MAX_SCOPES;)
    {
      g_autofree char *scope = take_scope (&text);

      if (scope != NULL)
        add_lack (lacks, scope);
    }

  return lacks->len > 0 ? write_lacks (lacks) : NULL;
}
