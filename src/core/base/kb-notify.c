/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-notify.h"

#include "core/base/kb-fiber.h"

#define LIMIT (30 * G_USEC_PER_SEC)

typedef struct
{
  char *id, *title, *body;
  GDBusConnection *bus;
  GCancellable *cancellable;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_free (telling->id);
  g_free (telling->title);
  g_free (telling->body);
  g_clear_object (&telling->bus);
  g_clear_object (&telling->cancellable);
  g_free (telling);
}

static GVariant *
call (Telling *telling,
      const char *name,
      const char *path,
      const char *method,
      GVariant *arguments,
      GError **error)
{
  const char *dot = strrchr (method, '.');
  g_autofree char *interface = g_strndup (method, (gsize) (dot - method));

  return dex_await_variant (
      kb_fiber_until (dex_dbus_connection_call (telling->bus, name, path, interface, dot + 1, arguments, NULL,
                                                G_DBUS_CALL_FLAGS_NONE, -1),
                      g_get_monotonic_time () + LIMIT, telling->cancellable),
      error);
}

/* As g_notification_serialize() has it, for those who start the program when it is chosen */
static GVariant *
new_description (Telling *telling)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "title", "s", telling->title);
  g_variant_dict_insert (&dict, "body", "s", telling->body);
  g_variant_dict_insert (&dict, "default-action", "s", "app.present");
  g_variant_dict_insert (&dict, "default-action-target", "b", FALSE);

  return g_variant_dict_end (&dict);
}

static GVariant *
tell_gnome (Telling *telling, GError **error)
{
  return call (telling, "org.gtk.Notifications", "/org/gtk/Notifications",
               "org.gtk.Notifications.AddNotification",
               g_variant_new ("(ss@a{sv})", APP_ID, telling->id, new_description (telling)), error);
}

static GVariant *
tell_desktop (Telling *telling, GError **error)
{
  GVariantDict hints;

  g_variant_dict_init (&hints, NULL);
  g_variant_dict_insert (&hints, "desktop-entry", "s", APP_ID);

  return call (telling, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
               "org.freedesktop.Notifications.Notify",
               g_variant_new ("(susssas@a{sv}i)", "Keybearer", 0u, APP_ID, telling->title, telling->body,
                              NULL, g_variant_dict_end (&hints), -1),
               error);
}

static GVariant *
tell_portal (Telling *telling, GError **error)
{
  return call (telling, "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
               "org.freedesktop.portal.Notification.AddNotification",
               g_variant_new ("(s@a{sv})", telling->id, new_description (telling)), error);
}

/* The first that answers. Outside of a sandbox the portal does not know whose notification it is. */
static DexFuture *
tell_fiber (gpointer data)
{
  Telling *telling = data;
  GError *error = NULL;
  g_autoptr (GVariant) reply = NULL;

  telling->bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), &error);
  if (telling->bus == NULL)
    return dex_future_new_for_error (error);
  reply = tell_gnome (telling, NULL);
  if (reply == NULL)
    reply = tell_desktop (telling, NULL);
  if (reply == NULL)
    reply = tell_portal (telling, &error);

  return reply != NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

/**
 * kb_notify_async:
 * @id: another notification of this id is replaced, where the desktop knows such
 * @title: one line
 * @body: a sentence
 * @cancellable: (nullable): to give up
 * @callback: called when the desktop has it
 * @user_data: for @callback
 *
 * Not a #GApplication's: that one needs to be the first of its name, and is gone before the message is.
 */
void
kb_notify_async (const char *id,
                 const char *title,
                 const char *body,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Telling *telling = g_new0 (Telling, 1);

  telling->id = g_strdup (id);
  telling->title = g_strdup (title);
  telling->body = g_strdup (body);
  g_set_object (&telling->cancellable, cancellable);
  kb_fiber_start (task, tell_fiber, telling, telling_free);
}

/**
 * kb_notify_finish:
 * @result: what the callback got
 * @error: why not
 *
 * Returns: whether the desktop has taken it
 */
gboolean
kb_notify_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
