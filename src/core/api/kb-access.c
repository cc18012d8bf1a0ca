/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/api/kb-access.h"

#include "core/api/kb-diagnosis-argument.h"
#include "core/api/kb-diagnosis.h"
#include "core/base/kb-fiber.h"
#include "core/facts/kb-fact-words.h"

#include <glib/gi18n.h>

/* Addresses and types: f85dbe2 there; a test compares the table with it. It knows no request for Prompts and
 * Datasets, so there is none here. */
static const KbProbeDocument openapi = { "https://github.com/openai/openai-openapi", "2.3.0", "2026-08-21" };
/* Permissions come before the body: pkg/analyzer/analyzers/openai/scopes.go there. */
static const KbProbeDocument trufflehog = { "https://github.com/trufflesecurity/trufflehog", NULL,
                                            "2026-11-29" };

/* Names of scopes: those of `kb-diagnosis-argument.c`. */
static const KbProbe probes[] = {
  { KB_RESOURCE_LIST_MODELS, KB_LEVEL_READ, "models", NULL, "api.model.read", KB_PROBE_DOCUMENTED },
  { KB_RESOURCE_MODEL_CAPABILITIES, KB_LEVEL_REQUEST, "images/generations", "prompt", "model.request",
    KB_PROBE_ANALYZED },
  { KB_RESOURCE_RESPONSES, KB_LEVEL_WRITE, "responses", "input", "api.responses.write", KB_PROBE_LIKELY },
  { KB_RESOURCE_ASSISTANTS, KB_LEVEL_READ, "assistants?limit=1", NULL, "api.assistants.read",
    KB_PROBE_DOCUMENTED },
  { KB_RESOURCE_ASSISTANTS, KB_LEVEL_WRITE, "assistants", "model", "api.assistants.write",
    KB_PROBE_ANALYZED },
  { KB_RESOURCE_THREADS, KB_LEVEL_WRITE, "threads", "messages", "api.threads.write", KB_PROBE_ANALYZED },
  { KB_RESOURCE_EVALS, KB_LEVEL_READ, "evals?limit=1", NULL, "api.evals.read", KB_PROBE_DOCUMENTED },
  { KB_RESOURCE_EVALS, KB_LEVEL_WRITE, "evals", "testing_criteria", "api.evals.write", KB_PROBE_LIKELY },
  { KB_RESOURCE_FINE_TUNING, KB_LEVEL_READ, "fine_tuning/jobs?limit=1", NULL, "api.fine_tuning.read",
    KB_PROBE_DOCUMENTED },
  { KB_RESOURCE_FINE_TUNING, KB_LEVEL_WRITE, "fine_tuning/jobs", "training_file", "api.fine_tuning.write",
    KB_PROBE_ANALYZED },
  { KB_RESOURCE_FILES, KB_LEVEL_READ, "files?limit=1", NULL, "api.files.read", KB_PROBE_DOCUMENTED },
  { KB_RESOURCE_FILES, KB_LEVEL_WRITE, "files", "file", "api.files.write", KB_PROBE_ANALYZED },
  { KB_RESOURCE_VECTOR_STORES, KB_LEVEL_READ, "vector_stores?limit=1", NULL, "api.vector_stores.read",
    KB_PROBE_DOCUMENTED },
  { KB_RESOURCE_VECTOR_STORES, KB_LEVEL_WRITE, "vector_stores", "file_ids", "api.vector_stores.write",
    KB_PROBE_LIKELY },
};

typedef struct
{
  KbClient *client;
  SecretValue *key;
  char *today;
  GCancellable *cancellable;
} Search;

G_DEFINE_QUARK (kb_access_error, kb_access_error)

/**
 * kb_access_get_probes:
 * @n_probes: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_probes): the requests, in the order of the dashboard's list
 */
const KbProbe *
kb_access_get_probes (gsize *n_probes)
{
  *n_probes = G_N_ELEMENTS (probes);

  return probes;
}

/**
 * kb_access_get_document:
 * @probe: a request
 *
 * Returns: (transfer none): where its address and its types are from
 */
