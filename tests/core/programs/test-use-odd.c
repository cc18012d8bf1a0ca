/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/programs/kb-program.h"
#include "core/programs/kb-use.h"
#include "keyring-helper.h"
#include "odd-support.h"

/* Runs inside tests/support/with-keyring --no-service: what a program would use of a keyring with habits. */

/* As Zed stores it. */
static void
keep (void)
{
  GVariant *properties =
      g_variant_new_parsed ("{'org.freedesktop.Secret.Item.Label': <'zed-github-account'>,"
                            " 'org.freedesktop.Secret.Item.Attributes':"
                            " <{'url': 'https://api.openai.com/v1', 'username': 'Bearer'}>}");
  GVariant *secret =
      g_variant_new ("(o@ay@ays)", "/session", g_variant_new_array (G_VARIANT_TYPE_BYTE, NULL, 0),
                     g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, KEY, strlen (KEY), 1), "text/plain");

  g_variant_unref (call_bus (SERVICE_NAME, SERVICE_PATH "/collection/odd",
                             "org.freedesktop.Secret.Collection", "CreateItem",
                             g_variant_new ("(@a{sv}@(oayays)b)", properties, secret, FALSE)));
}

static KbUse *
find (Odd *odd)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KbUse *use;

  kb_use_find_async (kb_programs_find ("zed"), odd->store, NULL, NULL, store_done_cb, &result);
  use = kb_use_find_finish (store_wait (&result), &error);
  g_assert_no_error (error);

  return use;
}

static void
assert_found (Odd *odd, KbUseState state)
{
  g_autoptr (KbUse) use = find (odd);

  g_assert_cmpuint (kb_use_get_n_places (use), ==, 1);
  g_assert_cmpint (kb_use_get_state (use, 0), ==, state);
}

static void
test_usual (Odd *odd, gconstpointer data)
{
  keep ();
  assert_found (odd, KB_USE_KEY);
}

/* One of two is taken away in the middle of it. */
static void
test_goes (Odd *odd, gconstpointer data)
{
  keep ();
  keep ();
  assert_found (odd, KB_USE_KEY);
}

static void
test_locked (Odd *odd, gconstpointer data)
{
  keep ();
  assert_found (odd, KB_USE_LOCKED);
}

#define ADD(name, habits, func) g_test_add ("/use-odd/" name, Odd, habits, odd_set_up, func, odd_tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_unsetenv ("OPENAI_API_KEY");

  ADD ("usual", "", test_usual);
  ADD ("goes", "goes", test_goes);
  ADD ("slips", "slips", test_goes);
  ADD ("locked", "locked", test_locked);
  status = g_test_run ();

  g_object_unref (bus);
  return status;
}
