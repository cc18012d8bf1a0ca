/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/key/kb-key-private.h"

#include <string.h>

#define ZERO_WIDTH 0x200b

/* What Markdown, LaTeX and HTML write in the place of what a key or its surroundings are made of. One that
 * begins like another stands before it. */
static const struct
{
  const char *written;
  gunichar c;
} names[] = {
  { "\\textunderscore{}", '_' },
  { "\\textunderscore ", '_' },
  { "\\hyp{}", '-' },
  { "{\\_}", '_' },
  { "{\\-}", '-' },
  { "{-}", '-' },
  { "{}", ZERO_WIDTH },
  { "\\\\_", '_' },
  { "\\\\-", '-' },
  { "\\_", '_' },
  { "\\-", '-' },
  { "<wbr>", ZERO_WIDTH },
  { "<wbr/>", ZERO_WIDTH },
  { "<wbr />", ZERO_WIDTH },
  { "&hyphen;", '-' },
  { "&dash;", '-' },
  { "&lowbar;", '_' },
  { "&UnderBar;", '_' },
  { "&ndash;", 0x2013 },
  { "&mdash;", 0x2014 },
  { "&shy;", 0xad },
  { "&ZeroWidthSpace;", ZERO_WIDTH },
  { "&NoBreak;", 0x2060 },
  { "&zwnj;", 0x200c },
  { "&zwj;", 0x200d },
  { "&nbsp;", 0xa0 },
  { "&quot;", '"' },
  { "&apos;", '\'' },
  { "&amp;", '&' },
  { "&lt;", '<' },
  { "&gt;", '>' },
  { "&colon;", ':' },
  { "&equals;", '=' },
};

/* A number: what stands before and behind it, and how many digits it has. */
typedef struct
{
  const char *before;
  guint base;
  guint shortest, longest;
  const char *after;
} KbKeyNumber;

static const KbKeyNumber numbers[] = {
  { "&#x", 16, 1, 6, ";" },  { "&#X", 16, 1, 6, ";" }, { "&#", 10, 1, 7, ";" }, { "\\u{", 16, 1, 6, "}" },
  { "\\\\u", 16, 4, 4, "" }, { "\\u", 16, 4, 4, "" },  { "\\U", 16, 8, 8, "" }, { "\\\\x", 16, 2, 2, "" },
  { "\\x", 16, 2, 2, "" },   { "%", 16, 2, 2, "" },    { "\\0", 8, 2, 2, "" },  { "\\1", 8, 2, 2, "" },
};

static gsize
read_number (const KbKeyNumber *row, const char *p, gsize length, gunichar *c)
{
  gsize start = strlen (row->before), i = start;
  gunichar value = row->base == 8 && row->before[1] == '1' ? 1 : 0;

  if (!kb_key_has_prefix (p, length, row->before))
    return 0;
  for (; i < length && i - start < row->longest; i++)
    {
      int digit = row->base == 10 ? g_ascii_digit_value (p[i]) : g_ascii_xdigit_value (p[i]);

      if (digit < 0 || (guint) digit >= row->base)
        break;
      value = value * row->base + (gunichar) digit;
    }
  if (i - start < row->shortest || !kb_key_has_prefix (p + i, length - i, row->after))
    return 0;
  *c = value;
  return i + strlen (row->after);
}

/* The source of a mail, with capitals only: "=" and two digits begin many a value. */
static gsize
read_quoted_printable (const char *p, gsize length, gunichar *c)
{
  if (length < 3 || p[0] != '=' || !g_ascii_isxdigit (p[1]) || !g_ascii_isxdigit (p[2]) ||
      g_ascii_islower (p[1]) || g_ascii_islower (p[2]))
    return 0;
  *c = (gunichar) (g_ascii_xdigit_value (p[1]) * 16 + g_ascii_xdigit_value (p[2]));
  return *c > 0 && strchr ("-_=\"' :", (int) *c) != NULL ? 3 : 0;
}

/*< private >
 * kb_key_read_escape:
 * @p: where one may begin
 * @end: where the text ends
 * @c: (out): what it stands for
 *
 * Reads how URLs, HTML, Markdown, LaTeX, JSON, fish and mail write a sign that they do not want to stand as
 * it is. Only printable signs and what keeps text together or apart are undone; a byte of a longer character
 * is not.
 *
 * Returns: the bytes of it, 0 when there is none
 */
gsize
kb_key_read_escape (const char *p, const char *end, gunichar *c)
{
  gsize length = (gsize) (end - p);

  if (strchr ("\\%&={<", *p) == NULL || *p == '\0')
    return 0;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (kb_key_has_prefix (p, length, names[i].written))
      {
        *c = names[i].c;
        return strlen (names[i].written);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      gsize size = read_number (&numbers[i], p, length, c);

      if (size > 0)
        return *c > 0 && *c < (numbers[i].longest > 2 ? 0x110000 : 0x80) ? size : 0;
    }
  return read_quoted_printable (p, length, c);
}
