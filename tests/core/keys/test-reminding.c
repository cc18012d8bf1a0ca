/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-reminding.h"

/* Stand-ins of the systemd user manager and of the portal, on a bus of their own */
static const char interfaces[] =
    "<node>"
    " <interface name='org.freedesktop.systemd1.Manager'>"
    "  <method name='EnableUnitFiles'><arg type='as' direction='in'/><arg type='b' direction='in'/>"
    "   <arg type='b' direction='in'/><arg type='b' direction='out'/><arg type='a(sss)' "
    "direction='out'/></method>"
    "  <method name='DisableUnitFiles'><arg type='as' direction='in'/><arg type='b' direction='in'/>"
    "   <arg type='a(sss)' direction='out'/></method>"
    "  <method name='Reload'/>"
    "  <method name='StartUnit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "   <arg type='o' direction='out'/></method>"
    "  <method name='StopUnit'><arg type='s' direction='in'/><arg type='s' direction='in'/>"
    "   <arg type='o' direction='out'/></method>"
    " </interface>"
    " <interface name='org.freedesktop.portal.Background'>"
    "  <method name='RequestBackground'><arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "   <arg type='o' direction='out'/></method>"
    " </interface>"
    "</node>";

typedef struct
{
  GDBusConnection *bus;
  GString *calls;
  const char *failing; /* a method that fails; NULL: none */
  guint response;      /* of the portal */
  gboolean declines;   /* it says so, and grants nothing */
  guint registered, name;
} Fixture;

static void
answer (GDBusMethodInvocation *call, const char *method)
{
  if (g_str_equal (method, "EnableUnitFiles"))
    g_dbus_method_invocation_return_value (call, g_variant_new ("(ba(sss))", TRUE, NULL));
  else if (g_str_equal (method, "DisableUnitFiles"))
    g_dbus_method_invocation_return_value (call, g_variant_new ("(a(sss))", NULL));
  else if (g_str_equal (method, "Reload"))
    g_dbus_method_invocation_return_value (call, NULL);
  else
    g_dbus_method_invocation_return_value (call, g_variant_new ("(o)", "/job"));
}

/* The answer of the person comes as a signal, which may be there before the reply. */
static void
respond (Fixture *fixture, const char *sender, GVariant *parameters)
{
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = g_variant_print (options, FALSE);
  gboolean autostart = FALSE;
  GVariantDict results;

  g_string_append_printf (fixture->calls, "%s ", text);
  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_variant_lookup (options, "autostart", "b", &autostart);
  path = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  g_variant_dict_init (&results, NULL);
  g_variant_dict_insert (&results, "background", "b", autostart);
  g_variant_dict_insert (&results, "autostart", "b", autostart && !fixture->declines);
  g_dbus_connection_emit_signal (
      fixture->bus, sender, path, "org.freedesktop.portal.Request", "Response",
      g_variant_new ("(u@a{sv})", fixture->response, g_variant_dict_end (&results)), NULL);
}

static void
called_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *call,
           gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *text = g_variant_print (parameters, FALSE);

  if (g_strcmp0 (method, fixture->failing) == 0)
    {
      g_dbus_method_invocation_return_dbus_error (call, "org.freedesktop.systemd1.NoSuchUnit",
                                                  "No such unit");
      return;
    }
  if (g_str_equal (method, "RequestBackground"))
    respond (fixture, sender, parameters);
  else
    g_string_append_printf (fixture->calls, "%s%s ", method, text);
  answer (call, method);
}

static void
acquired_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

static void
own (Fixture *fixture, const char *name, const char *path, const char *interface)
{
  static const GDBusInterfaceVTable table = { called_cb, NULL, NULL, { 0 } };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interfaces, NULL);
  gboolean acquired = FALSE;

  fixture->registered = g_dbus_connection_register_object (
      fixture->bus, path, g_dbus_node_info_lookup_interface (info, interface), &table, fixture, NULL, NULL);
  fixture->name = g_bus_own_name_on_connection (fixture->bus, name, G_BUS_NAME_OWNER_FLAGS_NONE, acquired_cb,
                                                NULL, &acquired, NULL);
  while (!acquired)
    g_main_context_iteration (NULL, TRUE);
}

