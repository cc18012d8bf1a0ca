/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "ui-support.h"

#include "keys/kb-keys-page.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  KbWindow *window;
  AdwNavigationView *view;
} Fixture;

static char *
dup_state_path (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "keybearer", name, NULL);
}

static AdwNavigationPage *
get_page (Fixture *fixture)
{
  return adw_navigation_view_get_visible_page (fixture->view);
}

static const char *
get_tag (Fixture *fixture)
{
  return adw_navigation_page_get_tag (get_page (fixture));
}

static KbSetup *
get_setup (Fixture *fixture)
{
  g_autoptr (KbSetup) setup = NULL;

  g_object_get (get_page (fixture), "setup", &setup, NULL);
  return setup;
}

static KbChoices *
get_choices (Fixture *fixture)
{
  return kb_setup_get_choices (get_setup (fixture));
}

static void
open_window (Fixture *fixture, gboolean practice)
{
  fixture->window = kb_window_new (ui_get_application (), practice);
  fixture->view = ADW_NAVIGATION_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->window), KB_TYPE_WINDOW, "view"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (get_page (fixture))));
}

/* Fails if the page or the set-up outlives the window. */
static void
close_window (Fixture *fixture)
{
  gpointer window = fixture->window, page = get_page (fixture), setup = get_setup (fixture);

  g_object_add_weak_pointer (window, &window);
  g_object_add_weak_pointer (page, &page);
  g_object_add_weak_pointer (setup, &setup);
  gtk_window_close (GTK_WINDOW (fixture->window));
  UI_WAIT (!window && !page && !setup);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = dup_state_path ("setup.json");

  g_unlink (state);
  open_window (fixture, GPOINTER_TO_INT (data));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window)
    close_window (fixture);
}

static void
do_action (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static GtkButton *
get_primary (Fixture *fixture)
{
  return GTK_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (get_page (fixture)), KB_TYPE_STEP_PAGE, "primary_button"));
}

/* By the button that leads to the next step: Skip, or Continue where there is none. Where a key is pasted
 * nothing but a key leads on. */
static void
go_on (Fixture *fixture)
{
  GtkWidget *primary = GTK_WIDGET (get_primary (fixture));
  GtkWidget *skip = gtk_widget_get_prev_sibling (primary);

  if (g_str_equal (get_tag (fixture), "save"))
    kb_step_page_next (KB_STEP_PAGE (get_page (fixture)));
  else
    ui_press (gtk_widget_get_visible (skip) ? skip : primary);
}

static void
begin (Fixture *fixture, const char *row)
{
  GtkWidget *page = GTK_WIDGET (get_page (fixture));

  adw_action_row_activate (ADW_ACTION_ROW (gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), row)));
}

static void
assert_indicator (Fixture *fixture, gsize place, gsize n_steps)
{
  g_autofree char *expected = g_strdup_printf ("Step %zu of %zu", place, n_steps);

  g_assert_true (g_str_has_prefix (ui_get_announced (), expected));
}

/* From Welcome to the end, without a key: nothing traps. */
static void
test_skip_all (Fixture *fixture, gconstpointer data)
{
  KbStep steps[KB_N_STEPS];
  gsize n_steps = kb_route_get_steps (KB_PREFLIGHT_NONE, steps);

  g_assert_cmpstr (get_tag (fixture), ==, "welcome");
  begin (fixture, "new_row");
  for (gsize i = 0; i < n_steps; i++)
    {
      g_assert_cmpstr (get_tag (fixture), ==, kb_step_get_name (steps[i]));
      g_assert_cmpint (kb_choices_get_step (get_choices (fixture)), ==, steps[i]);
      assert_indicator (fixture, i + 1, n_steps);
      go_on (fixture);
    }
  g_assert_cmpstr (get_tag (fixture), ==, "keys");
  g_assert_cmpint (kb_choices_get_step (get_choices (fixture)), ==, KB_STEP_WELCOME);
}

static void
test_route (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "account_row");
  g_assert_cmpstr (get_tag (fixture), ==, "billing");
  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "navigation.pop", NULL);
  begin (fixture, "key_row");
  g_assert_cmpstr (get_tag (fixture), ==, "save");
}

