/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "store-helper.h"

#include <signal.h>

/* What a test does to the keyring behind the store's back. It runs inside tests/support/with-keyring, which
 * says by KEYRING_STATE what it has set up. */

#define SERVICE_NAME "org.freedesktop.secrets"
#define SERVICE_PATH "/org/freedesktop/secrets"
#define SERVICE_INTERFACE "org.freedesktop.Secret.Service"
#define GUILTY_INTERFACE "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"
#define LOGIN_PATH SERVICE_PATH "/collection/login"
#define KEY "sk-proj-0123456789abcdefghijABCDEFGHIJ0123456789"

/* Kept, because a session of the service ends with the connection. */
static GDBusConnection *bus;

static G_GNUC_UNUSED GVariant *
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
static G_GNUC_UNUSED GVariant *
make_password (void)
{
  g_autoptr (GVariant) reply = call_bus (SERVICE_NAME, SERVICE_PATH, SERVICE_INTERFACE, "OpenSession",
                                         g_variant_new ("(sv)", "plain", g_variant_new_string ("")));
  const char *choices = NULL;
  const char *password = g_getenv ("KEYRING_PASSWORD");

  g_variant_get (reply, "(v&o)", NULL, &choices);

  return g_variant_new ("(o@ay@ays)", choices, g_variant_new_array (G_VARIANT_TYPE_BYTE, NULL, 0),
                        g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, password, strlen (password), 1),
                        "text/plain");
}

static G_GNUC_UNUSED void
unlock_keyring (void)
{
  GVariant *arguments = g_variant_new ("(o@(oayays))", LOGIN_PATH, make_password ());

  g_variant_unref (
      call_bus (SERVICE_NAME, SERVICE_PATH, GUILTY_INTERFACE, "UnlockWithMasterPassword", arguments));
}

static G_GNUC_UNUSED void
lock_keyring (void)
{
  const char *paths[] = { LOGIN_PATH, NULL };

  g_variant_unref (
      call_bus (SERVICE_NAME, SERVICE_PATH, SERVICE_INTERFACE, "Lock", g_variant_new ("(^ao)", paths)));
}

static G_GNUC_UNUSED char *
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

static G_GNUC_UNUSED void
set_default_collection (const char *path)
{
  g_variant_unref (call_bus (SERVICE_NAME, SERVICE_PATH, SERVICE_INTERFACE, "SetAlias",
                             g_variant_new ("(so)", "default", path)));
}

static G_GNUC_UNUSED pid_t
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

static G_GNUC_UNUSED void
vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* Kills the service; the bus starts another one when it is needed, with everything locked. */
static G_GNUC_UNUSED void
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
static G_GNUC_UNUSED char *run_secret_tool (const char *verb, ...) G_GNUC_NULL_TERMINATED;

static G_GNUC_UNUSED char *
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

static G_GNUC_UNUSED guint
count_items (const char *name)
{
  g_autofree char *output = run_secret_tool ("search", "--all", "service", "openai", "username", name, NULL);
  guint n = 0;

  for (const char *at = output; (at = strstr (at, "label = ")) != NULL; at++)
    n++;

  return n;
}

static G_GNUC_UNUSED void
save (KbKeyStore *store, const char *name, const char *label, const char *key)
{
  g_autoptr (GError) error = NULL;

  store_save (store, name, label, key, &error);
  g_assert_no_error (error);
}

static G_GNUC_UNUSED void
forget (KbKeyStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;

  store_forget (store, name, &error);
  g_assert_no_error (error);
}

static G_GNUC_UNUSED KbStoreState
probe (KbKeyStore *store)
{
  g_autoptr (GError) error = NULL;
  KbStoreState state = store_probe (store, NULL, &error);

  g_assert_no_error (error);

  return state;
}
