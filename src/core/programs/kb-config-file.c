/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-config-file.h"

#include "core/programs/kb-config-reader.h"

/* Looking through more of them would take long, and nobody's settings are that many. */
#define MAX_ENTRIES 10000

/* Indexed by KbConfigFormat. */
static gboolean (*const readers[]) (KbConfigReader *) = {
  [KB_CONFIG_JSON] = kb_config_read_json,       [KB_CONFIG_TOML] = kb_config_read_toml,
  [KB_CONFIG_YAML] = kb_config_read_yaml,       [KB_CONFIG_ENV] = kb_config_read_env,
  [KB_CONFIG_KEYFILE] = kb_config_read_keyfile, [KB_CONFIG_NETRC] = kb_config_read_netrc,
};

static void
entry_free (gpointer data)
{
  KbConfigEntry *entry = data;

  g_strfreev (entry->path);
  kb_config_wipe (entry->value);
  g_free (entry);
}

/**
 * kb_config_read:
 * @format: how it is written
 * @text: what a file holds
 * @length: bytes of @text
 *
 * Reads what can hold a key of the settings of a program; lists and texts of several lines are passed over
 * where they can hold none.
 *
 * Returns: (transfer full) (nullable) (element-type KbConfigEntry): what stands there, in its order; %NULL
 *   for what is not understood
 */
GPtrArray *
kb_config_read (KbConfigFormat format, const char *text, gsize length)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  KbConfigReader reader = { text, text + length, path, entries };

  if (!g_utf8_validate (text, (gssize) length, NULL))
    return NULL;
  kb_config_take (&reader, "\xef\xbb\xbf");
  return readers[format](&reader) && entries->len <= MAX_ENTRIES ? g_steal_pointer (&entries) : NULL;
}

/* What the first "*" stands for; NULL when the paths differ. */
static gboolean
matches (char **path, char **wanted, const char **bound)
{
  gsize i;

  *bound = NULL;
  for (i = 0; path[i] && wanted[i]; i++)
    if (g_str_equal (wanted[i], "*") && *bound == NULL)
      *bound = path[i];
    else if (!g_str_equal (wanted[i], path[i]))
      return FALSE;
  return path[i] == NULL && wanted[i] == NULL;
}

static gboolean
is_path (char **path, char **wanted, const char *bound)
{
  gsize i;

  for (i = 0; path[i] && wanted[i]; i++)
    if (!g_str_equal (path[i], g_str_equal (wanted[i], "*") && bound ? bound : wanted[i]))
      return FALSE;
  return path[i] == NULL && wanted[i] == NULL;
}

/* The last of several of one name counts. */
static const char *
get_value (GPtrArray *entries, char **path, const char *bound)
{
  for (guint i = entries->len; i-- > 0;)
    {
      KbConfigEntry *entry = entries->pdata[i];

      if (is_path (entry->path, path, bound))
        return entry->value;
    }
  return NULL;
}

static gboolean
holds (GPtrArray *entries, const KbConfigCondition *condition, const char *bound)
{
  const char *value = get_value (entries, condition->path, bound);

  if (value == NULL)
    return condition->or_absent;
  for (gsize i = 0; condition->values[i]; i++)
    if (g_strcmp0 (g_str_equal (condition->values[i], "*") ? bound : condition->values[i], value) == 0)
      return !condition->is_not;
  return condition->is_not;
}

static gboolean
all_hold_for (GPtrArray *entries, GPtrArray *conditions, const char *bound)
{
  for (guint i = 0; conditions && i < conditions->len; i++)
    if (!holds (entries, conditions->pdata[i], bound))
      return FALSE;
  return TRUE;
}

/**
 * kb_config_all_hold:
 * @entries: (element-type KbConfigEntry): of kb_config_read()
 * @conditions: (element-type KbConfigCondition): without "*"
 *
 * Returns: whether they do
 */
gboolean
kb_config_all_hold (GPtrArray *entries, GPtrArray *conditions)
{
  return all_hold_for (entries, conditions, NULL);
}

/**
 * kb_config_find:
 * @entries: (element-type KbConfigEntry): of kb_config_read()
 * @path: to a value; one part may be "*", for any
 * @conditions: (nullable) (element-type KbConfigCondition): that all have to hold
 *
 * Returns: (transfer none) (nullable): the value; of several that a "*" stands for, the first
 */
const char *
kb_config_find (GPtrArray *entries, char **path, GPtrArray *conditions)
{
  for (guint i = 0; i < entries->len; i++)
    {
      KbConfigEntry *entry = entries->pdata[i];
      const char *bound;

      if (matches (entry->path, path, &bound) && all_hold_for (entries, conditions, bound))
        return get_value (entries, entry->path, NULL);
    }
  return NULL;
}
