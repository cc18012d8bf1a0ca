/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-scenes-keyring.h"

#include "core/keys/kb-rotation.h"
#include "core/practice/kb-practice.h"
#include "core/programs/kb-program.h"
#include "found/kb-import-page.h"
#include "kb-copy-secret.h"
#include "keys/kb-access-page.h"
#include "keys/kb-key-page.h"
#include "keys/kb-reveal-row.h"
#include "keys/kb-rotation-page.h"
#include "programs/kb-connect-page.h"
#include "snippets/kb-use-page.h"
#include "ui-scenes-open.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-group.h"

static void
begin (UiScene *scene, guint step)
{
  fake_store_add (scene->store, "key");
  fake_store_add (scene->store, "other");
  scene->host = ui_host_new (step, KB_KEY_STORE (scene->store));
}

static void
break_keyring (UiScene *scene)
{
  fake_store_set_error (scene->store, (int) scene->error);
}

static gboolean
is_advice (UiScene *scene, const char *text)
{
  g_autoptr (GError) error = g_error_new_literal (KB_STORE_ERROR, (int) scene->error, "");

  return g_strcmp0 (text, kb_store_error_get_advice (error)) == 0;
}

static void
wait_for_row (UiScene *scene, const char *name)
{
  AdwActionRow *row = ui_host_get (scene->host, name);

  UI_WAIT (is_advice (scene, adw_action_row_get_subtitle (row)));
  scene->sight = GTK_WIDGET (row);
}

static void
wait_for_toast (UiScene *scene)
{
  UI_WAIT (scene->host->last_toast != NULL);
}

/* the list of keys */

static void
fail_list (UiScene *scene)
{
  break_keyring (scene);
  begin (scene, UI_KEYS);
  wait_for (scene, "failed");
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  *(gboolean *) done = kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL);
}

/* Beside a key that no keyring is needed for. */
static void
fail_list_beside (UiScene *scene)
{
  SecretValue *key = secret_value_new ("sk-proj-nothing", -1, "text/plain");
  gboolean done = FALSE;

  break_keyring (scene);
  begin (scene, KB_STEP_WELCOME);
  kb_key_store_save_async (kb_keys_get_store_for_now (kb_setup_get_keys (scene->host->setup)), "for-now",
                           "For Now", key, TRUE, NULL, saved_cb, &done);
  UI_WAIT (done);
  secret_value_unref (key);
  push_step (scene, UI_KEYS);
  wait_for (scene, "keys");
}

static void
fail_round (UiScene *scene)
{
  begin (scene, UI_KEYS);
  wait_for (scene, "keys");
  break_keyring (scene);
  gtk_widget_activate_action (GTK_WIDGET (scene->host->page), "keys.test-all", NULL);
  wait_for_toast (scene);
}

static void
fail_unlock (UiScene *scene)
{
  GtkListBox *list;

  fake_store_add (scene->store, "");
  begin (scene, UI_KEYS);
  wait_for (scene, "keys");
  break_keyring (scene);
  list = ui_host_get (scene->host, "list");
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  wait_for_toast (scene);
}

/* one key */

static void
open_key (UiScene *scene)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "A key with a name of some length", 0, FALSE);

  begin (scene, UI_KEYS);
  wait_for (scene, "keys");
  push (scene, kb_key_page_new (scene->host->setup, key));
  break_keyring (scene);
}

static void
fail_test (UiScene *scene)
{
  open_key (scene);
  ui_press (ui_host_get (scene->host, "test_button"));
  wait_for_row (scene, "state_row");
}

static void
fail_reveal (UiScene *scene)
{
  open_key (scene);
  scene->sight = ui_host_get (scene->host, "reveal_row");
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (gtk_widget_get_template_child (scene->sight, KB_TYPE_REVEAL_ROW, "button")), TRUE);
  UI_WAIT (is_advice (scene, ui_get_announced ()));
}

static void
fail_copy (UiScene *scene)
{
  open_key (scene);
  kb_copy_saved_key (GTK_WIDGET (scene->host->page), KB_KEY_STORE (scene->store), "key", NULL);
  wait_for_toast (scene);
}

static void
fail_rename (UiScene *scene)
{
  open_key (scene);
  gtk_editable_set_text (ui_host_get (scene->host, "name_row"), "Another");
  g_signal_emit_by_name (ui_host_get (scene->host, "name_row"), "apply");
  wait_for_toast (scene);
}

static void
fail_access (UiScene *scene)
{
  begin (scene, UI_KEYS);
  push (scene, g_object_new (KB_TYPE_ACCESS_PAGE, "setup", scene->host->setup, "key-name", "key", NULL));
  break_keyring (scene);
  g_signal_emit_by_name (ui_host_get (scene->host, "ask_row"), "activated");
  wait_for (scene, "failed");
}

