/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-page.h"

G_BEGIN_DECLS

#define KB_TYPE_PROGRAMS_PAGE (kb_programs_page_get_type ())
G_DECLARE_FINAL_TYPE (KbProgramsPage, kb_programs_page, KB, PROGRAMS_PAGE, KbPage)

/* Who Uses What: the programs on this computer, and which key each would use. Reads their files when it is
 * told to. The key of the page is the one that programs are to be connected with, or "". */
void kb_programs_page_look (KbProgramsPage *self, GFile *folder);

G_END_DECLS