static void
test_back (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "new_row");
  go_on (fixture);
  g_assert_cmpstr (get_tag (fixture), ==, "billing");
  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "navigation.pop", NULL);
  g_assert_cmpstr (get_tag (fixture), ==, "sign-in");
  g_assert_cmpint (kb_choices_get_step (get_choices (fixture)), ==, KB_STEP_SIGN_IN);
  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "navigation.pop", NULL);
  g_assert_cmpstr (get_tag (fixture), ==, "welcome");
}

/* Closed at any page and opened again: there, with every choice, and Back leads through the route. */
static void
test_resume (Fixture *fixture, gconstpointer data)
{
  for (guint step = KB_STEP_SIGN_IN; step < KB_N_STEPS; step++)
    {
      guint credit, n_back = 0;

      do_action (fixture, "win.new-setup");
      g_object_set (get_choices (fixture), "credit", 40 + step, "every-step", TRUE, NULL);
      begin (fixture, "new_row");
      while (kb_choices_get_step (get_choices (fixture)) != step)
        go_on (fixture);
      close_window (fixture);
      open_window (fixture, FALSE);
      g_assert_cmpstr (get_tag (fixture), ==, kb_step_get_name ((KbStep) step));
      g_object_get (get_choices (fixture), "credit", &credit, NULL);
      g_assert_cmpuint (credit, ==, 40 + step);
      while (adw_navigation_view_pop (fixture->view))
        n_back++;
      g_assert_cmpuint (n_back, ==, step);
      g_assert_cmpstr (get_tag (fixture), ==, "welcome");
    }
}

static void
test_practice (Fixture *fixture, gconstpointer data)
{
  gpointer real = get_setup (fixture);

  g_object_add_weak_pointer (real, &real);
  g_object_set (get_choices (fixture), "project-name", "real", NULL);
  do_action (fixture, "win.practice");
  UI_WAIT (!real);
  g_assert_true (kb_setup_get_practice (get_setup (fixture)));
  g_assert_cmpstr (kb_choices_get_project_name (get_choices (fixture)), ==, "");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Keybearer – Practice Run");
  do_action (fixture, "win.leave-practice");
  g_assert_false (kb_setup_get_practice (get_setup (fixture)));
  g_assert_cmpstr (kb_choices_get_project_name (get_choices (fixture)), ==, "real");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Keybearer");
}

static void
test_banner (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) banners = ui_find_all (GTK_WIDGET (fixture->window), ADW_TYPE_BANNER);
  gboolean practice = GPOINTER_TO_INT (data);
  guint n_revealed = 0;

  for (guint i = 0; i < banners->len; i++)
    if (adw_banner_get_revealed (banners->pdata[i]))
      {
        g_assert_true (g_str_has_prefix (adw_banner_get_title (banners->pdata[i]), "Practice run"));
        n_revealed++;
      }
  g_assert_cmpuint (n_revealed, ==, practice ? 1 : 0);
}

/* Nothing of a practice run is written. */
static void
test_practice_writes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *state = dup_state_path ("setup.json");

  g_object_set (get_choices (fixture), "project-name", "practice", NULL);
  begin (fixture, "new_row");
  close_window (fixture);
  fixture->window = NULL;
  g_assert_false (g_file_test (state, G_FILE_TEST_EXISTS));
}

/* The title is shown by task lists and in window switchers. */
static void
test_title (Fixture *fixture, gconstpointer data)
{
  g_object_set (get_choices (fixture), "key-name", "secretname", "saved-name", "secretname", "project-name",
                "secretname", NULL);
  begin (fixture, "new_row");
  while (!g_str_equal (get_tag (fixture), "keys"))
    {
      g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "secretname"));
      g_assert_null (strstr (adw_navigation_page_get_title (get_page (fixture)), "secretname"));
      go_on (fixture);
    }
  g_assert_cmpstr (get_tag (fixture), ==, "keys");
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "secretname"));
}

static void
test_finish (Fixture *fixture, gconstpointer data)
{
  g_object_set (get_choices (fixture), "project-name", "shop", "credit", 70, NULL);
  begin (fixture, "new_row");
  do_action (fixture, "win.finish");
  g_assert_true (KB_IS_KEYS_PAGE (get_page (fixture)));
  g_assert_cmpstr (kb_choices_get_project_name (get_choices (fixture)), ==, "");
  do_action (fixture, "win.new-setup");
  g_assert_cmpstr (get_tag (fixture), ==, "welcome");
}

