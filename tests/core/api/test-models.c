/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-models.h"

#define TODAY "2026-11-20"

static char *
offer (const char *const *listed, const char *today)
{
  g_auto (GStrv) offered = kb_models_dup_offered (kb_facts_get_default (), listed, today);

  return g_strjoinv (" ", offered);
}

static void
test_offered (void)
{
  static const char *const listed[] = { "zeta",       "gpt-6-sol",    "gpt-image-7",     "gpt-99",
                                        "gpt-6-luna", "whisper-1",    "text-embedding",  "gpt-99",
                                        "",           "gpt-5.4-nano", "omni-moderation", NULL };
  static const char *const own[] = { "llama-4-instruct", "mistral", NULL };
  static const char *const none[] = { "dall-e-9", NULL };
  g_autofree char *offered = offer (listed, TODAY);
  g_autofree char *later = offer (listed, "2027-04-02");
  g_autofree char *of_own = offer (own, TODAY);
  g_autofree char *nothing = offer (none, TODAY);
  g_autofree char *unknown = offer (NULL, TODAY);

  g_assert_cmpstr (offered, ==, "gpt-6-luna gpt-6-sol gpt-99 gpt-5.4-nano zeta");
  g_assert_cmpstr (later, ==, "gpt-6-luna gpt-6-sol gpt-99 zeta"); /* past its date never */
  g_assert_cmpstr (of_own, ==, "llama-4-instruct mistral");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_true (g_str_has_prefix (unknown, "gpt-6-luna gpt-5.6-luna "));
}

/* A model that the facts do not know yet. */
static void
test_unknown (void)
{
  static const struct
  {
    const char *listed[6];
    const char *offered;
  } rows[] = {
    { { "gpt-7-luna", "gpt-6-luna", "gpt-5.6-luna" }, "gpt-7-luna gpt-6-luna gpt-5.6-luna" },
    { { "gpt-6-luna", "gpt-5.9-luna", "gpt-5.6-luna" }, "gpt-6-luna gpt-5.9-luna gpt-5.6-luna" },
    { { "gpt-5-luna", "gpt-6-luna", "gpt-6-sol" }, "gpt-6-luna gpt-5-luna gpt-6-sol" },
    { { "gpt-6-luna-2026-09-22", "gpt-5.6-luna", "gpt-6-luna" },
      "gpt-6-luna gpt-6-luna-2026-09-22 gpt-5.6-luna" },
    { { "gpt-6.3-sol", "gpt-6.2-sol", "gpt-6-luna", "gpt-5.1" },
      "gpt-6-luna gpt-6.3-sol gpt-6.2-sol gpt-5.1" },
    { { "gpt-10-sol", "gpt-6.2-sol" }, "gpt-10-sol gpt-6.2-sol" },
    { { "gpt-5.7", "gpt-5.5", "gpt-5.4" }, "gpt-5.7 gpt-5.5 gpt-5.4" },
    { { "gpt-7", "gpt-5.1", "gpt-4o" }, "gpt-7 gpt-5.1 gpt-4o" },
    { { "gpt-5.4-mini", "gpt-6-mini", "gpt-4o-mini" }, "gpt-6-mini gpt-5.4-mini gpt-4o-mini" },
    { { "o5", "o3", "gpt-6-luna" }, "gpt-6-luna o5 o3" },
    { { "gpt-7-corona", "gpt-6-luna", "gpt-5.4-nano", "a-model" },
      "gpt-6-luna gpt-7-corona gpt-5.4-nano a-model" },
    { { "chatgpt-9-latest", "gpt-4.1" }, "chatgpt-9-latest gpt-4.1" },
    { { "gpt-oss", "llama" }, "gpt-oss llama" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *offered = offer (rows[i].listed, TODAY);

      g_assert_cmpstr (offered, ==, rows[i].offered);
    }
}

static void
test_in_use (void)
{
  KbModel model = { .id = "m", .shutdown = "2027-04-01" };
  KbModel lasting = { .id = "l" };

  g_assert_true (kb_models_is_in_use (&model, "2027-03-31"));
  g_assert_true (kb_models_is_in_use (&model, "2027-04-01"));
  g_assert_false (kb_models_is_in_use (&model, "2027-04-02"));
  g_assert_true (kb_models_is_in_use (&lasting, "2099-01-01"));
  g_assert_true (kb_models_is_in_use (NULL, "2099-01-01"));
}

static void
test_best (void)
{
  static const struct
  {
    const char *listed[4];
    const char *expected;
  } cases[] = {
    { { "gpt-6-sol", "gpt-6-luna" }, "gpt-6-luna" },
    { { "gpt-5.4-nano", "gpt-99" }, "gpt-5.4-nano" },
    { { "gpt-image-7", "gpt-99" }, "gpt-99" },
    { { "gpt-realtime", "o9-mini" }, "o9-mini" },
    { { "omni-moderation", "orca" }, NULL },
    { { "llama" }, NULL },
    { { NULL }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (kb_models_find_best (kb_facts_get_default (), cases[i].listed, TODAY), ==,
                     cases[i].expected);
  g_assert_cmpstr (kb_models_find_best (kb_facts_get_default (), NULL, TODAY), ==, "gpt-6-luna");
}

/* Neither those without a price nor those that have been shut down. */
static void
test_priced (void)
{
  static const struct
  {
    const char *today;
    gboolean nano;
  } days[] = { { TODAY, TRUE }, { "2027-04-01", TRUE }, { "2027-04-02", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GPtrArray) models = kb_models_list_priced (kb_facts_get_default (), days[i].today);
      gboolean nano = FALSE;

      g_assert_cmpuint (models->len, >, 3);
      for (guint j = 0; j < models->len; j++)
        {
          const KbModel *model = models->pdata[j];

          g_assert_cmpint (model->input_price, >=, 0);
          g_assert_cmpint (model->output_price, >=, 0);
          nano |= g_str_equal (model->id, "gpt-5.4-nano");
        }
      g_assert_cmpint (nano, ==, days[i].nano);
    }
}

static void
test_today (void)
{
  g_autofree char *today = kb_models_dup_today ();

  g_assert_true (
      g_regex_match_simple ("^20\\d\\d-\\d\\d-\\d\\d$", today, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/models/offered", test_offered);
  g_test_add_func ("/models/unknown", test_unknown);
  g_test_add_func ("/models/in-use", test_in_use);
  g_test_add_func ("/models/best", test_best);
  g_test_add_func ("/models/priced", test_priced);
  g_test_add_func ("/models/today", test_today);

  return g_test_run ();
}
