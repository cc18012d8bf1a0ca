/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/import/kb-find-private.h"

#include <string.h>

#define TIMEOUT 3000 /* ms */

KbFinding *
kb_find_in_text (KbFindingSource source, const char *place, const char *text)
{
  g_autoptr (KbKeyReading) reading = kb_key_read (text, -1);

  return kb_key_reading_get_key (reading) ? kb_finding_new (source, place, 0, reading) : NULL;
}

static KbFinding *
find_in_list (GVariant *reply)
{
  g_autoptr (GVariant) value = NULL;
  g_autofree const char **variables = NULL;

  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return NULL;

  variables = g_variant_get_strv (value, NULL);
  for (gsize i = 0; variables[i] != NULL; i++)
    if (g_str_has_prefix (variables[i], KB_FIND_VARIABLE "="))
      return kb_find_in_text (KB_FINDING_SESSION, "", strchr (variables[i], '=') + 1);

  return NULL;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  KbFinding *finding = reply ? find_in_list (reply) : NULL;

  if (finding != NULL)
    kb_finding_set_removal (finding, "systemctl --user unset-environment " KB_FIND_VARIABLE);
  g_task_return_pointer (task, finding, g_object_unref);
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  g_dbus_connection_call (bus, "org.freedesktop.systemd1", "/org/freedesktop/systemd1",
                          "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", "org.freedesktop.systemd1.Manager", "Environment"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, TIMEOUT,
                          g_task_get_cancellable (task), answered_cb, g_object_ref (task));
}

/* Where there is no such manager, nothing is found. */
void
kb_find_in_session_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, connected_cb, g_object_ref (task));
}

KbFinding *
kb_find_in_session_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
