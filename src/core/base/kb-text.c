/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-text.h"

#include <string.h>

/**
 * kb_text_clean:
 * @text: (nullable): any bytes up to a NUL
 *
 * Makes a text fit to be shown: UTF-8, one line, no control characters, nothing that turns the direction of
 * writing, no blanks at its ends, at most %KB_TEXT_MAX_BYTES bytes.
 *
 * Returns: (transfer full) (nullable): the text, %NULL for %NULL
 */
char *
kb_text_clean (const char *text)
{
  g_autofree char *valid = NULL;
  GString *clean;

  if (text == NULL)
    return NULL;

  valid = g_utf8_make_valid (text, strnlen (text, 2 * KB_TEXT_MAX_BYTES));
  clean = g_string_sized_new (64);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (clean->len + 6 > KB_TEXT_MAX_BYTES)
        break;
      if (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR ||
          type == G_UNICODE_PARAGRAPH_SEPARATOR)
        g_string_append_c (clean, ' ');
      else if (type != G_UNICODE_FORMAT)
        g_string_append_unichar (clean, c);
    }

  return g_strstrip (g_string_free (clean, FALSE));
}

/**
 * kb_text_slug:
 * @ascii: a text of ASCII
 * @longest: bytes that are enough
 *
 * Returns: (transfer full): its letters, in lower case, and digits, with a hyphen for whatever stands between
 * them
 */
char *
kb_text_slug (const char *ascii, gsize longest)
{
  GString *slug = g_string_new (NULL);

  for (const char *at = ascii; *at != '\0' && slug->len < longest; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  return g_string_free_and_steal (slug);
}
