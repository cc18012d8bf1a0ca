/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-long.h"

#include <libintl.h>
#include <string.h>

#undef gettext
#undef ngettext
#undef dcgettext
#undef dcngettext

static gboolean is_longer;

/* What is no word: "%1$s", "%-d", "{name}", a tag, "&amp;". */
static gsize
skip_code (const char *text)
{
  gsize length;

  switch (*text)
    {
    case '%':
      length = 1 + strspn (text + 1, "0123456789$'-+ #.lhz");
      return length + (text[length] ? 1 : 0);
    case '{':
      return strcspn (text, "}");
    case '<':
      return strcspn (text, ">");
    case '&':
      length = strcspn (text, "; ");
      return text[length] == ';' ? length : 0;
    default:
      return 0;
    }
}

static char *
dup_longer (const char *text)
{
  GString *longer = g_string_new (NULL);
  guint n_letters = 0;

  while (*text)
    {
      gsize code = skip_code (text);

      if (code > 0)
        {
          g_string_append_len (longer, text, (gssize) code);
          text += code;
          continue;
        }
      g_string_append_c (longer, *text);
      if (g_ascii_isalpha (*text) && ++n_letters % 3 == 0)
        g_string_append_c (longer, g_ascii_tolower (*text));
      text++;
    }
  return g_string_free_and_steal (longer);
}

/* Texts are kept for good, as those of a catalog are. */
static char *
look_up (const char *text)
{
  static GHashTable *catalog;
  char *longer;

  if (!is_longer || *text == '\0')
    return (char *) text;
  if (!catalog)
    catalog = g_hash_table_new (g_str_hash, g_str_equal);
  longer = g_hash_table_lookup (catalog, text);
  if (!longer)
    {
      longer = dup_longer (text);
      g_hash_table_insert (catalog, g_strdup (text), longer);
    }
  return longer;
}

void
ui_set_long_words (gboolean longer)
{
  is_longer = longer;
}

/* In place of those of the C library and GLib, which would need a catalog on the disk. */

char *
gettext (const char *text)
{
  return look_up (text);
}

char *
ngettext (const char *singular, const char *plural, unsigned long int n)
{
  return look_up (n == 1 ? singular : plural);
}

char *
dcgettext (const char *domain, const char *text, int category)
{
  return domain ? (char *) text : look_up (text);
}

char *
dcngettext (const char *domain, const char *singular, const char *plural, unsigned long int n, int category)
{
  return dcgettext (domain, n == 1 ? singular : plural, category);
}

const gchar *
g_dgettext (const gchar *domain, const gchar *text)
{
  return dcgettext (domain, text, 0);
}

const gchar *
g_dpgettext (const gchar *domain, const gchar *text, gsize offset)
{
  return dcgettext (domain, text + offset, 0);
}

const gchar *
g_dpgettext2 (const gchar *domain, const gchar *context, const gchar *text)
{
  return dcgettext (domain, text, 0);
}
