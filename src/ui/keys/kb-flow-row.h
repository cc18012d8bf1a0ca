/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-rotation.h"

#include "widgets/kb-more-row.h"

G_BEGIN_DECLS

#define KB_TYPE_FLOW_ROW (kb_flow_row_get_type ())
G_DECLARE_FINAL_TYPE (KbFlowRow, kb_flow_row, KB, FLOW_ROW, KbMoreRow)

/* A step of a guided flow: its number or what became of it, and folded below what to do. Property text. */
void kb_flow_row_set_step (KbFlowRow *self, guint number, KbRotationMark mark, gboolean current);

G_END_DECLS
