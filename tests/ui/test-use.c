/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"
#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "core/snippets/kb-snippet.h"
#include "found/kb-import-page.h"
#include "snippets/kb-use-page.h"
#include "widgets/kb-more-row.h"

#include <string.h>

/* Use It and Found Elsewhere, where there is no keyring; with one they are driven by e2e/test_use.py. */

typedef struct
{
  GtkWindow *window;
  AdwNavigationPage *page;
  KbSetup *setup;
  char *toast;
} Fixture;

static void
toast_cb (GSimpleAction *action, GVariant *text, gpointer user_data)
{
  g_set_str (&((Fixture *) user_data)->toast, g_variant_get_string (text, NULL));
}

static void
show (Fixture *fixture, GType type, gboolean practice)
{
  const GActionEntry entries[] = { { .name = "toast", .activate = toast_cb, .parameter_type = "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (FakeStore) store = fake_store_new ();
  GtkWidget *view = adw_navigation_view_new ();

  fixture->setup = g_object_new (KB_TYPE_SETUP, "practice", practice, "store", store, NULL);
  fixture->page = g_object_new (type, "setup", fixture->setup, "key-name", "key", NULL);
  fixture->window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (ui_get_application ())));
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), fixture);
  gtk_widget_insert_action_group (view, "win", G_ACTION_GROUP (group));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), view);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), fixture->page);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  ui_drain ();
  g_object_unref (fixture->setup);
  g_free (fixture->toast);
}

static GtkStack *
get_stack (Fixture *fixture)
{
  return GTK_STACK (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->page), G_OBJECT_TYPE (fixture->page), "stack"));
}

static gboolean
shows (Fixture *fixture, const char *name)
{
  return g_str_equal (gtk_stack_get_visible_child_name (get_stack (fixture)), name);
}

static GtkWidget *
find_button (GtkWidget *root, const char *wanted)
{
  g_autoptr (GPtrArray) buttons = ui_find_all (root, GTK_TYPE_BUTTON);

  for (guint i = 0; i < buttons->len; i++)
    {
      g_autofree char *name = ui_dup_accessible_name (buttons->pdata[i]);

      if (g_strcmp0 (name, wanted) == 0)
        return buttons->pdata[i];
    }
  return NULL;
}

/* Also with text of twice the size, and everything unfolded. */
static void
assert_narrow (Fixture *fixture)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, minimum;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  ui_expand_all (GTK_WIDGET (fixture->page));
  ui_drain ();
  gtk_widget_measure (GTK_WIDGET (fixture->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
save (Fixture *fixture)
{
  g_autofree char *text = kb_practice_dup_key (kb_diagnosis_find ("works"));
  SecretValue *key = secret_value_new (text, -1, "text/plain");

  kb_key_store_save_async (kb_keys_get_store (kb_setup_get_keys (fixture->setup)), "key", "Key", key, TRUE,
                           NULL, NULL, NULL);
  secret_value_unref (key);
}

static void
test_practice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  GtkWidget *button;
  gsize n_rows;

  show (fixture, KB_TYPE_USE_PAGE, TRUE);
  UI_WAIT (shows (fixture, "snippets"));
  kb_snippet_get_table (&n_rows);
  ui_expand_all (GTK_WIDGET (fixture->page));
  ui_drain ();
  rows = ui_find_all (GTK_WIDGET (fixture->page), KB_TYPE_MORE_ROW);
  g_assert_cmpuint (rows->len, ==, n_rows);
  button = find_button (GTK_WIDGET (fixture->page), "Copy Python");
  g_assert_nonnull (button);
  ui_press (button);
  g_assert_cmpstr (fixture->toast, ==, "Copied");
  save (fixture);
  ui_press (find_button (GTK_WIDGET (fixture->page), "Copy Key"));
  UI_WAIT (g_str_equal (fixture->toast, "Key copied for one minute"));
  assert_narrow (fixture);
}

static void
test_no_keyring (Fixture *fixture, gconstpointer data)
{
  AdwStatusPage *trouble;

  show (fixture, KB_TYPE_USE_PAGE, FALSE);
  UI_WAIT (shows (fixture, "trouble"));
  assert_narrow (fixture);
  trouble = ADW_STATUS_PAGE (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->page), KB_TYPE_USE_PAGE, "trouble_page"));
  g_assert_cmpstr (adw_status_page_get_title (trouble), ==, "The Keyring Did Not Answer");
}

static void
imported_cb (SecretValue **key, KbFinding *finding)
{
  *key = secret_value_ref (kb_finding_get_key (finding));
}

static guint
count_findings (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = ui_find_all (GTK_WIDGET (fixture->page), KB_TYPE_MORE_ROW);

  return rows->len;
}

static void
test_file (Fixture *fixture, gconstpointer data)
{
  gsize n_rows;
  g_autofree char *key = kb_practice_dup_key (&kb_diagnosis_get_table (&n_rows)[0]);
  g_autofree char *text = g_strdup_printf ("A=1\nexport OPENAI_API_KEY='%s'\n", key);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "profile", NULL);
  g_autofree char *title = g_strdup_printf ("Import from %s, line 2", path);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (SecretValue) imported = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *row;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  show (fixture, KB_TYPE_IMPORT_PAGE, FALSE);
  g_signal_connect_swapped (fixture->page, "import", G_CALLBACK (imported_cb), &imported);
  UI_WAIT (shows (fixture, "findings"));
  g_assert_cmpuint (count_findings (fixture), ==, 0);
  kb_import_page_look_in (KB_IMPORT_PAGE (fixture->page), file);
  UI_WAIT (count_findings (fixture) == 1);
  assert_narrow (fixture);
  ui_expand_all (GTK_WIDGET (fixture->page));
  ui_drain ();
  if (g_str_has_prefix (path, g_get_home_dir ()))
    {
      g_free (title);
      title = g_strdup_printf ("Import from ~%s, line 2", path + strlen (g_get_home_dir ()));
    }
  ui_press (find_button (GTK_WIDGET (fixture->page), title));
  g_assert_cmpstr (secret_value_get_text (imported), ==, key);

  g_file_set_contents (path, "A=1\n", -1, &error);
  g_assert_no_error (error);
  kb_import_page_look_in (KB_IMPORT_PAGE (fixture->page), file);
  UI_WAIT (count_findings (fixture) == 0);
  row = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->page), KB_TYPE_IMPORT_PAGE, "file_row"));
  g_assert_true (gtk_widget_get_visible (row));
  g_assert_cmpstr (ui_get_announced (), ==, "No OpenAI key is in it");
}

static void
test_import_in_practice (Fixture *fixture, gconstpointer data)
{
  show (fixture, KB_TYPE_IMPORT_PAGE, TRUE);
  g_assert_true (shows (fixture, "practice"));
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);
  g_test_add ("/use/practice", Fixture, NULL, NULL, test_practice, tear_down);
  g_test_add ("/use/no-keyring", Fixture, NULL, NULL, test_no_keyring, tear_down);
  g_test_add ("/import/file", Fixture, NULL, NULL, test_file, tear_down);
  g_test_add ("/import/practice", Fixture, NULL, NULL, test_import_in_practice, tear_down);
  return ui_run ();
}
