/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-article.h"

#include "core/facts/kb-fact-words.h"
#include "core/library/kb-article-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define BIT(element) (1u << (element))
#define IN_ARTICLE BIT (ELEMENT_ARTICLE)
#define IN_ITEMS (BIT (ELEMENT_LIST) | BIT (ELEMENT_STEPS) | BIT (ELEMENT_FLOW))
#define MAX_DEPTH 4

struct _KbArticle
{
  char *id;
  char *title;
  char *summary;
  char *keywords;
  char *codes;
  char *compared;
  const char *checked; /* belongs to the facts */
  GPtrArray *blocks;
};

typedef enum
{
  ELEMENT_ARTICLE,
  ELEMENT_TITLE,
  ELEMENT_SUMMARY,
  ELEMENT_KEYWORDS,
  ELEMENT_CODES,
  ELEMENT_P,
  ELEMENT_H,
  ELEMENT_LIST,
  ELEMENT_STEPS,
  ELEMENT_FLOW,
  ELEMENT_ITEM,
  ELEMENT_TABLE,
  ELEMENT_ROW,
  ELEMENT_CELL,
  ELEMENT_CODE,
  ELEMENT_SEE,
  ELEMENT_WEB,
} Element;

static const struct
{
  const char *name;
  guint parents; /* BIT()s; 0: it stands alone */
  gboolean holds_text;
  int block; /* KbBlockKind that it begins, or -1 */
  const char *attribute;
} elements[] = {
  [ELEMENT_ARTICLE] = { "article", 0, FALSE, -1, "id" },
  [ELEMENT_TITLE] = { "title", IN_ARTICLE, TRUE, -1 },
  [ELEMENT_SUMMARY] = { "summary", IN_ARTICLE, TRUE, -1 },
  [ELEMENT_KEYWORDS] = { "keywords", IN_ARTICLE, TRUE, -1 },
  [ELEMENT_CODES] = { "codes", IN_ARTICLE, TRUE, -1 },
  [ELEMENT_P] = { "p", IN_ARTICLE, TRUE, KB_BLOCK_PARAGRAPH },
  [ELEMENT_H] = { "h", IN_ARTICLE, TRUE, KB_BLOCK_HEADING },
  [ELEMENT_LIST] = { "list", IN_ARTICLE, FALSE, KB_BLOCK_LIST },
  [ELEMENT_STEPS] = { "steps", IN_ARTICLE, FALSE, KB_BLOCK_STEPS },
  [ELEMENT_FLOW] = { "flow", IN_ARTICLE, FALSE, KB_BLOCK_FLOW },
  [ELEMENT_ITEM] = { "item", IN_ITEMS, TRUE, -1 },
  [ELEMENT_TABLE] = { "table", IN_ARTICLE, FALSE, KB_BLOCK_TABLE },
  [ELEMENT_ROW] = { "row", BIT (ELEMENT_TABLE), FALSE, -1 },
  [ELEMENT_CELL] = { "cell", BIT (ELEMENT_ROW), TRUE, -1 },
  [ELEMENT_CODE] = { "code", IN_ARTICLE, TRUE, KB_BLOCK_CODE },
  [ELEMENT_SEE] = { "see", IN_ARTICLE, FALSE, KB_BLOCK_SEE, "article" },
  [ELEMENT_WEB] = { "web", IN_ARTICLE, FALSE, KB_BLOCK_WEB, "link" },
};

/* What is known while a file is read. */
typedef struct
{
  KbArticle *article;
  const KbFacts *facts;
  const char *const *known;
  Element open[MAX_DEPTH];
  int begun[MAX_DEPTH]; /* on which line */
  guint depth;
  KbBlock *block;     /* the last one; belongs to the article */
  guint n_before_row; /* texts of the table before this row */
  int line;
  GString *text; /* of the innermost element */
} Reading;

G_DEFINE_QUARK (kb_library_error, kb_library_error)

G_GNUC_PRINTF (2, 3)
static gboolean
complain (GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, KB_LIBRARY_ERROR, KB_LIBRARY_ERROR_SHAPE, what);
  return FALSE;
}

static void
free_block (gpointer data)
{
  KbBlock *block = data;

  g_ptr_array_unref (block->texts);
  g_free (block);
}

char *
kb_article_collapse (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  GString *collapsed = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (*words[i] != '\0')
      g_string_append_printf (collapsed, "%s%s", collapsed->len > 0 ? " " : "", words[i]);
  return g_string_free (collapsed, FALSE);
}

guint
kb_article_count_words (const char *text)
{
  g_autofree char *collapsed = kb_article_collapse (text);
  guint n_words = *collapsed != '\0';

  for (const char *c = collapsed; *c != '\0'; c++)
    n_words += *c == ' ';
  return n_words;
}

