/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"

struct _FakeStore
{
  GObject parent_instance;

  KbStoreState state;
  KbStoreProvider provider;
  int error;
  gboolean hold;
  GTask *held;
  gulong cancelled;
  GPtrArray *keys; /* KbSavedKey */
  char *name, *label;
  SecretValue *key;
  gboolean hold_lists;
  guint n_saves, n_unlocks, n_cancelled, n_probes, n_lists;
};

static void iface_init (KbKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeStore,
                               fake_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KB_TYPE_KEY_STORE, iface_init))

static void
finish_task (FakeStore *self, GTask *task)
{
  if (g_task_return_error_if_cancelled (task))
    return;
  if (self->error >= 0)
    g_task_return_new_error (task, KB_STORE_ERROR, self->error, "As the test wants it");
  else if (((const KbStoreRequest *) g_task_get_task_data (task))->verb != KB_STORE_LOAD)
    g_task_return_boolean (task, TRUE);
  else if (self->key)
    g_task_return_pointer (task, secret_value_ref (self->key), secret_value_unref);
  else
    g_task_return_new_error (task, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND, "Nothing was saved");
}

static gboolean
release_cb (gpointer user_data)
{
  FakeStore *self = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&self->held);

  if (task)
    finish_task (self, task);
  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *cancellable, FakeStore *self)
{
  self->n_cancelled++;
  /* Not within the caller's g_cancellable_cancel(), as a real store would not. */
  g_idle_add_full (G_PRIORITY_DEFAULT, release_cb, g_object_ref (self), g_object_unref);
}

/* Ends at once, unless the test holds it. */
static void
begin_task (FakeStore *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (!self->hold)
    {
      finish_task (self, task);
      return;
    }
  g_assert_null (self->held);
  self->held = g_object_ref (task);
  if (cancellable)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self, G_CONNECT_DEFAULT);
}

/* What a store fails with when it is in that state. */
static const KbStoreError state_errors[] = {
  [KB_STORE_STATE_LOCKED] = KB_STORE_ERROR_LOCKED,
  [KB_STORE_STATE_NO_COLLECTION] = KB_STORE_ERROR_NO_COLLECTION,
  [KB_STORE_STATE_NO_SERVICE] = KB_STORE_ERROR_NO_SERVICE,
  [KB_STORE_STATE_DENIED] = KB_STORE_ERROR_DENIED,
  [KB_STORE_STATE_NOT_RESPONDING] = KB_STORE_ERROR_NOT_RESPONDING,
};

static void
probe (FakeStore *self, GTask *task)
{
  self->n_probes++;
  if (self->state == KB_STORE_STATE_READY)
    g_task_return_pointer (task, g_strdup ("Login"), g_free);
  else
    g_task_return_new_error_literal (task, KB_STORE_ERROR, (int) state_errors[self->state],
                                     "As the test wants it");
}

static void
unlock (FakeStore *self, GTask *task)
{
  self->n_unlocks++;
  if (self->error < 0 && !self->hold)
    self->state = KB_STORE_STATE_READY;
  begin_task (self, task);
}

static void
list (FakeStore *self, GTask *task)
{
  GPtrArray *keys;

  self->n_lists++;
  if (self->hold_lists)
    {
      begin_task (self, task);
      return;
    }
  if (self->error >= 0)
    {
      finish_task (self, task);
      return;
    }
  keys = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->keys->len; i++)
    g_ptr_array_add (keys, g_object_ref (self->keys->pdata[i]));
  g_task_return_pointer (task, keys, (GDestroyNotify) g_ptr_array_unref);
}

static void
save (FakeStore *self, GTask *task, const KbStoreRequest *request)
{
  self->n_saves++;
  if (!request->replace && kb_saved_keys_have_name (self->keys, request->name))
    {
      g_task_return_new_error_literal (task, KB_STORE_ERROR, KB_STORE_ERROR_NAME_TAKEN, "Somebody took it");
      return;
    }
  if (self->error < 0)
    {
      g_set_str (&self->name, request->name);
      g_set_str (&self->label, request->label);
      g_clear_pointer (&self->key, secret_value_unref);
      self->key = secret_value_ref (request->key);
    }
  begin_task (self, task);
}

static void
start (KbKeyStore *store, GTask *task)
{
  FakeStore *self = FAKE_STORE (store);
  const KbStoreRequest *request = g_task_get_task_data (task);

  switch (request->verb)
    {
    case KB_STORE_PROBE:
      probe (self, task);
      break;
    case KB_STORE_UNLOCK:
      unlock (self, task);
      break;
    case KB_STORE_LIST:
      list (self, task);
      break;
    case KB_STORE_SAVE:
      save (self, task, request);
      break;
    case KB_STORE_LOAD:
    case KB_STORE_RENAME:
    case KB_STORE_FORGET:
    default:
      begin_task (self, task);
    }
}

static KbStoreProvider
get_provider (KbKeyStore *store)
{
  return FAKE_STORE (store)->provider;
}

static void
iface_init (KbKeyStoreInterface *iface)
{
  iface->start = start;
  iface->get_provider = get_provider;
}

static void
fake_store_finalize (GObject *object)
{
  FakeStore *self = FAKE_STORE (object);

  g_assert_null (self->held);
  g_ptr_array_unref (self->keys);
  g_free (self->name);
  g_free (self->label);
  g_clear_pointer (&self->key, secret_value_unref);
  G_OBJECT_CLASS (fake_store_parent_class)->finalize (object);
}

static void
fake_store_class_init (FakeStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_store_finalize;
}

static void
fake_store_init (FakeStore *self)
{
  self->state = KB_STORE_STATE_READY;
  self->error = -1;
  self->keys = g_ptr_array_new_with_free_func (g_object_unref);
}

FakeStore *
fake_store_new (void)
{
  return g_object_new (FAKE_TYPE_STORE, NULL);
}

void
fake_store_set_state (FakeStore *self, KbStoreState state)
{
  self->state = state;
}

void
fake_store_set_provider (FakeStore *self, KbStoreProvider provider)
{
  self->provider = provider;
}

void
fake_store_set_error (FakeStore *self, int error)
{
  self->error = error;
}

void
fake_store_hold (FakeStore *self, gboolean hold)
{
  self->hold = hold;
  if (!hold)
    release_cb (self);
}

void
fake_store_hold_lists (FakeStore *self)
{
  self->hold = self->hold_lists = TRUE;
}

guint
fake_store_get_n_cancelled (FakeStore *self)
{
  return self->n_cancelled;
}

gboolean
fake_store_is_held (FakeStore *self)
{
  return self->held != NULL;
}

void
fake_store_add (FakeStore *self, const char *name)
{
  g_ptr_array_add (self->keys, kb_saved_key_new (name, name, 0, *name == '\0'));
}

const char *
fake_store_get_saved_name (FakeStore *self)
{
  return self->name;
}

const char *
fake_store_get_saved_label (FakeStore *self)
{
  return self->label;
}

const char *
fake_store_get_saved_key (FakeStore *self)
{
  return self->key ? secret_value_get_text (self->key) : NULL;
}

guint
fake_store_get_n_saves (FakeStore *self)
{
  return self->n_saves;
}

guint
fake_store_get_n_unlocks (FakeStore *self)
{
  return self->n_unlocks;
}

guint
fake_store_get_n_probes (FakeStore *self)
{
  return self->n_probes;
}

guint
fake_store_get_n_lists (FakeStore *self)
{
  return self->n_lists;
}
