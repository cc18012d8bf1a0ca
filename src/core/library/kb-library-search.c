/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-search.h"

#include <string.h>

typedef enum
{
  FIELD_TEXT,
  FIELD_SUMMARY,
  FIELD_KEYWORDS,
  FIELD_TITLE,
  N_FIELDS
} Field;

/* One word in the title outweighs any number in the text. */
static const guint weights[N_FIELDS] = { 1, 10, 100, 1000 };

typedef struct
{
  const KbArticle *article;
  GHashTable *words[N_FIELDS]; /* folded; as they are and without accents */
  guint weight;                /* for the query at hand */
} Entry;

struct _KbLibrarySearch
{
  GPtrArray *entries;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  for (guint i = 0; i < N_FIELDS; i++)
    g_hash_table_unref (entry->words[i]);
  g_free (entry);
}

/**
 * kb_library_search_new:
 *
 * Returns: (transfer full): a search over no articles yet
 */
KbLibrarySearch *
kb_library_search_new (void)
{
  KbLibrarySearch *search = g_new0 (KbLibrarySearch, 1);

  search->entries = g_ptr_array_new_with_free_func (free_entry);
  return search;
}

/**
 * kb_library_search_free:
 * @search: (transfer full): a search
 */
void
kb_library_search_free (KbLibrarySearch *search)
{
  g_ptr_array_unref (search->entries);
  g_free (search);
}

/* "can’t" is one word, and the same one as "cant". */
static char **
split (const char *text, char ***unaccented)
{
  g_autoptr (GString) plain = g_string_new (text);

  g_string_replace (plain, "’", "", 0);
  g_string_replace (plain, "'", "", 0);
  return g_str_tokenize_and_fold (plain->str, NULL, unaccented);
}

static void
take_words (Entry *entry, Field field, char **words)
{
  for (guint i = 0; words[i]; i++)
    g_hash_table_add (entry->words[field], words[i]);
  g_free (words);
}

static void
add_words (Entry *entry, Field field, const char *text)
{
  char **unaccented;
  char **words = split (text, &unaccented);

  take_words (entry, field, words);
  take_words (entry, field, unaccented);
}

static void
add_block (Entry *entry, const KbBlock *block)
{
  /* Of links it is an id that they hold. */
  if (block->kind == KB_BLOCK_SEE || block->kind == KB_BLOCK_WEB)
    return;
  for (guint i = 0; i < block->texts->len; i++)
    add_words (entry, FIELD_TEXT, block->texts->pdata[i]);
}

/**
 * kb_library_search_add:
 * @search: a search
 * @article: an article that outlives @search
 *
 * Has @article found from now on, after those that fit as well and were added before.
 */
void
kb_library_search_add (KbLibrarySearch *search, const KbArticle *article)
{
  Entry *entry = g_new0 (Entry, 1);
  gsize n_blocks;
  const KbBlock *const *blocks = kb_article_get_blocks (article, &n_blocks);

  entry->article = article;
  for (guint i = 0; i < N_FIELDS; i++)
    entry->words[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_words (entry, FIELD_TITLE, kb_article_get_title (article));
  add_words (entry, FIELD_KEYWORDS, kb_article_get_keywords (article));
  add_words (entry, FIELD_KEYWORDS, kb_article_get_codes (article));
  add_words (entry, FIELD_SUMMARY, kb_article_get_summary (article));
  for (gsize i = 0; i < n_blocks; i++)
    add_block (entry, blocks[i]);
  g_ptr_array_add (search->entries, entry);
}

static gboolean
begins_word (GHashTable *words, const char *start)
{
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (g_str_has_prefix (word, start))
      return TRUE;
  return FALSE;
}

static guint
weigh_word (const Entry *entry, const char *word)
{
  for (int field = N_FIELDS - 1; field >= 0; field--)
    if (begins_word (entry->words[field], word))
      /* A whole word before one that only begins so */
      return 2 * weights[field] + g_hash_table_contains (entry->words[field], word);
  return 0;
}

/* With an accent where the article has none; what has no ASCII becomes "?", which begins no word. */
static guint
weigh_unaccented (const Entry *entry, const char *word)
{
  g_autofree char *ascii = g_str_to_ascii (word, NULL);

  return weigh_word (entry, ascii);
}

static guint
weigh (const Entry *entry, char **words)
{
  guint sum = 0;

  for (guint i = 0; words[i]; i++)
    {
      guint weight = weigh_word (entry, words[i]);

      if (weight == 0)
        weight = weigh_unaccented (entry, words[i]);
      if (weight == 0)
        return 0;
      sum += weight;
    }
  return sum;
}

/* g_ptr_array_sort() is stable. */
static int
compare_weights (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(const Entry *const *) a, *other = *(const Entry *const *) b;

  return (one->weight < other->weight) - (one->weight > other->weight);
}

/**
 * kb_library_search_find:
 * @search: a search
 * @query: what a person typed
 *
 * Returns: (transfer container) (element-type KbArticle): the articles, best first
 */
GPtrArray *
kb_library_search_find (KbLibrarySearch *search, const char *query)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GPtrArray *articles = g_ptr_array_new ();

  g_return_val_if_fail (search != NULL && query != NULL, articles);

  words = split (query, NULL);
  for (guint i = 0; i < search->entries->len; i++)
    {
      Entry *entry = search->entries->pdata[i];

      entry->weight = weigh (entry, words);
      if (entry->weight > 0)
        g_ptr_array_add (found, entry);
    }
  g_ptr_array_sort (found, compare_weights);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (articles, (gpointer) ((Entry *) found->pdata[i])->article);
  return articles;
}
