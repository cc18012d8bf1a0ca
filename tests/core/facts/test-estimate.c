/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-plan.h"

#define DOLLAR G_GINT64_CONSTANT (1000000)
#define CENT 10000

/* $0.20 and $1.25 for a million tokens: the prices of the tutorial's worked example, of 29 April 2026. */
static const KbModel example = { .input_price = 20 * CENT, .cached_price = -1, .output_price = 125 * CENT };
static const KbUse thousand = { .conversations = 1000, .input_tokens = 2000, .output_tokens = 1000 };

static void
test_worked_example (void)
{
  KbEstimate estimate = kb_estimate_for (&example, &thousand);

  g_assert_cmpint (estimate.conversation, ==, 1650);
  g_assert_cmpint (estimate.day, ==, 165 * CENT);
  g_assert_cmpint (estimate.month, ==, 4950 * CENT);
  g_assert_cmpint (estimate.year, ==, 60225 * CENT);
  g_assert_cmpint (kb_estimate_count_days (&estimate, 5 * DOLLAR), ==, 3);
  g_assert_cmpint (kb_estimate_count_conversations (&estimate, 5 * DOLLAR), ==, 3030);
  g_assert_cmpuint (kb_estimate_get_stop_day (&estimate, 10 * DOLLAR), ==, 7);
}

typedef struct
{
  const char *name;
  KbModel model;
  KbUse use;
  gint64 conversation, day, month, year;
} EstimateCase;

#define PRICES(in, cached, out) { .input_price = in, .cached_price = cached, .output_price = out }

#define LONG(in, cached, out) \
  { .input_price = in, \
    .cached_price = cached, \
    .output_price = out, \
    .long_request = 1000, \
    .long_input = 200, \
    .long_output = 150, \
    .cache_write = 125 }

static const EstimateCase cases[] = {
  { "up-to-long", LONG (DOLLAR, CENT, DOLLAR), { 1, 1000, 1000, 0 }, 2000, 2000, 60000, 730000 },
  { "long", LONG (DOLLAR, CENT, DOLLAR), { 1, 1001, 1000, 0 }, 3502, 3502, 105060, 1278230 },
  { "long-all-cached", LONG (DOLLAR, CENT, 0), { 1, 2000, 0, 100 }, 40, 40, 1200, 14600 },
  { "long-free", LONG (0, 0, 0), { 1, 2000, 1000, 0 }, 0, 0, 0, 0 },
  /* 500 that are put into the cache, 500 that come from it */
  { "cache-written", LONG (DOLLAR, CENT, 0), { 1, 1000, 0, 50 }, 630, 630, 18900, 229950 },
  { "nothing", PRICES (DOLLAR, DOLLAR, DOLLAR), { 0, 0, 0, 0 }, 0, 0, 0, 0 },
  { "no-conversations", PRICES (DOLLAR, DOLLAR, DOLLAR), { 0, 2000, 1000, 0 }, 3000, 0, 0, 0 },
  { "free", PRICES (0, 0, 0), { 1000, 2000, 1000, 50 }, 0, 0, 0, 0 },
  { "half-cached", PRICES (DOLLAR, CENT, 0), { 1, 1000, 0, 50 }, 505, 505, 15150, 184325 },
  { "all-cached", PRICES (DOLLAR, CENT, 0), { 1, 1000, 0, 100 }, 10, 10, 300, 3650 },
  { "more-than-all-cached", PRICES (DOLLAR, CENT, 0), { 1, 1000, 0, 900 }, 10, 10, 300, 3650 },
  { "part-of-a-token-counts-in-full", PRICES (DOLLAR, 0, 0), { 1, 3, 0, 50 }, 2, 2, 60, 730 },
  { "cached-price-unknown", PRICES (DOLLAR, -1, 0), { 1, 1000, 0, 50 }, 1000, 1000, 30000, 365000 },
  /* 0.1 micro-dollars a conversation: each amount rounds by itself, not the sum of rounded ones. */
  { "rounds-up-once", PRICES (CENT, CENT, CENT), { 3, 10, 0, 0 }, 1, 1, 9, 110 },
  { "rounds-up-late", PRICES (CENT, CENT, CENT), { 15, 10, 0, 0 }, 1, 2, 45, 548 },
  { "input-unknown", PRICES (-1, -1, DOLLAR), { 1, 1, 1, 0 }, -1, -1, -1, -1 },
  { "output-unknown", PRICES (DOLLAR, -1, -1), { 1, 1, 1, 0 }, -1, -1, -1, -1 },
  { "beyond-64-bits-on-the-way",
    PRICES (50 * DOLLAR, 5 * DOLLAR, 50 * DOLLAR),
    { 1000000, 1000000000, 0, 0 },
    50000 * DOLLAR,
    50000 * DOLLAR * 1000000,
    1500000 * DOLLAR * 1000000,
    G_MAXINT64 },
  { "saturates",
    PRICES (G_MAXINT64, G_MAXINT64, G_MAXINT64),
    { G_MAXUINT64, G_MAXUINT64, G_MAXUINT64, 33 },
    G_MAXINT64,
    G_MAXINT64,
    G_MAXINT64,
    G_MAXINT64 },
};

