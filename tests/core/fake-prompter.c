/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-prompter.h"

#define PROMPTER_NAME "org.gnome.keyring.SystemPrompter"
#define PROMPTER_PATH "/org/gnome/keyring/Prompter"
#define CALLBACK_INTERFACE "org.gnome.keyring.internal.Prompter.Callback"

struct _FakePrompter
{
  GDBusConnection *connection;
  guint object_id;
  char *caller; /* of the open question */
  char *callback;
  guint n_questions;
  gboolean dismiss_all;
};

static const char interface_xml[] = "<node><interface name='org.gnome.keyring.internal.Prompter'>"
                                    "<method name='BeginPrompting'><arg type='o'/></method>"
                                    "<method name='PerformPrompt'>"
                                    "<arg type='o'/><arg type='s'/><arg type='a{sv}'/><arg type='s'/>"
                                    "</method>"
                                    "<method name='StopPrompting'><arg type='o'/></method>"
                                    "</interface></node>";

static void
call_back (FakePrompter *self, const char *caller, const char *path, const char *method, GVariant *arguments)
{
  g_dbus_connection_call (self->connection, caller, path, CALLBACK_INTERFACE, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, NULL, NULL, NULL);
}

static GVariant *
make_reply (const char *reply)
{
  return g_variant_new ("(s@a{sv}s)", reply, g_variant_new_array (G_VARIANT_TYPE ("{sv}"), NULL, 0), "");
}

static void
method_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *method,
           GVariant *parameters,
           GDBusMethodInvocation *invocation,
           gpointer user_data)
{
  FakePrompter *self = user_data;
  g_autoptr (GVariant) callback = g_variant_get_child_value (parameters, 0);
  const char *callback_path = g_variant_get_string (callback, NULL);

  g_dbus_method_invocation_return_value (invocation, NULL);

  if (g_str_equal (method, "BeginPrompting"))
    {
      call_back (self, sender, callback_path, "PromptReady", make_reply (""));
    }
  else if (g_str_equal (method, "PerformPrompt"))
    {
      g_set_str (&self->caller, sender);
      g_set_str (&self->callback, callback_path);
      self->n_questions++;
      if (self->dismiss_all)
        fake_prompter_dismiss (self);
    }
  else
    {
      call_back (self, sender, callback_path, "PromptDone", NULL);
    }
}

FakePrompter *
fake_prompter_new (void)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_cb };
  FakePrompter *self = g_new0 (FakePrompter, 1);
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface_xml, NULL);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  self->connection = g_dbus_connection_new_for_address_sync (
      g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
      G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);
  g_assert_no_error (error);
  self->object_id = g_dbus_connection_register_object (self->connection, PROMPTER_PATH, node->interfaces[0],
                                                       &vtable, self, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "RequestName",
                                       g_variant_new ("(su)", PROMPTER_NAME, 4), NULL, G_DBUS_CALL_FLAGS_NONE,
                                       -1, NULL, &error);
  g_assert_no_error (error);

  return self;
}

void
fake_prompter_free (FakePrompter *self)
{
  g_dbus_connection_unregister_object (self->connection, self->object_id);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_free (self->caller);
  g_free (self->callback);
  g_free (self);
}

void
fake_prompter_wait (FakePrompter *self)
{
  while (self->callback == NULL)
    g_main_context_iteration (NULL, TRUE);
}

guint
fake_prompter_count (FakePrompter *self)
{
  return self->n_questions;
}

void
fake_prompter_dismiss (FakePrompter *self)
{
  g_assert_nonnull (self->callback);

  call_back (self, self->caller, self->callback, "PromptReady", make_reply ("no"));
  g_clear_pointer (&self->caller, g_free);
  g_clear_pointer (&self->callback, g_free);
}

void
fake_prompter_dismiss_all (FakePrompter *self)
{
  self->dismiss_all = TRUE;
}
