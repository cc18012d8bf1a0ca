/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-search.h"

#include "core/library/kb-library-words.h"

#include <math.h>
#include <string.h>

/* Where in an article a word stands, and what it counts for there */
typedef enum
{
  FIELD_TEXT,
  FIELD_SUMMARY,
  FIELD_HEADING,
  FIELD_KEYWORDS,
  FIELD_TITLE,
  N_FIELDS
} Field;

static const double weights[N_FIELDS] = { 1.0, 2.5, 3.0, 4.0, 6.0 };

/* A word as it was asked for before one with another ending, and that before one that only begins so, and
 * that before one that it stands inside of */
#define AS_ASKED 1.0
#define OTHER_ENDING 0.9
#define ONLY_BEGINS 0.5
#define INSIDE 0.4
#define MAX_ENDING 3

/* For a query that stands as it is in a title, a heading or among the keywords */
#define AS_A_WHOLE 10.0

/* What fits worse than this share of the best is left out: nobody reads that far. */
#define WEAKEST 0.1

/* A word of an article. They are sorted, so that those with the same beginning stand together. */
typedef struct
{
  char *word; /* folded */
  guint article;
  Field field;
  gboolean inside; /* of a longer one */
} Place;

struct _KbLibrarySearch
{
  KbLibraryWords *words;
  GPtrArray *articles;
  GPtrArray *phrases; /* for each article */
  GArray *places;
  gboolean sorted;
};

typedef struct
{
  const KbArticle *article;
  double score;
} Hit;

static void
clear_place (gpointer data)
{
  g_free (((Place *) data)->word);
}

/**
 * kb_library_search_new:
 * @language: (nullable): that of the articles and questions: "pt_BR"; %NULL: English
 *
 * Returns: (transfer full): a search over no articles yet
 */
KbLibrarySearch *
kb_library_search_new (const char *language)
{
  KbLibrarySearch *search = g_new0 (KbLibrarySearch, 1);

  search->words = kb_library_words_new (language);
  search->articles = g_ptr_array_new ();
  search->phrases = g_ptr_array_new_with_free_func (g_free);
  search->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (search->places, clear_place);
  return search;
}

/**
 * kb_library_search_free:
 * @search: (transfer full): a search
 */
void
kb_library_search_free (KbLibrarySearch *search)
{
  kb_library_words_free (search->words);
  g_ptr_array_unref (search->articles);
  g_ptr_array_unref (search->phrases);
  g_array_unref (search->places);
  g_free (search);
}

/* Between blanks, so that a part of it can be looked for */
static void
append_phrase (GString *phrases, const GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (phrases, " %s", (char *) words->pdata[i]);
  g_string_append (phrases, " \n");
}

static void
add_places (KbLibrarySearch *search, Field field, const GPtrArray *words, gboolean inside)
{
  for (guint i = 0; i < words->len; i++)
    {
      Place place = { g_strdup (words->pdata[i]), search->articles->len, field, inside };

      g_array_append_val (search->places, place);
    }
}

static void
add_words (KbLibrarySearch *search, Field field, const char *text, GString *phrases)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) words = kb_library_words_split (search->words, text, parts);

  add_places (search, field, words, FALSE);
  add_places (search, field, parts, TRUE);
  if (field >= FIELD_HEADING)
    append_phrase (phrases, words);
}

static void
add_block (KbLibrarySearch *search, const KbBlock *block, GString *phrases)
{
  Field field = block->kind == KB_BLOCK_HEADING ? FIELD_HEADING : FIELD_TEXT;

  /* Of links it is an id that they hold. */
  if (block->kind == KB_BLOCK_SEE || block->kind == KB_BLOCK_WEB)
    return;
  for (guint i = 0; i < block->texts->len; i++)
    add_words (search, field, block->texts->pdata[i], phrases);
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
  gsize n_blocks;
  const KbBlock *const *blocks = kb_article_get_blocks (article, &n_blocks);
  GString *phrases = g_string_new (NULL);

  add_words (search, FIELD_TITLE, article->title, phrases);
  add_words (search, FIELD_KEYWORDS, article->keywords, phrases);
  add_words (search, FIELD_KEYWORDS, article->codes, phrases);
  add_words (search, FIELD_SUMMARY, article->summary, phrases);
  for (gsize i = 0; i < n_blocks; i++)
    add_block (search, blocks[i], phrases);
  g_ptr_array_add (search->articles, (gpointer) article);
  g_ptr_array_add (search->phrases, g_string_free (phrases, FALSE));
  search->sorted = FALSE;
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Place *) a)->word, ((const Place *) b)->word);
}

