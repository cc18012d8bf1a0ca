/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-facts.h"

G_BEGIN_DECLS

/* "{money.plus-month} a month" → "$20 a month"; @oldest becomes the date of the oldest fact so far. NULL and
 * KB_FACTS_ERROR_NO_FACT when a fact is not there. transfer full. */
char *kb_fact_words_fill (const KbFacts *facts, const char *text, const char **oldest, GError **error);

G_END_DECLS
