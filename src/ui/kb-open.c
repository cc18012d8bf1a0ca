/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-open.h"

#include "core/guide/kb-facts.h"
#include "kb-page.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkWidget *widget;
  const char *uri;
} Opening;

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr (GtkWidget) widget = opening->widget;
  g_autoptr (GError) error = NULL;

  /* Cancelled: a portal asked which browser to take, and the person wanted none. */
  if (g_app_info_launch_default_for_uri_finish (result, &error) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_message ("Not opened: %s", error->message);
  kb_toast_link (widget, _ ("No browser answered. Open the page yourself:"), opening->uri);
}

void
kb_open_link (GtkWidget *widget, const char *link, gboolean practice)
{
  g_autoptr (GdkAppLaunchContext) context = NULL;
  Opening *opening;

  if (practice)
    {
      kb_toast (widget, _ ("In a practice run no web page is opened"));
      return;
    }
  /* Not GtkUriLauncher: in a sandbox on a desktop without a portal it never calls back (GTK 4.24). */
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  opening = g_new (Opening, 1);
  *opening = (Opening) { g_object_ref (widget), kb_facts_get_string (kb_facts_get_default (), link) };
  g_app_info_launch_default_for_uri_async (opening->uri, G_APP_LAUNCH_CONTEXT (context), NULL, launched_cb,
                                           opening);
}
