/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-lock.h"
#include "core/keyring/kb-secret-store.h"
#include "keyring-helper.h"

/* Two Keybearers at once, and names that are taken. The other one is a lock that the test holds. */

#define OTHER_KEY "sk-proj-ABCDEFGHIJabcdefghij0123456789ABCDEFGHIJ"

static KbLock *
take_lock (void)
{
  g_autoptr (DexFuture) future = kb_lock_take (KB_LOCK_KEYS, KB_LOCK_LIMIT, NULL, NULL);

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);

  return g_value_dup_object (dex_future_get_value (future, NULL));
}

static void
begin_save (KbKeyStore *store,
            const char *key,
            gboolean replace,
            GCancellable *cancellable,
            GAsyncResult **result)
{
  g_autoptr (SecretValue) value = secret_value_new (key, -1, "text/plain");

  kb_key_store_save_async (store, "one", "One", value, replace, cancellable, store_done_cb, result);
}

static void
waiting_cb (KbKeyStore *store, gboolean waiting, gpointer user_data)
{
  *(gboolean *) user_data = waiting;
}

static void
test_taken (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  save (store, "one", "One", KEY);
  begin_save (store, OTHER_KEY, FALSE, NULL, &result);
  g_assert_false (kb_key_store_save_finish (store, store_wait (&result), &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_NAME_TAKEN);
  assert_saved (store, "one", KEY);
  g_assert_cmpuint (count_items ("one"), ==, 1);

  forget (store, "one");
  g_clear_object (&result);
  begin_save (store, OTHER_KEY, FALSE, NULL, &result);
  g_assert_true (kb_key_store_save_finish (store, store_wait (&result), NULL));
  assert_saved (store, "one", OTHER_KEY);
  forget (store, "one");
}

/* It is looked whether the name is free when it is one's turn, not before. */
static void
test_taken_meanwhile (void)
{
  g_autoptr (KbKeyStore) first = kb_secret_store_new ();
  g_autoptr (KbKeyStore) second = kb_secret_store_new ();
  GAsyncResult *results[2] = { NULL };
  GError *errors[2] = { NULL };
  gboolean saved[2] = { FALSE };

  begin_save (first, KEY, FALSE, NULL, &results[0]);
  begin_save (second, OTHER_KEY, FALSE, NULL, &results[1]);
  store_wait (&results[0]);
  store_wait (&results[1]);
  saved[0] = kb_key_store_save_finish (first, results[0], &errors[0]);
  saved[1] = kb_key_store_save_finish (second, results[1], &errors[1]);
  g_assert_true (saved[0] != saved[1]);
  g_assert_error (errors[saved[0]], KB_STORE_ERROR, KB_STORE_ERROR_NAME_TAKEN);
  assert_saved (first, "one", saved[0] ? KEY : OTHER_KEY);
  g_clear_error (&errors[saved[0]]);
  g_object_unref (results[0]);
  g_object_unref (results[1]);
  g_assert_cmpuint (count_items ("one"), ==, 1);
  forget (first, "one");
}

static void
test_waits (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (KbLock) lock = take_lock ();
  g_autoptr (GAsyncResult) result = NULL;
  gboolean waiting = FALSE;

  g_signal_connect (store, "waiting", G_CALLBACK (waiting_cb), &waiting);
  begin_save (store, KEY, FALSE, NULL, &result);
  while (!waiting && result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (waiting);
  g_assert_null (result);
  g_assert_cmpuint (count_items ("one"), ==, 0);

  g_clear_object (&lock);
  g_assert_true (kb_key_store_save_finish (store, store_wait (&result), NULL));
  while (waiting)
    g_main_context_iteration (NULL, TRUE);
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

static void
test_wait_cancelled (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (KbLock) lock = take_lock ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gboolean waiting = FALSE;

  g_signal_connect (store, "waiting", G_CALLBACK (waiting_cb), &waiting);
  begin_save (store, KEY, FALSE, cancellable, &result);
  while (!waiting && result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (cancellable);
  g_assert_false (kb_key_store_save_finish (store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_items ("one"), ==, 0);
}

/* All that change something wait; what only looks does not. */
static void
test_busy (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (KbKeyStore) other = kb_secret_store_new ();
  g_autoptr (KbLock) lock = NULL;
  GError *errors[3] = { NULL };

  kb_secret_store_set_lock_timeout (KB_SECRET_STORE (store), 1);
  save (other, "one", "One", KEY);
  lock = take_lock ();
  g_assert_false (store_save (store, "one", "Uno", OTHER_KEY, &errors[0]));
  g_assert_false (store_rename (store, "one", "Uno", &errors[1]));
  g_assert_false (store_forget (store, "one", &errors[2]));
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], KB_STORE_ERROR, KB_STORE_ERROR_BUSY);
      g_clear_error (&errors[i]);
    }
  assert_saved (store, "one", KEY);

  g_clear_object (&lock);
  forget (other, "one");
}

/* As a program leaves it that is killed between making its item and removing the old one. */
static void
leave_two (KbKeyStore *store)
{
  g_autoptr (SecretValue) value = secret_value_new (OTHER_KEY, -1, "text/plain");
  g_autoptr (GError) error = NULL;
  g_autoptr (SecretService) service = NULL;
  g_autoptr (SecretCollection) collection = NULL;
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SecretItem) item = NULL;

  /* First: a collection that hears of a new item loses a list of items (libsecret 0.21). */
  save (store, "one", "One", KEY);
  service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, &error);
  collection = secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                                 NULL, &error);
  g_hash_table_insert (attributes, (gpointer) "service", (gpointer) "openai");
  g_hash_table_insert (attributes, (gpointer) "username", (gpointer) "one");
  g_hash_table_insert (attributes, (gpointer) "application", (gpointer) "keybearer");
  item = secret_item_create_sync (collection, NULL, attributes, "OpenAI API key – Uno", value,
                                  SECRET_ITEM_CREATE_NONE, NULL, &error);
  g_assert_no_error (error);
  secret_service_disconnect ();
}

static void
test_interrupted (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autofree char *list = NULL;

  leave_two (store);
  g_assert_cmpuint (count_items ("one"), ==, 2);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "one=Uno");
  assert_saved (store, "one", OTHER_KEY);

  save (store, "one", "One", KEY);
  g_assert_cmpuint (count_items ("one"), ==, 1);
  assert_saved (store, "one", KEY);
  forget (store, "one");

  leave_two (store);
  forget (store, "one");
  g_assert_cmpuint (count_items ("one"), ==, 0);
}

static void
test_long_label (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autofree char *label = g_strnfill (100000, 'x');
  g_autoptr (GPtrArray) keys = NULL;

  save (store, "one", label, KEY);
  keys = store_list (store, NULL);
  g_assert_cmpuint (keys->len, ==, 1);
  g_assert_cmpint (g_utf8_strlen (kb_saved_key_get_label (keys->pdata[0]), -1), ==, 256);
  g_assert_true (g_str_has_suffix (kb_saved_key_get_label (keys->pdata[0]), "xxx…"));
  forget (store, "one");
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  g_test_add_func ("/secret-store/taken", test_taken);
  g_test_add_func ("/secret-store/taken-meanwhile", test_taken_meanwhile);
  g_test_add_func ("/secret-store/waits", test_waits);
  g_test_add_func ("/secret-store/wait-cancelled", test_wait_cancelled);
  g_test_add_func ("/secret-store/busy", test_busy);
  g_test_add_func ("/secret-store/interrupted", test_interrupted);
  g_test_add_func ("/secret-store/long-label", test_long_label);

  result = g_test_run ();
  g_clear_object (&bus);

  return result;
}
