/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-expiry.h"

#include <stdio.h>
#include <string.h>

/* As the fact key.longest-expiry has it, in a leap year */
#define MOST_DAYS 366

/* As a person may write it too: without the zero of 2027-01-05. */
static gboolean
read_numbers (const char *text, GDate *date)
{
  guint year, month, day;
  int length = 0;

  g_date_clear (date, 1);
  if (text[strspn (text, "0123456789-")] != '\0' ||
      sscanf (text, "%4u-%2u-%2u%n", &year, &month, &day, &length) != 3 || text[length] != '\0' ||
      !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return TRUE;
}

static gboolean
read_date (const char *text, GDate *date)
{
  return text != NULL && strlen (text) == 10 && read_numbers (text, date);
}

/* By the calendar of this computer, as the person reads the date on the web page. */
static void
get_today (gint64 now, GDate *date)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (now);
  int year = 1970, month = 1, day = 1;

  if (time != NULL)
    g_date_time_get_ymd (time, &year, &month, &day);
  g_date_clear (date, 1);
  g_date_set_dmy (date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * kb_expiry_judge:
 * @date: (nullable): the ISO date on which a key ends, "" or %NULL for none
 * @now: Unix seconds
 * @days: (out) (optional): how many are left; negative when it is over, 0 on the day itself
 *
 * A key counts until the day is over: what hour it ends at is not known.
 *
 * Returns: how near the end is
 */
KbExpiry
kb_expiry_judge (const char *date, gint64 now, int *days)
{
  GDate end, today;
  int left = 0;

  if (days != NULL)
    *days = 0;
  if (!read_date (date, &end))
    return KB_EXPIRY_NONE;
  get_today (now, &today);
  left = g_date_days_between (&today, &end);
  if (days != NULL)
    *days = left;
  if (left < 0)
    return KB_EXPIRY_OVER;

  return left <= KB_EXPIRY_SOON_DAYS ? KB_EXPIRY_SOON : KB_EXPIRY_LATER;
}

static char *
dup_iso (const GDate *date)
{
  char iso[16];

  g_date_strftime (iso, sizeof iso, "%Y-%m-%d", date);
  return g_strdup (iso);
}

/**
 * kb_expiry_dup_begin:
 * @date: the ISO date on which a key ends, "" for none
 * @now: Unix seconds
 *
 * Returns: (transfer full) (nullable): the ISO date by which to begin replacing it; %NULL when that has
 *   passed, or there is none
 */
char *
kb_expiry_dup_begin (const char *date, gint64 now)
{
  GDate begin;

  if (kb_expiry_judge (date, now, NULL) != KB_EXPIRY_LATER || !read_date (date, &begin))
    return NULL;
  g_date_subtract_days (&begin, KB_EXPIRY_SOON_DAYS);
  return dup_iso (&begin);
}

/**
 * kb_expiry_read:
 * @text: what a person gave: "none", a number of days such as "90", or a date in numbers, from the year on,
 *   that is not past
 * @now: Unix seconds
 *
 * Returns: (transfer full) (nullable): the ISO date, "" for none; %NULL when @text is none of that
 */
char *
kb_expiry_read (const char *text, gint64 now)
{
  GDate date, today;
  guint64 days;

  if (g_str_equal (text, "none"))
    return g_strdup ("");
  get_today (now, &today);
  if (g_ascii_string_to_unsigned (text, 10, 1, MOST_DAYS, &days, NULL))
    {
      date = today;
      g_date_add_days (&date, (guint) days);
    }
  else if (!read_numbers (text, &date) || g_date_compare (&date, &today) < 0)
    return NULL;

  return dup_iso (&date);
}
