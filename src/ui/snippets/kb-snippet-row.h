/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/snippets/kb-snippet.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_SNIPPET_ROW (kb_snippet_row_get_type ())
G_DECLARE_FINAL_TYPE (KbSnippetRow, kb_snippet_row, KB, SNIPPET_ROW, AdwExpanderRow)

/* One snippet, folded: when to use it, and the text with a button that copies it. */
GtkWidget *kb_snippet_row_new (const KbSnippet *snippet, const KbSnippetValues *values);

G_END_DECLS
