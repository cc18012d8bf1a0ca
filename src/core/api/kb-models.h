/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-facts.h"

G_BEGIN_DECLS

/* Which models a test may ask. @listed: what the account lists, NULL when that is not known. @today: ISO
 * date. All pure. */
gboolean kb_models_is_in_use (const KbModel *model, const char *today);
char **kb_models_dup_offered (const KbFacts *facts, const char *const *listed, const char *today);
GPtrArray *kb_models_list_priced (const KbFacts *facts, const char *today);
const char *kb_models_find_best (const KbFacts *facts, const char *const *listed, const char *today);
char *kb_models_dup_today (void);

G_END_DECLS
