/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-models.h"

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

static gboolean
writes_text (const char *id)
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
is_openai_text (const char *id)
{
  return (g_str_has_prefix (id, "gpt-") || g_str_has_prefix (id, "chatgpt-") || is_reasoning_series (id)) &&
         writes_text (id);
}

/* "gpt-6.2-sol" → "sol" and 6.2; "gpt-5.5" → "main"; "o4-mini" → "o-mini": the lines that the facts have. A
 * dated snapshot is of its model's line. NULL for other names. */
static char *
dup_line (const char *id, double *version)
{
  static GRegex *pattern;
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *gpt = NULL, *reasoning = NULL, *rest = NULL;

  if (g_once_init_enter_pointer (&pattern))
    g_once_init_leave_pointer (
        &pattern, g_regex_new ("^(?:gpt-(?<v>[0-9]+(?:\\.[0-9]+)?)o?|o(?<r>[0-9]+))(?:-(?<rest>.+?))??"
                               "(?:-[0-9]{4}-[0-9]{2}-[0-9]{2})?$",
                               G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL));
  if (!g_regex_match (pattern, id, G_REGEX_MATCH_DEFAULT, &match))
    return NULL;

  gpt = g_match_info_fetch_named (match, "v");
  reasoning = g_match_info_fetch_named (match, "r");
  rest = g_match_info_fetch_named (match, "rest");
  *version = g_ascii_strtod (gpt != NULL && *gpt != '\0' ? gpt : reasoning, NULL);
  if (gpt == NULL || *gpt == '\0')
    return rest != NULL && *rest != '\0' ? g_strconcat ("o-", rest, NULL) : g_strdup ("o");
  return g_strdup (rest != NULL && *rest != '\0' ? rest : "main");
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

/* With its line: before the first that is older, else after the last. Of a line of its own, before those that
 * will be switched off. */
static guint
find_place (GPtrArray *offered, const KbFacts *facts, const char *id)
{
  double version = 0;
  g_autofree char *line = dup_line (id, &version);
  guint after_line = 0, retiring = offered->len;

  for (guint i = offered->len; i-- > 0;)
    {
      const KbModel *model = kb_facts_find_model (facts, offered->pdata[i]);

      if (model != NULL && model->shutdown != NULL)
        retiring = i;
    }
  for (guint i = 0; line != NULL && i < offered->len; i++)
    {
      double other_version = 0;
      g_autofree char *other = dup_line (offered->pdata[i], &other_version);

      if (g_strcmp0 (other, line) != 0)
        continue;
      if (other_version < version)
        return i;
      after_line = i + 1;
    }

  return after_line > 0 ? after_line : is_openai_text (id) ? retiring : offered->len;
}

static void
add_others (GPtrArray *offered, const KbFacts *facts, const char *const *listed, const char *today)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (gsize i = 0; listed[i] != NULL; i++)
    if (writes_text (listed[i]) && kb_models_is_in_use (kb_facts_find_model (facts, listed[i]), today) &&
        !g_ptr_array_find_with_equal_func (offered, listed[i], g_str_equal, NULL) &&
        !g_ptr_array_find_with_equal_func (others, listed[i], g_str_equal, NULL))
      g_ptr_array_add (others, (gpointer) listed[i]);

  g_ptr_array_sort (others, compare_ids);
  for (guint i = 0; i < others->len; i++)
    g_ptr_array_insert (offered, (int) find_place (offered, facts, others->pdata[i]),
                        g_strdup (others->pdata[i]));
}

/**
 * kb_models_dup_offered:
 * @facts: facts
 * @listed: (nullable) (array zero-terminated=1): what the account lists; %NULL when that is not known
 * @today: ISO date
 *
 * Returns: (transfer full) (array zero-terminated=1): what to choose from: the facts' models in their order
 *   of preference; what else is listed and writes text stands with its line, or by name at the end when it is
 *   not OpenAI's; all of the facts' when nothing is known
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
