/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/facts/kb-fact-words.h"
#include "core/library/kb-article-private.h"
#include "core/library/kb-article.h"
#include "core/library/kb-library-index.h"

#include <string.h>

#define START "<article id=\"a\">\n<title>Title</title>\n<summary>Summary</summary>\n"
#define ARTICLE(blocks) START blocks "\n</article>"
#define SHAPE KB_LIBRARY_ERROR_SHAPE
#define REFERENCE KB_LIBRARY_ERROR_REFERENCE
#define OF_FACTS 100 /* codes from here are of KB_FACTS_ERROR */
#define NO_FACT (OF_FACTS + KB_FACTS_ERROR_NO_FACT)
#define OPEN_FACT (OF_FACTS + KB_FACTS_ERROR_SHAPE)

#define FACT(id, value, unit, date) \
  "{\"id\": \"" id "\", \"value\": " value ", \"unit\": \"" unit \
  "\", \"source\": \"s\", \"checked\": \"" date "\"}"

static const char facts_json[] =
    "{\"collected\": \"2026-11-20\", \"sources\": [{\"id\": \"s\", \"title\": \"S\", \"address\": null,"
    " \"compared\": \"2026-11-20\", \"list\": \"All\"}], \"facts\": [" FACT ("plus", "20000000", "usd", "2026-11-20") "," FACT ("few", "3", "count", "2026-06-01") "," FACT (
        "day",
        "\"2026-09-15\"",
        "date",
        "2026-11-20") "," FACT ("share",
                                "30",
                                "percent",
                                "2026-11-20") "," FACT ("wait",
                                                        "15",
                                                        "minutes",
                                                        "2026-11-20") "," FACT ("moment",
                                                                                "1",
                                                                                "minutes",
                                                                                "2026-11-20") "," FACT ("old",
                                                                                                        "90",
                                                                                                        "day"
                                                                                                        "s",
                                                                                                        "2026"
                                                                                                        "-11-"
                                                                                                        "20") "," FACT ("expi"
                                                                                                                        "ry",
                                                                                                                        "1",
                                                                                                                        "year"
                                                                                                                        "s",
                                                                                                                        "2026"
                                                                                                                        "-11-"
                                                                                                                        "20") "," FACT ("nam"
                                                                                                                                        "e",
                                                                                                                                        "\"GP"
                                                                                                                                        "T\"",
                                                                                                                                        "tex"
                                                                                                                                        "t",
                                                                                                                                        "2026"
                                                                                                                                        "-11-"
                                                                                                                                        "20") "," FACT ("link.page",
                                                                                                                                                        "\"https://a.test/\"",
                                                                                                                                                        "uri",
                                                                                                                                                        "2026-01-01") "], \"models\": ["
                                                                                                                                                                      "{\"id\": \"m-1.5\", \"line\": \"m\", \"input_price\": 100000, \"cached_price\": null, \"output_price\": 1500000, \"shutdown\": null,"
                                                                                                                                                                      " \"takes_reasoning\": true, \"source\": \"s\", \"checked\": \"2026-03-01\"}]}";

static const char *const known[] = { "a", "other", NULL };

static KbFacts *
new_facts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) json = g_bytes_new_static (facts_json, strlen (facts_json));
  KbFacts *facts = kb_facts_new_from_json (json, &error);

  g_assert_no_error (error);
  return facts;
}

typedef struct
{
  const char *name;
  const char *xml;
  int code; /* of KB_LIBRARY_ERROR; -1: not even XML */
  guint line;
  const char *what; /* part of the message */
} BrokenCase;

