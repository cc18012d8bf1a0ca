/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "pages/kb-save-page.h"
#include "web/kb-drawn-page.h"
#include "widgets/kb-key-entry.h"

#include <string.h>

/* What a page asks of a person: to read, to tab through, to look for. */
#define MOST_WORDS 90
#define MOST_STOPS 14
/* From Welcome to the verdict, every click in the window counted: who begins, and who has a key. */
#define MOST_CLICKS 9
#define MOST_CLICKS_WITH_KEY 3
/* Without a compositor GTK draws a frame around a window, and counts it in. */
#define FRAME 10

static guint
count_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n\u00a0", -1);
  guint n_words = 0;

  for (char **word = words; *word; word++)
    for (const char *c = *word; *c; c = g_utf8_next_char (c))
      if (g_unichar_isalnum (g_utf8_get_char (c)))
        {
          n_words++;
          break;
        }
  return n_words;
}

/* A picture is looked at: its words are not read to know what to do. Nor are the numbers of steps. */
static void
count_cb (GtkWidget *widget, gpointer user_data)
{
  if (GTK_IS_LABEL (widget) && !gtk_widget_get_ancestor (widget, KB_TYPE_DRAWN_PAGE) &&
      !gtk_widget_get_ancestor (widget, ADW_TYPE_HEADER_BAR) && !gtk_widget_has_css_class (widget, "number"))
    *(guint *) user_data += count_words (gtk_label_get_text (GTK_LABEL (widget)));
}

static void
test_words (gconstpointer data)
{
  guint step = GPOINTER_TO_UINT (data), n_words = 0;
  g_autoptr (UiHost) host = ui_host_new (step, NULL);

  ui_walk (GTK_WIDGET (host->page), count_cb, &n_words);
  g_test_message ("%u words", n_words);
  g_assert_cmpuint (n_words, >, 5);
  g_assert_cmpuint (n_words, <=, MOST_WORDS);
}

