/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-advice.h"

G_BEGIN_DECLS

GPtrArray *kb_advice_list_settings (const KbAdvice *key);
char *kb_advice_dup_settings (const KbAdvice *key);

G_END_DECLS
