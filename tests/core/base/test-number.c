/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-number.h"
#include "core/facts/kb-cost.h"

#include "locale-support.h"

#define LARGE G_GINT64_CONSTANT (1000000000000)
#define NNBSP "\u202F"

typedef struct
{
  const char *locale;
  const char *count; /* 1234567 */
  const char *money; /* $1234.50 */
  const char *tiny;  /* $0.00165 */
  const char *lakh;  /* 12345678901 dollars */
} FormatCase;

static const FormatCase format_cases[] = {
  { "C.UTF-8", "1234567", "$1234.50", "$0.00165", "$12345678901" },
  { "en_US.UTF-8", "1,234,567", "$1,234.50", "$0.00165", "$12,345,678,901" },
  { "de_DE.UTF-8", "1.234.567", "$1.234,50", "$0,00165", "$12.345.678.901" },
  { "fr_FR.UTF-8", "1" NNBSP "234" NNBSP "567", "$1" NNBSP "234,50", "$0,00165",
    "$12" NNBSP "345" NNBSP "678" NNBSP "901" },
  { "hi_IN.UTF-8", "1,234,567", "$1,234.50", "$0.00165", "$12,345,678,901" },
  { "en_IN.UTF-8", "12,34,567", "$1,234.50", "$0.00165", "$12,34,56,78,901" },
  { "de_CH.UTF-8", "1’234’567", "$1’234.50", "$0.00165", "$12’345’678’901" },
  /* Not in UTF-8 itself: the separator is a byte that is none. */
  { "fr_FR.ISO-8859-1", "1\u00A0234\u00A0567", "$1\u00A0234,50", "$0,00165",
    "$12\u00A0345\u00A0678\u00A0901" },
};

static void
test_format (gconstpointer data)
{
  const FormatCase *c = data;
  g_autofree char *count = NULL, *money = NULL, *tiny = NULL, *dollars = NULL;
  g_autofree char *percent = NULL, *hundreds = NULL, *negative = NULL, *plain = NULL;

  locale_set (c->locale);
  count = kb_number_format (KB_NUMBER_COUNT, 1234567);
  hundreds = kb_number_format (KB_NUMBER_COUNT, 999);
  percent = kb_number_format (KB_NUMBER_PERCENT, 50);
  dollars = kb_number_format (KB_NUMBER_DOLLARS, G_GINT64_CONSTANT (12345678901));
  money = kb_number_format (KB_NUMBER_MONEY, 1234500000);
  tiny = kb_number_format_money (1650);
  negative = kb_number_format_money (-5000000);
  plain = kb_number_format_usd (1234500000);
  g_assert_cmpstr (count, ==, c->count);
  g_assert_cmpstr (hundreds, ==, "999");
  g_assert_cmpstr (percent, ==, "50");
  g_assert_cmpstr (dollars, ==, c->lakh);
  g_assert_cmpstr (money, ==, c->money);
  g_assert_cmpstr (tiny, ==, c->tiny);
  g_assert_cmpstr (negative, ==, "-$5");
  /* What programs read stays what it is. */
  g_assert_cmpstr (plain, ==, "$1234.50");
}

/* What is shown can be typed: as a count, as dollars and as money. */
static void
test_round_trip (gconstpointer data)
{
  const FormatCase *c = data;
  const gint64 numbers[] = { 0, 1, 12, 999, 1000, 1234, 99999, 100000, 1234567, 1000000, G_MAXINT64 };

  locale_set (c->locale);
  for (int kind = KB_NUMBER_COUNT; kind <= KB_NUMBER_MONEY; kind++)
    for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
      {
        g_autofree char *text = kb_number_format ((KbNumberKind) kind, numbers[i]);
        gint64 value = -1;

        g_test_message ("%s", text);
        g_assert_cmpint (kb_number_parse (text, (KbNumberKind) kind, G_MAXINT64, &value), ==, KB_NUMBER_GOOD);
        g_assert_cmpint (value, ==, numbers[i]);
      }
}

typedef struct
{
  const char *locale; /* NULL: in all */
  const char *text;
  KbNumberProblem problem;
  gint64 value;
} ParseCase;

#define GOOD KB_NUMBER_GOOD
#define NOT KB_NUMBER_NOT_A_NUMBER

