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
  GCancellable *running;
};

typedef enum
{
  PROP_STATE = 1,
} KbKeyCheckProperty;
#define N_PROPS (PROP_STATE + 1)

enum
{
  SIGNAL_ASPECT_CHANGED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (KbKeyCheckState,
                    kb_key_check_state,
                    G_DEFINE_ENUM_VALUE (KB_KEY_CHECK_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (KB_KEY_CHECK_STATE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (KB_KEY_CHECK_STATE_UNREAD, "unread"),
                    G_DEFINE_ENUM_VALUE (KB_KEY_CHECK_STATE_JUDGED, "judged"))
G_DEFINE_FINAL_TYPE (KbKeyCheck, kb_key_check, G_TYPE_OBJECT)

static void
set_state (KbKeyCheck *self, KbKeyCheckState state)
{
  gboolean other = self->state != state;

  self->state = state;
  if (other)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
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

static void
aspect_cb (KbKeyCheck *self, KbAspect aspect, KbAspectState state)
{
  set_aspect (self, aspect, state);
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
judge (KbKeyCheck *self, KbVerdict *verdict)
{
  g_set_object (&self->verdict, verdict);
  g_clear_object (&self->running);
  remember (self);
  kb_check_retry_take (self->retry, verdict);
  set_state (self, KB_KEY_CHECK_STATE_JUDGED);
}

/* Whatever takes the place of a test cancels it first. */
static gboolean
is_current (KbKeyCheck *self, GCancellable *running)
{
  return self->retry != NULL && !g_cancellable_is_cancelled (running);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbKeyCheck) self = user_data;
  g_autoptr (KbVerdict) verdict = kb_checker_run_finish (KB_CHECKER (source), result, NULL);

  if (verdict != NULL && is_current (self, g_task_get_cancellable (G_TASK (result))))
    judge (self, verdict);
}

static void
fail (KbKeyCheck *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  g_clear_object (&self->running);
  set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_FAILED);
  kb_check_retry_take (self->retry, NULL);
  set_state (self, KB_KEY_CHECK_STATE_UNREAD);
}

/* Whoever is told of a change may stop the test: what comes after is not done then. */
static void
check (KbKeyCheck *self, SecretValue *key, GCancellable *running)
{
  set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_PASSED);
  if (!is_current (self, running))
    return;

  g_set_object (&self->checker, NULL);
  self->checker = kb_service_new_checker (self->service, key);
  kb_checker_set_model (self->checker, self->model);
  g_signal_connect_object (self->checker, "aspect-changed", G_CALLBACK (aspect_cb), self, G_CONNECT_SWAPPED);
  kb_checker_run_async (self->checker, key, KB_ASPECT_STATE_PASSED, running, checked_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Of one reading: another may have begun before this one is told that it was cancelled. */
typedef struct
{
  KbKeyCheck *self;
  GCancellable *running;
} Reading;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (KbKeyCheck) self = reading->self;
  g_autoptr (GCancellable) running = reading->running;
  g_autoptr (GError) error = NULL;
  SecretValue *key = kb_stored_key_load_finish (KB_KEY_STORE (source), result, &error);

  if (is_current (self, running))
    {
      if (key != NULL)
        check (self, key, running);
      else
        fail (self, g_steal_pointer (&error));
    }
  g_clear_pointer (&key, secret_value_unref);
}

static void
clear_aspects (KbKeyCheck *self)
{
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    set_aspect (self, aspect, KB_ASPECT_STATE_NOT_REACHED);
}

static void
cancel_running (KbKeyCheck *self)
{
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

/* All that is to be done is done before the first is told of it; a later telling is left out when one of them
 * has stopped the test. */
static void
run (KbKeyCheck *self)
{
  g_autoptr (KbKeyCheck) kept = g_object_ref (self);
  g_autoptr (GCancellable) running = g_cancellable_new ();
  Reading *reading;

  cancel_running (self);
  g_set_object (&self->running, running);
  g_clear_error (&self->error);
  reading = g_new (Reading, 1);
  *reading = (Reading) { g_object_ref (self), g_object_ref (running) };
  kb_key_store_load_async (kb_keys_get_store_for (self->keys, self->name), self->name, running, loaded_cb,
                           reading);

  clear_aspects (self);
  if (is_current (self, running))
    set_state (self, KB_KEY_CHECK_STATE_RUNNING);
  if (is_current (self, running))
    set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_CHECKING);
}

static void
kb_key_check_dispose (GObject *object)
{
  KbKeyCheck *self = KB_KEY_CHECK (object);

  if (self->retry != NULL)
    kb_check_retry_cancel (self->retry);
  cancel_running (self);
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
kb_key_check_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbKeyCheck *self = KB_KEY_CHECK (object);

  switch ((KbKeyCheckProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_key_check_class_init (KbKeyCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kb_key_check_dispose;
  object_class->finalize = kb_key_check_finalize;
  object_class->get_property = kb_key_check_get_property;
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, KB_TYPE_KEY_CHECK_STATE, KB_KEY_CHECK_STATE_READY,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
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
  g_autoptr (KbCheckRetry) retry = kb_check_retry_new ();

  return kb_key_check_new_with_retry (keys, service, retry);
}

/**
 * kb_key_check_new_with_retry:
 * @keys: where the keys are
 * @service: whom to check them with
 * @retry: what decides when to test again
 *
 * Returns: (transfer full): a key's check
 */
KbKeyCheck *
kb_key_check_new_with_retry (KbKeys *keys, KbService *service, KbCheckRetry *retry)
{
  KbKeyCheck *self = g_object_new (KB_TYPE_KEY_CHECK, NULL);

  self->keys = g_object_ref (keys);
  self->service = g_object_ref (service);
  self->retry = g_object_ref (retry);
  g_signal_connect_object (retry, "try", G_CALLBACK (run), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * kb_key_check_get_state:
 * @self: a key's check
 *
 * Returns: where it stands
 */
KbKeyCheckState
kb_key_check_get_state (KbKeyCheck *self)
{
  g_return_val_if_fail (KB_IS_KEY_CHECK (self), KB_KEY_CHECK_STATE_READY);

  return self->state;
}

/**
 * kb_key_check_get_name:
 * @self: a key's check
 *
 * Returns: (transfer none): the store's name of the key that was tested last, "" before a test
 */
const char *
kb_key_check_get_name (KbKeyCheck *self)
{
  g_return_val_if_fail (KB_IS_KEY_CHECK (self), NULL);

  return self->name;
}

/**
 * kb_key_check_get_verdict:
 * @self: a key's check
 *
 * Returns: (transfer none) (nullable): the newest verdict
 */
KbVerdict *
kb_key_check_get_verdict (KbKeyCheck *self)
{
  g_return_val_if_fail (KB_IS_KEY_CHECK (self), NULL);

  return self->verdict;
}

/**
 * kb_key_check_get_error:
 * @self: a key's check
 *
 * Returns: (transfer none) (nullable): why the key could not be read; of %KB_STORE_ERROR
 */
const GError *
kb_key_check_get_error (KbKeyCheck *self)
{
  g_return_val_if_fail (KB_IS_KEY_CHECK (self), NULL);

  return self->error;
}

/**
 * kb_key_check_get_aspect:
 * @self: a key's check
 * @aspect: an aspect
 *
 * Returns: how it stands in the test that runs or was the last
 */
KbAspectState
kb_key_check_get_aspect (KbKeyCheck *self, KbAspect aspect)
{
  g_return_val_if_fail (KB_IS_KEY_CHECK (self), KB_ASPECT_STATE_NOT_REACHED);
  g_return_val_if_fail (aspect < KB_N_ASPECTS, KB_ASPECT_STATE_NOT_REACHED);

  return self->aspects[aspect];
}

/**
 * kb_key_check_get_checker:
 * @self: a key's check
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

/**
 * kb_key_check_get_retry:
 * @self: a key's check
 *
 * Returns: (transfer none): what decides when to test again
 */
KbCheckRetry *
kb_key_check_get_retry (KbKeyCheck *self)
{
  g_return_val_if_fail (KB_IS_KEY_CHECK (self), NULL);

  return self->retry;
}

/**
 * kb_key_check_run:
 * @self: a key's check
 * @name: the store's name of the key
 * @model: (nullable): the model to ask, %NULL to choose one
 */
void
kb_key_check_run (KbKeyCheck *self, const char *name, const char *model)
{
  g_return_if_fail (KB_IS_KEY_CHECK (self));
  g_return_if_fail (name != NULL && *name != '\0');

  kb_check_retry_cancel (self->retry);
  g_set_str (&self->name, name);
  g_set_str (&self->model, model);
  run (self);
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
 * @self: a key's check
 *
 * Stops waiting and the test that runs. What is known stays: a test that waiting brought about leaves the
 * verdict before it.
 */
void
kb_key_check_stop (KbKeyCheck *self)
{
  gboolean retrying;

  g_return_if_fail (KB_IS_KEY_CHECK (self));

  retrying = kb_check_retry_get_active (self->retry);
  kb_check_retry_cancel (self->retry);
  cancel_running (self);
  if (self->state == KB_KEY_CHECK_STATE_RUNNING && !retrying)
    clear_aspects (self);
  else if (self->state == KB_KEY_CHECK_STATE_RUNNING)
    restore_aspects (self);

  if (retrying)
    set_state (self, KB_KEY_CHECK_STATE_JUDGED);
  else if (self->state == KB_KEY_CHECK_STATE_RUNNING)
    set_state (self, KB_KEY_CHECK_STATE_READY);
}

/**
 * kb_key_check_reset:
 * @self: a key's check
 */
void
kb_key_check_reset (KbKeyCheck *self)
{
  g_return_if_fail (KB_IS_KEY_CHECK (self));

  kb_check_retry_cancel (self->retry);
  cancel_running (self);
  g_clear_object (&self->verdict);
  g_clear_object (&self->checker);
  g_clear_error (&self->error);
  g_set_str (&self->name, "");
  clear_aspects (self);
  set_state (self, KB_KEY_CHECK_STATE_READY);
}
