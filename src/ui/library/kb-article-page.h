/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_ARTICLE_PAGE (kb_article_page_get_type ())
G_DECLARE_FINAL_TYPE (KbArticlePage, kb_article_page, KB, ARTICLE_PAGE, KbPage)

/* One article of the library. Property: article (its id; construct-only). */

G_END_DECLS
