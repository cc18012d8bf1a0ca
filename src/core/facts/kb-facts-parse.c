/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-facts-private.h"

static const char *const unit_names[] = {
  [KB_FACT_UNIT_USD] = "usd",         [KB_FACT_UNIT_COUNT] = "count", [KB_FACT_UNIT_PERCENT] = "percent",
  [KB_FACT_UNIT_MINUTES] = "minutes", [KB_FACT_UNIT_DAYS] = "days",   [KB_FACT_UNIT_YEARS] = "years",
  [KB_FACT_UNIT_DATE] = "date",       [KB_FACT_UNIT_URI] = "uri",     [KB_FACT_UNIT_TEXT] = "text",
};

static const char *const source_members[] = {
  "id", "title", "address", "compared", "published", "list", NULL
};
static const char *const fact_members[] = { "id", "value", "unit", "source", "checked", "note", NULL };
static const char *const model_members[] = { "id",          "line",         "since",
                                             "input_price", "cached_price", "output_price",
                                             "promotion",   "shutdown",     "takes_reasoning",
                                             "source",      "checked",      "note",
                                             NULL };

/* The entry that is being read, so that every complaint can name it. */
typedef struct
{
  JsonObject *object;
  const char *list;
  guint index;
  const char *id; /* NULL until it has been read */
} Entry;

G_GNUC_PRINTF (3, 4)
static gboolean
complain (const Entry *entry, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (entry->id != NULL)
    g_set_error (error, KB_FACTS_ERROR, KB_FACTS_ERROR_SHAPE, "%s[%u] “%s”: %s", entry->list, entry->index,
                 entry->id, what);
  else
    g_set_error (error, KB_FACTS_ERROR, KB_FACTS_ERROR_SHAPE, "%s[%u]: %s", entry->list, entry->index, what);
  return FALSE;
}

/**
 * kb_facts_is_date:
 * @text: any text
 *
 * Returns: whether @text is a day of the calendar, written as 2026-11-20
 */
