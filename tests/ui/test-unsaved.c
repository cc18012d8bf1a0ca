/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "found/kb-import-page.h"
#include "pages/kb-save-page.h"
#include "widgets/kb-key-entry.h"

/* A window with a key that was pasted and is saved nowhere; there is no keyring. */
typedef struct
{
  KbWindow *window; /* weak */
  AdwNavigationView *view;
  KbSetup *setup;
  GtkWidget *page; /* Save */
  char *key;
} Fixture;

typedef struct
{
  const char *name;
  const char *action, *parameters; /* as text */
  const char *tag;                 /* of the page that it leads to; NULL: the window is closed */
} Way;

/* Every action that leaves the set-up, or puts another key in its place. */
static const Way ways[] = {
  { "close", "window.close", NULL, NULL },
  { "quit", "app.quit", NULL, NULL },
  { "my-keys", "win.show-keys", NULL, "keys" },
  { "new-set-up", "win.new-setup", NULL, "welcome" },
  { "finish", "win.finish", NULL, "keys" },
  { "import", "win.import", NULL, "import" },
  { "replace", "win.replace-key", "('bench', 'Bench')", "create" },
  { "test-keys", "app.test-keys", NULL, "keys" },
};

static const char *
get_tag (Fixture *fixture)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (fixture->view);

  return KB_IS_IMPORT_PAGE (page) ? "import" : adw_navigation_page_get_tag (page);
}

static KbKeyEntry *
get_key_entry (Fixture *fixture)
{
  return KB_KEY_ENTRY (gtk_widget_get_template_child (fixture->page, KB_TYPE_SAVE_PAGE, "key_entry"));
}

static const char *
get_entered (Fixture *fixture)
{
  return gtk_editable_get_text (GTK_EDITABLE (
      gtk_widget_get_template_child (GTK_WIDGET (get_key_entry (fixture)), KB_TYPE_KEY_ENTRY, "entry")));
}

/* To the page after it, as a step of the set-up. */
static void
go_on (Fixture *fixture)
{
  kb_step_page_next (KB_STEP_PAGE (adw_navigation_view_get_visible_page (fixture->view)));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  g_set_weak_pointer (&fixture->window, kb_window_new (ui_get_application (), FALSE));
  fixture->view = ADW_NAVIGATION_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->window), KB_TYPE_WINDOW, "view"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.new-setup", NULL);
  g_object_get (adw_navigation_view_get_visible_page (fixture->view), "setup", &fixture->setup, NULL);
  g_object_unref (fixture->setup);
  g_object_set (kb_setup_get_choices (fixture->setup), "has-key", TRUE, "key-name", "bench", NULL);
  kb_choices_set_step (kb_setup_get_choices (fixture->setup), KB_STEP_SAVE);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.resume", NULL);
  g_assert_cmpstr (get_tag (fixture), ==, "save");
  fixture->page = GTK_WIDGET (adw_navigation_view_get_visible_page (fixture->view));
  UI_WAIT (gtk_widget_get_mapped (fixture->page));
  kb_key_entry_set_text (get_key_entry (fixture), fixture->key);
  ui_drain ();
}

static AdwDialog *
get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

/* NULL until the dialog is laid out. */
static gpointer
find_button (AdwDialog *dialog, const char *label)
{
  g_autoptr (GPtrArray) buttons = ui_find_all (GTK_WIDGET (dialog), GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      g_autofree char *plain = ui_dup_accessible_name (buttons->pdata[i]);

      if (g_strcmp0 (plain, label) == 0)
        return buttons->pdata[i];
    }
  return NULL;
}

static void
answer (Fixture *fixture, const char *heading, const char *label)
{
  AdwDialog *dialog = get_dialog (fixture);

  g_assert_nonnull (dialog);
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==, heading);
  UI_WAIT (find_button (dialog, label) != NULL);
  ui_press (find_button (dialog, label));
  UI_WAIT (!fixture->window || get_dialog (fixture) != dialog);
}

static void
answer_unsaved (Fixture *fixture, const char *label)
{
  answer (fixture, "Leave Without Saving the Key?", label);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  UI_WAIT (!fixture->window);
  g_free (fixture->key);
}

static void
go (Fixture *fixture, const Way *way)
{
  g_autoptr (GVariant) parameters =
      way->parameters ? g_variant_parse (NULL, way->parameters, NULL, NULL, NULL) : NULL;

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), way->action, parameters));
}

static void
assert_went (Fixture *fixture, const Way *way)
{
  if (way->tag)
    g_assert_cmpstr (get_tag (fixture), ==, way->tag);
  else
    UI_WAIT (!fixture->window);
}

