/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-facts.h"

#include <string.h>

#define COMMON "\"source\": \"page\", \"checked\": \"2026-11-20\""
#define COLLECTED "\"collected\": \"2026-11-21\", "
#define PAGE \
  "{\"id\": \"page\", \"title\": \"A page\", \"address\": \"https://a.test/\"," \
  " \"compared\": \"2026-11-19\", \"list\": \"All\"}"
#define START "{" COLLECTED "\"sources\": [" PAGE "], "
#define REST "\"line\": \"m\", \"shutdown\": null, \"takes_reasoning\": true, " COMMON

static const char good_json[] = START
    "\"facts\": ["
    "{\"id\": \"money.least\", \"value\": 5000000, \"unit\": \"usd\", " COMMON "},"
    "{\"id\": \"tier.1\", \"value\": 3, \"unit\": \"count\", " COMMON "},"
    "{\"id\": \"share\", \"value\": 30, \"unit\": \"percent\", " COMMON "},"
    "{\"id\": \"wait\", \"value\": 15, \"unit\": \"minutes\", " COMMON "},"
    "{\"id\": \"old\", \"value\": 90, \"unit\": \"days\", " COMMON "},"
    "{\"id\": \"expiry\", \"value\": 1, \"unit\": \"years\", " COMMON ", \"note\": \"Since ever\"},"
    "{\"id\": \"a-page\", \"value\": \"https://a.test/\", \"unit\": \"uri\", " COMMON "},"
    "{\"id\": \"a-text\", \"value\": \"Text\", \"unit\": \"text\","
    " \"source\": \"page\", \"checked\": \"2026-02-28\"},"
    "{\"id\": \"a-day\", \"value\": \"2026-09-15\", \"unit\": \"date\", " COMMON "}"
    "], \"models\": ["
    "{\"id\": \"m-2\", \"input_price\": 100000, \"cached_price\": 10000, \"output_price\": 500000, " REST "},"
    "{\"id\": \"m-2-mini\", \"input_price\": 0, \"cached_price\": null, \"output_price\": 1, " REST "},"
    "{\"id\": \"m-1\", \"input_price\": null, \"cached_price\": null, \"output_price\": null,"
    " \"line\": \"m\", \"shutdown\": \"2026-10-23\", \"takes_reasoning\": false, " COMMON "}"
    "]}";

static KbFacts *
load_good (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (good_json, strlen (good_json));

  return kb_facts_new_from_json (bytes);
}

static void
test_values (void)
{
  g_autoptr (KbFacts) facts = load_good ();

  g_assert_cmpint (kb_facts_get_money (facts, "money.least"), ==, 5000000);
  g_assert_cmpint (kb_facts_get_integer (facts, "tier.1"), ==, 3);
  g_assert_cmpint (kb_facts_get_integer (facts, "share"), ==, 30);
  g_assert_cmpint (kb_facts_get_integer (facts, "wait"), ==, 15);
  g_assert_cmpint (kb_facts_get_integer (facts, "old"), ==, 90);
  g_assert_cmpint (kb_facts_get_integer (facts, "expiry"), ==, 1);
  g_assert_cmpstr (kb_facts_get_string (facts, "a-page"), ==, "https://a.test/");
  g_assert_cmpstr (kb_facts_get_string (facts, "a-text"), ==, "Text");
  g_assert_cmpstr (kb_facts_get_checked (facts, "a-text"), ==, "2026-02-28");
  g_assert_cmpstr (kb_facts_get_checked (facts, "tier.1"), ==, "2026-11-20");
  g_assert_cmpstr (kb_facts_get_string (facts, "a-day"), ==, "2026-09-15");
  g_assert_cmpstr (kb_facts_get_collected (facts), ==, "2026-11-21");
  g_assert_true (kb_facts_has (facts, "share"));
  g_assert_false (kb_facts_has (facts, "m-2"));
}

