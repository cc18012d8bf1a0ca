/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KbLibraryWords KbLibraryWords;

/* A word of a question */
typedef struct
{
  char *word;
  char *stem; /* what a word that is meant begins with */
  double weight;
} KbAsked;

KbLibraryWords *kb_library_words_new (const char *language);
void kb_library_words_free (KbLibraryWords *words);
GPtrArray *kb_library_words_split (const KbLibraryWords *words, const char *text, GPtrArray *parts);
GArray *kb_library_words_ask (const KbLibraryWords *words, const char *question);
gboolean kb_library_words_loosen (const KbLibraryWords *words, KbAsked *asked);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbLibraryWords, kb_library_words_free)

G_END_DECLS
