/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-checker.h"

#include "core/api/kb-check-request.h"
#include "core/api/kb-models.h"
#include "core/base/kb-address.h"
#include "core/base/kb-fiber.h"
#include "core/facts/kb-cost.h"
#include "core/facts/kb-facts.h"
#include "core/key/kb-key.h"
#include "core/keys/kb-expiry.h"

struct _KbChecker
{
  GObject parent_instance;

  KbClient *client;
  char *chosen_model;
  char *found_model; /* the best that the account lists */
  char *end;         /* nullable: the ISO date on which the key ends */

  /* of one run */
  gboolean running;
  GCancellable *cancellable; /* nullable: the caller's */
  SecretValue *key;
  KbCall call; /* the last one made */
  KbTestOptions options;
  KbAspectState aspects[KB_N_ASPECTS];
  KbAspectState told[KB_N_ASPECTS];
  char **models;
  gboolean lists_models;
  gboolean restricted; /* the service knows the key and keeps the list from it */
};

typedef enum
{
  SIGNAL_ASPECT_CHANGED,
  N_SIGNALS
} KbCheckerSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbChecker, kb_checker, G_TYPE_OBJECT)

/* With facts so old that every model in them is gone, one is still worth a try. */
static const char *
find_default (void)
{
  const KbFacts *facts = kb_facts_get_default ();
  g_autofree char *today = kb_models_dup_today ();
  const char *best = kb_models_find_best (facts, NULL, today);
  gsize n_models;

  return best ? best : kb_facts_get_models (facts, &n_models)[0]->id;
}

static const char *
find_best (char **ids)
{
  g_autofree char *today = kb_models_dup_today ();

  return kb_models_find_best (kb_facts_get_default (), (const char *const *) ids, today);
}

