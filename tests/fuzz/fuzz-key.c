/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fuzz.h"

#include "core/key/kb-key.h"

#include <string.h>

#define ALPHABET "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"

static guint
count_substance (const char *text)
{
  guint n = 0;

  for (; *text && strchr (ALPHABET, *text); text++)
    n += g_ascii_isalnum (*text);
  return n;
}

/* In the middle of a word "sk-" is more likely the end of "task-". */
static void
assert_no_key (const char *redacted)
{
  for (const char *at = strstr (redacted, "sk-"); at; at = strstr (at + 1, "sk-"))
    if (at == redacted || !g_ascii_isalnum (at[-1]))
      g_assert_cmpuint (count_substance (at + 3), <, 20);
}

static void
assert_key (KbKeyReading *reading)
{
  const char *key = secret_value_get_text (kb_key_reading_get_key (reading));
  g_autoptr (KbKeyReading) again = kb_key_read (key, -1);

  g_assert_true (g_str_has_prefix (key, "sk-"));
  g_assert_cmpuint (strspn (key, ALPHABET), ==, strlen (key));
  g_assert_cmpuint (strlen (key), ==, kb_key_reading_get_length (reading));
  g_assert_cmpint (kb_key_reading_get_removed (again), ==, KB_KEY_REMOVED_NOTHING);
  g_assert_cmpstr (secret_value_get_text (kb_key_reading_get_key (again)), ==, key);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (KbKeyReading) reading = kb_key_read ((const char *) data, (gssize) size);
  g_autofree char *summary = kb_key_reading_dup_summary (reading);
  g_autofree char *removed = kb_key_reading_dup_removed (reading);
  g_autofree char *redacted = kb_key_redact (text);
  KbKeyState state = kb_key_reading_get_state (reading);

  g_assert_true (g_utf8_validate (summary, -1, NULL));
  g_assert_true (removed == NULL || g_utf8_validate (removed, -1, NULL));
  g_assert_true (g_utf8_validate (redacted, -1, NULL));
  assert_no_key (redacted);
  kb_key_looks_like_key (text);
  if (state == KB_KEY_STATE_GOOD || state == KB_KEY_STATE_ODD)
    assert_key (reading);
  else
    g_assert_null (kb_key_reading_get_key (reading));
  return 0;
}
