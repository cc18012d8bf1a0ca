/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-retry.h"

#include <math.h>

#define FIRST_INTERVAL 30u
#define LONGEST_INTERVAL (5u * 60)
/* What is over in a minute may take two. */
#define SHORTEST_TOTAL 60u

struct _KbRetry
{
  GObject parent_instance;

  guint second; /* milliseconds */
  KbRetryState state;
  guint attempt;
  guint waited; /* seconds, over all tries */
  guint total;  /* seconds that may be waited */
  guint seconds_left;
  gint64 deadline; /* monotonic, microseconds */
  guint source;
};

typedef enum
{
  PROP_STATE = 1,
  PROP_ATTEMPT,
  PROP_SECONDS_LEFT,
} KbRetryProperty;
#define N_PROPS (PROP_SECONDS_LEFT + 1)

enum
{
  SIGNAL_TRY,
  SIGNAL_ENDED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (KbRetryState,
                    kb_retry_state,
                    G_DEFINE_ENUM_VALUE (KB_RETRY_STATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (KB_RETRY_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (KB_RETRY_STATE_TESTING, "testing"),
                    G_DEFINE_ENUM_VALUE (KB_RETRY_STATE_ENDED, "ended"))
G_DEFINE_FINAL_TYPE (KbRetry, kb_retry, G_TYPE_OBJECT)

static void
set_seconds_left (KbRetry *self, guint seconds)
{
  if (self->seconds_left == seconds)
    return;
  self->seconds_left = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SECONDS_LEFT]);
}

static void
set_attempt (KbRetry *self, guint attempt)
{
  if (self->attempt == attempt)
    return;
  self->attempt = attempt;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ATTEMPT]);
}

