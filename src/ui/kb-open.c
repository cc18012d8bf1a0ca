/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-open.h"

#include "core/guide/kb-facts.h"
#include "kb-page.h"

#include <glib/gi18n.h>

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = GTK_WIDGET (user_data);
  g_autoptr (GError) error = NULL;

  if (gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error) ||
      g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    return;
  g_message ("Not opened: %s", error->message);
  kb_toast_link (widget, _ ("No browser answered. Open the page yourself:"),
                 gtk_uri_launcher_get_uri (GTK_URI_LAUNCHER (source)));
}

void
kb_open_link (GtkWidget *widget, const char *link, gboolean practice)
{
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (practice)
    {
      kb_toast (widget, _ ("In a practice run no web page is opened"));
      return;
    }
  launcher = gtk_uri_launcher_new (kb_facts_get_string (kb_facts_get_default (), link));
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, launched_cb,
                           g_object_ref (widget));
}
