/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-open.h"

#include "core/base/kb-sandbox.h"
#include "core/facts/kb-facts.h"
#include "kb-page.h"

#include <glib/gi18n.h>

static void
toast (GtkWidget *widget, const char *uri)
{
  kb_toast_link (widget, _ ("The page did not open"), uri);
}

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  g_message ("Not opened: %s", error->message);
  toast (widget, gtk_uri_launcher_get_uri (GTK_URI_LAUNCHER (source)));
}

static void
launch (GtkWidget *widget, const char *uri)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, launched_cb,
                           g_object_ref (widget));
}

typedef struct
{
  GtkWidget *widget;
  const char *uri; /* a fact */
} Opening;

static void
portal_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GtkWidget) widget = opening->widget;
  g_autoptr (GDBusProxy) portal = g_dbus_proxy_new_for_bus_finish (result, NULL);
  g_autoptr (GVariant) version = portal ? g_dbus_proxy_get_cached_property (portal, "version") : NULL;

  if (!gtk_widget_get_root (widget))
    return;
  if (version)
    launch (widget, opening->uri);
  else
    toast (widget, opening->uri);
}

/* Where there is no portal, GTK 4.24 never calls back, and GLib 2.90 aborts. */
static void
launch_through_portal (GtkWidget *widget, const char *uri)
{
  Opening *opening = g_new (Opening, 1);

  *opening = (Opening) { g_object_ref (widget), uri };
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_DO_NOT_CONNECT_SIGNALS, NULL,
                            "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop",
                            "org.freedesktop.portal.OpenURI", NULL, portal_cb, opening);
}

void
kb_open_link (GtkWidget *widget, const char *link, gboolean practice)
{
  const char *uri = kb_facts_get_string (kb_facts_get_default (), link);

  if (practice)
    kb_toast (widget, _ ("In a practice run no web page is opened"));
  else if (kb_sandbox_is_inside ())
    launch_through_portal (widget, uri);
  else
    launch (widget, uri);
}
