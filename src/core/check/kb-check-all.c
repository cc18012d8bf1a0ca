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
  GError *error;      /* nullable */
  KbWork *work;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KbCheckAll, kb_check_all, G_TYPE_OBJECT)

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
go_on (KbWork *work, gpointer data)
{
  KbCheckAll *self = work->object;

  self->running = self->names[self->done] != NULL;
  if (self->running)
    kb_key_check_run (self->key_check, self->names[self->done], NULL);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take (KbWork *work, gpointer data)
{
  KbCheckAll *self = work->object;
  const GError *error = kb_key_check_get_error (self->key_check);

  count (self, error == NULL ? kb_verdict_get_outcome (kb_key_check_get_verdict (self->key_check))
                             : KB_OUTCOME_NOT_CHECKED);
  if (error != NULL && is_hopeless (error))
    {
      self->error = g_error_copy (error);
      kb_check_all_stop (self);
    }
  else
    go_on (work, NULL);
}

static gboolean
is_running (KbWork *work)
{
  return !kb_work_is_over (work) && ((KbCheckAll *) work->object)->running;
}

/* One key after another. */
static DexFuture *
check_all_fiber (gpointer data)
{
  KbWork *work = data;

  while (is_running (work))
    {
      dex_await (kb_key_check_await (((KbCheckAll *) work->object)->key_check), NULL);
      kb_work_change (work, take, NULL);
    }

  return dex_future_new_true ();
}

static void
kb_check_all_dispose (GObject *object)
{
  KbCheckAll *self = KB_CHECK_ALL (object);

  kb_work_end (&self->work);
  g_clear_object (&self->key_check);
  G_OBJECT_CLASS (kb_check_all_parent_class)->dispose (object);
}

static void
kb_check_all_finalize (GObject *object)
{
  KbCheckAll *self = KB_CHECK_ALL (object);

  g_strfreev (self->names);
  g_hash_table_unref (self->missed);
  g_clear_error (&self->error);
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

  return self;
}

/**
 * kb_check_all_start:
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
  g_clear_error (&self->error);
  dex_unref (kb_work_start (&self->work, self, check_all_fiber));
  kb_work_change_here (self->work, go_on, NULL);
}

/**
 * kb_check_all_stop:
 *
 * Stops after what has been tested.
 */
void
kb_check_all_stop (KbCheckAll *self)
{
  g_return_if_fail (KB_IS_CHECK_ALL (self));

  kb_work_end (&self->work);
  if (!self->running)
    return;
  self->running = FALSE;
  kb_key_check_stop (self->key_check);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

const char *
kb_check_all_get_current (KbCheckAll *self)
{
  return self->running ? self->names[self->done] : NULL;
}

guint
kb_check_all_get_done (KbCheckAll *self)
{
  return self->done;
}

guint
kb_check_all_get_total (KbCheckAll *self)
{
  return self->names != NULL ? g_strv_length (self->names) : 0;
}

guint
kb_check_all_count (KbCheckAll *self, KbOutcome outcome)
{
  return self->counts[outcome];
}

const GError *
kb_check_all_get_error (KbCheckAll *self)
{
  return self->error;
}

gboolean
kb_check_all_missed (KbCheckAll *self, const char *name)
{
  return g_hash_table_contains (self->missed, name);
}
