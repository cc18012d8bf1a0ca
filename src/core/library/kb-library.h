/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/library/kb-article.h"
#include "core/library/kb-library-index.h"

G_BEGIN_DECLS

/* The articles that the program carries (data/library as a resource). Nothing is read before it is asked for.
 */
typedef struct _KbLibrary KbLibrary;

KbLibrary *kb_library_get_default (void);
const KbLibraryGroup *const *kb_library_get_groups (KbLibrary *library, gsize *n_groups);
const char *const *kb_library_get_ids (KbLibrary *library);
const KbArticle *kb_library_find (KbLibrary *library, const char *id);
GPtrArray *kb_library_search (KbLibrary *library, const char *query);

G_END_DECLS
