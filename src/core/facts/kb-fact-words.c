/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-fact-words.h"

#include "core/base/kb-number.h"
#include "core/facts/kb-facts-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MODEL_PREFIX "model."

/**
 * kb_fact_words_dup_date:
 * @iso: a date such as "2026-11-20"
 *
 * Returns: (transfer full): the same for people, "20 November 2026"
 */
char *
kb_fact_words_dup_date (const char *iso)
{
  g_autofree char *stamp = g_strconcat (iso, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (stamp, NULL);

  g_return_val_if_fail (day != NULL, g_strdup (iso));
  /* TRANSLATORS: a date as in "20 November 2026"; see strftime */
  return g_date_time_format (day, C_ ("date", "%-e %B %Y"));
}

static char *
say_fact (const KbFact *fact)
{
  g_autofree char *number = kb_number_format (KB_NUMBER_COUNT, fact->number);
  gulong n = (gulong) fact->number;

  switch (fact->unit)
    {
    case KB_FACT_UNIT_USD:
      return kb_number_format_money (fact->number);
    case KB_FACT_UNIT_COUNT:
      return g_steal_pointer (&number);
    case KB_FACT_UNIT_PERCENT:
      /* TRANSLATORS: a share of a hundred; %s is a number. Between the two is a no-break space. */
      return g_strdup_printf (C_ ("number", "%s %%"), number);
    case KB_FACT_UNIT_MINUTES:
      /* TRANSLATORS: a length of time within a sentence; %s is a number */
      return g_strdup_printf (ngettext ("%s minute", "%s minutes", n), number);
    case KB_FACT_UNIT_DAYS:
      /* TRANSLATORS: a length of time within a sentence; %s is a number */
      return g_strdup_printf (ngettext ("%s day", "%s days", n), number);
    case KB_FACT_UNIT_YEARS:
      /* TRANSLATORS: a length of time within a sentence; %s is a number */
      return g_strdup_printf (ngettext ("%s year", "%s years", n), number);
    case KB_FACT_UNIT_DATE:
      return kb_fact_words_dup_date (fact->text);
    case KB_FACT_UNIT_URI:
    case KB_FACT_UNIT_TEXT:
      return g_strdup (fact->text);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* By its id, or by that of a fact that names it: the price then is that of the model which is named. */
static const KbModel *
find_model (const KbFacts *facts, const char *id)
{
  const KbFact *fact = g_hash_table_lookup (facts->facts, id);

  return kb_facts_find_model (facts, fact && fact->unit == KB_FACT_UNIT_TEXT ? fact->text : id);
}

/* "model.gpt-6-luna.input", "model.models.cheapest.input": its price; -1 if there is none. */
static gint64
find_price (const KbFacts *facts, const char *id, const char **checked)
{
  const char *name = id + strlen (MODEL_PREFIX);
  const char *which = strrchr (name, '.');
  g_autofree char *model_id = which ? g_strndup (name, (gsize) (which - name)) : NULL;
  const KbModel *model = model_id ? find_model (facts, model_id) : NULL;

  if (!model)
    return -1;
  *checked = model->checked;
  if (g_str_equal (which, ".input"))
    return model->input_price;
  if (g_str_equal (which, ".cached"))
    return model->cached_price;
  return g_str_equal (which, ".output") ? model->output_price : -1;
}

static char *
say_id (const KbFacts *facts, const char *id, const char **checked)
{
  const KbFact *fact = g_hash_table_lookup (facts->facts, id);
  gint64 price;

  if (fact)
    {
      *checked = fact->checked;
      return say_fact (fact);
    }
  if (!g_str_has_prefix (id, MODEL_PREFIX))
    return NULL;
  price = find_price (facts, id, checked);
  return price < 0 ? NULL : kb_number_format_money (price);
}

static gboolean
fill_one (const KbFacts *facts, const char *id, GString *filled, const char **oldest)
{
  const char *checked = NULL;
  g_autofree char *words = say_id (facts, id, &checked);

  if (!words)
    return FALSE;
  g_string_append (filled, words);
  /* ISO dates sort as text. */
  if (!*oldest || strcmp (checked, *oldest) < 0)
    *oldest = checked;
  return TRUE;
}

/**
 * kb_fact_words_fill:
 * @facts: facts
 * @text: a text in which `{FACT-ID}` or `{model.ID.input}` (cached, output) stands for a fact, where ID
 *   is a model’s or that of a fact which names one; `{{` is a brace
 * @oldest: (inout): the ISO date of the oldest fact so far, or %NULL
 *
 * Puts the facts into a text, each said as its unit asks: "{money.plus-month} a month" is "$20 a month".
 *
 * Returns: (transfer full) (nullable): the text, or %NULL when it names a fact that is not there or a brace
 * is not closed
 */
char *
kb_fact_words_fill (const KbFacts *facts, const char *text, const char **oldest)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  const char *brace;

  g_return_val_if_fail (facts != NULL && text != NULL && oldest != NULL, NULL);

  for (; (brace = strchr (text, '{')); text = brace + 1)
    {
      g_autofree char *id = NULL;

      g_string_append_len (filled, text, brace - text);
      if (*++brace == '{')
        {
          g_string_append_c (filled, '{');
          continue;
        }
      text = brace;
      brace = text + strcspn (text, "}");
      id = g_strndup (text, (gsize) (brace - text));
      if (*brace == '\0' || !fill_one (facts, id, filled, oldest))
        return NULL;
    }
  g_string_append (filled, text);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}
