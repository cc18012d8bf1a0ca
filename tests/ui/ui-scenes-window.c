/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-scenes-window.h"

#include "core/practice/kb-practice.h"

char *
ui_scene_write_file (const char *folder, const char *name, const char *format)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "{key}", key, 0);
  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return g_steal_pointer (&path);
}

static gpointer
get_of_window (UiScene *scene, const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (scene->host->window), KB_TYPE_WINDOW, name);
}

void
ui_scene_open_window (UiScene *scene, gconstpointer practice)
{
  UiHost *host = g_new0 (UiHost, 1);

  scene->host = host;
  host->window = GTK_WINDOW (kb_window_new (ui_get_application (), practice != NULL));
  host->view = get_of_window (scene, "view");
  g_set_weak_pointer (&host->page, adw_navigation_view_get_visible_page (host->view));
  gtk_window_present (host->window);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (host->page)));
}

/* The banner over a page, with a path that is long. */
void
ui_scene_open_trouble (UiScene *scene, gconstpointer data)
{
  g_autofree char *path = ui_scene_write_file (g_get_user_data_dir (), "keybearer/notes.json", "seeds");

  ui_scene_open_window (scene, NULL);
  scene->over = get_of_window (scene, "trouble_banner");
  UI_WAIT (adw_banner_get_revealed (ADW_BANNER (scene->over)) && gtk_widget_get_mapped (scene->over));
}

void
ui_scene_open_about (UiScene *scene, gconstpointer action)
{
  ui_scene_open_window (scene, "practice");
  g_action_group_activate_action (G_ACTION_GROUP (ui_get_application ()), action, NULL);
  scene->over =
      GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene->host->window)));
  UI_WAIT (gtk_widget_get_mapped (scene->over));
}

void
ui_scene_close_window (UiHost *host)
{
  gtk_window_destroy (host->window);
  UI_WAIT (!host->page && !kb_state_file_is_any_busy ());
  g_free (host);
}
