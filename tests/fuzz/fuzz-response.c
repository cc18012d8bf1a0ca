/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fuzz.h"

#include "core/api/kb-response.h"
#include "core/api/kb-retry-after.h"

#include <string.h>

static void
assert_text (const char *text)
{
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *at = text; *at; at = g_utf8_next_char (at))
    g_assert_true (*at == '\n' || *at == '\t' || !g_unichar_iscntrl (g_utf8_get_char (at)));
}

static void
assert_generation (KbResponse *reply)
{
  g_autofree char *text = kb_response_dup_text (reply);
  g_autofree char *refusal = kb_response_dup_refusal (reply);
  g_autofree char *model = kb_response_dup_model (reply);

  assert_text (text);
  assert_text (refusal);
  assert_text (model);
  assert_text (kb_response_get_run_status (reply));
  g_assert_cmpint (kb_response_get_input_tokens (reply), >=, -1);
  g_assert_cmpint (kb_response_get_cached_tokens (reply), >=, -1);
  g_assert_cmpint (kb_response_get_output_tokens (reply), >=, -1);
}

/* Up to the first NUL the value of a header, behind it the body. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *header = g_strndup ((const char *) data, size);
  gsize skip = MIN (strlen (header) + 1, size);
  const char *headers[] = { "retry-after", header, "x-request-id", header, "x-ratelimit-reset-requests",
                            header,        NULL };
  g_autoptr (GBytes) body = g_bytes_new (data + skip, size - skip);
  g_autoptr (KbResponse) reply = kb_response_new (200 + (guint) (size % 330), body, headers);
  g_auto (GStrv) models = kb_response_dup_model_ids (reply);

  g_assert_cmpfloat (kb_retry_after_read (reply), >=, -1);
  assert_text (kb_response_get_header (reply, "X-Request-Id"));
  assert_text (kb_response_get_error (reply)->code);
  assert_text (kb_response_get_error (reply)->type);
  assert_text (kb_response_get_error (reply)->param);
  assert_text (kb_response_get_error (reply)->message);
  for (char **model = models; *model; model++)
    assert_text (*model);
  g_assert_true ((kb_response_get_object (reply) != NULL) ==
                 (kb_response_get_body (reply) == KB_BODY_OBJECT));
  assert_generation (reply);
  return 0;
}
