/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-check-retry.h"

#include <math.h>

#define FIRST_INTERVAL 30u
#define LONGEST_INTERVAL (5u * 60)
/* What is over in a minute may take two. */
#define SHORTEST_TOTAL 60u

struct _KbCheckRetry
{
  GObject parent_instance;

  KbCheckRetryState state;
  guint attempt;
  guint waited; /* seconds, over all tries */
  guint total;  /* seconds that may be waited */
  guint seconds_left;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_SECONDS_LEFT,
} KbCheckRetryProperty;
#define N_PROPS (PROP_SECONDS_LEFT + 1)

enum
{
  SIGNAL_ENDED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (KbCheckRetryState,
                    kb_check_retry_state,
                    G_DEFINE_ENUM_VALUE (KB_CHECK_RETRY_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (KB_CHECK_RETRY_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (KB_CHECK_RETRY_STATE_TESTING, "testing"),
                    G_DEFINE_ENUM_VALUE (KB_CHECK_RETRY_STATE_ENDED, "ended"))
G_DEFINE_FINAL_TYPE (KbCheckRetry, kb_check_retry, G_TYPE_OBJECT)

/* All of it, and then it is told. */
static void
set (KbCheckRetry *self, KbCheckRetryState state, guint attempt, guint seconds_left)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  if (self->seconds_left != seconds_left)
    g_object_notify_by_pspec (object, props[PROP_SECONDS_LEFT]);
  if (self->state != state)
    g_object_notify_by_pspec (object, props[PROP_STATE]);
  self->state = state;
  self->attempt = attempt;
  self->seconds_left = seconds_left;
  g_object_thaw_notify (object);
}

static void
kb_check_retry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbCheckRetry *self = KB_CHECK_RETRY (object);

  switch ((KbCheckRetryProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_uint (value, self->seconds_left);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_check_retry_class_init (KbCheckRetryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kb_check_retry_get_property;
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, KB_TYPE_CHECK_RETRY_STATE, KB_CHECK_RETRY_STATE_IDLE, flags);
  props[PROP_SECONDS_LEFT] = g_param_spec_uint ("seconds-left", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_ENDED] =
      g_signal_new ("ended", KB_TYPE_CHECK_RETRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_check_retry_init (KbCheckRetry *self)
{
}

KbCheckRetry *
kb_check_retry_new (void)
{
  return g_object_new (KB_TYPE_CHECK_RETRY, NULL);
}

KbCheckRetryState
kb_check_retry_get_state (KbCheckRetry *self)
{
  return self->state;
}

guint
kb_check_retry_get_attempt (KbCheckRetry *self)
{
  return self->attempt;
}

guint
kb_check_retry_get_seconds_left (KbCheckRetry *self)
{
  return self->seconds_left;
}

gboolean
kb_check_retry_get_active (KbCheckRetry *self)
{
  return self->state == KB_CHECK_RETRY_STATE_WAITING || self->state == KB_CHECK_RETRY_STATE_TESTING;
}

/* A fraction of a second early is early. */
static guint
round_up (double seconds)
{
  return (guint) ceil (CLAMP (seconds, 0, KB_CHECK_RETRY_LONGEST));
}

/**
 * kb_check_retry_can_wait:
 * @verdict: a verdict
 *
 * Returns: whether time may mend what it says, and soon enough to wait for
 */
gboolean
kb_check_retry_can_wait (KbVerdict *verdict)
{
  double retry_after;

  g_return_val_if_fail (KB_IS_VERDICT (verdict), FALSE);

  retry_after = kb_verdict_get_retry_after (verdict);
  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS || retry_after > KB_CHECK_RETRY_LONGEST)
    return FALSE;
  /* A refused key is refused for good, whatever a header says. */
  return kb_verdict_get_diagnosis (verdict)->wait_seconds > 0 ||
         (retry_after >= 0 && kb_verdict_get_outcome (verdict) != KB_OUTCOME_REFUSED);
}

/**
 * kb_check_retry_is_next:
 * @self: a retry
 * @verdict: a verdict
 * @tested_again: whether testing again brought the same one
 *
 * Returns: whether to wait is the next thing to do: not before what can be done here, such as to pay or to
 * mend the network, nor once more when it was in vain
 */
gboolean
kb_check_retry_is_next (KbCheckRetry *self, KbVerdict *verdict, gboolean tested_again)
{
  const KbDiagnosis *diagnosis;

  g_return_val_if_fail (KB_IS_CHECK_RETRY (self), FALSE);

  diagnosis = kb_verdict_get_diagnosis (verdict);
  if (self->state == KB_CHECK_RETRY_STATE_ENDED || !kb_check_retry_can_wait (verdict) ||
      diagnosis->failed == KB_ASPECT_NETWORK)
    return FALSE;

  return tested_again || diagnosis->failed == KB_N_ASPECTS ||
         kb_verdict_get_action (verdict) == KB_ACTION_TRY_AGAIN;
}

/**
 * kb_check_retry_get_interval:
 * @attempt: tries so far
 * @waited: seconds waited so far
 * @total: seconds that may be waited in all
 * @retry_after: seconds that the server asks for, -1 when it does not
 *
 * Without a word from the server the waits double, from half a minute to five, and the last ends with @total.
 * What the server asks is never cut short.
 *
 * Returns: seconds to wait, at least %KB_CHECK_RETRY_SHORTEST; 0 when there is no next try
 */
guint
kb_check_retry_get_interval (guint attempt, guint waited, guint total, double retry_after)
{
  guint left = total > waited ? total - waited : 0;
  guint interval;

  if (attempt >= KB_CHECK_RETRY_MOST_TRIES || left < KB_CHECK_RETRY_SHORTEST)
    return 0;
  if (retry_after >= 0)
    {
      interval = MAX (round_up (retry_after), KB_CHECK_RETRY_SHORTEST);
      return interval <= left ? interval : 0;
    }

  interval = MIN (FIRST_INTERVAL << MIN (attempt, 8), LONGEST_INTERVAL);
  return MIN (interval, left);
}

static guint
get_total (KbVerdict *verdict)
{
  guint total = MAX (kb_verdict_get_diagnosis (verdict)->wait_seconds, SHORTEST_TOTAL);

  return MAX (total, round_up (kb_verdict_get_retry_after (verdict)));
}

/**
 * kb_check_retry_start:
 * @self: a retry that is not active
 * @verdict: a verdict that kb_check_retry_can_wait()
 */
void
kb_check_retry_start (KbCheckRetry *self, KbVerdict *verdict)
{
  g_return_if_fail (KB_IS_CHECK_RETRY (self));
  g_return_if_fail (!kb_check_retry_get_active (self));
  g_return_if_fail (kb_check_retry_can_wait (verdict));

  self->total = get_total (verdict);
  self->waited = kb_check_retry_get_interval (0, 0, self->total, kb_verdict_get_retry_after (verdict));
  set (self, KB_CHECK_RETRY_STATE_WAITING, 0, self->waited);
}

static void
tick (gpointer retry, guint seconds_left)
{
  KbCheckRetry *self = retry;

  if (seconds_left > 0)
    set (self, self->state, self->attempt, seconds_left);
  else
    set (self, KB_CHECK_RETRY_STATE_TESTING, self->attempt + 1, 0);
}

/**
 * kb_check_retry_wait:
 * @work: whose fiber waits, and who keeps @self
 *
 * Returns: whether it is time for a try; FALSE when nothing is waited for any more
 */
gboolean
kb_check_retry_wait (KbCheckRetry *self, KbWork *work)
{
  return self->state == KB_CHECK_RETRY_STATE_WAITING &&
         kb_work_count_down (work, self->seconds_left, tick, self);
}

/**
 * kb_check_retry_take:
 * @self: a retry; anything when it is not TESTING is ignored
 * @verdict: (nullable): what the try brought, %NULL when the test could not be made
 */
void
kb_check_retry_take (KbCheckRetry *self, KbVerdict *verdict)
{
  g_autoptr (KbCheckRetry) kept = NULL;
  guint interval = 0;

  g_return_if_fail (KB_IS_CHECK_RETRY (self));

  if (self->state != KB_CHECK_RETRY_STATE_TESTING)
    return;
  if (verdict != NULL && kb_check_retry_can_wait (verdict))
    interval = kb_check_retry_get_interval (self->attempt, self->waited, self->total,
                                            kb_verdict_get_retry_after (verdict));
  kept = g_object_ref (self);
  self->waited += interval;
  set (self, interval > 0 ? KB_CHECK_RETRY_STATE_WAITING : KB_CHECK_RETRY_STATE_ENDED, self->attempt,
       interval);
  if (self->state == KB_CHECK_RETRY_STATE_ENDED)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

/**
 * kb_check_retry_cancel:
 *
 * A test or a wait that is on its way has to be ended by whoever makes it.
 */
void
kb_check_retry_cancel (KbCheckRetry *self)
{
  g_return_if_fail (KB_IS_CHECK_RETRY (self));

  set (self, KB_CHECK_RETRY_STATE_IDLE, self->attempt, 0);
}
