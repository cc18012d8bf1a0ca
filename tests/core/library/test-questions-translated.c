/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "translated.h"

#include "core/library/kb-library.h"

#include <string.h>

/* The commonest questions as beginners ask them in a language, of tests/fixtures/questions/LANGUAGE.tsv: the
 * ids of articles that answer, a tab, the question. One of them has to be among the first that are found.
 * What is not translated yet is named and skipped. The locale is a copy of C.UTF-8 under the name of the
 * language. */

#define N_LOOKED_AT 3

static const char script[] =
    "set -e; mkdir -p \"$1/$2/LC_MESSAGES\"; cp -r /usr/lib/locale/C.utf8 \"$1/$2.utf8\"\n"
    "msgfmt -o \"$1/$2/LC_MESSAGES/keybearer.mo\" \"$3\"";

static char *folder;

/* Whether the title is another than in the file */
static gboolean
is_translated (const char *id)
{
  const KbArticle *article = kb_library_find (kb_library_get_default (), id);
  g_autofree char *name = g_strconcat (id, ".xml", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "library", name, NULL);
  g_autofree char *title = NULL, *xml = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (article);
  g_file_get_contents (path, &xml, NULL, &error);
  g_assert_no_error (error);
  title = g_markup_printf_escaped ("<title>%s</title>", article->title);
  return !strstr (xml, title);
}

static void
test_question (gconstpointer data)
{
  g_auto (GStrv) row = g_strsplit (data, "\t", 2);
  g_auto (GStrv) ids = g_strsplit (row[0], " ", -1);
  g_autoptr (GPtrArray) found = kb_library_search (kb_library_get_default (), row[1]);

  for (guint i = 0; ids[i]; i++)
    if (!is_translated (ids[i]))
      {
        g_autofree char *why = g_strdup_printf ("“%s” is not translated", ids[i]);

        g_test_skip (why);
        return;
      }
  for (guint i = 0; i < MIN (found->len, N_LOOKED_AT); i++)
    if (g_strv_contains ((const char *const *) ids, kb_article_get_id (found->pdata[i])))
      return;
  for (guint i = 0; i < MIN (found->len, 5); i++)
    g_test_message ("found: %s", kb_article_get_id (found->pdata[i]));
  g_test_message ("“%s”: expected %s", row[1], row[0]);
  g_test_fail ();
}

static void
set_language (const char *language, const char *catalog)
{
  g_autofree char *locale = g_strconcat (language, ".UTF-8", NULL);
  const char *const command[] = { "sh", "-c", script, "sh", folder, language, catalog, NULL };

  run (command);
  use_catalog (folder, locale);
}

static void
test_nothing (gconstpointer language)
{
  g_autofree char *why = g_strdup_printf ("there is no po/%s.po", (const char *) language);

  g_test_skip (why);
}

static void
add_questions (char **rows)
{
  for (guint i = 0; rows[i]; i++)
    if (*rows[i] != '\0')
      {
        g_autofree char *path = g_strdup_printf ("/library/questions-translated/%02u", i + 1);

        g_test_add_data_func (path, rows[i], test_question);
      }
}

static char *
build_path (const char *parent, const char *language, const char *ending)
{
  g_autofree char *name = g_strconcat (language, ending, NULL);

  return g_test_build_filename (G_TEST_DIST, parent, name, NULL);
}

int
main (int argc, char **argv)
{
  const char *language;
  g_autofree char *catalog = NULL, *path = NULL, *table = NULL;
  g_auto (GStrv) rows = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_assert_cmpint (argc, ==, 2);
  language = argv[1];
  folder = g_dir_make_tmp ("keybearer-XXXXXX", &error);
  g_assert_no_error (error);
  path = build_path ("fixtures/questions", language, ".tsv");
  g_file_get_contents (path, &table, NULL, &error);
  g_assert_no_error (error);
  rows = g_strsplit (table, "\n", -1);
  catalog = build_path ("../po", language, ".po");
  if (g_file_test (catalog, G_FILE_TEST_EXISTS))
    {
      set_language (language, catalog);
      add_questions (rows);
    }
  else
    g_test_add_data_func ("/library/questions-translated", language, test_nothing);
  status = g_test_run ();
  run ((const char *const[]) { "rm", "-r", folder, NULL });
  g_free (folder);
  return status;
}
