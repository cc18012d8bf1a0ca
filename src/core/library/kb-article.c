/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/library/kb-article.h"

#include "core/facts/kb-fact-words.h"
#include "core/library/kb-article-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Elements that begin a block, and the attribute of those that are one. */
static const struct
{
  const char *name;
  KbBlockKind kind;
  const char *attribute;
} blocks[] = {
  { "p", KB_BLOCK_PARAGRAPH, NULL }, { "h", KB_BLOCK_HEADING, NULL },    { "list", KB_BLOCK_LIST, NULL },
  { "steps", KB_BLOCK_STEPS, NULL }, { "flow", KB_BLOCK_FLOW, NULL },    { "table", KB_BLOCK_TABLE, NULL },
  { "code", KB_BLOCK_CODE, NULL },   { "see", KB_BLOCK_SEE, "article" }, { "web", KB_BLOCK_WEB, "link" },
};

/* What is known while a file is read. */
typedef struct
{
  KbArticle *article;
  const KbFacts *facts;
  KbBlock *block; /* the last one; belongs to the article */
  GString *text;  /* of the innermost element */
} Reading;

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

/* What a test has checked when the program was built. */
void
kb_article_parse (const GMarkupParser *markup_parser, GBytes *xml, gpointer user_data)
{
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (markup_parser, G_MARKUP_DEFAULT_FLAGS, user_data, NULL);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (xml, &size);

  if (!g_markup_parse_context_parse (context, data, (gssize) size, &error) ||
      !g_markup_parse_context_end_parse (context, &error))
    g_error ("%s", error->message);
}

/* In the reader's language, unless a slip in the translation would lose a fact. */
static char *
say (Reading *reading, const char *text)
{
  const char *oldest = reading->article->checked;
  g_autofree char *original = kb_fact_words_fill (reading->facts, text, &reading->article->checked);
  char *translated = kb_fact_words_fill (reading->facts, gettext (text), &oldest);

  if (!original)
    g_error ("A fact is not there: %s", text);
  return translated ? translated : g_steal_pointer (&original);
}

/* As it stands, but for the line breaks around it. */
static char *
dup_code (const char *text)
{
  return g_strchomp (g_strdup (text + strspn (text, "\r\n")));
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

  g_string_truncate (reading->text, 0);
  if (g_str_equal (name, "article"))
    {
      /* Attributes stand in a fixed order. */
      reading->article->id = g_strdup (values[0]);
      reading->article->compared = g_strdup (values[1]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    if (g_str_equal (name, blocks[i].name))
      {
        reading->block = g_new0 (KbBlock, 1);
        reading->block->kind = blocks[i].kind;
        reading->block->texts = g_ptr_array_new_with_free_func (g_free);
        g_ptr_array_add (reading->article->blocks, reading->block);
        if (blocks[i].attribute)
          g_ptr_array_add (reading->block->texts, g_strdup (values[0]));
      }
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer user_data, GError **error)
{
  Reading *reading = user_data;
  KbArticle *article = reading->article;
  g_autofree char *text = kb_article_collapse (reading->text->str);

  if (g_str_equal (name, "title"))
    article->title = say (reading, text);
  else if (g_str_equal (name, "summary"))
    article->summary = say (reading, text);
  else if (g_str_equal (name, "keywords"))
    {
      /* People also look for the English word, which they saw on the web page. */
      g_free (article->keywords);
      article->keywords = g_strjoin (" ", text, gettext (text), NULL);
    }
  else if (g_str_equal (name, "codes"))
    g_set_str (&article->codes, text);
  else if (g_str_equal (name, "code"))
    g_ptr_array_add (reading->block->texts, dup_code (reading->text->str));
  else if (g_str_equal (name, "row") && reading->block->n_columns == 0)
    reading->block->n_columns = reading->block->texts->len;
  else if (*text != '\0')
    g_ptr_array_add (reading->block->texts, say (reading, text));
  g_string_truncate (reading->text, 0);
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (((Reading *) user_data)->text, text, (gssize) length);
}

static const GMarkupParser parser = { start_cb, end_cb, text_cb, NULL, NULL };

/**
 * kb_article_new_from_xml:
 * @xml: a file of data/library, which a test has checked
 * @facts: the facts it speaks of; have to outlive the article
 *
 * Its texts are in the language of the process from then on.
 *
 * Returns: (transfer full): the article
 */
KbArticle *
kb_article_new_from_xml (GBytes *xml, const KbFacts *facts)
{
  KbArticle *article = g_new0 (KbArticle, 1);
  g_autoptr (GString) text = g_string_new (NULL);
  Reading reading = { .article = article, .facts = facts, .text = text };

  article->keywords = g_strdup ("");
  article->codes = g_strdup ("");
  article->blocks = g_ptr_array_new_with_free_func (free_block);
  kb_article_parse (&parser, xml, &reading);

  return article;
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
