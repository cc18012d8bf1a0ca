/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-number.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_NUMBER_ROW (kb_number_row_get_type ())
G_DECLARE_FINAL_TYPE (KbNumberRow, kb_number_row, KB, NUMBER_ROW, AdwActionRow)

/* A number to type, as people of the locale write it. A good one counts at once; what is wrong with a bad one
 * is said in place of the hint after a pause, or when the entry is left. Properties: kind (KbNumberKind as
 * int), maximum, value (gint64: the last good one), hint, wrong (read-only: whether a bad one is told of). */
gint64 kb_number_row_get_value (KbNumberRow *self);
void kb_number_row_set_value (KbNumberRow *self, gint64 value);

G_END_DECLS