static const BrokenCase broken_cases[] = {
  { "empty", "", -1, 0, "" },
  { "not-closed", START "<p>Text", -1, 4, "" },
  { "crossed", ARTICLE ("<p>Text</h>"), -1, 4, "" },
  { "other-root", "<library/>", SHAPE, 1, "“library” is not known" },
  { "no-article", "<p>Text</p>", SHAPE, 1, "“p” does not belong here" },
  { "no-id", "<article><title>Title</title></article>", SHAPE, 1, "the attribute “id”" },
  { "other-id", "<article id=\"b\"></article>", SHAPE, 1, "the id is “b”, the file’s name says “a”" },
  { "half-an-origin", "<article id=\"a\" checked=\"2026-11-20\"></article>", SHAPE, 1,
    "“id” and nothing else" },
  { "odd-origin", "<article id=\"a\" sources=\"s\" checked=\"2026-11-20\"></article>", SHAPE, 1,
    "in this order" },
  { "no-day", "<article id=\"a\" checked=\"soon\" sources=\"s\"></article>", SHAPE, 1,
    "“soon” is not a date" },
  { "unknown-source", "<article id=\"a\" checked=\"2026-11-20\" sources=\"s t\"></article>", REFERENCE, 1,
    "there is no source “t”" },
  { "no-title", "<article id=\"a\">\n<summary>S</summary>\n<p>Text</p>\n</article>", SHAPE, 2,
    "“title” is missing" },
  { "no-summary", "<article id=\"a\">\n<title>T</title>\n<p>Text</p>\n</article>", SHAPE, 2,
    "“summary” is missing" },
  { "no-text", ARTICLE (""), SHAPE, 2, "has no text" },
  { "two-titles", ARTICLE ("<title>Again</title>"), SHAPE, 4, "“title” is there twice" },
  { "two-keywords", ARTICLE ("<keywords>a</keywords>\n<keywords>b</keywords>"), SHAPE, 5,
    "“keywords” is there twice" },
  { "two-codes", ARTICLE ("<codes>a</codes>\n<codes>b</codes>"), SHAPE, 5, "“codes” is there twice" },
  { "unknown-element", ARTICLE ("<p>One</p>\n<img/>"), SHAPE, 5, "“img” is not known" },
  { "inline-markup", ARTICLE ("<p>A <b>word</b></p>"), SHAPE, 4, "“b” is not known" },
  { "paragraph-in-paragraph", ARTICLE ("<p>A <p>word</p></p>"), SHAPE, 4, "“p” does not belong here" },
  { "item-alone", ARTICLE ("<item>One</item>"), SHAPE, 4, "“item” does not belong here" },
  { "cell-in-table", ARTICLE ("<table><cell>One</cell></table>"), SHAPE, 4, "“cell” does not belong here" },
  { "unknown-attribute", ARTICLE ("<p class=\"x\">One</p>"), SHAPE, 4, "no attribute, not “class”" },
  { "two-attributes", ARTICLE ("<p>T</p><see article=\"other\" x=\"y\"/>"), SHAPE, 4, "“see” has to have" },
  { "loose-text", ARTICLE ("<p>One</p>\nand more"), SHAPE, 6, "there is text outside of a block" },
  { "empty-paragraph", ARTICLE ("<p>\n </p>"), SHAPE, 5, "“p” is empty" },
  { "empty-list", ARTICLE ("<list></list>"), SHAPE, 4, "“list” has nothing in it" },
  { "empty-table", ARTICLE ("<table></table>"), SHAPE, 4, "“table” has nothing in it" },
  { "only-header", ARTICLE ("<table><row><cell>1</cell><cell>2</cell></row></table>"), SHAPE, 4,
    "“table” has nothing in it" },
  { "one-column", ARTICLE ("<table><row><cell>1</cell></row></table>"), SHAPE, 4,
    "a row has 1 cells, not 2 to 4" },
  { "ragged",
    ARTICLE ("<table><row><cell>1</cell><cell>2</cell></row>\n"
             "<row><cell>1</cell><cell>2</cell><cell>3</cell></row></table>"),
    SHAPE, 5, "a row has 3 cells, the first one 2" },
  { "short-flow", ARTICLE ("<flow><item>One</item></flow>"), SHAPE, 4, "a flow has 1 items" },
  { "wordy-flow", ARTICLE ("<flow><item>1 2 3 4 5 6 7</item><item>B</item></flow>"), SHAPE, 4,
    "“1 2 3 4 5 6 7” has more than 6 words" },
  { "text-after-link", ARTICLE ("<see article=\"other\"/>\n<p>Text</p>"), SHAPE, 5,
    "links stand at the end" },
  { "text-in-link", ARTICLE ("<see article=\"other\">Text</see>"), SHAPE, 4, "text outside of a block" },
  { "unknown-article", ARTICLE ("<p>T</p>\n<see article=\"another\"/>"), REFERENCE, 5,
    "there is no article “another”" },
  { "unknown-page", ARTICLE ("<p>T</p>\n<web link=\"link.none\"/>"), REFERENCE, 5,
    "there is no web address “link.none”" },
  { "page-is-a-number", ARTICLE ("<p>T</p>\n<web link=\"few\"/>"), REFERENCE, 5, "no web address “few”" },
  { "unknown-fact", ARTICLE ("<p>One</p><p>\n{plu}</p>"), NO_FACT, 5, "there is no fact “plu”" },
  { "unknown-fact-in-cell",
    ARTICLE (
        "<table><row><cell>1</cell><cell>2</cell></row>\n<row><cell>{x}</cell><cell>2</cell></row></table>"),
    NO_FACT, 5, "there is no fact “x”" },
  { "open-fact", ARTICLE ("<p>{plus</p>"), OPEN_FACT, 4, "“{plus” is not closed" },
  { "unknown-model", ARTICLE ("<p>{model.m-2.input}</p>"), NO_FACT, 4, "no fact “model.m-2.input”" },
  { "unknown-price", ARTICLE ("<p>{model.m-1.5.cached}</p>"), NO_FACT, 4, "no fact “model.m-1.5.cached”" },
  { "odd-price", ARTICLE ("<p>{model.m-1.5.age}</p>"), NO_FACT, 4, "no fact “model.m-1.5.age”" },
};

