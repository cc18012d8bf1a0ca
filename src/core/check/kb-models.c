/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-models.h"

#include <string.h>

/**
 * kb_models_dup_today:
 *
 * Returns: (transfer full): the date in UTC, as the facts write dates: "2026-11-20"
 */
char *
kb_models_dup_today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%F");
}

/**
 * kb_models_is_in_use:
 * @model: (nullable): what the facts know of it
 * @today: ISO date
 *
 * Returns: whether it answers on that day, as far as is known
 */
gboolean
kb_models_is_in_use (const KbModel *model, const char *today)
{
  return model == NULL || model->shutdown == NULL || strcmp (model->shutdown, today) >= 0;
}

static gboolean
is_reasoning_series (const char *id)
{
  return id[0] == 'o' && g_ascii_isdigit (id[1]);
}

/**
 * kb_models_writes_text:
 * @id: name of a model
 *
 * The list of models does not say what they do; their names do. A server that is not OpenAI's has names of
 * its own, so only what is known to do something else is left out.
 *
 * Returns: whether it probably answers a question in words
 */
gboolean
kb_models_writes_text (const char *id)
{
  static const char *const others[] = {
    "image", "audio",      "realtime",       "transcribe", "tts",     "whisper", "dall-e",       "sora",
    "embed", "moderation", "turbo-instruct", "search",     "babbage", "davinci", "deep-research"
  };

  g_return_val_if_fail (id != NULL, FALSE);

  if (*id == '\0')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strstr (id, others[i]) != NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_listed (const char *id, const char *const *listed)
{
  return listed == NULL || g_strv_contains (listed, id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_preferred (GPtrArray *offered, const KbFacts *facts, const char *const *listed, const char *today)
{
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (facts, &n_models);

  for (gsize i = 0; i < n_models; i++)
    if (kb_models_is_in_use (models[i], today) && is_listed (models[i]->id, listed))
      g_ptr_array_add (offered, g_strdup (models[i]->id));
}

static void
add_others (GPtrArray *offered, const KbFacts *facts, const char *const *listed, const char *today)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (gsize i = 0; listed[i] != NULL; i++)
    if (kb_models_writes_text (listed[i]) &&
        kb_models_is_in_use (kb_facts_find_model (facts, listed[i]), today) &&
        !g_ptr_array_find_with_equal_func (offered, listed[i], g_str_equal, NULL) &&
        !g_ptr_array_find_with_equal_func (others, listed[i], g_str_equal, NULL))
      g_ptr_array_add (others, (gpointer) listed[i]);

  g_ptr_array_sort (others, compare_ids);
  for (guint i = 0; i < others->len; i++)
    g_ptr_array_add (offered, g_strdup (others->pdata[i]));
}

/**
 * kb_models_dup_offered:
 * @facts: facts
 * @listed: (nullable) (array zero-terminated=1): what the account lists; %NULL when that is not known
 * @today: ISO date
 *
 * Returns: (transfer full) (array zero-terminated=1): what to choose from: the facts' models in their order
 *   of preference, then what else is listed and writes text, by name; all of the facts' when nothing is known
 */
char **
kb_models_dup_offered (const KbFacts *facts, const char *const *listed, const char *today)
{
  GPtrArray *offered = g_ptr_array_new_null_terminated (16, g_free, TRUE);

  add_preferred (offered, facts, listed, today);
  if (listed != NULL)
    add_others (offered, facts, listed, today);

  return (char **) g_ptr_array_free (offered, FALSE);
}

/**
 * kb_models_list_priced:
 * @facts: facts
 * @today: ISO date
 *
 * Returns: (transfer container) (element-type KbModel): the models whose price is known and that answer on
 *   that day, in the facts' order
 */
GPtrArray *
kb_models_list_priced (const KbFacts *facts, const char *today)
{
  GPtrArray *priced = g_ptr_array_new ();
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (facts, &n_models);

  for (gsize i = 0; i < n_models; i++)
    if (models[i]->input_price >= 0 && models[i]->output_price >= 0 && kb_models_is_in_use (models[i], today))
      g_ptr_array_add (priced, (gpointer) models[i]);

  return priced;
}

static gboolean
is_openai_text (const char *id)
{
  return (g_str_has_prefix (id, "gpt-") || g_str_has_prefix (id, "chatgpt-") || is_reasoning_series (id)) &&
         kb_models_writes_text (id);
}

/**
 * kb_models_find_best:
 * @facts: facts
 * @listed: (nullable) (array zero-terminated=1): what the account lists; %NULL when that is not known
 * @today: ISO date
 *
 * Returns: (transfer none) (nullable): the first of the facts' models that is listed and in use, else the
 *   first of the list that is in use and by its name one of OpenAI's that write; %NULL when there is none
 */
const char *
kb_models_find_best (const KbFacts *facts, const char *const *listed, const char *today)
{
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (facts, &n_models);

  for (gsize i = 0; i < n_models; i++)
    if (kb_models_is_in_use (models[i], today) && is_listed (models[i]->id, listed))
      return models[i]->id;
  for (gsize i = 0; listed != NULL && listed[i] != NULL; i++)
    if (is_openai_text (listed[i]) && kb_models_is_in_use (kb_facts_find_model (facts, listed[i]), today))
      return listed[i];

  return NULL;
}
