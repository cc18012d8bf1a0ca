/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-scenes-end.h"

#include "core/keys/kb-rotation.h"
#include "core/setup/kb-guide.h"
#include "keys/kb-key-page.h"
#include "keys/kb-rotation-page.h"
#include "web/kb-web-steps.h"

static void
add_key (UiScene *scene, const char *name, int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);
  g_autofree char *end = g_date_time_format (then, "%F");
  g_autoptr (KbNote) note = kb_note_new (name);

  g_set_str (&note->expires, end);
  g_set_str (&note->last_verdict, "works");
  note->last_tested = g_date_time_to_unix (now) - 24 * 60 * 60;
  kb_notes_put (kb_keys_get_notes (kb_setup_get_keys (scene->host->setup)), note);
}

/* In a set-up that is none of practice, in which nobody is reminded. */
static void
begin (UiScene *scene, int days)
{
  fake_store_add (scene->store, "key");
  fake_store_add (scene->store, "other");
  scene->host = ui_host_new_real (KB_STEP_WELCOME, KB_KEY_STORE (scene->store));
  add_key (scene, "key", days);
  add_key (scene, "other", 60);
}

static void
push (UiScene *scene, AdwNavigationPage *page)
{
  g_set_weak_pointer (&scene->host->page, page);
  adw_navigation_view_push (scene->host->view, page);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
}

void
ui_scene_open_ending (UiScene *scene, gconstpointer days)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "A key with a name of some length", 0, FALSE);

  begin (scene, GPOINTER_TO_INT (days));
  push (scene, kb_key_page_new (scene->host->setup, key));
}

void
ui_scene_open_ending_list (UiScene *scene, gconstpointer data)
{
  begin (scene, 9);
  fake_store_add (scene->store, "ended");
  add_key (scene, "ended", -3);
  ui_host_push (scene->host, UI_KEYS);
  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (ui_host_get (scene->host, "stack")), "keys"));
}

void
ui_scene_open_ending_rotation (UiScene *scene, gconstpointer data)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "key", 0, FALSE);
  g_autoptr (KbRotation) rotation = NULL;

  begin (scene, 9);
  rotation = kb_rotation_new (kb_keys_get_notes (kb_setup_get_keys (scene->host->setup)), "key");
  kb_rotation_begin (rotation, KB_ROTATION_REPLACE);
  kb_rotation_set_replacement (rotation, "other");
  push (scene, kb_rotation_page_new (scene->host->setup, key, KB_ROTATION_REPLACE));
}

void
ui_scene_open_end_date (UiScene *scene, gconstpointer data)
{
  ui_scene_open_ending (scene, GINT_TO_POINTER (9));
  gtk_widget_activate_action (ui_host_get (scene->host, "expiry_row"), "expiry.pick", NULL);
  scene->over =
      GTK_WIDGET (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (scene->host->window)));
  UI_WAIT (gtk_widget_get_mapped (scene->over));
}

/* The step of the guide, those before it done. */
void
ui_scene_open_expiration (UiScene *scene, gconstpointer id)
{
  KbWebSteps *steps;

  scene->host = ui_host_new (KB_STEP_WELCOME, KB_KEY_STORE (scene->store));
  g_object_set (scene->host->choices, "purpose", KB_PURPOSE_MVP, "holder", KB_HOLDER_APP, NULL);
  ui_host_push (scene->host, KB_STEP_CREATE);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (scene->host->page)));
  steps = ui_host_get (scene->host, "steps");
  while (!g_str_equal (kb_web_steps_get_current (steps)->id, id))
    {
      kb_choices_set_done (scene->host->choices, kb_web_steps_get_current (steps)->id);
      kb_web_steps_show (steps, kb_guide_find (KB_STEP_CREATE), scene->host->choices);
    }
  scene->sight = GTK_WIDGET (steps);
}
