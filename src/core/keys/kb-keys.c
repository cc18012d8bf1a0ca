/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-keys.h"

#include "core/keyring/kb-memory-store.h"

struct _KbKeys
{
  GObject parent_instance;

  KbKeyStore *store;
  KbNotes *notes;
  KbTrash *trash;
  KbKeyStore *store_for_now;
  KbNotes *notes_for_now;
  gboolean takes_all;
};

G_DEFINE_FINAL_TYPE (KbKeys, kb_keys, G_TYPE_OBJECT)

static void
kb_keys_dispose (GObject *object)
{
  KbKeys *self = KB_KEYS (object);

  g_clear_object (&self->trash);
  g_clear_object (&self->store);
  g_clear_object (&self->notes);
  g_clear_object (&self->store_for_now);
  g_clear_object (&self->notes_for_now);
  G_OBJECT_CLASS (kb_keys_parent_class)->dispose (object);
}

static void
kb_keys_class_init (KbKeysClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kb_keys_dispose;
}

static void
kb_keys_init (KbKeys *self)
{
  self->store_for_now = kb_memory_store_new ();
  self->notes_for_now = kb_notes_new (NULL);
}

/**
 * kb_keys_new:
 * @store: where keys stay
 * @notes: the notes on them
 * @takes_all: whether @store takes every key, so that none is looked for among those kept for now
 *
 * Returns: (transfer full): the person's keys; @store is not asked yet
 */
KbKeys *
kb_keys_new (KbKeyStore *store, KbNotes *notes, gboolean takes_all)
{
  KbKeys *self = g_object_new (KB_TYPE_KEYS, NULL);

  self->store = g_object_ref (store);
  self->notes = g_object_ref (notes);
  self->trash = kb_trash_new (store, notes);
  self->takes_all = takes_all;
  return self;
}

/**
 * kb_keys_get_store:
 *
 * Returns: (transfer none): where keys stay
 */
KbKeyStore *
kb_keys_get_store (KbKeys *self)
{
  g_return_val_if_fail (KB_IS_KEYS (self), NULL);
  return self->store;
}

/**
 * kb_keys_get_notes:
 *
 * Returns: (transfer none): the notes on the keys that stay
 */
KbNotes *
kb_keys_get_notes (KbKeys *self)
{
  g_return_val_if_fail (KB_IS_KEYS (self), NULL);
  return self->notes;
}

/**
 * kb_keys_get_trash:
 *
 * Returns: (transfer none): those that are being forgotten
 */
KbTrash *
kb_keys_get_trash (KbKeys *self)
{
  g_return_val_if_fail (KB_IS_KEYS (self), NULL);
  return self->trash;
}

/**
 * kb_keys_get_store_for_now:
 *
 * Returns: (transfer none): where keys are kept that no keyring can take
 */
KbKeyStore *
kb_keys_get_store_for_now (KbKeys *self)
{
  g_return_val_if_fail (KB_IS_KEYS (self), NULL);
  return self->store_for_now;
}

/**
 * kb_keys_is_for_now:
 * @name: the store's name of a key
 *
 * Returns: whether that key is kept in memory, for want of a keyring, and gone when the program ends
 */
gboolean
kb_keys_is_for_now (KbKeys *self, const char *name)
{
  g_return_val_if_fail (KB_IS_KEYS (self), FALSE);
  return !self->takes_all && kb_memory_store_has (KB_MEMORY_STORE (self->store_for_now), name);
}

/**
 * kb_keys_count_for_now:
 *
 * Returns: how many keys are lost when the program ends
 */
guint
kb_keys_count_for_now (KbKeys *self)
{
  g_return_val_if_fail (KB_IS_KEYS (self), 0);
  return kb_memory_store_get_count (KB_MEMORY_STORE (self->store_for_now));
}

/**
 * kb_keys_get_store_for:
 * @name: the store's name of a key
 *
 * Returns: (transfer none): the store that has it, or may have it
 */
KbKeyStore *
kb_keys_get_store_for (KbKeys *self, const char *name)
{
  g_return_val_if_fail (KB_IS_KEYS (self), NULL);
  return kb_keys_is_for_now (self, name) ? self->store_for_now : self->store;
}

/**
 * kb_keys_get_notes_for:
 * @name: the store's name of a key
 *
 * Returns: (transfer none): the notes that it belongs in; those on keys that are kept for now are never
 * written
 */
KbNotes *
kb_keys_get_notes_for (KbKeys *self, const char *name)
{
  g_return_val_if_fail (KB_IS_KEYS (self), NULL);
  return kb_keys_is_for_now (self, name) ? self->notes_for_now : self->notes;
}

/**
 * kb_keys_share_for_now:
 * @from: those of another set-up, which is about to go
 *
 * Keeps the keys that are in memory alive from one set-up to the next.
 */
void
kb_keys_share_for_now (KbKeys *self, KbKeys *from)
{
  g_return_if_fail (KB_IS_KEYS (self));
  g_return_if_fail (KB_IS_KEYS (from));
  g_set_object (&self->store_for_now, from->store_for_now);
  g_set_object (&self->notes_for_now, from->notes_for_now);
}