static const ParseCase count_cases[] = {
  { NULL, "1000", GOOD, 1000 },
  { NULL, "0", GOOD, 0 },
  { NULL, "007", GOOD, 7 },
  { NULL, " 42 \t", GOOD, 42 },
  { NULL, "+42", GOOD, 42 },
  { NULL, "-0", GOOD, 0 },
  { NULL, "5.0", GOOD, 5 },
  { NULL, "5,00", GOOD, 5 },
  { NULL, "5.", GOOD, 5 },
  /* Grouped by what only groups, or in a way that has one reading */
  { NULL, "1 000", GOOD, 1000 },
  { NULL, "1\u00A0000", GOOD, 1000 },
  { NULL, "1" NNBSP "000" NNBSP "000", GOOD, 1000000 },
  { NULL, "1'000", GOOD, 1000 },
  { NULL, "1’000’000", GOOD, 1000000 },
  { NULL, "1,000,000", GOOD, 1000000 },
  { NULL, "1.000.000", GOOD, 1000000 },
  { NULL, "12,34,567", GOOD, 1234567 },
  { NULL, "1,000.00", GOOD, 1000 },
  { NULL, "1.000,00", GOOD, 1000 },
  /* Scripts, widths, marks that are not seen */
  { NULL, "١٢٣", GOOD, 123 },
  { NULL, "١٬٢٣٤", GOOD, 1234 },
  { NULL, "۱۲۳", GOOD, 123 },
  { NULL, "१२३", GOOD, 123 },
  { NULL, "１２３", GOOD, 123 },
  { NULL, "\u200F12\u200E", GOOD, 12 },
  /* Short forms */
  { NULL, "2k", GOOD, 2000 },
  { NULL, "2 K", GOOD, 2000 },
  { NULL, "1.5k", GOOD, 1500 },
  { NULL, "1,5M", GOOD, 1500000 },
  { NULL, "1e6", GOOD, 1000000 },
  { NULL, "1.5E3", GOOD, 1500 },
  { NULL, "1e12", GOOD, LARGE },
  /* Empty */
  { NULL, "", KB_NUMBER_EMPTY, 0 },
  { NULL, " \u00A0", KB_NUMBER_EMPTY, 0 },
  /* Not a number */
  { NULL, "abc", NOT, 0 },
  { NULL, "-", NOT, 0 },
  { NULL, "-abc", NOT, 0 },
  { NULL, "k", NOT, 0 },
  { NULL, "e6", NOT, 0 },
  { NULL, "1e", NOT, 0 },
  { NULL, "1e-3", NOT, 0 },
  { NULL, "1e99", NOT, 0 },
  { NULL, "1k2", NOT, 0 },
  { NULL, "2kk", NOT, 0 },
  { NULL, "2 m", NOT, 0 },
  { NULL, "0x10", NOT, 0 },
  { NULL, ".", NOT, 0 },
  { NULL, "1 2 3", NOT, 0 },
  { NULL, "10 00", NOT, 0 },
  { NULL, "1000 000", NOT, 0 },
  { NULL, "1,00,00", NOT, 0 },
  { NULL, "1,234,56", NOT, 0 },
  { NULL, "1,000.000.000", NOT, 0 },
  { NULL, "1.000.000,000,0", NOT, 0 },
  { NULL, "1,,000", NOT, 0 },
  { NULL, ",000,000", NOT, 0 },
  { NULL, "1.2d3", NOT, 0 },
  { NULL, "$5", NOT, 0 },
  { NULL, "5%", NOT, 0 },
  { NULL, "5 €", NOT, 0 },
  { NULL, "ten", NOT, 0 },
  { NULL, "½", NOT, 0 },
  { NULL, "1\xff", NOT, 0 },
  { NULL, "inf", NOT, 0 },
  /* Negative */
  { NULL, "-5", KB_NUMBER_NEGATIVE, 0 },
  { NULL, "−5", KB_NUMBER_NEGATIVE, 0 },
  { NULL, "- 1.5", KB_NUMBER_NEGATIVE, 0 },
  { NULL, "-99999999999999999999", KB_NUMBER_NEGATIVE, 0 },
  /* Too large */
  { NULL, "1000000000001", KB_NUMBER_TOO_LARGE, 0 },
  { NULL, "1e13", KB_NUMBER_TOO_LARGE, 0 },
  { NULL, "1e30", KB_NUMBER_TOO_LARGE, 0 },
  { NULL, "99999999999999999999999999999999999999999", KB_NUMBER_TOO_LARGE, 0 },
  { NULL, "18446744073709551616", KB_NUMBER_TOO_LARGE, 0 },
  /* A fraction */
  { NULL, "1.5", KB_NUMBER_FRACTION, 0 },
  { NULL, "1,5", KB_NUMBER_FRACTION, 0 },
  { NULL, "0,5", KB_NUMBER_FRACTION, 0 },
  { NULL, ".5", KB_NUMBER_FRACTION, 0 },
  { NULL, "1٫5", KB_NUMBER_FRACTION, 0 },
  { NULL, "1,234.5", KB_NUMBER_FRACTION, 0 },
  { NULL, "1 234,5", KB_NUMBER_FRACTION, 0 },
  { NULL, "1.00005k", KB_NUMBER_FRACTION, 0 },
  { NULL, "0.00000000000000000000000000000000000001", KB_NUMBER_FRACTION, 0 },
  /* By locale */
  { "C.UTF-8", "1,000", GOOD, 1000 },
  { "C.UTF-8", "1.000", KB_NUMBER_AMBIGUOUS, 0 },
  { "en_US.UTF-8", "1,000", GOOD, 1000 },
  { "en_US.UTF-8", "1.000", KB_NUMBER_AMBIGUOUS, 0 },
  { "en_US.UTF-8", "1000,000", KB_NUMBER_AMBIGUOUS, 0 },
  { "hi_IN.UTF-8", "1,000", GOOD, 1000 },
  { "de_DE.UTF-8", "1.000", GOOD, 1000 },
  { "de_DE.UTF-8", "1,000", KB_NUMBER_AMBIGUOUS, 0 },
  { "fr_FR.UTF-8", "1.000", KB_NUMBER_AMBIGUOUS, 0 },
  { "fr_FR.UTF-8", "1,000", KB_NUMBER_AMBIGUOUS, 0 },
  { "de_CH.UTF-8", "1,000", KB_NUMBER_AMBIGUOUS, 0 },
};

