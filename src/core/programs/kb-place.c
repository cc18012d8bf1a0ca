/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-program-private.h"

#include "core/base/kb-enum.h"
#include "core/base/kb-json.h"

/* Reading what a test has checked against data/programs/schema.json. */

static const struct
{
  const char *name;
  KbFrom from;
  KbConfigFormat format;
} kinds[] = {
  { "variable", KB_FROM_VARIABLE, 0 },
  { "json", KB_FROM_FILE, KB_CONFIG_JSON },
  { "toml", KB_FROM_FILE, KB_CONFIG_TOML },
  { "yaml", KB_FROM_FILE, KB_CONFIG_YAML },
  { "env", KB_FROM_FILE, KB_CONFIG_ENV },
  { "keyfile", KB_FROM_FILE, KB_CONFIG_KEYFILE },
  { "netrc", KB_FROM_FILE, KB_CONFIG_NETRC },
  { "secret", KB_FROM_SECRET, KB_CONFIG_JSON },
  { "gsettings", KB_FROM_GSETTINGS, KB_CONFIG_JSON },
  { "seen", KB_FROM_SEEN, 0 },
};

/* Indexed by their enumerations. */
static const char *const holds[] = { "key", "command", "variable", "sign-in", "service", NULL };
static const char *const names[] = { "", "shell", "opencode", "continue", NULL };

static guint
find (const char *const *list, const char *word)
{
  for (guint i = 0; list[i] != NULL && word != NULL; i++)
    if (g_str_equal (list[i], word))
      return i;
  return 0;
}

static guint
find_from (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return i;
  g_return_val_if_reached (0);
}

static gboolean
holds_null (JsonArray *array)
{
  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (json_array_get_null_element (array, i))
      return TRUE;
  return FALSE;
}

static void
condition_free (gpointer data)
{
  KbConfigCondition *condition = data;

  g_strfreev (condition->path);
  g_strfreev (condition->values);
  g_free (condition);
}

static void
add_condition (GPtrArray *conditions, JsonObject *object)
{
  KbConfigCondition *condition = g_new0 (KbConfigCondition, 1);
  JsonArray *is = kb_json_get_array (object, "is");

  condition->path = kb_json_dup_strings (kb_json_get_array (object, "member"));
  condition->is_not = is == NULL;
  condition->values = kb_json_dup_strings (is ? is : kb_json_get_array (object, "not"));
  condition->or_absent = holds_null (is);
  g_ptr_array_add (conditions, condition);
}

static void
init_spot (KbSpot *spot, JsonObject *object, KbConfigFormat format)
{
  JsonArray *where = kb_json_get_array (object, "where");

  spot->format = format;
  spot->files = kb_json_dup_strings (kb_json_get_array (object, "files"));
  spot->member = kb_json_dup_strings (kb_json_get_array (object, "member"));
  spot->conditions = g_ptr_array_new_with_free_func (condition_free);
  for (guint i = 0; where && i < json_array_get_length (where); i++)
    add_condition (spot->conditions, json_array_get_object_element (where, i));
}

static void
clear_spot (KbSpot *spot)
{
  g_strfreev (spot->files);
  g_strfreev (spot->member);
  g_clear_pointer (&spot->conditions, g_ptr_array_unref);
}

/* The same condition, of another file. */
static KbSpot *
new_only_if (JsonObject *object)
{
  KbSpot *spot = object ? g_new0 (KbSpot, 1) : NULL;

  if (spot == NULL)
    return NULL;
  init_spot (spot, object, kinds[find_from (kb_json_get_string (object, "format"))].format);
  add_condition (spot->conditions, object);
  return spot;
}

static GHashTable *
new_attributes (JsonObject *object)
{
  GHashTable *attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GList) members = object ? json_object_get_members (object) : NULL;

  for (GList *link = members; link != NULL; link = link->next)
    g_hash_table_insert (attributes, g_strdup (link->data),
                         g_strdup (json_object_get_string_member (object, link->data)));
  return attributes;
}

KbPlace *
kb_place_new (gpointer json)
{
  KbPlace *place = g_new0 (KbPlace, 1);
  guint from = find_from (kb_json_get_string (json, "from"));
  const char *name = kb_json_get_string (json, "name");
  int payer = KB_PAYER_API;

  kb_enum_find (KB_TYPE_PAYER, kb_json_get_string (json, "payer"), &payer);
  place->from = kinds[from].from;
  place->holds = (KbHolds) find (holds, kb_json_get_string (json, "holds"));
  place->names = (KbNames) find (names, kb_json_get_string (json, "names"));
  place->payer = (KbPayer) payer;
  place->is_named = json_object_get_boolean_member_with_default (json, "named", FALSE);
  place->name = g_strdup (name ? name : kb_json_get_string (json, "schema"));
  init_spot (&place->spot, json, kinds[from].format);
  place->only_if = new_only_if (kb_json_get_object (json, "only_if"));
  place->attributes = new_attributes (kb_json_get_object (json, "attributes"));
  place->mentions = kb_json_dup_strings (kb_json_get_array (json, "mentions"));
  return place;
}

void
kb_place_free (gpointer data)
{
  KbPlace *place = data;

  clear_spot (&place->spot);
  if (place->only_if)
    clear_spot (place->only_if);
  g_free (place->only_if);
  g_hash_table_unref (place->attributes);
  g_strfreev (place->mentions);
  g_free (place->name);
  g_free (place);
}