const KbProbeDocument *
kb_access_get_document (const KbProbe *probe)
{
  return &openapi;
}

/**
 * kb_access_get_evidence:
 * @probe: a request
 *
 * Returns: (transfer none) (nullable): what shows that a permission is looked at before the request is read;
 *   %NULL when that is taken to be as with the others
 */
const KbProbeDocument *
kb_access_get_evidence (const KbProbe *probe)
{
  switch (probe->source)
    {
    case KB_PROBE_DOCUMENTED:
      return &openapi;
    case KB_PROBE_ANALYZED:
      return &trufflehog;
    case KB_PROBE_LIKELY:
    default:
      return NULL;
    }
}

/**
 * kb_access_dup_sources:
 *
 * Returns: (transfer full): what the requests rest on, with its dates, translated
 */
char *
kb_access_dup_sources (void)
{
  g_autofree char *document = kb_fact_words_dup_date (openapi.date);
  g_autofree char *analyzer = kb_fact_words_dup_date (trufflehog.date);

  return g_strdup_printf (
      /* TRANSLATORS: %1$s is a version, %2$s and %3$s are dates. OpenAPI is a format that describes a
       * service; TruffleHog is a program that looks for keys */
      _ ("The requests are as OpenAI’s OpenAPI document %1$s of %2$s has them. As of %3$s, the program "
         "TruffleHog relies on permissions being checked first."),
      openapi.version, document, analyzer);
}

/**
 * kb_access_is_over:
 * @probe: a request
 * @today: an ISO date
 *
 * Returns: whether what it asks for had ended before @today, so that no answer would say anything of a key
 */
gboolean
kb_access_is_over (const KbProbe *probe, const char *today)
{
  const char *end = kb_resource_get_end (probe->resource);

  return end != NULL && g_strcmp0 (end, today) < 0;
}

/**
 * kb_access_count_requests:
 * @today: an ISO date
 *
 * Returns: how many requests kb_access_find_async() sends at most
 */
guint
kb_access_count_requests (const char *today)
{
  guint count = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (probes); i++)
    if (!kb_access_is_over (&probes[i], today))
      count++;

  return count;
}

/**
 * kb_access_dup_announcement:
 * @client: whom to ask
 * @today: an ISO date
 *
 * Returns: (transfer full): what kb_access_find_async() will do, and that it costs nothing, translated
 */
char *
kb_access_dup_announcement (KbClient *client, const char *today)
{
  guint requests = kb_access_count_requests (today);
  g_autofree char *host = kb_client_dup_host (client);

  return g_strdup_printf (
      /* TRANSLATORS: %1$u is a number, %2$s the name of a server */
      ngettext ("Asking %2$s %1$u time. This costs nothing: requests that could cost something are made so "
                "that they are refused.",
                "Asking %2$s %1$u times. This costs nothing: requests that could cost something are made so "
                "that they are refused.",
                requests),
      requests, host);
}

/**
 * kb_access_new_body:
 * @probe: a request
 *
 * Returns: (transfer full) (nullable): what it sends; %NULL when it reads
 */
GBytes *
kb_access_new_body (const KbProbe *probe)
{
  char *text = probe->field ? g_strdup_printf ("{\"%s\":0}", probe->field) : NULL;

  return text ? g_bytes_new_take (text, strlen (text)) : NULL;
}

static gboolean
lacks_scope (KbResponse *response)
{
  const KbDiagnosis *diagnosis =
      kb_diagnose (response, (KbAsked) { .call = KB_CALL_RESPONSES, .accepted = TRUE });

  return diagnosis != NULL && g_str_equal (diagnosis->id, "missing-scopes");
}

/**
 * kb_access_judge:
 * @probe: what was asked
 * @response: what came back
 *
 * Returns: what @response shows; never more than that
 */
KbAccess
kb_access_judge (const KbProbe *probe, KbResponse *response)
{
  guint status = kb_response_get_status (response);

  if (status == 200 && probe->field == NULL && kb_response_get_object (response) != NULL)
    return KB_ACCESS_ALLOWED;
  if ((status == 400 || status == 415 || status == 422) && kb_response_has_error (response) &&
      !lacks_scope (response))
    return KB_ACCESS_SEEMS_ALLOWED;
  if (status == 401 || status == 403)
    return lacks_scope (response) ? KB_ACCESS_REFUSED : KB_ACCESS_UNKNOWN;

  return KB_ACCESS_UNKNOWN;
}

