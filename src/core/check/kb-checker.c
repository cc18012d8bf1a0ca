/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-checker.h"

#include "core/api/kb-check-request.h"
#include "core/api/kb-models.h"
#include "core/base/kb-address.h"
#include "core/facts/kb-cost.h"
#include "core/facts/kb-facts.h"
#include "core/key/kb-key.h"

/* What is being asked. */
typedef enum
{
  STATE_IDLE,
  STATE_MODELS,
  STATE_RESPONSES,
  STATE_CHAT,
} KbCheckerState;

struct _KbChecker
{
  GObject parent_instance;

  KbClient *client;
  char *chosen_model;
  char *found_model; /* the best that the account lists */

  /* of one run */
  KbCheckerState state;
  GTask *task;
  SecretValue *key;
  KbTestOptions options;
  KbAspectState aspects[KB_N_ASPECTS];
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

static void
set_aspect (KbChecker *self, KbAspect aspect, KbAspectState state)
{
  if (self->aspects[aspect] == state)
    return;

  self->aspects[aspect] = state;
  g_signal_emit (self, signals[SIGNAL_ASPECT_CHANGED], 0, aspect, state);
}

static KbCall
get_call (KbCheckerState state)
{
  switch (state)
    {
    case STATE_RESPONSES:
      return KB_CALL_RESPONSES;
    case STATE_CHAT:
      return KB_CALL_CHAT;
    case STATE_IDLE:
    case STATE_MODELS:
    default:
      return KB_CALL_MODELS;
    }
}

static KbAsked
get_asked (KbChecker *self)
{
  gboolean accepted = self->lists_models || self->restricted;

  return (KbAsked) {
    .call = get_call (self->state),
    .accepted = accepted,
    .lacks_version = !accepted && kb_address_lacks_version (kb_client_get_base_uri (self->client)),
  };
}

/* What an earlier call proved stays proved. Any answer proves the network; a list of models, and a complaint
 * about it, prove nothing of permission and model. */
static KbAspectState
judge_aspect (KbChecker *self, KbAspect aspect, const KbDiagnosis *diagnosis, KbResponse *reply)
{
  KbAspect shown =
      get_call (self->state) == KB_CALL_MODELS ? MIN (diagnosis->shows, KB_ASPECT_KEY) : diagnosis->shows;
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

static void
clear_run (KbChecker *self)
{
  self->state = STATE_IDLE;
  g_clear_pointer (&self->key, secret_value_unref);
  g_clear_pointer (&self->models, g_strfreev);
}

/* The last thing is to return: the callback may start the next run. */
static void
finish (KbChecker *self, const KbDiagnosis *diagnosis, KbResponse *reply)
{
  g_autoptr (GTask) task = NULL;
  KbVerdictParts parts = { .reply = reply };
  KbVerdict *verdict;

  if (self->restricted && g_str_equal (diagnosis->id, "works"))
    diagnosis = kb_diagnosis_find ("works-restricted");
  for (KbAspect aspect = KB_ASPECT_NETWORK; aspect <= KB_ASPECT_CREDIT; aspect++)
    set_aspect (self, aspect, judge_aspect (self, aspect, diagnosis, reply));

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
  verdict = kb_verdict_new (&parts);

  task = g_steal_pointer (&self->task);
  clear_run (self);
  g_task_return_pointer (task, verdict, g_object_unref);
}

static void
finish_cancelled (KbChecker *self, GError *error)
{
  g_autoptr (GTask) task = NULL;

  for (KbAspect aspect = KB_ASPECT_NETWORK; aspect <= KB_ASPECT_CREDIT; aspect++)
    if (self->aspects[aspect] == KB_ASPECT_STATE_CHECKING)
      set_aspect (self, aspect, KB_ASPECT_STATE_NOT_REACHED);

  task = g_steal_pointer (&self->task);
  clear_run (self);
  g_task_return_error (task, error);
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
          g_strcmp0 (kb_response_get_error_code (reply), "integer_below_min_value") != 0);
}

/* Whether to ask once more without what the server does not take: each option goes but once. */
static gboolean
drop_option (KbChecker *self, KbResponse *reply)
{
  KbTestOptions option = KB_TEST_OPTIONS_NONE;
  guint status = kb_response_get_status (reply);

  if (status == 400 || status == 422)
    option = kb_check_request_find_option (kb_response_get_error_param (reply),
                                           kb_response_get_error_message (reply));
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
  set_aspect (self, KB_ASPECT_NETWORK, KB_ASPECT_STATE_PASSED);
  set_aspect (self, KB_ASPECT_KEY, KB_ASPECT_STATE_PASSED);
  set_aspect (self, KB_ASPECT_PERMISSIONS, KB_ASPECT_STATE_CHECKING);
}

/* Whether the answer to `GET models` leaves something to ask. */
static gboolean
goes_on (KbChecker *self, const KbDiagnosis *diagnosis, KbResponse *reply)
{
  if (diagnosis == NULL)
    {
      take_models (self, reply);
      pass_key (self);
      return TRUE;
    }

  self->restricted = g_str_equal (diagnosis->id, "missing-scopes");
  if (self->restricted)
    pass_key (self);
  else if (lacks_call (self, reply))
    set_aspect (self, KB_ASPECT_NETWORK, KB_ASPECT_STATE_PASSED);

  return self->restricted || lacks_call (self, reply);
}

/* STATE_IDLE: nothing is left to ask, @diagnosis is the verdict. */
static KbCheckerState
get_next (KbChecker *self, const KbDiagnosis *diagnosis, KbResponse *reply)
{
  switch (self->state)
    {
    case STATE_MODELS:
      return goes_on (self, diagnosis, reply) ? STATE_RESPONSES : STATE_IDLE;
    case STATE_RESPONSES:
      if (drop_option (self, reply))
        return STATE_RESPONSES;
      return lacks_call (self, reply) ? STATE_CHAT : STATE_IDLE;
    case STATE_CHAT:
      return drop_option (self, reply) ? STATE_CHAT : STATE_IDLE;
    case STATE_IDLE:
    default:
      g_return_val_if_reached (STATE_IDLE);
    }
}

static void step_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* Sends what the state asks for. */
static void
enter (KbChecker *self, KbCheckerState state)
{
  static const char *const paths[] = { "models", "responses", "chat/completions" };
  const KbModel *model = kb_facts_find_model (kb_facts_get_default (), kb_checker_get_model (self));
  g_autoptr (GBytes) body = NULL;
  KbTestOptions options = self->options;
  KbCall call = get_call (state);

  if (model == NULL || !model->takes_reasoning)
    options &= ~KB_TEST_OPTIONS_REASONING;
  if (call == KB_CALL_RESPONSES)
    body = kb_check_request_new_responses (kb_checker_get_model (self), options);
  else if (call == KB_CALL_CHAT)
    body = kb_check_request_new_chat (kb_checker_get_model (self), options);

  self->state = state;
  kb_client_send_async (self->client, paths[call], self->key, body, g_task_get_cancellable (self->task),
                        step_cb, g_object_ref (self));
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbChecker) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KbResponse) reply = kb_client_send_finish (KB_CLIENT (source), result, &error);
  const KbDiagnosis *diagnosis;
  KbCheckerState next;

  if (reply == NULL)
    {
      finish_cancelled (self, g_steal_pointer (&error));
      return;
    }

  diagnosis = kb_diagnose (reply, get_asked (self));
  next = get_next (self, diagnosis, reply);
  if (next != STATE_IDLE)
    enter (self, next);
  else
    finish (self, diagnosis, reply);
}