static void
test_case (gconstpointer data)
{
  const EstimateCase *c = data;
  KbEstimate estimate = kb_estimate_for (&c->model, &c->use);

  g_assert_cmpint (estimate.conversation, ==, c->conversation);
  g_assert_cmpint (estimate.day, ==, c->day);
  g_assert_cmpint (estimate.month, ==, c->month);
  g_assert_cmpint (estimate.year, ==, c->year);
}

/* Every model that is sold, by its list price: what a promotion takes off may be over. */
static void
test_own_models (void)
{
  static const KbUse use = { .conversations = 1, .input_tokens = 272001, .output_tokens = 1000 };
  const KbFacts *facts = kb_facts_get_default ();
  const KbModel *sol = kb_facts_find_model (facts, "gpt-5.6-sol");
  const KbModel *luna = kb_facts_find_model (facts, "gpt-6-luna");

  g_assert_cmpint (kb_estimate_for (sol, &thousand).conversation, ==, 40 * 1000);
  g_assert_cmpint (kb_estimate_for (luna, &thousand).conversation, ==, 700);
  /* 272001 at $0.20, 1000 at $0.75 */
  g_assert_cmpint (kb_estimate_for (luna, &use).conversation, ==, 54401 + 750);
}

static void
test_no_model (void)
{
  g_assert_cmpint (kb_estimate_for (NULL, &thousand).month, ==, -1);
}

static void
test_credit (void)
{
  const KbUse none = { .conversations = 0, .input_tokens = 2000, .output_tokens = 1000 };
  KbEstimate estimate = kb_estimate_for (&example, &thousand);

  g_assert_cmpint (kb_estimate_count_days (&estimate, 0), ==, 0);
  g_assert_cmpint (kb_estimate_count_conversations (&estimate, 0), ==, 0);
  g_assert_cmpint (kb_estimate_count_days (&estimate, 165 * CENT - 1), ==, 0);
  g_assert_cmpint (kb_estimate_count_days (&estimate, 165 * CENT), ==, 1);
  g_assert_cmpint (kb_estimate_count_conversations (&estimate, 1650), ==, 1);
  g_assert_cmpint (kb_estimate_count_days (&estimate, G_MAXINT64), ==, G_MAXINT64 / (165 * CENT));
  estimate = kb_estimate_for (&example, &none);
  g_assert_cmpint (kb_estimate_count_days (&estimate, 5 * DOLLAR), ==, G_MAXINT64);
  g_assert_cmpint (kb_estimate_count_conversations (&estimate, 5 * DOLLAR), ==, 3030);
}

static void
test_stop_day (void)
{
  static const struct
  {
    gint64 limit;
    guint day;
  } limits[] = {
    { 0, 1 },
    { 165 * CENT - 1, 1 },
    { 165 * CENT, 2 },
    { 10 * DOLLAR, 7 },
    { 29 * 165 * CENT, 30 },
    { 30 * 165 * CENT - 1, 30 },
    { 30 * 165 * CENT, 0 },
    { G_MAXINT64, 0 },
  };
  KbEstimate estimate = kb_estimate_for (&example, &thousand);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_assert_cmpuint (kb_estimate_get_stop_day (&estimate, limits[i].limit), ==, limits[i].day);
      /* It stops exactly where the month costs more than the limit. */
      g_assert_cmpint (limits[i].day > 0, ==, estimate.month > limits[i].limit);
    }
}

