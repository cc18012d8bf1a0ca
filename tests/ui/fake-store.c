/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"

struct _FakeStore
{
  GObject parent_instance;

  KbStoreState state;
  int error;
  gboolean hold;
  GTask *held;
  gulong cancelled;
  GPtrArray *keys; /* KbSavedKey */
  char *name, *label;
  SecretValue *key;
  gboolean hold_lists;
  guint n_saves, n_unlocks, n_cancelled;
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
  else
    g_task_return_boolean (task, TRUE);
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
      g_object_unref (task);
      return;
    }
  g_assert_null (self->held);
  self->held = task;
  if (cancellable)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), self, G_CONNECT_DEFAULT);
}

static void
probe_async (KbKeyStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_return_int (task, FAKE_STORE (store)->state);
}

static KbStoreState
probe_finish (KbKeyStore *store, GAsyncResult *result, char **collection, GError **error)
{
  gssize state = g_task_propagate_int (G_TASK (result), error);

  if (collection)
    *collection = g_strdup ("Login");
  return state < 0 ? KB_STORE_STATE_CHECKING : (KbStoreState) state;
}

static void
unlock_async (KbKeyStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  FakeStore *self = FAKE_STORE (store);

  self->n_unlocks++;
  if (self->error < 0 && !self->hold)
    self->state = KB_STORE_STATE_READY;
  begin_task (self, g_task_new (store, cancellable, callback, user_data));
}

static gboolean
boolean_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
list_async (KbKeyStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  FakeStore *self = FAKE_STORE (store);
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);
  GPtrArray *keys;

  if (self->hold_lists)
    {
      begin_task (self, g_steal_pointer (&task));
      return;
    }
  keys = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->keys->len; i++)
    g_ptr_array_add (keys, g_object_ref (self->keys->pdata[i]));
  g_task_return_pointer (task, keys, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
list_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  if (FAKE_STORE (store)->error < 0)
    return g_task_propagate_pointer (G_TASK (result), error);
  g_set_error_literal (error, KB_STORE_ERROR, FAKE_STORE (store)->error, "As the test wants it");
  return NULL;
}

static void
save_async (KbKeyStore *store,
            const char *name,
            const char *label,
            SecretValue *key,
            gboolean replace,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  FakeStore *self = FAKE_STORE (store);

  self->n_saves++;
  if (!replace && kb_saved_keys_have_name (self->keys, name))
    {
      g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

      g_task_return_new_error (task, KB_STORE_ERROR, KB_STORE_ERROR_NAME_TAKEN, "Somebody took it");
      return;
    }
  if (self->error < 0)
    {
      g_set_str (&self->name, name);
      g_set_str (&self->label, label);
      g_clear_pointer (&self->key, secret_value_unref);
      self->key = secret_value_ref (key);
    }
  begin_task (self, g_task_new (store, cancellable, callback, user_data));
}

static void
load_async (KbKeyStore *store,
            const char *name,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  begin_task (FAKE_STORE (store), g_task_new (store, cancellable, callback, user_data));
}

static SecretValue *
load_finish (KbKeyStore *store, GAsyncResult *result, GError **error)
{
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return secret_value_ref (FAKE_STORE (store)->key);
}

static void
iface_init (KbKeyStoreInterface *iface)
{
  iface->probe_async = probe_async;
  iface->probe_finish = probe_finish;
  iface->unlock_async = unlock_async;
  iface->unlock_finish = boolean_finish;
  iface->list_async = list_async;
  iface->list_finish = list_finish;
  iface->save_async = save_async;
  iface->save_finish = boolean_finish;
  iface->load_async = load_async;
  iface->load_finish = load_finish;
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
  g_ptr_array_add (self->keys, kb_saved_key_new (name, name, 0, FALSE));
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
