/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/snippets/kb-lookup.h"

#include "core/base/kb-sandbox.h"
#include "core/keyring/kb-secret-error.h"

#define TIMEOUT 3000 /* ms */

static KbLookup
judge (gsize n_unlocked, gsize n_locked)
{
  if (n_unlocked + n_locked > 1)
    return KB_LOOKUP_SEVERAL;
  if (n_unlocked == 1)
    return KB_LOOKUP_ONE;

  return n_locked == 1 ? KB_LOOKUP_LOCKED : KB_LOOKUP_NONE;
}

static KbLookup
judge_failure (void)
{
  return kb_secret_error_sandbox_hides (KB_SANDBOX_INFO) ? KB_LOOKUP_HIDDEN : KB_LOOKUP_FAILED;
}

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  g_autoptr (GVariant) unlocked = NULL;
  g_autoptr (GVariant) locked = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (reply == NULL)
    {
      g_debug ("The look-up was not answered: %s", error->message);
      g_task_return_int (task, judge_failure ());
      return;
    }

  g_variant_get (reply, "(@ao@ao)", &unlocked, &locked);
  g_task_return_int (task, judge (g_variant_n_children (unlocked), g_variant_n_children (locked)));
}

/* The same question that `secret-tool lookup` asks. */
static void
connected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);
  GVariantBuilder attributes = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  if (g_task_return_error_if_cancelled (task))
    return;
  if (bus == NULL)
    {
      g_task_return_int (task, judge_failure ());
      return;
    }

  g_variant_builder_add (&attributes, "{ss}", "service", "openai");
  g_variant_builder_add (&attributes, "{ss}", "username", g_task_get_task_data (task));
  g_dbus_connection_call (
      bus, "org.freedesktop.secrets", "/org/freedesktop/secrets", "org.freedesktop.Secret.Service",
      "SearchItems", g_variant_new ("(a{ss})", &attributes), G_VARIANT_TYPE ("(aoao)"),
      G_DBUS_CALL_FLAGS_NONE, TIMEOUT, g_task_get_cancellable (task), searched_cb, g_object_ref (task));
}

/**
 * kb_lookup_async:
 * @name: the `username` attribute of a key
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Asks the keyring how many items another program would find, ours or not.
 */
void
kb_lookup_async (const char *name,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, kb_lookup_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, connected_cb, g_object_ref (task));
}

/**
 * kb_lookup_finish:
 * @result: what the callback got
 * @error: set only when cancelled
 *
 * Returns: what other programs get
 */
KbLookup
kb_lookup_finish (GAsyncResult *result, GError **error)
{
  gssize lookup;

  g_return_val_if_fail (g_task_is_valid (result, NULL), KB_LOOKUP_FAILED);

  lookup = g_task_propagate_int (G_TASK (result), error);

  return lookup < 0 ? KB_LOOKUP_FAILED : (KbLookup) lookup;
}