static void
set_state (KbRetry *self, KbRetryState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
begin_try (KbRetry *self)
{
  g_autoptr (KbRetry) kept = g_object_ref (self);

  set_seconds_left (self, 0);
  set_attempt (self, self->attempt + 1);
  set_state (self, KB_RETRY_STATE_TESTING);
  g_signal_emit (self, signals[SIGNAL_TRY], 0);
}

static gboolean
tick_cb (gpointer user_data)
{
  KbRetry *self = user_data;
  gint64 left = self->deadline - g_get_monotonic_time ();
  gint64 second = self->second * (gint64) 1000;

  if (left > 0)
    {
      set_seconds_left (self, (guint) ((left + second - 1) / second));
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  begin_try (self);
  return G_SOURCE_REMOVE;
}

static void
wait_for (KbRetry *self, guint seconds)
{
  self->waited += seconds;
  self->deadline = g_get_monotonic_time () + (gint64) seconds * self->second * 1000;
  self->source = g_timeout_add (self->second, tick_cb, self);
  set_seconds_left (self, seconds);
  set_state (self, KB_RETRY_STATE_WAITING);
}

static void
end (KbRetry *self)
{
  g_autoptr (KbRetry) kept = g_object_ref (self);

  set_seconds_left (self, 0);
  set_state (self, KB_RETRY_STATE_ENDED);
  g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
kb_retry_finalize (GObject *object)
{
  g_clear_handle_id (&KB_RETRY (object)->source, g_source_remove);
  G_OBJECT_CLASS (kb_retry_parent_class)->finalize (object);
}

static void
kb_retry_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KbRetry *self = KB_RETRY (object);

  switch ((KbRetryProperty) id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ATTEMPT:
      g_value_set_uint (value, self->attempt);
      break;
    case PROP_SECONDS_LEFT:
      g_value_set_uint (value, self->seconds_left);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kb_retry_class_init (KbRetryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = kb_retry_finalize;
  object_class->get_property = kb_retry_get_property;
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, KB_TYPE_RETRY_STATE, KB_RETRY_STATE_IDLE, flags);
  props[PROP_ATTEMPT] = g_param_spec_uint ("attempt", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_SECONDS_LEFT] = g_param_spec_uint ("seconds-left", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SIGNAL_TRY] =
      g_signal_new ("try", KB_TYPE_RETRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDED] =
      g_signal_new ("ended", KB_TYPE_RETRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_retry_init (KbRetry *self)
{
  self->second = 1000;
}

/**
 * kb_retry_new:
 *
 * Returns: (transfer full): one that does nothing yet
 */
KbRetry *
kb_retry_new (void)
{
  return g_object_new (KB_TYPE_RETRY, NULL);
}

/**
 * kb_retry_new_with_second:
 * @milliseconds: how long a second is, for tests that cannot wait
 *
 * Returns: (transfer full): one that does nothing yet
 */
KbRetry *
kb_retry_new_with_second (guint milliseconds)
{
  KbRetry *self = kb_retry_new ();

  self->second = MAX (milliseconds, 1);
  return self;
}

/**
 * kb_retry_get_state:
 * @self: a retry
 *
 * Returns: where it stands
 */
KbRetryState
kb_retry_get_state (KbRetry *self)
{
  g_return_val_if_fail (KB_IS_RETRY (self), KB_RETRY_STATE_IDLE);

  return self->state;
}

/**
 * kb_retry_get_attempt:
 * @self: a retry
 *
 * Returns: how many tries have begun
 */
guint
kb_retry_get_attempt (KbRetry *self)
{
  g_return_val_if_fail (KB_IS_RETRY (self), 0);

  return self->attempt;
}

/**
 * kb_retry_get_seconds_left:
 * @self: a retry
 *
 * Returns: seconds to the next try, 0 unless it waits
 */
guint
kb_retry_get_seconds_left (KbRetry *self)
{
  g_return_val_if_fail (KB_IS_RETRY (self), 0);

  return self->seconds_left;
}

/**
 * kb_retry_get_active:
 * @self: a retry
 *
 * Returns: whether it waits or tests
 */
gboolean
kb_retry_get_active (KbRetry *self)
{
  g_return_val_if_fail (KB_IS_RETRY (self), FALSE);

  return self->state == KB_RETRY_STATE_WAITING || self->state == KB_RETRY_STATE_TESTING;
}

/* A fraction of a second early is early. */
static guint
round_up (double seconds)
{
  return (guint) ceil (CLAMP (seconds, 0, KB_RETRY_LONGEST));
}

/**
 * kb_retry_can_wait:
 * @verdict: a verdict
 *
 * Returns: whether time may mend what it says, and soon enough to wait for
 */
gboolean
kb_retry_can_wait (KbVerdict *verdict)
{
  double retry_after;

  g_return_val_if_fail (KB_IS_VERDICT (verdict), FALSE);

  retry_after = kb_verdict_get_retry_after (verdict);
  if (kb_verdict_get_outcome (verdict) == KB_OUTCOME_WORKS || retry_after > KB_RETRY_LONGEST)
    return FALSE;
  /* A refused key is refused for good, whatever a header says. */
  return kb_verdict_get_diagnosis (verdict)->wait_seconds > 0 ||
         (retry_after >= 0 && kb_verdict_get_outcome (verdict) != KB_OUTCOME_REFUSED);
}

/**
 * kb_retry_get_interval:
 * @attempt: tries so far
 * @waited: seconds waited so far
 * @total: seconds that may be waited in all
 * @retry_after: seconds that the server asks for, -1 when it does not
 *
 * Without a word from the server the waits double, from half a minute to five, and the last ends with @total.
 * What the server asks is never cut short.
 *
 * Returns: seconds to wait, at least %KB_RETRY_SHORTEST; 0 when there is no next try
 */
guint
kb_retry_get_interval (guint attempt, guint waited, guint total, double retry_after)
{
  guint left = total > waited ? total - waited : 0;
  guint interval;

  if (attempt >= KB_RETRY_MOST_TRIES || left < KB_RETRY_SHORTEST)
    return 0;
  if (retry_after >= 0)
    {
      interval = MAX (round_up (retry_after), KB_RETRY_SHORTEST);
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
 * kb_retry_start:
 * @self: a retry that is not active
 * @verdict: a verdict that kb_retry_can_wait()
 */
void
kb_retry_start (KbRetry *self, KbVerdict *verdict)
{
  g_return_if_fail (KB_IS_RETRY (self));
  g_return_if_fail (!kb_retry_get_active (self));
  g_return_if_fail (kb_retry_can_wait (verdict));

  set_attempt (self, 0);
  self->waited = 0;
  self->total = get_total (verdict);
  wait_for (self, kb_retry_get_interval (0, 0, self->total, kb_verdict_get_retry_after (verdict)));
}

/**
 * kb_retry_take:
 * @self: a retry; anything when it is not TESTING is ignored
 * @verdict: (nullable): what the try brought, %NULL when the test could not be made
 */
void
kb_retry_take (KbRetry *self, KbVerdict *verdict)
{
  guint interval = 0;

  g_return_if_fail (KB_IS_RETRY (self));

  if (self->state != KB_RETRY_STATE_TESTING)
    return;
  if (verdict != NULL && kb_retry_can_wait (verdict))
    interval = kb_retry_get_interval (self->attempt, self->waited, self->total,
                                      kb_verdict_get_retry_after (verdict));
  if (interval > 0)
    wait_for (self, interval);
  else
    end (self);
}

/**
 * kb_retry_cancel:
 * @self: a retry
 *
 * No signal ended follows. A test that is on its way has to be cancelled by whoever makes it.
 */
void
kb_retry_cancel (KbRetry *self)
{
  g_return_if_fail (KB_IS_RETRY (self));

  g_clear_handle_id (&self->source, g_source_remove);
  set_seconds_left (self, 0);
  set_state (self, KB_RETRY_STATE_IDLE);
}
