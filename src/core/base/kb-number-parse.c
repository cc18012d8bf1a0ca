/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-number.h"

#include "core/base/kb-number-private.h"

#define MICRO_DECIMALS 6
#define MAX_DIGITS 30 /* that a 128-bit integer holds */

/* A text in which digits are ASCII, and all else is one of these or itself. */
#define GROUP ' '   /* only ever groups: spaces, apostrophes */
#define DECIMAL 'd' /* only ever begins the decimals */
#define DOLLAR '$'
#define MINUS '-'
#define OTHER_CURRENCY 'c'
#define JUNK '?'

static char
simplify (gunichar c)
{
  if (g_unichar_isdigit (c))
    return (char) ('0' + g_unichar_digit_value (c));
  if (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_SPACE_SEPARATOR)
    return GROUP;

  switch (c)
    {
    case 0x0027: /* apostrophes, straight and curved */
    case 0x2019:
    case 0x066C: /* Arabic thousands separator */
      return GROUP;
    case 0x066B: /* Arabic decimal separator */
      return DECIMAL;
    case 0xFF0E: /* full width: full stop, comma, dollar, percent, plus, minus */
      return '.';
    case 0xFF0C:
      return ',';
    case 0xFF04:
      return DOLLAR;
    case 0xFF05:
    case 0x066A: /* Arabic percent */
      return '%';
    case 0xFF0B:
      return '+';
    case 0xFF0D:
    case 0x2212: /* the minus of typesetters */
      return MINUS;
    default:
      if (c != '$' && g_unichar_type (c) == G_UNICODE_CURRENCY_SYMBOL)
        return OTHER_CURRENCY;
      return c < 0x80 && strchr ("$%+-.,kKMeE", (int) c) != NULL ? (char) c : JUNK;
    }
}

/* Where dollars may be those of several countries, ours are told apart. */
static gboolean
is_dollar_code (const char *text)
{
  return g_ascii_strncasecmp (text, "US$", 3) == 0 || g_ascii_strncasecmp (text, "USD", 3) == 0;
}

static GString *
simplify_all (const char *text)
{
  GString *simple = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar type = (gunichar) g_unichar_type (g_utf8_get_char (p));

      if (is_dollar_code (p))
        {
          g_string_append_c (simple, DOLLAR);
          p += 2;
        }
      /* Marks of writing direction and the like are not seen. */
      else if (type != G_UNICODE_FORMAT)
        g_string_append_c (simple, simplify (g_utf8_get_char (p)));
    }
  return simple;
}

static void
trim (GString *text)
{
  while (text->len > 0 && text->str[0] == GROUP)
    g_string_erase (text, 0, 1);
  while (text->len > 0 && text->str[text->len - 1] == GROUP)
    g_string_truncate (text, text->len - 1);
}

static gboolean
take_first (GString *text, char c)
{
  if (text->str[0] != c || text->len == 0)
    return FALSE;
  g_string_erase (text, 0, 1);
  trim (text);
  return TRUE;
}

static gboolean
take_last (GString *text, char c)
{
  if (text->len == 0 || text->str[text->len - 1] != c)
    return FALSE;
  g_string_truncate (text, text->len - 1);
  trim (text);
  return TRUE;
}

/* Takes the sign and the unit off; what is left begins with a digit or is no number. */
static gboolean
take_around (GString *text, KbNumberKind kind)
{
  gboolean dollars = kind == KB_NUMBER_DOLLARS || kind == KB_NUMBER_MONEY;
  gboolean negative = take_first (text, MINUS);

  if (!negative)
    take_first (text, '+');
  if (dollars && !take_first (text, DOLLAR))
    take_last (text, DOLLAR);
  if (kind == KB_NUMBER_PERCENT)
    take_last (text, '%');
  if (!negative)
    negative = take_first (text, MINUS);
  return negative;
}

