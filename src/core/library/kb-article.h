/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-facts.h"

G_BEGIN_DECLS

typedef enum
{
  KB_BLOCK_PARAGRAPH,
  KB_BLOCK_HEADING,
  KB_BLOCK_LIST,
  KB_BLOCK_STEPS,
  KB_BLOCK_FLOW,
  KB_BLOCK_TABLE,
  KB_BLOCK_CODE,
  KB_BLOCK_SEE, /* the id of another article */
  KB_BLOCK_WEB, /* the fact id of a web page */
} KbBlockKind;

/* One thing after the other, as a reader meets them; all links stand at the end. */
typedef struct
{
  KbBlockKind kind;
  GPtrArray *texts; /* char *, translated, with the facts in place; of a table the cells, row by row */
  guint n_columns;  /* of a table */
} KbBlock;

/* In the language of the process. */
typedef struct
{
  char *id;
  char *title;
  char *summary;
  char *keywords;      /* words that people may type, in English and translated; "" when there are none */
  char *codes;         /* error codes and HTTP statuses it is about; "" when there are none */
  char *compared;      /* ISO date on which its words were last compared with their sources */
  const char *checked; /* ISO date on which the oldest of its facts was; NULL when it holds none */
  GPtrArray *blocks;   /* KbBlock, in order of reading */
} KbArticle;

KbArticle *kb_article_new_from_xml (GBytes *xml, const KbFacts *facts);
void kb_article_free (KbArticle *article);

const char *kb_article_get_id (const KbArticle *article);
const KbBlock *const *kb_article_get_blocks (const KbArticle *article, gsize *n_blocks);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbArticle, kb_article_free)

G_END_DECLS
