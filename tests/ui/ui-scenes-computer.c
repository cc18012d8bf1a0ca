/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-scenes-computer.h"
#include "ui-scenes-window.h"

#include "core/practice/kb-practice.h"
#include "found/kb-import-page.h"
#include "programs/kb-programs-page.h"
#include "widgets/kb-more-row.h"

#include <glib/gi18n.h>

static void
push (UiScene *scene, gpointer page, const char *state)
{
  GtkStack *stack;

  g_set_weak_pointer (&scene->host->page, page);
  adw_navigation_view_push (scene->host->view, page);
  stack = ui_host_get (scene->host, "stack");
  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (stack), state));
}

static void
begin (UiScene *scene)
{
  fake_store_add (scene->store, "key");
  scene->host = ui_host_new_real (UI_KEYS, KB_KEY_STORE (scene->store));
}

/* A key in a variable of the session */
void
ui_scene_open_session (UiScene *scene, gconstpointer data)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));

  g_setenv ("OPENAI_API_KEY", key, TRUE);
  begin (scene);
  push (scene, g_object_new (KB_TYPE_IMPORT_PAGE, "setup", scene->host->setup, NULL), "findings");
  g_unsetenv ("OPENAI_API_KEY");
}

/* Three programs: one with a key of its own, one signed in, one with nothing. */
void
ui_scene_open_uses (UiScene *scene, gconstpointer data)
{
  g_autofree char *llm = ui_scene_write_file (g_get_user_config_dir (), "io.datasette.llm/keys.json",
                                              "{ \"openai\": \"{key}\" }");
  g_autofree char *codex =
      ui_scene_write_file (g_get_home_dir (), ".codex/auth.json", "{ \"tokens\": { \"id_token\": \"x\" } }");
  g_autofree char *aider = ui_scene_write_file (g_get_home_dir (), ".aider/analytics.json", "{}");
  KbProgramsPage *page;

  begin (scene);
  page = g_object_new (KB_TYPE_PROGRAMS_PAGE, "setup", scene->host->setup, NULL);
  push (scene, page, "start");
  kb_programs_page_look (page, NULL);
  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (ui_host_get (scene->host, "stack")), "found"));
}

static gboolean
is_there (UiScene *scene, GType type)
{
  g_autoptr (GPtrArray) found = ui_find_all (GTK_WIDGET (scene->host->page), type);

  return found->len > 0;
}

/* Where a file was looked in, if there is @data. A practice run looks for nothing. */
void
ui_scene_open_import (UiScene *scene, gconstpointer data)
{
  g_autofree char *path =
      ui_scene_write_file (g_get_home_dir (), "projects/herbarium/.env",
                           "OPENAI_API_KEY={key}\nOPENAI_ORG_ID=org-1\nOTHER_KEY={key}\n");
  g_autoptr (GFile) file = g_file_new_for_path (path);

  scene->host = ui_host_new (UI_KEYS, KB_KEY_STORE (scene->store));
  push (scene, g_object_new (KB_TYPE_IMPORT_PAGE, "setup", scene->host->setup, NULL), "practice");
  gtk_stack_set_visible_child_name (ui_host_get (scene->host, "stack"), "findings");
  adw_preferences_row_set_title (ui_host_get (scene->host, "none_row"),
                                 _ ("Nothing Found in Your Environment and Keyring"));
  if (!data)
    return;
  kb_import_page_look_in (KB_IMPORT_PAGE (scene->host->page), file);
  UI_WAIT (is_there (scene, KB_TYPE_MORE_ROW));
}
