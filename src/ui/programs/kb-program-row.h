/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/programs/kb-program.h"
#include "kb-page.h"

G_BEGIN_DECLS

/* From now on @row, that has a signal "activated", leads from @page to where @program is connected with the
 * key of that page. */
void kb_program_row_lead (GtkWidget *row, KbProgram *program, KbPage *page);
/* A row of its own that does. */
GtkWidget *kb_program_row_new (KbProgram *program, KbPage *page);

G_END_DECLS
