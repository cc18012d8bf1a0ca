/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/practice/kb-practice-answer.h"

#include "core/api/kb-access.h"

#include <string.h>

/* Of the practice keys that work or nearly do: one may do all, one only what a test needs, one only read. */
static gboolean
lacks (const KbDiagnosis *row, const KbLevel *levels, const KbProbe *probe)
{
  if (levels != NULL)
    return probe->level > levels[probe->resource];
  if (g_str_equal (row->id, "works-restricted"))
    return probe->resource != KB_RESOURCE_MODEL_CAPABILITIES && probe->resource != KB_RESOURCE_RESPONSES;

  return g_str_equal (row->id, "missing-scopes") && probe->field != NULL;
}

static gboolean
is_asked (const KbProbe *probe, const KbPracticeRequest *request)
{
  gsize length = strcspn (probe->path, "?");

  return g_str_has_prefix (request->path, "/v1/") && strlen (request->path) == strlen ("/v1/") + length &&
         strncmp (request->path + strlen ("/v1/"), probe->path, length) == 0 &&
         g_str_equal (request->method, probe->field ? "POST" : "GET");
}

static KbPracticeAnswer
refuse_scope (const KbProbe *probe)
{
  g_autofree char *message =
      g_strdup_printf ("You have insufficient permissions for this operation. Missing scopes: %s. Check that "
                       "you have the correct "
                       "role in your organization and project, and the permissions of a restricted key.",
                       probe->scope);

  return kb_practice_answer_error (403, "missing_scope", NULL, message);
}

static KbPracticeAnswer
refuse_body (const KbProbe *probe)
{
  g_autofree char *message =
      g_strdup_printf ("Invalid type for '%s': the practice service creates nothing here.", probe->field);

  return kb_practice_answer_error (400, "invalid_type", probe->field, message);
}

/**
 * kb_practice_answer_access:
 * @row: what the key stands for
 * @request: what was asked with it
 * @answer: (out caller-allocates): what to answer
 *
 * The lines of the dashboard's list beside those that a test asks for, which have words of their own. As in
 * the API, what the key lacks comes before what is in the request.
 *
 * Returns: whether @request is for one of them
 */
gboolean
kb_practice_answer_access (const KbDiagnosis *row, const KbPracticeRequest *request, KbPracticeAnswer *answer)
{
  gsize n_probes;
  const KbProbe *probes = kb_access_get_probes (&n_probes);

  for (gsize i = 0; i < n_probes; i++)
    {
      if (probes[i].resource == KB_RESOURCE_LIST_MODELS || probes[i].resource == KB_RESOURCE_RESPONSES ||
          !is_asked (&probes[i], request))
        continue;
      if (lacks (row, request->levels, &probes[i]))
        *answer = refuse_scope (&probes[i]);
      else if (probes[i].field != NULL)
        *answer = refuse_body (&probes[i]);
      else
        *answer =
            (KbPracticeAnswer) { .status = 200, .body = g_strdup ("{\"object\":\"list\",\"data\":[]}") };
      return TRUE;
    }

  return FALSE;
}
