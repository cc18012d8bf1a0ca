/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-facts.h"

G_BEGIN_DECLS

/* Micro-dollars for a million tokens, in one request of a given size. */
typedef struct
{
  guint64 input, cached, output;
  guint64 written; /* input that is kept in the cache for later requests */
} KbPrices;

KbPrices kb_cost_get_prices (const KbModel *model, guint64 input_tokens);
/* All money in micro-dollars (10^-6 USD) as gint64. Costs round up: what we promise is never less than what
 * is billed. */
gint64 kb_cost_of_tokens (const KbModel *model,
                          guint64 input_tokens,
                          guint64 cached_tokens, /* the part of @input_tokens that came from the cache */
                          guint64 output_tokens);

G_END_DECLS
