/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/guide/kb-cost.h"

#define MICRO 1000000

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
  guint64 cached_price;

  if (model == NULL || model->input_price < 0 || model->output_price < 0)
    return -1;

  cached_tokens = MIN (cached_tokens, input_tokens);
  cached_price = (guint64) (model->cached_price < 0 ? model->input_price : model->cached_price);

  /* Cannot overflow: the input is at most 2^64 tokens at less than 2^63, the output the same. */
  total = (unsigned __int128) (input_tokens - cached_tokens) * (guint64) model->input_price +
          (unsigned __int128) cached_tokens * cached_price +
          (unsigned __int128) output_tokens * (guint64) model->output_price;
  total = total / MICRO + (total % MICRO != 0);

  return total > G_MAXINT64 ? G_MAXINT64 : (gint64) total;
}

/**
 * kb_cost_format:
 * @micro_dollars: an amount in micro-dollars (10^-6 US dollars)
 *
 * Formats an amount with as many decimals as it needs, and at least two when it is not whole: `$5`, `$1.65`,
 * `$0.000012`. It is the same in every locale, for what programs read; what people read is
 * kb_number_format_money().
 *
 * Returns: (transfer full): the text
 */
char *
kb_cost_format (gint64 micro_dollars)
{
  const char *sign = micro_dollars < 0 ? "-" : "";
  guint64 amount = micro_dollars < 0 ? -(guint64) micro_dollars : (guint64) micro_dollars;
  guint64 fraction = amount % MICRO;
  int decimals = 6;

  if (fraction == 0)
    return g_strdup_printf ("%s$%" G_GUINT64_FORMAT, sign, amount / MICRO);

  for (; decimals > 2 && fraction % 10 == 0; decimals--)
    fraction /= 10;

  return g_strdup_printf ("%s$%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign, amount / MICRO, decimals,
                          fraction);
}
