/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-key-check.h"

#include "core/keyring/kb-stored-key.h"

struct _KbKeyCheck
{
  GObject parent_instance;

  KbKeys *keys;
  KbService *service;
  KbKeyCheckState state;
  char *name;
  char *model;
  KbAspectState aspects[KB_N_ASPECTS];
  KbVerdict *verdict;
  GError *error;
  KbChecker *checker;
  KbCheckRetry *retry;
  KbWork *work;    /* what is on its way */
  DexFuture *done; /* with it */
};

enum
{
  SIGNAL_ASPECT_CHANGED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbKeyCheck, kb_key_check, G_TYPE_OBJECT)

static void
set_state (KbKeyCheck *self, KbKeyCheckState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_aspect (KbKeyCheck *self, KbAspect aspect, KbAspectState state)
{
  if (self->aspects[aspect] == state)
    return;
  self->aspects[aspect] = state;
  g_signal_emit (self, signals[SIGNAL_ASPECT_CHANGED], 0, aspect, state);
}

/* What could not be checked says nothing of the key: what was known of it before still holds. */
static void
remember (KbKeyCheck *self)
{
  KbNotes *notes = kb_keys_get_notes_for (self->keys, self->name);
  const KbNote *known = kb_notes_find (notes, self->name);
  g_autoptr (KbNote) note = known ? kb_note_copy (known) : kb_note_new (self->name);

  if (kb_verdict_get_outcome (self->verdict) == KB_OUTCOME_NOT_CHECKED)
    return;
  g_set_str (&note->last_verdict, kb_verdict_get_diagnosis (self->verdict)->id);
  note->last_tested = kb_verdict_get_tested (self->verdict);
  kb_notes_put (notes, note);
}

/* The retry first: whoever looks when the state changes finds it waiting or ended. */
static void
judge (KbWork *work, gpointer verdict)
{
  KbKeyCheck *self = work->object;

  g_set_object (&self->verdict, verdict);
  remember (self);
  kb_check_retry_take (self->retry, verdict);
  if (!kb_work_is_over (work))
    set_state (self, KB_KEY_CHECK_STATE_JUDGED);
}

static void
fail (KbWork *work, gpointer error)
{
  KbKeyCheck *self = work->object;

  g_clear_error (&self->error);
  self->error = g_error_copy (error);
  set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_FAILED);
  if (!kb_work_is_over (work))
    kb_check_retry_take (self->retry, NULL);
  if (!kb_work_is_over (work))
    set_state (self, KB_KEY_CHECK_STATE_UNREAD);
}

static void
clear_aspects (KbKeyCheck *self)
{
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    set_aspect (self, aspect, KB_ASPECT_STATE_NOT_REACHED);
}

/* Whoever is told of a change may end the check: what comes after is not done then. */
static void
begin (KbWork *work, gpointer data)
{
  KbKeyCheck *self = work->object;

  g_clear_error (&self->error);
  clear_aspects (self);
  if (!kb_work_is_over (work))
    set_state (self, KB_KEY_CHECK_STATE_RUNNING);
  if (!kb_work_is_over (work))
    set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_CHECKING);
}

