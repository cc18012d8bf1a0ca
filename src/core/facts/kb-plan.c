/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-plan.h"

#define FORMAT "(tttusxxx)"

/**
 * kb_plan_new:
 * @facts: facts
 *
 * Returns: (transfer full): what the estimator starts with: the use that the facts name, and the first model,
 *   whose prices are also those that somebody starts from with their own
 */
KbPlan *
kb_plan_new (const KbFacts *facts)
{
  gsize n_models;
  const KbModel *first = kb_facts_get_models (facts, &n_models)[0];
  KbPlan *self = g_new0 (KbPlan, 1);

  self->use.conversations = (guint64) kb_facts_get_integer (facts, "estimate.conversations");
  self->use.input_tokens = (guint64) kb_facts_get_integer (facts, "estimate.input-tokens");
  self->use.output_tokens = (guint64) kb_facts_get_integer (facts, "estimate.output-tokens");
  self->model = g_strdup (first->id);
  self->own_prices.input_price = MAX (first->input_price, 0);
  self->own_prices.cached_price = MAX (first->cached_price, 0);
  self->own_prices.output_price = MAX (first->output_price, 0);
  return self;
}

/**
 * kb_plan_new_from_text:
 * @facts: facts
 * @text: what kb_plan_to_text() gave, or any other text
 *
 * Returns: (transfer full): the plan that @text describes, a new one if it describes none
 */
KbPlan *
kb_plan_new_from_text (const KbFacts *facts, const char *text)
{
  KbPlan *self = kb_plan_new (facts);
  g_autoptr (GVariant) plan = g_variant_parse (G_VARIANT_TYPE (FORMAT), text, NULL, NULL, NULL);
  KbModel *own = &self->own_prices;

  if (plan == NULL)
    return self;

  g_free (self->model);
  g_variant_get (plan, FORMAT, &self->use.conversations, &self->use.input_tokens, &self->use.output_tokens,
                 &self->use.cached_percent, &self->model, &own->input_price, &own->cached_price,
                 &own->output_price);
  self->use.cached_percent = MIN (self->use.cached_percent, 100);
  own->input_price = MAX (own->input_price, 0);
  own->cached_price = MAX (own->cached_price, 0);
  own->output_price = MAX (own->output_price, 0);
  return self;
}

/**
 * kb_plan_to_text:
 *
 * Returns: (transfer full): @self as a text for kb_plan_new_from_text()
 */
char *
kb_plan_to_text (const KbPlan *self)
{
  const KbModel *own = &self->own_prices;
  g_autoptr (GVariant) plan = g_variant_ref_sink (g_variant_new (
      FORMAT, self->use.conversations, self->use.input_tokens, self->use.output_tokens,
      self->use.cached_percent, self->model, own->input_price, own->cached_price, own->output_price));

  return g_variant_print (plan, FALSE);
}

/**
 * kb_plan_get_prices:
 * @facts: facts
 *
 * Returns: (nullable): the model of the plan, or one with its own prices; %NULL for one that @facts do not
 * know
 */
const KbModel *
kb_plan_get_prices (const KbPlan *self, const KbFacts *facts)
{
  return *self->model != '\0' ? kb_facts_find_model (facts, self->model) : &self->own_prices;
}

void
kb_plan_free (KbPlan *self)
{
  g_free (self->model);
  g_free (self);
}
