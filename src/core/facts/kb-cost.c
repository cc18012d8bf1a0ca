/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-cost.h"

#define MICRO 1000000

static guint64
take_percent (gint64 price, guint percent)
{
  unsigned __int128 exact = (unsigned __int128) price * percent;

  return (guint64) (exact / 100 + (exact % 100 != 0));
}

/**
 * kb_cost_get_prices:
 * @model: a model whose prices are known
 * @input_tokens: tokens sent in one request, those from the cache among them
 *
 * Gets what counts for a request of that size: one that the model calls long pays more for all of it.
 * Where the price of cached tokens is not known it is that of the others.
 *
 * Returns: the prices, each rounded up
 */
KbPrices
kb_cost_get_prices (const KbModel *model, guint64 input_tokens)
{
  gboolean is_long = model->long_request > 0 && input_tokens > (guint64) model->long_request;
  guint input = is_long ? model->long_input : 100, output = is_long ? model->long_output : 100;
  KbPrices prices = { 0 };

  prices.input = take_percent (model->input_price, input);
  prices.cached = take_percent (model->cached_price < 0 ? model->input_price : model->cached_price, input);
  prices.output = take_percent (model->output_price, output);
  prices.written = take_percent ((gint64) MIN (prices.input, G_MAXINT64), MAX (model->cache_write, 100));
  return prices;
}

/**
 * kb_cost_of_tokens:
 * @model: (nullable): the model; %NULL is one without a known price
 * @input_tokens: tokens sent, those from the cache among them
 * @cached_tokens: how many of @input_tokens came from the cache; more than @input_tokens counts as all
 * @output_tokens: tokens received, those spent on reasoning among them
 *
 * Computes what a request costs, rounded up to a whole micro-dollar. Where the price of cached tokens is not
 * known they are counted in full. A cost beyond what a #gint64 holds is %G_MAXINT64.
 *
 * Returns: micro-dollars (10^-6 US dollars), or -1 when the price is not known
 */
gint64
kb_cost_of_tokens (const KbModel *model, guint64 input_tokens, guint64 cached_tokens, guint64 output_tokens)
{
  unsigned __int128 total;
  KbPrices prices;

  if (model == NULL || model->input_price < 0 || model->output_price < 0)
    return -1;

  cached_tokens = MIN (cached_tokens, input_tokens);
  prices = kb_cost_get_prices (model, input_tokens);

  /* Cannot overflow for prices below 2^62: the input is at most 2^64 tokens at twice that, the output the
   * same. */
  total = (unsigned __int128) (input_tokens - cached_tokens) * prices.input +
          (unsigned __int128) cached_tokens * prices.cached +
          (unsigned __int128) output_tokens * prices.output;
  total = total / MICRO + (total % MICRO != 0);

  return total > G_MAXINT64 ? G_MAXINT64 : (gint64) total;
}
