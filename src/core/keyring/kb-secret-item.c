/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-item.h"

#include <glib/gi18n.h>
#include <string.h>

#define ATTRIBUTE_SERVICE "service"
#define ATTRIBUTE_NAME "username"
#define ATTRIBUTE_APPLICATION "application"
#define SERVICE "openai"
#define APPLICATION "keybearer"

/* Not translated: it is how the key is found again in other programs. */
#define LABEL_PREFIX "OpenAI API key – "
/* Other programs set labels too, of any length; what is longer than this is no name that a person reads. */
#define LABEL_LONGEST 256

/* Not APP_ID: whichever profile is built, it is the same kind of item, and each finds the other's keys. */
#define SCHEMA_NAME "io.github.keybearer.Keybearer"

/* Not matched on its name: gnome-keyring hashes attribute values while it is locked and would not find it. */
static const SecretSchema schema = {
  SCHEMA_NAME,
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
      { ATTRIBUTE_SERVICE, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { ATTRIBUTE_NAME, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { ATTRIBUTE_APPLICATION, SECRET_SCHEMA_ATTRIBUTE_STRING },
      { NULL, 0 },
  },
};

/**
 * kb_secret_item_get_schema:
 *
 * Returns: (transfer none): under which name items are stored and which attributes they have
 */
const SecretSchema *
kb_secret_item_get_schema (void)
{
  return &schema;
}

/**
 * kb_secret_item_dup_attributes:
 * @name: the short name of a key
 *
 * Returns: (transfer full): what items of that name have in common
 */
GHashTable *
kb_secret_item_dup_attributes (const char *name)
{
  return secret_attributes_build (&schema, ATTRIBUTE_SERVICE, SERVICE, ATTRIBUTE_NAME, name,
                                  ATTRIBUTE_APPLICATION, APPLICATION, NULL);
}

/**
 * kb_secret_item_new_search:
 * @name: (nullable): the short name of a key; %NULL for all
 *
 * Returns: (transfer full): the arguments of a search for Keybearer's items, floating
 */
GVariant *
kb_secret_item_new_search (const char *name)
{
  GVariantBuilder attributes;

  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("a{ss}"));
  g_variant_builder_add (&attributes, "{ss}", ATTRIBUTE_SERVICE, SERVICE);
  g_variant_builder_add (&attributes, "{ss}", ATTRIBUTE_APPLICATION, APPLICATION);
  if (name != NULL)
    g_variant_builder_add (&attributes, "{ss}", ATTRIBUTE_NAME, name);

  return g_variant_new ("(a{ss})", &attributes);
}

/**
 * kb_secret_item_read_paths:
 * @found: what SearchItems answered
 *
 * Returns: (transfer full) (element-type utf8): the paths of the open items, then of the locked ones; none of
 *   an answer of another shape
 */
GPtrArray *
kb_secret_item_read_paths (GVariant *found)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  if (!g_variant_is_of_type (found, G_VARIANT_TYPE ("(aoao)")))
    return paths;
  for (gsize i = 0; i < g_variant_n_children (found); i++)
    {
      g_autoptr (GVariant) array = g_variant_get_child_value (found, i);
      GVariantIter iter;
      char *path = NULL;

      g_variant_iter_init (&iter, array);
      while (g_variant_iter_next (&iter, "o", &path))
        g_ptr_array_add (paths, path);
    }

  return paths;
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

static const char *
get_path (SecretItem *item)
{
  return g_dbus_proxy_get_object_path (G_DBUS_PROXY (item));
}

/**
 * kb_secret_item_compare_path:
 * @item: a #SecretItem
 * @path: of an object of the service
 *
 * Returns: 0 when they are the same
 */
int
kb_secret_item_compare_path (gconstpointer item, gconstpointer path)
{
  return strcmp (get_path ((SecretItem *) item), path);
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
kb_secret_item_is_ours (SecretItem *item, const char *name)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);

  if (attributes == NULL || g_hash_table_size (attributes) == 0)
    return TRUE;

  return g_strcmp0 (g_hash_table_lookup (attributes, ATTRIBUTE_APPLICATION), APPLICATION) == 0 &&
         g_strcmp0 (g_hash_table_lookup (attributes, ATTRIBUTE_NAME), name) == 0;
}

