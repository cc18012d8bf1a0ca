/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/kb-round.h"

#include "core/kb-setup.h"
#include "core/keyring/kb-stored-key.h"

struct _KbRound
{
  GObject parent_instance;

  KbTester *tester;
  GStrv names;
  guint done;
  gboolean running;
  guint counts[KB_OUTCOME_NOT_CHECKED + 1];
  GHashTable *missed; /* names */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbRound, kb_round, G_TYPE_OBJECT)

static void
go_on (KbRound *self)
{
  self->running = self->names[self->done] != NULL;
  if (self->running)
    kb_tester_run (self->tester, self->names[self->done], NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
count (KbRound *self, KbOutcome outcome)
{
  self->counts[outcome]++;
  if (outcome == KB_OUTCOME_NOT_CHECKED)
    g_hash_table_add (self->missed, g_strdup (self->names[self->done]));
  self->done++;
}

/* Whoever closed the keyring's own window once does not want it again for each of the other keys. */
static gboolean
is_hopeless (const GError *error)
{
  return error->domain != KB_STORED_ERROR &&
         !g_error_matches (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
}

static void
tester_cb (KbRound *self)
{
  KbTesterState state = kb_tester_get_state (self->tester);

  if (!self->running || (state != KB_TESTER_STATE_JUDGED && state != KB_TESTER_STATE_UNREAD))
    return;
  if (state == KB_TESTER_STATE_JUDGED)
    count (self, kb_verdict_get_outcome (kb_tester_get_verdict (self->tester)));
  else
    count (self, KB_OUTCOME_NOT_CHECKED);
  if (state == KB_TESTER_STATE_UNREAD && is_hopeless (kb_tester_get_error (self->tester)))
    kb_round_stop (self);
  else
    go_on (self);
}

static void
kb_round_dispose (GObject *object)
{
  KbRound *self = KB_ROUND (object);

  self->running = FALSE;
  if (self->tester != NULL)
    kb_tester_stop (self->tester);
  g_clear_object (&self->tester);
  G_OBJECT_CLASS (kb_round_parent_class)->dispose (object);
}

static void
kb_round_finalize (GObject *object)
{
  KbRound *self = KB_ROUND (object);

  g_strfreev (self->names);
  g_hash_table_unref (self->missed);
  G_OBJECT_CLASS (kb_round_parent_class)->finalize (object);
}

static void
kb_round_class_init (KbRoundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_round_dispose;
  G_OBJECT_CLASS (klass)->finalize = kb_round_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_ROUND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_round_init (KbRound *self)
{
  self->missed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kb_round_new:
 * @setup: the set-up whose keys are tested; not kept alive
 *
 * Returns: (transfer full): a round that has not begun
 */
KbRound *
kb_round_new (KbSetup *setup)
{
  KbRound *self = g_object_new (KB_TYPE_ROUND, NULL);

  self->tester = kb_tester_new (setup);
  g_signal_connect_object (self->tester, "changed", G_CALLBACK (tester_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * kb_round_start:
 * @self: a round
 * @names: (array zero-terminated=1): the store's names of the keys, in the order to test them
 *
 * Begins anew; what an earlier round found is forgotten here, not in the notes.
 */
void
kb_round_start (KbRound *self, const char *const *names)
{
  g_return_if_fail (KB_IS_ROUND (self));
  g_return_if_fail (names != NULL);

  kb_round_stop (self);
  g_strfreev (self->names);
  self->names = g_strdupv ((GStrv) names);
  self->done = 0;
  memset (self->counts, 0, sizeof self->counts);
  g_hash_table_remove_all (self->missed);
  go_on (self);
}

/**
 * kb_round_stop:
 * @self: a round
 *
 * Stops after what has been tested.
 */
void
kb_round_stop (KbRound *self)
{
  g_return_if_fail (KB_IS_ROUND (self));

  if (!self->running)
    return;
  self->running = FALSE;
  kb_tester_stop (self->tester);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * kb_round_get_current:
 * @self: a round
 *
 * Returns: (nullable): the name of the key that is being tested
 */
const char *
kb_round_get_current (KbRound *self)
{
  g_return_val_if_fail (KB_IS_ROUND (self), NULL);

  return self->running ? self->names[self->done] : NULL;
}

/**
 * kb_round_get_done:
 * @self: a round
 *
 * Returns: how many keys it is through with
 */
guint
kb_round_get_done (KbRound *self)
{
  g_return_val_if_fail (KB_IS_ROUND (self), 0);

  return self->done;
}

/**
 * kb_round_get_total:
 * @self: a round
 *
 * Returns: how many keys it is about
 */
guint
kb_round_get_total (KbRound *self)
{
  g_return_val_if_fail (KB_IS_ROUND (self), 0);

  return self->names != NULL ? g_strv_length (self->names) : 0;
}

/**
 * kb_round_count:
 * @self: a round
 * @outcome: an outcome
 *
 * Returns: how many keys ended so far with @outcome
 */
guint
kb_round_count (KbRound *self, KbOutcome outcome)
{
  g_return_val_if_fail (KB_IS_ROUND (self), 0);
  g_return_val_if_fail (outcome <= KB_OUTCOME_NOT_CHECKED, 0);

  return self->counts[outcome];
}

/**
 * kb_round_missed:
 * @self: a round
 * @name: the store's name of a key
 *
 * Returns: whether the key was tried, but could not be read or checked: what was known of it before still
 * holds
 */
gboolean
kb_round_missed (KbRound *self, const char *name)
{
  g_return_val_if_fail (KB_IS_ROUND (self), FALSE);

  return g_hash_table_contains (self->missed, name);
}
