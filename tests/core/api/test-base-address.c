/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/api/kb-base-address.h"
#include "core/api/kb-client.h"
#include "core/api/kb-environment.h"
#include "core/base/kb-address.h"
#include "core/base/kb-settings.h"

#include <string.h>

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
    gboolean mended;
  } cases[] = {
    { "https://api.openai.com/v1", "https://api.openai.com/v1", FALSE },
    { "https://api.openai.com/v1//", "https://api.openai.com/v1", FALSE },
    { "\"https://a.example/v1\"", "https://a.example/v1", TRUE },
    { "'https://a.example/v1/'", "https://a.example/v1", TRUE },
    { "“https://a.example/v1”", "https://a.example/v1", TRUE },
    { "`https://a.example/v1`", "https://a.example/v1", TRUE },
    { " \t\" https://a.example \"\r\n", "https://a.example", TRUE },
    { "https://a.example/v1\n", "https://a.example/v1", TRUE },
    { "  ", "", TRUE },
    { "\"\"", "", TRUE },
    { "", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean mended;
      g_autofree char *clean = kb_address_clean (cases[i].text, &mended);

      g_assert_cmpstr (clean, ==, cases[i].expected);
      g_assert_cmpint (mended, ==, cases[i].mended);
    }
}

static void
test_faults (void)
{
  static const struct
  {
    const char *address;
    KbAddressFault fault;
  } cases[] = {
    { "https://a.example/v1", KB_ADDRESS_FAULT_NONE },
    { "http://localhost:11434/v1", KB_ADDRESS_FAULT_NONE },
    { "http://LOCALHOST/v1", KB_ADDRESS_FAULT_NONE },
    { "http://127.0.0.1:1/v1", KB_ADDRESS_FAULT_NONE },
    { "http://127.8.9.10/v1", KB_ADDRESS_FAULT_NONE },
    { "http://0.0.0.0:8000/v1", KB_ADDRESS_FAULT_NONE },
    { "http://[::1]:8000/v1", KB_ADDRESS_FAULT_NONE },
    { "http://[::]:8000/v1", KB_ADDRESS_FAULT_NONE },
    { "http://0.0.0.1/v1", KB_ADDRESS_FAULT_UNPROTECTED },
    { "http://192.168.1.7:11434/v1", KB_ADDRESS_FAULT_UNPROTECTED },
    { "http://localhost.example/v1", KB_ADDRESS_FAULT_UNPROTECTED },
    { "http://[fe80::1]/v1", KB_ADDRESS_FAULT_UNPROTECTED },
    { "https://a.example/v1?api-version=1", KB_ADDRESS_FAULT_PARTS },
    { "https://a.example/v1#x", KB_ADDRESS_FAULT_PARTS },
    { "https://me:pass@a.example/v1", KB_ADDRESS_FAULT_PARTS },
    { "http://127.0.0.1@a.example/v1", KB_ADDRESS_FAULT_PARTS },
    { "undefined", KB_ADDRESS_FAULT_NO_ADDRESS },
    { "ftp://a.example", KB_ADDRESS_FAULT_NO_ADDRESS },
    { "", KB_ADDRESS_FAULT_NO_ADDRESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].address);
      g_assert_cmpint (kb_address_find_fault (cases[i].address), ==, cases[i].fault);
    }
}

static void
check_base (const char *expected, KbBaseSource source, const char *said)
{
  KbBaseSource found;
  g_autofree char *address = kb_base_address_dup (&found, NULL);
  g_autofree char *words = kb_base_address_dup_words ();
  g_autoptr (KbClient) client = kb_client_new (NULL);

  g_assert_cmpstr (address, ==, expected);
  g_assert_cmpstr (kb_client_get_base_uri (client), ==, expected);
  g_assert_cmpint (found, ==, source);
  if (said == NULL)
    g_assert_null (words);
  else
    g_assert_nonnull (strstr (words, said));
}

/* The variable wins, then what was chosen; and whoever wins is named. */
static void
test_source (void)
{
  g_autoptr (GSettings) settings = kb_settings_new ();

  g_assert_nonnull (settings);
  g_unsetenv ("OPENAI_BASE_URL");
  check_base ("https://api.openai.com/v1", KB_BASE_STANDARD, NULL);
  g_settings_set_string (settings, KB_BASE_ADDRESS_KEY, "http://localhost:11434/v1/");
  check_base ("http://localhost:11434/v1", KB_BASE_CHOSEN, "the preferences");
  g_setenv ("OPENAI_BASE_URL", "https://eu.api.openai.com/v1", TRUE);
  check_base ("https://eu.api.openai.com/v1", KB_BASE_VARIABLE, "OPENAI_BASE_URL");
  g_setenv ("OPENAI_BASE_URL", " ", TRUE);
  check_base ("http://localhost:11434/v1", KB_BASE_CHOSEN, "localhost:11434");
  g_setenv ("OPENAI_BASE_URL", "undefined", TRUE);
  check_base ("undefined", KB_BASE_VARIABLE, NULL);
  g_settings_reset (settings, KB_BASE_ADDRESS_KEY);
  g_unsetenv ("OPENAI_BASE_URL");
  check_base ("https://api.openai.com/v1", KB_BASE_STANDARD, NULL);
}

static void
test_mended (void)
{
  g_autofree char *none = NULL, *words = NULL;

  g_setenv ("OPENAI_BASE_URL", "https://a.example/v1/", TRUE);
  none = kb_base_address_dup_mended_words ();
  g_setenv ("OPENAI_BASE_URL", "\"https://a.example/v1\"", TRUE);
  words = kb_base_address_dup_mended_words ();
  g_unsetenv ("OPENAI_BASE_URL");

  g_assert_null (none);
  g_assert_nonnull (strstr (words, "quotes"));
}

static void
test_environment (void)
{
  static const char *const names[] = { "OPENAI_ORG_ID", "OPENAI_ORGANIZATION", "OPENAI_PROJECT_ID",
                                       "OPENAI_API_BASE" };
  g_auto (GStrv) none = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_unsetenv (names[i]);
  none = kb_environment_dup_notes ();
  g_assert_cmpuint (g_strv_length (none), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_auto (GStrv) notes = NULL;

      g_setenv (names[i], "x", TRUE);
      notes = kb_environment_dup_notes ();
      g_unsetenv (names[i]);
      g_assert_cmpuint (g_strv_length (notes), ==, 1);
      g_assert_true (g_str_has_prefix (notes[0], names[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base-address/clean", test_clean);
  g_test_add_func ("/base-address/faults", test_faults);
  g_test_add_func ("/base-address/source", test_source);
  g_test_add_func ("/base-address/mended", test_mended);
  g_test_add_func ("/base-address/environment", test_environment);

  return g_test_run ();
}
