/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"
#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "found/kb-import-page.h"
#include "keys/kb-key-page.h"
#include "keys/kb-rotation-page.h"
#include "library/kb-article-page.h"
#include "library/kb-library-page.h"
#include "snippets/kb-use-page.h"
#include "widgets/kb-link-row.h"

/* Half a laptop's screen is more than this, a phone is this. */
#define NARROWEST 360
/* Without a compositor GTK draws a frame around a window, and counts it in. */
#define FRAME 10

static const struct
{
  const char *name;
  int width, height;
  gboolean dark, large, mirrored;
} looks[] = {
  { "plain", 680, 760 },
  { "narrow", NARROWEST, 720 },
  { "smallest", NARROWEST, 294 },
  { "dark", 680, 760, .dark = TRUE },
  { "large-text", 680, 760, .large = TRUE },
  { "large-text-narrow", NARROWEST, 720, .large = TRUE },
  { "right-to-left", 680, 760, .mirrored = TRUE },
};

#define LARGE_AND_NARROW 5

static void
set_looks (guint look)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), looks[look].dark
                                                                            ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                            : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (looks[look].large ? 192 : 96) * 1024, NULL);
  gtk_widget_set_default_direction (looks[look].mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

/* May end in "…": what can be longer than any window. */
static gboolean
may_be_cut (GtkWidget *label)
{
  /* The heading below says it again. */
  if (gtk_widget_get_ancestor (label, ADW_TYPE_HEADER_BAR))
    return TRUE;
  /* What an empty entry says instead, which has a name too. */
  if (gtk_widget_get_ancestor (label, GTK_TYPE_TEXT))
    return TRUE;
  /* An address; the button beside it opens and copies all of it. */
  return gtk_widget_get_ancestor (label, KB_TYPE_LINK_ROW) && gtk_widget_has_css_class (label, "subtitle");
}

typedef struct
{
  UiHost *host;
  const char *page;
  guint n_labels;
  gboolean failed;
} Inspection;

static void G_GNUC_PRINTF (3, 4) complain (Inspection *inspection, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s: %s “%s” %s", inspection->page, G_OBJECT_TYPE_NAME (widget),
                  GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "", what);
  inspection->failed = TRUE;
}

static void
inspect_label (Inspection *inspection, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  inspection->n_labels++;
  pango_layout_get_pixel_size (layout, &width, &height);
  if (pango_layout_is_ellipsized (layout) && !may_be_cut (GTK_WIDGET (label)))
    complain (inspection, GTK_WIDGET (label), "is cut short");
  if (width > gtk_widget_get_width (GTK_WIDGET (label)) ||
      height > gtk_widget_get_height (GTK_WIDGET (label)))
    complain (inspection, GTK_WIDGET (label), "needs %d×%d and has %d×%d", width, height,
              gtk_widget_get_width (GTK_WIDGET (label)), gtk_widget_get_height (GTK_WIDGET (label)));
}

static void
inspect_cb (GtkWidget *widget, gpointer user_data)
{
  Inspection *inspection = user_data;
  GtkWidget *page = GTK_WIDGET (inspection->host->page);
  graphene_rect_t bounds;

  /* Of what is not to be seen or pressed, such as bars and handles, some is meant to stick out. */
  if (!GTK_IS_LABEL (widget) && !GTK_IS_BUTTON (widget) && !GTK_IS_LIST_BOX_ROW (widget) &&
      !GTK_IS_PICTURE (widget))
    return;
  g_assert_true (gtk_widget_compute_bounds (widget, page, &bounds));
  if (bounds.origin.x < 0 || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (page) + 0.5f)
    complain (inspection, widget, "reaches from %g to %g", (double) bounds.origin.x,
              (double) (bounds.origin.x + bounds.size.width));
  if (GTK_IS_LABEL (widget))
    inspect_label (inspection, GTK_LABEL (widget));
}

static void
take_picture (UiHost *host, const char *look, const char *page)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "ui", "pictures", NULL);
  g_autofree char *name = g_strdup_printf ("%s-%s.png", page, look);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (host->window));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) picture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  picture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (host->window)), node, NULL);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (gdk_texture_save_to_png (picture, path));
}

static void
inspect (UiHost *host, guint look, const char *page)
{
  Inspection inspection = { .host = host, .page = page };
  int minimum;

  gtk_widget_queue_draw (GTK_WIDGET (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  take_picture (host, looks[look].name, page);
  ui_expand_all (GTK_WIDGET (host->page));
  gtk_widget_queue_draw (GTK_WIDGET (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  ui_walk (GTK_WIDGET (host->page), inspect_cb, &inspection);
  g_assert_cmpuint (inspection.n_labels, >, 2);
  /* Of what is in the bin that listens for the size, which itself is content with less. */
  gtk_widget_measure (adw_navigation_page_get_child (host->page), GTK_ORIENTATION_HORIZONTAL, -1, &minimum,
                      NULL, NULL, NULL);
  if (minimum > NARROWEST)
    complain (&inspection, GTK_WIDGET (host->page), "cannot be narrower than %d", minimum);
  if (inspection.failed)
    g_test_fail ();
}

/* Frees @host. */
static void
look_at (UiHost *host, guint look, const char *page)
{
  set_looks (look);
  gtk_window_set_default_size (host->window, looks[look].width + FRAME, looks[look].height + FRAME);
  UI_WAIT (gtk_widget_get_width (GTK_WIDGET (host->page)) == looks[look].width &&
           gtk_widget_get_height (GTK_WIDGET (host->page)) == looks[look].height);
  inspect (host, look, page);
  ui_host_free (host);
  set_looks (0);
}

static void
test_page (gconstpointer data)
{
  guint look = GPOINTER_TO_UINT (data) / UI_N_PAGES, step = GPOINTER_TO_UINT (data) % UI_N_PAGES;

  look_at (ui_host_new (step, NULL), look, ui_page_get_name (step));
}

static void
push (UiHost *host, AdwNavigationPage *page)
{
  g_set_weak_pointer (&host->page, page);
  adw_navigation_view_push (host->view, page);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
}

static AdwNavigationPage *
new_keys (UiHost *host)
{
  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (ui_host_get (host, "stack")), "keys"));
  return NULL;
}

static AdwNavigationPage *
new_key (UiHost *host)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "A key with a name of some length", 0, FALSE);

  return kb_key_page_new (host->setup, key);
}