static void
test_broken (gconstpointer data)
{
  const BrokenCase *c = data;
  g_autoptr (KbFacts) facts = new_facts ();
  g_autoptr (GBytes) xml = g_bytes_new_static (c->xml, strlen (c->xml));
  g_autoptr (GError) error = NULL;
  g_autoptr (KbArticle) article = kb_article_new_from_xml (xml, "a", facts, known, &error);
  g_autofree char *line = g_strdup_printf ("line %u", c->line);

  g_assert_null (article);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  if (c->code < 0)
    g_assert_true (error->domain == G_MARKUP_ERROR);
  else if (c->code >= OF_FACTS)
    g_assert_error (error, KB_FACTS_ERROR, c->code - OF_FACTS);
  else
    g_assert_error (error, KB_LIBRARY_ERROR, c->code);
  g_assert_nonnull (strstr (error->message, c->what));
  if (c->line > 0)
    g_assert_nonnull (strstr (error->message, line));
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
  g_autoptr (GError) error = NULL;
  g_autoptr (KbArticle) article = kb_article_new_from_xml (xml, "a", facts, known, &error);
  gsize n_blocks;
  const KbBlock *const *blocks;

  g_assert_no_error (error);
  g_assert_cmpstr (kb_article_get_id (article), ==, "a");
  g_assert_cmpstr (kb_article_get_title (article), ==, "Title");
  g_assert_cmpstr (kb_article_get_summary (article), ==, "Summary");
  g_assert_cmpstr (kb_article_get_keywords (article), ==, "key, word key, word");
  g_assert_cmpstr (kb_article_get_codes (article), ==, "429 x_y");
  /* Of the facts in the text, not of the address. */
  g_assert_cmpstr (kb_article_get_checked (article), ==, "2026-06-01");
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
  g_autoptr (KbArticle) article = kb_article_new_from_xml (xml, "a", facts, known, NULL);

  g_assert_null (kb_article_get_checked (article));
  g_assert_null (kb_article_get_compared (article));
  g_assert_cmpstr (kb_article_get_keywords (article), ==, "");
  g_assert_cmpstr (kb_article_get_codes (article), ==, "");
}

