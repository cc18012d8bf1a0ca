/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-choices-private.h"

#include "core/base/kb-enum.h"
#include "core/base/kb-json.h"
#include "core/base/kb-mend.h"

#define VERSION 1

static JsonNode *
flags_to_json (const GValue *value)
{
  const GFlagsClass *flags_class = g_type_class_get (G_VALUE_TYPE (value));
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < flags_class->n_values; i++)
    if (g_value_get_flags (value) & flags_class->values[i].value)
      json_array_add_string_element (array, flags_class->values[i].value_nick);

  json_node_take_array (node, array);
  return node;
}

static gboolean
flags_from_json (JsonNode *node, GValue *value)
{
  GFlagsClass *flags_class = g_type_class_get (G_VALUE_TYPE (value));
  JsonArray *array;
  guint flags = 0;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *nick = kb_json_node_get_string (json_array_get_element (array, i));
      const GFlagsValue *flag = nick != NULL ? g_flags_get_value_by_nick (flags_class, nick) : NULL;

      if (flag == NULL)
        return FALSE;
      flags |= flag->value;
    }

  g_value_set_flags (value, flags);
  return TRUE;
}

static JsonNode *
enum_to_json (const GValue *value)
{
  return json_node_init_string (json_node_alloc (),
                                kb_enum_get_nick (G_VALUE_TYPE (value), g_value_get_enum (value)));
}

static gboolean
enum_from_json (JsonNode *node, GValue *value)
{
  int known;

  if (!kb_enum_find (G_VALUE_TYPE (value), kb_json_node_get_string (node), &known))
    return FALSE;

  g_value_set_enum (value, known);
  return TRUE;
}

/* json_gobject_serialize() would do, but stores enums as numbers, which a new step in between would shift. */
static JsonNode *
value_to_json (const GValue *value)
{
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return json_node_init_boolean (json_node_alloc (), g_value_get_boolean (value));
  if (G_VALUE_HOLDS_UINT (value))
    return json_node_init_int (json_node_alloc (), g_value_get_uint (value));
  if (G_VALUE_HOLDS_STRING (value))
    return json_node_init_string (json_node_alloc (), g_value_get_string (value));
  if (G_VALUE_HOLDS_ENUM (value))
    return enum_to_json (value);
  if (G_VALUE_HOLDS_FLAGS (value))
    return flags_to_json (value);

  g_return_val_if_reached (json_node_init_null (json_node_alloc ()));
}

static gboolean
value_from_json (JsonNode *node, GValue *value)
{
  GType type = json_node_get_value_type (node);

  if (G_VALUE_HOLDS_ENUM (value))
    return enum_from_json (node, value);
  if (G_VALUE_HOLDS_FLAGS (value))
    return flags_from_json (node, value);
  if (G_VALUE_HOLDS_UINT (value) && type == G_TYPE_INT64 &&
      (guint) json_node_get_int (node) == json_node_get_int (node))
    g_value_set_uint (value, (guint) json_node_get_int (node));
  else if (G_VALUE_HOLDS_BOOLEAN (value) && type == G_TYPE_BOOLEAN)
    g_value_set_boolean (value, json_node_get_boolean (node));
  else if (G_VALUE_HOLDS_STRING (value) && type == G_TYPE_STRING)
    g_value_set_string (value, json_node_get_string (node));
  else
    return FALSE;
  return TRUE;
}

/* In the order of their ids. */
static GPtrArray *
list_stored (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (KB_TYPE_CHOICES);
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_pspecs);
  GPtrArray *stored = g_ptr_array_new ();

  for (guint i = 0; i < n_pspecs; i++)
    if (pspecs[i]->flags & KB_CHOICES_PARAM_STORED)
      g_ptr_array_add (stored, pspecs[i]);
  return stored;
}

/* Whatever is missing, of the wrong type or out of range leaves the property as it was. */
static void
apply_member (KbChoices *self, GParamSpec *pspec, JsonNode *node)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  if (value_from_json (node, &value) && !g_param_value_validate (pspec, &value))
    g_object_set_property (G_OBJECT (self), pspec->name, &value);
}

/**
 * kb_choices_to_json:
 *
 * Returns: (transfer full): what is to be stored of @self
 */
GBytes *
kb_choices_to_json (KbChoices *self)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autoptr (GPtrArray) stored = list_stored ();
  char *text;

  json_node_take_object (root, object);
  json_object_set_int_member (object, "version", VERSION);

  for (guint i = 0; i < stored->len; i++)
    {
      g_auto (GValue) value = G_VALUE_INIT;
      GParamSpec *pspec = stored->pdata[i];

      g_value_init (&value, pspec->value_type);
      if (kb_choices_get_stored (self, pspec, &value))
        json_object_set_member (object, pspec->name, value_to_json (&value));
    }

  text = json_to_string (root, TRUE);
  return g_bytes_new_take (text, strlen (text));
}

/* Those stored values that can still be read. */
static JsonObject *
mend (const char *text)
{
  g_autoptr (GPtrArray) stored = list_stored ();
  JsonObject *json = json_object_new ();

  for (guint i = 0; i < stored->len; i++)
    {
      const char *name = ((GParamSpec *) stored->pdata[i])->name;
      JsonNode *node = kb_mend_find_member (text, name);

      if (node != NULL)
        json_object_set_member (json, name, node);
    }
  return json;
}

/**
 * kb_choices_read_json:
 * @text: (array length=length): any text, with a NUL behind it
 * @length: bytes of @text
 * @json: (out) (transfer full): what is stored in it, as far as it can be read
 *
 * Returns: what @text turned out to be
 */
KbStateText
kb_choices_read_json (const char *text, gsize length, JsonObject **json)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_autoptr (JsonNode) root = kb_mend_parse (valid);
  gint64 version = root != NULL && JSON_NODE_HOLDS_OBJECT (root)
                       ? kb_json_get_int (json_node_get_object (root), "version", 0)
                       : 0;

  if (version >= 1)
    {
      *json = json_node_dup_object (root);
      if (version > VERSION)
        return KB_STATE_TEXT_NEWER;
      return g_utf8_validate_len (text, length, NULL) ? KB_STATE_TEXT_READ : KB_STATE_TEXT_MENDED;
    }
  *json = mend (valid);
  return json_object_get_size (*json) > 0 ? KB_STATE_TEXT_MENDED : KB_STATE_TEXT_BROKEN;
}

/**
 * kb_choices_apply_json:
 * @json: what is stored
 *
 * Sets the properties of @self that @json has good values for.
 */
void
kb_choices_apply_json (KbChoices *self, JsonObject *json)
{
  g_autoptr (GPtrArray) stored = list_stored ();

  for (guint i = 0; i < stored->len; i++)
    {
      GParamSpec *pspec = stored->pdata[i];
      JsonNode *node = json_object_get_member (json, pspec->name);

      if (node != NULL)
        apply_member (self, pspec, node);
    }
}
