/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keyring/kb-secret-store.h"
#include "keyring-helper.h"

/* What every keyring has to do, whoever made it: it runs in tests/support/with-keyring with each of them. */

#define OTHER_KEY "sk-proj-9876543210abcdefghijABCDEFGHIJ9876543210"
#define LABEL "OpenAI API key – My Laptop"

static char *run_tool (const char *tool, ...) G_GNUC_NULL_TERMINATED;

static char *
run_tool (const char *tool, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) tool);
  va_start (list, tool);
  for (const char *word = va_arg (list, const char *); word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) word);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  process =
      g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  return output;
}

static gboolean
is_provider (const char *name)
{
  return g_str_equal (g_getenv ("KEYRING_PROVIDER"), name);
}

static void
lock (void)
{
  if (is_provider ("gnome-keyring"))
    lock_keyring ();
  else
    g_free (run_tool (g_getenv ("PROVIDERS"), "lock", NULL));
}

static void
unlock (void)
{
  if (is_provider ("gnome-keyring"))
    unlock_keyring ();
  else
    g_free (run_tool (g_getenv ("PROVIDERS"), "unlock", NULL));
}

/* KWallet is opened at log-in, but says that it is locked until a program has asked; nobody is asked then. */
static void
assert_opens_by_itself (KbKeyStore *store)
{
  g_autoptr (GError) error = NULL;

  if (is_provider ("kwallet"))
    {
      g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
      g_assert_true (store_unlock (store, &error));
      g_assert_no_error (error);
    }
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
}

static void
test_read_back (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (KbKeyStore) other = kb_secret_store_new ();
  g_autofree char *list = NULL;

  assert_opens_by_itself (store);
  save (store, "my-laptop", "My Laptop", KEY);
  assert_saved (store, "my-laptop", KEY);
  assert_saved (other, "my-laptop", KEY);
  list = dup_list (other);
  g_assert_true (g_str_has_prefix (list, "my-laptop=My Laptop"));
}

static void
test_replace (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();

  save (store, "my-laptop", "My Laptop", OTHER_KEY);
  assert_saved (store, "my-laptop", OTHER_KEY);
  g_assert_cmpuint (count_items ("my-laptop"), ==, 1);
  save (store, "my-desk", "My Desk", KEY);
  assert_saved (store, "my-desk", KEY);
  assert_saved (store, "my-laptop", OTHER_KEY);
}

static void
test_other_tools (void)
{
  static const char *const attributes[] = { "attribute.application = keybearer\n",
                                            "attribute.username = my-laptop\n", "label = " LABEL "\n" };
  const char *tools = g_getenv ("OTHER_TOOLS");
  g_autofree char *looked_up =
      run_tool ("secret-tool", "lookup", "service", "openai", "username", "my-laptop", NULL);
  g_autofree char *found = run_secret_tool ("search", "service", "openai", "username", "my-laptop", NULL);
  g_autofree char *storage = run_tool (tools, "secretstorage", "my-laptop", NULL);
  g_autofree char *keyring = run_tool (tools, "keyring", "my-laptop", NULL);

  g_assert_cmpstr (looked_up, ==, OTHER_KEY);
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    g_assert_nonnull (strstr (found, attributes[i]));
  g_assert_cmpstr (storage, ==, LABEL "\n" OTHER_KEY "\n");
  g_assert_cmpstr (keyring, ==, OTHER_KEY "\n");
}

static void
test_rename (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;

  g_assert_true (store_rename (store, "my-desk", "Mein Tisch", &error));
  g_assert_no_error (error);
  list = dup_list (store);
  g_assert_nonnull (strstr (list, "my-desk=Mein Tisch"));
  assert_saved (store, "my-desk", KEY);
}

static void
test_missing (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) forget_error = NULL;

  g_assert_null (store_load (store, "nobody", &load_error));
  g_assert_error (load_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
  forget (store, "my-desk");
  g_assert_false (store_forget (store, "my-desk", &forget_error));
  g_assert_error (forget_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* Without a prompt of ours, and in time: KeePassXC, which asks for its password by itself then, holds the
 * answer back until somebody gives it. */
static void
assert_listed_as_locked (KbKeyStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) keys = store_list (store, &error);

  if (is_provider ("keepassxc"))
    {
      g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_LOCKED);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_true (kb_saved_key_get_locked (keys->pdata[0]));
}

/* Nobody sits at the prompt that this may open: the caller gives up, and is free at once. */
static void
assert_no_key_while_locked (KbKeyStore *store)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint timeout = 0;

  kb_key_store_load_async (store, "my-laptop", cancellable, store_done_cb, &result);
  timeout = g_timeout_add (1500, cancel_cb, cancellable);
  g_assert_null (kb_key_store_load_finish (store, store_wait (&result), &error));
  g_assert_nonnull (error);
  if (!g_cancellable_is_cancelled (cancellable))
    g_source_remove (timeout);
}

static void
test_locked (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (KbKeyStore) after = kb_secret_store_new ();

  lock ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  assert_listed_as_locked (store);
  assert_no_key_while_locked (store);

  unlock ();
  assert_opens_by_itself (after);
  assert_saved (after, "my-laptop", OTHER_KEY);
  assert_saved (store, "my-laptop", OTHER_KEY);
}

/* Some ask a person to make one, in a window that nobody answers here: giving up ends the waiting. */
static void
test_no_collection (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) error = NULL;
  guint timeout = 0;

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NO_COLLECTION);
  g_assert_false (store_save (store, "one", "One", KEY, &save_error));
  g_assert_error (save_error, KB_STORE_ERROR, KB_STORE_ERROR_NO_COLLECTION);

  kb_key_store_unlock_async (store, cancellable, store_done_cb, &result);
  timeout = g_timeout_add (1500, cancel_cb, cancellable);
  g_assert_false (kb_key_store_unlock_finish (store, store_wait (&result), &error));
  g_assert_nonnull (error);
  if (!g_cancellable_is_cancelled (cancellable))
    g_source_remove (timeout);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NO_COLLECTION);
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (g_str_equal (g_getenv ("KEYRING_STATE"), "no-collection"))
    {
      g_test_add_func ("/provider/no-collection", test_no_collection);
    }
  else
    {
      g_test_add_func ("/provider/read-back", test_read_back);
      g_test_add_func ("/provider/replace", test_replace);
      g_test_add_func ("/provider/other-tools", test_other_tools);
      g_test_add_func ("/provider/rename", test_rename);
      g_test_add_func ("/provider/missing", test_missing);
      g_test_add_func ("/provider/locked", test_locked);
    }

  result = g_test_run ();
  g_clear_object (&bus);

  return result;
}
