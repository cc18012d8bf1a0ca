/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "core/library/kb-library.h"
#include "kb-say.h"
#include "library/kb-article-page.h"
#include "library/kb-article-row.h"
#include "library/kb-flow.h"
#include "library/kb-library-page.h"
#include "library/kb-link-words.h"
#include "library/kb-table.h"
#include "widgets/kb-link-row.h"

#include <string.h>

/* A phone; without a compositor GTK draws a frame around the window, and counts it in. */
#define NARROWEST 360
#define FRAME 10

typedef struct
{
  KbWindow *window;
  AdwNavigationView *view;
} Fixture;

static AdwNavigationPage *
get_page (Fixture *fixture)
{
  return adw_navigation_view_get_visible_page (fixture->view);
}

static gpointer
get_child (Fixture *fixture, const char *name)
{
  GtkWidget *page = GTK_WIDGET (get_page (fixture));

  return gtk_widget_get_template_child (page, G_OBJECT_TYPE (page), name);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->window = kb_window_new (ui_get_application (), TRUE);
  fixture->view = ADW_NAVIGATION_VIEW (
      gtk_widget_get_template_child (GTK_WIDGET (fixture->window), KB_TYPE_WINDOW, "view"));
  gtk_window_present (GTK_WINDOW (fixture->window));
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (get_page (fixture))) &&
           gtk_window_is_active (GTK_WINDOW (fixture->window)));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gpointer window = fixture->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_close (GTK_WINDOW (fixture->window));
  UI_WAIT (!window);
}

static void
open_library (Fixture *fixture)
{
  g_action_group_activate_action (G_ACTION_GROUP (ui_get_application ()), "help", NULL);
  UI_WAIT (KB_IS_LIBRARY_PAGE (get_page (fixture)) && gtk_widget_get_mapped (get_child (fixture, "entry")));
}

static void
open_article (Fixture *fixture, const char *id)
{
  g_autofree char *tag = g_strconcat ("article-", id, NULL);

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "win.article", "s", id));
  g_assert_cmpstr (adw_navigation_page_get_tag (get_page (fixture)), ==, tag);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (get_page (fixture))));
}

static void
go_back (Fixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (get_page (fixture)), "navigation.pop", NULL);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (get_page (fixture))));
}

static gboolean
has_focus (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static const char *
get_shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "stack"));
}

/* What is found, as ids with blanks between. */
static char *
dup_found (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = ui_find_all (get_child (fixture, "stack"), KB_TYPE_ARTICLE_ROW);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *id = NULL;

      g_object_get (rows->pdata[i], "article", &id, NULL);
      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", id);
    }
  return g_string_free (ids, FALSE);
}

static char *
dup_expected (const char *query)
{
  g_autoptr (GPtrArray) found = kb_library_search (kb_library_get_default (), query);
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", kb_article_get_id (found->pdata[i]));
  return g_string_free (ids, FALSE);
}

static void
type (Fixture *fixture, const char *text, const char *shows)
{
  gtk_editable_set_text (get_child (fixture, "entry"), text);
  UI_WAIT (g_str_equal (get_shown (fixture), shows));
  ui_drain ();
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autofree char *all = NULL, *shown = NULL;

  open_library (fixture);
  g_assert_true (has_focus (fixture, get_child (fixture, "entry")));
  g_assert_cmpstr (get_shown (fixture), ==, "groups");
  shown = dup_found (fixture);
  all = g_strjoinv (" ", (char **) kb_library_get_ids (kb_library_get_default ()));
  g_assert_cmpstr (shown, ==, all);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  g_autofree char *shown = NULL, *expected = dup_expected ("429");

  open_library (fixture);
  type (fixture, "429", "results");
  shown = dup_found (fixture);
  g_assert_cmpstr (shown, ==, expected);
  g_assert_nonnull (strstr (shown, "no-credit"));
  g_assert_nonnull (strstr (ui_get_announced (), "found"));
  type (fixture, "zzz", "nothing");
  g_assert_cmpstr (ui_get_announced (), ==, "0 articles found");
  type (fixture, "  ", "groups");
}

/* Enter opens the first one, and Back comes to what was found. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *expected = dup_expected ("429"), *id = NULL;
  g_autoptr (GtkWidget) heading = NULL;

  open_library (fixture);
  type (fixture, "429", "results");
  g_signal_emit_by_name (get_child (fixture, "entry"), "activate");
  g_assert_true (KB_IS_ARTICLE_PAGE (get_page (fixture)));
  g_object_get (get_page (fixture), "article", &id, NULL);
  g_assert_true (g_str_has_prefix (expected, id));
  g_object_get (get_page (fixture), "first-focus", &heading, NULL);
  UI_WAIT (has_focus (fixture, heading));
  go_back (fixture);
  g_assert_cmpstr (get_shown (fixture), ==, "results");
  g_assert_cmpstr (gtk_editable_get_text (get_child (fixture, "entry")), ==, "429");
}

static void
test_enter_finds_nothing (Fixture *fixture, gconstpointer data)
{
  open_library (fixture);
  type (fixture, "zzz", "nothing");
  g_signal_emit_by_name (get_child (fixture, "entry"), "activate");
  g_assert_true (KB_IS_LIBRARY_PAGE (get_page (fixture)));
}

/* Escape first takes back what was typed, then leads back. */
static void
test_escape (Fixture *fixture, gconstpointer data)
{
  open_library (fixture);
  type (fixture, "429", "results");
  g_signal_emit_by_name (get_child (fixture, "entry"), "stop-search");
  UI_WAIT (g_str_equal (get_shown (fixture), "groups"));
  g_signal_emit_by_name (get_child (fixture, "entry"), "stop-search");
  g_assert_cmpstr (adw_navigation_page_get_tag (get_page (fixture)), ==, "welcome");
}

