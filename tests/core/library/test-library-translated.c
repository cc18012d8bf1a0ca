/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "translated.h"

#include "core/library/kb-library.h"

#include <string.h>

/* Every text of the library goes the way of a translation: out by xgettext as translators get it, back as a
 * catalog in which each begins with a mark. One that does not come back marked is not said as it was taken
 * out. The locale is a copy of C.UTF-8 under another name: under its own nothing is translated. */

#define MARK "¶ "

static const char script[] =
    "set -e; mkdir -p \"$1/qq/LC_MESSAGES\"; cp -r /usr/lib/locale/C.utf8 \"$1/qq.utf8\"; cd \"$2\"\n"
    "GETTEXTDATADIRS=po xgettext --from-code=UTF-8 -o - data/library/*.xml | sed 's/=CHARSET/=UTF-8/' |\n"
    "msgen --no-wrap - | sed 's/^msgstr \"\\([^\"]\\)/msgstr \"" MARK "\\1/' |\n"
    "msgfmt -o \"$1/qq/LC_MESSAGES/keybearer.mo\" -";

static char *folder;

static void
assert_marked (const char *id, const char *text)
{
  if (!g_str_has_prefix (text, MARK))
    g_error ("%s: “%s” is not translated", id, text);
}

static gboolean
is_verbatim (const KbBlock *block)
{
  return block->kind == KB_BLOCK_CODE || block->kind == KB_BLOCK_SEE || block->kind == KB_BLOCK_WEB;
}

static void
test_article (gconstpointer id)
{
  const KbArticle *article = kb_library_find (kb_library_get_default (), id);
  gsize n_blocks;
  const KbBlock *const *blocks = kb_article_get_blocks (article, &n_blocks);

  assert_marked (id, article->title);
  assert_marked (id, article->summary);
  for (gsize i = 0; i < n_blocks; i++)
    for (guint j = 0; j < blocks[i]->texts->len; j++)
      if (is_verbatim (blocks[i]))
        g_assert_false (g_str_has_prefix (blocks[i]->texts->pdata[j], MARK));
      else
        assert_marked (id, blocks[i]->texts->pdata[j]);
}

static void
test_groups (void)
{
  gsize n_groups;
  const KbLibraryGroup *const *groups = kb_library_get_groups (kb_library_get_default (), &n_groups);

  for (gsize i = 0; i < n_groups; i++)
    assert_marked ("index", groups[i]->title);
}

/* Found by the English keyword as well as by the translated one, which here differ in nothing but the mark.
 */
static void
test_keywords (void)
{
  const char *const *ids = kb_library_get_ids (kb_library_get_default ());
  guint n_both = 0;

  for (guint i = 0; ids[i]; i++)
    {
      const KbArticle *article = kb_library_find (kb_library_get_default (), ids[i]);
      const char *keywords = article->keywords;

      n_both += !g_str_has_prefix (keywords, MARK) && strstr (keywords, MARK);
    }
  g_assert_cmpuint (n_both, >, 0);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *source = NULL;
  const char *const *ids;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("keybearer-XXXXXX", &error);
  g_assert_no_error (error);
  source = g_test_build_filename (G_TEST_DIST, "..", NULL);
  run ((const char *const[]) { "sh", "-c", script, "sh", folder, source, NULL });
  use_catalog (folder, "qq.UTF-8");
  ids = kb_library_get_ids (kb_library_get_default ());
  for (guint i = 0; ids[i]; i++)
    {
      g_autofree char *path = g_strdup_printf ("/library/translated/%s", ids[i]);

      g_test_add_data_func (path, ids[i], test_article);
    }
  g_test_add_func ("/library/translated/groups", test_groups);
  g_test_add_func ("/library/translated/keywords", test_keywords);
  status = g_test_run ();
  run ((const char *const[]) { "rm", "-r", folder, NULL });
  g_free (folder);
  return status;
}