static const ParseCase money_cases[] = {
  { NULL, "5", GOOD, 5000000 },
  { NULL, "$5", GOOD, 5000000 },
  { NULL, "5 $", GOOD, 5000000 },
  { NULL, "＄5", GOOD, 5000000 },
  { NULL, "5\u00A0$", GOOD, 5000000 },
  { NULL, "US$\u00A05", GOOD, 5000000 },
  { NULL, "usd 5", GOOD, 5000000 },
  { NULL, "5 USD", GOOD, 5000000 },
  { NULL, "5 US", NOT, 0 },
  { NULL, "USD", NOT, 0 },
  { NULL, "USD 5 $", NOT, 0 },
  { NULL, "5 CAD", NOT, 0 },
  { NULL, "$ 1.65", GOOD, 1650000 },
  { NULL, "1,65", GOOD, 1650000 },
  { NULL, "0.20", GOOD, 200000 },
  { NULL, "0,200", GOOD, 200000 },
  { NULL, ".2", GOOD, 200000 },
  { NULL, "1.25000000", GOOD, 1250000 },
  { NULL, "0.000001", GOOD, 1 },
  { NULL, "2k", GOOD, 2000000000 },
  { NULL, "1e-1", NOT, 0 },
  { NULL, "$", NOT, 0 },
  { NULL, "$$5", NOT, 0 },
  { NULL, "5%", NOT, 0 },
  { NULL, "0.0000001", KB_NUMBER_TOO_FINE, 0 },
  { NULL, "-$5", KB_NUMBER_NEGATIVE, 0 },
  { NULL, "$-5", KB_NUMBER_NEGATIVE, 0 },
  { NULL, "€5", KB_NUMBER_OTHER_CURRENCY, 0 },
  { NULL, "5 £", KB_NUMBER_OTHER_CURRENCY, 0 },
  { NULL, "1000001", KB_NUMBER_TOO_LARGE, 0 },
  { NULL, "1000000", GOOD, LARGE },
  /* The decimal point of the locale begins decimals; what groups there, groups. */
  { "C.UTF-8", "1.250", GOOD, 1250000 },
  { "en_US.UTF-8", "1.250", GOOD, 1250000 },
  { "en_US.UTF-8", "1,250", GOOD, 1250000000 },
  { "de_DE.UTF-8", "1,250", GOOD, 1250000 },
  { "de_DE.UTF-8", "1.250", GOOD, 1250000000 },
  { "fr_FR.UTF-8", "1.250", KB_NUMBER_AMBIGUOUS, 0 },
};

