/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* Runs inside tests/support/with-keyring, which says by KEYRING_STATE what it has set up; without it there is
 * no bus at all. */

#include "fake-prompter.h"
#include "kb-secret-error.h"
#include "kb-secret-store.h"
#include "store-helper.h"

#include <signal.h>

#define SERVICE_NAME "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define GUILTY_INTERFACE "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
#define LOGIN_PATH SERVICE_PATH "/collection/login"
#define KEY "sk-proj-0123456789abcdefghijABCDEFGHIJ0123456789"

/* Kept, because a session of the service ends with the connection. */
static GDBusConnection *bus;

static GVariant *
call_bus (const char *name, const char *path, const char *interface, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = NULL;

  reply = g_dbus_connection_call_sync (bus, name, path, interface, method, arguments, NULL,
                                       G_DBUS_CALL_FLAGS_NONE, 10000, NULL, &error);
  g_assert_no_error (error);

  return reply;
}

/* The password travels in the clear here: it is "test". */
static GVariant *
make_password (void)
{
  g_autoptr (GVariant) reply = call_bus (SERVICE_NAME, SERVICE_PATH, SERVICE_INTERFACE, "OpenSession",
                                         g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  const char *session = NULL;
  const char *password = g_getenv ("KEYRING_PASSWORD");

  g_variant_get (reply, "(v&o)", NULL, &session);

  return g_variant_new ("(o@ay@ays)", session, g_variant_new_array (G_VARIANT_TYPE_BYTE, NULL, 0),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, password, strlen (password), 1),
                        "text/plain");
}

static void
unlock_keyring (void)
{
  GVariant *arguments = g_variant_new ("(o@(oayays))", LOGIN_PATH, make_password ());

  g_variant_unref (
      call_bus (SERVICE_NAME, SERVICE_PATH, GUILTY_INTERFACE, "UnlockWithMasterPassword", arguments));
}

static void
lock_keyring (void)
{
  const char *paths[] = { LOGIN_PATH, NULL };

  g_variant_unref (
      call_bus (SERVICE_NAME, SERVICE_PATH, SERVICE_INTERFACE, "Lock", g_variant_new ("(^ao)", paths)));
}

static char *
create_collection (const char *label)
{
  GVariantDict properties;
  g_autoptr (GVariant) reply = NULL;
  char *path = NULL;

  g_variant_dict_init (&properties, NULL);
  g_variant_dict_insert (&properties, "org.freedesktop.Secret.Collection.Label", "s", label);
  reply = call_bus (SERVICE_NAME, SERVICE_PATH, GUILTY_INTERFACE, "CreateWithMasterPassword",
                    g_variant_new ("(@a{sv}@(oayays))", g_variant_dict_end (&properties), make_password ()));
  g_variant_get (reply, "(o)", &path);

  return path;
}

static void
set_default_collection (const char *path)
{
  g_variant_unref (call_bus (SERVICE_NAME, SERVICE_PATH, SERVICE_INTERFACE, "SetAlias",
                             g_variant_new ("(so)", "default", path)));
}

static pid_t
get_service_pid (void)
{
  g_autoptr (GVariant) reply =
      call_bus ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                "GetConnectionUnixProcessID", g_variant_new ("(s)", SERVICE_NAME));
  guint32 pid = 0;

  g_variant_get (reply, "(u)", &pid);
  g_assert_cmpuint (pid, >, 1);

  return pid;
}

static void
vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Kills the service; the bus starts another one when it is needed, with everything locked. */
static void
kill_service (void)
{
  gboolean vanished = FALSE;
  pid_t pid = get_service_pid ();
  guint watch = g_bus_watch_name (G_BUS_TYPE_SESSION, SERVICE_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                  vanished_cb, &vanished, NULL);

  g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
  while (!vanished)
    g_main_context_iteration (NULL, TRUE);
  g_bus_unwatch_name (watch);
}

/* Pairs of attribute and value. */
static char *run_secret_tool (const char *verb, ...) G_GNUC_NULL_TERMINATED;

