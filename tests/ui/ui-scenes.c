/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-scenes.h"
#include "ui-scenes-computer.h"
#include "ui-scenes-end.h"
#include "ui-scenes-keyring.h"
#include "ui-scenes-open.h"
#include "ui-scenes-window.h"

#include "core/keys/kb-rotation.h"
#include "core/library/kb-library.h"
#include "core/practice/kb-practice.h"
#include "core/programs/kb-program.h"
#include "kb-lose-dialog.h"
#include "kb-preferences-dialog.h"
#include "keys/kb-access-page.h"
#include "keys/kb-doctor-page.h"
#include "keys/kb-key-page.h"
#include "keys/kb-notes-dialog.h"
#include "keys/kb-rotation-page.h"
#include "library/kb-article-page.h"
#include "library/kb-library-page.h"
#include "pages/kb-money-dialog.h"
#include "programs/kb-connect-page.h"
#include "programs/kb-programs-page.h"
#include "snippets/kb-use-page.h"
#include "web/kb-web-steps.h"
#include "widgets/kb-compare-dialog.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-group.h"
#include "widgets/kb-more-row.h"

typedef void (*Open) (UiScene *scene, gconstpointer data);

typedef struct
{
  const char *name;
  Open open;
  gconstpointer data;
  UiRank rank;
} Entry;

static void
add_note (UiScene *scene, const char *name, KbPermission permission, const char *verdict, guint days)
{
  g_autoptr (KbNote) note = kb_note_new (name);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_set_str (&note->project, "A project with a name of some length");
  g_set_str (&note->last_verdict, verdict);
  note->chosen = TRUE;
  note->permission = permission;
  note->created = now - (gint64) days * 24 * 60 * 60;
  note->last_tested = *verdict ? now - 24 * 60 * 60 : 0;
  kb_notes_put (kb_keys_get_notes (kb_setup_get_keys (scene->host->setup)), note);
}

static void
begin (UiScene *scene, guint step)
{
  scene->host = ui_host_new (step, KB_KEY_STORE (scene->store));
}

static void
present (UiScene *scene, AdwDialog *dialog)
{
  adw_dialog_present (dialog, GTK_WIDGET (scene->host->window));
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  scene->over = GTK_WIDGET (dialog);
}

/* the way to a key */

static void
open_page (UiScene *scene, gconstpointer data)
{
  guint step = GPOINTER_TO_UINT (data);

  begin (scene, step == KB_STEP_WELCOME || step == UI_KEYS ? step : KB_STEP_WELCOME);
  if (step != KB_STEP_WELCOME && step != UI_KEYS)
    push_step (scene, step);
}

static void
open_for_app (UiScene *scene, gconstpointer data)
{
  begin (scene, KB_STEP_WELCOME);
  g_object_set (scene->host->choices, "purpose", KB_PURPOSE_MVP, "holder", KB_HOLDER_APP, NULL);
  push_step (scene, GPOINTER_TO_UINT (data));
}

static void
open_for_team (UiScene *scene, gconstpointer data)
{
  begin (scene, KB_STEP_WELCOME);
  g_object_set (scene->host->choices, "purpose", KB_PURPOSE_PRODUCTION, "holder", KB_HOLDER_TEAM, NULL);
  push_step (scene, GPOINTER_TO_UINT (data));
}

/* The last of what is to be done on the web, everything before it done. */
static void
open_last (UiScene *scene, gconstpointer data)
{
  KbWebSteps *steps;

  open_for_app (scene, data);
  steps = ui_host_get (scene->host, "steps");
  for (const KbGuideStep *before = NULL; kb_web_steps_get_current (steps) != before;)
    {
      before = kb_web_steps_get_current (steps);
      kb_choices_set_done (scene->host->choices, before->id);
      kb_web_steps_show (steps, kb_guide_find (GPOINTER_TO_UINT (data)), scene->host->choices);
    }
  scene->sight = GTK_WIDGET (steps);
}

static void
open_money (UiScene *scene, gconstpointer data)
{
  open_page (scene, GUINT_TO_POINTER (KB_STEP_BILLING));
  present (scene, kb_money_dialog_new (scene->host->choices));
}

static void
open_compare (UiScene *scene, gconstpointer data)
{
  open_for_app (scene, GUINT_TO_POINTER (KB_STEP_PERMISSIONS));
  present (scene, ADW_DIALOG (kb_compare_dialog_new (scene->host->choices)));
}

/* saving and testing */

