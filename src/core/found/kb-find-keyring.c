/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"
#include "core/snippets/kb-quote.h"

#include <string.h>

#define SCHEMA "xdg:schema"
#define GENERIC "org.freedesktop.Secret.Generic"

/* Programs that keep keys of several services in one item, which does not say OpenAI. */
static const struct
{
  const char *service;
  const char *name;
} tools[] = {
  { "Codex Auth", "Codex" },
  { "goose", "goose" },
};

/* Nothing that others store has to be there, or to be text; libsecret's own getters complain where it is not.
 */
static char *
dup_label (SecretItem *item)
{
  g_autoptr (GVariant) label = g_dbus_proxy_get_cached_property (G_DBUS_PROXY (item), "Label");

  return label ? g_variant_dup_string (label, NULL) : g_strdup ("");
}

/* Empty where there are none. */
static GHashTable *
dup_attributes (SecretItem *item)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GVariant) told = g_dbus_proxy_get_cached_property (G_DBUS_PROXY (item), "Attributes");
  GVariantIter iter;
  char *name, *value;

  if (told == NULL)
    return attributes;
  g_variant_iter_init (&iter, told);
  while (g_variant_iter_next (&iter, "{ss}", &name, &value))
    g_hash_table_insert (attributes, name, value);

  return attributes;
}

static const char *
get (GHashTable *attributes, const char *name)
{
  const char *value = g_hash_table_lookup (attributes, name);

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

static gboolean
names_openai (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return strstr (folded, "openai") != NULL;
}

/* Tools have no common way to say whose key it is, but nearly all of them say it somewhere. */
static gboolean
says_openai (SecretItem *item)
{
  g_autoptr (GHashTable) attributes = dup_attributes (item);
  g_autofree char *label = dup_label (item);
  GHashTableIter iter;
  gpointer name, value;

  if (names_openai (label))
    return TRUE;
  g_hash_table_iter_init (&iter, attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (names_openai (name) || names_openai (value))
      return TRUE;

  return FALSE;
}

static gboolean
is_wanted (SecretItem *item)
{
  g_autoptr (GHashTable) attributes = dup_attributes (item);

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
  g_autoptr (GHashTable) attributes = dup_attributes (item);
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!says_nothing (name, value) && g_strcmp0 (g_hash_table_lookup (attributes, name), value) != 0)
      return FALSE;

  return TRUE;
}

/* Clearing takes away everything that has these attributes, with more or without. */
static gboolean
is_alone (GList *items, GHashTable *attributes)
{
  guint n = 0;

  for (GList *link = items; link != NULL; link = link->next)
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
name_tool (SecretItem *item, GHashTable *attributes, char **removal, GList *items)
{
  g_autofree char *label = dup_label (item);

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
  if (g_str_equal (label, "zed-github-account"))
    return "Zed";
  if (g_hash_table_size (attributes) > 0 && is_alone (items, attributes))
    *removal = dup_clear (attributes);

  return NULL;
}

static GPtrArray *
read_item (SecretItem *item, GList *items)
{
  g_autoptr (GHashTable) attributes = dup_attributes (item);
  g_autoptr (SecretValue) value = secret_item_get_secret (item);
  gsize length = 0;
  const char *text = value ? secret_value_get (value, &length) : "";
  g_autofree char *label = dup_label (item);
  g_autofree char *removal = NULL;
  const char *tool = name_tool (item, attributes, &removal, items);
  GPtrArray *findings =
      kb_find_in_text (KB_FINDING_KEYRING, tool ? tool : label, text, length, says_openai (item));

  for (guint i = 0; i < findings->len; i++)
    kb_finding_set_removal (findings->pdata[i], removal);

  return findings;
}

/* Not to be cancelled: libsecret would answer once for each item that it was about to load. */
static SecretCollection *
open_collection (KbSearch *search, SecretService *service)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  secret_collection_for_alias (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_LOAD_ITEMS, NULL,
                               kb_fiber_ready_cb, dex_ref (promise));
  result = kb_search_await (search, promise, NULL);

  return result ? secret_collection_for_alias_finish (result, NULL) : NULL;
}

static gboolean
load_secrets (KbSearch *search, GList *items)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  secret_item_load_secrets (items, search->steps, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_search_await (search, promise, NULL);

  return result && secret_item_load_secrets_finish (result, NULL);
}

/* All items of the default collection are looked at, but only the secrets of those that speak of OpenAI are
 * read. What is locked stays so. */
gboolean
kb_find_in_keyring (KbSearch *search)
{
  g_autoptr (SecretService) service = kb_search_open_service (search, SECRET_SERVICE_OPEN_SESSION);
  g_autoptr (SecretCollection) collection = service ? open_collection (search, service) : NULL;
  g_autolist (SecretItem)
    items = NULL;
  g_autoptr (GList) wanted = NULL;

  if (collection == NULL || secret_collection_get_locked (collection))
    return FALSE;
  items = secret_collection_get_items (collection);
  for (GList *link = items; link != NULL; link = link->next)
    if (is_wanted (link->data))
      wanted = g_list_append (wanted, link->data);
  if (wanted != NULL && !load_secrets (search, wanted))
    return FALSE;
  for (GList *link = wanted; link != NULL; link = link->next)
    g_ptr_array_extend_and_steal (search->findings, read_item (link->data, items));

  return TRUE;
}
