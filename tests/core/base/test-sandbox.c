/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-sandbox.h"
#include "core/found/kb-find.h"
#include "core/keyring/kb-secret-store.h"
#include "core/practice/kb-practice.h"
#include "core/snippets/kb-lookup.h"
#include "keyring-helper.h"

/* Runs inside tests/support/with-sandbox, with a keyring that is there and open outside. */

static KbLookup
look_up (void)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_lookup_async ("one", NULL, store_done_cb, &result);

  return kb_lookup_finish (store_wait (&result), NULL);
}

static GPtrArray *
find_all (KbKeyStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_find_async (store, NULL, store_done_cb, &result);

  return kb_find_finish (store_wait (&result), NULL, NULL);
}

/* A call that fails must say so, and soon, not wait for what does not come. */
static void
test_hidden (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GPtrArray) found = find_all (store);

  g_assert_true (kb_sandbox_is_inside ());
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpint (look_up (), ==, KB_LOOKUP_HIDDEN);
  for (guint i = 0; i < 2; i++)
    {
      GError *errors[6] = { NULL };

      g_assert_cmpint (probe (store), ==, KB_STORE_STATE_DENIED);
      g_assert_false (store_unlock (store, &errors[0]));
      g_assert_null (store_list (store, &errors[1]));
      g_assert_false (store_save (store, "one", "One", KEY, &errors[2]));
      g_assert_null (store_load (store, "one", &errors[3]));
      g_assert_false (store_rename (store, "one", "One", &errors[4]));
      g_assert_false (store_forget (store, "one", &errors[5]));
      for (guint j = 0; j < G_N_ELEMENTS (errors); j++)
        {
          g_assert_error (errors[j], KB_STORE_ERROR, KB_STORE_ERROR_DENIED);
          g_clear_error (&errors[j]);
        }
    }
}

static void
test_open (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *list = NULL;

  g_assert_true (kb_sandbox_is_inside ());
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  save (store, "one", "One", KEY);
  assert_saved (store, "one", KEY);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "one=One");
  g_assert_cmpint (look_up (), ==, KB_LOOKUP_ONE);
  found = find_all (store);
  g_assert_cmpuint (found->len, ==, 0);
}

/* What another tool has put into the keyring is found from inside. The tool is outside: in a sandbox it would
 * take a file for the keyring. */
static void
test_open_others (void)
{
  gsize n_rows;
  g_autofree char *key = kb_practice_dup_key (&kb_diagnosis_get_table (&n_rows)[0]);
  const char *command[] = {
    "sh", "-c", "printf %s \"$0\" | SECRET_BACKEND=service secret-tool store --label=OpenAI tool other", key,
    NULL
  };
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                               &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  found = find_all (store);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpint (kb_finding_get_source (found->pdata[0]), ==, KB_FINDING_KEYRING);
  g_assert_cmpstr (kb_finding_get_removal (found->pdata[0]), ==, "secret-tool clear tool other");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/hidden", test_hidden);
  g_test_add_func ("/sandbox/open", test_open);
  g_test_add_func ("/sandbox/open/others", test_open_others);

  return g_test_run ();
}
