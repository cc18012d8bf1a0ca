/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-store.h"
#include "keyring-helper.h"
#include "odd-support.h"

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
      g_autoptr (KbKeyStore) store = kb_secret_store_new ();

      kb_secret_store_set_sandbox_info (KB_SECRET_STORE (store), info);
      g_assert_true (g_file_set_contents (info, rows[i].info, -1, NULL));
      g_assert_cmpint (probe (store), ==, rows[i].state);
      if (rows[i].state == KB_STORE_STATE_DENIED)
        assert_all_fail (store, KB_STORE_ERROR_DENIED);
    }
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

/* Another program takes one away in the middle of it; and of two that are left, when it is tried again. */
static void
test_goes (Odd *odd, gconstpointer data)
{
  g_autofree char *list = NULL;

  save (odd->store, "a", "First", KEY);
  save (odd->store, "b", "Second", KEY);
  save (odd->store, "c", "Third", KEY);
  list = dup_list (odd->store);
  g_assert_cmpstr (list, ==, "b=Second c=Third");
}

/* Of how many items the keyring was asked what they are. */
static guint
count_asked (void)
{
  g_autoptr (GVariant) reply = call_bus (SERVICE_NAME, SERVICE_PATH, "org.freedesktop.DBus.Properties", "Get",
                                         g_variant_new ("(ss)", SERVICE_INTERFACE, "Asked"));
  g_autoptr (GVariant) asked = NULL;

  g_variant_get (reply, "(v)", &asked);

  return g_variant_get_uint32 (asked);
}

/* What others keep there costs nothing. */
static void
test_many (Odd *odd, gconstpointer data)
{
  g_autoptr (GPtrArray) keys = store_list (odd->store, NULL);

  g_assert_cmpuint (keys->len, ==, 20);
  g_assert_cmpuint (count_asked (), ==, 20);
  assert_saved (odd->store, "key-7", "sk-hidden");
  g_assert_cmpuint (count_asked (), ==, 21);
}

/* Longer than the limit in all, but never silent for so long. */
static void
test_slow (Odd *odd, gconstpointer data)
{
  g_autoptr (GPtrArray) keys = NULL;
  gint64 start = g_get_monotonic_time ();

  kb_secret_store_set_lookup_timeout (KB_SECRET_STORE (odd->store), 3000);
  keys = store_list (odd->store, NULL);
  g_assert_nonnull (keys);
  g_assert_cmpuint (keys->len, ==, 20);
  g_assert_cmpint (g_get_monotonic_time () - start, >, 3 * G_USEC_PER_SEC);
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

/* What is wrong and cannot be taken away either is said to be there. */
static void
test_mismatch_left (Odd *odd, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_test_expect_message (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "*stored wrongly could not be removed*");
  g_assert_false (store_save (odd->store, "one", "One", KEY, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_MISMATCH_LEFT);
  g_assert_cmpuint (count_items ("one"), ==, 1);
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

  kb_key_store_save_async (odd->store, "one", "One", value, TRUE, cancellable, store_done_cb, &result);
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
    { G_DBUS_ERROR_INVALID_ARGS, KB_STORE_ERROR_FAILED, TRUE },
    { G_DBUS_ERROR_FAILED, KB_STORE_ERROR_FAILED, FALSE },
  };
  g_autoptr (GError) locked = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "");
  g_autoptr (GError) hung = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "");
  g_autoptr (GError) misread = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_PROTOCOL, "");
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
  g_assert_cmpint (kb_secret_error_get_code (misread, FALSE), ==, KB_STORE_ERROR_FAILED);
  g_assert_true (kb_secret_error_is_stale (misread));
}

#define ADD_ODD(habit, func) \
  g_test_add ("/secret-store/odd/" habit, Odd, habit, odd_set_up, func, odd_tear_down)

int
main (int argc, char **argv)
{
  const char *state = g_getenv ("KEYRING_STATE");
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  if (state == NULL)
    {
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      g_test_add_func ("/secret-store/no-bus", test_no_service);
      g_test_add_func ("/secret-store/error-codes", test_error_codes);
      return g_test_run ();
    }

  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_test_add_func ("/secret-store/no-service", test_no_service);
  g_test_add_func ("/secret-store/sandboxed", test_sandboxed);
  ADD_ODD ("plain", test_order);
  ADD_ODD ("goes", test_goes);
  ADD_ODD ("many", test_many);
  ADD_ODD ("many slow", test_slow);
  ADD_ODD ("cut", test_mismatch);
  ADD_ODD ("turned", test_mismatch);
  ADD_ODD ("cut asks", test_mismatch_left);
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

  result = g_test_run ();
  g_clear_object (&bus);

  return result;
}