static const ParseCase other_cases[] = {
  { NULL, "50", GOOD, 50 },    { NULL, "50%", GOOD, 50 },
  { NULL, "50 ％", GOOD, 50 }, { NULL, "٥٠٪", GOOD, 50 },
  { NULL, "%", NOT, 0 },       { NULL, "$50", NOT, 0 },
  { NULL, "50 USD", NOT, 0 },  { NULL, "12.5", KB_NUMBER_FRACTION, 0 },
};

static const char *const locales[] = {
  "C.UTF-8", "en_US.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "hi_IN.UTF-8", "de_CH.UTF-8",
};

static void
check (const ParseCase *c, KbNumberKind kind)
{
  gint64 value = -7;

  g_test_message ("%s", c->text);
  g_assert_cmpint (kb_number_parse (c->text, kind, LARGE, &value), ==, c->problem);
  g_assert_cmpint (value, ==, c->problem == GOOD ? c->value : -7);
}

static void
check_all (const char *locale, const ParseCase *cases, gsize n_cases, KbNumberKind kind)
{
  for (gsize i = 0; i < n_cases; i++)
    if (cases[i].locale == NULL || g_str_equal (cases[i].locale, locale))
      check (&cases[i], kind);
}

static void
test_parse (gconstpointer locale)
{
  locale_set (locale);
  check_all (locale, count_cases, G_N_ELEMENTS (count_cases), KB_NUMBER_COUNT);
  check_all (locale, money_cases, G_N_ELEMENTS (money_cases), KB_NUMBER_MONEY);
  check_all (locale, other_cases, G_N_ELEMENTS (other_cases), KB_NUMBER_PERCENT);
}

static void
test_dollars (void)
{
  gint64 value;

  locale_set ("C.UTF-8");
  g_assert_cmpint (kb_number_parse ("$25", KB_NUMBER_DOLLARS, 100, &value), ==, GOOD);
  g_assert_cmpint (value, ==, 25);
  g_assert_cmpint (kb_number_parse ("25.00 $", KB_NUMBER_DOLLARS, 100, &value), ==, GOOD);
  g_assert_cmpint (kb_number_parse ("$2.50", KB_NUMBER_DOLLARS, 100, &value), ==, KB_NUMBER_FRACTION);
  g_assert_cmpint (kb_number_parse ("¥25", KB_NUMBER_DOLLARS, 100, &value), ==, KB_NUMBER_OTHER_CURRENCY);
  g_assert_cmpint (kb_number_parse ("101", KB_NUMBER_DOLLARS, 100, &value), ==, KB_NUMBER_TOO_LARGE);
}

/* Whatever is typed has an answer, and a good one is in range. */
static void
test_anything (void)
{
  static const char *const pieces[] = { "0", "1", "9", "000", ".", ",", " ", "'", "-", "+",     "$",
                                        "%", "k", "M", "e",   "€", "٣", "٫", "٬", "x", "\u2212" };

  for (guint locale = 0; locale < G_N_ELEMENTS (locales); locale++)
    {
      locale_set (locales[locale]);
      for (guint run = 0; run < 4000; run++)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          KbNumberKind kind = (KbNumberKind) g_test_rand_int_range (KB_NUMBER_COUNT, KB_NUMBER_MONEY + 1);
          gint64 value = -1;

          for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
            g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          if (kb_number_parse (text->str, kind, LARGE, &value) == GOOD)
            g_assert_true (value >= 0 && value <= LARGE);
          else
            g_assert_cmpint (value, ==, -1);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (format_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/number/format/%s", format_cases[i].locale);
      g_autofree char *back = g_strdup_printf ("/number/round-trip/%s", format_cases[i].locale);

      g_test_add_data_func (path, &format_cases[i], test_format);
      g_test_add_data_func (back, &format_cases[i], test_round_trip);
    }
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *path = g_strdup_printf ("/number/parse/%s", locales[i]);

      g_test_add_data_func (path, locales[i], test_parse);
    }
  g_test_add_func ("/number/dollars", test_dollars);
  g_test_add_func ("/number/anything", test_anything);

  return g_test_run ();
}
