/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/found/kb-find-private.h"
#include "core/keyring/kb-secret-item.h"

static GVariant *
call (KbSearch *search, SecretService *service, const char *path, const char *method, GVariant *arguments)
{
  GDBusConnection *connection = g_dbus_proxy_get_connection (G_DBUS_PROXY (service));
  g_autofree char *interface = g_strndup (method, (gsize) (strrchr (method, '.') - method));
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_connection_call (connection, g_dbus_proxy_get_name (G_DBUS_PROXY (service)), path, interface,
                          strrchr (method, '.') + 1, arguments, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1,
                          search->steps, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_search_await (search, promise, NULL);

  return result ? g_dbus_connection_call_finish (connection, result, NULL) : NULL;
}

/* Open ones and locked ones, which tell their attributes, too. Not by secret_service_search(): libsecret 0.21
 * answers that twice when one of two items goes while they are being loaded. */
static GPtrArray *
find_paths (KbSearch *search, SecretService *service)
{
  const char *path = g_dbus_proxy_get_object_path (G_DBUS_PROXY (service));
  g_autoptr (GVariant) found = call (search, service, path, "org.freedesktop.Secret.Service.SearchItems",
                                     g_variant_new_parsed ("({'service': 'openai'},)"));

  return found ? kb_secret_item_read_paths (found) : NULL;
}

/* Of an item that is gone meanwhile there is nothing to add. */
static void
add_name (GStrvBuilder *names, KbSearch *search, SecretService *service, const char *path)
{
  g_autoptr (GVariant) reply = call (search, service, path, "org.freedesktop.DBus.Properties.Get",
                                     g_variant_new ("(ss)", "org.freedesktop.Secret.Item", "Attributes"));
  g_autoptr (GVariant) attributes = NULL;
  const char *name = NULL;
  const char *application = "";

  if (reply == NULL || !g_variant_is_of_type (reply, G_VARIANT_TYPE ("(v)")))
    return;
  g_variant_get (reply, "(v)", &attributes);
  if (!g_variant_is_of_type (attributes, G_VARIANT_TYPE ("a{ss}")))
    return;
  g_variant_lookup (attributes, "application", "&s", &application);
  if (g_variant_lookup (attributes, "username", "&s", &name) && !g_str_equal (application, "keybearer"))
    g_strv_builder_add (names, name);
}

static DexFuture *
find_fiber (gpointer data)
{
  KbSearch *search = data;
  g_autoptr (SecretService) service = kb_search_open_service (search, SECRET_SERVICE_NONE);
  g_autoptr (GPtrArray) paths = service ? find_paths (search, service) : NULL;
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; paths != NULL && i < paths->len; i++)
    add_name (names, search, service, paths->pdata[i]);

  return dex_future_new_take_boxed (G_TYPE_STRV, g_strv_builder_end (names));
}

/**
 * kb_find_twins_async:
 * @cancellable: (nullable): to give up
 * @callback: called when the keyring has answered, or after 10 s
 * @user_data: for @callback
 *
 * Asks under which names other programs keep an item with our "service". Whoever looks a key up by service
 * and username may get theirs in the place of ours. Never prompts, and reads no secret.
 */
void
kb_find_twins_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, kb_find_twins_async);
  kb_fiber_start (task, find_fiber, kb_search_new (NULL, NULL, cancellable), kb_search_unref);
}

/**
 * kb_find_twins_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full) (nullable): values of "username", empty when there are none; %NULL when cancelled
 */
char **
kb_find_twins_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