static void
open_keyring (UiScene *scene, gconstpointer data)
{
  KbStoreState state = GPOINTER_TO_UINT (data);

  begin (scene, KB_STEP_WELCOME);
  fake_store_set_state (scene->store, state);
  push_step (scene, KB_STEP_SAVE);
  UI_WAIT (kb_keyring_group_get_state (ui_host_get (scene->host, "keyring_group")) == state);
  if (gtk_widget_get_visible (ui_host_get (scene->host, "keyring_group")))
    scene->sight = ui_host_get (scene->host, "keyring_group");
}

static void
open_paste (UiScene *scene, gconstpointer data)
{
  GtkWidget *entry;

  open_keyring (scene, GUINT_TO_POINTER (KB_STORE_STATE_READY));
  scene->sight = entry = ui_host_get (scene->host, "key_entry");
  gtk_widget_set_visible (
      GTK_WIDGET (gtk_widget_get_template_child (entry, KB_TYPE_KEY_ENTRY, "waiting_row")), TRUE);
}

static void
open_pasted (UiScene *scene, gconstpointer data)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));

  open_keyring (scene, data);
  kb_key_entry_set_text (ui_host_get (scene->host, "key_entry"), key);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  *(gboolean *) done = kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL);
}

/* A set-up whose keyring has the practice key of a verdict. */
static void
begin_lesson (UiScene *scene, gconstpointer data)
{
  g_autofree char *text = kb_practice_dup_key (data);
  SecretValue *key = secret_value_new (text, -1, "text/plain");
  gboolean done = FALSE;

  scene->host = ui_host_new (KB_STEP_WELCOME, NULL);
  kb_key_store_save_async (kb_keys_get_store (kb_setup_get_keys (scene->host->setup)), "lesson", "Lesson",
                           key, TRUE, NULL, saved_cb, &done);
  UI_WAIT (done);
  secret_value_unref (key);
}

static void
open_result (UiScene *scene, gconstpointer data)
{
  begin_lesson (scene, data);
  g_object_set (scene->host->choices, "saved-name", "lesson", NULL);
  push_step (scene, KB_STEP_TEST);
  ui_press (ui_host_get_primary (scene->host));
  UI_WAIT (gtk_widget_get_visible (ui_host_get (scene->host, "details")));
}

/* While there is no answer yet: its server is one that takes its time. */
static void
open_testing (UiScene *scene, gconstpointer data)
{
  begin_lesson (scene, kb_diagnosis_find ("timeout"));
  g_object_set (scene->host->choices, "saved-name", "lesson", NULL);
  push_step (scene, KB_STEP_TEST);
  ui_press (ui_host_get_primary (scene->host));
  ui_drain ();
}

/* keys */

static void
open_keys (UiScene *scene, gconstpointer data)
{
  fake_store_add (scene->store, "key");
  fake_store_add (scene->store, "other");
  begin (scene, UI_KEYS);
  wait_for (scene, "keys");
}

static void
open_many_keys (UiScene *scene, gconstpointer data)
{
  static const char *const verdicts[] = { "works", "credit-exhausted", "", "key-revoked" };
  static const KbPermission permissions[] = { KB_PERMISSION_ALL, KB_PERMISSION_RESTRICTED,
                                              KB_PERMISSION_READ_ONLY };

  for (guint i = 0; i < 24; i++)
    {
      g_autofree char *name = g_strdup_printf ("my-project-number-%u", i);

      fake_store_add (scene->store, name);
      if (i == 0)
        begin (scene, KB_STEP_WELCOME);
      add_note (scene, name, permissions[i % G_N_ELEMENTS (permissions)],
                verdicts[i % G_N_ELEMENTS (verdicts)], i * 10);
    }
  push_step (scene, UI_KEYS);
  wait_for (scene, "keys");
}

/* The bar that waits for somebody to unlock the keyring */
static void
open_unlocking (UiScene *scene, gconstpointer data)
{
  GtkListBox *list;

  fake_store_add (scene->store, "");
  begin (scene, UI_KEYS);
  wait_for (scene, "keys");
  list = ui_host_get (scene->host, "list");
  fake_store_hold (scene->store, TRUE);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (gtk_widget_get_visible (ui_host_get (scene->host, "unlock_bar")));
}

static void
open_key (UiScene *scene, gconstpointer data)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "A key with a name of some length", 0, FALSE);

  open_keys (scene, NULL);
  if (data)
    add_note (scene, "key", KB_PERMISSION_RESTRICTED, data, 100);
  push (scene, kb_key_page_new (scene->host->setup, key));
}

