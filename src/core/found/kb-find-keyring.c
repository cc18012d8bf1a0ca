/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"
#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-search.h"
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

static const char *
find_tool (const KbSecretItem *item)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (kb_secret_item_get (item, "service"), tools[i].service))
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
says_openai (const KbSecretItem *item)
{
  GHashTableIter iter;
  gpointer name, value;

  if (names_openai (item->label))
    return TRUE;
  g_hash_table_iter_init (&iter, item->attributes);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (names_openai (name) || names_openai (value))
      return TRUE;

  return FALSE;
}

static gboolean
is_wanted (const KbSecretItem *item)
{
  if (item->locked || g_str_equal (kb_secret_item_get (item, "application"), "keybearer"))
    return FALSE;
  return says_openai (item) || find_tool (item) != NULL;
}

/* gnome-keyring takes this schema for any. */
static gboolean
says_nothing (const char *name, const char *value)
{
  return g_str_equal (name, SCHEMA) && g_str_equal (value, GENERIC);
}

static gboolean
holds_all (const KbSecretItem *item, GHashTable *wanted)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!says_nothing (name, value) && g_strcmp0 (g_hash_table_lookup (item->attributes, name), value) != 0)
      return FALSE;

  return TRUE;
}

/* Clearing takes away everything that has these attributes, with more or without. */
static gboolean
is_alone (GPtrArray *items, GHashTable *attributes)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += holds_all (items->pdata[i], attributes);

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
name_tool (const KbSecretItem *item, char **removal, GPtrArray *items)
{
  if (find_tool (item) != NULL)
    return find_tool (item);
  if (g_str_equal (kb_secret_item_get (item, "application"), "Python keyring library"))
    {
      *removal = dup_command ("keyring del", kb_secret_item_get (item, "service"),
                              kb_secret_item_get (item, "username"));
      return "Python keyring";
    }
  if (g_str_equal (kb_secret_item_get (item, SCHEMA), "envchain.EnvironmentVariable"))
    {
      *removal = dup_command ("envchain --unset", kb_secret_item_get (item, "name"),
                              kb_secret_item_get (item, "key"));
      return "envchain";
    }
  if (g_str_equal (item->label, "zed-github-account"))
    return "Zed";
  if (g_hash_table_size (item->attributes) > 0 && is_alone (items, item->attributes))
    *removal = dup_clear (item->attributes);

  return NULL;
}

static void
read_item (KbSearch *search, const KbSecretItem *item, SecretValue *value, GPtrArray *items)
{
  gsize length = 0;
  const char *text = secret_value_get (value, &length);
  g_autofree char *removal = NULL;
  const char *tool = name_tool (item, &removal, items);
  GPtrArray *findings =
      kb_find_in_text (KB_FINDING_KEYRING, tool ? tool : item->label, text, length, says_openai (item));

  for (guint i = 0; i < findings->len; i++)
    kb_finding_set_removal (findings->pdata[i], removal);
  g_ptr_array_extend_and_steal (search->findings, findings);
}

/* All items of the default collection are looked at, but only the secrets of those that speak of OpenAI are
 * read. What is locked stays so, and what goes meanwhile is none. */
static gboolean
look (KbSecretCall *call, gpointer search)
{
  g_autofree char *collection = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gboolean locked = FALSE;

  if (!kb_secret_find_default (call, &collection, &locked, NULL) || collection == NULL || locked)
    return FALSE;
  items = kb_secret_search_collection (call, collection, NULL);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SecretValue) value =
          is_wanted (items->pdata[i])
              ? kb_secret_call_load (call, ((KbSecretItem *) items->pdata[i])->path, &error)
              : NULL;

      if (value != NULL)
        read_item (search, items->pdata[i], value, items);
      if (error != NULL && !kb_secret_error_is_no_object (error) &&
          kb_secret_error_get_code (error, FALSE) != KB_STORE_ERROR_LOCKED)
        return FALSE;
    }

  return items != NULL;
}

gboolean
kb_find_in_keyring (KbSearch *search)
{
  return kb_search_in_keyring (search, look, search);
}
