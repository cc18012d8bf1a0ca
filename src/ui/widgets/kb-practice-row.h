/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_PRACTICE_ROW (kb_practice_row_get_type ())
G_DECLARE_FINAL_TYPE (KbPracticeRow, kb_practice_row, KB, PRACTICE_ROW, AdwComboRow)

/* The keys of the practice service, by what they teach. */
char *kb_practice_row_dup_key (KbPracticeRow *self);

G_END_DECLS
