/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/kb-tester.h"

#include "core/kb-setup.h"
#include "core/keyring/kb-stored-key.h"

struct _KbTester
{
  GObject parent_instance;

  KbSetup *setup; /* weak: it owns this */
  KbTesterState state;
  char *name;
  char *model;
  KbAspectState aspects[KB_N_ASPECTS];
  KbVerdict *verdict;
  GError *error;
  KbChecker *checker;
  KbRetry *retry;
  GCancellable *running;
};

typedef enum
{
  PROP_STATE = 1,
} KbTesterProperty;
#define N_PROPS (PROP_STATE + 1)

enum
{
  SIGNAL_ASPECT_CHANGED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (KbTesterState,
                    kb_tester_state,
                    G_DEFINE_ENUM_VALUE (KB_TESTER_STATE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (KB_TESTER_STATE_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (KB_TESTER_STATE_UNREAD, "unread"),
                    G_DEFINE_ENUM_VALUE (KB_TESTER_STATE_JUDGED, "judged"))
G_DEFINE_FINAL_TYPE (KbTester, kb_tester, G_TYPE_OBJECT)

static void
set_state (KbTester *self, KbTesterState state)
{
  gboolean other = self->state != state;

  self->state = state;
  if (other)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_aspect (KbTester *self, KbAspect aspect, KbAspectState state)
{
  if (self->aspects[aspect] == state)
    return;
  self->aspects[aspect] = state;
  g_signal_emit (self, signals[SIGNAL_ASPECT_CHANGED], 0, aspect, state);
}

static void
aspect_cb (KbTester *self, KbAspect aspect, KbAspectState state)
{
  set_aspect (self, aspect, state);
}

/* What could not be checked says nothing of the key: what was known of it before still holds. */
static void
remember (KbTester *self)
{
  KbNotes *notes = kb_setup_get_notes_for (self->setup, self->name);
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
judge (KbTester *self, KbVerdict *verdict)
{
  g_set_object (&self->verdict, verdict);
  g_clear_object (&self->running);
  remember (self);
  kb_retry_take (self->retry, verdict);
  set_state (self, KB_TESTER_STATE_JUDGED);
}

/* Whatever takes the place of a test cancels it first. */
static gboolean
is_current (KbTester *self, GCancellable *running)
{
  return self->setup != NULL && !g_cancellable_is_cancelled (running);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KbTester) self = user_data;
  g_autoptr (KbVerdict) verdict = kb_checker_run_finish (KB_CHECKER (source), result, NULL);

  if (verdict != NULL && is_current (self, g_task_get_cancellable (G_TASK (result))))
    judge (self, verdict);
}

static void
fail (KbTester *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  g_clear_object (&self->running);
  set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_FAILED);
  kb_retry_take (self->retry, NULL);
  set_state (self, KB_TESTER_STATE_UNREAD);
}

/* Whoever is told of a change may stop the test: what comes after is not done then. */
static void
check (KbTester *self, SecretValue *key, GCancellable *running)
{
  set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_PASSED);
  if (!is_current (self, running))
    return;

  g_set_object (&self->checker, NULL);
  self->checker = kb_setup_new_checker (self->setup, key);
  kb_checker_set_model (self->checker, self->model);
  g_signal_connect_object (self->checker, "aspect-changed", G_CALLBACK (aspect_cb), self, G_CONNECT_SWAPPED);
  kb_checker_run_async (self->checker, key, KB_ASPECT_STATE_PASSED, running, checked_cb, g_object_ref (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Of one reading: another may have begun before this one is told that it was cancelled. */
typedef struct
{
  KbTester *self;
  GCancellable *running;
} Reading;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Reading *reading = user_data;
  g_autoptr (KbTester) self = reading->self;
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
clear_aspects (KbTester *self)
{
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    set_aspect (self, aspect, KB_ASPECT_STATE_NOT_REACHED);
}

static void
cancel_running (KbTester *self)
{
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
}

/* All that is to be done is done before the first is told of it; a later telling is left out when one of them
 * has stopped the test. */
static void
run (KbTester *self)
{
  g_autoptr (KbTester) kept = g_object_ref (self);
  g_autoptr (GCancellable) running = g_cancellable_new ();
  Reading *reading;

  if (self->setup == NULL)
    return;
  cancel_running (self);
  g_set_object (&self->running, running);
  g_clear_error (&self->error);
  reading = g_new (Reading, 1);
  *reading = (Reading) { g_object_ref (self), g_object_ref (running) };
  kb_key_store_load_async (kb_setup_get_store_for (self->setup, self->name), self->name, running, loaded_cb,
                           reading);

  clear_aspects (self);
  if (is_current (self, running))
    set_state (self, KB_TESTER_STATE_RUNNING);
  if (is_current (self, running))
    set_aspect (self, KB_ASPECT_STORAGE, KB_ASPECT_STATE_CHECKING);
}

/* A key that was saved just now is another one, even under a name that is known. */
static void
saved_name_cb (KbTester *self, GParamSpec *pspec, KbSession *session)
{
  if (*kb_session_get_saved_name (session) != '\0')
    kb_tester_reset (self);
}

static void
kb_tester_dispose (GObject *object)
{
  KbTester *self = KB_TESTER (object);

  if (self->retry != NULL)
    kb_retry_cancel (self->retry);
  cancel_running (self);
  g_clear_weak_pointer (&self->setup);
  g_clear_object (&self->retry);
  g_clear_object (&self->checker);
  g_clear_object (&self->verdict);
  G_OBJECT_CLASS (kb_tester_parent_class)->dispose (object);
}

static void
kb_tester_finalize (GObject *object)
{
  KbTester *self = KB_TESTER (object);

  g_clear_error (&self->error);
  g_free (self->name);
  g_free (self->model);
  G_OBJECT_CLASS (kb_tester_parent_class)->finalize (object);
}

static void
kb_tester_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbTester *self = KB_TESTER (object);

  switch ((KbTesterProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_tester_class_init (KbTesterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kb_tester_dispose;
  object_class->finalize = kb_tester_finalize;
  object_class->get_property = kb_tester_get_property;
  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, KB_TYPE_TESTER_STATE, KB_TESTER_STATE_READY,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_ASPECT_CHANGED] =
      g_signal_new ("aspect-changed", KB_TYPE_TESTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                    KB_TYPE_ASPECT, KB_TYPE_ASPECT_STATE);
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_TESTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_tester_init (KbTester *self)
{
  self->name = g_strdup ("");
}

/**
 * kb_tester_new:
 * @setup: the set-up whose keys are tested; not kept alive
 *
 * Returns: (transfer full): a tester
 */
KbTester *
kb_tester_new (KbSetup *setup)
{
  g_autoptr (KbRetry) retry = kb_retry_new ();

  return kb_tester_new_with_retry (setup, retry);
}

/**
 * kb_tester_new_with_retry:
 * @setup: the set-up whose keys are tested; not kept alive
 * @retry: what decides when to test again
 *
 * Returns: (transfer full): a tester
 */
KbTester *
kb_tester_new_with_retry (KbSetup *setup, KbRetry *retry)
{
  KbTester *self = g_object_new (KB_TYPE_TESTER, NULL);

  g_set_weak_pointer (&self->setup, setup);
  self->retry = g_object_ref (retry);
  g_signal_connect_object (retry, "try", G_CALLBACK (run), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (kb_setup_get_session (setup), "notify::saved-name", G_CALLBACK (saved_name_cb),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * kb_tester_get_state:
 * @self: a tester
 *
 * Returns: where it stands
 */
KbTesterState
kb_tester_get_state (KbTester *self)
{
  g_return_val_if_fail (KB_IS_TESTER (self), KB_TESTER_STATE_READY);

  return self->state;
}

/**
 * kb_tester_get_name:
 * @self: a tester
 *
 * Returns: (transfer none): the store's name of the key that was tested last, "" before a test
 */
const char *
kb_tester_get_name (KbTester *self)
{
  g_return_val_if_fail (KB_IS_TESTER (self), NULL);

  return self->name;
}

/**
 * kb_tester_get_verdict:
 * @self: a tester
 *
 * Returns: (transfer none) (nullable): the newest verdict
 */
KbVerdict *
kb_tester_get_verdict (KbTester *self)
{
  g_return_val_if_fail (KB_IS_TESTER (self), NULL);

  return self->verdict;
}

/**
 * kb_tester_get_error:
 * @self: a tester
 *
 * Returns: (transfer none) (nullable): why the key could not be read; of %KB_STORE_ERROR
 */
const GError *
kb_tester_get_error (KbTester *self)
{
  g_return_val_if_fail (KB_IS_TESTER (self), NULL);

  return self->error;
}

/**
 * kb_tester_get_aspect:
 * @self: a tester
 * @aspect: an aspect
 *
 * Returns: how it stands in the test that runs or was the last
 */
KbAspectState
kb_tester_get_aspect (KbTester *self, KbAspect aspect)
{
  g_return_val_if_fail (KB_IS_TESTER (self), KB_ASPECT_STATE_NOT_REACHED);
  g_return_val_if_fail (aspect < KB_N_ASPECTS, KB_ASPECT_STATE_NOT_REACHED);

  return self->aspects[aspect];
}

/**
 * kb_tester_get_checker:
 * @self: a tester
 *
 * Returns: (transfer none) (nullable): what asks; for what would be asked where, at what cost
 */
KbChecker *
kb_tester_get_checker (KbTester *self)
{
  g_return_val_if_fail (KB_IS_TESTER (self), NULL);

  if (self->checker == NULL && self->setup != NULL)
    self->checker = kb_setup_new_checker (self->setup, NULL);
  return self->checker;
}

/**
 * kb_tester_get_retry:
 * @self: a tester
 *
 * Returns: (transfer none): what decides when to test again
 */
KbRetry *
kb_tester_get_retry (KbTester *self)
{
  g_return_val_if_fail (KB_IS_TESTER (self), NULL);

  return self->retry;
}

/**
 * kb_tester_run:
 * @self: a tester
 * @name: the store's name of the key
 * @model: (nullable): the model to ask, %NULL to choose one
 */
void
kb_tester_run (KbTester *self, const char *name, const char *model)
{
  g_return_if_fail (KB_IS_TESTER (self));
  g_return_if_fail (name != NULL && *name != '\0');

  kb_retry_cancel (self->retry);
  g_set_str (&self->name, name);
  g_set_str (&self->model, model);
  run (self);
}

/**
 * kb_tester_wait:
 * @self: a tester with a verdict that kb_retry_can_wait()
 */
void
kb_tester_wait (KbTester *self)
{
  g_return_if_fail (KB_IS_TESTER (self));
  g_return_if_fail (self->state == KB_TESTER_STATE_JUDGED);

  if (kb_retry_get_active (self->retry))
    return;
  kb_retry_start (self->retry, self->verdict);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
restore_aspects (KbTester *self)
{
  for (guint aspect = 0; aspect < KB_N_ASPECTS; aspect++)
    set_aspect (self, aspect, kb_verdict_get_aspect (self->verdict, aspect));
}

/**
 * kb_tester_stop:
 * @self: a tester
 *
 * Stops waiting and the test that runs. What is known stays: a test that waiting brought about leaves the
 * verdict before it.
 */
void
kb_tester_stop (KbTester *self)
{
  gboolean retrying;

  g_return_if_fail (KB_IS_TESTER (self));

  retrying = kb_retry_get_active (self->retry);
  kb_retry_cancel (self->retry);
  cancel_running (self);
  if (self->state == KB_TESTER_STATE_RUNNING && !retrying)
    clear_aspects (self);
  else if (self->state == KB_TESTER_STATE_RUNNING)
    restore_aspects (self);

  if (retrying)
    set_state (self, KB_TESTER_STATE_JUDGED);
  else if (self->state == KB_TESTER_STATE_RUNNING)
    set_state (self, KB_TESTER_STATE_READY);
}

/**
 * kb_tester_reset:
 * @self: a tester
 */
void
kb_tester_reset (KbTester *self)
{
  g_return_if_fail (KB_IS_TESTER (self));

  kb_retry_cancel (self->retry);
  cancel_running (self);
  g_clear_object (&self->verdict);
  g_clear_object (&self->checker);
  g_clear_error (&self->error);
  g_set_str (&self->name, "");
  clear_aspects (self);
  set_state (self, KB_TESTER_STATE_READY);
}