static void
test_models (void)
{
  g_autoptr (KbFacts) facts = load_good ();
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (facts, &n_models);

  g_assert_cmpuint (n_models, ==, 3);
  g_assert_cmpstr (models[0]->id, ==, "m-2");
  g_assert_cmpstr (models[0]->line, ==, "m");
  g_assert_cmpint (models[0]->long_request, ==, 0);
  g_assert_cmpint (models[0]->input_price, ==, 100000);
  g_assert_cmpint (models[0]->cached_price, ==, 10000);
  g_assert_cmpint (models[0]->output_price, ==, 500000);
  g_assert_null (models[0]->shutdown);
  g_assert_cmpstr (models[0]->checked, ==, "2026-11-20");
  g_assert_true (models[0]->takes_reasoning);
  g_assert_cmpint (models[1]->input_price, ==, 0);
  g_assert_cmpint (models[1]->cached_price, ==, -1);
  g_assert_cmpint (models[2]->input_price, ==, -1);
  g_assert_cmpint (models[2]->output_price, ==, -1);
  g_assert_cmpstr (models[2]->shutdown, ==, "2026-10-23");
  g_assert_false (models[2]->takes_reasoning);
}

typedef struct
{
  const char *asked;
  const char *found;
} FindCase;

static void
test_find_model (void)
{
  static const FindCase cases[] = {
    { "m-2", "m-2" },
    { "m-2-mini", "m-2-mini" },
    { "m-2-2026-08-01", "m-2" },
    { "m-2-mini-2026-08-01", "m-2-mini" },
    { "m-2-2026-13-01", NULL },
    { "m-2-20260801", NULL },
    { "m-2-2026-08-01-x", NULL },
    { "m-2x2026-08-01", NULL },
    { "m-2-", NULL },
    { "m", NULL },
    { "", NULL },
    { "-2026-08-01", NULL },
    { "2026-08-01", NULL },
    { "M-2", NULL },
  };
  g_autoptr (KbFacts) facts = load_good ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KbModel *model = kb_facts_find_model (facts, cases[i].asked);

      g_assert_cmpstr (model != NULL ? model->id : NULL, ==, cases[i].found);
    }
}

