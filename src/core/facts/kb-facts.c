/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-facts-private.h"

#include <gio/gio.h>

#define FACTS_PATH "/io/github/keybearer/Keybearer/guide/facts.json"

G_DEFINE_QUARK (kb_facts_error, kb_facts_error)

typedef gboolean (*ParseEntry) (KbFacts *facts, JsonNode *node, guint index, GError **error);

static gboolean
read_list (KbFacts *facts, JsonObject *root, const char *name, ParseEntry parse_entry, GError **error)
{
  JsonNode *node = json_object_get_member (root, name);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_set_error (error, KB_FACTS_ERROR, KB_FACTS_ERROR_SHAPE, "“%s” is not a list", name);
      return FALSE;
    }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!parse_entry (facts, json_array_get_element (array, i), i, error))
      return FALSE;

  return TRUE;
}

static gboolean
read_collected (KbFacts *facts, JsonObject *root, GError **error)
{
  JsonNode *node = json_object_get_member (root, "collected");
  const char *date =
      node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

  if (date == NULL || !kb_facts_is_date (date))
    {
      g_set_error_literal (error, KB_FACTS_ERROR, KB_FACTS_ERROR_SHAPE, "“collected” is not a date");
      return FALSE;
    }
  facts->collected = g_string_chunk_insert_const (facts->strings, date);
  return TRUE;
}

static gboolean
read_root (KbFacts *facts, JsonNode *root, GError **error)
{
  JsonObject *object;

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, KB_FACTS_ERROR, KB_FACTS_ERROR_SHAPE, "not an object");
      return FALSE;
    }

  object = json_node_get_object (root);
  if (!read_collected (facts, object, error) ||
      !read_list (facts, object, "sources", kb_facts_parse_source, error) ||
      !read_list (facts, object, "facts", kb_facts_parse_fact, error) ||
      !read_list (facts, object, "models", kb_facts_parse_model, error))
    return FALSE;

  if (json_object_get_size (object) != 4)
    {
      g_set_error_literal (error, KB_FACTS_ERROR, KB_FACTS_ERROR_SHAPE,
                           "has more than “collected”, “sources”, “facts” and “models”");
      return FALSE;
    }
  return TRUE;
}

static const KbFact *
get_fact (const KbFacts *facts, const char *id)
{
  const KbFact *fact;

  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  fact = g_hash_table_lookup (facts->facts, id);
  if (fact == NULL)
    g_error ("There is no fact “%s”", id);
  return fact;
}

/**
 * kb_facts_get_default:
 *
 * Gets the facts that the program carries. They are read on first use and never freed; that they cannot be
 * read is a defect of the program and ends it.
 *
 * Returns: (transfer none): the facts
 */
const KbFacts *
kb_facts_get_default (void)
{
  static KbFacts *facts;

  if (g_once_init_enter_pointer (&facts))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) json = g_resources_lookup_data (FACTS_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      KbFacts *loaded = json != NULL ? kb_facts_new_from_json (json, &error) : NULL;

      if (loaded == NULL)
        g_error ("%s: %s", FACTS_PATH, error->message);
      g_once_init_leave_pointer (&facts, loaded);
    }

  return facts;
}

/**
 * kb_facts_new_from_json:
 * @json: JSON as facts.schema.json describes it
 * @error: return location for a #KbFactsError
 *
 * Reads facts, strictly: an entry with a member missing, unknown or of the wrong type is an error, and the
 * message says which entry it is.
 *
 * Returns: (transfer full) (nullable): the facts, or %NULL with @error set
 */
KbFacts *
kb_facts_new_from_json (GBytes *json, GError **error)
{
  g_autoptr (KbFacts) facts = NULL;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) syntax_error = NULL;
  gsize size = 0;
  const char *data;

  g_return_val_if_fail (json != NULL, NULL);

  json_parser_set_strict (parser, TRUE);
  data = g_bytes_get_data (json, &size);
  if (!json_parser_load_from_data (parser, size > 0 ? data : "", (gssize) size, &syntax_error))
    {
      g_set_error_literal (error, KB_FACTS_ERROR, KB_FACTS_ERROR_SYNTAX, syntax_error->message);
      return NULL;
    }

  facts = g_new0 (KbFacts, 1);
  facts->sources = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  facts->facts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  facts->models = g_ptr_array_new_with_free_func (g_free);
  facts->strings = g_string_chunk_new (4096);
  if (!read_root (facts, json_parser_get_root (parser), error))
    return NULL;

  return g_steal_pointer (&facts);
}

/**
 * kb_facts_free:
 * @facts: (transfer full): facts from kb_facts_new_from_json()
 *
 * Frees @facts and every string and model got from it.
 */
void
kb_facts_free (KbFacts *facts)
{
  g_return_if_fail (facts != NULL);

  g_hash_table_unref (facts->sources);
  g_hash_table_unref (facts->facts);
  g_ptr_array_unref (facts->models);
  g_string_chunk_free (facts->strings);
  g_free (facts);
}

/**
 * kb_facts_get_string:
 * @facts: facts
 * @id: a fact whose unit is `uri`, `date` or `text`
 *
 * Gets an address, an ISO date or a text. Asking for a fact that is not there, or that is a number, ends the
 * program.
 *
 * Returns: (transfer none): the text, as long as @facts lives
 */