gboolean
kb_facts_is_date (const char *text)
{
  static const char pattern[] = "0000-00-00";

  for (gsize i = 0; i < sizeof pattern; i++)
    if (pattern[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;

  return g_date_valid_dmy ((GDateDay) g_ascii_strtoull (text + 8, NULL, 10),
                           (GDateMonth) g_ascii_strtoull (text + 5, NULL, 10),
                           (GDateYear) g_ascii_strtoull (text, NULL, 10));
}

static gboolean
is_id (const char *text)
{
  char previous = '.';

  for (const char *c = text; *c != '\0'; previous = *c++)
    {
      gboolean separates = *c == '.' || *c == '-';

      if (separates ? previous == '.' || previous == '-' : !g_ascii_islower (*c) && !g_ascii_isdigit (*c))
        return FALSE;
    }

  return previous != '.' && previous != '-';
}

static gboolean
open_entry (Entry *entry, JsonNode *node, const char *const *known, GError **error)
{
  JsonObjectIter iter;
  const char *member;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return complain (entry, error, "not an object");

  entry->object = json_node_get_object (node);
  json_object_iter_init (&iter, entry->object);
  while (json_object_iter_next (&iter, &member, NULL))
    if (!g_strv_contains (known, member))
      return complain (entry, error, "has an unknown member “%s”", member);

  return TRUE;
}

static JsonNode *
read_member (const Entry *entry, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (entry->object, member);

  if (node == NULL)
    complain (entry, error, "lacks “%s”", member);
  return node;
}

static const char *
read_string (const Entry *entry, const char *member, GError **error)
{
  JsonNode *node = read_member (entry, member, error);
  const char *text;

  if (node == NULL)
    return NULL;

  text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
  if (text == NULL || *text == '\0')
    {
      complain (entry, error, "“%s” is not a string with something in it", member);
      return NULL;
    }
  return text;
}

static const char *
read_date (const Entry *entry, const char *member, GError **error)
{
  const char *text = read_string (entry, member, error);

  if (text == NULL || kb_facts_is_date (text))
    return text;

  complain (entry, error, "“%s” is not a date", member);
  return NULL;
}

static gboolean
read_number (const Entry *entry, const char *member, gint64 *number, GError **error)
{
  JsonNode *node = read_member (entry, member, error);

  if (node == NULL)
    return FALSE;
  if (json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 0)
    return complain (entry, error, "“%s” is not a whole number from 0 up", member);

  *number = json_node_get_int (node);
  return TRUE;
}

static gboolean
is_null (const Entry *entry, const char *member)
{
  JsonNode *node = json_object_get_member (entry->object, member);

  return node != NULL && JSON_NODE_HOLDS_NULL (node);
}

static gboolean
read_price (const Entry *entry, const char *member, gint64 *price, GError **error)
{
  *price = -1;
  return is_null (entry, member) || read_number (entry, member, price, error);
}

static gboolean
read_id (Entry *entry, GError **error)
{
  const char *id = read_string (entry, "id", error);

  if (id == NULL)
    return FALSE;
  if (!is_id (id))
    return complain (entry, error, "“%s” is not an id", id);
  entry->id = id;
  return TRUE;
}

/* What facts and models have; @checked belongs to the JSON. */
static gboolean
read_common (const KbFacts *facts, Entry *entry, const char **checked, GError **error)
{
  const char *source;

  if (!read_id (entry, error) || (source = read_string (entry, "source", error)) == NULL)
    return FALSE;
  if (kb_facts_find_source (facts, source) == NULL)
    return complain (entry, error, "there is no source “%s”", source);
  if (json_object_has_member (entry->object, "note") && read_string (entry, "note", error) == NULL)
    return FALSE;

  *checked = read_date (entry, "checked", error);
  return *checked != NULL;
}

static gboolean
read_unit (const Entry *entry, KbFactUnit *unit, GError **error)
{
  const char *name = read_string (entry, "unit", error);

  if (name == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (unit_names); i++)
    if (g_str_equal (name, unit_names[i]))
      {
        *unit = (KbFactUnit) i;
        return TRUE;
      }

  return complain (entry, error, "“%s” is not a unit", name);
}

static gboolean
read_value (const Entry *entry, KbFact *fact, GError **error)
{
  if (fact->unit < KB_FACT_UNIT_DATE)
    return read_number (entry, "value", &fact->number, error);

  fact->text = fact->unit == KB_FACT_UNIT_DATE ? read_date (entry, "value", error)
                                               : read_string (entry, "value", error);
  if (fact->text == NULL)
    return FALSE;
  if (fact->unit == KB_FACT_UNIT_URI &&
      (!g_str_has_prefix (fact->text, "https://") || strchr (fact->text, ' ') != NULL ||
       !g_uri_is_valid (fact->text, G_URI_FLAGS_NONE, NULL)))
    return complain (entry, error, "“value” is not an https address");
  return TRUE;
}

/* Either the day on which all of it was gone through, or that on which it was published for good. */
static gboolean
read_compared (const Entry *entry, const char **compared, GError **error)
{
  if (json_object_has_member (entry->object, "published") ==
      json_object_has_member (entry->object, "compared"))
    return complain (entry, error, "has to have either “compared” or “published”");
  if (json_object_has_member (entry->object, "published"))
    return read_date (entry, "published", error) != NULL;

  *compared = read_date (entry, "compared", error);
  return *compared != NULL;
}

static const char *
keep (KbFacts *facts, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (facts->strings, text) : NULL;
}

gboolean
kb_facts_parse_source (KbFacts *facts, JsonNode *node, guint index, GError **error)
{
  Entry entry = { .list = "sources", .index = index };
  KbFactSource source = { 0 };

  if (!open_entry (&entry, node, source_members, error) || !read_id (&entry, error) ||
      (source.title = read_string (&entry, "title", error)) == NULL ||
      read_string (&entry, "list", error) == NULL || !read_compared (&entry, &source.compared, error))
    return FALSE;
  if (!is_null (&entry, "address") && (source.address = read_string (&entry, "address", error)) == NULL)
    return FALSE;
  if (kb_facts_find_source (facts, entry.id) != NULL)
    return complain (&entry, error, "is there twice");

  source.id = keep (facts, entry.id);
  source.title = keep (facts, source.title);
  source.address = keep (facts, source.address);
  source.compared = keep (facts, source.compared);
  g_hash_table_insert (facts->sources, (gpointer) source.id, g_memdup2 (&source, sizeof source));
  return TRUE;
}

gboolean
kb_facts_parse_fact (KbFacts *facts, JsonNode *node, guint index, GError **error)
{
  Entry entry = { .list = "facts", .index = index };
  KbFact fact = { 0 };

  if (!open_entry (&entry, node, fact_members, error) || !read_common (facts, &entry, &fact.checked, error) ||
      !read_unit (&entry, &fact.unit, error) || !read_value (&entry, &fact, error))
    return FALSE;
  if (kb_facts_has (facts, entry.id))
    return complain (&entry, error, "is there twice");

  fact.checked = keep (facts, fact.checked);
  fact.text = keep (facts, fact.text);
  g_hash_table_insert (facts->facts, (gpointer) keep (facts, entry.id), g_memdup2 (&fact, sizeof fact));
  return TRUE;
}

static gboolean
read_model (const Entry *entry, KbModel *model, GError **error)
{
  JsonNode *reasoning = read_member (entry, "takes_reasoning", error);

  if (reasoning == NULL)
    return FALSE;
  if (json_node_get_value_type (reasoning) != G_TYPE_BOOLEAN)
    return complain (entry, error, "“takes_reasoning” is neither true nor false");
  model->takes_reasoning = json_node_get_boolean (reasoning);

  if ((model->line = read_string (entry, "line", error)) == NULL)
    return FALSE;
  if (!is_null (entry, "shutdown") && (model->shutdown = read_date (entry, "shutdown", error)) == NULL)
    return FALSE;

  if (!read_price (entry, "input_price", &model->input_price, error) ||
      !read_price (entry, "cached_price", &model->cached_price, error) ||
      !read_price (entry, "output_price", &model->output_price, error))
    return FALSE;
  if ((model->input_price < 0) != (model->output_price < 0))
    return complain (entry, error, "has one price without the other");
  return TRUE;
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

gboolean
kb_facts_parse_model (KbFacts *facts, JsonNode *node, guint index, GError **error)
{
  Entry entry = { .list = "models", .index = index };
  KbModel model = { 0 };

  if (!open_entry (&entry, node, model_members, error) ||
      !read_common (facts, &entry, &model.checked, error) || !read_model (&entry, &model, error))
    return FALSE;

  for (guint i = 0; i < facts->models->len; i++)
    if (g_str_equal (((const KbModel *) facts->models->pdata[i])->id, entry.id))
      return complain (&entry, error, "is there twice");

  model.id = keep (facts, entry.id);
  model.line = keep (facts, model.line);
  model.checked = keep (facts, model.checked);
  model.shutdown = keep (facts, model.shutdown);
  add_surcharges (facts, &model);
  g_ptr_array_add (facts->models, g_memdup2 (&model, sizeof model));
  return TRUE;
}
