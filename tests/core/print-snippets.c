/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/snippets/kb-snippet.h"

#include <stdio.h>

/* print-snippets NAME ADDRESS MODEL [--sandboxed]: everything that there is to copy, as JSON, for snippets.py
 * to run. */
int
main (int argc, char *argv[])
{
  KbSnippetValues values;
  gsize n_rows;
  const KbSnippet *rows = kb_snippet_get_table (&n_rows);
  const char *separator = "{";

  g_assert_true (argc == 4 || (argc == 5 && g_str_equal (argv[4], "--sandboxed")));
  values = (KbSnippetValues) { argv[1], argv[2], argv[3], argc == 5 };
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *text = kb_snippet_dup_text (&rows[i], &values);
      g_autofree char *quoted = kb_quote_json (text ? text : "");

      /* Not g_print(), which turns what the locale lacks into question marks. */
      printf ("%s\"%s\": %s", separator, rows[i].id, quoted);
      separator = ", ";
    }
  puts ("}");

  return 0;
}