static void
kb_checker_finalize (GObject *object)
{
  KbChecker *self = KB_CHECKER (object);

  clear_run (self);
  g_clear_object (&self->client);
  g_free (self->chosen_model);
  g_free (self->found_model);

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

/**
 * kb_checker_get_client:
 * @self: a checker
 *
 * Returns: (transfer none): what sends the requests
 */
KbClient *
kb_checker_get_client (KbChecker *self)
{
  g_return_val_if_fail (KB_IS_CHECKER (self), NULL);

  return self->client;
}

/**
 * kb_checker_set_model:
 * @self: a checker
 * @model: (nullable): the model to ask, %NULL to choose one
 */
void
kb_checker_set_model (KbChecker *self, const char *model)
{
  g_return_if_fail (KB_IS_CHECKER (self));

  g_set_str (&self->chosen_model, model);
}

/**
 * kb_checker_get_model:
 * @self: a checker
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
 * @self: a checker
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
 * @callback: called with the verdict
 * @user_data: for @callback
 */
void
kb_checker_run_async (KbChecker *self,
                      SecretValue *key,
                      KbAspectState storage,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (KB_IS_CHECKER (self));
  g_return_if_fail (self->task == NULL);
  g_return_if_fail (key != NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, kb_checker_run_async);
  self->key = secret_value_ref (key);
  self->options = KB_TEST_OPTIONS_EVERY;
  self->lists_models = FALSE;
  self->restricted = FALSE;
  g_clear_pointer (&self->found_model, g_free);

  for (KbAspect aspect = KB_ASPECT_KEY; aspect <= KB_ASPECT_CREDIT; aspect++)
    set_aspect (self, aspect, KB_ASPECT_STATE_NOT_REACHED);
  set_aspect (self, KB_ASPECT_STORAGE, storage);
  set_aspect (self, KB_ASPECT_NETWORK, KB_ASPECT_STATE_CHECKING);
  enter (self, STATE_MODELS);
}

/**
 * kb_checker_run_finish:
 * @self: a checker
 * @result: what the callback got
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
