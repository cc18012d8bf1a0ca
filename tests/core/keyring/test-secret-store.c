/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keyring/kb-secret-store.h"
#include "fake-prompter.h"
#include "keyring-helper.h"

static void
test_ready (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *collection = NULL;
  g_autofree char *list = NULL;

  g_assert_cmpint (store_probe (store, &collection, &error), ==, KB_STORE_STATE_READY);
  g_assert_no_error (error);
  g_assert_cmpstr (collection, ==, "Login");
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "");
  /* Open already: nobody is asked. */
  g_assert_true (store_unlock (store, &error));
}

static void
test_save (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autofree char *key = NULL;
  g_autofree char *item = NULL;

  save (store, "my-laptop", "My Laptop", KEY);
  assert_saved (store, "my-laptop", KEY);

  key = run_secret_tool ("lookup", "service", "openai", "username", "my-laptop", NULL);
  g_assert_cmpstr (key, ==, KEY);
  item = run_secret_tool ("search", "service", "openai", NULL);
  g_assert_nonnull (strstr (item, "label = OpenAI API key – My Laptop\n"));
  g_assert_nonnull (strstr (item, "attribute.application = keybearer\n"));
  g_assert_nonnull (strstr (item, "attribute.username = my-laptop\n"));
  g_assert_nonnull (strstr (item, "schema = io.github.keybearer.Keybearer\n"));

  forget (store, "my-laptop");
}

static void
test_replace (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autofree char *list = NULL;

  save (store, "one", "One", "sk-old");
  save (store, "two", "Two", "sk-two");
  save (store, "one", "Uno", "sk-new");
  assert_saved (store, "one", "sk-new");
  assert_saved (store, "two", "sk-two");
  g_assert_cmpuint (count_items ("one"), ==, 1);
  list = dup_list (store);
  g_assert_nonnull (strstr (list, "one=Uno"));

  forget (store, "one");
  forget (store, "two");
}

static void
test_replace_elsewhere (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autofree char *other = create_collection ("Other");

  set_default_collection (other);
  save (store, "one", "One", "sk-old");
  save (store, "two", "Two", "sk-two");
  set_default_collection (LOGIN_PATH);
  save (store, "one", "One", "sk-new");

  g_assert_cmpuint (count_items ("one"), ==, 1);
  assert_saved (store, "one", "sk-new");
  assert_saved (store, "two", "sk-two");

  forget (store, "one");
  forget (store, "two");
}

/* A copy in a keyring that is locked stays, for want of a prompt, and the other one is what is read. */
static void
test_replace_elsewhere_locked (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *other = create_collection ("Vault");
  const char *paths[] = { other, NULL };

  set_default_collection (other);
  save (store, "one", "One", "sk-old");
  set_default_collection (LOGIN_PATH);
  g_variant_unref (
      call_bus (SERVICE_NAME, SERVICE_PATH, SERVICE_INTERFACE, "Lock", g_variant_new ("(^ao)", paths)));
  save (store, "one", "One", "sk-new");
  assert_saved (store, "one", "sk-new");
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 0);

  /* Forgetting means all of them. */
  fake_prompter_dismiss_all (prompter);
  g_assert_false (store_forget (store, "one", &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 1);
  assert_saved (store, "one", "sk-new");

  g_variant_unref (call_bus (SERVICE_NAME, SERVICE_PATH, GUILTY_INTERFACE, "UnlockWithMasterPassword",
                             g_variant_new ("(o@(oayays))", other, make_password ())));
  forget (store, "one");
  g_assert_cmpuint (count_items ("one"), ==, 0);
}

static void
test_foreign (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (SecretValue) value = secret_value_new ("sk-theirs", -1, "text/plain");
  g_autoptr (SecretService) service = secret_service_get_sync (SECRET_SERVICE_OPEN_SESSION, NULL, NULL);
  g_autoptr (GHashTable) attributes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *list = NULL;

  g_hash_table_insert (attributes, (gpointer) "service", (gpointer) "openai");
  g_hash_table_insert (attributes, (gpointer) "username", (gpointer) "one");
  g_assert_true (secret_service_store_sync (service, NULL, attributes, NULL, "Theirs", value, NULL, NULL));
  save (store, "one", "One", "sk-ours");

  list = dup_list (store);
  g_assert_cmpstr (list, ==, "one=One");
  assert_saved (store, "one", "sk-ours");
  forget (store, "one");
  g_assert_cmpuint (count_items ("one"), ==, 1);

  g_assert_true (secret_service_clear_sync (service, NULL, attributes, NULL, NULL));
}

static void
test_rename (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;
  g_autofree char *item = NULL;
  g_autofree char *key = NULL;

  save (store, "one", "One", KEY);
  g_assert_true (store_rename (store, "one", "Größe 🔑 “x”", &error));
  g_assert_no_error (error);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "one=Größe 🔑 “x”");
  item = run_secret_tool ("search", "service", "openai", NULL);
  g_assert_nonnull (strstr (item, "label = OpenAI API key – Größe 🔑 “x”\n"));
  key = run_secret_tool ("lookup", "service", "openai", "username", "one", NULL);
  g_assert_cmpstr (key, ==, KEY);

  forget (store, "one");
}

