/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-estimate.h"

#include "core/facts/kb-cost.h"

#define MICRO 1000000
#define CENT 10000
#define EXACT_MAX (~(unsigned __int128) 0)

/* These stay at the largest number instead of starting again at 0. */
static unsigned __int128
multiply (unsigned __int128 a, unsigned __int128 b)
{
  unsigned __int128 product;

  return __builtin_mul_overflow (a, b, &product) ? EXACT_MAX : product;
}

static unsigned __int128
add (unsigned __int128 a, unsigned __int128 b)
{
  unsigned __int128 sum;

  return __builtin_add_overflow (a, b, &sum) ? EXACT_MAX : sum;
}

static gint64
round_up (unsigned __int128 exact)
{
  exact = exact / MICRO + (exact % MICRO != 0);
  return exact > G_MAXINT64 ? G_MAXINT64 : (gint64) exact;
}

static unsigned __int128
get_exact (const KbModel *model, const KbUse *use)
{
  KbPrices prices = kb_cost_get_prices (model, use->input_tokens);
  /* A part of a token counts in full. */
  guint64 cached = (guint64) ((unsigned __int128) use->input_tokens * MIN (use->cached_percent, 100u) / 100);
  /* What later comes from the cache has to be put there, and we do not know how often. */
  unsigned __int128 input = multiply (use->input_tokens - cached, cached > 0 ? prices.written : prices.input);

  return add (add (input, multiply (cached, prices.cached)), multiply (use->output_tokens, prices.output));
}

static gint64
count (unsigned __int128 exact, gint64 micro_dollars)
{
  unsigned __int128 n;

  g_return_val_if_fail (micro_dollars >= 0, 0);

  if (exact == 0)
    return G_MAXINT64;
  n = (unsigned __int128) micro_dollars * MICRO / exact;
  return n > G_MAXINT64 ? G_MAXINT64 : (gint64) n;
}

/**
 * kb_estimate_for:
 * @model: (nullable): the model, or one's own prices in its fields; %NULL is one without a known price
 * @use: what is planned
 *
 * Computes what the use costs. Each amount is rounded up from the exact one, so a day never costs more than
 * its conversations, and never too low: a conversation counts as one request, which can be a long one, and
 * where the cache is used the rest of the input is written to it. Cached tokens without a price of their own
 * are counted in full. An amount beyond what a #gint64 holds is %G_MAXINT64.
 *
 * Returns: the amounts
 */
KbEstimate
kb_estimate_for (const KbModel *model, const KbUse *use)
{
  KbEstimate estimate = { .conversation = -1, .day = -1, .month = -1, .year = -1 };

  g_assert (use != NULL);

  if (model == NULL || model->input_price < 0 || model->output_price < 0)
    return estimate;

  estimate.exact_conversation = get_exact (model, use);
  estimate.exact_day = multiply (estimate.exact_conversation, use->conversations);
  estimate.conversation = round_up (estimate.exact_conversation);
  estimate.day = round_up (estimate.exact_day);
  estimate.month = round_up (multiply (estimate.exact_day, KB_ESTIMATE_MONTH));
  estimate.year = round_up (multiply (estimate.exact_day, KB_ESTIMATE_YEAR));
  return estimate;
}

/**
 * kb_estimate_count_conversations:
 * @self: an estimate with a known price
 * @micro_dollars: an amount of credit
 *
 * Returns: how many whole conversations the credit pays for; %G_MAXINT64 when they cost nothing
 */
gint64
kb_estimate_count_conversations (const KbEstimate *self, gint64 micro_dollars)
{
  return count (self->exact_conversation, micro_dollars);
}

/**
 * kb_estimate_count_days:
 * @self: an estimate with a known price
 * @micro_dollars: an amount of credit
 *
 * Returns: how many whole days the credit pays for; %G_MAXINT64 when they cost nothing
 */
gint64
kb_estimate_count_days (const KbEstimate *self, gint64 micro_dollars)
{
  return count (self->exact_day, micro_dollars);
}

/**
 * kb_estimate_get_stop_day:
 * @self: an estimate with a known price
 * @micro_dollars: a limit for a month
 *
 * Returns: the first day of the month, from 1, that the limit does not pay for in full; 0 when it pays for
 * all of %KB_ESTIMATE_MONTH
 */
guint
kb_estimate_get_stop_day (const KbEstimate *self, gint64 micro_dollars)
{
  gint64 days = kb_estimate_count_days (self, micro_dollars);

  return days < KB_ESTIMATE_MONTH ? (guint) days + 1 : 0;
}

/**
 * kb_estimate_round:
 * @micro_dollars: an amount
 *
 * Rounds an estimate up to what somebody reads: whole cents from a dollar on, hundredths of a cent from a
 * cent on, and below that as it is.
 *
 * Returns: the amount in micro-dollars
 */
gint64
kb_estimate_round (gint64 micro_dollars)
{
  gint64 step = micro_dollars >= MICRO ? CENT : micro_dollars >= CENT ? CENT / 100 : 1;
  gint64 rest = micro_dollars % step;

  if (rest <= 0 || micro_dollars > G_MAXINT64 - step)
    return micro_dollars;
  return micro_dollars - rest + step;
}
