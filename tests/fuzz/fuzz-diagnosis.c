/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fuzz.h"

#include "core/api/kb-verdict.h"

/* Two bytes for the status, one for the call, the rest is the body. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KbResponse) reply = NULL;
  g_autoptr (KbVerdict) verdict = NULL;
  g_autofree char *title = NULL, *explanation = NULL, *technical = NULL;
  KbVerdictParts parts = { .base_uri = "https://api.openai.com/v1", .model = "gpt-6-luna", .cost = -1 };
  KbCall call;

  if (size < 3)
    return 0;
  call = data[2] % 3;
  body = g_bytes_new (data + 3, size - 3);
  reply = kb_response_new (100 + (guint) (data[0] << 8 | data[1]) % 500, body, NULL);
  parts.diagnosis = kb_diagnose (reply, (KbAsked) { .call = call });
  g_assert_true (parts.diagnosis != NULL || call == KB_CALL_MODELS);
  if (parts.diagnosis == NULL)
    return 0;

  parts.reply = reply;
  verdict = kb_verdict_new (&parts);
  title = kb_verdict_dup_title (verdict);
  explanation = kb_verdict_dup_explanation (verdict);
  technical = kb_verdict_dup_technical (verdict);
  g_assert_true (g_utf8_validate (title, -1, NULL) && *title);
  g_assert_true (g_utf8_validate (explanation, -1, NULL) && *explanation);
  g_assert_true (g_utf8_validate (technical, -1, NULL));
  return 0;
}