static void
own_manager (Fixture *fixture)
{
  own (fixture, "org.freedesktop.systemd1", "/org/freedesktop/systemd1", "org.freedesktop.systemd1.Manager");
}

static void
own_portal (Fixture *fixture)
{
  own (fixture, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
       "org.freedesktop.portal.Background");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  fixture->bus = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
      NULL, NULL, NULL);
  fixture->calls = g_string_new (NULL);
}

/* The next test is to find nobody. */
static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->registered > 0)
    g_dbus_connection_unregister_object (fixture->bus, fixture->registered);
  if (fixture->name > 0)
    g_bus_unown_name (fixture->name);
  g_dbus_connection_close_sync (fixture->bus, NULL, NULL);
  g_clear_object (&fixture->bus);
  g_string_free (fixture->calls, TRUE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
set (gboolean on, gboolean sandboxed, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_reminding_set_async (on, sandboxed, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return kb_reminding_set_finish (result, error);
}

static void
test_manager (Fixture *fixture, gconstpointer data)
{
  own_manager (fixture);
  g_assert_true (set (TRUE, FALSE, NULL));
  g_assert_cmpstr (fixture->calls->str, ==,
                   "EnableUnitFiles(['io.github.keybearer.Keybearer.remind.timer'], false, true) Reload() "
                   "StartUnit('io.github.keybearer.Keybearer.remind.timer', 'replace') ");
  g_string_truncate (fixture->calls, 0);
  g_assert_true (set (FALSE, FALSE, NULL));
  g_assert_cmpstr (fixture->calls->str, ==,
                   "StopUnit('io.github.keybearer.Keybearer.remind.timer', 'replace') "
                   "DisableUnitFiles(['io.github.keybearer.Keybearer.remind.timer'], false) Reload() ");
}

/* One that does not know the timer, as the program was not installed, has not turned it on. */
static void
test_manager_fails (Fixture *fixture, gconstpointer data)
{
  static const char *const methods[] = { "EnableUnitFiles", "Reload", "StartUnit" };

  own_manager (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      g_autoptr (GError) error = NULL;

      fixture->failing = methods[i];
      g_assert_false (set (TRUE, FALSE, &error));
      g_assert_nonnull (strstr (kb_reminding_get_trouble (error), "once a day"));
    }
  /* But what is not running is off. */
  fixture->failing = "StopUnit";
  g_assert_true (set (FALSE, FALSE, NULL));
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, other = NULL;

  g_assert_false (set (TRUE, FALSE, &error));
  g_assert_nonnull (strstr (kb_reminding_get_trouble (error), "once a day"));
  g_assert_false (set (TRUE, TRUE, &other));
  g_assert_nonnull (strstr (kb_reminding_get_trouble (other), "once a day"));
}

static void
test_portal (Fixture *fixture, gconstpointer data)
{
  own_portal (fixture);
  g_assert_true (set (TRUE, TRUE, NULL));
  g_assert_nonnull (strstr (fixture->calls->str, "'autostart': <true>"));
  g_assert_nonnull (strstr (fixture->calls->str, "'commandline': <['keybearer', 'remind']>"));
  g_assert_nonnull (strstr (fixture->calls->str, "'reason': <'Tells you before an API key ends'>"));
  g_string_truncate (fixture->calls, 0);
  g_assert_true (set (FALSE, TRUE, NULL));
  g_assert_nonnull (strstr (fixture->calls->str, "'autostart': <false>"));
}

static void
test_portal_declines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL, other = NULL;

  own_portal (fixture);
  fixture->declines = TRUE;
  g_assert_false (set (TRUE, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (kb_reminding_get_trouble (error), "did not allow"));
  fixture->declines = FALSE;
  fixture->response = 1; /* the person has cancelled */
  g_assert_false (set (TRUE, TRUE, &other));
  g_assert_error (other, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

#define ADD(name, func) g_test_add ("/reminding/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  ADD ("manager", test_manager);
  ADD ("manager-fails", test_manager_fails);
  ADD ("nobody", test_nobody);
  ADD ("portal", test_portal);
  ADD ("portal-declines", test_portal_declines);

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  status = g_test_run ();
  g_test_dbus_stop (bus);

  return status;
}