/* To what is open already it goes back, and does not pile up. */
static void
test_round (Fixture *fixture, gconstpointer data)
{
  AdwNavigationPage *first;
  guint n_pages;

  open_article (fixture, "plus-or-key");
  first = get_page (fixture);
  open_article (fixture, "no-credit");
  open_article (fixture, "plus-or-key");
  g_assert_true (get_page (fixture) == first);
  open_library (fixture);
  open_article (fixture, "leak");
  open_library (fixture);
  for (n_pages = 0; adw_navigation_view_pop (fixture->view); n_pages++)
    ;
  g_assert_cmpuint (n_pages, ==, 2);
}

/* The very page, with the focus where it was. */
static void
test_step (Fixture *fixture, gconstpointer data)
{
  AdwNavigationPage *page = get_page (fixture);
  GtkWidget *entry, *row;
  g_autoptr (KbSetup) setup = NULL;

  g_object_get (page, "setup", &setup, NULL);
  g_object_set (kb_setup_get_choices (setup), "every-step", TRUE, "has-account", FALSE, NULL);
  for (int i = 0; i < 2; i++)
    kb_step_page_next (KB_STEP_PAGE (get_page (fixture)));
  page = get_page (fixture);
  g_assert_cmpstr (adw_navigation_page_get_tag (page), ==, "project");
  entry = ui_find_named (GTK_WIDGET (page), "project-name");
  row =
      gtk_widget_get_ancestor (gtk_widget_get_parent (gtk_widget_get_parent (entry)), GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  UI_WAIT (gtk_widget_get_mapped (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Herbarium");
  gtk_widget_grab_focus (entry);
  open_library (fixture);
  open_article (fixture, "projects");
  go_back (fixture);
  go_back (fixture);
  g_assert_true (get_page (fixture) == page);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Herbarium");
  UI_WAIT (has_focus (fixture, entry));
  /* From a step back to one it is still the heading that the focus is on. */
  go_back (fixture);
  UI_WAIT (has_focus (fixture, GTK_WIDGET (gtk_widget_get_template_child (
                                   GTK_WIDGET (get_page (fixture)), KB_TYPE_STEP_PAGE, "heading_widget"))));
}

/* Every article at the width of a phone */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  const char *const *ids = kb_library_get_ids (kb_library_get_default ());

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), NARROWEST + FRAME, 640);
  UI_WAIT (gtk_widget_get_width (GTK_WIDGET (fixture->view)) == NARROWEST);
  for (guint i = 0; ids[i]; i++)
    {
      g_autoptr (GPtrArray) tables = NULL;
      gboolean narrow;
      int minimum;

      open_article (fixture, ids[i]);
      gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
      /* Of what is in the bin that listens for the size, which itself is content with less. */
      gtk_widget_measure (adw_breakpoint_bin_get_child (
                              ADW_BREAKPOINT_BIN (adw_navigation_page_get_child (get_page (fixture)))),
                          GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      if (minimum > NARROWEST)
        g_error ("%s cannot be narrower than %d", ids[i], minimum);
      tables = ui_find_all (GTK_WIDGET (get_page (fixture)), KB_TYPE_TABLE);
      for (guint j = 0; j < tables->len; j++)
        {
          g_object_get (tables->pdata[j], "narrow", &narrow, NULL);
          g_assert_true (narrow);
        }
      adw_navigation_view_pop (fixture->view);
    }
}

/* Each step offers an article, which is there; the result does with its verdict. */
static void
test_offer (gconstpointer data)
{
  g_autoptr (UiHost) host = ui_host_new (GPOINTER_TO_UINT (data), NULL);
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  ui_expand_all (GTK_WIDGET (host->page));
  rows = ui_find_all (GTK_WIDGET (host->page), KB_TYPE_ARTICLE_ROW);
  g_assert_cmpuint (rows->len, ==, 1);
  g_object_get (rows->pdata[0], "article", &id, NULL);
  g_assert_nonnull (kb_library_find (kb_library_get_default (), id));
  g_assert_true (gtk_widget_activate (rows->pdata[0]));
  g_assert_cmpstr (host->last_article, ==, id);
}

static void
add_label_cb (GtkWidget *widget, gpointer user_data)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (user_data, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
}

static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 400);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  UI_WAIT (gtk_widget_get_mapped (widget));
  return window;
}

