/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-check-retry.h"
#include "core/check/kb-checker.h"
#include "core/setup/kb-choices.h"

G_BEGIN_DECLS

/* What a verdict means for this key and these choices. All transfer full, translated. */

/* What will be asked of whom, and what it costs at most. */
char *kb_checker_dup_plan (KbChecker *checker, gboolean practice);
/* What came of it: the model's words and their price, or what is wrong. */
char *kb_verdict_dup_answer (KbVerdict *verdict);
/* What stops the bill, or that money is the matter; NULL: there is nothing to say. */
char *kb_verdict_dup_billing_words (KbVerdict *verdict, KbChoices *choices);
/* What was chosen, and what the key showed; NULL: nothing was, or it did not show. */
char *kb_verdict_dup_permission_words (KbVerdict *verdict, KbChoices *choices);
/* What the answer proves and what it does not. */
char *kb_verdict_dup_proof_words (KbVerdict *verdict);
/* "0.8 s" */
char *kb_verdict_dup_time (KbVerdict *verdict);
/* "27 sent, 3 received" */
char *kb_verdict_dup_tokens (KbVerdict *verdict);
/* "$0.000012", or that it is not known */
char *kb_verdict_dup_cost (KbVerdict *verdict);
/* "$0.10 in, $0.50 out for a million tokens, as of 20 November 2026", or that it is not known */
char *kb_model_dup_words (const char *model);
/* "Testing Again in 0:42", "Testing Now" */
char *kb_check_retry_dup_countdown (KbCheckRetry *retry);
/* "Tested 2 times so far…" */
char *kb_check_retry_dup_progress (KbCheckRetry *retry);
/* How waiting ended, in a sentence. */
char *kb_check_retry_dup_result (KbCheckRetry *retry, KbVerdict *verdict);
/* The name of the picture that goes with it */
const char *kb_outcome_get_illustration (KbOutcome outcome);

G_END_DECLS