static void
test_origin (void)
{
  static const char text[] = "<article id=\"a\" checked=\"2026-07-02\" sources=\"s\"><title>T</title>"
                             "<summary>S</summary><p>Text</p></article>";
  g_autoptr (KbFacts) facts = new_facts ();
  g_autoptr (GBytes) xml = g_bytes_new_static (text, strlen (text));
  g_autoptr (KbArticle) article = kb_article_new_from_xml (xml, "a", facts, known, NULL);

  g_assert_cmpstr (kb_article_get_compared (article), ==, "2026-07-02");
  g_assert_null (kb_article_get_checked (article));
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
      g_autoptr (GError) error = NULL;
      const char *oldest = NULL;
      g_autofree char *filled = kb_fact_words_fill (facts, fill_cases[i].text, &oldest, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (filled, ==, fill_cases[i].filled);
      g_assert_cmpstr (oldest, ==, fill_cases[i].oldest);
    }
}

static void
test_words (void)
{
  g_assert_cmpuint (kb_article_count_words (""), ==, 0);
  g_assert_cmpuint (kb_article_count_words (" \n"), ==, 0);
  g_assert_cmpuint (kb_article_count_words ("one"), ==, 1);
  g_assert_cmpuint (kb_article_count_words ("one\n  two  "), ==, 2);
}

#define GROUP(content) "<library>\n<group>" content "</group>\n</library>"

static const BrokenCase index_cases[] = {
  { "empty", "", -1, 0, "" },
  { "other-root", "<article id=\"a\"/>", SHAPE, 1, "“article” does not belong here" },
  { "no-title", GROUP ("<article id=\"a\"/>"), SHAPE, 2, "a group lacks a title or articles" },
  { "no-articles", GROUP ("<title>T</title>"), SHAPE, 2, "a group lacks a title or articles" },
  { "twice", GROUP ("<title>T</title>\n<article id=\"a\"/>\n<article id=\"a\"/>"), SHAPE, 4,
    "“a” is there twice" },
  { "no-id", GROUP ("<title>T</title>\n<article/>"), SHAPE, 3, "“article” does not belong here" },
  { "other-attribute", GROUP ("<title>T</title>\n<article name=\"a\"/>"), SHAPE, 3,
    "“article” does not belong here" },
  { "loose-text", GROUP ("<title>T</title><article id=\"a\"/>\nMore"), SHAPE, 2,
    "“More” does not belong here" },
  { "group-in-group", GROUP ("<group/>"), SHAPE, 2, "“group” does not belong here" },
  { "two-titles", GROUP ("<title>T</title>\n<title>U</title>"), SHAPE, 3, "“U” does not belong here" },
  { "article-alone", "<library>\n<article id=\"a\"/></library>", SHAPE, 2, "“article” does not belong here" },
};

static void
test_broken_index (gconstpointer data)
{
  const BrokenCase *c = data;
  g_autoptr (GBytes) xml = g_bytes_new_static (c->xml, strlen (c->xml));
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_strdup_printf ("line %u", c->line);

  g_assert_null (kb_library_index_new_from_xml (xml, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  if (c->code < 0)
    g_assert_true (error->domain == G_MARKUP_ERROR);
  else if (c->code >= OF_FACTS)
    g_assert_error (error, KB_FACTS_ERROR, c->code - OF_FACTS);
  else
    g_assert_error (error, KB_LIBRARY_ERROR, c->code);
  g_assert_nonnull (strstr (error->message, c->what));
  if (c->line > 0)
    g_assert_nonnull (strstr (error->message, line));
}

static void
add_broken (const char *what, const BrokenCase *cases, gsize n_cases, GTestDataFunc test)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/broken/%s", what, cases[i].name);

      g_test_add_data_func (path, &cases[i], test);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_broken ("article", broken_cases, G_N_ELEMENTS (broken_cases), test_broken);
  add_broken ("index", index_cases, G_N_ELEMENTS (index_cases), test_broken_index);
  g_test_add_func ("/article/good", test_good);
  g_test_add_func ("/article/no-facts", test_no_facts);
  g_test_add_func ("/article/origin", test_origin);
  g_test_add_func ("/article/fill", test_fill);
  g_test_add_func ("/article/words", test_words);
  return g_test_run ();
}
