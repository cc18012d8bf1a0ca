/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-item.h"

#include <glib/gi18n.h>
#include <string.h>

#define ATTRIBUTE_SERVICE "service"
#define ATTRIBUTE_NAME "username"
#define ATTRIBUTE_APPLICATION "application"
#define ATTRIBUTE_SCHEMA "xdg:schema"
#define SERVICE "openai"
#define APPLICATION "keybearer"

/* Not APP_ID: whichever profile is built, it is the same kind of item, and each finds the other's keys. Not
 * searched for: gnome-keyring hashes attribute values while it is locked and would not find it. */
#define SCHEMA "io.github.keybearer.Keybearer"

/* Not translated: it is how the key is found again in other programs. */
#define LABEL_PREFIX "OpenAI API key – "
/* Other programs set labels too, of any length; what is longer than this is no name that a person reads. */
#define LABEL_LONGEST 256

/**
 * kb_secret_item_new:
 * @path: of an item
 * @properties: of it, as `a{sv}`
 *
 * Returns: (transfer full): the item
 */
KbSecretItem *
kb_secret_item_new (const char *path, GVariant *properties)
{
  KbSecretItem *item = g_new0 (KbSecretItem, 1);
  g_autoptr (GVariant) attributes =
      g_variant_lookup_value (properties, "Attributes", G_VARIANT_TYPE ("a{ss}"));
  GVariantIter iter;
  char *name, *value;

  item->path = g_strdup (path);
  item->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!g_variant_lookup (properties, "Label", "s", &item->label))
    item->label = g_strdup ("");
  g_variant_lookup (properties, "Locked", "b", &item->locked);
  g_variant_lookup (properties, "Created", "t", &item->created);
  g_variant_lookup (properties, "Modified", "t", &item->modified);
  if (attributes == NULL)
    return item;
  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_next (&iter, "{ss}", &name, &value))
    g_hash_table_insert (item->attributes, name, value);

  return item;
}

void
kb_secret_item_free (gpointer data)
{
  KbSecretItem *item = data;

  g_free (item->path);
  g_free (item->label);
  g_hash_table_unref (item->attributes);
  g_free (item);
}

/**
 * kb_secret_item_get:
 * @item: an item
 * @attribute: a name
 *
 * Returns: (transfer none): its value, "" where there is none
 */
const char *
kb_secret_item_get (const KbSecretItem *item, const char *attribute)
{
  const char *value = g_hash_table_lookup (item->attributes, attribute);

  return value != NULL ? value : "";
}

