/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-fact-words.h"
#include "core/library/kb-article.h"
#include "core/library/kb-library-index.h"

#include <string.h>

#define START "<article id=\"a\">\n<title>Title</title>\n<summary>Summary</summary>\n"
#define ARTICLE(blocks) START blocks "\n</article>"
#define FACT(id, value, unit, date) \
  "{\"id\": \"" id "\", \"value\": " value ", \"unit\": \"" unit \
  "\", \"source\": \"s\", \"checked\": \"" date "\"}"

/* clang-format off */
static const char facts_json[] =
    "{\"collected\": \"2026-11-20\", \"sources\": [], \"facts\": ["
    FACT ("plus", "20000000", "usd", "2026-11-20") ","
    FACT ("few", "3", "count", "2026-06-01") ","
    FACT ("day", "\"2026-09-15\"", "date", "2026-11-20") ","
    FACT ("share", "30", "percent", "2026-11-20") ","
    FACT ("wait", "15", "minutes", "2026-11-20") ","
    FACT ("moment", "1", "minutes", "2026-11-20") ","
    FACT ("old", "90", "days", "2026-11-20") ","
    FACT ("expiry", "1", "years", "2026-11-20") ","
    FACT ("name", "\"GPT\"", "text", "2026-11-20") ","
    FACT ("link.page", "\"https://a.test/\"", "uri", "2026-01-01")
    "], \"models\": [{\"id\": \"m-1.5\", \"line\": \"m\", \"input_price\": 100000, \"cached_price\": null,"
    " \"output_price\": 1500000, \"shutdown\": null, \"takes_reasoning\": true, \"source\": \"s\","
    " \"checked\": \"2026-03-01\"}]}";
/* clang-format on */

static KbFacts *
new_facts (void)
{
  g_autoptr (GBytes) json = g_bytes_new_static (facts_json, strlen (facts_json));

  return kb_facts_new_from_json (json);
}

static const char good_xml[] =
    "<?xml version=\"1.0\"?><!-- A comment -->\n" START "<keywords>key, word</keywords><codes>429 x_y</codes>"
    "<p>  Plus\n  costs {plus} &amp; {{more}.</p><h>More</h><list><item>One</item></list>"
    "<steps><item>{few}</item><item>B</item></steps><flow><item>A</item><item>B</item></flow>"
    "<table><row><cell>1</cell><cell>2</cell></row><row><cell>3</cell><cell>4</cell></row></table>"
    "<code>\n  {\"a\":\n    1}\n</code><see article=\"other\"/><web link=\"link.page\"/></article>";

static char *
join (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "", (char *) texts->pdata[i]);
  return g_string_free (joined, FALSE);
}

static void
test_good (void)
{
  static const struct
  {
    KbBlockKind kind;
    guint n_columns;
    const char *texts;
  } expected[] = {
    { KB_BLOCK_PARAGRAPH, 0, "Plus costs $20 & {more}." },
    { KB_BLOCK_HEADING, 0, "More" },
    { KB_BLOCK_LIST, 0, "One" },
    { KB_BLOCK_STEPS, 0, "3|B" },
    { KB_BLOCK_FLOW, 0, "A|B" },
    { KB_BLOCK_TABLE, 2, "1|2|3|4" },
    { KB_BLOCK_CODE, 0, "  {\"a\":\n    1}" },
    { KB_BLOCK_SEE, 0, "other" },
    { KB_BLOCK_WEB, 0, "link.page" },
  };
  g_autoptr (KbFacts) facts = new_facts ();
  g_autoptr (GBytes) xml = g_bytes_new_static (good_xml, strlen (good_xml));
  g_autoptr (KbArticle) article = kb_article_new_from_xml (xml, facts);
  gsize n_blocks;
  const KbBlock *const *blocks;

  g_assert_cmpstr (kb_article_get_id (article), ==, "a");
  g_assert_cmpstr (article->title, ==, "Title");
  g_assert_cmpstr (article->summary, ==, "Summary");
  g_assert_cmpstr (article->keywords, ==, "key, word key, word");
  g_assert_cmpstr (article->codes, ==, "429 x_y");
  /* Of the facts in the text, not of the address. */
  g_assert_cmpstr (article->checked, ==, "2026-06-01");
  blocks = kb_article_get_blocks (article, &n_blocks);
  g_assert_cmpuint (n_blocks, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < n_blocks; i++)
    {
      g_autofree char *joined = join (blocks[i]->texts);

      g_assert_cmpint (blocks[i]->kind, ==, expected[i].kind);
      g_assert_cmpuint (blocks[i]->n_columns, ==, expected[i].n_columns);
      g_assert_cmpstr (joined, ==, expected[i].texts);
    }
}

