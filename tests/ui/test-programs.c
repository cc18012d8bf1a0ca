/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"
#include "ui-support.h"

#include "core/programs/kb-program.h"
#include "programs/kb-connect-page.h"
#include "programs/kb-programs-page.h"

/* Who Uses What and Connect, in a practice run, which reads nothing; with files they are driven by
 * e2e/test_programs.py. */

typedef struct
{
  GtkWindow *window;
  AdwNavigationView *view;
  KbSetup *setup;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FakeStore) store = fake_store_new ();

  fixture->setup = g_object_new (KB_TYPE_SETUP, "practice", TRUE, "store", store, NULL);
  fixture->view = ADW_NAVIGATION_VIEW (adw_navigation_view_new ());
  fixture->window = GTK_WINDOW (adw_application_window_new (GTK_APPLICATION (ui_get_application ())));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (fixture->window), GTK_WIDGET (fixture->view));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  ui_drain ();
  g_object_unref (fixture->setup);
}

static void
show (Fixture *fixture, gpointer page)
{
  adw_navigation_view_push (fixture->view, page);
  gtk_window_present (fixture->window);
}

static gboolean
shows (gpointer page, const char *name)
{
  GtkStack *stack = GTK_STACK (gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), "stack"));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) == 0;
}

/* Also with text of twice the size, and everything unfolded. */
static void
assert_narrow (GtkWidget *page)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi, minimum;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  ui_expand_all (page);
  ui_drain ();
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_known (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_new (KB_TYPE_PROGRAMS_PAGE, "setup", fixture->setup, "key-name", "", NULL);
  g_autoptr (GPtrArray) rows = NULL;
  guint n = 0;

  show (fixture, page);
  UI_WAIT (shows (page, "known"));
  rows = ui_find_all (page, ADW_TYPE_ACTION_ROW);
  for (guint i = 0; i < rows->len; i++)
    n += adw_action_row_get_activatable_widget (rows->pdata[i]) ||
                 gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (rows->pdata[i]))
             ? 1
             : 0;
  g_assert_cmpuint (n, >=, kb_programs_get ()->len);
  assert_narrow (page);
}

/* Each of them, whichever way it is connected. */
static void
test_connect (Fixture *fixture, gconstpointer data)
{
  GPtrArray *programs = kb_programs_get ();

  for (guint i = 0; i < programs->len; i++)
    {
      GtkWidget *page = GTK_WIDGET (kb_connect_page_new (fixture->setup, programs->pdata[i], ""));
      GObject *apply;

      show (fixture, page);
      UI_WAIT (shows (page, "plan"));
      apply = gtk_widget_get_template_child (page, KB_TYPE_CONNECT_PAGE, "apply_row");
      g_assert_false (gtk_widget_get_visible (GTK_WIDGET (apply)));
      assert_narrow (page);
    }
}

/* A keyring that does not answer is not called empty, and can be asked again. */
static void
test_again (void)
{
  g_autoptr (FakeStore) store = fake_store_new ();
  g_autoptr (UiHost) host = NULL;
  GtkStack *stack;

  fake_store_add (store, "key");
  fake_store_set_error (store, KB_STORE_ERROR_NOT_RESPONDING);
  host = ui_host_new_real (KB_STEP_WELCOME, KB_KEY_STORE (store));
  host->page = kb_connect_page_new (host->setup, kb_programs_get ()->pdata[0], "key");
  g_object_add_weak_pointer (G_OBJECT (host->page), (gpointer *) &host->page);
  adw_navigation_view_push (host->view, host->page);
  stack = ui_host_get (host, "stack");
  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (stack), "none"));
  g_assert_cmpstr (adw_status_page_get_title (ui_host_get (host, "none_page")), ==,
                   "The Keyring Did Not Answer");
  fake_store_set_error (store, -1);
  ui_press (ui_host_get (host, "again_button"));
  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (stack), "plan"));
}

int
main (int argc, char *argv[])
{
  ui_init (&argc, &argv);
  g_test_add ("/programs/known", Fixture, NULL, set_up, test_known, tear_down);
  g_test_add ("/programs/connect", Fixture, NULL, set_up, test_connect, tear_down);
  g_test_add_func ("/programs/again", test_again);
  return ui_run ();
}
