/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/kb-session.h"
#include "core/kb-verdict.h"

G_BEGIN_DECLS

/* What a verdict means for this key and these choices. All transfer full, translated. */

/* What was paid, and what stops the bill. */
char *kb_verdict_dup_billing_words (KbVerdict *verdict, KbSession *session);
/* What was chosen, and what the key showed. */
char *kb_verdict_dup_permission_words (KbVerdict *verdict, KbSession *session);
/* What the answer proves and what it does not. */
char *kb_verdict_dup_proof_words (KbVerdict *verdict);
/* "0.8 s" */
char *kb_verdict_dup_time (KbVerdict *verdict);
/* "27 in, 3 out" */
char *kb_verdict_dup_tokens (KbVerdict *verdict);
/* "$0.000012", or that it is not known */
char *kb_verdict_dup_cost (KbVerdict *verdict);

G_END_DECLS