/* "2k", "3M", "1e6": the power of ten at the end; -1 if it makes no sense. */
static int
take_power (GString *text)
{
  const char *e = strpbrk (text->str, "eE");
  guint64 power = 0;

  if (take_last (text, 'k') || take_last (text, 'K'))
    return 3;
  if (take_last (text, 'M'))
    return 6;
  if (e == NULL)
    return 0;
  if (!g_ascii_string_to_unsigned (e + 1, 10, 0, MAX_DIGITS, &power, NULL))
    return -1;
  g_string_truncate (text, (gsize) (e - text->str));
  return (int) power;
}

static guint
count (const char *text, char c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* Whether the one point or comma at @place begins the decimals, by what the locale does with it and by what
 * stands around it. */
static KbNumberProblem
judge (const char *text, const char *place, KbNumberKind kind, gboolean *decimal)
{
  g_autofree char *point = kb_number_dup_decimal_point ();
  g_autofree char *separator = kb_number_dup_separator ();
  const char mark[] = { *place, '\0' };
  gsize before = (gsize) (place - text);
  gboolean three = strlen (place + 1) == 3;
  gboolean groups = three && before >= 1 && before <= 3 && *text != '0';

  *decimal = TRUE;
  if (g_str_equal (mark, point))
    return groups && kind != KB_NUMBER_MONEY ? KB_NUMBER_AMBIGUOUS : KB_NUMBER_GOOD;
  if (!groups)
    return three && before > 3 ? KB_NUMBER_AMBIGUOUS : KB_NUMBER_GOOD;
  *decimal = FALSE;
  return g_str_equal (mark, separator) || *separator == '\0' ? KB_NUMBER_GOOD : KB_NUMBER_AMBIGUOUS;
}

/* Finds where the decimals begin: at the returned place, or nowhere (NULL). */
static KbNumberProblem
find_decimals (const char *text, KbNumberKind kind, const char **found)
{
  guint n_points = count (text, '.'), n_commas = count (text, ',');
  const char *last = n_points > 0 ? strrchr (text, '.') : NULL;
  const char *last_comma = n_commas > 0 ? strrchr (text, ',') : NULL;
  KbNumberProblem problem = KB_NUMBER_GOOD;
  gboolean decimal = TRUE;

  if (last == NULL || (last_comma != NULL && last_comma > last))
    last = last_comma;
  *found = strchr (text, DECIMAL);
  if (*found != NULL || last == NULL)
    return KB_NUMBER_GOOD;

  if (n_points == 0 || n_commas == 0)
    {
      if (n_points + n_commas > 1)
        decimal = FALSE;
      else if (strchr (text, GROUP) == NULL)
        problem = judge (text, last, kind, &decimal);
    }
  *found = decimal ? last : NULL;
  return problem;
}

/* Takes the separators out of the @length characters of whole number: groups of three, or of two before the
 * last three, as in India; all by one mark. */
static gboolean
ungroup (const char *text, gsize length, GString *digits)
{
  gsize run = 0, middle = 0;
  char mark = '\0';

  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (text[i]))
        {
          g_string_append_c (digits, text[i]);
          run++;
          continue;
        }
      if (strchr (".,", text[i]) == NULL && text[i] != GROUP)
        return FALSE;
      if (run == 0 || run > 3 || (mark != '\0' && (mark != text[i] || run == 1)))
        return FALSE;
      if (mark != '\0' && middle != 0 && run != middle)
        return FALSE;
      if (mark != '\0')
        middle = run;
      mark = text[i];
      run = 0;
    }
  return mark == '\0' || run == 3;
}

