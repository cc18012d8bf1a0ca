/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keys/kb-reminding.h"

#include "core/base/kb-fiber.h"

#include <glib/gi18n.h>

/* Installed with the program; nothing starts it before it is asked for. */
#define TIMER APP_ID ".remind.timer"

#define MANAGER "org.freedesktop.systemd1"
#define PORTAL "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define TOKEN "keybearer_remind"
#define LIMIT (30 * G_USEC_PER_SEC)

typedef struct
{
  gboolean on, sandboxed;
  GDBusConnection *bus;
  GCancellable *cancellable;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->bus);
  g_clear_object (&change->cancellable);
  g_free (change);
}

static gboolean
call (Change *change, DexFuture *future, GError **error)
{
  g_autoptr (GVariant) reply = dex_await_variant (
      kb_fiber_until (future, g_get_monotonic_time () + LIMIT, change->cancellable), error);

  return reply != NULL;
}

/* ---- systemd ---- */

/* None is started where there is none. */
static gboolean
call_manager (Change *change, const char *method, GVariant *arguments, GError **error)
{
  return call (change,
               dex_dbus_connection_call (change->bus, MANAGER, "/org/freedesktop/systemd1",
                                         MANAGER ".Manager", method, arguments, NULL,
                                         G_DBUS_CALL_FLAGS_NO_AUTO_START, -1),
               error);
}

static gboolean
enable_timer (Change *change, GError **error)
{
  const char *const files[] = { TIMER, NULL };

  return call_manager (change, "EnableUnitFiles", g_variant_new ("(^asbb)", files, FALSE, TRUE), error) &&
         call_manager (change, "Reload", NULL, error) &&
         call_manager (change, "StartUnit", g_variant_new ("(ss)", TIMER, "replace"), error);
}

/* One that is not running cannot be stopped, and that is all right. */
static gboolean
disable_timer (Change *change, GError **error)
{
  const char *const files[] = { TIMER, NULL };

  call_manager (change, "StopUnit", g_variant_new ("(ss)", TIMER, "replace"), NULL);
  return call_manager (change, "DisableUnitFiles", g_variant_new ("(^asb)", files, FALSE), error) &&
         call_manager (change, "Reload", NULL, error);
}

/* ---- portal ---- */

static GVariant *
new_request (gboolean on)
{
  const char *const command[] = { "keybearer", "remind", NULL };
  GVariantDict options;

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "handle_token", "s", TOKEN);
  g_variant_dict_insert (&options, "reason", "s", _ ("Tells you before an API key ends"));
  g_variant_dict_insert (&options, "autostart", "b", on);
  g_variant_dict_insert (&options, "commandline", "^as", command);

  return g_variant_new ("(s@a{sv})", "", g_variant_dict_end (&options));
}

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *arguments,
             gpointer promise)
{
  dex_promise_resolve_variant (promise, g_variant_ref (arguments));
}

static char *
dup_request_path (GDBusConnection *bus)
{
  g_autofree char *sender = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (bus) + 1), ".", '_');

  return g_strconcat (PORTAL_PATH "/request/", sender, "/" TOKEN, NULL);
}

/* What the person or the desktop said. */
static gboolean
is_granted (Change *change, GVariant *response, GError **error)
{
  g_autoptr (GVariant) results = NULL;
  gboolean autostart = FALSE;
  guint32 code = 1;

  if (g_variant_is_of_type (response, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get (response, "(u@a{sv})", &code, &results);
  if (results != NULL)
    g_variant_lookup (results, "autostart", "b", &autostart);
  if (code == 0 && autostart == change->on)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "The portal declined");
  return FALSE;
}

/* It may ask the person, who has all the time. */
static gboolean
ask_portal (Change *change, GError **error)
{
  g_autofree char *path = dup_request_path (change->bus);
  DexPromise *answered = dex_promise_new ();
  guint id = g_dbus_connection_signal_subscribe (change->bus, PORTAL, "org.freedesktop.portal.Request",
                                                 "Response", path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                 response_cb, dex_ref (answered), dex_unref);
  g_autoptr (GVariant) response = NULL;

  if (call (change,
            dex_dbus_connection_call (change->bus, PORTAL, PORTAL_PATH, "org.freedesktop.portal.Background",
                                      "RequestBackground", new_request (change->on), NULL,
                                      G_DBUS_CALL_FLAGS_NONE, -1),
            error))
    response = dex_await_variant (kb_fiber_until (dex_ref (answered), 0, change->cancellable), error);
  g_dbus_connection_signal_unsubscribe (change->bus, id);
  dex_unref (answered);

  return response != NULL && is_granted (change, response, error);
}

/* ---- both ---- */

static gboolean
carry_out (Change *change, GError **error)
{
  if (change->sandboxed)
    return ask_portal (change, error);

  return change->on ? enable_timer (change, error) : disable_timer (change, error);
}

static DexFuture *
change_fiber (gpointer data)
{
  Change *change = data;
  GError *error = NULL;

  change->bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), &error);
  if (change->bus == NULL || !carry_out (change, &error))
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

/**
 * kb_reminding_set_async:
 * @on: whether the person is to be reminded
 * @sandboxed: whether this is a Flatpak
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
kb_reminding_set_async (gboolean on,
                        gboolean sandboxed,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  change->on = on;
  change->sandboxed = sandboxed;
  g_set_object (&change->cancellable, cancellable);
  kb_fiber_start (task, change_fiber, change, change_free);
}

/**
 * kb_reminding_set_finish:
 * @result: what the callback got
 * @error: %G_IO_ERROR_PERMISSION_DENIED when the person or the desktop declined; others as D-Bus has them
 *
 * Returns: whether it is as it was asked for
 */
gboolean
kb_reminding_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kb_reminding_get_trouble:
 * @error: of kb_reminding_set_finish()
 *
 * Returns: (transfer none): what to tell the person
 */
const char *
kb_reminding_get_trouble (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
             ? _ ("The desktop did not allow it. A calendar entry does the same.")
             : _ ("Nothing here can start it once a day. A calendar entry does the same.");
}
