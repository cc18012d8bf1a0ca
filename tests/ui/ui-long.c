/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#define _GNU_SOURCE /* for RTLD_NEXT */

#include "ui-long.h"

#include <dlfcn.h>
#include <libintl.h>
#include <locale.h>
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

/* In place of those of the C library and GLib, which would need a catalog on the disk. Those look up a real
 * language. */

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

char *
gettext (const char *text)
{
  return is_longer ? look_up (text) : REAL (dcgettext) (NULL, text, LC_MESSAGES);
}

char *
ngettext (const char *singular, const char *plural, unsigned long int n)
{
  if (is_longer)
    return look_up (n == 1 ? singular : plural);
  return REAL (dcngettext) (NULL, singular, plural, n, LC_MESSAGES);
}

char *
dcgettext (const char *domain, const char *text, int category)
{
  return domain || !is_longer ? REAL (dcgettext) (domain, text, category) : look_up (text);
}

char *
dcngettext (const char *domain, const char *singular, const char *plural, unsigned long int n, int category)
{
  if (domain || !is_longer)
    return REAL (dcngettext) (domain, singular, plural, n, category);
  return look_up (n == 1 ? singular : plural);
}

const gchar *
g_dgettext (const gchar *domain, const gchar *text)
{
  return domain || !is_longer ? REAL (g_dgettext) (domain, text) : look_up (text);
}

const gchar *
g_dpgettext (const gchar *domain, const gchar *text, gsize offset)
{
  return domain || !is_longer ? REAL (g_dpgettext) (domain, text, offset) : look_up (text + offset);
}

const gchar *
g_dpgettext2 (const gchar *domain, const gchar *context, const gchar *text)
{
  return domain || !is_longer ? REAL (g_dpgettext2) (domain, context, text) : look_up (text);
}
