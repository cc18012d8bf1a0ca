/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-revocation-check.h"

#include "core/base/kb-second.h"

struct _KbRevocationCheck
{
  GObject parent_instance;

  KbKeyCheck *key_check;
  KbRevocationCheckState state;
  char *name;
  guint tries;
  guint seconds_left;
  guint source;
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

/* Whoever listens may stop it, or drop the last reference. */
static void
try_again (KbRevocationCheck *self)
{
  g_autoptr (KbRevocationCheck) kept = g_object_ref (self);

  self->tries++;
  set_state (self, KB_REVOCATION_CHECK_TESTING);
  if (self->key_check != NULL && self->state == KB_REVOCATION_CHECK_TESTING)
    kb_key_check_run (self->key_check, self->name, NULL);
}

static gboolean
tick_cb (gpointer user_data)
{
  KbRevocationCheck *self = user_data;

  self->seconds_left--;
  if (self->seconds_left > 0)
    {
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
      return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  try_again (self);
  return G_SOURCE_REMOVE;
}

static void
wait (KbRevocationCheck *self)
{
  self->seconds_left = KB_REVOCATION_CHECK_INTERVAL;
  self->source = g_timeout_add (kb_second_get_milliseconds (), tick_cb, self);
  set_state (self, KB_REVOCATION_CHECK_WAITING);
}

static void
key_check_cb (KbRevocationCheck *self)
{
  KbRevocationCheckState result;

  if (self->state != KB_REVOCATION_CHECK_TESTING)
    return;
  switch (kb_key_check_get_state (self->key_check))
    {
    case KB_KEY_CHECK_STATE_UNREAD:
      set_state (self, KB_REVOCATION_CHECK_UNREAD);
      break;
    case KB_KEY_CHECK_STATE_JUDGED:
      result = kb_revocation_check_judge (kb_key_check_get_verdict (self->key_check));
      if (result == KB_REVOCATION_CHECK_ALIVE && self->tries < KB_REVOCATION_CHECK_MOST_TRIES)
        wait (self);
      else
        set_state (self, result);
      break;
    case KB_KEY_CHECK_STATE_READY:
    case KB_KEY_CHECK_STATE_RUNNING:
    default:
      break;
    }
}

static void
kb_revocation_check_dispose (GObject *object)
{
  KbRevocationCheck *self = KB_REVOCATION_CHECK (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->key_check != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->key_check, self);
      kb_key_check_stop (self->key_check);
    }
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
  g_signal_connect_object (self->key_check, "changed", G_CALLBACK (key_check_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * kb_revocation_check_start:
 * @self: a proof
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
  try_again (self);
}

/**
 * kb_revocation_check_stop:
 * @self: a proof
 *
 * Ends testing and waiting; a result stays.
 */
void
kb_revocation_check_stop (KbRevocationCheck *self)
{
  gboolean active;

  g_return_if_fail (KB_IS_REVOCATION_CHECK (self));

  active = self->state == KB_REVOCATION_CHECK_TESTING || self->state == KB_REVOCATION_CHECK_WAITING;
  g_clear_handle_id (&self->source, g_source_remove);
  if (!active)
    return;
  self->state = KB_REVOCATION_CHECK_IDLE;
  kb_key_check_stop (self->key_check);
  set_state (self, KB_REVOCATION_CHECK_IDLE);
}

/**
 * kb_revocation_check_get_state:
 * @self: a proof
 *
 * Returns: where it stands
 */
KbRevocationCheckState
kb_revocation_check_get_state (KbRevocationCheck *self)
{
  g_return_val_if_fail (KB_IS_REVOCATION_CHECK (self), KB_REVOCATION_CHECK_IDLE);

  return self->state;
}

/**
 * kb_revocation_check_get_tries:
 * @self: a proof
 *
 * Returns: how many tries have begun
 */
guint
kb_revocation_check_get_tries (KbRevocationCheck *self)
{
  g_return_val_if_fail (KB_IS_REVOCATION_CHECK (self), 0);

  return self->tries;
}

/**
 * kb_revocation_check_get_seconds_left:
 * @self: a proof
 *
 * Returns: seconds to the next try while it waits
 */
guint
kb_revocation_check_get_seconds_left (KbRevocationCheck *self)
{
  g_return_val_if_fail (KB_IS_REVOCATION_CHECK (self), 0);

  return self->seconds_left;
}

/**
 * kb_revocation_check_get_key_check:
 * @self: a proof
 *
 * Returns: (transfer none): what tests, for its newest verdict or error
 */
KbKeyCheck *
kb_revocation_check_get_key_check (KbRevocationCheck *self)
{
  g_return_val_if_fail (KB_IS_REVOCATION_CHECK (self), NULL);

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

  if (kb_verdict_get_status (verdict) == 401 && !kb_verdict_is_elsewhere (verdict) &&
      g_str_equal (kb_verdict_get_diagnosis (verdict)->id, "invalid-key"))
    return KB_REVOCATION_CHECK_DEAD;

  return kb_verdict_get_aspect (verdict, KB_ASPECT_KEY) == KB_ASPECT_STATE_PASSED
             ? KB_REVOCATION_CHECK_ALIVE
             : KB_REVOCATION_CHECK_UNKNOWN;
}