static void
test_wrong_use (gconstpointer data)
{
  const char *use = data;

  if (g_test_subprocess ())
    {
      g_autoptr (KbFacts) facts = load_good ();

      if (g_str_equal (use, "missing"))
        kb_facts_get_string (facts, "nowhere");
      else if (g_str_equal (use, "missing-date"))
        kb_facts_get_checked (facts, "nowhere");
      else if (g_str_equal (use, "money-as-number"))
        kb_facts_get_integer (facts, "money.least");
      else if (g_str_equal (use, "text-as-number"))
        kb_facts_get_integer (facts, "a-text");
      else if (g_str_equal (use, "number-as-money"))
        kb_facts_get_money (facts, "tier.1");
      else if (g_str_equal (use, "number-as-text"))
        kb_facts_get_string (facts, "tier.1");
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*fact *");
}

/* The prices of the day on which the facts were collected: a slip of a digit would otherwise go unseen. */
typedef struct
{
  const char *id;
  gint64 input_price, cached_price, output_price;
} PriceCase;

static const PriceCase price_cases[] = {
  { "gpt-6-luna", 100000, 10000, 500000 },
  { "gpt-5.6-luna", 200000, 20000, 1200000 },
  { "gpt-5.4-mini", 750000, 75000, 4500000 },
  { "gpt-6.1-terra", 1000000, 50000, 5000000 },
  { "gpt-5.6-terra", 2000000, 200000, 12000000 },
  { "gpt-6.2-sol", 2000000, 100000, 10000000 },
  { "gpt-6.1-sol", 2000000, 100000, 10000000 },
  { "gpt-6-sol", 2000000, 200000, 10000000 },
  /* Not those of the promotion, which may be over */
  { "gpt-5.6-sol", 5000000, 500000, 30000000 },
  { "gpt-5.5", 5000000, 500000, 30000000 },
  { "gpt-5.4", 2500000, 250000, 15000000 },
  { "gpt-6.2-astra", 8000000, 400000, 40000000 },
  { "gpt-6-astra", 10000000, 1000000, 50000000 },
  { "gpt-5.4-nano", 200000, 20000, 1250000 },
};

static void
test_own_models (void)
{
  const KbFacts *facts = kb_facts_get_default ();
  gsize n_models;
  const KbModel *const *models = kb_facts_get_models (facts, &n_models);

  g_assert_cmpuint (n_models, >=, G_N_ELEMENTS (price_cases));
  for (guint i = 0; i < G_N_ELEMENTS (price_cases); i++)
    {
      g_assert_cmpstr (models[i]->id, ==, price_cases[i].id);
      g_assert_cmpint (models[i]->input_price, ==, price_cases[i].input_price);
      g_assert_cmpint (models[i]->cached_price, ==, price_cases[i].cached_price);
      g_assert_cmpint (models[i]->output_price, ==, price_cases[i].output_price);
    }

  /* What comes after them is there only to be recognised as gone or going. */
  for (gsize i = G_N_ELEMENTS (price_cases); i < n_models; i++)
    {
      g_assert_nonnull (models[i]->shutdown);
      g_assert_cmpint (models[i]->input_price, ==, -1);
    }

  g_assert_cmpstr (kb_facts_find_model (NULL, "gpt-4o-mini-2024-07-18")->shutdown, ==, "2027-01-14");
  g_assert_cmpstr (kb_facts_find_model (NULL, "gpt-5.4-nano")->shutdown, ==, "2027-04-01");
}

static void
test_own_money (void)
{
  const KbFacts *facts = kb_facts_get_default ();

  g_assert_cmpint (kb_facts_get_money (facts, "money.minimum-credit"), ==, 5000000);
  g_assert_cmpint (kb_facts_get_money (facts, "money.default-credit"), ==, 10000000);
  g_assert_cmpint (kb_facts_get_money (facts, "money.plus-month"), ==, 20000000);
  g_assert_cmpint (kb_facts_get_money (facts, "tier.5.paid"), ==, 1000000000);
  g_assert_cmpint (kb_facts_get_integer (facts, "tier.5.tokens-per-minute"), ==, 30000000);
  g_assert_cmpint (kb_facts_get_integer (facts, "credit.expiry"), ==, 1);
  g_assert_cmpint (kb_facts_get_integer (facts, "delay.settings"), ==, 15);
  g_assert_cmpint (kb_facts_get_integer (facts, "key.rotation-days"), ==, 90);
  g_assert_cmpint (kb_facts_get_integer (facts, "test.max-output-tokens"), >=,
                   kb_facts_get_integer (facts, "test.min-output-tokens"));
}

static void
test_own_addresses (void)
{
  static const char *const ids[] = {
    "api.base",
    "link.platform",
    "link.api-keys",
    "link.billing",
    "link.limits",
    "link.organization",
    "link.usage",
    "link.status",
    "link.errors",
    "link.prices",
    "link.models",
    "link.help",
    "link.help.find-key",
    "link.help.permissions",
    "link.help.prepaid",
    "link.help.limits",
    "link.help.projects",
    "link.help.phone",
    "link.help.countries",
    "link.changelog",
    "link.deprecations",
    "link.keys-guide",
    "link.spend-limits",
    "link.sign-in-with-chatgpt",
    "link.your-data",
    "link.workload-identity",
  };
  const KbFacts *facts = kb_facts_get_default ();

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = g_uri_parse (kb_facts_get_string (facts, ids[i]), G_URI_FLAGS_NONE, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_suffix (g_uri_get_host (uri), "openai.com"));
    }
}

int
main (int argc, char *argv[])
{
  static const char *const uses[] = { "missing",        "missing-date",    "money-as-number",
                                      "text-as-number", "number-as-money", "number-as-text" };

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/facts/values", test_values);
  g_test_add_func ("/facts/models", test_models);
  g_test_add_func ("/facts/find-model", test_find_model);
  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autofree char *path = g_strdup_printf ("/facts/wrong-use/%s", uses[i]);

      g_test_add_data_func (path, uses[i], test_wrong_use);
    }
  g_test_add_func ("/facts/own/models", test_own_models);
  g_test_add_func ("/facts/own/money", test_own_money);
  g_test_add_func ("/facts/own/addresses", test_own_addresses);

  return g_test_run ();
}
