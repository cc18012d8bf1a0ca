/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-diagnosis-argument.h"
#include "core/api/kb-diagnosis.h"

#include <string.h>

static KbResponse *
reply_of (guint status, const char *body)
{
  g_autoptr (GBytes) bytes = body ? g_bytes_new_static (body, strlen (body)) : NULL;

  return kb_response_new (status, bytes, NULL);
}

static const char *const fragments[] = { "{",
                                         "}",
                                         "[",
                                         "]",
                                         ":",
                                         ",",
                                         "\"error\"",
                                         "\"code\"",
                                         "\"message\"",
                                         "\"status\"",
                                         "\"output\"",
                                         "\"content\"",
                                         "\"type\"",
                                         "\"message\"",
                                         "\"text\"",
                                         "null",
                                         "true",
                                         "401",
                                         "-1e9",
                                         "\"failed\"",
                                         "\"completed\"",
                                         "\"choices\"",
                                         "\"data\"",
                                         "\"id\"",
                                         "\"\\u0000\"",
                                         "\"missing scopes: a\"",
                                         "\"\"",
                                         " " };

/* Random text from the words of the API, half of it forced to be an object. */
static char *
create_noise (void)
{
  GString *text = g_string_new (g_test_rand_bit () ? "{\"error\":" : "");
  guint length = g_test_rand_int_range (0, 40);

  for (guint i = 0; i < length; i++)
    g_string_append (text, fragments[g_test_rand_int_range (0, G_N_ELEMENTS (fragments))]);

  return g_string_free (text, FALSE);
}

/* Random values, nested, in members that the API uses. */
static void
append_value (GString *text, guint depth)
{
  static const char *const names[] = { "error", "code",    "message", "type", "status", "output",  "content",
                                       "text",  "choices", "data",    "id",   "usage",  "refusal", "model" };
  static const char *const values[] = { "null",
                                        "1",
                                        "-7.5",
                                        "true",
                                        "\"failed\"",
                                        "\"completed\"",
                                        "\"message\"",
                                        "\"output_text\"",
                                        "\"model_not_found\"",
                                        "\"must be verified\"" };
  int kind = depth > 5 ? 2 : g_test_rand_int_range (0, 3);
  int length = g_test_rand_int_range (0, 4);

  if (kind == 2)
    {
      g_string_append (text, values[g_test_rand_int_range (0, G_N_ELEMENTS (values))]);
      return;
    }

  g_string_append_c (text, kind == 0 ? '{' : '[');
  for (int i = 0; i < length; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      if (kind == 0)
        g_string_append_printf (text, "\"%s\":", names[g_test_rand_int_range (0, G_N_ELEMENTS (names))]);
      append_value (text, depth + 1);
    }
  g_string_append_c (text, kind == 0 ? '}' : ']');
}

static void
test_noise (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      g_autoptr (GString) valid = g_string_new (NULL);
      g_autofree char *noise = create_noise ();
      guint status = g_test_rand_bit () ? 200 : g_test_rand_int_range (0, 1000);
      g_autoptr (KbResponse) first = NULL;
      g_autoptr (KbResponse) second = NULL;
      g_autofree char *scopes = NULL;

      append_value (valid, 0);
      first = reply_of (status, noise);
      second = reply_of (status, valid->str);
      scopes = kb_diagnosis_dup_argument (second, KB_ARGUMENT_SCOPES);
      g_assert_nonnull (kb_diagnose (first, (KbAsked) { .call = KB_CALL_RESPONSES }));
      g_assert_nonnull (kb_diagnose (second, (KbAsked) { .call = KB_CALL_RESPONSES }));
      g_assert_nonnull (kb_diagnose (second, (KbAsked) { .call = KB_CALL_CHAT }));
      g_assert_true (kb_diagnose (second, (KbAsked) { .call = KB_CALL_RESPONSES }) ==
                     kb_diagnose (second, (KbAsked) { .call = KB_CALL_RESPONSES }));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/diagnosis/noise", test_noise);

  return g_test_run ();
}