const char *
kb_facts_get_string (const KbFacts *facts, const char *id)
{
  const KbFact *fact = get_fact (facts, id);

  g_return_val_if_fail (fact != NULL, NULL);

  if (fact->text == NULL)
    g_error ("The fact “%s” is not a text", id);
  return fact->text;
}

/**
 * kb_facts_get_integer:
 * @facts: facts
 * @id: a fact whose unit is `count`, `percent`, `minutes`, `days` or `years`
 *
 * Gets a whole number in the unit that the fact has. Asking for a fact that is not there, or that is money or
 * a text, ends the program.
 *
 * Returns: the number, 0 or more
 */
gint64
kb_facts_get_integer (const KbFacts *facts, const char *id)
{
  const KbFact *fact = get_fact (facts, id);

  g_return_val_if_fail (fact != NULL, 0);

  if (fact->text != NULL || fact->unit == KB_FACT_UNIT_USD)
    g_error ("The fact “%s” is not a plain number", id);
  return fact->number;
}

/**
 * kb_facts_get_money:
 * @facts: facts
 * @id: a fact whose unit is `usd`
 *
 * Gets an amount of money. Asking for a fact that is not there, or that is none, ends the program.
 *
 * Returns: micro-dollars (10^-6 US dollars), 0 or more
 */
gint64
kb_facts_get_money (const KbFacts *facts, const char *id)
{
  const KbFact *fact = get_fact (facts, id);

  g_return_val_if_fail (fact != NULL, 0);

  if (fact->unit != KB_FACT_UNIT_USD)
    g_error ("The fact “%s” is not an amount of money", id);
  return fact->number;
}

/**
 * kb_facts_get_checked:
 * @facts: facts
 * @id: a fact
 *
 * Gets the day on which a fact was last compared with its source. Asking for a fact that is not there ends
 * the program.
 *
 * Returns: (transfer none): a date like 2026-11-20
 */
const char *
kb_facts_get_checked (const KbFacts *facts, const char *id)
{
  const KbFact *fact = get_fact (facts, id);

  g_return_val_if_fail (fact != NULL, NULL);

  return fact->checked;
}

/**
 * kb_facts_has:
 * @facts: facts
 * @id: any text
 *
 * Returns: whether there is a fact called @id
 */
gboolean
kb_facts_has (const KbFacts *facts, const char *id)
{
  g_return_val_if_fail (facts != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return g_hash_table_contains (facts->facts, id);
}

/**
 * kb_facts_is_address:
 * @facts: facts
 * @id: any text
 *
 * Returns: whether there is a fact called @id whose unit is `uri`
 */
gboolean
kb_facts_is_address (const KbFacts *facts, const char *id)
{
  const KbFact *fact;

  g_return_val_if_fail (facts != NULL && id != NULL, FALSE);

  fact = g_hash_table_lookup (facts->facts, id);
  return fact != NULL && fact->unit == KB_FACT_UNIT_URI;
}

/**
 * kb_facts_get_collected:
 * @facts: facts
 *
 * Returns: (transfer none): the ISO date on which the facts were last gone through; none in them is later
 */
const char *
kb_facts_get_collected (const KbFacts *facts)
{
  g_return_val_if_fail (facts != NULL, NULL);

  return facts->collected;
}

/**
 * kb_facts_find_source:
 * @facts: facts
 * @id: any text
 *
 * Returns: (transfer none) (nullable): the source called @id, or %NULL when there is none
 */
const KbFactSource *
kb_facts_find_source (const KbFacts *facts, const char *id)
{
  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (facts->sources, id);
}

/**
 * kb_facts_get_models:
 * @facts: facts
 * @n_models: (out): how many there are
 *
 * Gets the models, those first that a test should prefer; those that are or will be gone, last. Prices are
 * from OpenAI's price list, on the day in @checked of each.
 *
 * Returns: (transfer none) (array length=n_models): the models, as long as @facts lives
 */
const KbModel *const *
kb_facts_get_models (const KbFacts *facts, gsize *n_models)
{
  g_return_val_if_fail (facts != NULL, NULL);
  g_return_val_if_fail (n_models != NULL, NULL);

  *n_models = facts->models->len;
  return (const KbModel *const *) facts->models->pdata;
}

static const KbModel *
find_exactly (const KbFacts *facts, const char *id, gsize length)
{
  for (guint i = 0; i < facts->models->len; i++)
    {
      const KbModel *model = facts->models->pdata[i];

      if (strlen (model->id) == length && memcmp (model->id, id, length) == 0)
        return model;
    }

  return NULL;
}

/**
 * kb_facts_find_model:
 * @facts: (nullable): facts, or %NULL for those of the program
 * @id: a model's id as the API lists it; a dated snapshot like `gpt-6-luna-2026-08-01` counts as its model
 *
 * Returns: (transfer none) (nullable): the model, or %NULL when it is not known
 */
const KbModel *
kb_facts_find_model (const KbFacts *facts, const char *id)
{
  const gsize date_length = strlen ("-YYYY-MM-DD");
  const KbModel *model;
  gsize length;

  g_return_val_if_fail (id != NULL, NULL);

  if (facts == NULL)
    facts = kb_facts_get_default ();

  length = strlen (id);
  model = find_exactly (facts, id, length);
  if (model == NULL && length > date_length && id[length - date_length] == '-' &&
      kb_facts_is_date (id + length - date_length + 1))
    model = find_exactly (facts, id, length - date_length);
  return model;
}
