/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-advice.h"

G_BEGIN_DECLS

char *kb_advice_dup_resources (const KbAdvice *key, const char *separator);
char *kb_advice_dup_settings (const KbAdvice *key);

G_END_DECLS
