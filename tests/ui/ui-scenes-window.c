/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-scenes-window.h"

#include "core/practice/kb-practice.h"
#include "pages/kb-save-page.h"
#include "widgets/kb-key-entry.h"

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

static void
show_dialog (UiScene *scene)
{
  AdwApplicationWindow *window = ADW_APPLICATION_WINDOW (scene->host->window);

  scene->over = GTK_WIDGET (adw_application_window_get_visible_dialog (window));
  UI_WAIT (gtk_widget_get_mapped (scene->over));
}

void
ui_scene_open_dialog (UiScene *scene, gconstpointer action)
{
  ui_scene_open_window (scene, "practice");
  g_action_group_activate_action (G_ACTION_GROUP (ui_get_application ()), action, NULL);
  show_dialog (scene);
}

/* A key that was pasted, and a window that is to be closed. */
void
ui_scene_open_unsaved (UiScene *scene, gconstpointer data)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  g_autoptr (KbSetup) setup = NULL;
  GtkWidget *window;

  ui_scene_open_window (scene, NULL);
  window = GTK_WIDGET (scene->host->window);
  gtk_widget_activate_action (window, "win.new-setup", NULL);
  g_object_get (adw_navigation_view_get_visible_page (scene->host->view), "setup", &setup, NULL);
  g_object_set (kb_setup_get_choices (setup), "has-key", TRUE, "key-name", "bench", NULL);
  kb_choices_set_step (kb_setup_get_choices (setup), KB_STEP_SAVE);
  gtk_widget_activate_action (window, "win.resume", NULL);
  g_clear_weak_pointer (&scene->host->page);
  g_set_weak_pointer (&scene->host->page, adw_navigation_view_get_visible_page (scene->host->view));
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (scene->host->page)));
  kb_key_entry_set_text (KB_KEY_ENTRY (gtk_widget_get_template_child (GTK_WIDGET (scene->host->page),
                                                                      KB_TYPE_SAVE_PAGE, "key_entry")),
                         key);
  ui_drain ();
  gtk_widget_activate_action (window, "window.close", NULL);
  show_dialog (scene);
}

void
ui_scene_close_window (UiHost *host)
{
  gtk_window_destroy (host->window);
  UI_WAIT (!host->page && !kb_state_file_is_any_busy ());
  g_free (host);
}
