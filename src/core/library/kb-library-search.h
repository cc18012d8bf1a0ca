/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/library/kb-article.h"

G_BEGIN_DECLS

typedef struct _KbLibrarySearch KbLibrarySearch;

KbLibrarySearch *kb_library_search_new (const char *language);
void kb_library_search_free (KbLibrarySearch *search);
void kb_library_search_add (KbLibrarySearch *search, const KbArticle *article);
GPtrArray *kb_library_search_find (KbLibrarySearch *search, const char *query);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbLibrarySearch, kb_library_search_free)

G_END_DECLS