static void
open_rotation (UiScene *scene, KbRotationKind kind, guint n_done)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "key", 0, FALSE);
  g_autoptr (KbRotation) rotation = NULL;
  const KbRotationStep *steps;
  gsize n_steps;

  open_keys (scene, NULL);
  add_note (scene, "key", KB_PERMISSION_ALL, "works", 100);
  rotation = kb_rotation_new (kb_keys_get_notes (kb_setup_get_keys (scene->host->setup)), "key");
  kb_rotation_begin (rotation, kind);
  kb_rotation_add_place (rotation, "The server in the cellar");
  if (n_done > 0)
    kb_rotation_set_replacement (rotation, "other");
  steps = kb_rotation_get_steps (rotation, &n_steps);
  for (guint i = 0; i < n_done; i++)
    kb_rotation_set_mark (rotation, steps[i], KB_ROTATION_DONE);
  push (scene, kb_rotation_page_new (scene->host->setup, key, kind));
}

static void
open_rotate (UiScene *scene, gconstpointer data)
{
  open_rotation (scene, KB_ROTATION_REPLACE, GPOINTER_TO_UINT (data));
}

static void
open_leak (UiScene *scene, gconstpointer data)
{
  open_rotation (scene, KB_ROTATION_LEAK, GPOINTER_TO_UINT (data));
}

static void
open_use (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  push (scene, g_object_new (KB_TYPE_USE_PAGE, "setup", scene->host->setup, "key-name", "key", NULL));
}

static void
open_programs (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  push (scene, g_object_new (KB_TYPE_PROGRAMS_PAGE, "setup", scene->host->setup, "name", "key", NULL));
  wait_for (scene, "known");
}

static void
open_access (UiScene *scene, gconstpointer data)
{
  begin_lesson (scene, kb_diagnosis_find ("works-restricted"));
  push (scene, g_object_new (KB_TYPE_ACCESS_PAGE, "setup", scene->host->setup, "key-name", "lesson", NULL));
  if (data)
    {
      g_signal_emit_by_name (ui_host_get (scene->host, "ask_row"), "activated");
      wait_for (scene, data);
    }
}

static void
open_doctor (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  push (scene, g_object_new (KB_TYPE_DOCTOR_PAGE, "setup", scene->host->setup, NULL));
  wait_for (scene, "found");
}

static void
open_connect (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  push (scene, kb_connect_page_new (scene->host->setup, (KbProgram *) data, "key"));
  wait_for (scene, "plan");
}

/* what helps */

static void
open_library (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  push (scene, g_object_new (KB_TYPE_LIBRARY_PAGE, NULL));
  if (data)
    gtk_editable_set_text (ui_host_get (scene->host, "entry"), data);
  ui_drain ();
}

static void
open_article (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  push (scene, g_object_new (KB_TYPE_ARTICLE_PAGE, "article", data, NULL));
}

static void
open_preferences (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  present (scene, kb_preferences_dialog_new ());
  gtk_editable_set_text (
      GTK_EDITABLE (gtk_widget_get_template_child (scene->over, KB_TYPE_PREFERENCES_DIALOG, "address_row")),
      "http://a-gateway-with-a-long-name.example.com/openai");
}

static void
open_notes (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  present (scene, kb_notes_dialog_new (kb_keys_get_notes (kb_setup_get_keys (scene->host->setup)), "key", 0));
}

static void
open_lose (UiScene *scene, gconstpointer data)
{
  open_keys (scene, NULL);
  present (scene, kb_lose_dialog_new (GPOINTER_TO_UINT (data)));
}

