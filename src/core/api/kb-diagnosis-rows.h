/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis-row.h"

#include <glib/gi18n.h>

G_BEGIN_DECLS

/* The table of kb_diagnosis_get_table(), in parts by outcome, which kb-diagnosis.c sets. To add a verdict add
 * a row to one of them, and in kb-diagnosis-rules.c say when it applies. */
extern const KbDiagnosis kb_diagnosis_works[];
extern const gsize kb_diagnosis_n_works;
extern const KbDiagnosis kb_diagnosis_refused[];
extern const gsize kb_diagnosis_n_refused;
extern const KbDiagnosis kb_diagnosis_blocked[];
extern const gsize kb_diagnosis_n_blocked;
extern const KbDiagnosis kb_diagnosis_unchecked[];
extern const gsize kb_diagnosis_n_unchecked;
extern const KbDiagnosis kb_diagnosis_network[];
extern const gsize kb_diagnosis_n_network;

#define KB_TRY_AGAIN .action_label = N_ ("_Try Again"), .action = KB_ACTION_TRY_AGAIN
/* @text with N_(); @id of a fact. */
#define KB_OPEN_LINK(text, id) .action_label = text, .action = KB_ACTION_OPEN_LINK, .link = id

#define KB_MINUTES(n) ((n) * 60)

/* What most settings take until they count, by OpenAI's documentation. */
#define KB_SETTLING KB_MINUTES (15)

/* Bodies as the API sends them. @code with its quotes, or null. */
#define KB_ERROR_BODY(type, code, message) \
  "{\"error\":{\"message\":\"" message "\",\"type\":\"" type "\",\"param\":null,\"code\":" code "}}"
#define KB_RESPONSE_BODY(status, content) \
  "{\"id\":\"resp_practice\",\"object\":\"response\",\"created_at\":1795000000,\"status\":\"" status \
  "\",\"error\":null," \
  "\"incomplete_details\":null,\"model\":\"practice\",\"output\":[{\"id\":\"rs_practice\",\"type\":" \
  "\"reasoning\"," \
  "\"summary\":[]},{\"id\":\"msg_practice\",\"type\":\"message\",\"status\":\"" status \
  "\",\"role\":\"assistant\"," \
  "\"content\":[" content "]}],\"store\":false,\"usage\":{\"input_tokens\":19,\"input_tokens_details\":" \
  "{\"cached_tokens\":0,\"cache_write_tokens\":0},\"output_tokens\":5,\"output_tokens_details\":{" \
  "\"reasoning_tokens\":0}," \
  "\"total_tokens\":24}}"
#define KB_OUTPUT_TEXT(text) \
  "{\"type\":\"output_text\",\"text\":\"" text "\",\"annotations\":[],\"logprobs\":[]}"

G_END_DECLS
