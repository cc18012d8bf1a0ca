/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis-row.h"
#include "core/api/kb-response.h"

G_BEGIN_DECLS

const KbDiagnosis *kb_diagnosis_get_table (gsize *n_rows);
const KbDiagnosis *kb_diagnosis_find (const char *id);
const KbDiagnosis *kb_diagnose (KbResponse *reply, KbAsked asked);

#define KB_TYPE_ASPECT (kb_aspect_get_type ())
#define KB_TYPE_ASPECT_STATE (kb_aspect_state_get_type ())
#define KB_TYPE_OUTCOME (kb_outcome_get_type ())
GType kb_aspect_get_type (void);
GType kb_aspect_state_get_type (void);
GType kb_outcome_get_type (void);
const char *kb_outcome_get_name (KbOutcome outcome);

G_END_DECLS