static AdwNavigationPage *
new_rotation (UiHost *host, KbRotationKind kind)
{
  g_autoptr (KbSavedKey) key = kb_saved_key_new ("key", "key", 0, FALSE);

  return kb_rotation_page_new (host->setup, key, kind);
}

static AdwNavigationPage *
new_rotate (UiHost *host)
{
  return new_rotation (host, KB_ROTATION_REPLACE);
}

static AdwNavigationPage *
new_leak (UiHost *host)
{
  return new_rotation (host, KB_ROTATION_LEAK);
}

static AdwNavigationPage *
new_use (UiHost *host)
{
  return g_object_new (KB_TYPE_USE_PAGE, "setup", host->setup, "name", "key", NULL);
}

static AdwNavigationPage *
new_import (UiHost *host)
{
  AdwNavigationPage *page = g_object_new (KB_TYPE_IMPORT_PAGE, "setup", host->setup, NULL);

  push (host, page);
  /* A practice run looks for nothing. */
  gtk_stack_set_visible_child_name (ui_host_get (host, "stack"), "findings");
  return NULL;
}

static AdwNavigationPage *
new_library (UiHost *host)
{
  return g_object_new (KB_TYPE_LIBRARY_PAGE, NULL);
}

static AdwNavigationPage *
new_article (UiHost *host)
{
  return g_object_new (KB_TYPE_ARTICLE_PAGE, "article", "where-the-key-lives", NULL);
}

static const struct
{
  const char *name;
  AdwNavigationPage *(*open) (UiHost *host);
} scenes[] = {
  { "keys-some", new_keys }, { "key", new_key },       { "rotate", new_rotate },   { "leak", new_leak },
  { "use", new_use },        { "import", new_import }, { "library", new_library }, { "article", new_article },
};

static void
test_scene (gconstpointer data)
{
  guint look = GPOINTER_TO_UINT (data) / G_N_ELEMENTS (scenes);
  guint scene = GPOINTER_TO_UINT (data) % G_N_ELEMENTS (scenes);
  g_autoptr (FakeStore) store = fake_store_new ();
  AdwNavigationPage *page;
  UiHost *host;

  fake_store_add (store, "key");
  fake_store_add (store, "other");
  host = ui_host_new (UI_KEYS, KB_KEY_STORE (store));
  page = scenes[scene].open (host);
  if (page)
    push (host, page);
  look_at (host, look, scenes[scene].name);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer done)
{
  *(gboolean *) done = kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL);
}

/* What a test found, with the labels of its buttons, where there is the least room. */
static void
test_result (gconstpointer data)
{
  const KbDiagnosis *diagnosis = data;
  g_autofree char *text = kb_practice_dup_key (diagnosis);
  SecretValue *key = secret_value_new (text, -1, "text/plain");
  UiHost *host = ui_host_new (KB_STEP_WELCOME, NULL);
  gboolean done = FALSE;

  kb_key_store_save_async (kb_keys_get_store (kb_setup_get_keys (host->setup)), "lesson", "Lesson", key, TRUE,
                           NULL, saved_cb, &done);
  UI_WAIT (done);
  secret_value_unref (key);
  g_object_set (host->choices, "saved-name", "lesson", NULL);
  ui_host_push (host, KB_STEP_TEST);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (host->page)));
  ui_press (ui_host_get_primary (host));
  UI_WAIT (gtk_widget_get_visible (ui_host_get (host, "verdict_view")));
  look_at (host, LARGE_AND_NARROW, diagnosis->id);
}

/* One for each label that a button may have. */
static void
add_results (void)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n_rows;
  const KbDiagnosis *rows = kb_diagnosis_get_table (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *path = g_strdup_printf ("/looks/result/%s", rows[i].id);

      /* Those that take as long as patience does have their labels in common with others. */
      if (!g_str_has_suffix (rows[i].id, "timeout") &&
          g_hash_table_add (labels, (char *) rows[i].action_label))
        g_test_add_data_func (path, &rows[i], test_result);
    }
}

/* A header bar with a way back is measured for less than it takes while the window takes on its size; how it
 * then is, is looked at. All other complaints end the test as ever. */
static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE") && g_str_has_prefix (fields[i].value, "Trying to measure "))
      return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n_fields, user_data);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  g_log_set_writer_func (write_log, NULL, NULL);
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    for (guint step = 0; step < UI_N_PAGES; step++)
      {
        g_autofree char *path = g_strdup_printf ("/looks/%s/%s", looks[look].name, ui_page_get_name (step));

        g_test_add_data_func (path, GUINT_TO_POINTER (look * UI_N_PAGES + step), test_page);
      }
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    for (guint scene = 0; scene < G_N_ELEMENTS (scenes); scene++)
      {
        g_autofree char *path = g_strdup_printf ("/looks/%s/%s", looks[look].name, scenes[scene].name);

        g_test_add_data_func (path, GUINT_TO_POINTER (look * G_N_ELEMENTS (scenes) + scene), test_scene);
      }
  add_results ();
  return ui_run ();
}
