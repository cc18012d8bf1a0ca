/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-estimate-words.h"

#include "core/base/kb-number.h"
#include "kb-say.h"

#include <glib/gi18n.h>

static char *
dup_rounded (gint64 micro_dollars)
{
  return kb_number_format_money (kb_estimate_round (micro_dollars));
}

/* Which plural form a number beyond gulong has is that of its end. */
static gulong
get_plural (gint64 n)
{
  return n > 1000000 ? (gulong) (1000000 + n % 1000000) : (gulong) n;
}

char *
kb_estimate_dup_month (const KbEstimate *estimate)
{
  g_autofree char *month = NULL;

  if (estimate->month < 0)
    return g_strdup (_ ("The price is not known"));
  month = dup_rounded (estimate->month);
  /* TRANSLATORS: what a model costs, as in "$18.00 a month" */
  return g_strdup_printf (_ ("%s a month"), month);
}

char *
kb_estimate_dup_others (const KbEstimate *estimate)
{
  g_autofree char *conversation = NULL, *day = NULL, *year = NULL;

  if (estimate->month < 0)
    return g_strdup (_ ("Choose another model, or type the prices yourself."));
  conversation = dup_rounded (estimate->conversation);
  day = dup_rounded (estimate->day);
  year = dup_rounded (estimate->year);
  /* TRANSLATORS: three amounts such as "$1.65" */
  return g_strdup_printf (_ ("%s a conversation · %s a day · %s a year"), conversation, day, year);
}

static char *
dup_days (gint64 days)
{
  g_autofree char *number = kb_number_format (KB_NUMBER_COUNT, days);

  /* TRANSLATORS: %s is a number; part of "$5 lasts 3 days, or 3,030 conversations" */
  return g_strdup_printf (ngettext ("%s day", "%s days", get_plural (days)), number);
}

static char *
dup_conversations (gint64 conversations)
{
  g_autofree char *number = kb_number_format (KB_NUMBER_COUNT, conversations);

  /* TRANSLATORS: %s is a number; part of "$5 lasts 3 days, or 3,030 conversations" */
  return g_strdup_printf (ngettext ("%s conversation", "%s conversations", get_plural (conversations)),
                          number);
}

char *
kb_estimate_dup_credit (const KbEstimate *estimate, gint64 credit)
{
  g_autofree char *amount = kb_number_format_money (credit);
  g_autofree char *days = NULL, *conversations = NULL;
  gint64 n_days, n_conversations;

  if (estimate->month < 0)
    return g_strdup ("");
  n_days = kb_estimate_count_days (estimate, credit);
  n_conversations = kb_estimate_count_conversations (estimate, credit);
  if (n_conversations == G_MAXINT64)
    /* TRANSLATORS: %s is an amount of credit */
    return g_strdup_printf (_ ("These requests cost nothing: %s of credit lasts until it expires."), amount);
  conversations = dup_conversations (n_conversations);
  if (n_days == G_MAXINT64)
    /* TRANSLATORS: an amount of credit, then "3,030 conversations" */
    return g_strdup_printf (_ ("%s of credit lasts for %s."), amount, conversations);
  if (n_days == 0)
    /* TRANSLATORS: an amount of credit, then "30 conversations" */
    return g_strdup_printf (_ ("%s of credit lasts less than a day, for %s."), amount, conversations);
  days = dup_days (n_days);
  /* TRANSLATORS: an amount of credit, then "3 days", then "3,030 conversations" */
  return g_strdup_printf (_ ("%s of credit lasts %s, or %s."), amount, days, conversations);
}

char *
kb_estimate_dup_limit (const KbEstimate *estimate, gint64 limit)
{
  g_autofree char *amount = kb_number_format_money (limit);
  guint day;

  if (estimate->month < 0)
    return g_strdup ("");
  day = kb_estimate_get_stop_day (estimate, limit);
  if (day == 0)
    /* TRANSLATORS: %s is an amount */
    return g_strdup_printf (_ ("Your limit of %s a month would not stop it."), amount);
  /* TRANSLATORS: an amount, then the day of a month as a number */
  return g_strdup_printf (_ ("Your limit of %s a month would stop it on day %u."), amount, day);
}

/* The oldest price is how old the whole is. */
static char *
dup_as_of (GPtrArray *models)
{
  const char *oldest = NULL;

  for (guint i = 0; i < models->len; i++)
    {
      const KbModel *model = models->pdata[i];

      if (oldest == NULL || strcmp (model->checked, oldest) < 0)
        oldest = model->checked;
    }
  return oldest ? kb_say_as_of_date (oldest, NULL) : g_strdup ("");
}

char *
kb_estimate_dup_as_of (GPtrArray *models)
{
  g_autofree char *as_of = dup_as_of (models);
  g_autofree char *tokens = kb_number_format (
      KB_NUMBER_COUNT, kb_facts_get_integer (kb_facts_get_default (), "price.long-request"));

  return g_strdup_printf (
      /* TRANSLATORS: the first %s is a date, the second a number */
      _ ("Prices as of %s, without promotions. Models whose price is not known are left out. More than %s "
         "input tokens in one conversation cost more; that is counted here. Web search, pictures, sound and "
         "files cost extra."),
      as_of, tokens);
}
