/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_ARTICLE_ROW (kb_article_row_get_type ())
G_DECLARE_FINAL_TYPE (KbArticleRow, kb_article_row, KB, ARTICLE_ROW, AdwActionRow)

/* A way to an article of the library. Properties: article (its id; NULL hides the row), learn-more (says in
 * one line that it leads to an explanation; set before article). */

G_END_DECLS