gboolean
kb_article_parse (const GMarkupParser *markup_parser,
                  GBytes *xml,
                  gpointer user_data,
                  const int *line,
                  GError **error)
{
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (markup_parser, G_MARKUP_DEFAULT_FLAGS, user_data, NULL);
  g_autoptr (GError) problem = NULL;
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);

  if (g_markup_parse_context_parse (context, data ? data : "", (gssize) size, &problem) &&
      g_markup_parse_context_end_parse (context, &problem))
    return TRUE;
  /* GMarkup says it of its own errors, and knows it wrongly of the end of an element. */
  if (problem->domain == KB_LIBRARY_ERROR || problem->domain == KB_FACTS_ERROR)
    g_prefix_error (&problem, "line %d: ", *line);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* In the reader's language, unless a slip in the translation would lose a fact. */
static char *
say (Reading *reading, const char *text, GError **error)
{
  const char *oldest = reading->article->checked;
  const char *translation = gettext (text);
  g_autofree char *original = kb_fact_words_fill (reading->facts, text, &reading->article->checked, error);
  char *translated;

  if (!original)
    return NULL;
  translated = kb_fact_words_fill (reading->facts, translation, &oldest, NULL);
  return translated ? translated : g_steal_pointer (&original);
}

static gboolean
set_once (Reading *reading, char **place, const char *text, GError **error)
{
  const char *name = elements[reading->open[reading->depth - 1]].name;

  if (*place)
    return complain (error, "“%s” is there twice", name);
  *place = say (reading, text, error);
  return *place != NULL;
}

/* People also look for the English word, which they saw on the web page. */
static gboolean
set_keywords (Reading *reading, const char *text, GError **error)
{
  if (reading->article->keywords)
    return complain (error, "“keywords” is there twice");
  reading->article->keywords = g_strjoin (" ", text, gettext (text), NULL);
  return TRUE;
}

static gboolean
set_codes (Reading *reading, const char *text, GError **error)
{
  if (reading->article->codes)
    return complain (error, "“codes” is there twice");
  reading->article->codes = g_strdup (text);
  return TRUE;
}

static gboolean
add_text (Reading *reading, const char *text, GError **error)
{
  char *said = say (reading, text, error);

  if (said)
    g_ptr_array_add (reading->block->texts, said);
  return said != NULL;
}

/* As it stands, but for the line breaks around it. */
static void
add_code (Reading *reading)
{
  char *code = g_strdup (reading->text->str + strspn (reading->text->str, "\r\n"));

  g_ptr_array_add (reading->block->texts, g_strchomp (code));
}

static gboolean
end_text (Reading *reading, Element element, GError **error)
{
  g_autofree char *text = kb_article_collapse (reading->text->str);

  if (*text == '\0')
    return complain (error, "“%s” is empty", elements[element].name);
  switch (element)
    {
    case ELEMENT_TITLE:
      return set_once (reading, &reading->article->title, text, error);
    case ELEMENT_SUMMARY:
      return set_once (reading, &reading->article->summary, text, error);
    case ELEMENT_KEYWORDS:
      return set_keywords (reading, text, error);
    case ELEMENT_CODES:
      return set_codes (reading, text, error);
    case ELEMENT_CODE:
      add_code (reading);
      return TRUE;
    case ELEMENT_P:
    case ELEMENT_H:
    case ELEMENT_ITEM:
    case ELEMENT_CELL:
      return add_text (reading, text, error);
    case ELEMENT_ARTICLE:
    case ELEMENT_LIST:
    case ELEMENT_STEPS:
    case ELEMENT_FLOW:
    case ELEMENT_TABLE:
    case ELEMENT_ROW:
    case ELEMENT_SEE:
    case ELEMENT_WEB:
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
end_row (Reading *reading, GError **error)
{
  guint n_cells = reading->block->texts->len - reading->n_before_row;

  if (reading->n_before_row == 0)
    reading->block->n_columns = n_cells;
  if (n_cells < 2 || n_cells > 4)
    return complain (error, "a row has %u cells, not 2 to 4", n_cells);
  if (n_cells != reading->block->n_columns)
    return complain (error, "a row has %u cells, the first one %u", n_cells, reading->block->n_columns);
  return TRUE;
}

static gboolean
end_flow (Reading *reading, GError **error)
{
  GPtrArray *items = reading->block->texts;

  if (items->len < 2 || items->len > 6)
    return complain (error, "a flow has %u items, not 2 to 6", items->len);
  for (guint i = 0; i < items->len; i++)
    if (kb_article_count_words (items->pdata[i]) > 6)
      return complain (error, "“%s” has more than 6 words", (char *) items->pdata[i]);
  return TRUE;
}

static gboolean
end_article (Reading *reading, GError **error)
{
  KbArticle *article = reading->article;

  if (!article->title)
    return complain (error, "“title” is missing");
  if (!article->summary)
    return complain (error, "“summary” is missing");
  if (article->blocks->len == 0)
    return complain (error, "has no text");
  return TRUE;
}

static gboolean
end_container (Reading *reading, Element element, GError **error)
{
  if (element == ELEMENT_ROW)
    return end_row (reading, error);
  if (element == ELEMENT_FLOW)
    return end_flow (reading, error);
  if (element == ELEMENT_ARTICLE)
    return end_article (reading, error);
  if (reading->block->texts->len <= reading->block->n_columns)
    return complain (error, "“%s” has nothing in it", elements[element].name);
  return TRUE;
}

static int
find_element (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, name))
      return (int) i;
  return -1;
}

