/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-facts.h"

G_BEGIN_DECLS

char *kb_fact_words_dup_date (const char *iso);
char *kb_fact_words_fill (const KbFacts *facts, const char *text, const char **oldest);

G_END_DECLS
