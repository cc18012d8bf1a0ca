/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-connected.h"

#include "core/programs/kb-connection.h"

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwActionRow) row = ADW_ACTION_ROW (user_data);
  g_autoptr (GPtrArray) notes = kb_connections_list_finish (result, NULL);
  g_autofree char *programs = notes ? kb_connections_dup_programs (notes) : g_strdup ("");

  adw_action_row_set_subtitle (row, programs);
  gtk_widget_set_visible (GTK_WIDGET (row), *programs != '\0');
}

void
kb_connected_show (AdwActionRow *row, const char *name, GCancellable *cancellable)
{
  kb_connections_list_async (name, cancellable, listed_cb, g_object_ref (row));
}