static gboolean
check_place (Reading *reading, Element element, GError **error)
{
  guint allowed = elements[element].parents;
  gboolean fits =
      reading->depth == 0 ? allowed == 0 : (allowed & BIT (reading->open[reading->depth - 1])) != 0;

  return fits || complain (error, "“%s” does not belong here", elements[element].name);
}

static gboolean
check_attributes (Element element, const char *const *names, GError **error)
{
  const char *wanted = elements[element].attribute;

  if (element == ELEMENT_ARTICLE && g_strv_length ((char **) names) == 3)
    return (g_str_equal (names[0], wanted) && g_str_equal (names[1], "checked") &&
            g_str_equal (names[2], "sources")) ||
           complain (error, "“article” has to have “id”, “checked” and “sources”, in this order");
  if (wanted ? g_strcmp0 (names[0], wanted) == 0 && !names[1] : !names[0])
    return TRUE;
  return complain (error, "“%s” has to have %s “%s” and nothing else", elements[element].name,
                   wanted ? "the attribute" : "no attribute, not", wanted ? wanted : names[0]);
}

static gboolean
is_link (KbBlockKind kind)
{
  return kind == KB_BLOCK_SEE || kind == KB_BLOCK_WEB;
}

static gboolean
begin_block (Reading *reading, KbBlockKind kind, GError **error)
{
  if (reading->block && is_link (reading->block->kind) && !is_link (kind))
    return complain (error, "links stand at the end");
  reading->n_before_row = 0;
  reading->block = g_new0 (KbBlock, 1);
  reading->block->kind = kind;
  reading->block->texts = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (reading->article->blocks, reading->block);
  return TRUE;
}

static gboolean
take_attribute (Reading *reading, Element element, const char *value, GError **error)
{
  if (element == ELEMENT_ARTICLE)
    return g_str_equal (value, reading->article->id) ||
           complain (error, "the id is “%s”, the file’s name says “%s”", value, reading->article->id);
  if (element == ELEMENT_SEE ? g_strv_contains (reading->known, value)
                             : kb_facts_is_address (reading->facts, value))
    {
      g_ptr_array_add (reading->block->texts, g_strdup (value));
      return TRUE;
    }
  g_set_error (error, KB_LIBRARY_ERROR, KB_LIBRARY_ERROR_REFERENCE, "there is no %s “%s”",
               element == ELEMENT_SEE ? "article" : "web address", value);
  return FALSE;
}

/* When its words were last compared with what they are from. */
static gboolean
take_origin (Reading *reading, const char *checked, const char *sources, GError **error)
{
  g_auto (GStrv) ids = g_strsplit (sources, " ", -1);

  if (!kb_facts_is_date (checked))
    return complain (error, "“%s” is not a date", checked);
  for (guint i = 0; ids[i]; i++)
    if (!kb_facts_find_source (reading->facts, ids[i]))
      {
        g_set_error (error, KB_LIBRARY_ERROR, KB_LIBRARY_ERROR_REFERENCE, "there is no source “%s”", ids[i]);
        return FALSE;
      }
  reading->article->compared = g_strdup (checked);
  return TRUE;
}

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Reading *reading = user_data;
  int element = find_element (name);

  g_markup_parse_context_get_position (context, &reading->line, NULL);
  if (element < 0)
    {
      complain (error, "“%s” is not known", name);
      return;
    }
  if (!check_place (reading, (Element) element, error) ||
      !check_attributes ((Element) element, names, error) ||
      (elements[element].block >= 0 &&
       !begin_block (reading, (KbBlockKind) elements[element].block, error)) ||
      (elements[element].attribute && !take_attribute (reading, (Element) element, values[0], error)) ||
      (element == ELEMENT_ARTICLE && names[1] && !take_origin (reading, values[1], values[2], error)))
    return;
  if (element == ELEMENT_ROW)
    reading->n_before_row = reading->block->texts->len;
  reading->begun[reading->depth] = reading->line;
  reading->open[reading->depth++] = (Element) element;
  g_string_truncate (reading->text, 0);
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  Element element = reading->open[reading->depth - 1];

  reading->line = reading->begun[reading->depth - 1];
  if (elements[element].holds_text ? end_text (reading, element, error)
                                   : end_container (reading, element, error))
    reading->depth--;
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  gboolean wanted = reading->depth > 0 && elements[reading->open[reading->depth - 1]].holds_text;
  g_autofree char *copy = g_strndup (text, length);

  g_markup_parse_context_get_position (context, &reading->line, NULL);
  if (wanted)
    g_string_append (reading->text, copy);
  else if (*g_strstrip (copy) != '\0')
    complain (error, "there is text outside of a block");
}

