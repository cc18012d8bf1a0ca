/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library.h"

#include "core/library/kb-library-search.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define FOLDER "/io/github/keybearer/Keybearer/library/"

struct _KbLibrary
{
  GPtrArray *groups;
  GPtrArray *ids;       /* of all groups; belong to them */
  GHashTable *articles; /* id → KbArticle, those that were asked for */
  KbLibrarySearch *search;
};

static GBytes *
read_file (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strconcat (FOLDER, name, ".xml", NULL);
  GBytes *bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (!bytes)
    g_error ("%s", error->message);
  return bytes;
}

static KbLibrary *
load (void)
{
  g_autoptr (GBytes) index = read_file ("index");
  KbLibrary *library = g_new0 (KbLibrary, 1);

  library->groups = kb_library_index_new_from_xml (index);
  library->ids = g_ptr_array_new_null_terminated (64, NULL, TRUE);
  for (guint i = 0; i < library->groups->len; i++)
    g_ptr_array_extend (library->ids, ((KbLibraryGroup *) library->groups->pdata[i])->ids, NULL, NULL);
  library->articles = g_hash_table_new (g_str_hash, g_str_equal);
  return library;
}

/**
 * kb_library_get_default:
 *
 * Gets the library that the program carries. Its index is read on first use, an article when it is first
 * asked for, and nothing is freed. That one cannot be read is a defect of the program and ends it. For the
 * main thread only.
 *
 * Returns: (transfer none): the library
 */
KbLibrary *
kb_library_get_default (void)
{
  static KbLibrary *library;

  if (!library)
    library = load ();
  return library;
}

/**
 * kb_library_get_groups:
 * @library: a library
 * @n_groups: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_groups): the groups in order of reading
 */
const KbLibraryGroup *const *
kb_library_get_groups (KbLibrary *library, gsize *n_groups)
{
  g_return_val_if_fail (library != NULL && n_groups != NULL, NULL);
  *n_groups = library->groups->len;
  return (const KbLibraryGroup *const *) library->groups->pdata;
}

/**
 * kb_library_get_ids:
 * @library: a library
 *
 * Returns: (transfer none) (array zero-terminated=1): the ids of all articles in order of reading
 */
const char *const *
kb_library_get_ids (KbLibrary *library)
{
  g_return_val_if_fail (library != NULL, NULL);
  return (const char *const *) library->ids->pdata;
}

/**
 * kb_library_find:
 * @library: a library
 * @id: "plus-or-key"
 *
 * Returns: (transfer none) (nullable): the article, or %NULL if there is none of that id
 */
const KbArticle *
kb_library_find (KbLibrary *library, const char *id)
{
  KbArticle *article;

  g_return_val_if_fail (library != NULL && id != NULL, NULL);

  article = g_hash_table_lookup (library->articles, id);
  if (!article && g_strv_contains (kb_library_get_ids (library), id))
    {
      g_autoptr (GBytes) xml = read_file (id);

      article = kb_article_new_from_xml (xml, kb_facts_get_default ());
      g_hash_table_insert (library->articles, (gpointer) kb_article_get_id (article), article);
    }
  return article;
}

/* The one that the articles are in, as its catalog says; NULL without one */
static char *
dup_language (void)
{
  const char *heads = dgettext (NULL, "");
  const char *head = strstr (heads, "Language: ");

  return head ? g_strndup (head + strlen ("Language: "), strcspn (head + strlen ("Language: "), "\n")) : NULL;
}

/**
 * kb_library_search:
 * @library: a library
 * @query: what a person typed
 *
 * Looks for articles with words of @query, whatever their case, accents and endings. What comes first is
 * where more of them stand, and rarer ones, and where they stand in the title, in a keyword or code, in a
 * heading. Those that are alike in that stay in order of reading.
 *
 * Returns: (transfer container) (element-type KbArticle): the articles, none for a query without words
 */
GPtrArray *
kb_library_search (KbLibrary *library, const char *query)
{
  g_return_val_if_fail (library != NULL && query != NULL, NULL);

  if (!library->search)
    {
      g_autofree char *language = dup_language ();

      library->search = kb_library_search_new (language);
      for (guint i = 0; i < library->ids->len; i++)
        kb_library_search_add (library->search, kb_library_find (library, library->ids->pdata[i]));
    }
  return kb_library_search_find (library->search, query);
}
