/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/found/kb-finding.h"
#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_IMPORT_PAGE (kb_import_page_get_type ())
G_DECLARE_FINAL_TYPE (KbImportPage, kb_import_page, KB, IMPORT_PAGE, KbPage)

/* Keys that lie elsewhere on this computer. Changes nothing there. Property setup (construct-only). Signal
 * import (KbFinding): the person wants that one saved. */
/* As if the person had picked @file. */
void kb_import_page_look_in (KbImportPage *self, GFile *file);

G_END_DECLS
