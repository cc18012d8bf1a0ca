/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-facts-private.h"

#include "core/base/kb-json.h"

#include <gio/gio.h>

#define FACTS_PATH "/io/github/keybearer/Keybearer/guide/facts.json"

static const char *const unit_names[] = {
  [KB_FACT_UNIT_USD] = "usd",         [KB_FACT_UNIT_COUNT] = "count", [KB_FACT_UNIT_PERCENT] = "percent",
  [KB_FACT_UNIT_MINUTES] = "minutes", [KB_FACT_UNIT_DAYS] = "days",   [KB_FACT_UNIT_YEARS] = "years",
  [KB_FACT_UNIT_DATE] = "date",       [KB_FACT_UNIT_URI] = "uri",     [KB_FACT_UNIT_TEXT] = "text",
};

static KbFactUnit
find_unit (const char *name)
{
  KbFactUnit unit = KB_FACT_UNIT_USD;

  while (unit < KB_FACT_UNIT_TEXT && g_strcmp0 (name, unit_names[unit]) != 0)
    unit++;

  return unit;
}

static void
read_fact (KbFacts *facts, JsonObject *object)
{
  KbFact *fact = g_new0 (KbFact, 1);

  fact->unit = find_unit (kb_json_get_string (object, "unit"));
  fact->number = kb_json_get_count (object, "value");
  fact->text = kb_json_get_string (object, "value");
  fact->checked = kb_json_get_string (object, "checked");
  g_hash_table_insert (facts->facts, (gpointer) kb_json_get_string (object, "id"), fact);
}

/* The same for every model, as far as the price list says. */
static void
add_surcharges (const KbFacts *facts, KbModel *model)
{
  if (model->input_price < 0 || !kb_facts_has (facts, "price.long-request"))
    return;

  model->long_request = kb_facts_get_integer (facts, "price.long-request");
  model->long_input = (guint) kb_facts_get_integer (facts, "price.long-input");
  model->long_output = (guint) kb_facts_get_integer (facts, "price.long-output");
  model->cache_write = (guint) kb_facts_get_integer (facts, "price.cache-write");
}

static void
read_model (KbFacts *facts, JsonObject *object)
{
  KbModel *model = g_new0 (KbModel, 1);

  model->id = kb_json_get_string (object, "id");
  model->line = kb_json_get_string (object, "line");
  model->input_price = kb_json_get_count (object, "input_price");
  model->cached_price = kb_json_get_count (object, "cached_price");
  model->output_price = kb_json_get_count (object, "output_price");
  model->shutdown = kb_json_get_string (object, "shutdown");
  model->checked = kb_json_get_string (object, "checked");
  model->takes_reasoning = json_object_get_boolean_member_with_default (object, "takes_reasoning", FALSE);
  add_surcharges (facts, model);
  g_ptr_array_add (facts->models, model);
}

static void
read_list (KbFacts *facts, const char *name, void (*read_entry) (KbFacts *facts, JsonObject *object))
{
  JsonArray *array = kb_json_get_array (json_node_get_object (facts->root), name);

  for (guint i = 0; i < json_array_get_length (array); i++)
    read_entry (facts, json_array_get_object_element (array, i));
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
 * Gets the facts that the program carries. They are read on first use and never freed.
 *
 * Returns: (transfer none): the facts
 */
const KbFacts *
kb_facts_get_default (void)
{
  static KbFacts *facts;

  if (g_once_init_enter_pointer (&facts))
    {
      g_autoptr (GBytes) json = g_resources_lookup_data (FACTS_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

      g_once_init_leave_pointer (&facts, kb_facts_new_from_json (json));
    }

  return facts;
}

/**
 * kb_facts_new_from_json:
 * @json: JSON as facts.schema.json describes it
 *
 * Reads what a test has checked when the program was built: that it cannot be read is a defect of the program
 * and ends it.
 *
 * Returns: (transfer full): the facts
 */
KbFacts *
kb_facts_new_from_json (GBytes *json)
{
  KbFacts *facts = g_new0 (KbFacts, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (json, &size);

  if (!json_parser_load_from_data (parser, data, (gssize) size, &error))
    g_error ("%s: %s", FACTS_PATH, error->message);

  facts->root = json_node_ref (json_parser_get_root (parser));
  facts->collected = kb_json_get_string (json_node_get_object (facts->root), "collected");
  facts->facts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  facts->models = g_ptr_array_new_with_free_func (g_free);
  read_list (facts, "facts", read_fact);
  read_list (facts, "models", read_model);

  return facts;
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

  g_hash_table_unref (facts->facts);
  g_ptr_array_unref (facts->models);
  json_node_unref (facts->root);
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
 * kb_facts_get_models:
 * @facts: facts
 * @n_models: (out): how many there are
 *
 * Gets the models, those first that a test should prefer; those that are or will be gone, last. Prices are
 * from OpenAI's price list, on the day that each says.
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

static gboolean
is_date (const char *text)
{
  static const char pattern[] = "0000-00-00";

  for (gsize i = 0; i < sizeof pattern; i++)
    if (pattern[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;

  return g_date_valid_dmy ((GDateDay) g_ascii_strtoull (text + 8, NULL, 10),
                           (GDateMonth) g_ascii_strtoull (text + 5, NULL, 10),
                           (GDateYear) g_ascii_strtoull (text, NULL, 10));
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
      is_date (id + length - date_length + 1))
    model = find_exactly (facts, id, length - date_length);
  return model;
}
