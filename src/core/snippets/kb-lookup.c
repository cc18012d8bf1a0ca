/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/snippets/kb-lookup.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-sandbox.h"
#include "core/keyring/kb-key-store.h"

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

/* The same question that `secret-tool lookup` asks. */
static DexFuture *
ask_keyring (GDBusConnection *bus, const char *name)
{
  GVariantBuilder attributes = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{ss}"));

  g_variant_builder_add (&attributes, "{ss}", "service", "openai");
  g_variant_builder_add (&attributes, "{ss}", "username", name);

  return dex_dbus_connection_call (
      bus, KB_STORE_SERVICE, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service", "SearchItems",
      g_variant_new ("(a{ss})", &attributes), G_VARIANT_TYPE ("(aoao)"), G_DBUS_CALL_FLAGS_NONE, TIMEOUT);
}

static DexFuture *
look_up_fiber (gpointer data)
{
  GTask *task = data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  gint64 deadline = g_get_monotonic_time () + TIMEOUT * G_TIME_SPAN_MILLISECOND;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus =
      dex_await_object (kb_fiber_until (dex_bus_get (G_BUS_TYPE_SESSION), deadline, cancellable), &error);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GVariant) unlocked = NULL;
  g_autoptr (GVariant) locked = NULL;

  if (bus != NULL)
    reply = dex_await_variant (
        kb_fiber_until (ask_keyring (bus, g_task_get_task_data (task)), deadline, cancellable), &error);
  if (reply == NULL)
    {
      g_debug ("The look-up was not answered: %s", error->message);
      return dex_future_new_for_int (kb_sandbox_hides (KB_SANDBOX_INFO, KB_STORE_SERVICE) ? KB_LOOKUP_HIDDEN
                                                                                          : KB_LOOKUP_FAILED);
    }
  g_variant_get (reply, "(@ao@ao)", &unlocked, &locked);

  return dex_future_new_for_int (judge (g_variant_n_children (unlocked), g_variant_n_children (locked)));
}

/**
 * kb_lookup_async:
 * @name: the `username` attribute of a key
 * @cancellable: (nullable): to give up
 *
 * Asks the keyring how many items another program would find, ours or not.
 */
void
kb_lookup_async (const char *name,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, kb_lookup_async);
  g_task_set_task_data (task, g_strdup (name), g_free);
  kb_fiber_start (task, look_up_fiber, g_object_ref (task), g_object_unref);
}

/**
 * kb_lookup_finish:
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
