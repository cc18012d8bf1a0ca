/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-retry-after.h"

#include <libsoup/soup.h>

/* What a server asks beyond this is a mistake, not a wait. */
#define MAX_WAIT (31.0 * 24 * 60 * 60)

static double
in_range (double seconds)
{
  return seconds >= 0 && seconds <= MAX_WAIT ? seconds : -1;
}

/* A plain decimal: g_ascii_strtod() alone takes "nan", "0x1p3" and a leading blank too. */
static double
parse_decimal (const char *text, const char **end)
{
  char *number_end = NULL;
  double number;

  if (text == NULL || !g_ascii_isdigit (*text) || text[1] == 'x' || text[1] == 'X')
    return -1;

  number = g_ascii_strtod (text, &number_end);
  *end = number_end;
  return in_range (number);
}

static double
parse_plain (const char *text)
{
  const char *end = NULL;
  double number = parse_decimal (text, &end);

  return number >= 0 && *end == '\0' ? number : -1;
}

static double
unit_seconds (const char **text)
{
  static const struct
  {
    const char *name;
    double seconds;
  } units[] = { { "ms", 0.001 }, { "s", 1 }, { "m", 60 }, { "h", 3600 }, { "d", 86400 } };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (*text, units[i].name))
      {
        *text += strlen (units[i].name);
        return units[i].seconds;
      }

  return -1;
}

/* "1m2.5s", "20ms", "6h0m0s" in seconds; -1 when it is nothing of that kind. */
static double
parse_reset (const char *text)
{
  double total = 0;

  if (text == NULL || *text == '\0')
    return -1;

  while (*text != '\0')
    {
      double number = parse_decimal (text, &text);
      double unit = number < 0 ? -1 : unit_seconds (&text);

      if (unit < 0)
        return -1;
      total += number * unit;
    }

  return in_range (total);
}

/* Counted from the server's own clock where it says what that shows: ours may be wrong. */
static double
parse_date (const char *text, const char *server_now)
{
  g_autoptr (GDateTime) then = text ? soup_date_time_new_from_http_string (text) : NULL;
  g_autoptr (GDateTime) now = server_now ? soup_date_time_new_from_http_string (server_now) : NULL;

  if (then == NULL)
    return -1;
  if (now == NULL)
    now = g_date_time_new_now_utc ();

  return in_range (MAX (g_date_time_difference (then, now), 0) / (double) G_TIME_SPAN_SECOND);
}

static double
read_reset (KbResponse *reply, const char *what)
{
  g_autofree char *remaining_name = g_strconcat ("x-ratelimit-remaining-", what, NULL);
  g_autofree char *reset_name = g_strconcat ("x-ratelimit-reset-", what, NULL);
  const char *remaining = kb_response_get_header (reply, remaining_name);

  /* Where something is left, its reset is not what one waits for. */
  if (remaining != NULL && g_strcmp0 (remaining, "0") != 0)
    return -1;

  return parse_reset (kb_response_get_header (reply, reset_name));
}

/**
 * kb_retry_after_read:
 * @reply: an answer
 *
 * Reads retry-after-ms, retry-after (seconds or an HTTP date) or else x-ratelimit-reset-*.
 *
 * Returns: seconds that the server asks to wait, -1 when it does not say
 */
double
kb_retry_after_read (KbResponse *reply)
{
  double milliseconds = parse_plain (kb_response_get_header (reply, "retry-after-ms"));
  const char *retry_after = kb_response_get_header (reply, "retry-after");
  double seconds;

  if (milliseconds >= 0)
    return milliseconds / 1000;

  seconds = parse_plain (retry_after);
  if (seconds < 0)
    seconds = parse_date (retry_after, kb_response_get_header (reply, "date"));
  if (seconds >= 0)
    return seconds;

  return MAX (read_reset (reply, "requests"), read_reset (reply, "tokens"));
}