/* My Keys from the menu: what the page is about has the focus, not the button before it. */
static void
test_keys_focus (Fixture *fixture, gconstpointer data)
{
  GtkWidget *stack;

  do_action (fixture, "win.show-keys");
  stack = GTK_WIDGET (
      gtk_widget_get_template_child (GTK_WIDGET (get_page (fixture)), KB_TYPE_KEYS_PAGE, "stack"));
  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "empty"));
  ui_drain ();
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), stack));
}

/* Two programs that look alike would be taken for each other. */
static void
test_profile (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (gtk_widget_has_css_class (GTK_WIDGET (fixture->window), "devel"), ==, DEVELOPMENT);
}

static GtkWidget *
find_label (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) labels = ui_find_all (GTK_WIDGET (fixture->window), GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (gtk_label_get_text (labels->pdata[i]), text))
      return labels->pdata[i];
  return NULL;
}

static void
test_toast (Fixture *fixture, gconstpointer data)
{
  kb_toast (GTK_WIDGET (get_page (fixture)), "<b>plain</b>");
  ui_drain ();
  g_assert_nonnull (find_label (fixture, "<b>plain</b>"));
}

/* Continue is not covered by what stays. */
static void
test_lasting_toast (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toast = NULL, *primary;
  graphene_rect_t covered, button;

  begin (fixture, "new_row");
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  primary = GTK_WIDGET (get_primary (fixture));
  UI_WAIT (gtk_widget_get_mapped (primary) && gtk_widget_get_width (GTK_WIDGET (fixture->window)) <= 380);
  kb_toast_link (GTK_WIDGET (get_page (fixture)), "It did not open", "https://example.com");
  UI_WAIT ((toast = find_label (fixture, "It did not open")) != NULL && gtk_widget_get_mapped (toast));
  UI_WAIT (gtk_widget_compute_bounds (toast, GTK_WIDGET (fixture->window), &covered) &&
           covered.size.height > 0);
  g_assert_true (gtk_widget_compute_bounds (primary, GTK_WIDGET (fixture->window), &button));
  g_assert_cmpfloat (covered.origin.y + covered.size.height, <=, button.origin.y);
}

/* Another size lays the page out otherwise, and hides it for a frame; then Enter still goes on. */
static void
test_size (Fixture *fixture, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GtkWidget *focus, *button;
  static const int sizes[][2] = { { 360, 600 }, { 700, 420 }, { 1000, 700 } };

  begin (fixture, "new_row");
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (get_primary (fixture))));
  ui_drain ();
  focus = gtk_window_get_focus (window);
  button = gtk_window_get_default_widget (window);
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (get_page (fixture))));
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gtk_window_set_default_size (window, sizes[i][0], sizes[i][1]);
      UI_WAIT (abs (gtk_widget_get_width (GTK_WIDGET (window)) - sizes[i][0]) <= 20);
      UI_WAIT (gtk_widget_get_mapped (focus) && gtk_window_get_focus (window) == focus);
      g_assert_true (gtk_window_get_default_widget (window) == button);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
    gboolean practice;
  } tests[] = {
    { "/window/skip-all", test_skip_all, FALSE },
    { "/window/skip-all-in-practice", test_skip_all, TRUE },
    { "/window/route", test_route, TRUE },
    { "/window/back", test_back, TRUE },
    { "/window/resume", test_resume, FALSE },
    { "/window/practice", test_practice, FALSE },
    { "/window/practice/banner", test_banner, TRUE },
    { "/window/practice/no-banner", test_banner, FALSE },
    { "/window/practice/writes-nothing", test_practice_writes_nothing, TRUE },
    { "/window/title", test_title, TRUE },
    { "/window/finish", test_finish, FALSE },
    { "/window/keys-focus", test_keys_focus, TRUE },
    { "/window/profile", test_profile, FALSE },
    { "/window/toast", test_toast, TRUE },
    { "/window/lasting-toast", test_lasting_toast, TRUE },
    { "/window/size", test_size, TRUE },
  };

  ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, GINT_TO_POINTER (tests[i].practice), set_up, tests[i].test,
                tear_down);
  return ui_run ();
}