/* What has changed since the last time. */
static void
tell_aspects (gpointer data)
{
  KbChecker *self = data;

  for (KbAspect aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    if (self->told[aspect] != self->aspects[aspect])
      {
        self->told[aspect] = self->aspects[aspect];
        g_signal_emit (self, signals[SIGNAL_ASPECT_CHANGED], 0, aspect, self->told[aspect]);
      }
}

static KbAsked
get_asked (KbChecker *self)
{
  gboolean accepted = self->lists_models || self->restricted;

  return (KbAsked) {
    .call = self->call,
    .accepted = accepted,
    .unlisted = self->restricted,
    .lacks_version = !accepted && kb_address_lacks_version (kb_client_get_base_uri (self->client)),
  };
}

/* What an earlier call proved stays proved. Any answer proves the network; a list of models, and a complaint
 * about it, prove nothing of permission and model. */
static KbAspectState
judge_aspect (KbChecker *self, KbAspect aspect, const KbDiagnosis *diagnosis, KbResponse *reply)
{
  KbAspect shown = self->call == KB_CALL_MODELS ? MIN (diagnosis->shows, KB_ASPECT_KEY) : diagnosis->shows;
  gboolean answered = kb_response_get_status (reply) > 0;

  if (aspect == diagnosis->failed && !(aspect == KB_ASPECT_NETWORK && answered))
    return KB_ASPECT_STATE_FAILED;
  if ((answered && aspect <= shown) || self->aspects[aspect] == KB_ASPECT_STATE_PASSED)
    return KB_ASPECT_STATE_PASSED;

  return KB_ASPECT_STATE_NOT_REACHED;
}

static gint64
get_cost (KbChecker *self, KbResponse *reply)
{
  const KbFacts *facts = kb_facts_get_default ();
  g_autofree char *answered = kb_response_dup_model (reply);
  const KbModel *model = answered ? kb_facts_find_model (facts, answered) : NULL;
  gint64 input = kb_response_get_input_tokens (reply);
  gint64 output = kb_response_get_output_tokens (reply);

  if (model == NULL)
    model = kb_facts_find_model (facts, kb_checker_get_model (self));
  if (model == NULL || input < 0 || output < 0)
    return -1;

  return kb_cost_of_tokens (model, input, CLAMP (kb_response_get_cached_tokens (reply), 0, input), output);
}

/* Says who owns the key, and nothing else of it is kept. */
static KbKeyKind
get_key_kind (KbChecker *self)
{
  gsize length;
  const char *text = secret_value_get (self->key, &length);
  g_autoptr (KbKeyReading) reading = kb_key_read (text, (gssize) length);

  return kb_key_reading_get_key (reading) ? kb_key_reading_get_kind (reading) : KB_KEY_KIND_UNKNOWN;
}

/* A service that refuses a key without saying why does so also after its end. Another one may never have
 * known it. */
static gboolean
is_over (KbChecker *self, const KbDiagnosis *diagnosis)
{
  return diagnosis->once_over != NULL && kb_client_is_openai (self->client) &&
         kb_expiry_judge (self->end, g_get_real_time () / G_USEC_PER_SEC, NULL) == KB_EXPIRY_OVER;
}

static KbVerdict *
judge (KbChecker *self, KbResponse *reply)
{
  KbVerdictParts parts = { .reply = reply };
  const KbDiagnosis *diagnosis = kb_diagnose (reply, get_asked (self));

  if (is_over (self, diagnosis))
    {
      diagnosis = kb_diagnosis_find (diagnosis->once_over);
      parts.end = self->end;
    }
  for (KbAspect aspect = KB_ASPECT_NETWORK; aspect <= KB_ASPECT_CREDIT; aspect++)
    self->aspects[aspect] = judge_aspect (self, aspect, diagnosis, reply);

  parts.diagnosis = diagnosis;
  memcpy (parts.aspects, self->aspects, sizeof parts.aspects);
  parts.base_uri = kb_client_get_base_uri (self->client);
  parts.elsewhere = !kb_client_is_openai (self->client);
  parts.model = kb_checker_get_model (self);
  parts.models = self->models;
  parts.lists_models = self->lists_models;
  parts.list_refused = self->restricted;
  parts.key_kind = get_key_kind (self);
  parts.cost = get_cost (self, reply);

  return kb_verdict_new (&parts);
}

/* Servers that only resemble OpenAI's may lack one of its calls. Not when it is the model they lack. */
static gboolean
lacks_call (KbChecker *self, KbResponse *reply)
{
  guint status = kb_response_get_status (reply);
  const KbDiagnosis *diagnosis = kb_diagnose (reply, get_asked (self));

  return !kb_client_is_openai (self->client) && (status == 404 || status == 405 || status == 501) &&
         (diagnosis == NULL || diagnosis->failed != KB_ASPECT_MODEL);
}

/* Without the limit a test could cost more than was said, so OpenAI gets it always; so does a server that
 * only finds it too low. */
static gboolean
may_drop (KbChecker *self, KbTestOptions option, KbResponse *reply)
{
  return option != KB_TEST_OPTIONS_LIMIT ||
         (!kb_client_is_openai (self->client) &&
          g_strcmp0 (kb_response_get_error (reply)->code, "integer_below_min_value") != 0);
}

/* Whether to ask once more without what the server does not take: each option goes but once. */
static gboolean
drop_option (KbChecker *self, KbResponse *reply)
{
  KbTestOptions option = KB_TEST_OPTIONS_NONE;
  guint status = kb_response_get_status (reply);

  if (status == 400 || status == 422)
    option = kb_check_request_find_option (kb_response_get_error (reply)->param,
                                           kb_response_get_error (reply)->message);
  if (!may_drop (self, option, reply))
    return FALSE;
  if (!(self->options & option))
    return FALSE;

  self->options &= ~option;
  return TRUE;
}

static void
take_models (KbChecker *self, KbResponse *reply)
{
  self->lists_models = TRUE;
  self->models = kb_response_dup_model_ids (reply);
  g_set_str (&self->found_model, find_best (self->models));
}

static void
pass_key (KbChecker *self)
{
  self->aspects[KB_ASPECT_NETWORK] = KB_ASPECT_STATE_PASSED;
  self->aspects[KB_ASPECT_KEY] = KB_ASPECT_STATE_PASSED;
  self->aspects[KB_ASPECT_PERMISSIONS] = KB_ASPECT_STATE_CHECKING;
}

/* Whether the answer to `GET models` leaves something to ask. */
static gboolean
goes_on (KbChecker *self, KbResponse *reply)
{
  const KbDiagnosis *diagnosis = kb_diagnose (reply, get_asked (self));

  if (diagnosis == NULL)
    {
      take_models (self, reply);
      pass_key (self);
      return TRUE;
    }

  self->restricted = diagnosis->argument == KB_ARGUMENT_SCOPES;
  if (self->restricted)
    pass_key (self);
  else if (lacks_call (self, reply))
    self->aspects[KB_ASPECT_NETWORK] = KB_ASPECT_STATE_PASSED;

  return self->restricted || lacks_call (self, reply);
}

/* NULL only when cancelled. */
static KbResponse *
ask (KbChecker *self, KbCall call, GBytes *body, GError **error)
{
  static const char *const paths[] = { "models", "responses", "chat/completions" };
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  self->call = call;
  kb_client_send_async (self->client, paths[call], self->key, body, self->cancellable, kb_fiber_ready_cb,
                        dex_ref (promise));
  result = kb_fiber_await (promise, 0, self->cancellable, error);

  return result != NULL ? kb_client_send_finish (self->client, result, error) : NULL;
}

static GBytes *
create_body (KbChecker *self, KbCall call)
{
  const KbModel *model = kb_facts_find_model (kb_facts_get_default (), kb_checker_get_model (self));
  KbTestOptions options = self->options;

  if (model == NULL || !model->takes_reasoning)
    options &= ~KB_TEST_OPTIONS_REASONING;

  return call == KB_CALL_RESPONSES ? kb_check_request_new_responses (kb_checker_get_model (self), options)
                                   : kb_check_request_new_chat (kb_checker_get_model (self), options);
}

/* As often as there are options to leave out. */
static KbResponse *
ask_model (KbChecker *self, KbCall call, GError **error)
{
  g_autoptr (KbResponse) reply = NULL;

  do
    {
      g_autoptr (GBytes) body = create_body (self, call);

      g_clear_object (&reply);
      reply = ask (self, call, body, error);
    }
  while (reply != NULL && drop_option (self, reply));

  return g_steal_pointer (&reply);
}

static KbResponse *
ask_all (KbChecker *self, GError **error)
{
  g_autoptr (KbResponse) reply = ask (self, KB_CALL_MODELS, NULL, error);

  if (reply == NULL || !goes_on (self, reply))
    return g_steal_pointer (&reply);
  kb_fiber_call (tell_aspects, self);
  g_clear_object (&reply);
  reply = ask_model (self, KB_CALL_RESPONSES, error);
  if (reply == NULL || !lacks_call (self, reply))
    return g_steal_pointer (&reply);

  return ask_model (self, KB_CALL_CHAT, error);
}

static void
leave_aspects (KbChecker *self)
{
  for (KbAspect aspect = KB_ASPECT_NETWORK; aspect <= KB_ASPECT_CREDIT; aspect++)
    if (self->aspects[aspect] == KB_ASPECT_STATE_CHECKING)
      self->aspects[aspect] = KB_ASPECT_STATE_NOT_REACHED;
}

static void
clear_run (KbChecker *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->key, secret_value_unref);
  g_clear_pointer (&self->models, g_strfreev);
}