static char *
run_secret_tool (const char *verb, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list list;

  g_ptr_array_add (arguments, (gpointer) "secret-tool");
  g_ptr_array_add (arguments, (gpointer) verb);
  va_start (list, verb);
  for (const char *word = va_arg (list, const char *); word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (arguments, (gpointer) word);
  va_end (list);
  g_ptr_array_add (arguments, NULL);

  process = g_subprocess_newv ((const char *const *) arguments->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  return output;
}

static guint
count_items (const char *name)
{
  g_autofree char *output = run_secret_tool ("search", "--all", "service", "openai", "username", name, NULL);
  guint n = 0;

  for (const char *at = output; (at = strstr (at, "label = ")) != NULL; at++)
    n++;

  return n;
}

static void
save (KbKeyStore *store, const char *name, const char *label, const char *key)
{
  g_autoptr (GError) error = NULL;

  store_save (store, name, label, key, &error);
  g_assert_no_error (error);
}

static void
forget (KbKeyStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;

  store_forget (store, name, &error);
  g_assert_no_error (error);
}

static KbStoreState
probe (KbKeyStore *store)
{
  g_autoptr (GError) error = NULL;
  KbStoreState state = store_probe (store, NULL, &error);

  g_assert_no_error (error);

  return state;
}

/* ready */

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

/* locked and unlocked */

static void
test_lock_and_unlock (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autofree char *locked = NULL;
  g_autofree char *unlocked = NULL;

  save (store, "one", "One", KEY);
  lock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  locked = dup_list (store);
  g_assert_cmpstr (locked, ==, "one=One!");
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 0);

  unlock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  unlocked = dup_list (store);
  g_assert_cmpstr (unlocked, ==, "one=One");
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

static void
test_dismissed (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  GError *errors[5] = { NULL };

  save (store, "one", "One", KEY);
  lock_keyring ();
  fake_prompter_dismiss_all (prompter);
  g_assert_false (store_unlock (store, &errors[0]));
  g_assert_false (store_save (store, "one", "Uno", "sk-new", &errors[1]));
  g_assert_null (store_load (store, "one", &errors[2]));
  g_assert_false (store_rename (store, "one", "Uno", &errors[3]));
  g_assert_false (store_forget (store, "one", &errors[4]));
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
      g_clear_error (&errors[i]);
    }
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 5);

  unlock_keyring ();
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

/* Two people's worth of patience: the caller gives up while the prompt is on the screen. gnome-keyring must
 * survive, the late answer must change nothing, and the next try must work. */
static void
test_cancelled_prompt (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretValue) value = secret_value_new ("sk-new", -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  pid_t pid = get_service_pid ();

  save (store, "one", "One", KEY);
  lock_keyring ();
  kb_key_store_save_async (store, "one", "Uno", value, cancellable, store_done_cb, &result);
  fake_prompter_wait (prompter);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_false (kb_key_store_save_finish (store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (get_service_pid (), ==, pid);

  /* The person answers after all. */
  unlock_keyring ();
  fake_prompter_dismiss (prompter);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  assert_saved (store, "one", KEY);
  g_assert_cmpint (get_service_pid (), ==, pid);
  forget (store, "one");
}

/* While the prompt is open the limit for look-ups does not count. */
static void
test_prompt_has_no_limit (void)
{
  g_autoptr (KbKeyStore) store = g_object_new (KB_TYPE_SECRET_STORE, "lookup-timeout", 300, NULL);
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = 0;

  lock_keyring ();
  kb_key_store_unlock_async (store, NULL, store_done_cb, &result);
  fake_prompter_wait (prompter);
  start = g_get_monotonic_time ();
  while (g_get_monotonic_time () - start < 900 * G_TIME_SPAN_MILLISECOND)
    {
      g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
      g_assert_null (result);
    }
  fake_prompter_dismiss (prompter);
  g_assert_false (kb_key_store_unlock_finish (store, store_wait (&result), &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
  unlock_keyring ();
}

/* restarted, dead, hung */

static void
test_restarted (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *list = NULL;

  save (store, "one", "One", KEY);
  kill_service ();

  /* After a cold start gnome-keyring shows that there is a key, and not which. */
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  hidden = dup_list (store);
  g_assert_cmpstr (hidden, ==, "=Locked key!");
  fake_prompter_dismiss_all (prompter);
  g_assert_null (store_load (store, "one", &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);

  unlock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  assert_saved (store, "one", KEY);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "one=One");
  forget (store, "one");
}

/* Nothing may happen between the death and the call, not even hearing of it. */
static void
test_killed_unheard (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();

  save (store, "one", "One", KEY);
  g_assert_cmpint (kill (get_service_pid (), SIGKILL), ==, 0);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  unlock_keyring ();
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

static void
test_killed_while_prompting (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lock_keyring ();
  kb_key_store_unlock_async (store, NULL, store_done_cb, &result);
  fake_prompter_wait (prompter);
  g_assert_cmpint (kill (get_service_pid (), SIGKILL), ==, 0);
  g_assert_false (kb_key_store_unlock_finish (store, store_wait (&result), &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING);

  unlock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
}

static void
assert_hung (KbKeyStore *store, guint limit)
{
  g_autoptr (GError) list_error = NULL;
  gint64 start = g_get_monotonic_time ();
  gint64 elapsed = 0;

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NOT_RESPONDING);
  elapsed = (g_get_monotonic_time () - start) / G_TIME_SPAN_MILLISECOND;
  g_assert_cmpint (elapsed, >=, limit - 10);
  g_assert_cmpint (elapsed, <, limit + 1500);

  g_object_set (store, "lookup-timeout", 200, NULL);
  g_assert_null (store_list (store, &list_error));
  g_assert_error (list_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING);
}

static void
test_hung (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (KbKeyStore) fresh = g_object_new (KB_TYPE_SECRET_STORE, "lookup-timeout", 300, NULL);
  pid_t pid = get_service_pid ();

  save (store, "one", "One", KEY);
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  assert_hung (store, 3000);
  assert_hung (fresh, 300);

  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
  g_object_set (store, "lookup-timeout", 3000, NULL);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

/* Creating may prompt and has no limit, so only the caller can end the wait. */
static void
test_hung_and_cancelled (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  pid_t pid = get_service_pid ();

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  kb_key_store_list_async (store, cancellable, store_done_cb, &result);
  for (guint i = 0; i < 3; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_null (kb_key_store_list_finish (store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
}

static void
test_cancelled_before (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretValue) value = secret_value_new (KEY, -1, "text/plain");
  g_autoptr (GAsyncResult) save_result = NULL;
  g_autoptr (GAsyncResult) probe_result = NULL;
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) probe_error = NULL;

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  g_cancellable_cancel (cancellable);
  kb_key_store_save_async (store, "one", "One", value, cancellable, store_done_cb, &save_result);
  kb_key_store_probe_async (store, cancellable, store_done_cb, &probe_result);
  g_assert_null (save_result);
  g_assert_false (kb_key_store_save_finish (store, store_wait (&save_result), &save_error));
  g_assert_error (save_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kb_key_store_probe_finish (store, store_wait (&probe_result), NULL, &probe_error);
  g_assert_error (probe_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_items ("one"), ==, 0);
}

/* A page that is left cancels what it started, also what has long been answered. */
static void
test_cancelled_after (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  kb_key_store_list_async (store, cancellable, store_done_cb, &result);
  keys = kb_key_store_list_finish (store, store_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (keys);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
}

/* The store and the program go on living without each other. */
static void
test_dropped_store (void)
{
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KbKeyStore *store = kb_secret_store_new ();

  lock_keyring ();
  kb_key_store_unlock_async (store, cancellable, store_done_cb, &result);
  fake_prompter_wait (prompter);
  g_cancellable_cancel (cancellable);
  g_assert_false (kb_key_store_unlock_finish (store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_finalize_object (store);

  fake_prompter_dismiss (prompter);
  unlock_keyring ();
}

/* locked, no collection */

static void
test_locked (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "");

  /* No prompter and no display: the prompt fails, and that is no different from closing it. */
  g_assert_false (store_unlock (store, &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);

  unlock_keyring ();
  save (store, "one", "One", KEY);
  assert_saved (store, "one", KEY);
}

static void
test_no_collection (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) unlock_error = NULL;
  g_autofree char *list = NULL;
  g_autofree char *path = NULL;

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NO_COLLECTION);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "");
  g_assert_false (store_save (store, "one", "One", KEY, &save_error));
  g_assert_error (save_error, KB_STORE_ERROR, KB_STORE_ERROR_NO_COLLECTION);
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 0);

  fake_prompter_dismiss_all (prompter);
  g_assert_false (store_unlock (store, &unlock_error));
  g_assert_error (unlock_error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 1);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NO_COLLECTION);

  path = create_collection ("Mine");
  set_default_collection (path);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  save (store, "one", "One", KEY);
  assert_saved (store, "one", KEY);
}

/* nobody there */

static void
assert_all_fail (KbKeyStore *store, KbStoreError code)
{
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_error_free);
  GError *error = NULL;

  g_assert_false (store_unlock (store, &error));
  g_ptr_array_add (errors, g_steal_pointer (&error));
  g_assert_null (store_list (store, &error));
  g_ptr_array_add (errors, g_steal_pointer (&error));
  g_assert_false (store_save (store, "one", "One", KEY, &error));
  g_ptr_array_add (errors, g_steal_pointer (&error));
  g_assert_null (store_load (store, "one", &error));
  g_ptr_array_add (errors, g_steal_pointer (&error));
  g_assert_false (store_rename (store, "one", "One", &error));
  g_ptr_array_add (errors, g_steal_pointer (&error));
  g_assert_false (store_forget (store, "one", &error));
  g_ptr_array_add (errors, g_steal_pointer (&error));

  for (guint i = 0; i < errors->len; i++)
    {
      g_assert_error ((GError *) errors->pdata[i], KB_STORE_ERROR, (int) code);
      g_assert_null (strstr (((GError *) errors->pdata[i])->message, KEY));
    }
}

static void
test_no_service (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NO_SERVICE);
  assert_all_fail (store, KB_STORE_ERROR_NO_SERVICE);
}

static void
test_sandboxed (void)
{
  static const struct
  {
    const char *info;
    KbStoreState state;
  } rows[] = {
    { "", KB_STORE_STATE_DENIED },
    { "[Application]\nname=x\n", KB_STORE_STATE_DENIED },
    { "[Session Bus Policy]\norg.freedesktop.Notifications=talk\n", KB_STORE_STATE_DENIED },
    { "[Session Bus Policy]\norg.freedesktop.secrets=none\n", KB_STORE_STATE_DENIED },
    { "[Session Bus Policy]\norg.freedesktop.secrets.*=none\norg.free.*=talk\n", KB_STORE_STATE_DENIED },
    { "[Session Bus Policy]\norg.freedesktop.secrets=talk\n", KB_STORE_STATE_NO_SERVICE },
    { "[Session Bus Policy]\norg.freedesktop.secrets.*=talk\n", KB_STORE_STATE_NO_SERVICE },
    { "[Session Bus Policy]\norg.freedesktop.*=talk\n", KB_STORE_STATE_NO_SERVICE },
    { "[Context]\nsockets=x11;session-bus;\n", KB_STORE_STATE_NO_SERVICE },
    { "[Context]\nsockets=x11;wayland;\n", KB_STORE_STATE_DENIED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *info = g_build_filename (g_get_home_dir (), "flatpak-info", NULL);
      g_autoptr (KbKeyStore) store = g_object_new (KB_TYPE_SECRET_STORE, "sandbox-info", info, NULL);

      g_assert_true (g_file_set_contents (info, rows[i].info, -1, NULL));
      g_assert_cmpint (probe (store), ==, rows[i].state);
      if (rows[i].state == KB_STORE_STATE_DENIED)
        assert_all_fail (store, KB_STORE_ERROR_DENIED);
    }
}

/* odd keyrings */

typedef struct
{
  GSubprocess *process;
  KbKeyStore *store;
} Odd;

static void
odd_set_up (Odd *odd, gconstpointer data)
{
  g_auto (GStrv) words = g_strsplit (data, " ", -1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  g_ptr_array_add (arguments, (gpointer) g_getenv ("ODD_KEYRING"));
  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, words[i]);
  g_ptr_array_add (arguments, NULL);

  odd->process =
      g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (odd->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_cmpstr (line, ==, "ready");

  odd->store = g_object_new (KB_TYPE_SECRET_STORE, "lookup-timeout", 1000, NULL);
}

static void
odd_tear_down (Odd *odd, gconstpointer data)
{
  g_object_unref (odd->store);
  g_subprocess_force_exit (odd->process);
  g_assert_true (g_subprocess_wait (odd->process, NULL, NULL));
  g_object_unref (odd->process);
}

static void
test_order (Odd *odd, gconstpointer data)
{
  g_autofree char *list = NULL;

  g_assert_cmpint (probe (odd->store), ==, KB_STORE_STATE_READY);
  save (odd->store, "a", "Newest", KEY);
  save (odd->store, "b", "Middle", KEY);
  save (odd->store, "c", "Oldest", KEY);
  list = dup_list (odd->store);
  g_assert_cmpstr (list, ==, "a=Newest b=Middle c=Oldest");
}

static void
test_mismatch (Odd *odd, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;

  g_assert_false (store_save (odd->store, "one", "One", KEY, &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_MISMATCH);
  /* A wrong key is worse than none. */
  list = dup_list (odd->store);
  g_assert_cmpstr (list, ==, "");
}

static void
test_lies (Odd *odd, gconstpointer data)
{
  g_assert_cmpint (probe (odd->store), ==, KB_STORE_STATE_READY);
  save (odd->store, "one", "One", KEY);
  assert_saved (odd->store, "one", KEY);
  forget (odd->store, "one");
}

static void
test_odd_locked (Odd *odd, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (probe (odd->store), ==, KB_STORE_STATE_LOCKED);
  g_assert_false (store_save (odd->store, "one", "One", KEY, &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
}

static void
test_shut (Odd *odd, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (probe (odd->store), ==, KB_STORE_STATE_LOCKED);
  g_assert_null (store_list (odd->store, &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_LOCKED);
}

/* "Not there" is not to be believed before it is open. */
static void
test_hidden (Odd *odd, gconstpointer data)
{
  assert_saved (odd->store, "hidden", "sk-hidden");
}

static void
test_denied (Odd *odd, gconstpointer data)
{
  g_assert_cmpint (probe (odd->store), ==, KB_STORE_STATE_DENIED);
  assert_all_fail (odd->store, KB_STORE_ERROR_DENIED);
}

static void
test_no_session (Odd *odd, gconstpointer data)
{
  g_assert_cmpint (probe (odd->store), ==, KB_STORE_STATE_NOT_RESPONDING);
  assert_all_fail (odd->store, KB_STORE_ERROR_FAILED);
}

static void
test_no_alias (Odd *odd, gconstpointer data)
{
  g_assert_cmpint (probe (odd->store), ==, KB_STORE_STATE_NO_COLLECTION);
}

static void
test_dies (Odd *odd, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (store_save (odd->store, "one", "One", KEY, &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING);
  g_assert_cmpint (probe (odd->store), ==, KB_STORE_STATE_NO_SERVICE);
}

static void
test_asks (Odd *odd, gconstpointer data)
{
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) forget_error = NULL;

  save (odd->store, "one", "One", KEY);
  g_assert_false (store_save (odd->store, "two", "Two", KEY, &save_error));
  g_assert_error (save_error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
  g_assert_false (store_forget (odd->store, "one", &forget_error));
  g_assert_error (forget_error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
  assert_saved (odd->store, "one", KEY);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
test_deaf (Odd *odd, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretValue) value = secret_value_new (KEY, -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kb_key_store_save_async (odd->store, "one", "One", value, cancellable, store_done_cb, &result);
  /* Longer than the limit for look-ups. */
  g_timeout_add (1300, cancel_cb, cancellable);
  g_assert_false (kb_key_store_save_finish (odd->store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* errors, without any keyring */

static void
test_error_codes (void)
{
  static const struct
  {
    int code;
    KbStoreError store_code;
    gboolean stale;
  } rows[] = {
    { G_DBUS_ERROR_SERVICE_UNKNOWN, KB_STORE_ERROR_NO_SERVICE, TRUE },
    { G_DBUS_ERROR_SPAWN_EXEC_FAILED, KB_STORE_ERROR_NO_SERVICE, FALSE },
    { G_DBUS_ERROR_SPAWN_CHILD_EXITED, KB_STORE_ERROR_NO_SERVICE, FALSE },
    { G_DBUS_ERROR_ACCESS_DENIED, KB_STORE_ERROR_DENIED, FALSE },
    { G_DBUS_ERROR_NO_REPLY, KB_STORE_ERROR_NOT_RESPONDING, TRUE },
    { G_DBUS_ERROR_UNKNOWN_OBJECT, KB_STORE_ERROR_NO_COLLECTION, TRUE },
    { G_DBUS_ERROR_UNKNOWN_METHOD, KB_STORE_ERROR_FAILED, TRUE },
    { G_DBUS_ERROR_FAILED, KB_STORE_ERROR_FAILED, FALSE },
  };
  g_autoptr (GError) locked = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");
  g_autoptr (GError) hung = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");
  g_autoptr (GError) own = g_error_new_literal (KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED, "");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (G_DBUS_ERROR, rows[i].code, "");

      g_assert_cmpint (kb_secret_error_get_code (error, FALSE), ==, rows[i].store_code);
      g_assert_cmpint (kb_secret_error_is_stale (error), ==, rows[i].stale);
    }
  g_assert_cmpint (kb_secret_error_get_code (locked, TRUE), ==, KB_STORE_ERROR_LOCKED);
  g_assert_cmpint (kb_secret_error_get_code (hung, FALSE), ==, KB_STORE_ERROR_NOT_RESPONDING);
  g_assert_cmpint (kb_secret_error_get_code (own, FALSE), ==, KB_STORE_ERROR_DISMISSED);
  g_assert_false (kb_secret_error_is_stale (own));
}

static void
add_ready_tests (void)
{
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
  g_test_add_func ("/secret-store/lock-and-unlock", test_lock_and_unlock);
  g_test_add_func ("/secret-store/dismissed", test_dismissed);
  g_test_add_func ("/secret-store/cancelled-prompt", test_cancelled_prompt);
  g_test_add_func ("/secret-store/prompt-has-no-limit", test_prompt_has_no_limit);
  g_test_add_func ("/secret-store/dropped-store", test_dropped_store);
  g_test_add_func ("/secret-store/cancelled-before", test_cancelled_before);
  g_test_add_func ("/secret-store/cancelled-after", test_cancelled_after);
  g_test_add_func ("/secret-store/hung", test_hung);
  g_test_add_func ("/secret-store/hung-and-cancelled", test_hung_and_cancelled);
  g_test_add_func ("/secret-store/restarted", test_restarted);
  g_test_add_func ("/secret-store/killed-unheard", test_killed_unheard);
  g_test_add_func ("/secret-store/killed-while-prompting", test_killed_while_prompting);
}

#define ADD_ODD(habit, func) \
  g_test_add ("/secret-store/odd/" habit, Odd, habit, odd_set_up, func, odd_tear_down)

static void
add_no_service_tests (void)
{
  g_test_add_func ("/secret-store/no-service", test_no_service);
  g_test_add_func ("/secret-store/sandboxed", test_sandboxed);
  ADD_ODD ("plain", test_order);
  ADD_ODD ("cut", test_mismatch);
  ADD_ODD ("turned", test_mismatch);
  ADD_ODD ("lies", test_lies);
  ADD_ODD ("locked", test_odd_locked);
  ADD_ODD ("shut", test_shut);
  ADD_ODD ("hidden", test_hidden);
  ADD_ODD ("denied", test_denied);
  ADD_ODD ("no-session", test_no_session);
  ADD_ODD ("no-alias", test_no_alias);
  ADD_ODD ("dies", test_dies);
  ADD_ODD ("asks", test_asks);
  ADD_ODD ("deaf", test_deaf);
}

int
main (int argc, char **argv)
{
  const char *state = g_getenv ("KEYRING_STATE");
  int result = 0;

  if (state == NULL)
    g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);

  else
    bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  g_test_init (&argc, &argv, NULL);

  if (state == NULL)
    {
      g_test_add_func ("/secret-store/no-bus", test_no_service);
      g_test_add_func ("/secret-store/error-codes", test_error_codes);
    }
  else if (g_str_equal (state, "ready"))
    add_ready_tests ();
  else if (g_str_equal (state, "locked"))
    g_test_add_func ("/secret-store/locked", test_locked);
  else if (g_str_equal (state, "no-collection"))
    g_test_add_func ("/secret-store/no-collection", test_no_collection);
  else
    add_no_service_tests ();

  result = g_test_run ();
  g_clear_object (&bus);

  return result;
}
