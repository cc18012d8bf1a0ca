/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-copy-secret.h"

#include "kb-page.h"

#include <glib/gi18n.h>

#define SECONDS 60

/* What Klipper and other histories of the clipboard look at, so as not to keep it. */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT "secret"

typedef struct
{
  GdkClipboard *clipboard;
  GdkContentProvider *content;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *copy = data;

  g_object_unref (copy->clipboard);
  g_object_unref (copy->content);
  g_free (copy);
}

static gboolean
clear_cb (gpointer user_data)
{
  Copy *copy = user_data;

  if (gdk_clipboard_get_content (copy->clipboard) == copy->content)
    gdk_clipboard_set_content (copy->clipboard, NULL);
  return G_SOURCE_REMOVE;
}

void
kb_copy_secret (GtkWidget *widget, SecretValue *key)
{
  g_autoptr (GBytes) hint = g_bytes_new_static (HINT, strlen (HINT));
  GdkContentProvider *parts[] = { gdk_content_provider_new_typed (G_TYPE_STRING, secret_value_get_text (key)),
                                  gdk_content_provider_new_for_bytes (HINT_TYPE, hint) };
  Copy *copy = g_new (Copy, 1);

  copy->clipboard = g_object_ref (gtk_widget_get_clipboard (widget));
  copy->content = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (copy->clipboard, copy->content);
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, SECONDS, clear_cb, copy, copy_free);
  kb_toast (widget, _ ("Key copied for one minute"));
}
