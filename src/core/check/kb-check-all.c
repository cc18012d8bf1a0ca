/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-check-all.h"

#include "core/keyring/kb-stored-key.h"

struct _KbCheckAll
{
  GObject parent_instance;

  KbKeyCheck *key_check;
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

G_DEFINE_FINAL_TYPE (KbCheckAll, kb_check_all, G_TYPE_OBJECT)

static void
go_on (KbCheckAll *self)
{
  self->running = self->names[self->done] != NULL;
  if (self->running)
    kb_key_check_run (self->key_check, self->names[self->done], NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
count (KbCheckAll *self, KbOutcome outcome)
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
key_check_cb (KbCheckAll *self)
{
  KbKeyCheckState state = kb_key_check_get_state (self->key_check);

  if (!self->running || (state != KB_KEY_CHECK_STATE_JUDGED && state != KB_KEY_CHECK_STATE_UNREAD))
    return;
  if (state == KB_KEY_CHECK_STATE_JUDGED)
    count (self, kb_verdict_get_outcome (kb_key_check_get_verdict (self->key_check)));
  else
    count (self, KB_OUTCOME_NOT_CHECKED);
  if (state == KB_KEY_CHECK_STATE_UNREAD && is_hopeless (kb_key_check_get_error (self->key_check)))
    kb_check_all_stop (self);
  else
    go_on (self);
}

static void
kb_check_all_dispose (GObject *object)
{
  KbCheckAll *self = KB_CHECK_ALL (object);

  self->running = FALSE;
  if (self->key_check != NULL)
    kb_key_check_stop (self->key_check);
  g_clear_object (&self->key_check);
  G_OBJECT_CLASS (kb_check_all_parent_class)->dispose (object);
}

static void
kb_check_all_finalize (GObject *object)
{
  KbCheckAll *self = KB_CHECK_ALL (object);

  g_strfreev (self->names);
  g_hash_table_unref (self->missed);
  G_OBJECT_CLASS (kb_check_all_parent_class)->finalize (object);
}

static void
kb_check_all_class_init (KbCheckAllClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_check_all_dispose;
  G_OBJECT_CLASS (klass)->finalize = kb_check_all_finalize;
  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", KB_TYPE_CHECK_ALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kb_check_all_init (KbCheckAll *self)
{
  self->missed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * kb_check_all_new:
 * @keys: where the keys are
 * @service: whom to check them with
 *
 * Returns: (transfer full): a round that has not begun
 */
KbCheckAll *
kb_check_all_new (KbKeys *keys, KbService *service)
{
  KbCheckAll *self = g_object_new (KB_TYPE_CHECK_ALL, NULL);

  self->key_check = kb_key_check_new (keys, service);
  g_signal_connect_object (self->key_check, "changed", G_CALLBACK (key_check_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * kb_check_all_start:
 * @self: a round
 * @names: (array zero-terminated=1): the store's names of the keys, in the order to test them
 *
 * Begins anew; what an earlier round found is forgotten here, not in the notes.
 */
void
kb_check_all_start (KbCheckAll *self, const char *const *names)
{
  g_return_if_fail (KB_IS_CHECK_ALL (self));
  g_return_if_fail (names != NULL);

  kb_check_all_stop (self);
  g_strfreev (self->names);
  self->names = g_strdupv ((GStrv) names);
  self->done = 0;
  memset (self->counts, 0, sizeof self->counts);
  g_hash_table_remove_all (self->missed);
  go_on (self);
}

/**
 * kb_check_all_stop:
 * @self: a round
 *
 * Stops after what has been tested.
 */
void
kb_check_all_stop (KbCheckAll *self)
{
  g_return_if_fail (KB_IS_CHECK_ALL (self));

  if (!self->running)
    return;
  self->running = FALSE;
  kb_key_check_stop (self->key_check);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * kb_check_all_get_current:
 * @self: a round
 *
 * Returns: (nullable): the name of the key that is being tested
 */
const char *
kb_check_all_get_current (KbCheckAll *self)
{
  g_return_val_if_fail (KB_IS_CHECK_ALL (self), NULL);

  return self->running ? self->names[self->done] : NULL;
}

/**
 * kb_check_all_get_done:
 * @self: a round
 *
 * Returns: how many keys it is through with
 */
guint
kb_check_all_get_done (KbCheckAll *self)
{
  g_return_val_if_fail (KB_IS_CHECK_ALL (self), 0);

  return self->done;
}

/**
 * kb_check_all_get_total:
 * @self: a round
 *
 * Returns: how many keys it is about
 */
guint
kb_check_all_get_total (KbCheckAll *self)
{
  g_return_val_if_fail (KB_IS_CHECK_ALL (self), 0);

  return self->names != NULL ? g_strv_length (self->names) : 0;
}

/**
 * kb_check_all_count:
 * @self: a round
 * @outcome: an outcome
 *
 * Returns: how many keys ended so far with @outcome
 */
guint
kb_check_all_count (KbCheckAll *self, KbOutcome outcome)
{
  g_return_val_if_fail (KB_IS_CHECK_ALL (self), 0);
  g_return_val_if_fail (outcome <= KB_OUTCOME_NOT_CHECKED, 0);

  return self->counts[outcome];
}

/**
 * kb_check_all_missed:
 * @self: a round
 * @name: the store's name of a key
 *
 * Returns: whether the key was tried, but could not be read or checked: what was known of it before still
 * holds
 */
gboolean
kb_check_all_missed (KbCheckAll *self, const char *name)
{
  g_return_val_if_fail (KB_IS_CHECK_ALL (self), FALSE);

  return g_hash_table_contains (self->missed, name);
}