static void
test_no_facts (void)
{
  static const char text[] = ARTICLE ("<p>Text</p>");
  g_autoptr (KbFacts) facts = new_facts ();
  g_autoptr (GBytes) xml = g_bytes_new_static (text, strlen (text));
  g_autoptr (KbArticle) article = kb_article_new_from_xml (xml, facts);

  g_assert_null (article->checked);
  g_assert_null (article->compared);
  g_assert_cmpstr (article->keywords, ==, "");
  g_assert_cmpstr (article->codes, ==, "");
}

static void
test_origin (void)
{
  static const char text[] = "<article id=\"a\" checked=\"2026-07-02\" sources=\"s\"><title>T</title>"
                             "<summary>S</summary><p>Text</p></article>";
  g_autoptr (KbFacts) facts = new_facts ();
  g_autoptr (GBytes) xml = g_bytes_new_static (text, strlen (text));
  g_autoptr (KbArticle) article = kb_article_new_from_xml (xml, facts);

  g_assert_cmpstr (article->compared, ==, "2026-07-02");
  g_assert_null (article->checked);
}

static const struct
{
  const char *text, *filled, *oldest;
} fill_cases[] = {
  { "Nothing", "Nothing", NULL },
  { "", "", NULL },
  { "{plus}", "$20", "2026-11-20" },
  { "{few} of {plus}", "3 of $20", "2026-06-01" },
  { "{plus} of {few}", "$20 of 3", "2026-06-01" },
  { "{day}", "15 September 2026", "2026-11-20" },
  { "{share}", "30\u00a0%", "2026-11-20" },
  { "{wait}, {moment}", "15 minutes, 1 minute", "2026-11-20" },
  { "{old}, {expiry}", "90 days, 1 year", "2026-11-20" },
  { "{name} at {link.page}", "GPT at https://a.test/", "2026-01-01" },
  { "{model.m-1.5.input}/{model.m-1.5.output}", "$0.10/$1.50", "2026-03-01" },
  { "{{plus}} {{{plus}", "{plus}} {$20", "2026-11-20" },
  { "100 % of %s", "100 % of %s", NULL },
};

static void
test_fill (void)
{
  g_autoptr (KbFacts) facts = new_facts ();

  for (gsize i = 0; i < G_N_ELEMENTS (fill_cases); i++)
    {
      const char *oldest = NULL;
      g_autofree char *filled = kb_fact_words_fill (facts, fill_cases[i].text, &oldest);

      g_assert_cmpstr (filled, ==, fill_cases[i].filled);
      g_assert_cmpstr (oldest, ==, fill_cases[i].oldest);
    }
}

/* Of these the translator's slips are made; articles are checked before they are built in. */
static void
test_not_filled (void)
{
  static const char *const texts[] = { "{plu}", "{plus", "{model.m-2.input}", "{model.m-1.5.cached}",
                                       "{model.m-1.5.age}" };
  g_autoptr (KbFacts) facts = new_facts ();

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *oldest = NULL;

      g_assert_null (kb_fact_words_fill (facts, texts[i], &oldest));
    }
}

static void
test_index (void)
{
  static const char text[] =
      "<library><group><title>First\n  Steps</title><article id=\"a\"/>"
      "<article id=\"b\"/></group><group><title>T</title><article id=\"c\"/></group></library>";
  g_autoptr (GBytes) xml = g_bytes_new_static (text, strlen (text));
  g_autoptr (GPtrArray) groups = kb_library_index_new_from_xml (xml);
  const KbLibraryGroup *group = groups->pdata[0];
  g_autofree char *ids = join (group->ids);

  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpstr (group->title, ==, "First Steps");
  g_assert_cmpstr (ids, ==, "a|b");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/article/good", test_good);
  g_test_add_func ("/article/no-facts", test_no_facts);
  g_test_add_func ("/article/origin", test_origin);
  g_test_add_func ("/article/fill", test_fill);
  g_test_add_func ("/article/not-filled", test_not_filled);
  g_test_add_func ("/article/index", test_index);
  return g_test_run ();
}
