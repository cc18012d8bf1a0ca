/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-key-list.h"

struct _KbListedKey
{
  GObject parent_instance;

  KbListedKeyKind kind;
  KbSavedKey *key;
};

struct _KbKeyList
{
  GObject parent_instance;

  KbKeys *keys;
  GPtrArray *for_now; /* KbSavedKey */
  GPtrArray *saved;   /* KbSavedKey; NULL: not known */
  GPtrArray *items;   /* KbListedKey */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (KbListedKey, kb_listed_key, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (KbKeyList,
                               kb_key_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
kb_listed_key_finalize (GObject *object)
{
  g_clear_object (&KB_LISTED_KEY (object)->key);

  G_OBJECT_CLASS (kb_listed_key_parent_class)->finalize (object);
}

static void
kb_listed_key_class_init (KbListedKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_listed_key_finalize;
}

static void
kb_listed_key_init (KbListedKey *self)
{
}

KbListedKeyKind
kb_listed_key_get_kind (KbListedKey *self)
{
  g_return_val_if_fail (KB_IS_LISTED_KEY (self), KB_LISTED_KEY_SAVED);

  return self->kind;
}

KbSavedKey *
kb_listed_key_get_key (KbListedKey *self)
{
  g_return_val_if_fail (KB_IS_LISTED_KEY (self), NULL);

  return self->key;
}

static gboolean
is_same (KbListedKey *one, KbListedKey *other)
{
  return one->kind == other->kind &&
         g_str_equal (kb_saved_key_get_name (one->key), kb_saved_key_get_name (other->key)) &&
         g_str_equal (kb_saved_key_get_label (one->key), kb_saved_key_get_label (other->key)) &&
         kb_saved_key_get_created (one->key) == kb_saved_key_get_created (other->key) &&
         kb_saved_key_get_locked (one->key) == kb_saved_key_get_locked (other->key);
}

static void
add (GPtrArray *items, KbListedKeyKind kind, KbSavedKey *key)
{
  KbListedKey *item = g_object_new (KB_TYPE_LISTED_KEY, NULL);

  item->kind = kind;
  item->key = g_object_ref (key);
  g_ptr_array_add (items, item);
}

static void
add_saved (KbKeyList *self, GPtrArray *items)
{
  KbTrash *trash = kb_keys_get_trash (self->keys);
  g_auto (GStrv) orphans = kb_notes_dup_orphans (kb_keys_get_notes (self->keys), self->saved);

  for (guint i = 0; i < self->saved->len; i++)
    if (!kb_trash_holds (trash, kb_saved_key_get_name (self->saved->pdata[i])))
      add (items, KB_LISTED_KEY_SAVED, self->saved->pdata[i]);
  for (gsize i = 0; orphans[i] != NULL; i++)
    {
      g_autoptr (KbSavedKey) key = kb_saved_key_new (orphans[i], orphans[i], 0, FALSE);

      add (items, KB_LISTED_KEY_ONLY_NOTED, key);
    }
}

/* What stays the same before and after what is other keeps its items, and with them the rows of a list. */
static void
replace (KbKeyList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->items);
  guint most = MIN (before->len, items->len), first = 0, last = 0;

  while (first < most && is_same (before->pdata[first], items->pdata[first]))
    first++;
  while (last < most - first &&
         is_same (before->pdata[before->len - 1 - last], items->pdata[items->len - 1 - last]))
    last++;
  for (guint i = 0; i < first; i++)
    g_set_object ((KbListedKey **) &items->pdata[i], before->pdata[i]);
  for (guint i = 1; i <= last; i++)
    g_set_object ((KbListedKey **) &items->pdata[items->len - i], before->pdata[before->len - i]);
  self->items = items;
  if (first + last < MAX (before->len, items->len))
    g_list_model_items_changed (G_LIST_MODEL (self), first, before->len - first - last,
                                items->len - first - last);
}

static GType
kb_key_list_get_item_type (GListModel *model)
{
  return KB_TYPE_LISTED_KEY;
}

static guint
kb_key_list_get_n_items (GListModel *model)
{
  return KB_KEY_LIST (model)->items->len;
}

static gpointer
kb_key_list_get_item (GListModel *model, guint place)
{
  GPtrArray *items = KB_KEY_LIST (model)->items;

  return place < items->len ? g_object_ref (items->pdata[place]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kb_key_list_get_item_type;
  iface->get_n_items = kb_key_list_get_n_items;
  iface->get_item = kb_key_list_get_item;
}

static void
kb_key_list_finalize (GObject *object)
{
  KbKeyList *self = KB_KEY_LIST (object);

  g_clear_object (&self->keys);
  g_clear_pointer (&self->for_now, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  g_ptr_array_unref (self->items);

  G_OBJECT_CLASS (kb_key_list_parent_class)->finalize (object);
}

static void
kb_key_list_class_init (KbKeyListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_key_list_finalize;
}

static void
kb_key_list_init (KbKeyList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * kb_key_list_new:
 * @keys: the person's keys
 *
 * Returns: (transfer full): an empty list, a #GListModel of #KbListedKey: keys that are kept for now, those
 *   of the keyring that are not in the trash, which it follows, and notes without a key
 */
KbKeyList *
kb_key_list_new (KbKeys *keys)
{
  KbKeyList *self = g_object_new (KB_TYPE_KEY_LIST, NULL);

  self->keys = g_object_ref (keys);
  g_signal_connect_object (kb_keys_get_trash (keys), "changed", G_CALLBACK (kb_key_list_refresh), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/**
 * kb_key_list_set:
 * @for_now: (nullable): the #KbSavedKey that are kept for now
 * @saved: (nullable): those of the keyring; %NULL when it did not tell
 *
 * Items of what is as it was stay.
 */
void
kb_key_list_set (KbKeyList *self, GPtrArray *for_now, GPtrArray *saved)
{
  g_return_if_fail (KB_IS_KEY_LIST (self));

  g_clear_pointer (&self->for_now, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_ptr_array_unref);
  self->for_now = for_now ? g_ptr_array_ref (for_now) : NULL;
  self->saved = saved ? g_ptr_array_ref (saved) : NULL;
  kb_key_list_refresh (self);
}

/**
 * kb_key_list_refresh:
 *
 * Looks at the notes and the trash again.
 */
void
kb_key_list_refresh (KbKeyList *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (KB_IS_KEY_LIST (self));

  for (guint i = 0; self->for_now && i < self->for_now->len; i++)
    add (items, KB_LISTED_KEY_FOR_NOW, self->for_now->pdata[i]);
  if (self->saved)
    add_saved (self, items);
  replace (self, items);
}

/**
 * kb_key_list_count_saved:
 *
 * Returns: how many of its keys are in the keyring
 */
guint
kb_key_list_count_saved (KbKeyList *self)
{
  guint n = 0;

  g_return_val_if_fail (KB_IS_KEY_LIST (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    n += ((KbListedKey *) self->items->pdata[i])->kind == KB_LISTED_KEY_SAVED ? 1 : 0;

  return n;
}

/**
 * kb_key_list_dup_names:
 *
 * Returns: (transfer full): the names of its keys in the keyring, but for those that it does not tell while
 *   it is locked
 */
char **
kb_key_list_dup_names (KbKeyList *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (KB_IS_KEY_LIST (self), NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      KbListedKey *item = self->items->pdata[i];
      const char *name = kb_saved_key_get_name (item->key);

      if (item->kind == KB_LISTED_KEY_SAVED && *name != '\0')
        g_strv_builder_add (names, name);
    }

  return g_strv_builder_end (names);
}