/* Newer items have later numbers with gnome-keyring, which counts in seconds. */
static gboolean
is_newer (guint64 modified, const char *path, guint64 than_modified, const char *than_path)
{
  gsize length = strlen (path);
  gsize than_length = strlen (than_path);

  if (modified != than_modified)
    return modified > than_modified;
  if (length != than_length)
    return length > than_length;

  return strcmp (path, than_path) > 0;
}

/* Where copies lie in several collections: the one that other programs get without a prompt. In one, a save
 * is under way or was cut off: the newest is what was asked for last, and the older ones are about to go. */
static gboolean
is_better (SecretItem *item, SecretItem *than)
{
  if (secret_item_get_locked (item) != secret_item_get_locked (than))
    return !secret_item_get_locked (item);

  return is_newer (secret_item_get_modified (item), get_path (item), secret_item_get_modified (than),
                   get_path (than));
}

/**
 * kb_secret_item_choose:
 * @items: (element-type SecretItem): of one name, not empty
 *
 * Returns: (transfer none): the one that counts
 */
SecretItem *
kb_secret_item_choose (GList *items)
{
  SecretItem *best = items->data;

  for (GList *link = items->next; link != NULL; link = link->next)
    if (is_better (link->data, best))
      best = link->data;

  return best;
}

/* lists */

/* One item as its properties say. */
typedef struct
{
  const char *path;
  guint64 modified;
  KbSavedKey *key;
} Seen;

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_object_unref (seen->key);
  g_free (seen);
}

static char *
dup_key_label (const char *label, const char *name)
{
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

/* gnome-keyring, locked since it was started, gives neither label nor attributes nor dates. */
static Seen *
look_at (const char *path, GVariant *properties)
{
  g_autoptr (GVariant) attributes =
      g_variant_lookup_value (properties, "Attributes", G_VARIANT_TYPE ("a{ss}"));
  g_autofree char *label = NULL;
  const char *item_label = "";
  const char *name = "";
  guint64 created = 0;
  gboolean locked = FALSE;
  Seen *seen = g_new0 (Seen, 1);

  g_variant_lookup (properties, "Label", "&s", &item_label);
  g_variant_lookup (properties, "Locked", "b", &locked);
  g_variant_lookup (properties, "Created", "t", &created);
  g_variant_lookup (properties, "Modified", "t", &seen->modified);
  if (attributes != NULL)
    g_variant_lookup (attributes, ATTRIBUTE_NAME, "&s", &name);

  label = dup_key_label (item_label, name);
  seen->path = path;
  seen->key = kb_saved_key_new (name, label, (gint64) created, locked);

  return seen;
}

/* A name once for each collection; what hides its name is not told apart by it. */
static char *
dup_place (const Seen *seen)
{
  const char *name = kb_saved_key_get_name (seen->key);
  g_autofree char *collection = g_path_get_dirname (seen->path);

  return *name != '\0' ? g_strconcat (collection, " ", name, NULL) : g_strdup (seen->path);
}

static void
keep_newest (GHashTable *places, Seen *seen)
{
  g_autofree char *place = dup_place (seen);
  const Seen *kept = g_hash_table_lookup (places, place);

  if (kept == NULL || is_newer (seen->modified, seen->path, kept->modified, kept->path))
    g_hash_table_replace (places, g_steal_pointer (&place), seen);
  else
    seen_free (seen);
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
 * @paths: (element-type utf8): of items
 * @properties: (element-type GVariant) (nullable): what each of them says of itself; %NULL for one that is
 *   gone
 *
 * Of two of one name in one collection, one is about to go: that is one key.
 *
 * Returns: (transfer full) (element-type KbSavedKey): the keys, newest first
 */
GPtrArray *
kb_secret_item_list_keys (GPtrArray *paths, GPtrArray *properties)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, seen_free);
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  for (guint i = 0; i < properties->len; i++)
    if (properties->pdata[i] != NULL)
      keep_newest (places, look_at (paths->pdata[i], properties->pdata[i]));

  g_hash_table_iter_init (&iter, places);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (keys, g_object_ref (((const Seen *) value)->key));
  g_ptr_array_sort (keys, compare_newest_first);

  return keys;
}
