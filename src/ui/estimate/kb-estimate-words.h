/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/facts/kb-estimate.h"

G_BEGIN_DECLS

/* An estimate in words. Amounts in micro-dollars. All transfer full. */

/* "$49.50 a month" */
char *kb_estimate_dup_month (const KbEstimate *estimate);
/* "$0.00165 a conversation · $1.65 a day · $602.25 a year" */
char *kb_estimate_dup_others (const KbEstimate *estimate);
/* "$5 lasts 3 days, or 3,030 conversations" */
char *kb_estimate_dup_credit (const KbEstimate *estimate, gint64 credit);
/* "Your limit of $10 a month would stop it on day 7" */
char *kb_estimate_dup_limit (const KbEstimate *estimate, gint64 limit);
/* How old the prices of @models are, and what they leave out. */
char *kb_estimate_dup_as_of (GPtrArray *models);

G_END_DECLS
