/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-cli-call.h"

#include "core/api/kb-models.h"
#include "core/base/kb-number.h"
#include "core/facts/kb-plan.h"

#include <glib/gi18n.h>

#define MOST_COUNTED 1000000000
/* Ten thousand dollars for a million tokens, in micro-dollars */
#define MOST_PAID G_GINT64_CONSTANT (10000000000)

typedef struct
{
  KbCli cli;
  char *conversations;
  char *input;
  char *output;
  char *cached;
  char *model;
  char *input_price;
  char *cached_price;
  char *output_price;
} Cost;

static void
cost_clear (Cost *cost)
{
  kb_cli_clear (&cost->cli);
  g_free (cost->conversations);
  g_free (cost->input);
  g_free (cost->output);
  g_free (cost->cached);
  g_free (cost->model);
  g_free (cost->input_price);
  g_free (cost->cached_price);
  g_free (cost->output_price);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cost, cost_clear)

/* what is asked */

/* What is not given stays as it is. */
static gboolean
take_number (Cost *cost, const char *option, const char *text, KbNumberKind kind, gint64 most, gint64 *value)
{
  g_autofree char *limit = kb_number_format (kind, most);
  g_autofree char *message = NULL;
  g_autofree char *advice = NULL;

  if (text == NULL || kb_number_parse (text, kind, most, value) == KB_NUMBER_GOOD)
    return TRUE;
  /* TRANSLATORS: %s is an option such as "--input" */
  message = g_strdup_printf (_ ("The value of %s cannot be used"), option);
  /* TRANSLATORS: %s is a number or an amount */
  advice = g_strdup_printf (_ ("It must be a number from 0 to %s."), limit);
  kb_cli_fail (&cost->cli, KB_EXIT_USAGE, "bad-number", message, advice);
  return FALSE;
}

static gboolean
take_use (Cost *cost, KbUse *use)
{
  gint64 conversations = (gint64) use->conversations;
  gint64 input = (gint64) use->input_tokens;
  gint64 output = (gint64) use->output_tokens;
  gint64 cached = use->cached_percent;

  if (!take_number (cost, "--conversations", cost->conversations, KB_NUMBER_COUNT, MOST_COUNTED,
                    &conversations) ||
      !take_number (cost, "--input", cost->input, KB_NUMBER_COUNT, MOST_COUNTED, &input) ||
      !take_number (cost, "--output", cost->output, KB_NUMBER_COUNT, MOST_COUNTED, &output) ||
      !take_number (cost, "--cached", cost->cached, KB_NUMBER_PERCENT, 100, &cached))
    return FALSE;
  *use = (KbUse) {
    .conversations = (guint64) conversations,
    .input_tokens = (guint64) input,
    .output_tokens = (guint64) output,
    .cached_percent = (guint) cached,
  };
  return TRUE;
}

static gboolean
take_prices (Cost *cost, KbModel *own)
{
  if (cost->model != NULL || cost->input_price == NULL || cost->output_price == NULL)
    {
      kb_cli_fail (&cost->cli, KB_EXIT_USAGE, "usage", _ ("Your own prices do not fit the other options"),
                   /* TRANSLATORS: the words that begin with -- are typed as they stand */
                   _ ("Give both --input-price and --output-price, and no --model."));
      return FALSE;
    }
  return take_number (cost, "--input-price", cost->input_price, KB_NUMBER_MONEY, MOST_PAID,
                      &own->input_price) &&
         take_number (cost, "--cached-price", cost->cached_price, KB_NUMBER_MONEY, MOST_PAID,
                      &own->cached_price) &&
         take_number (cost, "--output-price", cost->output_price, KB_NUMBER_MONEY, MOST_PAID,
                      &own->output_price);
}

static gboolean
has_price (const KbModel *model)
{
  return model->input_price >= 0 && model->output_price >= 0;
}

static gboolean
add_named_model (Cost *cost, GPtrArray *models)
{
  const KbModel *model = kb_facts_find_model (kb_facts_get_default (), cost->model);

  if (model != NULL && has_price (model))
    g_ptr_array_add (models, (gpointer) model);
  else
    kb_cli_fail (&cost->cli, KB_EXIT_USAGE, "price-not-known", _ ("The price of this model is not known"),
                 /* TRANSLATORS: the words that begin with -- are typed as they stand */
                 _ ("Leave out --model to see the known ones, or give your own prices with --input-price and "
                    "--output-price."));
  return models->len > 0;
}

static void
add_all_models (GPtrArray *models)
{
  g_autofree char *today = kb_models_dup_today ();
  gsize n_models;
  const KbModel *const *known = kb_facts_get_models (kb_facts_get_default (), &n_models);

  for (gsize i = 0; i < n_models; i++)
    if (has_price (known[i]) && kb_models_is_in_use (known[i], today))
      g_ptr_array_add (models, (gpointer) known[i]);
}

/* answers */

static void
print_estimate (const KbModel *model, const KbUse *use)
{
  KbEstimate estimate = kb_estimate_for (model, use);
  const gint64 amounts[] = { estimate.conversation, estimate.day, estimate.month, estimate.year };
  char *texts[G_N_ELEMENTS (amounts)];

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    texts[i] = kb_number_format_money (kb_estimate_round (amounts[i]));
  g_print ("%s\n", model->id ? model->id : _ ("Your prices"));
  /* TRANSLATORS: what a use of the API costs; each %s is an amount such as "$12.50" */
  g_print (_ ("  %s a conversation, %s a day, %s a month, %s a year\n"), texts[0], texts[1], texts[2],
           texts[3]);
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    g_free (texts[i]);
}