static void
assert_labels (GtkWidget *widget, const char *expected)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  ui_drain ();
  ui_walk (widget, add_label_cb, labels);
  g_assert_cmpstr (labels->str, ==, expected);
}

static GPtrArray *
new_texts (const char *joined)
{
  g_auto (GStrv) texts = g_strsplit (joined, "|", -1);

  return g_ptr_array_new_take_null_terminated ((gpointer *) g_steal_pointer (&texts), g_free);
}

/* Read from top to bottom it makes sense in both shapes. */
static void
test_table (void)
{
  g_autoptr (GPtrArray) cells = new_texts ("Key|Costs|Good for|A|1|x|B|2|y");
  GtkWidget *table = kb_table_new (cells, 3), *window = show (table);

  assert_labels (table, "Key|Costs|Good for|A|1|x|B|2|y|");
  g_object_set (table, "narrow", TRUE, NULL);
  assert_labels (table, "A|Costs: 1|Good for: x|B|Costs: 2|Good for: y|");
  g_object_set (table, "narrow", FALSE, NULL);
  assert_labels (table, "Key|Costs|Good for|A|1|x|B|2|y|");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_flow (void)
{
  g_autoptr (GPtrArray) items = new_texts ("Revoke|Replace|Look");
  GtkWidget *flow = kb_flow_new (items), *window = show (flow);
  g_autoptr (GPtrArray) arrows = ui_find_all (flow, GTK_TYPE_IMAGE);

  gtk_test_accessible_assert_role (flow, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_test_accessible_assert_property (flow, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "First: Revoke, then: Replace, then: Look");
  assert_labels (flow, "Revoke|Replace|Look|");
  g_assert_cmpuint (arrows->len, ==, 2);
  g_assert_cmpstr (gtk_image_get_icon_name (arrows->pdata[1]), ==, "go-next-symbolic");
  g_object_set (flow, "orientation", GTK_ORIENTATION_VERTICAL, NULL);
  g_assert_cmpstr (gtk_image_get_icon_name (arrows->pdata[1]), ==, "go-down-symbolic");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Every page on the web that an article leads to has a name of its own. */
static void
test_links (void)
{
  const char *const *ids = kb_library_get_ids (kb_library_get_default ());

  for (guint i = 0; ids[i]; i++)
    {
      gsize n_blocks;
      const KbBlock *const *blocks =
          kb_article_get_blocks (kb_library_find (kb_library_get_default (), ids[i]), &n_blocks);

      for (gsize j = 0; j < n_blocks; j++)
        if (blocks[j]->kind == KB_BLOCK_WEB && !kb_link_has_name (blocks[j]->texts->pdata[0]))
          g_error ("%s leads to %s, which has no name", ids[i], (char *) blocks[j]->texts->pdata[0]);
    }
}

static void
test_web (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *link = NULL;

  open_article (fixture, "plus-or-key");
  rows = ui_find_all (GTK_WIDGET (get_page (fixture)), KB_TYPE_LINK_ROW);
  g_assert_cmpuint (rows->len, >=, 1);
  g_object_get (rows->pdata[0], "link", &link, NULL);
  g_assert_cmpstr (adw_preferences_row_get_title (rows->pdata[0]), ==, kb_link_get_name (link));
}

/* Below each article stands how old its words are, and the oldest of its figures where that is another day.
 */
static void
test_age (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *article;
    gboolean figures;
  } rows[] = { { "usage-tiers", TRUE }, { "what-is-an-api", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const KbArticle *article = kb_library_find (kb_library_get_default (), rows[i].article);
      g_autofree char *words = kb_say_as_of_date (article->compared, NULL);
      g_autofree char *start = g_strconcat ("Text as of ", words, NULL);
      g_autoptr (GPtrArray) labels = NULL;
      const char *age = NULL;

      open_article (fixture, rows[i].article);
      labels = ui_find_all (GTK_WIDGET (get_page (fixture)), GTK_TYPE_LABEL);
      for (guint j = 0; j < labels->len; j++)
        if (g_str_has_prefix (gtk_label_get_label (labels->pdata[j]), start))
          age = gtk_label_get_label (labels->pdata[j]);
      g_assert_nonnull (age);
      g_assert_cmpint (strstr (age, "; oldest figure as of ") != NULL, ==, rows[i].figures);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/library/groups", test_groups }, { "/library/search", test_search },
    { "/library/first", test_first },   { "/library/enter-finds-nothing", test_enter_finds_nothing },
    { "/library/escape", test_escape }, { "/library/round", test_round },
    { "/library/step", test_step },     { "/library/narrow", test_narrow },
    { "/library/web", test_web },       { "/library/age", test_age },
  };

  ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  for (guint step = 0; step < KB_STEP_TEST; step++)
    {
      g_autofree char *path = g_strdup_printf ("/library/offer/%s", ui_page_get_name (step));

      g_test_add_data_func (path, GUINT_TO_POINTER (step), test_offer);
    }
  g_test_add_func ("/library/table", test_table);
  g_test_add_func ("/library/flow", test_flow);
  g_test_add_func ("/library/links", test_links);
  return ui_run ();
}