static void
test_labels (void)
{
  static const char *const labels[] = { "Größe", "日本語",          "🔑", "OpenAI API key – x", "a\nb",
                                        " ",     "\xe2\x80\xae abc" };
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autofree char *list = NULL;
      g_autofree char *expected = g_strconcat ("one=", labels[i], NULL);

      save (store, "one", labels[i], KEY);
      list = dup_list (store);
      g_assert_cmpstr (list, ==, expected);
    }

  forget (store, "one");
}

static void
test_no_label (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autofree char *list = NULL;

  save (store, "one", "", KEY);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "one=one");
  forget (store, "one");
}

static void
test_not_found (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GError) load_error = NULL;
  g_autoptr (GError) rename_error = NULL;
  g_autoptr (GError) forget_error = NULL;

  g_assert_null (store_load (store, "none", &load_error));
  g_assert_error (load_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
  g_assert_false (store_rename (store, "none", "None", &rename_error));
  g_assert_error (rename_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
  g_assert_false (store_forget (store, "none", &forget_error));
  g_assert_error (forget_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
}

static void
test_forget (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GError) error = NULL;

  save (store, "one", "One", KEY);
  save (store, "two", "Two", "sk-two");
  forget (store, "one");
  g_assert_cmpuint (count_items ("one"), ==, 0);
  g_assert_null (store_load (store, "one", &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
  assert_saved (store, "two", "sk-two");
  forget (store, "two");
}

static void
test_many (void)
{
  enum
  {
    N = 200
  };
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("key-%u", i);

      save (store, name, name, name);
    }
  keys = store_list (store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keys->len, ==, N);
  assert_saved (store, "key-123", "key-123");
  for (guint i = 0; i < N; i++)
    {
      if (i > 0)
        g_assert_cmpint (kb_saved_key_get_created (keys->pdata[i - 1]), >=,
                         kb_saved_key_get_created (keys->pdata[i]));
      forget (store, kb_saved_key_get_name (keys->pdata[i]));
    }
  left = store_list (store, NULL);
  g_assert_cmpuint (left->len, ==, 0);
}

typedef struct
{
  GMutex lock;
  guint n_messages;
  guint n_keys;
  gboolean ended;
} Traffic;

static GDBusMessage *
traffic_cb (GDBusConnection *connection, GDBusMessage *message, gboolean incoming, gpointer user_data)
{
  Traffic *traffic = user_data;
  g_autofree guchar *blob = NULL;
  gsize size = 0;

  if (!incoming)
    return message;

  blob = g_dbus_message_to_blob (message, &size, G_DBUS_CAPABILITY_FLAGS_NONE, NULL);
  g_mutex_lock (&traffic->lock);
  traffic->n_messages++;
  if (memmem (blob, size, KEY, strlen (KEY)) != NULL)
    traffic->n_keys++;
  if (memmem (blob, size, "this is the end", strlen ("this is the end")) != NULL)
    traffic->ended = TRUE;
  g_mutex_unlock (&traffic->lock);
  g_object_unref (message);

  return NULL;
}

static GDBusConnection *
start_monitor (Traffic *traffic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  GDBusConnection *monitor = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);

  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (
      monitor, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.Monitoring",
      "BecomeMonitor", g_variant_new ("(asu)", NULL, 0), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (monitor, traffic_cb, traffic, NULL);

  return monitor;
}

/* The bus shows its messages in order, so all before this one have been seen when it has. */
static void
wait_for_monitor (Traffic *traffic)
{
  gboolean ended = FALSE;

  g_variant_unref (call_bus ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                             "NameHasOwner", g_variant_new ("(s)", "this is the end")));
  while (!ended)
    {
      g_mutex_lock (&traffic->lock);
      ended = traffic->ended;
      g_mutex_unlock (&traffic->lock);
      g_thread_yield ();
    }
}

static void
test_encrypted (void)
{
  Traffic traffic = { 0 };
  g_autoptr (GDBusConnection) monitor = start_monitor (&traffic);
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();

  save (store, "one", "One", KEY);
  assert_saved (store, "one", KEY);
  wait_for_monitor (&traffic);
  g_assert_cmpuint (traffic.n_messages, >, 10);
  g_assert_cmpuint (traffic.n_keys, ==, 0);
  g_dbus_connection_close_sync (monitor, NULL, NULL);

  forget (store, "one");
}

int
main (int argc, char **argv)
{
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  g_test_add_func ("/secret-store/ready", test_ready);
  g_test_add_func ("/secret-store/save", test_save);
  g_test_add_func ("/secret-store/replace", test_replace);
  g_test_add_func ("/secret-store/replace-elsewhere", test_replace_elsewhere);
  g_test_add_func ("/secret-store/replace-elsewhere-locked", test_replace_elsewhere_locked);
  g_test_add_func ("/secret-store/foreign", test_foreign);
  g_test_add_func ("/secret-store/rename", test_rename);
  g_test_add_func ("/secret-store/labels", test_labels);
  g_test_add_func ("/secret-store/no-label", test_no_label);
  g_test_add_func ("/secret-store/not-found", test_not_found);
  g_test_add_func ("/secret-store/forget", test_forget);
  g_test_add_func ("/secret-store/many", test_many);
  g_test_add_func ("/secret-store/encrypted", test_encrypted);

  result = g_test_run ();
  g_clear_object (&bus);

  return result;
}
