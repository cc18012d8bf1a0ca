/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"
#include "core/keyring/kb-secret-service.h"
#include "core/snippets/kb-quote.h"

#include <string.h>

#define SCHEMA "xdg:schema"
#define GENERIC "org.freedesktop.Secret.Generic"

/* All items of the default collection that can be read without asking, without their secrets. */
typedef struct
{
  GList *items;
  GList *wanted;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_list_free_full (search->items, g_object_unref);
  g_list_free (search->wanted);
  g_free (search);
}

/* Programs that keep keys of several services in one item, which does not say OpenAI. */
static const struct
{
  const char *service;
  const char *name;
} tools[] = {
  { "Codex Auth", "Codex" },
  { "goose", "goose" },
};

static const char *
get (GHashTable *attributes, const char *name)
{
  const char *value = attributes ? g_hash_table_lookup (attributes, name) : NULL;

  return value ? value : "";
}

static const char *
find_tool (GHashTable *attributes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (get (attributes, "service"), tools[i].service))
      return tools[i].name;
  return NULL;
}

/* Nothing that others store has to be there, or to be text. */
static gboolean
names_openai (const char *text)
{
  g_autofree char *valid = text ? g_utf8_make_valid (text, -1) : NULL;
  g_autofree char *folded = valid ? g_utf8_casefold (valid, -1) : g_strdup ("");

  return strstr (folded, "openai") != NULL;
}

/* Tools have no common way to say whose key it is, but nearly all of them say it somewhere. */
static gboolean
says_openai (SecretItem *item)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  g_autofree char *label = secret_item_get_label (item);
  GHashTableIter iter;
  gpointer name, value;

  if (names_openai (label))
    return TRUE;
  if (attributes == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (names_openai (name) || names_openai (value))
      return TRUE;

  return FALSE;
}

static gboolean
is_wanted (SecretItem *item)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);

  if (secret_item_get_locked (item) || g_str_equal (get (attributes, "application"), "keybearer"))
    return FALSE;
  return says_openai (item) || find_tool (attributes) != NULL;
}

/* gnome-keyring takes this schema for any. */
static gboolean
says_nothing (const char *name, const char *value)
{
  return g_str_equal (name, SCHEMA) && g_str_equal (value, GENERIC);
}

static gboolean
holds_all (SecretItem *item, GHashTable *wanted)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!says_nothing (name, value) &&
        g_strcmp0 (attributes ? g_hash_table_lookup (attributes, name) : NULL, value) != 0)
      return FALSE;

  return TRUE;
}

/* Clearing takes away everything that has these attributes, with more or without. */
static gboolean
is_alone (const Search *search, GHashTable *attributes)
{
  guint n = 0;

  for (GList *link = search->items; link != NULL; link = link->next)
    n += holds_all (link->data, attributes);

  return n == 1;
}

static char *
dup_clear (GHashTable *attributes)
{
  GString *line = g_string_new ("secret-tool clear");
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (attributes), (GCompareFunc) strcmp);

  for (GList *link = names; link != NULL; link = link->next)
    {
      const char *text = g_hash_table_lookup (attributes, link->data);
      g_autofree char *name = kb_quote_shell (link->data);
      g_autofree char *value = kb_quote_shell (text);

      if (!says_nothing (link->data, text))
        g_string_append_printf (line, " %s %s", name, value);
    }

  return g_string_free_and_steal (line);
}

static char *
dup_command (const char *verb, const char *first, const char *second)
{
  g_autofree char *quoted_first = kb_quote_shell (first);
  g_autofree char *quoted_second = kb_quote_shell (second);

  return g_strjoin (" ", verb, quoted_first, quoted_second, NULL);
}

/* As the tools' own sources set them. */
static const char *
name_tool (SecretItem *item, GHashTable *attributes, char **removal, const Search *search)
{
  g_autofree char *label = secret_item_get_label (item);

  if (find_tool (attributes) != NULL)
    return find_tool (attributes);
  if (g_str_equal (get (attributes, "application"), "Python keyring library"))
    {
      *removal = dup_command ("keyring del", get (attributes, "service"), get (attributes, "username"));
      return "Python keyring";
    }
  if (g_str_equal (get (attributes, SCHEMA), "envchain.EnvironmentVariable"))
    {
      *removal = dup_command ("envchain --unset", get (attributes, "name"), get (attributes, "key"));
      return "envchain";
    }
  if (g_strcmp0 (label, "zed-github-account") == 0)
    return "Zed";
  if (attributes != NULL && g_hash_table_size (attributes) > 0 && is_alone (search, attributes))
    *removal = dup_clear (attributes);

  return NULL;
}

static GPtrArray *
read_item (SecretItem *item, const Search *search)
{
  g_autoptr (GHashTable) attributes = secret_item_get_attributes (item);
  g_autoptr (SecretValue) value = secret_item_get_secret (item);
  gsize length = 0;
  const char *text = value ? secret_value_get (value, &length) : "";
  g_autofree char *label = secret_item_get_label (item);
  g_autofree char *removal = NULL;
  const char *tool = name_tool (item, attributes, &removal, search);
  GPtrArray *findings =
      kb_find_in_text (KB_FINDING_KEYRING, tool ? tool : label, text, length, says_openai (item));

  for (guint i = 0; i < findings->len; i++)
    kb_finding_set_removal (findings->pdata[i], removal);

  return findings;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);
  Search *search = g_task_get_task_data (task);

  secret_item_load_secrets_finish (result, NULL);
  for (GList *link = search->wanted; link != NULL; link = link->next)
    g_ptr_array_extend_and_steal (findings, read_item (link->data, search));

  g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
}

static void
return_nothing (GTask *task)
{
  g_task_return_pointer (task, g_ptr_array_new_with_free_func (g_object_unref),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
collection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SecretCollection) collection = secret_collection_for_alias_finish (result, NULL);
  Search *search = g_task_get_task_data (task);

  if (collection == NULL || secret_collection_get_locked (collection))
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  search->items = secret_collection_get_items (collection);
  for (GList *link = search->items; link != NULL; link = link->next)
    if (is_wanted (link->data))
      search->wanted = g_list_append (search->wanted, link->data);

  if (search->wanted == NULL)
    return_nothing (task);
  else
    secret_item_load_secrets (search->wanted, g_task_get_cancellable (task), loaded_cb, g_object_ref (task));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (SecretService) service = secret_service_open_finish (result, NULL);

  if (service == NULL)
    g_task_return_pointer (task, NULL, NULL);
  else
    secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_LOAD_ITEMS,
                                 g_task_get_cancellable (task), collection_cb, g_object_ref (task));
}

/* Only the secrets of items that speak of OpenAI are read. What is locked stays so. */
void
kb_find_in_keyring_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_new0 (Search, 1), search_free);
  secret_service_open (KB_TYPE_SECRET_SERVICE, NULL, SECRET_SERVICE_OPEN_SESSION, cancellable, opened_cb,
                       g_object_ref (task));
}

GPtrArray *
kb_find_in_keyring_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
