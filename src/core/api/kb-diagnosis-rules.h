/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis-row.h"
#include "core/api/kb-response.h"

G_BEGIN_DECLS

const char *kb_diagnosis_rules_apply (KbResponse *reply, KbAsked asked);

G_END_DECLS
