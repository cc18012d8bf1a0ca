/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-estimate.h"

G_BEGIN_DECLS

/* What an estimate is asked about: the use, and at which prices. */
typedef struct
{
  KbUse use;
  char *model;        /* its id; "" for one's own prices */
  KbModel own_prices; /* only the prices count */
} KbPlan;

KbPlan *kb_plan_new (const KbFacts *facts);
KbPlan *kb_plan_new_from_text (const KbFacts *facts, const char *text);
char *kb_plan_to_text (const KbPlan *self);
const KbModel *kb_plan_get_prices (const KbPlan *self, const KbFacts *facts);
void kb_plan_free (KbPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbPlan, kb_plan_free)

G_END_DECLS