static SecretValue *
load_key (KbWork *work, GError **error)
{
  KbKeyCheck *self = work->object;
  KbKeyStore *store = kb_keys_get_store_for (self->keys, self->name);
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_load_async (store, self->name, work->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_work_await (work, promise);

  return result != NULL ? kb_stored_key_load_finish (store, result, error) : NULL;
}

typedef struct
{
  SecretValue *key;
  DexPromise *promise;
} Question;

static void
let_go_of_checker (KbKeyCheck *self)
{
  if (self->checker != NULL)
    g_signal_handlers_disconnect_by_func (self->checker, set_aspect, self);
  g_clear_object (&self->checker);
}

static const char *
get_end (KbKeyCheck *self)
{
  const KbNote *note = kb_notes_find (kb_keys_get_notes_for (self->keys, self->name), self->name);

  return note != NULL ? note->expires : NULL;
}

static void
begin_asking (KbWork *work, gpointer data)
{
  KbKeyCheck *self = work->object;
  Question *question = data;

  set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_PASSED);
  if (kb_work_is_over (work))
    return;
  let_go_of_checker (self);
  self->checker = kb_service_new_checker (self->service, question->key);
  kb_checker_set_model (self->checker, self->model);
  kb_checker_set_end (self->checker, get_end (self));
  g_signal_connect_object (self->checker, "aspect-changed", G_CALLBACK (set_aspect), self, G_CONNECT_SWAPPED);
  kb_checker_run_async (self->checker, question->key, KB_ASPECT_STATE_PASSED, work->cancellable,
                        kb_fiber_ready_cb, dex_ref (question->promise));
  if (!kb_work_is_over (work))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static KbVerdict *
ask (KbWork *work, SecretValue *key)
{
  Question question = { key, dex_promise_new () };
  g_autoptr (GAsyncResult) result = NULL;

  kb_work_change (work, begin_asking, &question);
  result = kb_work_await (work, question.promise);

  return result != NULL ? kb_checker_run_finish (((KbKeyCheck *) work->object)->checker, result, NULL) : NULL;
}

static void
check (KbWork *work)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretValue) key = load_key (work, &error);
  g_autoptr (KbVerdict) verdict = key != NULL ? ask (work, key) : NULL;

  if (verdict != NULL)
    kb_work_change (work, judge, verdict);
  else if (error != NULL)
    kb_work_change (work, fail, error);
}

static DexFuture *
check_fiber (gpointer work)
{
  check (work);

  return dex_future_new_true ();
}

static DexFuture *
wait_fiber (gpointer data)
{
  KbWork *work = data;

  while (!kb_work_is_over (work) && kb_check_retry_wait (((KbKeyCheck *) work->object)->retry, work) &&
         kb_work_change (work, begin, NULL))
    check (work);

  return dex_future_new_true ();
}

static void
start (KbKeyCheck *self, DexFiberFunc fiber)
{
  kb_work_end (&self->work);
  dex_clear (&self->done);
  self->done = kb_work_start (&self->work, self, fiber);
}

static void
kb_key_check_dispose (GObject *object)
{
  KbKeyCheck *self = KB_KEY_CHECK (object);

  kb_work_end (&self->work);
  dex_clear (&self->done);
  g_clear_object (&self->keys);
  g_clear_object (&self->service);
  g_clear_object (&self->retry);
  g_clear_object (&self->checker);
  g_clear_object (&self->verdict);
  G_OBJECT_CLASS (kb_key_check_parent_class)->dispose (object);
}

static void
kb_key_check_finalize (GObject *object)
{
  KbKeyCheck *self = KB_KEY_CHECK (object);

  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self->model);
  G_OBJECT_CLASS (kb_key_check_parent_class)->finalize (object);
}