static const Entry entries[] = {
  { "welcome", open_page, GUINT_TO_POINTER (KB_STEP_WELCOME), UI_RANK_MAIN },
  { "sign-in", open_page, GUINT_TO_POINTER (KB_STEP_SIGN_IN), UI_RANK_MAIN },
  { "sign-in-last", open_last, GUINT_TO_POINTER (KB_STEP_SIGN_IN), UI_RANK_VARIANT },
  { "project", open_for_team, GUINT_TO_POINTER (KB_STEP_PROJECT), UI_RANK_MAIN },
  { "project-last", open_last, GUINT_TO_POINTER (KB_STEP_PROJECT), UI_RANK_VARIANT },
  { "billing", open_page, GUINT_TO_POINTER (KB_STEP_BILLING), UI_RANK_MAIN },
  { "billing-last", open_last, GUINT_TO_POINTER (KB_STEP_BILLING), UI_RANK_VARIANT },
  { "money", open_money, NULL, UI_RANK_MAIN },
  { "permissions", open_page, GUINT_TO_POINTER (KB_STEP_PERMISSIONS), UI_RANK_REST },
  { "permissions-app", open_for_app, GUINT_TO_POINTER (KB_STEP_PERMISSIONS), UI_RANK_MAIN },
  { "permissions-team", open_for_team, GUINT_TO_POINTER (KB_STEP_PERMISSIONS), UI_RANK_VARIANT },
  { "compare", open_compare, NULL, UI_RANK_MAIN },
  { "create", open_page, GUINT_TO_POINTER (KB_STEP_CREATE), UI_RANK_MAIN },
  { "create-app", open_for_app, GUINT_TO_POINTER (KB_STEP_CREATE), UI_RANK_VARIANT },
  { "create-team", open_for_team, GUINT_TO_POINTER (KB_STEP_CREATE), UI_RANK_REST },
  { "create-expiration", ui_scene_open_expiration, "create.expiration", UI_RANK_VARIANT },
  { "create-last", open_last, GUINT_TO_POINTER (KB_STEP_CREATE), UI_RANK_VARIANT },
  { "save", open_page, GUINT_TO_POINTER (KB_STEP_SAVE), UI_RANK_MAIN },
  { "keyring-locked", open_keyring, GUINT_TO_POINTER (KB_STORE_STATE_LOCKED), UI_RANK_VARIANT },
  { "keyring-empty", open_keyring, GUINT_TO_POINTER (KB_STORE_STATE_NO_COLLECTION), UI_RANK_VARIANT },
  { "keyring-none", open_keyring, GUINT_TO_POINTER (KB_STORE_STATE_NO_SERVICE), UI_RANK_VARIANT },
  { "keyring-denied", open_keyring, GUINT_TO_POINTER (KB_STORE_STATE_DENIED), UI_RANK_VARIANT },
  { "keyring-silent", open_keyring, GUINT_TO_POINTER (KB_STORE_STATE_NOT_RESPONDING), UI_RANK_VARIANT },
  { "paste", open_paste, NULL, UI_RANK_VARIANT },
  { "pasted", open_pasted, GUINT_TO_POINTER (KB_STORE_STATE_READY), UI_RANK_MAIN },
  { "pasted-locked", open_pasted, GUINT_TO_POINTER (KB_STORE_STATE_LOCKED), UI_RANK_VARIANT },
  { "test", open_page, GUINT_TO_POINTER (KB_STEP_TEST), UI_RANK_MAIN },
  { "testing", open_testing, NULL, UI_RANK_MAIN },
  { "keys", open_page, GUINT_TO_POINTER (UI_KEYS), UI_RANK_MAIN },
  { "keys-some", open_keys, NULL, UI_RANK_MAIN },
  { "keys-many", open_many_keys, NULL, UI_RANK_MAIN },
  { "keys-unlocking", open_unlocking, NULL, UI_RANK_VARIANT },
  { "key", open_key, NULL, UI_RANK_VARIANT },
  { "key-noted", open_key, "works", UI_RANK_MAIN },
  { "key-refused", open_key, "credit-exhausted", UI_RANK_REST },
  { "keys-ending", ui_scene_open_ending_list, NULL, UI_RANK_VARIANT },
  { "key-ending", ui_scene_open_ending, GINT_TO_POINTER (9), UI_RANK_VARIANT },
  { "key-ended", ui_scene_open_ending, GINT_TO_POINTER (-3), UI_RANK_REST },
  { "end-date", ui_scene_open_end_date, NULL, UI_RANK_VARIANT },
  { "rotate", open_rotate, GUINT_TO_POINTER (0), UI_RANK_MAIN },
  { "rotate-ending", ui_scene_open_ending_rotation, NULL, UI_RANK_VARIANT },
  { "rotate-test", open_rotate, GUINT_TO_POINTER (1), UI_RANK_REST },
  { "rotate-switch", open_rotate, GUINT_TO_POINTER (2), UI_RANK_VARIANT },
  { "rotate-prove", open_rotate, GUINT_TO_POINTER (4), UI_RANK_REST },
  { "leak", open_leak, GUINT_TO_POINTER (0), UI_RANK_MAIN },
  { "leak-usage", open_leak, GUINT_TO_POINTER (5), UI_RANK_REST },
  { "use", open_use, NULL, UI_RANK_MAIN },
  { "import", ui_scene_open_import, NULL, UI_RANK_VARIANT },
  { "import-found", ui_scene_open_import, "found", UI_RANK_MAIN },
  { "import-session", ui_scene_open_session, NULL, UI_RANK_VARIANT },
  { "programs", open_programs, NULL, UI_RANK_MAIN },
  { "programs-found", ui_scene_open_uses, NULL, UI_RANK_MAIN },
  { "access", open_access, NULL, UI_RANK_VARIANT },
  { "access-found", open_access, "found", UI_RANK_MAIN },
  { "doctor", open_doctor, NULL, UI_RANK_MAIN },
  { "estimate", open_page, GUINT_TO_POINTER (UI_ESTIMATE), UI_RANK_MAIN },
  { "library", open_library, NULL, UI_RANK_MAIN },
  { "library-search", open_library, "key", UI_RANK_VARIANT },
  { "library-nothing", open_library, "xyzzy", UI_RANK_REST },
  { "preferences", open_preferences, NULL, UI_RANK_MAIN },
  { "notes", open_notes, NULL, UI_RANK_MAIN },
  { "lose-one", open_lose, GUINT_TO_POINTER (1), UI_RANK_VARIANT },
  { "lose-many", open_lose, GUINT_TO_POINTER (3), UI_RANK_REST },
  { "window", ui_scene_open_window, "practice", UI_RANK_VARIANT },
  { "trouble", ui_scene_open_trouble, NULL, UI_RANK_VARIANT },
  { "unsaved", ui_scene_open_unsaved, NULL, UI_RANK_VARIANT },
  { "shortcuts", ui_scene_open_dialog, "shortcuts", UI_RANK_VARIANT },
  { "about", ui_scene_open_dialog, "about", UI_RANK_REST },
};