static DexFuture *
run_fiber (gpointer data)
{
  KbChecker *self = data;
  GError *error = NULL;
  g_autoptr (KbResponse) reply = ask_all (self, &error);
  KbVerdict *verdict = NULL;

  if (reply != NULL)
    verdict = judge (self, reply);
  else
    leave_aspects (self);
  kb_fiber_call (tell_aspects, self);
  clear_run (self);
  self->running = FALSE;

  return verdict != NULL ? dex_future_new_take_object (verdict) : dex_future_new_for_error (error);
}

static void
kb_checker_finalize (GObject *object)
{
  KbChecker *self = KB_CHECKER (object);

  clear_run (self);
  g_clear_object (&self->client);
  g_free (self->chosen_model);
  g_free (self->found_model);
  g_free (self->end);

  G_OBJECT_CLASS (kb_checker_parent_class)->finalize (object);
}

static void
kb_checker_class_init (KbCheckerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_checker_finalize;

  /**
   * KbChecker::aspect-changed:
   * @aspect: what is looked at
   * @state: how it stands now
   */
  signals[SIGNAL_ASPECT_CHANGED] =
      g_signal_new ("aspect-changed", KB_TYPE_CHECKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    KB_TYPE_ASPECT, KB_TYPE_ASPECT_STATE);
}

