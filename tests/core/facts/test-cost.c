/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-number.h"
#include "core/facts/kb-cost.h"

#define CENTS 10000

typedef struct
{
  const char *name;
  gint64 input_price, cached_price, output_price;
  guint64 input, cached, output;
  gint64 cost;
} CostCase;

static const CostCase cost_cases[] = {
  /* The worked example of a tutorial: a conversation, and a thousand of them. */
  { "conversation", 200000, -1, 1250000, 2000, 0, 1000, 1650 },
  { "conversations", 200000, -1, 1250000, 2000000, 0, 1000000, 165 * CENTS },
  { "nothing", 200000, 20000, 1250000, 0, 0, 0, 0 },
  { "free-model", 0, 0, 0, 1000, 10, 1000, 0 },
  { "rounds-up-one-token", 100000, 10000, 500000, 1, 0, 0, 1 },
  { "rounds-up-once-for-all", 100000, 10000, 500000, 1, 0, 1, 1 },
  { "exact-is-not-rounded", 100000, 10000, 500000, 10, 0, 0, 1 },
  { "one-over-exact", 100000, 10000, 500000, 11, 0, 0, 2 },
  { "cached", 1000000, 100000, 5000000, 1000, 400, 100, 600 + 40 + 500 },
  { "cached-price-unknown", 1000000, -1, 5000000, 1000, 400, 100, 1000 + 500 },
  { "cached-is-free", 1000000, 0, 5000000, 1000, 400, 100, 600 + 500 },
  { "more-cached-than-sent", 1000000, 100000, 5000000, 100, 4000, 0, 10 },
  { "no-price", -1, -1, -1, 1000, 0, 1000, -1 },
  { "no-output-price", 1000000, -1, -1, 1000, 0, 0, -1 },
  { "no-input-price", -1, -1, 1000000, 0, 0, 1000, -1 },
  { "too-much", 10000000, 10000000, 10000000, G_MAXUINT64, 0, G_MAXUINT64, G_MAXINT64 },
  { "far-too-much", G_MAXINT64, G_MAXINT64, G_MAXINT64, G_MAXUINT64, 1, G_MAXUINT64, G_MAXINT64 },
  { "wraps-64-bits", 50000000, 5000000, 50000000, G_GUINT64_CONSTANT (1000000000000), 0, 0,
    G_GINT64_CONSTANT (50000000000000) },
  { "just-fits", 1000000, 1000000, 1000000, G_MAXINT64, 0, 0, G_MAXINT64 },
};

static void
test_cost (gconstpointer data)
{
  const CostCase *c = data;
  const KbModel model = { .id = "a-model",
                          .input_price = c->input_price,
                          .cached_price = c->cached_price,
                          .output_price = c->output_price };

  g_assert_cmpint (kb_cost_of_tokens (&model, c->input, c->cached, c->output), ==, c->cost);
}

static void
test_no_model (void)
{
  g_assert_cmpint (kb_cost_of_tokens (NULL, 1, 0, 1), ==, -1);
}

/* More tokens never cost less, and splitting a request never makes it cheaper. */
static void
test_never_less (void)
{
  const KbModel model = { .input_price = 123457, .cached_price = 12347, .output_price = 999983 };

  for (guint64 tokens = 0; tokens < 2000; tokens += 7)
    {
      gint64 whole = kb_cost_of_tokens (&model, tokens, tokens / 3, tokens);
      gint64 halves =
          kb_cost_of_tokens (&model, tokens, tokens / 3, 0) + kb_cost_of_tokens (&model, 0, 0, tokens);
      double exact = ((double) (tokens - tokens / 3) * 123457 + (double) (tokens / 3) * 12347 +
                      (double) tokens * 999983) /
                     1e6;

      g_assert_cmpint (whole, <=, kb_cost_of_tokens (&model, tokens + 1, tokens / 3, tokens));
      g_assert_cmpint (whole, <=, halves);
      g_assert_cmpfloat ((double) whole, >=, exact - 1e-6);
      g_assert_cmpfloat ((double) whole, <, exact + 1);
    }
}

typedef struct
{
  gint64 amount;
  const char *text;
} FormatCase;

static void
test_format (void)
{
  static const FormatCase cases[] = {
    { 0, "$0" },
    { 1, "$0.000001" },
    { 12, "$0.000012" },
    { 40, "$0.00004" },
    { 1650, "$0.00165" },
    { 10000, "$0.01" },
    { 100000, "$0.10" },
    { 1650000, "$1.65" },
    { 1500000, "$1.50" },
    { 1000001, "$1.000001" },
    { 1001000, "$1.001" },
    { 5000000, "$5" },
    { 2000000000, "$2000" },
    { -1650000, "-$1.65" },
    { G_MAXINT64, "$9223372036854.775807" },
    { G_MININT64, "-$9223372036854.775808" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = kb_number_format_usd (cases[i].amount);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cost_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cost/of-tokens/%s", cost_cases[i].name);

      g_test_add_data_func (path, &cost_cases[i], test_cost);
    }
  g_test_add_func ("/cost/no-model", test_no_model);
  g_test_add_func ("/cost/never-less", test_never_less);
  g_test_add_func ("/cost/format", test_format);

  return g_test_run ();
}
