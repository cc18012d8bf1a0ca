/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/guide/kb-facts.h"

G_BEGIN_DECLS

const char *kb_model_choice_default (const KbFacts *facts, const char *today);
const char *kb_model_choice_best (const KbFacts *facts, char **listed, const char *today);

G_END_DECLS
