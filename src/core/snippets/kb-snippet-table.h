/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/snippets/kb-snippet.h"

G_BEGIN_DECLS

/* @n_rows: (out). */
const KbSnippet *kb_snippet_table_get (gsize *n_rows);

G_END_DECLS