static void
fail_rotation (UiScene *scene, guint n_done, const char *row)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "key", 0, FALSE);
  g_autoptr (KbRotation) rotation = NULL;
  const KbRotationStep *steps;
  gsize n_steps;

  begin (scene, UI_KEYS);
  rotation = kb_rotation_new (kb_keys_get_notes (kb_setup_get_keys (scene->host->setup)), "key");
  kb_rotation_begin (rotation, KB_ROTATION_REPLACE);
  kb_rotation_set_replacement (rotation, "other");
  steps = kb_rotation_get_steps (rotation, &n_steps);
  for (guint i = 0; i < n_done; i++)
    kb_rotation_set_mark (rotation, steps[i], KB_ROTATION_DONE);
  push (scene, kb_rotation_page_new (scene->host->setup, key, KB_ROTATION_REPLACE));
  break_keyring (scene);
  ui_press (ui_host_get_primary (scene->host));
  wait_for_row (scene, row);
}

static void
fail_new_key (UiScene *scene)
{
  fail_rotation (scene, 1, "result_row");
}

static void
fail_proof (UiScene *scene)
{
  fail_rotation (scene, 4, "proof_row");
}

static void
fail_connect (UiScene *scene)
{
  break_keyring (scene);
  /* In a practice run there need not be a key. */
  scene->host = ui_host_new_real (KB_STEP_WELCOME, KB_KEY_STORE (scene->store));
  push (scene, kb_connect_page_new (scene->host->setup, kb_programs_get ()->pdata[0], "key"));
  wait_for (scene, "none");
}

/* Here the bus is asked, on which there is no keyring. */

static void
push_real (UiScene *scene, GType type, const char *state)
{
  scene->host = ui_host_new_real (KB_STEP_WELCOME, KB_KEY_STORE (scene->store));
  push (scene, g_object_new (type, "setup", scene->host->setup, "key-name", "key", NULL));
  wait_for (scene, state);
}

static void
fail_use (UiScene *scene)
{
  push_real (scene, KB_TYPE_USE_PAGE, "trouble");
}

static void
fail_import (UiScene *scene)
{
  push_real (scene, KB_TYPE_IMPORT_PAGE, "findings");
  scene->sight = ui_host_get (scene->host, "none_row");
}

/* the way to a key */

static void
fail_group (UiScene *scene)
{
  KbKeyringGroup *group;

  fake_store_set_state (scene->store, KB_STORE_STATE_NO_COLLECTION);
  begin (scene, KB_STEP_WELCOME);
  push_step (scene, KB_STEP_SAVE);
  group = ui_host_get (scene->host, "keyring_group");
  UI_WAIT (kb_keyring_group_get_state (group) == KB_STORE_STATE_NO_COLLECTION);
  break_keyring (scene);
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (group), KB_TYPE_KEYRING_GROUP, "button"),
                         "activated");
  UI_WAIT (is_advice (scene, adw_action_row_get_subtitle (ADW_ACTION_ROW (gtk_widget_get_template_child (
                                 GTK_WIDGET (group), KB_TYPE_KEYRING_GROUP, "row")))));
  scene->sight = GTK_WIDGET (group);
}

static void
fail_save (UiScene *scene)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));

  begin (scene, KB_STEP_WELCOME);
  push_step (scene, KB_STEP_SAVE);
  UI_WAIT (kb_keyring_group_get_state (ui_host_get (scene->host, "keyring_group")) == KB_STORE_STATE_READY);
  kb_key_entry_set_text (ui_host_get (scene->host, "key_entry"), key);
  break_keyring (scene);
  ui_press (ui_host_get_primary (scene->host));
  UI_WAIT (is_advice (scene, ui_host_get_body (scene->host)));
}

static void
fail_result (UiScene *scene)
{
  begin (scene, KB_STEP_WELCOME);
  g_object_set (scene->host->choices, "saved-name", "key", NULL);
  push_step (scene, KB_STEP_TEST);
  break_keyring (scene);
  ui_press (ui_host_get_primary (scene->host));
  UI_WAIT (is_advice (scene, ui_host_get_body (scene->host)));
}

static const UiFailure failures[] = {
  { "keys-failed", fail_list, FALSE, TRUE },        { "keys-failed-beside", fail_list_beside, FALSE, TRUE },
  { "keys-round-failed", fail_round, TRUE, FALSE }, { "keys-unlock-failed", fail_unlock, TRUE, FALSE },
  { "key-unread", fail_test, FALSE, FALSE },        { "key-unrevealed", fail_reveal, FALSE, FALSE },
  { "key-not-copied", fail_copy, TRUE, FALSE },     { "key-not-renamed", fail_rename, TRUE, FALSE },
  { "access-unread", fail_access, FALSE, FALSE },   { "rotate-unread", fail_new_key, FALSE, FALSE },
  { "rotate-unproved", fail_proof, FALSE, FALSE },  { "connect-failed", fail_connect, FALSE, FALSE },
  { "use-failed", fail_use, FALSE, TRUE },          { "import-failed", fail_import, FALSE, TRUE },
  { "keyring-failed", fail_group, FALSE, TRUE },    { "save-failed", fail_save, FALSE, FALSE },
  { "result-unread", fail_result, FALSE, FALSE },
};

const UiFailure *
ui_scenes_get_failures (gsize *n_failures)
{
  *n_failures = G_N_ELEMENTS (failures);
  return failures;
}

void
ui_scene_open_failure (UiScene *scene, gconstpointer failure)
{
  ((const UiFailure *) failure)->fail (scene);
}