/* The first place whose word is not before @start */
static guint
find_first (const GArray *places, const char *start)
{
  guint low = 0, high = places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (g_array_index (places, Place, middle).word, start) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static double
closeness (const Place *found, const KbAsked *asked)
{
  double inside = found->inside ? INSIDE : 1;

  if (g_str_equal (found->word, asked->word))
    return inside * AS_ASKED;
  if (g_utf8_strlen (found->word, -1) <= g_utf8_strlen (asked->stem, -1) + MAX_ENDING)
    return inside * OTHER_ENDING;
  return inside * ONLY_BEGINS;
}

/* One word alone is found as a word. */
static void
add_whole (const KbLibrarySearch *search, const GPtrArray *words, Hit *hits)
{
  g_autoptr (GString) phrase = g_string_new (NULL);

  if (words->len < 2)
    return;
  append_phrase (phrase, words);
  g_string_truncate (phrase, phrase->len - 1);
  for (guint i = 0; i < search->articles->len; i++)
    if (strstr (search->phrases->pdata[i], phrase->str))
      hits[i].score += AS_A_WHOLE;
}

/* How well a word fits an article: for each field the closest that stands there */
typedef struct
{
  double closest[N_FIELDS];
} Fit;

/* Returns in how many articles it is. */
static guint
find_word (const KbLibrarySearch *search, const KbAsked *asked, Fit *fits)
{
  g_autoptr (GHashTable) articles = g_hash_table_new (NULL, NULL);

  for (guint i = find_first (search->places, asked->stem); i < search->places->len; i++)
    {
      const Place *place = &g_array_index (search->places, Place, i);
      double *closest = &fits[place->article].closest[place->field];

      if (!g_str_has_prefix (place->word, asked->stem))
        break;
      *closest = MAX (*closest, closeness (place, asked));
      g_hash_table_add (articles, GUINT_TO_POINTER (place->article));
    }
  return g_hash_table_size (articles);
}

/* A word that few articles have says more. */
static void
add_scores (const KbLibrarySearch *search, KbAsked *asked, Hit *hits)
{
  g_autofree Fit *fits = g_new0 (Fit, search->articles->len);
  guint n_articles = find_word (search, asked, fits);

  while (n_articles == 0 && kb_library_words_loosen (search->words, asked))
    n_articles = find_word (search, asked, fits);
  for (guint i = 0; n_articles > 0 && i < search->articles->len; i++)
    for (guint field = 0; field < N_FIELDS; field++)
      hits[i].score += asked->weight * weights[field] * fits[i].closest[field] *
                       log (1 + (double) search->articles->len / n_articles);
}

/* g_array_sort() is stable. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *one = a, *other = b;

  return (one->score < other->score) - (one->score > other->score);
}

static gboolean
is_worth_it (const Hit *hits, guint i)
{
  return hits[i].score > 0 && hits[i].score >= WEAKEST * hits[0].score;
}

/**
 * kb_library_search_find:
 * @search: a search
 * @query: what a person typed or pasted
 *
 * Returns: (transfer container) (element-type KbArticle): the articles, best first
 */
GPtrArray *
kb_library_search_find (KbLibrarySearch *search, const char *query)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GArray) asked = NULL, hits = NULL;
  GPtrArray *articles = g_ptr_array_new ();

  g_return_val_if_fail (search != NULL && query != NULL, articles);

  if (!search->sorted)
    g_array_sort (search->places, compare_places);
  search->sorted = TRUE;
  words = kb_library_words_split (search->words, query, NULL);
  asked = kb_library_words_ask (search->words, query);
  hits = g_array_sized_new (FALSE, TRUE, sizeof (Hit), search->articles->len);
  g_array_set_size (hits, search->articles->len);
  for (guint i = 0; i < asked->len; i++)
    add_scores (search, &g_array_index (asked, KbAsked, i), (Hit *) hits->data);
  add_whole (search, words, (Hit *) hits->data);
  for (guint i = 0; i < hits->len; i++)
    g_array_index (hits, Hit, i).article = search->articles->pdata[i];
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len && is_worth_it ((const Hit *) hits->data, i); i++)
    g_ptr_array_add (articles, (gpointer) g_array_index (hits, Hit, i).article);
  return articles;
}
