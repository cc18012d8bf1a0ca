/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-search.h"

#include "core/keyring/kb-secret-error.h"

#define COLLECTION KB_SECRET "Collection"
#define ITEM KB_SECRET "Item"

/* How many items are asked for at a time: enough to keep the service busy, few enough to see that it answers.
 * A bus that nothing is set for lets no more than these wait. */
#define BATCH 8

/* Any shape but that of paths is one of none. */
static void
add_paths (GPtrArray *paths, GVariant *array)
{
  gsize n = g_variant_is_of_type (array, G_VARIANT_TYPE_OBJECT_PATH_ARRAY) ? g_variant_n_children (array) : 0;

  for (gsize i = 0; i < n; i++)
    {
      char *path;

      g_variant_get_child (array, i, "o", &path);
      g_ptr_array_add (paths, path);
    }
}

/* One that is gone meanwhile is none to be shown. */
static gboolean
take_item (KbSecretCall *call, const char *path, DexFuture *begun, GPtrArray *items, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GVariant) reply = kb_secret_call_await (call, begun, &local_error);
  g_autoptr (GVariant) properties = reply != NULL ? g_variant_get_child_value (reply, 0) : NULL;

  if (properties != NULL)
    g_ptr_array_add (items, kb_secret_item_new (path, properties));
  if (properties != NULL || kb_secret_error_is_no_object (local_error))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/* Each item that the service tells of shows that it answers, however many there are. */
static GPtrArray *
look_at (KbSecretCall *call, GPtrArray *paths, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (kb_secret_item_free);
  g_autoptr (GPtrArray) begun = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < paths->len; i++)
    {
      while (begun->len < MIN (i + BATCH, paths->len))
        g_ptr_array_add (begun, kb_secret_call_begin (call, paths->pdata[begun->len],
                                                      "org.freedesktop.DBus.Properties.GetAll",
                                                      g_variant_new ("(s)", ITEM), "(a{sv})"));
      if (!take_item (call, paths->pdata[i], dex_ref (begun->pdata[i]), items, error))
        return NULL;
    }

  return g_steal_pointer (&items);
}

/* The open ones, then the locked ones */
static GPtrArray *
find_paths (KbSecretCall *call, GVariant *attributes, GError **error)
{
  g_autoptr (GVariant) found = kb_secret_call (call, KB_SECRET_PATH, KB_SECRET "Service.SearchItems",
                                               g_variant_new ("(@a{ss})", attributes), "(aoao)", error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (found == NULL)
    return NULL;
  for (gsize i = 0; i < g_variant_n_children (found); i++)
    {
      g_autoptr (GVariant) array = g_variant_get_child_value (found, i);

      add_paths (paths, array);
    }

  return g_steal_pointer (&paths);
}

/**
 * kb_secret_search:
 * @call: one with a session
 * @attributes: what items are to have, as `a{ss}`, floating
 * @error: why it is not known
 *
 * Not secret_service_search(): libsecret 0.21 answers that once for each item that it cannot load, be it gone
 * or cancelled, and once more at the end.
 *
 * Returns: (transfer full) (nullable) (element-type KbSecretItem): the open ones, then the locked ones, in
 * all collections
 */
GPtrArray *
kb_secret_search (KbSecretCall *call, GVariant *attributes, GError **error)
{
  g_autoptr (GPtrArray) paths = find_paths (call, attributes, error);

  return paths != NULL ? look_at (call, paths, error) : NULL;
}

/**
 * kb_secret_search_others:
 * @call: one with a session
 * @attributes: what items are to have, as `a{ss}`, floating
 * @error: why it is not known
 *
 * Returns: (transfer full) (nullable) (element-type KbSecretItem): those that are not Keybearer's, of which
 *   nothing is asked, however many there are
 */
GPtrArray *
kb_secret_search_others (KbSecretCall *call, GVariant *attributes, GError **error)
{
  g_autoptr (GPtrArray) paths = find_paths (call, attributes, error);
  g_autoptr (GPtrArray) ours =
      paths != NULL ? find_paths (call, kb_secret_item_new_attributes (NULL), error) : NULL;
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  if (ours == NULL)
    return NULL;
  for (guint i = 0; i < ours->len; i++)
    g_hash_table_add (known, ours->pdata[i]);
  for (guint i = 0; i < paths->len; i++)
    if (!g_hash_table_contains (known, paths->pdata[i]))
      g_ptr_array_add (others, paths->pdata[i]);

  return look_at (call, others, error);
}

/**
 * kb_secret_search_collection:
 * @call: one with a session
 * @collection: its path
 * @error: why it is not known
 *
 * Returns: (transfer full) (nullable) (element-type KbSecretItem): all that is in it, whoever put it there
 */
GPtrArray *
kb_secret_search_collection (KbSecretCall *call, const char *collection, GError **error)
{
  g_autoptr (GVariant) found = kb_secret_call_get (call, collection, COLLECTION, "Items", error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (found == NULL)
    return NULL;
  add_paths (paths, found);

  return look_at (call, paths, error);
}

/**
 * kb_secret_find_default:
 * @call: one with a session
 * @collection: (out) (nullable) (transfer full): the path of the default collection; %NULL where there is
 * none
 * @locked: (out): whether it says that it is locked
 * @error: why it is not known
 *
 * Returns: whether it is known
 */
gboolean
kb_secret_find_default (KbSecretCall *call, char **collection, gboolean *locked, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GVariant) alias = kb_secret_call (call, KB_SECRET_PATH, KB_SECRET "Service.ReadAlias",
                                               g_variant_new ("(s)", "default"), "(o)", &local_error);
  g_autoptr (GVariant) value = NULL;
  const char *path = KB_SECRET_NONE;

  *collection = NULL;
  if (alias != NULL)
    g_variant_get (alias, "(&o)", &path);
  if (!g_str_equal (path, KB_SECRET_NONE))
    value = kb_secret_call_get (call, path, COLLECTION, "Locked", &local_error);
  /* The alias outlived its collection, or KeePassXC has no database open. */
  if (local_error != NULL && !kb_secret_error_is_no_object (local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *locked =
      value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value);
  if (value != NULL)
    *collection = g_strdup (path);

  return TRUE;
}
