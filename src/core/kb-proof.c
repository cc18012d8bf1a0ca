/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/kb-proof.h"

#include "core/kb-second.h"
#include "core/kb-setup.h"

struct _KbProof
{
  GObject parent_instance;

  KbTester *tester;
  KbProofState state;
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

G_DEFINE_FINAL_TYPE (KbProof, kb_proof, G_TYPE_OBJECT)

static void
set_state (KbProof *self, KbProofState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Whoever listens may stop it, or drop the last reference. */
static void
try_again (KbProof *self)
{
  g_autoptr (KbProof) kept = g_object_ref (self);

  self->tries++;
  set_state (self, KB_PROOF_TESTING);
  if (self->tester != NULL && self->state == KB_PROOF_TESTING)
    kb_tester_run (self->tester, self->name, NULL);
}

static gboolean
tick_cb (gpointer user_data)
{
  KbProof *self = user_data;

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
wait (KbProof *self)
{
  self->seconds_left = KB_PROOF_INTERVAL;
  self->source = g_timeout_add (kb_second_get_milliseconds (), tick_cb, self);
  set_state (self, KB_PROOF_WAITING);
}

static void
tester_cb (KbProof *self)
{
  KbProofState result;

  if (self->state != KB_PROOF_TESTING)
    return;
  switch (kb_tester_get_state (self->tester))
    {
    case KB_TESTER_STATE_UNREAD:
      set_state (self, KB_PROOF_UNREAD);
      break;
    case KB_TESTER_STATE_JUDGED:
      result = kb_proof_judge (kb_tester_get_verdict (self->tester));
      if (result == KB_PROOF_ALIVE && self->tries < KB_PROOF_MOST_TRIES)
        wait (self);
      else
        set_state (self, result);
      break;
    case KB_TESTER_STATE_READY:
    case KB_TESTER_STATE_RUNNING:
    default:
      break;
    }
}

static void
kb_proof_dispose (GObject *object)
{
  KbProof *self = KB_PROOF (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->tester != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->tester, self);
      kb_tester_stop (self->tester);
    }
  g_clear_object (&self->tester);
  G_OBJECT_CLASS (kb_proof_parent_class)->dispose (object);
}

static void
kb_proof_finalize (GObject *object)
{
  g_free (KB_PROOF (object)->name);
  G_OBJECT_CLASS (kb_proof_parent_class)->finalize (object);
}

static void
kb_proof_class_init (KbProofClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_proof_dispose;
  G_OBJECT_CLASS (klass)->finalize = kb_proof_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_PROOF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_proof_init (KbProof *self)
{
}

/**
 * kb_proof_new:
 * @setup: the set-up whose key it is; not kept alive
 *
 * Returns: (transfer full): one that does nothing yet
 */
KbProof *
kb_proof_new (KbSetup *setup)
{
  KbProof *self = g_object_new (KB_TYPE_PROOF, NULL);

  self->tester = kb_tester_new (setup);
  g_signal_connect_object (self->tester, "changed", G_CALLBACK (tester_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * kb_proof_start:
 * @self: a proof
 * @name: the store's name of the key that was revoked
 */
void
kb_proof_start (KbProof *self, const char *name)
{
  g_return_if_fail (KB_IS_PROOF (self));
  g_return_if_fail (name != NULL && *name != '\0');

  kb_proof_stop (self);
  g_set_str (&self->name, name);
  self->tries = 0;
  try_again (self);
}

/**
 * kb_proof_stop:
 * @self: a proof
 *
 * Ends testing and waiting; a result stays.
 */
void
kb_proof_stop (KbProof *self)
{
  gboolean active;

  g_return_if_fail (KB_IS_PROOF (self));

  active = self->state == KB_PROOF_TESTING || self->state == KB_PROOF_WAITING;
  g_clear_handle_id (&self->source, g_source_remove);
  if (!active)
    return;
  self->state = KB_PROOF_IDLE;
  kb_tester_stop (self->tester);
  set_state (self, KB_PROOF_IDLE);
}

/**
 * kb_proof_get_state:
 * @self: a proof
 *
 * Returns: where it stands
 */
KbProofState
kb_proof_get_state (KbProof *self)
{
  g_return_val_if_fail (KB_IS_PROOF (self), KB_PROOF_IDLE);

  return self->state;
}

/**
 * kb_proof_get_tries:
 * @self: a proof
 *
 * Returns: how many tries have begun
 */
guint
kb_proof_get_tries (KbProof *self)
{
  g_return_val_if_fail (KB_IS_PROOF (self), 0);

  return self->tries;
}

/**
 * kb_proof_get_seconds_left:
 * @self: a proof
 *
 * Returns: seconds to the next try while it waits
 */
guint
kb_proof_get_seconds_left (KbProof *self)
{
  g_return_val_if_fail (KB_IS_PROOF (self), 0);

  return self->seconds_left;
}

/**
 * kb_proof_get_tester:
 * @self: a proof
 *
 * Returns: (transfer none): what tests, for its newest verdict or error
 */
KbTester *
kb_proof_get_tester (KbProof *self)
{
  g_return_val_if_fail (KB_IS_PROOF (self), NULL);

  return self->tester;
}

/**
 * kb_proof_judge:
 * @verdict: what a test of the key brought
 *
 * Only the service itself proves something, when it does not know the key any more. A network that fails does
 * not, nor does a server that is busy, nor an account that is closed: it may be opened again, and the key
 * with it. Another server that passes requests on may say the same of a key of its own.
 *
 * Returns: %KB_PROOF_DEAD, %KB_PROOF_ALIVE or %KB_PROOF_UNKNOWN
 */
KbProofState
kb_proof_judge (KbVerdict *verdict)
{
  g_return_val_if_fail (KB_IS_VERDICT (verdict), KB_PROOF_UNKNOWN);

  if (kb_verdict_get_status (verdict) == 401 && !kb_verdict_is_elsewhere (verdict) &&
      g_str_equal (kb_verdict_get_diagnosis (verdict)->id, "invalid-key"))
    return KB_PROOF_DEAD;

  return kb_verdict_get_aspect (verdict, KB_ASPECT_KEY) == KB_ASPECT_STATE_PASSED ? KB_PROOF_ALIVE
                                                                                  : KB_PROOF_UNKNOWN;
}