static void
kb_checker_init (KbChecker *self)
{
}

/**
 * kb_checker_new:
 * @client: what sends the requests
 *
 * Returns: (transfer full): a checker
 */
KbChecker *
kb_checker_new (KbClient *client)
{
  KbChecker *self = g_object_new (KB_TYPE_CHECKER, NULL);

  self->client = g_object_ref (client);
  return self;
}

KbClient *
kb_checker_get_client (KbChecker *self)
{
  return self->client;
}

/**
 * kb_checker_set_model:
 * @model: (nullable): the model to ask, %NULL to choose one
 */
void
kb_checker_set_model (KbChecker *self, const char *model)
{
  g_return_if_fail (KB_IS_CHECKER (self));

  g_set_str (&self->chosen_model, model);
}

/**
 * kb_checker_set_end:
 * @self: a checker
 * @end: (nullable): the ISO date that is noted as the end of the key that will be tested; "" or %NULL for
 * none
 */
void
kb_checker_set_end (KbChecker *self, const char *end)
{
  g_return_if_fail (KB_IS_CHECKER (self));

  g_set_str (&self->end, end);
}

/**
 * kb_checker_get_model:
 *
 * Returns: (transfer none): the model that would be asked now
 */
const char *
kb_checker_get_model (KbChecker *self)
{
  g_return_val_if_fail (KB_IS_CHECKER (self), NULL);

  if (self->chosen_model != NULL)
    return self->chosen_model;

  return self->found_model ? self->found_model : find_default ();
}

/**
 * kb_checker_get_max_cost:
 *
 * Returns: micro-dollars (10^-6 USD) that a test can cost at most; -1 when the price of the model is unknown
 */
gint64
kb_checker_get_max_cost (KbChecker *self)
{
  const KbFacts *facts = kb_facts_get_default ();

  g_return_val_if_fail (KB_IS_CHECKER (self), -1);

  return kb_cost_of_tokens (kb_facts_find_model (facts, kb_checker_get_model (self)),
                            kb_facts_get_integer (facts, "test.input-tokens"), 0,
                            kb_facts_get_integer (facts, "test.max-output-tokens"));
}

/**
 * kb_checker_run_async:
 * @self: a checker that is not running
 * @key: the key to test
 * @storage: whether it was read back from the keyring
 * @cancellable: (nullable): a cancellable
 */
void
kb_checker_run_async (KbChecker *self,
                      SecretValue *key,
                      KbAspectState storage,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KB_IS_CHECKER (self));
  g_return_if_fail (!self->running);
  g_return_if_fail (key != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kb_checker_run_async);
  self->running = TRUE;
  g_set_object (&self->cancellable, cancellable);
  self->key = secret_value_ref (key);
  self->options = KB_TEST_OPTIONS_EVERY;
  self->lists_models = FALSE;
  self->restricted = FALSE;
  g_clear_pointer (&self->found_model, g_free);

  for (KbAspect aspect = KB_ASPECT_KEY; aspect <= KB_ASPECT_CREDIT; aspect++)
    self->aspects[aspect] = KB_ASPECT_STATE_NOT_REACHED;
  self->aspects[KB_ASPECT_STORAGE] = storage;
  self->aspects[KB_ASPECT_NETWORK] = KB_ASPECT_STATE_CHECKING;
  kb_fiber_start (task, run_fiber, g_object_ref (self), g_object_unref);
  tell_aspects (self);
}

/**
 * kb_checker_run_finish:
 * @error: return location
 *
 * Fails with %G_IO_ERROR_CANCELLED only.
 *
 * Returns: (transfer full) (nullable): the verdict
 */
KbVerdict *
kb_checker_run_finish (KbChecker *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