static void
add_attributes (GVariantBuilder *builder, const char *name)
{
  g_variant_builder_init (builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (builder, "{ss}", ATTRIBUTE_SERVICE, SERVICE);
  g_variant_builder_add (builder, "{ss}", ATTRIBUTE_APPLICATION, APPLICATION);
  if (name != NULL)
    g_variant_builder_add (builder, "{ss}", ATTRIBUTE_NAME, name);
}

/**
 * kb_secret_item_new_attributes:
 * @name: (nullable): the short name of a key; %NULL for all
 *
 * Returns: (transfer floating): what Keybearer's items of that name have in common, for kb_secret_search()
 */
GVariant *
kb_secret_item_new_attributes (const char *name)
{
  GVariantBuilder attributes;

  add_attributes (&attributes, name);

  return g_variant_builder_end (&attributes);
}

/**
 * kb_secret_item_new_properties:
 * @name: the short name of a key
 * @label: what the person calls it, perhaps ""
 *
 * Returns: (transfer floating): what the item is made with, as `a{sv}`
 */
GVariant *
kb_secret_item_new_properties (const char *name, const char *label)
{
  g_autofree char *item_label = kb_secret_item_dup_label (name, label);
  GVariantBuilder attributes;

  add_attributes (&attributes, name);
  g_variant_builder_add (&attributes, "{ss}", ATTRIBUTE_SCHEMA, SCHEMA);

  return g_variant_new_parsed ("{'org.freedesktop.Secret.Item.Label': <%s>,"
                               " 'org.freedesktop.Secret.Item.Attributes': <%@a{ss}>}",
                               item_label, g_variant_builder_end (&attributes));
}

/**
 * kb_secret_item_dup_label:
 * @name: the short name of a key
 * @label: what the person calls it, perhaps ""
 *
 * Returns: (transfer full): the label of its item
 */
char *
kb_secret_item_dup_label (const char *name, const char *label)
{
  return g_strconcat (LABEL_PREFIX, *label != '\0' ? label : name, NULL);
}

/**
 * kb_secret_item_is_ours:
 * @item: an item that a search for our attributes has found
 * @name: the short name that was searched for
 *
 * Asked before anything is removed: a provider may take a search less exactly than it was meant. One that
 * hides attributes while it is locked has searched by them.
 *
 * Returns: whether Keybearer saved it under @name
 */
gboolean
kb_secret_item_is_ours (const KbSecretItem *item, const char *name)
{
  return g_hash_table_size (item->attributes) == 0 ||
         (g_str_equal (kb_secret_item_get (item, ATTRIBUTE_APPLICATION), APPLICATION) &&
          g_str_equal (kb_secret_item_get (item, ATTRIBUTE_NAME), name));
}

/* Newer items have later numbers with gnome-keyring, which counts in seconds. */
static gboolean
is_newer (const KbSecretItem *item, const KbSecretItem *than)
{
  gsize length = strlen (item->path);
  gsize than_length = strlen (than->path);

  if (item->modified != than->modified)
    return item->modified > than->modified;
  if (length != than_length)
    return length > than_length;

  return strcmp (item->path, than->path) > 0;
}

/* Where copies lie in several collections: the one that other programs get without a prompt. In one, a save
 * is under way or was cut off: the newest is what was asked for last, and the older ones are about to go. */
static gboolean
is_better (const KbSecretItem *item, const KbSecretItem *than)
{
  return item->locked != than->locked ? !item->locked : is_newer (item, than);
}

/**
 * kb_secret_item_choose:
 * @items: (element-type KbSecretItem): of one name, not empty
 *
 * Returns: (transfer none): the one that counts
 */
KbSecretItem *
kb_secret_item_choose (GPtrArray *items)
{
  KbSecretItem *best = items->pdata[0];

  for (guint i = 1; i < items->len; i++)
    if (is_better (items->pdata[i], best))
      best = items->pdata[i];

  return best;
}

/* lists */

static char *
dup_key_label (const KbSecretItem *item)
{
  const char *name = kb_secret_item_get (item, ATTRIBUTE_NAME);
  const char *label = item->label;

  if (g_str_has_prefix (label, LABEL_PREFIX))
    label += strlen (LABEL_PREFIX);
  if (*label == '\0')
    label = *name != '\0' ? name : _ ("Locked key");
  if (g_utf8_strlen (label, LABEL_LONGEST * 4) > LABEL_LONGEST)
    {
      g_autofree char *start = g_utf8_substring (label, 0, LABEL_LONGEST - 1);

      return g_strconcat (start, "…", NULL);
    }

  return g_strdup (label);
}

/* A name once for each collection; what hides its name is not told apart by it. */
static char *
dup_place (const KbSecretItem *item)
{
  const char *name = kb_secret_item_get (item, ATTRIBUTE_NAME);
  g_autofree char *collection = g_path_get_dirname (item->path);

  return *name != '\0' ? g_strconcat (collection, " ", name, NULL) : g_strdup (item->path);
}

static GHashTable *
find_newest (GPtrArray *items)
{
  GHashTable *places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      char *place = dup_place (items->pdata[i]);
      const KbSecretItem *kept = g_hash_table_lookup (places, place);

      g_hash_table_insert (places, place,
                           kept == NULL || is_newer (items->pdata[i], kept) ? items->pdata[i]
                                                                            : (gpointer) kept);
    }

  return places;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  KbSavedKey *key_a = *(KbSavedKey *const *) a;
  KbSavedKey *key_b = *(KbSavedKey *const *) b;
  gint64 created_a = kb_saved_key_get_created (key_a);
  gint64 created_b = kb_saved_key_get_created (key_b);

  if (created_a != created_b)
    return created_a < created_b ? 1 : -1;

  return g_utf8_collate (kb_saved_key_get_label (key_a), kb_saved_key_get_label (key_b));
}

/**
 * kb_secret_item_list_keys:
 * @items: (element-type KbSecretItem): all of Keybearer's
 *
 * Of two of one name in one collection, one is about to go: that is one key.
 *
 * Returns: (transfer full) (element-type KbSavedKey): the keys, newest first
 */
GPtrArray *
kb_secret_item_list_keys (GPtrArray *items)
{
  g_autoptr (GHashTable) places = find_newest (items);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      const KbSecretItem *newest = item;
      g_autofree char *label = dup_key_label (newest);

      g_ptr_array_add (keys, kb_saved_key_new (kb_secret_item_get (newest, ATTRIBUTE_NAME), label,
                                               (gint64) newest->created, newest->locked));
    }
  g_ptr_array_sort (keys, compare_newest_first);

  return keys;
}