static void
print_text (GPtrArray *models, const KbUse *use)
{
  const char *oldest = NULL;

  for (guint i = 0; i < models->len; i++)
    {
      const KbModel *model = models->pdata[i];

      print_estimate (model, use);
      if (model->checked != NULL && (oldest == NULL || g_strcmp0 (model->checked, oldest) < 0))
        oldest = model->checked;
    }
  if (oldest != NULL)
    /* TRANSLATORS: %s is a date such as 2026-11-20 */
    g_print (_ ("Prices as of %s, in US dollars\n"), oldest);
}

static void
add_estimate (JsonBuilder *builder, const KbModel *model, const KbUse *use)
{
  KbEstimate estimate = kb_estimate_for (model, use);

  json_builder_begin_object (builder);
  kb_cli_add_string (builder, "model", model->id);
  kb_cli_add_count (builder, "input_price_microdollars", model->input_price);
  kb_cli_add_count (builder, "cached_price_microdollars", model->cached_price);
  kb_cli_add_count (builder, "output_price_microdollars", model->output_price);
  kb_cli_add_string (builder, "checked", model->checked);
  kb_cli_add_count (builder, "conversation_microdollars", estimate.conversation);
  kb_cli_add_count (builder, "day_microdollars", estimate.day);
  kb_cli_add_count (builder, "month_microdollars", estimate.month);
  kb_cli_add_count (builder, "year_microdollars", estimate.year);
  json_builder_end_object (builder);
}

static void
print_json (Cost *cost, GPtrArray *models, const KbUse *use)
{
  g_autoptr (JsonBuilder) builder = kb_cli_new_json (&cost->cli);

  kb_cli_add_count (builder, "conversations", (gint64) use->conversations);
  kb_cli_add_count (builder, "input_tokens", (gint64) use->input_tokens);
  kb_cli_add_count (builder, "output_tokens", (gint64) use->output_tokens);
  kb_cli_add_count (builder, "cached_percent", use->cached_percent);
  json_builder_set_member_name (builder, "estimates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < models->len; i++)
    add_estimate (builder, models->pdata[i], use);
  json_builder_end_array (builder);
  kb_cli_print_json (builder);
}

/* the command */

static void
estimate (Cost *cost)
{
  g_autoptr (KbPlan) plan = kb_plan_new (kb_facts_get_default ());
  g_autoptr (GPtrArray) models = g_ptr_array_new ();
  KbModel own = { .input_price = -1, .cached_price = -1, .output_price = -1 };

  if (!take_use (cost, &plan->use))
    return;
  if (cost->input_price != NULL || cost->cached_price != NULL || cost->output_price != NULL)
    {
      if (!take_prices (cost, &own))
        return;
      g_ptr_array_add (models, &own);
    }
  else if (cost->model == NULL)
    add_all_models (models);
  else if (!add_named_model (cost, models))
    return;

  if (cost->cli.json)
    print_json (cost, models, &plan->use);
  else
    print_text (models, &plan->use);
}

int
kb_cli_cost (int argc, char *argv[])
{
  g_auto (Cost) cost = { 0 };
  const GOptionEntry options[] = {
    { "conversations", 'c', 0, G_OPTION_ARG_STRING, &cost.conversations, N_ ("Conversations a day"), "N" },
    { "input", 'i', 0, G_OPTION_ARG_STRING, &cost.input, N_ ("Tokens sent in each"), "N" },
    { "output", 'o', 0, G_OPTION_ARG_STRING, &cost.output, N_ ("Tokens received in each"), "N" },
    { "cached", 0, 0, G_OPTION_ARG_STRING, &cost.cached, N_ ("How much of it was sent before and costs less"),
      /* TRANSLATORS: stands for a number, as in "--cached=PERCENT" */
      N_ ("PERCENT") },
    { "model", 'm', 0, G_OPTION_ARG_STRING, &cost.model, N_ ("This model only"), N_ ("MODEL") },
    { "input-price", 0, 0, G_OPTION_ARG_STRING, &cost.input_price, N_ ("Price of a million tokens sent"),
      /* TRANSLATORS: stands for an amount of US dollars, as in "--input-price=USD" */
      N_ ("USD") },
    { "cached-price", 0, 0, G_OPTION_ARG_STRING, &cost.cached_price,
      N_ ("Price of a million tokens that were sent before"), N_ ("USD") },
    { "output-price", 0, 0, G_OPTION_ARG_STRING, &cost.output_price,
      N_ ("Price of a million tokens received"), N_ ("USD") },
    G_OPTION_ENTRY_NULL,
  };
  const KbCliCommand command = {
    .name = "cost",
    .summary = N_ ("Estimates what using the API costs, with every model or with one. Options that you leave "
                   "out have the same values as in the window."),
    .options = options,
    .has_json = TRUE,
  };

  if (!kb_cli_begin (&cost.cli, &command, &argc, &argv))
    return cost.cli.status;
  if (argc > 1)
    kb_cli_fail (&cost.cli, KB_EXIT_USAGE, "usage", _ ("This command takes only options"), NULL);
  else
    estimate (&cost);
  return cost.cli.status;
}