/* One for each label that a button may have; those that are alike are in the whole gallery. */
static void
add_results (GArray *scenes)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      gboolean first = g_hash_table_add (labels, (char *) rows[i].action_label);
      Entry entry = { rows[i].id, open_result, &rows[i], first ? UI_RANK_VARIANT : UI_RANK_REST };

      /* Those that take as long as patience does have their labels in common with others. */
      if (!g_str_has_suffix (rows[i].id, "timeout"))
        g_array_append_val (scenes, entry);
    }
}

static void
add_failures (GArray *scenes)
{
  gsize n_failures;
  const UiFailure *failures = ui_scenes_get_failures (&n_failures);

  for (gsize i = 0; i < n_failures; i++)
    {
      Entry entry = { failures[i].name, ui_scene_open_failure, &failures[i], UI_RANK_VARIANT };

      if (!failures[i].toast)
        g_array_append_val (scenes, entry);
    }
}

static void
add_texts (GArray *scenes)
{
  const char *const *articles = kb_library_get_ids (kb_library_get_default ());
  GPtrArray *programs = kb_programs_get ();

  for (guint i = 0; i < programs->len; i++)
    {
      const char *id = kb_program_get_id (programs->pdata[i]);
      Entry entry = { g_strconcat ("connect-", id, NULL), open_connect, programs->pdata[i],
                      i < 3 ? UI_RANK_VARIANT : UI_RANK_REST };

      g_array_append_val (scenes, entry);
    }
  for (gsize i = 0; articles[i]; i++)
    {
      Entry entry = { g_strconcat ("article-", articles[i], NULL), open_article, articles[i],
                      g_str_equal (articles[i], "where-the-key-lives") ? UI_RANK_MAIN : UI_RANK_REST };

      g_array_append_val (scenes, entry);
    }
}

static GArray *
get_scenes (void)
{
  static GArray *scenes;

  if (scenes)
    return scenes;
  scenes = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_append_vals (scenes, entries, G_N_ELEMENTS (entries));
  add_failures (scenes);
  add_results (scenes);
  add_texts (scenes);
  return scenes;
}

static const Entry *
get_scene (guint number)
{
  return &g_array_index (get_scenes (), Entry, number);
}

guint
ui_scenes_count (void)
{
  return get_scenes ()->len;
}

const char *
ui_scenes_get_name (guint number)
{
  return get_scene (number)->name;
}

UiRank
ui_scenes_get_rank (guint number)
{
  return get_scene (number)->rank;
}

UiScene *
ui_scene_open (guint number)
{
  UiScene *scene = g_new0 (UiScene, 1);

  scene->name = get_scene (number)->name;
  scene->store = fake_store_new ();
  scene->error = KB_STORE_ERROR_NOT_RESPONDING;
  get_scene (number)->open (scene, get_scene (number)->data);
  return scene;
}

void
ui_scene_close (UiScene *scene)
{
  if (scene->host->setup)
    ui_host_free (scene->host);
  else
    ui_scene_close_window (scene->host);
  g_object_unref (scene->store);
  g_free (scene);
}
