/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis.h"
#include "core/library/kb-library-search.h"
#include "core/library/kb-library.h"

#include <gio/gio.h>
#include <string.h>

/* Reading it ends the program if a placeholder leads nowhere. */
static void
test_article (gconstpointer id)
{
  const KbArticle *article = kb_library_find (kb_library_get_default (), id);

  g_assert_nonnull (article);
  g_assert_cmpstr (kb_article_get_id (article), ==, id);
  g_assert_true (kb_library_find (kb_library_get_default (), id) == article);
}

/* Titles are what people choose by. */
static void
test_titles (void)
{
  KbLibrary *library = kb_library_get_default ();
  const char *const *ids = kb_library_get_ids (library);
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i]; i++)
    if (!g_hash_table_add (titles, (gpointer) kb_library_find (library, ids[i])->title))
      g_error ("The title of %s is there twice", ids[i]);
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_files (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "data", "library", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".xml") && !g_str_equal (name, "index.xml"))
      g_ptr_array_add (names, g_strndup (name, strlen (name) - strlen (".xml")));
  g_ptr_array_sort (names, compare_strings);
  return names;
}

/* Neither is an article forgotten nor one promised that is not there. */
static void
test_index (void)
{
  g_autoptr (GPtrArray) files = list_files ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *const *indexed = kb_library_get_ids (kb_library_get_default ());

  for (guint i = 0; indexed[i]; i++)
    g_ptr_array_add (ids, (gpointer) indexed[i]);
  g_ptr_array_sort (ids, compare_strings);
  g_assert_cmpuint (ids->len, ==, files->len);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpstr (ids->pdata[i], ==, files->pdata[i]);
}

/* Pages, verdicts and the coverage table count on these. */
static void
test_fixed (void)
{
  static const char *const fixed[] = {
    "which-door",
    "stopping",
    "refunds",
    "paying-trouble",
    "your-data",
    "key-in-an-app",
    "two-computers",
    "countries-and-phone",
    "wrong-address",
    "sdk-errors",
    "what-is-an-api",
    "what-the-key-does",
    "plus-or-key",
    "what-a-key-unlocks",
    "setup-by-situation",
    "practice-run",
    "how-you-pay",
    "what-stops-the-bill",
    "tokens-and-prices",
    "usage-tiers",
    "monitoring-usage",
    "owners-and-permissions",
    "projects",
    "teams-and-roles",
    "several-keys",
    "lost-key",
    "safety-rules",
    "where-the-key-lives",
    "rotation",
    "leak",
    "request-settings",
    "request-settings-more",
    "models",
    "first-calls",
    "error-codes",
    "no-credit",
    "too-fast",
    "key-refused",
    "not-allowed",
    "network-trouble",
    "keyring-trouble",
    "common-mistakes",
    "faq-account",
    "faq-money",
    "faq-keys",
    "faq-safety",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fixed); i++)
    if (!kb_library_find (kb_library_get_default (), fixed[i]))
      g_error ("There is no article “%s”", fixed[i]);
  g_assert_null (kb_library_find (kb_library_get_default (), "no-such-article"));
}

static void
test_groups (void)
{
  gsize n_groups;
  const KbLibraryGroup *const *groups = kb_library_get_groups (kb_library_get_default (), &n_groups);

  g_assert_cmpuint (n_groups, >, 2);
  for (gsize i = 0; i < n_groups; i++)
    {
      g_assert_cmpstr (groups[i]->title, !=, "");
      g_assert_cmpuint (groups[i]->ids->len, >, 0);
    }
}

static gboolean
has_words (const char *id, const char *words)
{
  gsize n_blocks;
  const KbBlock *const *blocks =
      kb_article_get_blocks (kb_library_find (kb_library_get_default (), id), &n_blocks);

  for (gsize i = 0; i < n_blocks; i++)
    for (guint j = 0; j < blocks[i]->texts->len; j++)
      if (strstr (blocks[i]->texts->pdata[j], words))
        return TRUE;
  return FALSE;
}

/* Every verdict has an article that explains it. */
static void
test_verdicts (void)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    if (!rows[i].article || !kb_library_find (kb_library_get_default (), rows[i].article))
      g_error ("%s names the article “%s”, which there is not", rows[i].id, rows[i].article);
}

static const char *
find_article (const char *verdict)
{
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    if (g_str_equal (rows[i].id, verdict))
      return rows[i].article;
  g_error ("There is no verdict “%s”", verdict);
}