static void
kb_key_check_class_init (KbKeyCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kb_key_check_dispose;
  object_class->finalize = kb_key_check_finalize;
  signals[SIGNAL_ASPECT_CHANGED] =
      g_signal_new ("aspect-changed", KB_TYPE_KEY_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    2, KB_TYPE_ASPECT, KB_TYPE_ASPECT_STATE);
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_KEY_CHECK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_key_check_init (KbKeyCheck *self)
{
  self->name = g_strdup ("");
  self->retry = kb_check_retry_new ();
}

/**
 * kb_key_check_new:
 * @keys: where the keys are
 * @service: whom to check them with
 *
 * Returns: (transfer full): a key's check
 */
KbKeyCheck *
kb_key_check_new (KbKeys *keys, KbService *service)
{
  KbKeyCheck *self = g_object_new (KB_TYPE_KEY_CHECK, NULL);

  self->keys = g_object_ref (keys);
  self->service = g_object_ref (service);

  return self;
}

KbKeyCheckState
kb_key_check_get_state (KbKeyCheck *self)
{
  return self->state;
}

const char *
kb_key_check_get_name (KbKeyCheck *self)
{
  return self->name;
}

KbVerdict *
kb_key_check_get_verdict (KbKeyCheck *self)
{
  return self->verdict;
}

const GError *
kb_key_check_get_error (KbKeyCheck *self)
{
  return self->error;
}

KbAspectState
kb_key_check_get_aspect (KbKeyCheck *self, KbAspect aspect)
{
  return self->aspects[aspect];
}

/**
 * kb_key_check_get_checker:
 *
 * Returns: (transfer none) (nullable): what asks; for what would be asked where, at what cost
 */
KbChecker *
kb_key_check_get_checker (KbKeyCheck *self)
{
  g_return_val_if_fail (KB_IS_KEY_CHECK (self), NULL);

  if (self->checker == NULL)
    self->checker = kb_service_new_checker (self->service, NULL);
  return self->checker;
}

KbCheckRetry *
kb_key_check_get_retry (KbKeyCheck *self)
{
  return self->retry;
}

/**
 * kb_key_check_run:
 * @name: the store's name of the key
 * @model: (nullable): the model to ask, %NULL to choose one
 */
void
kb_key_check_run (KbKeyCheck *self, const char *name, const char *model)
{
  g_autoptr (KbKeyCheck) kept = NULL;

  g_return_if_fail (KB_IS_KEY_CHECK (self));
  g_return_if_fail (name != NULL && *name != '\0');

  kept = g_object_ref (self); /* whoever hears of it may let go of it */
  kb_work_end (&self->work);
  kb_check_retry_cancel (self->retry);
  g_set_str (&self->name, name);
  g_set_str (&self->model, model);
  start (self, check_fiber);
  kb_work_change_here (self->work, begin, NULL);
}

/**
 * kb_key_check_await:
 *
 * Returns: (transfer full): a future of the end of what is on its way
 */
DexFuture *
kb_key_check_await (KbKeyCheck *self)
{
  return self->done != NULL ? dex_ref (self->done) : dex_future_new_true ();
}

/**
 * kb_key_check_wait:
 * @self: a key's check with a verdict that kb_check_retry_can_wait()
 */
void
kb_key_check_wait (KbKeyCheck *self)
{
  g_return_if_fail (KB_IS_KEY_CHECK (self));
  g_return_if_fail (self->state == KB_KEY_CHECK_STATE_JUDGED);

  if (kb_check_retry_get_active (self->retry))
    return;
  kb_check_retry_start (self->retry, self->verdict);
  start (self, wait_fiber);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
restore_aspects (KbKeyCheck *self)
{
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    set_aspect (self, aspect, kb_verdict_get_aspect (self->verdict, aspect));
}

/**
 * kb_key_check_stop:
 *
 * Stops waiting and the test that runs. What is known stays: a test that waiting brought about leaves the
 * verdict before it.
 */
void
kb_key_check_stop (KbKeyCheck *self)
{
  g_autoptr (KbKeyCheck) kept = NULL;
  gboolean retrying;

  g_return_if_fail (KB_IS_KEY_CHECK (self));

  kept = g_object_ref (self);
  retrying = kb_check_retry_get_active (self->retry);
  kb_work_end (&self->work);
  kb_check_retry_cancel (self->retry);
  if (self->state == KB_KEY_CHECK_STATE_RUNNING && !retrying)
    clear_aspects (self);
  else if (self->state == KB_KEY_CHECK_STATE_RUNNING)
    restore_aspects (self);

  if (retrying)
    set_state (self, KB_KEY_CHECK_STATE_JUDGED);
  else if (self->state == KB_KEY_CHECK_STATE_RUNNING)
    set_state (self, KB_KEY_CHECK_STATE_READY);
}

void
kb_key_check_reset (KbKeyCheck *self)
{
  g_autoptr (KbKeyCheck) kept = NULL;

  g_return_if_fail (KB_IS_KEY_CHECK (self));

  kept = g_object_ref (self);
  kb_work_end (&self->work);
  kb_check_retry_cancel (self->retry);
  g_clear_object (&self->verdict);
  let_go_of_checker (self);
  g_clear_error (&self->error);
  g_set_str (&self->name, "");
  clear_aspects (self);
  set_state (self, KB_KEY_CHECK_STATE_READY);
}