static void
test_round (void)
{
  static const gint64 rounded[][2] = {
    { 0, 0 },
    { 1, 1 },
    { 1650, 1650 },
    { 9999, 9999 },
    { 10000, 10000 },
    { 10001, 10100 },
    { 999901, DOLLAR },
    { DOLLAR, DOLLAR },
    { DOLLAR + 1, DOLLAR + CENT },
    { 4950 * CENT, 4950 * CENT },
    { -1, -1 },
    { G_MAXINT64, G_MAXINT64 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rounded); i++)
    g_assert_cmpint (kb_estimate_round (rounded[i][0]), ==, rounded[i][1]);
}

static void
assert_starts (const KbPlan *plan)
{
  g_assert_cmpuint (plan->use.conversations, ==, 1000);
  g_assert_cmpuint (plan->use.input_tokens, ==, 2000);
  g_assert_cmpuint (plan->use.output_tokens, ==, 1000);
  g_assert_cmpuint (plan->use.cached_percent, ==, 0);
  g_assert_cmpstr (plan->model, ==, "gpt-6-luna");
}

static void
test_plan_kept (void)
{
  const KbFacts *facts = kb_facts_get_default ();
  g_autoptr (KbPlan) plan = kb_plan_new (facts);
  g_autoptr (KbPlan) again = NULL;
  g_autofree char *text = NULL;

  assert_starts (plan);
  g_assert_cmpstr (kb_plan_get_prices (plan, facts)->id, ==, "gpt-6-luna");
  plan->use = (KbUse) { 1, 2, G_MAXINT64, 100 };
  g_set_str (&plan->model, "");
  plan->own_prices.cached_price = 7;
  text = kb_plan_to_text (plan);
  again = kb_plan_new_from_text (facts, text);
  g_assert_cmpuint (again->use.conversations, ==, 1);
  g_assert_cmpuint (again->use.input_tokens, ==, 2);
  g_assert_cmpuint (again->use.output_tokens, ==, G_MAXINT64);
  g_assert_cmpuint (again->use.cached_percent, ==, 100);
  g_assert_cmpstr (again->model, ==, "");
  g_assert_true (kb_plan_get_prices (again, facts) == &again->own_prices);
  g_assert_cmpint (again->own_prices.cached_price, ==, 7);
}

static void
test_plan_odd (void)
{
  static const char *const texts[] = { "",
                                       "1000",
                                       "(1, 2, 3, 4)",
                                       "(1, 2, 3, 4, 'm', 5, 6, 'x')",
                                       "(-1, 2, 3, 4, 'm', 5, 6, 7)",
                                       "('1', 2, 3, 4, 'm', 5, 6, 7)" };
  const KbFacts *facts = kb_facts_get_default ();
  g_autoptr (KbPlan) range = kb_plan_new_from_text (facts, "(1, 2, 3, 400, 'm', -5, -6, -7)");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KbPlan) plan = kb_plan_new_from_text (facts, texts[i]);

      assert_starts (plan);
    }
  g_assert_cmpuint (range->use.cached_percent, ==, 100);
  g_assert_cmpint (range->own_prices.input_price, ==, 0);
  g_assert_cmpint (range->own_prices.output_price, ==, 0);
  g_assert_null (kb_plan_get_prices (range, facts));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/estimate/worked-example", test_worked_example);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/estimate/for/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/estimate/own-models", test_own_models);
  g_test_add_func ("/estimate/no-model", test_no_model);
  g_test_add_func ("/estimate/credit", test_credit);
  g_test_add_func ("/estimate/stop-day", test_stop_day);
  g_test_add_func ("/estimate/round", test_round);
  g_test_add_func ("/estimate/plan/kept", test_plan_kept);
  g_test_add_func ("/estimate/plan/odd", test_plan_odd);

  return g_test_run ();
}
