/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/check/kb-model-choice.h"

#include <string.h>

/* The first in the order of preference that is still in use and in @listed; %NULL @listed: in use. */
static const char *
find_preferred (const KbFacts *facts, char **listed, const char *today)
{
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (facts, &n_models);

  for (gsize i = 0; i < n_models; i++)
    {
      gboolean gone = models[i]->shutdown && strcmp (models[i]->shutdown, today) < 0;

      if (!gone && (!listed || g_strv_contains ((const char *const *) listed, models[i]->id)))
        return models[i]->id;
    }

  return NULL;
}

static gboolean
writes_text (const char *id)
{
  static const char *const others[] = { "image", "audio",  "realtime", "transcribe",
                                        "tts",   "search", "instruct", "embedding" };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strstr (id, others[i]))
      return FALSE;

  return g_str_has_prefix (id, "gpt-");
}

/**
 * kb_model_choice_default:
 * @facts: facts with at least one model
 * @today: ISO date
 *
 * Returns: (transfer none): the model to ask while it is unknown what the account lists. With facts so old
 *   that every model in them is gone the first is still worth a try.
 */
const char *
kb_model_choice_default (const KbFacts *facts, const char *today)
{
  const char *preferred = find_preferred (facts, NULL, today);
  gsize n_models;

  return preferred ? preferred : kb_facts_get_models (facts, &n_models)[0]->id;
}

/**
 * kb_model_choice_best:
 * @facts: facts
 * @listed: (array zero-terminated=1): what the account lists
 * @today: ISO date
 *
 * Returns: (transfer none) (nullable): the model to ask of those in @listed: the facts' first, else one that
 *   by its name writes text; %NULL when there is none
 */
const char *
kb_model_choice_best (const KbFacts *facts, char **listed, const char *today)
{
  const char *best = find_preferred (facts, listed, today);

  for (gsize i = 0; !best && listed[i]; i++)
    if (writes_text (listed[i]))
      best = listed[i];

  return best;
}
