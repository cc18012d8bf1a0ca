/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/snippets/kb-quote.h"

G_BEGIN_DECLS

typedef enum
{
  KB_SNIPPET_APP,
  KB_SNIPPET_TERMINAL,
  KB_SNIPPET_CODE,
  KB_SNIPPET_SERVICES,
  KB_SNIPPET_OTHER,
  KB_N_SNIPPET_GROUPS,
} KbSnippetGroup;

/* One way to hand a key to a program while it runs. What to say of it is to be translated. */
typedef struct
{
  const char *id;
  KbSnippetGroup group;
  const char *title;
  const char *when;     /* when to use it */
  const char *language; /* what it is written in, "bash"; NULL for advice without a text to copy */
  KbQuote quote;        /* how that language quotes */
  const char *text;     /* see kb-snippet-table.c */
} KbSnippet;

const KbSnippet *kb_snippet_get_table (gsize *n_rows);

G_END_DECLS
