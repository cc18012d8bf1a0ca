/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-words.h"

#include <glib/gi18n.h>

#include <string.h>

static char *
add (const char *list, const char *item, gboolean with_and)
{
  if (with_and)
    /* TRANSLATORS: the end of a list: "quotes and a space", "a line break, quotes and a space" */
    return g_strdup_printf (C_ ("list", "%s and %s"), list, item);
  /* TRANSLATORS: a list that goes on: "a line break, quotes" */
  return g_strdup_printf (C_ ("list", "%s, %s"), list, item);
}

/**
 * kb_words_join:
 * @items: (element-type utf8): texts in the language of the person
 * @with_and: whether the last one stands after "and", as in a sentence
 *
 * Returns: (transfer full): all of them, as a list is written in that language; "" for none
 */
char *
kb_words_join (GPtrArray *items, gboolean with_and)
{
  char *list = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *before = list;

      list = before ? add (before, items->pdata[i], with_and && i + 1 == items->len)
                    : g_strdup (items->pdata[i]);
    }
  return list ? list : g_strdup ("");
}

/**
 * kb_words_fill:
 * @text: a translation that stands in a table, with "%s" or "%1$s" at most once
 * @argument: (nullable): what stands for it
 *
 * Not printf: the compiler cannot check a format that comes from a table, and @argument may be a stranger's.
 *
 * Returns: (transfer full): @text with @argument in it
 */
char *
kb_words_fill (const char *text, const char *argument)
{
  static const char *const places[] = { "%s", "%1$s" };
  g_autoptr (GString) filled = g_string_new (text);

  for (gsize i = 0; argument != NULL && i < G_N_ELEMENTS (places); i++)
    if (strstr (text, places[i]) != NULL)
      {
        g_string_replace (filled, places[i], argument, 1);
        break;
      }
  return g_string_free (g_steal_pointer (&filled), FALSE);
}
