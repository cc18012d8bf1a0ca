/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-library-search.h"

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

/* A word as it was asked for before one with another ending, and that before one that only begins so */
#define AS_ASKED 1.0
#define OTHER_ENDING 0.9
#define ONLY_BEGINS 0.5
#define MAX_ENDING 3

#define MIN_STEM 3

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
} Place;

struct _KbLibrarySearch
{
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

/* In questions as people ask them, in nearly every article, and around what a server says. Sorted. */
static const char *const stop_words[] = {
  "a",     "about",  "all",  "am",   "an",    "and",  "any",    "are",   "as",      "at",    "be",
  "been",  "but",    "by",   "can",  "cant",  "code", "do",     "does",  "each",    "error", "for",
  "from",  "get",    "got",  "had",  "has",   "have", "how",    "i",     "if",      "im",    "in",
  "into",  "is",     "it",   "its",  "ive",   "just", "may",    "me",    "message", "must",  "my",
  "no",    "none",   "not",  "null", "of",    "on",   "openai", "or",    "our",     "param", "please",
  "shall", "should", "so",   "some", "than",  "that", "the",    "their", "them",    "then",  "there",
  "they",  "this",   "to",   "type", "use",   "was",  "we",     "what",  "when",    "where", "which",
  "who",   "why",    "will", "with", "would", "you",  "your",
};

/* Taken off what is asked for, so that "expires" finds "expire" and "expiration". The first that fits. */
static const char *const endings[] = { "ies", "ing", "ly", "ed", "es", "s", "e", "y" };

static void
clear_place (gpointer data)
{
  g_free (((Place *) data)->word);
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
  g_ptr_array_unref (search->articles);
  g_ptr_array_unref (search->phrases);
  g_array_unref (search->places);
  g_free (search);
}

/* Chinese, Japanese and Korean do not part words, or not where people would: each two signs are one, and so
 * is the last. */
static void
add_pairs (GPtrArray *words, const char *run)
{
  for (const char *sign = run; *sign != '\0'; sign = g_utf8_next_char (sign))
    {
      const char *next = g_utf8_next_char (sign);
      const char *end = *next != '\0' ? g_utf8_next_char (next) : next;

      g_ptr_array_add (words, g_strndup (sign, (gsize) (end - sign)));
    }
}

/* "can’t" is one word, and the same one as "cant". */
static GPtrArray *
split (const char *text)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) plain = g_string_new (composed ? composed : "");
  g_auto (GStrv) tokens = NULL;
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_string_replace (plain, "’", "", 0);
  g_string_replace (plain, "'", "", 0);
  tokens = g_str_tokenize_and_fold (plain->str, NULL, NULL);
  for (guint i = 0; tokens[i]; i++)
    if (g_unichar_iswide (g_utf8_get_char (tokens[i])))
      add_pairs (words, tokens[i]);
    else
      g_ptr_array_add (words, g_strdup (tokens[i]));
  return words;
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
add_place (KbLibrarySearch *search, Field field, char *word)
{
  Place place = { word, search->articles->len, field };

  g_array_append_val (search->places, place);
}

/* What has no ASCII becomes "?". */
static char *
remove_accents (const char *word)
{
  g_autofree char *ascii = g_str_is_ascii (word) ? NULL : g_str_to_ascii (word, NULL);

  return ascii && !strchr (ascii, '?') ? g_steal_pointer (&ascii) : NULL;
}

static void
add_words (KbLibrarySearch *search, Field field, const char *text, GString *phrases)
{
  g_autoptr (GPtrArray) words = split (text);

  for (guint i = 0; i < words->len; i++)
    {
      char *unaccented = remove_accents (words->pdata[i]);

      add_place (search, field, g_strdup (words->pdata[i]));
      if (unaccented)
        add_place (search, field, unaccented);
    }
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

static char *
cut_ending (const char *word)
{
  gsize length = strlen (word);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (word, endings[i]) && length >= strlen (endings[i]) + MIN_STEM)
      return g_strndup (word, length - strlen (endings[i]));
  return g_strdup (word);
}

static double
closeness (const char *found, const char *asked, gsize stem_length)
{
  if (g_str_equal (found, asked))
    return AS_ASKED;
  return strlen (found) <= stem_length + MAX_ENDING ? OTHER_ENDING : ONLY_BEGINS;
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
find_word (const KbLibrarySearch *search, const char *word, Fit *fits)
{
  g_autofree char *stem = cut_ending (word);
  gsize length = strlen (stem);
  g_autoptr (GHashTable) articles = g_hash_table_new (NULL, NULL);

  for (guint i = find_first (search->places, stem); i < search->places->len; i++)
    {
      const Place *place = &g_array_index (search->places, Place, i);
      double *closest = &fits[place->article].closest[place->field];

      if (!g_str_has_prefix (place->word, stem))
        break;
      *closest = MAX (*closest, closeness (place->word, word, length));
      g_hash_table_add (articles, GUINT_TO_POINTER (place->article));
    }
  return g_hash_table_size (articles);
}

/* A word that few articles have says more. */
static void
add_scores (const KbLibrarySearch *search, const char *word, Hit *hits)
{
  g_autofree Fit *fits = g_new0 (Fit, search->articles->len);
  g_autofree char *unaccented = remove_accents (word);
  guint n_articles = find_word (search, word, fits);

  /* With an accent where the article has none */
  if (n_articles == 0 && unaccented)
    n_articles = find_word (search, unaccented, fits);
  for (guint i = 0; n_articles > 0 && i < search->articles->len; i++)
    for (guint field = 0; field < N_FIELDS; field++)
      hits[i].score +=
          weights[field] * fits[i].closest[field] * log (1 + (double) search->articles->len / n_articles);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gboolean
is_stop_word (const char *word)
{
  return bsearch (&word, stop_words, G_N_ELEMENTS (stop_words), sizeof *stop_words, compare_words) != NULL;
}

/* Each word once; the small ones only where there are no others. */
static GPtrArray *
choose_words (const GPtrArray *words)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_free);

  for (int small = FALSE; small <= TRUE && chosen->len == 0; small++)
    for (guint i = 0; i < words->len; i++)
      if (is_stop_word (words->pdata[i]) == small &&
          !g_ptr_array_find_with_equal_func (chosen, words->pdata[i], g_str_equal, NULL))
        g_ptr_array_add (chosen, g_strdup (words->pdata[i]));
  return chosen;
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
  g_autoptr (GPtrArray) words = NULL, chosen = NULL;
  g_autoptr (GArray) hits = NULL;
  GPtrArray *articles = g_ptr_array_new ();

  g_return_val_if_fail (search != NULL && query != NULL, articles);

  if (!search->sorted)
    g_array_sort (search->places, compare_places);
  search->sorted = TRUE;
  words = split (query);
  chosen = choose_words (words);
  hits = g_array_sized_new (FALSE, TRUE, sizeof (Hit), search->articles->len);
  g_array_set_size (hits, search->articles->len);
  for (guint i = 0; i < chosen->len; i++)
    add_scores (search, chosen->pdata[i], (Hit *) hits->data);
  add_whole (search, words, (Hit *) hits->data);
  for (guint i = 0; i < hits->len; i++)
    g_array_index (hits, Hit, i).article = search->articles->pdata[i];
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len && is_worth_it ((const Hit *) hits->data, i); i++)
    g_ptr_array_add (articles, (gpointer) g_array_index (hits, Hit, i).article);
  return articles;
}
