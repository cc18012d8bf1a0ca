/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-key-store.h"

struct _KbSavedKey
{
  GObject parent_instance;

  char *name;
  char *label;
  gint64 created;
  gboolean locked;
};

G_DEFINE_FINAL_TYPE (KbSavedKey, kb_saved_key, G_TYPE_OBJECT)

static void
kb_saved_key_finalize (GObject *object)
{
  KbSavedKey *self = KB_SAVED_KEY (object);

  g_free (self->name);
  g_free (self->label);

  G_OBJECT_CLASS (kb_saved_key_parent_class)->finalize (object);
}

static void
kb_saved_key_class_init (KbSavedKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_saved_key_finalize;
}

static void
kb_saved_key_init (KbSavedKey *self)
{
}

/**
 * kb_saved_key_new:
 * @name: the stable short name; "" where a locked keyring hides it
 * @label: what the person reads
 * @created: Unix seconds, 0 when unknown
 * @locked: whether reading the key takes unlocking
 *
 * Returns: (transfer full): a new description of a stored key
 */
KbSavedKey *
kb_saved_key_new (const char *name, const char *label, gint64 created, gboolean locked)
{
  KbSavedKey *self = NULL;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (label != NULL, NULL);

  self = g_object_new (KB_TYPE_SAVED_KEY, NULL);
  self->name = g_strdup (name);
  self->label = g_strdup (label);
  self->created = created;
  self->locked = locked;

  return self;
}

/* The name that load, rename and forget take; "" for a key whose keyring has been locked since it was
 * started: gnome-keyring hides names, labels and dates then. */
const char *
kb_saved_key_get_name (KbSavedKey *self)
{
  g_return_val_if_fail (KB_IS_SAVED_KEY (self), NULL);

  return self->name;
}

/* Never empty. */
const char *
kb_saved_key_get_label (KbSavedKey *self)
{
  g_return_val_if_fail (KB_IS_SAVED_KEY (self), NULL);

  return self->label;
}

/* Unix seconds, 0 when unknown */
gint64
kb_saved_key_get_created (KbSavedKey *self)
{
  g_return_val_if_fail (KB_IS_SAVED_KEY (self), 0);

  return self->created;
}

/* A hint: some keyrings call themselves locked although they can be read. Loading tells. */
gboolean
kb_saved_key_get_locked (KbSavedKey *self)
{
  g_return_val_if_fail (KB_IS_SAVED_KEY (self), FALSE);

  return self->locked;
}

/**
 * kb_saved_keys_have_name:
 * @keys: (element-type KbSavedKey): keys
 * @name: a store's name
 *
 * Returns: whether one of @keys has it
 */
gboolean
kb_saved_keys_have_name (GPtrArray *keys, const char *name)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_str_equal (kb_saved_key_get_name (keys->pdata[i]), name))
      return TRUE;
  return FALSE;
}

/**
 * kb_saved_keys_dup_free_label:
 * @keys: (element-type KbSavedKey): keys
 * @label: what a person would call another one, although one of them is called that
 *
 * Returns: (transfer full) (nullable): the same with a number, so that it stands for a name of its own. A
 * very long label loses its end, number and all: then there is none.
 */
char *
kb_saved_keys_dup_free_label (GPtrArray *keys, const char *label)
{
  for (guint i = 2; i < 100; i++)
    {
      g_autofree char *free_label = g_strdup_printf ("%s-%u", label, i);
      g_autofree char *free_name = kb_key_store_dup_name_for (free_label);

      if (!kb_saved_keys_have_name (keys, free_name))
        return g_steal_pointer (&free_label);
    }
  return NULL;
}
