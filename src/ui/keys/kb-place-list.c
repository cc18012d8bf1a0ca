/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-place-list.h"

#include "widgets/kb-check-row.h"

#include <glib/gi18n.h>

/* The ids are kept in the notes. */
static const struct
{
  const char *id;
  const char *title;
  const char *subtitle;
} usual_places[] = {
  { "shell", N_ ("Terminal"), N_ ("A line in .bashrc, .zshrc or config.fish, by name or with the key") },
  { "project", N_ ("Projects on This Computer"), N_ ("Files named .env, scripts, notebooks") },
  { "program", N_ ("Editors and Other Programs"), N_ ("Those that asked for the key in their settings") },
  { "server", N_ ("Servers and Hosting"), N_ ("Deploy again, so that they start with the new key") },
  { "automation", N_ ("Automatic Builds and Timers"),
    N_ ("Secrets of a repository, jobs that start by themselves") },
  { "no-code", N_ ("Services That Connect Others"), N_ ("Tools without code, chat bots, spreadsheets") },
  { "other", N_ ("Other Computers and Phones"), N_ ("And people who were given the key") },
};

static void
active_cb (GObject *row, GParamSpec *pspec, gpointer user_data)
{
  gboolean active;

  g_object_get (row, "active", &active, NULL);
  kb_rotation_set_updated (user_data, g_object_get_data (row, "place"), active);
}

static GtkWidget *
new_row (KbRotation *rotation, const char *place, const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (KB_TYPE_CHECK_ROW, "use-underline", FALSE, "title", title, "subtitle",
                                 subtitle, "active", kb_rotation_get_updated (rotation, place), NULL);

  g_object_set_data_full (G_OBJECT (row), "place", g_strdup (place), g_free);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (active_cb), rotation, G_CONNECT_DEFAULT);
  return row;
}

/* The new place takes the place of the entry, which comes last again. */
static void
apply_cb (GtkWidget *entry, gpointer user_data)
{
  KbRotation *rotation = user_data;
  AdwExpanderRow *row = ADW_EXPANDER_ROW (gtk_widget_get_ancestor (entry, ADW_TYPE_EXPANDER_ROW));
  g_autofree char *place = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  guint before = g_strv_length ((GStrv) kb_rotation_get_places (rotation));

  kb_rotation_add_place (rotation, g_strstrip (place));
  if (g_strv_length ((GStrv) kb_rotation_get_places (rotation)) > before)
    {
      g_object_ref (entry);
      adw_expander_row_remove (row, entry);
      adw_expander_row_add_row (row, new_row (rotation, place, place, ""));
      adw_expander_row_add_row (row, entry);
      g_object_unref (entry);
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

void
kb_place_list_fill (AdwExpanderRow *row, KbRotation *rotation)
{
  const char *const *places = kb_rotation_get_places (rotation);
  GtkWidget *entry = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("_Another Place"), "use-underline", TRUE,
                                   "show-apply-button", TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (usual_places); i++)
    adw_expander_row_add_row (
        row, new_row (rotation, usual_places[i].id, _ (usual_places[i].title), _ (usual_places[i].subtitle)));
  for (; *places; places++)
    adw_expander_row_add_row (row, new_row (rotation, *places, *places, ""));
  g_signal_connect_object (entry, "apply", G_CALLBACK (apply_cb), rotation, G_CONNECT_DEFAULT);
  adw_expander_row_add_row (row, entry);
}
