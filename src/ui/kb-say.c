/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-say.h"

#include "core/base/kb-number.h"
#include "core/facts/kb-fact-words.h"

#include <glib/gi18n.h>

char *
kb_say_money (const char *fact)
{
  return kb_number_format_money (kb_facts_get_money (kb_facts_get_default (), fact));
}

/* Whole months, and whether most of another one has gone by. */
static guint
count_months (GDateTime *then, GDateTime *today, gboolean *almost)
{
  int months = (g_date_time_get_year (today) - g_date_time_get_year (then)) * 12 +
               g_date_time_get_month (today) - g_date_time_get_month (then);
  int days = g_date_time_get_day_of_month (today) - g_date_time_get_day_of_month (then);

  if (days < 0)
    {
      months--;
      days += 30;
    }
  *almost = days >= 15;
  return (guint) months + *almost;
}

static char *
say_age (GDateTime *then, GDateTime *today)
{
  gboolean almost;
  guint months = count_months (then, today, &almost);

  if (almost)
    /* TRANSLATORS: how old a fact is */
    return g_strdup_printf (ngettext ("almost %u month ago", "almost %u months ago", months), months);
  /* TRANSLATORS: how old a fact is */
  return g_strdup_printf (ngettext ("%u month ago", "%u months ago", months), months);
}

char *
kb_say_as_of_date (const char *checked, GDateTime *today)
{
  g_autofree char *stamp = g_strconcat (checked, "T00:00:00Z", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (stamp, NULL);
  g_autoptr (GDateTime) now = today ? g_date_time_ref (today) : g_date_time_new_now_utc ();
  g_autofree char *text = NULL, *age = NULL;

  g_return_val_if_fail (date != NULL, NULL);
  text = kb_fact_words_dup_date (checked);
  if (g_date_time_difference (now, date) / G_TIME_SPAN_DAY <= KB_SAY_OLD_DAYS)
    return g_steal_pointer (&text);
  age = say_age (date, now);
  /* TRANSLATORS: how old a fact is: a date, then a time such as "almost 7 months ago" */
  return g_strdup_printf (C_ ("date", "%s, %s"), text, age);
}

/* By the calendar: what was yesterday evening is not some hours ago, and never two days. */
static int
count_days (GDateTime *then, GDateTime *now)
{
  GDate first, last;

  g_date_set_dmy (&first, (GDateDay) g_date_time_get_day_of_month (then),
                  (GDateMonth) g_date_time_get_month (then), (GDateYear) g_date_time_get_year (then));
  g_date_set_dmy (&last, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));
  return g_date_days_between (&first, &last);
}

char *
kb_say_time (gint64 unix_seconds, GDateTime *now)
{
  g_autoptr (GDateTime) moment = now ? g_date_time_ref (now) : g_date_time_new_now_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (unix_seconds);
  g_autoptr (GDateTime) then = utc ? g_date_time_to_timezone (utc, g_date_time_get_timezone (moment)) : NULL;
  gint64 minutes;

  if (!then)
    return g_strdup ("");
  minutes = g_date_time_difference (moment, then) / G_TIME_SPAN_MINUTE;
  if (minutes < 1)
    return g_strdup (_ ("just now"));
  if (minutes < 60)
    /* TRANSLATORS: how long ago a key was tested */
    return g_strdup_printf (ngettext ("%d minute ago", "%d minutes ago", (gulong) minutes), (int) minutes);
  if (count_days (then, moment) == 0)
    /* TRANSLATORS: how long ago a key was tested */
    return g_strdup_printf (ngettext ("%d hour ago", "%d hours ago", (gulong) minutes / 60),
                            (int) minutes / 60);
  if (count_days (then, moment) == 1)
    return g_strdup (_ ("yesterday"));
  return g_date_time_format (then, C_ ("date", "%-e %B %Y"));
}

const char *
kb_say_step (KbStep step)
{
  switch (step)
    {
    case KB_STEP_WELCOME:
      return _ ("Welcome");
    case KB_STEP_SIGN_IN:
      return _ ("Sign In");
    case KB_STEP_PROJECT:
      return _ ("Project");
    case KB_STEP_BILLING:
      /* TRANSLATORS: a step of the set-up: what to do there */
      return _ ("Pay");
    case KB_STEP_PERMISSIONS:
      return _ ("Permissions");
    case KB_STEP_CREATE:
      return _ ("Create the Key");
    case KB_STEP_SAVE:
      return _ ("Save and Test");
    case KB_STEP_TEST:
      return _ ("Result");
    default:
      g_return_val_if_reached ("");
    }
}

const char *
kb_say_stop (KbStep step)
{
  switch (step)
    {
    case KB_STEP_CREATE:
      /* TRANSLATORS: a step of the set-up: what to do there */
      return C_ ("step", "Create");
    case KB_STEP_TEST:
      return _ ("Use It");
    case KB_STEP_WELCOME:
    case KB_STEP_SIGN_IN:
    case KB_STEP_PROJECT:
    case KB_STEP_BILLING:
    case KB_STEP_PERMISSIONS:
    case KB_STEP_SAVE:
    default:
      return kb_say_step (step);
    }
}
