/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"

#include <string.h>

#define TIMEOUT 3000 /* ms */

/* What programs that use OpenAI's libraries read beside the key. */
static const char *const variables_of_openai[] = {
  KB_FIND_VARIABLE,    "OPENAI_ORG_ID",   "OPENAI_ORGANIZATION",
  "OPENAI_PROJECT_ID", "OPENAI_BASE_URL", "OPENAI_API_BASE",
};

static KbFinding *
find_variable (KbFindingSource source, const char *name, const char *variable)
{
  const char *value = variable + strlen (name) + 1;
  g_autoptr (KbKeyReading) reading = NULL;
  KbFinding *finding;

  if (!g_str_has_prefix (variable, name) || variable[strlen (name)] != '=')
    return NULL;
  reading = kb_key_read (g_str_equal (name, KB_FIND_VARIABLE) ? value : NULL, -1);
  finding = kb_finding_new (source, name, 0, reading);
  if (source == KB_FINDING_SESSION)
    {
      g_autofree char *removal = g_strconcat ("systemctl --user unset-environment ", name, NULL);

      kb_finding_set_removal (finding, removal);
    }
  return finding;
}

/* One that is set counts as it is: programs take it also when there is no key in it. */
void
kb_find_in_variables (GPtrArray *findings, KbFindingSource source, const char *const *variables)
{
  for (gsize n = 0; n < G_N_ELEMENTS (variables_of_openai); n++)
    for (gsize i = 0; variables[i] != NULL; i++)
      {
        KbFinding *finding = find_variable (source, variables_of_openai[n], variables[i]);

        if (finding != NULL)
          g_ptr_array_add (findings, finding);
      }
}

static GPtrArray *
find_in_list (GVariant *reply)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GVariant) value = NULL;
  g_autofree const char **variables = NULL;

  g_variant_get (reply, "(v)", &value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_STRING_ARRAY))
    return findings;
  variables = g_variant_get_strv (value, NULL);
  kb_find_in_variables (findings, KB_FINDING_SESSION, variables);

  return findings;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  g_task_return_pointer (task, reply ? find_in_list (reply) : NULL, (GDestroyNotify) g_ptr_array_unref);
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

GPtrArray *
kb_find_in_session_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