static KbNumberProblem
compute (GString *digits, gsize n_decimals, int power, KbNumberKind kind, gint64 maximum, gint64 *value)
{
  unsigned __int128 total = 0;
  gssize zeros = power + (kind == KB_NUMBER_MONEY ? MICRO_DECIMALS : 0);
  gsize first;

  for (; n_decimals > 0 && digits->str[digits->len - 1] == '0'; n_decimals--)
    g_string_truncate (digits, digits->len - 1);
  first = strspn (digits->str, "0");
  if (first == digits->len)
    zeros = 0;
  else if ((zeros -= (gssize) n_decimals) < 0)
    return kind == KB_NUMBER_MONEY ? KB_NUMBER_TOO_FINE : KB_NUMBER_FRACTION;
  if (digits->len - first + (gsize) zeros > MAX_DIGITS)
    return KB_NUMBER_TOO_LARGE;

  for (gsize i = first; i < digits->len; i++)
    total = total * 10 + (unsigned) (digits->str[i] - '0');
  for (; zeros > 0; zeros--)
    total *= 10;
  if (total > (guint64) maximum)
    return KB_NUMBER_TOO_LARGE;
  *value = (gint64) total;
  return KB_NUMBER_GOOD;
}

static KbNumberProblem
parse_rest (GString *text, KbNumberKind kind, gint64 maximum, gint64 *value)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  KbNumberProblem problem;
  const char *decimals;
  int power = take_power (text);
  gsize n_decimals = 0;

  if (power < 0 || strpbrk (text->str, "0123456789") == NULL)
    return KB_NUMBER_NOT_A_NUMBER;
  if (strspn (text->str, "0123456789., d") != text->len)
    return KB_NUMBER_NOT_A_NUMBER;
  problem = find_decimals (text->str, kind, &decimals);
  if (!ungroup (text->str, decimals != NULL ? (gsize) (decimals - text->str) : text->len, digits))
    return KB_NUMBER_NOT_A_NUMBER;
  if (decimals != NULL)
    {
      n_decimals = strlen (decimals + 1);
      /* "1.000.5" groups and ends in the same mark. */
      if (strspn (decimals + 1, "0123456789") != n_decimals || count (text->str, *decimals) > 1)
        return KB_NUMBER_NOT_A_NUMBER;
      g_string_append (digits, decimals + 1);
    }
  if (problem != KB_NUMBER_GOOD)
    return problem;
  return compute (digits, n_decimals, power, kind, maximum, value);
}

/**
 * kb_number_parse:
 * @text: what somebody typed; any text
 * @kind: what is asked for
 * @maximum: the largest number that is good
 * @value: (out): where to put the number, in micro-dollars for %KB_NUMBER_MONEY; untouched unless it is good
 *
 * Reads a number as people write it: with the digits of any script, with the separators of the locale or with
 * others where only one reading makes sense, with spaces, a sign, the unit, or "k" and "M" for thousands and
 * millions. A point or comma that could mean either thousands or decimals is not guessed at.
 *
 * Returns: what is wrong, or %KB_NUMBER_GOOD
 */
KbNumberProblem
kb_number_parse (const char *text, KbNumberKind kind, gint64 maximum, gint64 *value)
{
  g_autoptr (GString) simple = NULL;
  KbNumberProblem problem;
  gboolean negative;
  gint64 number = 0;

  g_return_val_if_fail (text != NULL && value != NULL && maximum >= 0, KB_NUMBER_NOT_A_NUMBER);

  if (!g_utf8_validate (text, -1, NULL))
    return KB_NUMBER_NOT_A_NUMBER;
  simple = simplify_all (text);
  trim (simple);
  if (simple->len == 0)
    return KB_NUMBER_EMPTY;
  if ((kind == KB_NUMBER_MONEY || kind == KB_NUMBER_DOLLARS) && strchr (simple->str, OTHER_CURRENCY) != NULL)
    return KB_NUMBER_OTHER_CURRENCY;

  negative = take_around (simple, kind);
  problem = parse_rest (simple, kind, maximum, &number);
  if (negative && problem != KB_NUMBER_NOT_A_NUMBER && (problem != KB_NUMBER_GOOD || number > 0))
    return KB_NUMBER_NEGATIVE;
  if (problem == KB_NUMBER_GOOD)
    *value = number;
  return problem;
}