/* What a verdict says is explained where its link leads, in what people read there. */
static void
test_explained (void)
{
  static const struct
  {
    const char *verdict, *words;
  } rows[] = {
    { "wrong-region", "data in one region" },
    { "wrong-region-unnamed", "data in one region" },
    { "client-certificate", "show a certificate" },
    { "key-type-not-allowed", "Old user key" },
    { "key-expired", "expiration date" },
    { "key-disabled", "disabled" },
    { "project-archived", "Is Archived" },
    { "day-limit", "limit of a day" },
    { "limit-too-low", "does not go away by waiting" },
    { "overloaded", "too many visitors" },
    { "payment-needed", "402" },
    { "no-version", "/v1" },
    { "address-not-found", "404" },
    { "missing-scopes", "Permission Missing" },
    { "verification-needed", "identity document" },
    { "quota-exhausted", "insufficient_quota" },
    { "hard-limit", "hard limit" },
    { "works-restricted", "Mixed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!has_words (find_article (rows[i].verdict), rows[i].words))
      g_error ("%s is not explained where it leads: “%s”", rows[i].verdict, rows[i].words);
}

/* What people type into the library as it is. */
static void
test_shipped (void)
{
  static const struct
  {
    const char *query, *expected;
  } cases[] = {
    { "429", "no-credit" },   { "plus", "plus-or-key" },
    { "quota", "no-credit" }, { "insufficient_quota", "no-credit" },
    { "leaked", "leak" },     { "cant pay", "plus-or-key" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = kb_library_search (kb_library_get_default (), cases[i].query);
      gboolean there = FALSE;

      for (guint j = 0; j < found->len; j++)
        there = there || g_str_equal (kb_article_get_id (found->pdata[j]), cases[i].expected);
      if (!there)
        g_error ("“%s” does not find %s", cases[i].query, cases[i].expected);
    }
}

/* id, then what is in the fields */
#define ARTICLE(id, title, summary, keywords, codes, text) \
  { id, "<article id=\"" id "\"><title>" title "</title><summary>" summary "</summary><keywords>" keywords \
        "</keywords><codes>" codes "</codes>" text "<see article=\"linked\"/></article>" }

static const struct
{
  const char *id, *xml;
} search_articles[] = {
  ARTICLE ("text", "First", "Nothing", "none", "none", "<p>About quota, and you can’t pay</p>"),
  ARTICLE ("summary", "Second", "A quota", "none", "none", "<list><item>Straße</item></list>"),
  ARTICLE ("keyword", "Third", "Nothing", "quota, Überblick", "none", "<code>curl --fail</code>"),
  ARTICLE ("code", "Fourth", "Nothing", "none", "insufficient_quota 429", "<p>Text</p>"),
  ARTICLE ("title", "The Quota", "Nothing", "none", "none", "<p>Pay later</p>"),
  ARTICLE ("longer", "Quotas of Others", "Nothing", "none", "none", "<p>42 times, can’t</p>"),
  ARTICLE ("chinese", "如何查看余额", "Nothing", "none", "none", "<p>密钥</p>"),
};

typedef struct
{
  const char *query, *expected;
} SearchCase;

static const SearchCase search_cases[] = {
  { "quota", "title longer keyword code summary text" },
  { "QUOTA", "title longer keyword code summary text" },
  { "quo", "title longer keyword code summary text" },
  /* As it was asked for, before another ending */
  { "quotas", "longer title keyword code summary text" },
  { "uota", "" },
  { "429", "code" },
  /* The start of a code, before the whole word in a text */
  { "42", "code longer" },
  { "insufficient_quota", "code title longer keyword" },
  /* Both words before one */
  { "quota pay", "title longer keyword code text summary" },
  { "quota, nowhere", "title longer keyword code summary text" },
  /* A rare word counts for more than a frequent one. */
  { "quota curl", "keyword title longer code summary text" },
  { "cant pay", "text title" },
  { "can't pay", "text title" },
  { "can’t  PAY!", "text title" },
  { "uberblick", "keyword" },
  { "überblick", "keyword" },
  { "Überblick", "keyword" },
  { "strasse", "summary" },
  { "quóta", "title longer keyword code summary text" },
  { "--fail", "keyword" },
  /* Small words are left out, unless there is nothing else. */
  { "what is the curl?", "keyword" },
  { "about", "text" },
  { "about curl", "keyword" },
  /* Simple forms */
  { "times", "longer" },
  { "timing", "longer" },
  /* Scripts without blanks between words */
  { "余额", "chinese" },
  { "查余额", "chinese" },
  { "额", "chinese" },
  { "余钱", "chinese" },
  { "linked", "" },
  { "nowhere", "" },
  { "", "" },
  { " - ", "" },
};

static KbLibrarySearch *
new_search (GPtrArray *articles)
{
  KbLibrarySearch *search = kb_library_search_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (search_articles); i++)
    {
      const char *xml = search_articles[i].xml;
      g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
      KbArticle *article = kb_article_new_from_xml (bytes, kb_facts_get_default ());

      g_ptr_array_add (articles, article);
      kb_library_search_add (search, article);
    }
  return search;
}

static void
test_search (gconstpointer data)
{
  const SearchCase *c = data;
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) kb_article_free);
  g_autoptr (KbLibrarySearch) search = new_search (articles);
  g_autoptr (GPtrArray) found = kb_library_search_find (search, c->query);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", kb_article_get_id (found->pdata[i]));

  g_assert_cmpstr (ids->str, ==, c->expected);
}

int
main (int argc, char **argv)
{
  const char *const *ids;

  g_test_init (&argc, &argv, NULL);
  ids = kb_library_get_ids (kb_library_get_default ());
  for (guint i = 0; ids[i]; i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/article/%s", ids[i]);

      g_test_add_data_func (path, ids[i], test_article);
    }
  g_test_add_func ("/library/titles", test_titles);
  g_test_add_func ("/library/index", test_index);
  g_test_add_func ("/library/fixed", test_fixed);
  g_test_add_func ("/library/groups", test_groups);
  g_test_add_func ("/library/verdicts", test_verdicts);
  g_test_add_func ("/library/explained", test_explained);
  g_test_add_func ("/library/search/shipped", test_shipped);
  for (gsize i = 0; i < G_N_ELEMENTS (search_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/search/%zu", i);

      g_test_add_data_func (path, &search_cases[i], test_search);
    }
  return g_test_run ();
}