static void
finding_free (gpointer data)
{
  KbAccessFinding *finding = data;

  g_free (finding->lacks);
  g_free (finding);
}

static KbAccessFinding *
finding_new (const KbProbe *probe, KbResponse *response)
{
  KbAccessFinding *finding = g_new0 (KbAccessFinding, 1);

  finding->probe = probe;
  if (response == NULL)
    return finding;
  finding->access = kb_access_judge (probe, response);
  if (finding->access == KB_ACCESS_REFUSED)
    finding->lacks = kb_diagnosis_dup_argument (response, KB_ARGUMENT_SCOPES);

  return finding;
}

static KbResponse *
ask (Search *search, const KbProbe *probe, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GBytes) body = kb_access_new_body (probe);
  g_autoptr (GAsyncResult) result = NULL;

  kb_client_send_async (search->client, probe->path, search->key, body, search->cancellable,
                        kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, 0, search->cancellable, error);

  return result != NULL ? kb_client_send_finish (search->client, result, error) : NULL;
}

/* What would be the same for every other line. */
static gboolean
is_hopeless (KbResponse *response, GError **error)
{
  guint status = kb_response_get_status (response);

  if (status == 0)
    g_set_error_literal (error, KB_ACCESS_ERROR, KB_ACCESS_ERROR_NETWORK,
                         _ ("There was no answer. Test the key to see what went wrong"));
  else if (status == 401 && !lacks_scope (response))
    g_set_error_literal (error, KB_ACCESS_ERROR, KB_ACCESS_ERROR_KEY,
                         _ ("The key itself was refused, so it may do nothing. Test it to see why"));
  else
    return FALSE;

  return TRUE;
}

static DexFuture *
find_fiber (gpointer data)
{
  Search *search = data;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (finding_free);
  GError *error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (probes) && error == NULL; i++)
    {
      g_autoptr (KbResponse) response = NULL;

      if (!kb_access_is_over (&probes[i], search->today))
        response = ask (search, &probes[i], &error);
      if (error == NULL && (response == NULL || !is_hopeless (response, &error)))
        g_ptr_array_add (findings, finding_new (&probes[i], response));
    }
  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_steal_pointer (&findings));
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->client);
  secret_value_unref (search->key);
  g_free (search->today);
  g_clear_object (&search->cancellable);
  g_free (search);
}

/**
 * kb_access_find_async:
 * @client: whom to ask
 * @key: the key
 * @today: an ISO date: what has ended by then is not asked for
 * @cancellable: (nullable): ends it between two requests and in each
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Asks kb_access_count_requests() times, one request after another. None of them can be carried out.
 */
void
kb_access_find_async (KbClient *client,
                      SecretValue *key,
                      const char *today,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Search *search;

  g_task_set_source_tag (task, kb_access_find_async);
  if (!kb_client_is_openai (client))
    {
      g_task_return_new_error (
          task, KB_ACCESS_ERROR, KB_ACCESS_ERROR_SERVICE,
          /* TRANSLATORS: %s is an address on the web */
          _ ("%s is not OpenAI’s own service: Keybearer does not know what a key may do there"),
          kb_client_get_base_uri (client));
      g_object_unref (task);
      return;
    }
  search = g_new0 (Search, 1);
  search->client = g_object_ref (client);
  search->key = secret_value_ref (key);
  search->today = g_strdup (today);
  g_set_object (&search->cancellable, cancellable);
  kb_fiber_start (task, find_fiber, search, search_free);
}

/**
 * kb_access_find_finish:
 * @client: who was asked
 * @result: from the callback
 * @error: return location: of #KB_ACCESS_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type KbAccessFinding) (nullable): one for each of kb_access_get_probes(),
 * in its order; what has ended is unknown
 */
GPtrArray *
kb_access_find_finish (KbClient *client, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
