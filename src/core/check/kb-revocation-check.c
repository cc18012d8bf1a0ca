/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-revocation-check.h"

struct _KbRevocationCheck
{
  GObject parent_instance;

  KbKeyCheck *key_check;
  KbRevocationCheckState state;
  char *name;
  guint tries;
  guint seconds_left;
  KbWork *work;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbRevocationCheck, kb_revocation_check, G_TYPE_OBJECT)

static void
set_state (KbRevocationCheck *self, KbRevocationCheckState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
begin_try (KbWork *work, gpointer data)
{
  KbRevocationCheck *self = work->object;

  self->tries++;
  kb_key_check_run (self->key_check, self->name, NULL);
  set_state (self, KB_REVOCATION_CHECK_TESTING);
}

static KbRevocationCheckState
get_result (KbRevocationCheck *self)
{
  if (kb_key_check_get_error (self->key_check) != NULL)
    return KB_REVOCATION_CHECK_UNREAD;

  return kb_revocation_check_judge (kb_key_check_get_verdict (self->key_check));
}

static void
take (KbWork *work, gpointer data)
{
  KbRevocationCheck *self = work->object;
  KbRevocationCheckState result = get_result (self);
  gboolean waits = result == KB_REVOCATION_CHECK_ALIVE && self->tries < KB_REVOCATION_CHECK_MOST_TRIES;

  self->seconds_left = waits ? KB_REVOCATION_CHECK_INTERVAL : 0;
  set_state (self, waits ? KB_REVOCATION_CHECK_WAITING : result);
}

static void
tick (gpointer data, guint seconds_left)
{
  KbRevocationCheck *self = data;

  self->seconds_left = seconds_left;
  if (seconds_left > 0)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Tests, and waits as long as it is still accepted. */
static DexFuture *
prove_fiber (gpointer data)
{
  KbWork *work = data;
  KbRevocationCheck *self = work->object;

  while (!kb_work_is_over (work) && dex_await (kb_key_check_await (self->key_check), NULL) &&
         kb_work_change (work, take, NULL) && self->state == KB_REVOCATION_CHECK_WAITING &&
         kb_work_count_down (work, KB_REVOCATION_CHECK_INTERVAL, tick, self))
    kb_work_change (work, begin_try, NULL);

  return dex_future_new_true ();
}

static void
kb_revocation_check_dispose (GObject *object)
{
  KbRevocationCheck *self = KB_REVOCATION_CHECK (object);

  kb_work_end (&self->work);
  g_clear_object (&self->key_check);
  G_OBJECT_CLASS (kb_revocation_check_parent_class)->dispose (object);
}

static void
kb_revocation_check_finalize (GObject *object)
{
  g_free (KB_REVOCATION_CHECK (object)->name);
  G_OBJECT_CLASS (kb_revocation_check_parent_class)->finalize (object);
}

static void
kb_revocation_check_class_init (KbRevocationCheckClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_revocation_check_dispose;
  G_OBJECT_CLASS (klass)->finalize = kb_revocation_check_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", KB_TYPE_REVOCATION_CHECK, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_revocation_check_init (KbRevocationCheck *self)
{
}

/**
 * kb_revocation_check_new:
 * @keys: where the keys are
 * @service: whom to check them with
 *
 * Returns: (transfer full): one that does nothing yet
 */
KbRevocationCheck *
kb_revocation_check_new (KbKeys *keys, KbService *service)
{
  KbRevocationCheck *self = g_object_new (KB_TYPE_REVOCATION_CHECK, NULL);

  self->key_check = kb_key_check_new (keys, service);

  return self;
}

/**
 * kb_revocation_check_start:
 * @name: the store's name of the key that was revoked
 */
void
kb_revocation_check_start (KbRevocationCheck *self, const char *name)
{
  g_return_if_fail (KB_IS_REVOCATION_CHECK (self));
  g_return_if_fail (name != NULL && *name != '\0');

  kb_revocation_check_stop (self);
  g_set_str (&self->name, name);
  self->tries = 0;
  dex_unref (kb_work_start (&self->work, self, prove_fiber));
  kb_work_change_here (self->work, begin_try, NULL);
}

/**
 * kb_revocation_check_stop:
 *
 * Ends testing and waiting; a result stays.
 */
void
kb_revocation_check_stop (KbRevocationCheck *self)
{
  gboolean active;

  g_return_if_fail (KB_IS_REVOCATION_CHECK (self));

  active = self->state == KB_REVOCATION_CHECK_TESTING || self->state == KB_REVOCATION_CHECK_WAITING;
  kb_work_end (&self->work);
  if (!active)
    return;
  self->state = KB_REVOCATION_CHECK_IDLE;
  self->seconds_left = 0;
  kb_key_check_stop (self->key_check);
  set_state (self, KB_REVOCATION_CHECK_IDLE);
}

KbRevocationCheckState
kb_revocation_check_get_state (KbRevocationCheck *self)
{
  return self->state;
}

guint
kb_revocation_check_get_tries (KbRevocationCheck *self)
{
  return self->tries;
}

guint
kb_revocation_check_get_seconds_left (KbRevocationCheck *self)
{
  return self->seconds_left;
}

KbKeyCheck *
kb_revocation_check_get_key_check (KbRevocationCheck *self)
{
  return self->key_check;
}

/**
 * kb_revocation_check_judge:
 * @verdict: what a test of the key brought
 *
 * Only the service itself proves something, when it does not know the key any more. A network that fails does
 * not, nor does a server that is busy, nor an account that is closed: it may be opened again, and the key
 * with it. Another server that passes requests on may say the same of a key of its own.
 *
 * Returns: %KB_REVOCATION_CHECK_DEAD, %KB_REVOCATION_CHECK_ALIVE or %KB_REVOCATION_CHECK_UNKNOWN
 */
KbRevocationCheckState
kb_revocation_check_judge (KbVerdict *verdict)
{
  g_return_val_if_fail (KB_IS_VERDICT (verdict), KB_REVOCATION_CHECK_UNKNOWN);

  if (kb_response_get_status (kb_verdict_get_response (verdict)) == 401 &&
      !kb_verdict_is_elsewhere (verdict) &&
      (kb_verdict_get_diagnosis (verdict)->knows_no_key || kb_verdict_get_end (verdict) != NULL))
    return KB_REVOCATION_CHECK_DEAD;

  return kb_verdict_get_aspect (verdict, KB_ASPECT_KEY) == KB_ASPECT_STATE_PASSED
             ? KB_REVOCATION_CHECK_ALIVE
             : KB_REVOCATION_CHECK_UNKNOWN;
}
