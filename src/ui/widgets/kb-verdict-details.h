/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include "kb-model-row.h"

G_BEGIN_DECLS

#define KB_TYPE_VERDICT_DETAILS (kb_verdict_details_get_type ())
G_DECLARE_FINAL_TYPE (KbVerdictDetails, kb_verdict_details, KB, VERDICT_DETAILS, AdwExpanderRow)

/* What a test looked at, folded: its aspects, the technical side, the report to copy, and another model for
 * the next one. Signal model-changed (). */
void kb_verdict_details_show (KbVerdictDetails *self, KbVerdict *verdict, KbSetup *setup);
KbModelRow *kb_verdict_details_get_model_row (KbVerdictDetails *self);

G_END_DECLS