static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };

/**
 * kb_article_new_from_xml:
 * @xml: a file of data/library
 * @id: the name of its file without the ending, which must be its id
 * @facts: the facts it speaks of; have to outlive the article
 * @known: (array zero-terminated=1): the ids of all articles
 * @error: return location for a #KbLibraryError or a #GMarkupError; the message begins with the line
 *
 * Reads an article strictly: what is unknown, misplaced or missing is an error, and so is a link or a
 * placeholder that leads nowhere. Its texts are in the language of the process from then on.
 *
 * Returns: (transfer full) (nullable): the article, or %NULL with @error set
 */
KbArticle *
kb_article_new_from_xml (GBytes *xml,
                         const char *id,
                         const KbFacts *facts,
                         const char *const *known,
                         GError **error)
{
  g_autoptr (KbArticle) article = g_new0 (KbArticle, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .article = article, .facts = facts, .known = known, .text = text };

  article->id = g_strdup (id);
  article->blocks = g_ptr_array_new_with_free_func (free_block);
  if (!kb_article_parse (&parser, xml, &reading, &reading.line, error))
    return NULL;
  return g_steal_pointer (&article);
}

void
kb_article_free (KbArticle *article)
{
  g_free (article->id);
  g_free (article->title);
  g_free (article->summary);
  g_free (article->keywords);
  g_free (article->codes);
  g_free (article->compared);
  g_ptr_array_unref (article->blocks);
  g_free (article);
}

const char *
kb_article_get_id (const KbArticle *article)
{
  g_return_val_if_fail (article != NULL, NULL);
  return article->id;
}

const char *
kb_article_get_title (const KbArticle *article)
{
  g_return_val_if_fail (article != NULL, NULL);
  return article->title;
}

const char *
kb_article_get_summary (const KbArticle *article)
{
  g_return_val_if_fail (article != NULL, NULL);
  return article->summary;
}

/**
 * kb_article_get_keywords:
 * @article: an article
 *
 * Returns: (transfer none): words that people may type, in English and translated; "" when there are none
 */
const char *
kb_article_get_keywords (const KbArticle *article)
{
  g_return_val_if_fail (article != NULL, NULL);
  return article->keywords ? article->keywords : "";
}

/**
 * kb_article_get_codes:
 * @article: an article
 *
 * Returns: (transfer none): the error codes and HTTP statuses it is about; "" when there are none
 */
const char *
kb_article_get_codes (const KbArticle *article)
{
  g_return_val_if_fail (article != NULL, NULL);
  return article->codes ? article->codes : "";
}

/**
 * kb_article_get_checked:
 * @article: an article
 *
 * Returns: (transfer none) (nullable): the day on which the oldest of its facts was compared with its source,
 *   like 2026-04-29; %NULL when it holds none
 */
const char *
kb_article_get_checked (const KbArticle *article)
{
  g_return_val_if_fail (article != NULL, NULL);
  return article->checked;
}

/**
 * kb_article_get_compared:
 * @article: an article
 *
 * Returns: (transfer none) (nullable): the day on which its words were last compared with their sources;
 * %NULL when the file does not say
 */
const char *
kb_article_get_compared (const KbArticle *article)
{
  g_return_val_if_fail (article != NULL, NULL);
  return article->compared;
}

/**
 * kb_article_get_blocks:
 * @article: an article
 * @n_blocks: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_blocks): what it says, in order of reading
 */
const KbBlock *const *
kb_article_get_blocks (const KbArticle *article, gsize *n_blocks)
{
  g_return_val_if_fail (article != NULL && n_blocks != NULL, NULL);
  *n_blocks = article->blocks->len;
  return (const KbBlock *const *) article->blocks->pdata;
}
