/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis-row.h"
#include "core/api/kb-response.h"

G_BEGIN_DECLS

char *kb_diagnosis_dup_argument (KbResponse *reply, KbArgument argument);
const char *kb_diagnosis_get_missing (KbArgument argument);

G_END_DECLS
