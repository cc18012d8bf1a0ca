/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-number.h"

#include "core/base/kb-number-private.h"

#include <glib/gi18n.h>
#include <locale.h>

#define MICRO 1000000

static char *
dup_in_utf8 (const char *text, const char *fallback)
{
  char *utf8 = g_locale_to_utf8 (text, -1, NULL, NULL, NULL);

  return utf8 != NULL ? utf8 : g_strdup (fallback);
}

char *
kb_number_dup_decimal_point (void)
{
  return dup_in_utf8 (localeconv ()->decimal_point, ".");
}

char *
kb_number_dup_separator (void)
{
  return dup_in_utf8 (localeconv ()->thousands_sep, "");
}

/**
 * kb_number_format_usd:
 * @micro_dollars: an amount in micro-dollars (10^-6 US dollars)
 *
 * Formats an amount with as many decimals as it needs, and at least two when it is not whole: `$5`, `$1.65`,
 * `$0.000012`. It is the same in every locale, for what programs read; what people read is
 * kb_number_format_money().
 *
 * Returns: (transfer full): the text
 */
char *
kb_number_format_usd (gint64 micro_dollars)
{
  const char *sign = micro_dollars < 0 ? "-" : "";
  guint64 amount = micro_dollars < 0 ? -(guint64) micro_dollars : (guint64) micro_dollars;
  guint64 fraction = amount % MICRO;
  int decimals = 6;

  if (fraction == 0)
    return g_strdup_printf ("%s$%" G_GUINT64_FORMAT, sign, amount / MICRO);

  for (; decimals > 2 && fraction % 10 == 0; decimals--)
    fraction /= 10;

  return g_strdup_printf ("%s$%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, sign, amount / MICRO, decimals,
                          fraction);
}

/* With the separators of the locale. */
static char *
group (guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GUINT64_FORMAT, number);
  g_autofree char *plain = g_strdup_printf ("%" G_GUINT64_FORMAT, number);

  return dup_in_utf8 (text, plain);
}

/* From the form that kb_number_format_usd() gives: sign, "$", digits, decimals. */
static char *
localize (const char *text)
{
  const char *sign = *text == '-' ? "-" : "";
  const char *digits = text + strcspn (text, "0123456789");
  const char *point = strchr (digits, '.');
  g_autofree char *whole = group (g_ascii_strtoull (digits, NULL, 10));
  g_autofree char *decimal_point = kb_number_dup_decimal_point ();
  g_autofree char *number =
      g_strconcat (whole, point != NULL ? decimal_point : NULL, point != NULL ? point + 1 : NULL, NULL);
  g_autofree char *amount = NULL;

  if (strchr (text, '$') != NULL)
    /* TRANSLATORS: an amount of US dollars, as people write it; %s is a number such as 1,234.50 */
    amount = g_strdup_printf (C_ ("US dollars", "$%s"), number);
  return g_strconcat (sign, amount != NULL ? amount : number, NULL);
}

/**
 * kb_number_format:
 * @kind: what @value counts
 * @value: a number; for %KB_NUMBER_MONEY in micro-dollars
 *
 * Formats a number as people of the locale write it: with its thousands separator and decimal point, and the
 * dollar sign where their language has it.
 *
 * Returns: (transfer full): the text
 */
char *
kb_number_format (KbNumberKind kind, gint64 value)
{
  const char *before = kind == KB_NUMBER_DOLLARS ? "$" : "";
  g_autofree char *text = NULL;

  if (kind == KB_NUMBER_MONEY)
    return kb_number_format_money (value);

  /* A number of dollars is never negative; parse and entry see to that. */
  text = g_strdup_printf ("%s%" G_GINT64_FORMAT, before, value);
  return localize (text);
}

/**
 * kb_number_format_money:
 * @micro_dollars: an amount in micro-dollars (10^-6 US dollars)
 *
 * Formats an amount for people of the locale, with the decimals of kb_number_format_usd(): `$1,234.50` in the
 * United States, `1.234,50 $` in Germany.
 *
 * Returns: (transfer full): the text
 */
char *
kb_number_format_money (gint64 micro_dollars)
{
  g_autofree char *text = kb_number_format_usd (micro_dollars);

  return localize (text);
}