static void
test_cancel (Fixture *fixture, gconstpointer way)
{
  for (guint i = 0; i < 2; i++)
    {
      go (fixture, way);
      answer_unsaved (fixture, "Cancel");
      g_assert_cmpstr (get_tag (fixture), ==, "save");
      g_assert_cmpstr (get_entered (fixture), ==, fixture->key);
    }
}

static void
test_throw_away (Fixture *fixture, gconstpointer way)
{
  go (fixture, way);
  answer_unsaved (fixture, "Throw Away");
  assert_went (fixture, way);
}

/* Also from a page to which Continue leads: the key is saved where that is seen, and then it goes on. */
static void
test_save_first (Fixture *fixture, gconstpointer data)
{
  const Way *way = data;

  go_on (fixture);
  g_assert_cmpstr (get_tag (fixture), ==, "test");
  go (fixture, way);
  answer_unsaved (fixture, "Save It First");
  g_assert_cmpstr (get_tag (fixture), ==, "save");
  UI_WAIT (gtk_widget_get_mapped (fixture->page));
  g_assert_cmpstr (get_entered (fixture), ==, fixture->key);
  /* Without a keyring, this is how it is kept. */
  UI_WAIT (gtk_widget_is_sensitive (GTK_WIDGET (
               gtk_widget_get_template_child (fixture->page, KB_TYPE_SAVE_PAGE, "for_now_row"))) &&
           gtk_widget_get_mapped (
               GTK_WIDGET (gtk_widget_get_template_child (fixture->page, KB_TYPE_SAVE_PAGE, "for_now_row"))));
  g_signal_emit_by_name (gtk_widget_get_template_child (fixture->page, KB_TYPE_SAVE_PAGE, "for_now_row"),
                         "activated");
  if (way->tag)
    UI_WAIT (g_str_equal (get_tag (fixture), way->tag));
  else
    {
      UI_WAIT (get_dialog (fixture) != NULL);
      answer (fixture, "Close and Lose the Key?", "Lose It");
      UI_WAIT (!fixture->window);
    }
}

/* Whoever goes elsewhere after all is not taken by surprise when the key is saved later. */
static void
test_changed_mind (Fixture *fixture, gconstpointer data)
{
  go (fixture, &ways[0]);
  answer_unsaved (fixture, "Save It First");
  go_on (fixture);
  adw_navigation_view_pop (fixture->view);
  UI_WAIT (gtk_widget_get_mapped (fixture->page));
  g_signal_emit_by_name (gtk_widget_get_template_child (fixture->page, KB_TYPE_SAVE_PAGE, "for_now_row"),
                         "activated");
  UI_WAIT (*get_entered (fixture) == '\0');
  ui_drain ();
  g_assert_nonnull (fixture->window);
  g_assert_null (get_dialog (fixture));
}

/* Back, forth and another page over it: the key stays, and nobody asks. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  GtkWidget *welcome;

  adw_navigation_view_pop (fixture->view);
  g_assert_cmpstr (get_tag (fixture), !=, "save");
  go (fixture, &ways[2]);
  go (fixture, &ways[3]); /* asks once */
  answer_unsaved (fixture, "Cancel");
  g_assert_null (get_dialog (fixture));
  welcome = GTK_WIDGET (adw_navigation_view_get_visible_page (fixture->view));
  adw_action_row_activate (
      ADW_ACTION_ROW (gtk_widget_get_template_child (welcome, G_OBJECT_TYPE (welcome), "key_row")));
  g_assert_cmpstr (get_tag (fixture), ==, "save");
  g_assert_cmpstr (get_entered (fixture), ==, fixture->key);
  go_on (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.library", NULL);
  g_assert_null (get_dialog (fixture));
  adw_navigation_view_pop_to_tag (fixture->view, "save");
  UI_WAIT (gtk_widget_get_mapped (fixture->page));
  g_assert_cmpstr (get_entered (fixture), ==, fixture->key);
}

/* What nobody pasted is no reason to ask. */
static void
test_nothing (Fixture *fixture, gconstpointer way)
{
  kb_key_entry_clear (get_key_entry (fixture));
  go (fixture, way);
  assert_went (fixture, way);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer way);
  } answers[] = {
    { "cancel", test_cancel },
    { "throw-away", test_throw_away },
    { "save-first", test_save_first },
    { "nothing", test_nothing },
  };

  ui_init (&argc, &argv);
  g_application_hold (G_APPLICATION (ui_get_application ()));
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (answers); j++)
      {
        g_autofree char *path = g_strdup_printf ("/unsaved/%s/%s", ways[i].name, answers[j].name);

        g_test_add (path, Fixture, &ways[i], set_up, answers[j].test, tear_down);
      }
  g_test_add ("/unsaved/changed-mind", Fixture, NULL, set_up, test_changed_mind, tear_down);
  g_test_add ("/unsaved/kept", Fixture, NULL, set_up, test_kept, tear_down);
  return ui_run ();
}
