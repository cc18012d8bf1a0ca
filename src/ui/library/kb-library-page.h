/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_LIBRARY_PAGE (kb_library_page_get_type ())
G_DECLARE_FINAL_TYPE (KbLibraryPage, kb_library_page, KB, LIBRARY_PAGE, KbPage)

/* All articles in groups, and a search in them. */

G_END_DECLS