/* From the heading, which has the focus, until it is there again or Tab leaves the window. */
static void
test_stops (gconstpointer data)
{
  g_autoptr (UiHost) host = ui_host_new (GPOINTER_TO_UINT (data), NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  do
    {
      if (!g_hash_table_add (seen, gtk_window_get_focus (host->window)))
        break;
    }
  while (gtk_widget_child_focus (GTK_WIDGET (host->window), GTK_DIR_TAB_FORWARD));
  g_test_message ("%u stops", g_hash_table_size (seen));
  g_assert_cmpuint (g_hash_table_size (seen), >=, 4);
  g_assert_cmpuint (g_hash_table_size (seen), <=, MOST_STOPS);
}

/* What is to be done first on each page. */
static const struct
{
  guint step;
  const char *first;
} pages[] = {
  { KB_STEP_WELCOME, "new_row" }, { KB_STEP_SIGN_IN, "steps" },      { KB_STEP_PROJECT, "steps" },
  { KB_STEP_BILLING, "steps" },   { KB_STEP_PERMISSIONS, "me_row" }, { KB_STEP_CREATE, "steps" },
  { KB_STEP_SAVE, "key_entry" },
};
static const struct
{
  int width, height, dpi;
} sizes[] = { { 680, 760, 96 }, { 360, 640, 96 }, { 360, 640, 192 } };

/* The whole of it, but of a list its first line. */
static GtkWidget *
find_first (UiHost *host, const char *name)
{
  GtkWidget *first = ui_host_get (host, name);

  g_autoptr (GPtrArray) labels = NULL;

  if (KB_IS_KEY_ENTRY (first))
    return kb_key_entry_get_paste_button (KB_KEY_ENTRY (first));
  if (!g_str_equal (name, "steps"))
    return first;
  /* The first one is its number. */
  labels = ui_find_all (first, GTK_TYPE_LABEL);
  return labels->pdata[1];
}

static void
test_in_sight (gconstpointer data)
{
  guint size = GPOINTER_TO_UINT (data) / G_N_ELEMENTS (pages);
  guint page = GPOINTER_TO_UINT (data) % G_N_ELEMENTS (pages);
  g_autoptr (UiHost) host = ui_host_new (pages[page].step, NULL);
  g_autoptr (GPtrArray) scrollers = NULL;
  graphene_rect_t bounds;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", sizes[size].dpi * 1024, NULL);
  gtk_window_set_default_size (host->window, sizes[size].width + FRAME, sizes[size].height + FRAME);
  UI_WAIT (gtk_widget_get_width (GTK_WIDGET (host->page)) == sizes[size].width &&
           gtk_widget_get_height (GTK_WIDGET (host->page)) == sizes[size].height);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  gtk_widget_queue_draw (GTK_WIDGET (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  scrollers = ui_find_all (GTK_WIDGET (host->page), GTK_TYPE_SCROLLED_WINDOW);
  g_assert_cmpuint (scrollers->len, ==, 1);
  g_assert_true (
      gtk_widget_compute_bounds (find_first (host, pages[page].first), scrollers->pdata[0], &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                     (float) gtk_widget_get_height (scrollers->pdata[0]));
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

static AdwNavigationPage *
get_page (KbWindow *window)
{
  return adw_navigation_view_get_visible_page (
      ADW_NAVIGATION_VIEW (gtk_widget_get_template_child (GTK_WIDGET (window), KB_TYPE_WINDOW, "view")));
}

/* The one suggested button that shows. */
static GtkWidget *
find_suggested (AdwNavigationPage *page)
{
  g_autoptr (GPtrArray) buttons = NULL;
  GtkWidget *suggested = NULL;

  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
  buttons = ui_find_all (GTK_WIDGET (page), GTK_TYPE_BUTTON);
  for (guint i = 0; i < buttons->len; i++)
    if (gtk_widget_has_css_class (buttons->pdata[i], "suggested-action"))
      {
        g_assert_null (suggested);
        suggested = buttons->pdata[i];
      }
  g_assert_nonnull (suggested);
  return suggested;
}

static gboolean
is_judged (AdwNavigationPage *page)
{
  g_autofree char *heading = NULL;

  if (KB_IS_STEP_PAGE (page))
    g_object_get (page, "heading", &heading, NULL);
  return g_strcmp0 (heading, "Your Key Works") == 0;
}

/* Waits for what pasting, or saving and testing, brings about. */
static void
wait_for_more (KbWindow *window, AdwNavigationPage *page, GtkWidget *pressed)
{
  gboolean pastes = GTK_IS_BUTTON (pressed) && KB_IS_SAVE_PAGE (page) &&
                    gtk_widget_get_ancestor (pressed, KB_TYPE_KEY_ENTRY) != NULL;

  if (pastes)
    UI_WAIT (!gtk_widget_get_mapped (pressed));
  else if (KB_IS_SAVE_PAGE (page))
    UI_WAIT (is_judged (get_page (window)));
}

/* By what each page asks for. */
static void
test_clicks (gconstpointer card)
{
  g_autofree char *key = kb_practice_dup_key (kb_diagnosis_find ("works"));
  KbWindow *window = kb_window_new (ui_get_application (), TRUE);
  GtkWidget *welcome = GTK_WIDGET (get_page (window));
  guint n_clicks = 1;

  gtk_window_present (GTK_WINDOW (window));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (welcome), key);
  adw_action_row_activate (
      ADW_ACTION_ROW (gtk_widget_get_template_child (welcome, G_OBJECT_TYPE (welcome), card)));
  while (!is_judged (get_page (window)) && n_clicks <= MOST_CLICKS)
    {
      AdwNavigationPage *page = get_page (window);
      GtkWidget *suggested = find_suggested (page);

      ui_press (suggested);
      n_clicks++;
      wait_for_more (window, page, suggested);
    }
  g_test_message ("%u clicks", n_clicks);
  g_assert_true (is_judged (get_page (window)));
  g_assert_cmpuint (n_clicks, <=, g_str_equal (card, "key_row") ? MOST_CLICKS_WITH_KEY : MOST_CLICKS);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  ui_drain ();
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  g_application_hold (G_APPLICATION (ui_get_application ()));
  g_test_add_data_func ("/pace/clicks/new", "new_row", test_clicks);
  g_test_add_data_func ("/pace/clicks/key", "key_row", test_clicks);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autofree char *words = g_strconcat ("/pace/words/", ui_page_get_name (pages[i].step), NULL);
      g_autofree char *stops = g_strconcat ("/pace/stops/", ui_page_get_name (pages[i].step), NULL);

      g_test_add_data_func (words, GUINT_TO_POINTER (pages[i].step), test_words);
      g_test_add_data_func (stops, GUINT_TO_POINTER (pages[i].step), test_stops);
      for (guint size = 0; size < G_N_ELEMENTS (sizes); size++)
        {
          g_autofree char *path =
              g_strdup_printf ("/pace/in-sight/%d×%d@%d/%s", sizes[size].width, sizes[size].height,
                               sizes[size].dpi, ui_page_get_name (pages[i].step));

          g_test_add_data_func (path, GUINT_TO_POINTER (size * G_N_ELEMENTS (pages) + i), test_in_sight);
        }
    }
  return ui_run ();
}
