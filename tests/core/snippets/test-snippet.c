/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/snippets/kb-snippet.h"

#include <string.h>

/* That the texts do what they say is tested by running them: snippets.py. */

static void
test_table (void)
{
  const KbSnippetValues values = { "dev-local", "https://api.openai.com/v1", "gpt-6-luna" };
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_rows;
  const KbSnippet *rows = kb_snippet_get_table (&n_rows);
  KbSnippetGroup group = KB_SNIPPET_APP;

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *text = kb_snippet_dup_text (&rows[i], &values);

      g_assert_true (g_hash_table_add (ids, (gpointer) rows[i].id));
      g_assert_cmpint (rows[i].group, >=, group);
      g_assert_true (*rows[i].title && *rows[i].when);
      g_assert_true ((text == NULL) == (rows[i].language == NULL));
      g_assert_true (text == NULL || (g_str_has_suffix (text, "\n") && strstr (text, "dev-local")));
      group = rows[i].group;
    }
}

static void
test_values_are_no_marks (void)
{
  const KbSnippetValues values = { "@URL@", "https://example.com/v1/", "@NAME@" };
  gsize n_rows;
  const KbSnippet *rows = kb_snippet_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    if (g_str_equal (rows[i].id, "python"))
      {
        g_autofree char *text = kb_snippet_dup_text (&rows[i], &values);

        g_assert_nonnull (strstr (text, "[\"keybearer\", \"token\", \"@URL@\"]"));
        g_assert_nonnull (strstr (text, "\"model\": \"@NAME@\""));
        g_assert_nonnull (strstr (text, "\"https://example.com/v1/responses\""));
      }
}

static const struct
{
  const char *language;
  KbQuote quote;
  const char *text;
  const char *quoted;
} quotes[] = {
  { "sh", kb_quote_shell, "dev-local", "dev-local" },
  { "sh", kb_quote_shell, "", "''" },
  { "sh", kb_quote_shell, "it's", "'it'\\''s'" },
  { "sh", kb_quote_shell, "a b$c`d`!", "'a b$c`d`!'" },
  { "sh", kb_quote_shell, "=a", "'=a'" },
  { "sh", kb_quote_shell, "~", "'~'" },
  { "fish", kb_quote_fish, "it's \\", "'it\\'s \\\\'" },
  { "json", kb_quote_json, "plain", "\"plain\"" },
  { "json", kb_quote_json, "a\"b\\c\n\x7f", "\"a\\\"b\\\\c\\u000a\\u007f\"" },
  { "json", kb_quote_json, "鍵", "\"鍵\"" },
  { "systemd", kb_quote_systemd, "50% $a \"b\" \\", "\"50%% $$a \\\"b\\\" \\\\\"" },
  { "systemd-run", kb_quote_systemd_run, "a ${b}", "'a $${b}'" },
  { "desktop", kb_quote_desktop, "50% $a", "\"50%% \\\\$a\"" },
  { "desktop", kb_quote_desktop, "\\", "\"\\\\\\\\\"" },
  { "powershell", kb_quote_powershell, "it's ‘$a’", "'it''s ‘‘$a’’'" },
};

static void
test_quotes (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *quoted = quotes[i].quote (quotes[i].text);

      g_assert_cmpstr (quoted, ==, quotes[i].quoted);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snippet/table", test_table);
  g_test_add_func ("/snippet/values-are-no-marks", test_values_are_no_marks);
  g_test_add_func ("/snippet/quotes", test_quotes);

  return g_test_run ();
}
