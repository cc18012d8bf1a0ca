/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-manager.h"

#include "core/base/kb-fiber.h"

static DexFuture *
ask (GDBusConnection *bus)
{
  return dex_dbus_connection_call (bus, "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
                                   "org.freedesktop.DBus.Properties", "Get",
                                   g_variant_new ("(ss)", "org.freedesktop.systemd1.Manager", "Environment"),
                                   G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1);
}

/**
 * kb_manager_dup_variables:
 * @deadline: when to give up, in µs of the monotonic clock
 * @cancellable: (nullable): the caller's
 *
 * In a fiber. Asks the systemd user manager for the variables that it gives to what it starts. Where there is
 * no such manager, none is started.
 *
 * Returns: (transfer full) (nullable): each as `NAME=VALUE`; %NULL where they are not known
 */
char **
kb_manager_dup_variables (gint64 deadline, GCancellable *cancellable)
{
  g_autoptr (GDBusConnection) bus =
      dex_await_object (kb_fiber_until (dex_bus_get (G_BUS_TYPE_SESSION), deadline, cancellable), NULL);
  g_autoptr (GVariant) reply =
      bus ? dex_await_variant (kb_fiber_until (ask (bus), deadline, cancellable), NULL) : NULL;
  g_autoptr (GVariant) value = NULL;

  if (reply == NULL)
    return NULL;
  g_variant_get (reply, "(v)", &value);

  return g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY) ? g_variant_dup_strv (value, NULL) : NULL;
}
