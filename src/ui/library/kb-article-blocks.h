/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/library/kb-article.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A block as a widget; what needs much room changes its shape while @narrow applies. */
GtkWidget *kb_article_block_new (const KbBlock *block, AdwBreakpoint *narrow);

G_END_DECLS
