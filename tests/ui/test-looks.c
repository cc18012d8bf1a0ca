/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "fake-store.h"
#include "ui-support.h"

#include "core/practice/kb-practice.h"
#include "found/kb-import-page.h"
#include "kb-preferences-dialog.h"
#include "keys/kb-key-page.h"
#include "keys/kb-rotation-page.h"
#include "library/kb-article-page.h"
#include "library/kb-library-page.h"
#include "snippets/kb-use-page.h"
#include "widgets/kb-key-entry.h"
#include "widgets/kb-keyring-row.h"
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

/* What is over the page and looked at in its place; NULL: nothing */
static GtkWidget *over;
/* What the page is scrolled to; NULL: nothing */
static GtkWidget *sight;

typedef struct
{
  GtkWidget *root;
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
  GtkWidget *root = inspection->root;
  graphene_rect_t bounds;

  /* Of what is not to be seen or pressed, such as bars and handles, some is meant to stick out. */
  if (!GTK_IS_LABEL (widget) && !GTK_IS_BUTTON (widget) && !GTK_IS_LIST_BOX_ROW (widget) &&
      !GTK_IS_PICTURE (widget))
    return;
  g_assert_true (gtk_widget_compute_bounds (widget, root, &bounds));
  if (bounds.origin.x < 0 || bounds.origin.x + bounds.size.width > (float) gtk_widget_get_width (root) + 0.5f)
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
  Inspection inspection = { .root = over ? over : GTK_WIDGET (host->page), .page = page };
  /* Of what is in the bin that listens for the size, which itself is content with less. */
  GtkWidget *content = over ? over : adw_navigation_page_get_child (host->page);
  int minimum;

  gtk_widget_queue_draw (GTK_WIDGET (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  take_picture (host, looks[look].name, page);
  ui_expand_all (inspection.root);
  gtk_widget_queue_draw (GTK_WIDGET (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  ui_walk (inspection.root, inspect_cb, &inspection);
  g_assert_cmpuint (inspection.n_labels, >, over ? 1 : 2);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > NARROWEST)
    complain (&inspection, inspection.root, "cannot be narrower than %d", minimum);
  if (inspection.failed)
    g_test_fail ();
}

/* Where the page ends otherwise before what the scene is about. */
static void
scroll_to (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, scroller, &bounds));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + (double) bounds.origin.y);
}

/* Frees @host. */
static void
look_at (UiHost *host, guint look, const char *page)
{
  set_looks (look);
  gtk_window_set_default_size (host->window, looks[look].width + FRAME, looks[look].height + FRAME);
  UI_WAIT (gtk_widget_get_width (GTK_WIDGET (host->page)) == looks[look].width &&
           gtk_widget_get_height (GTK_WIDGET (host->page)) == looks[look].height);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
  if (sight)
    scroll_to (sight);
  inspect (host, look, page);
  over = sight = NULL;
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
  return g_object_new (KB_TYPE_USE_PAGE, "setup", host->setup, "key-name", "key", NULL);
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

static FakeStore *
get_store (UiHost *host)
{
  return FAKE_STORE (kb_keys_get_store (kb_setup_get_keys (host->setup)));
}

/* The bar that waits for somebody to unlock the keyring */
static AdwNavigationPage *
new_unlocking (UiHost *host)
{
  GtkListBox *list = ui_host_get (host, "list");

  new_keys (host);
  fake_store_hold (get_store (host), TRUE);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_true (gtk_widget_get_visible (ui_host_get (host, "unlock_bar")));
  return NULL;
}

static AdwNavigationPage *
open_save (UiHost *host, KbStoreState state)
{
  fake_store_set_state (get_store (host), state);
  ui_host_push (host, KB_STEP_SAVE);
  UI_WAIT (kb_keyring_row_get_state (ui_host_get (host, "keyring_row")) == state);
  sight = ui_host_get (host, "keyring_row");
  return NULL;
}

static AdwNavigationPage *
new_locked (UiHost *host)
{
  return open_save (host, KB_STORE_STATE_LOCKED);
}

static AdwNavigationPage *
new_empty (UiHost *host)
{
  return open_save (host, KB_STORE_STATE_NO_COLLECTION);
}

static AdwNavigationPage *
new_none (UiHost *host)
{
  return open_save (host, KB_STORE_STATE_NO_SERVICE);
}

static AdwNavigationPage *
new_denied (UiHost *host)
{
  return open_save (host, KB_STORE_STATE_DENIED);
}

static AdwNavigationPage *
new_silent (UiHost *host)
{
  return open_save (host, KB_STORE_STATE_NOT_RESPONDING);
}

static AdwNavigationPage *
new_paste (UiHost *host)
{
  open_save (host, KB_STORE_STATE_READY);
  sight = ui_host_get (host, "key_entry");
  gtk_widget_set_visible (GTK_WIDGET (gtk_widget_get_template_child (ui_host_get (host, "key_entry"),
                                                                     KB_TYPE_KEY_ENTRY, "waiting_row")),
                          TRUE);
  return NULL;
}

static AdwNavigationPage *
new_preferences (UiHost *host)
{
  AdwDialog *dialog = kb_preferences_dialog_new ();

  adw_dialog_present (dialog, GTK_WIDGET (host->window));
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (dialog)));
  gtk_editable_set_text (GTK_EDITABLE (gtk_widget_get_template_child (
                             GTK_WIDGET (dialog), KB_TYPE_PREFERENCES_DIALOG, "address_row")),
                         "http://a-gateway-with-a-long-name.example.com/openai");
  over = GTK_WIDGET (dialog);
  return NULL;
}

static const struct
{
  const char *name;
  AdwNavigationPage *(*open) (UiHost *host);
} scenes[] = {
  { "keys-some", new_keys },
  { "keys-unlocking", new_unlocking },
  { "key", new_key },
  { "rotate", new_rotate },
  { "leak", new_leak },
  { "use", new_use },
  { "import", new_import },
  { "library", new_library },
  { "article", new_article },
  { "keyring-locked", new_locked },
  { "keyring-empty", new_empty },
  { "keyring-none", new_none },
  { "keyring-denied", new_denied },
  { "keyring-silent", new_silent },
  { "paste", new_paste },
  { "preferences", new_preferences },
};

static void
test_scene (gconstpointer data)
{
  guint look = GPOINTER_TO_UINT (data) / G_N_ELEMENTS (scenes);
  guint scene = GPOINTER_TO_UINT (data) % G_N_ELEMENTS (scenes);
  g_autoptr (FakeStore) store = fake_store_new ();
  AdwNavigationPage *page;
  UiHost *host;

  fake_store_add (store, scenes[scene].open == new_unlocking ? "" : "key");
  fake_store_add (store, "other");
  host = ui_host_new (UI_KEYS, KB_KEY_STORE (store));
  page = scenes[scene].open (host);
  if (page)
    push (host, page);
  look_at (host, look, scenes[scene].name);
}

/* The banner of the window over a page, with a path that is long. */
static void
test_trouble (gconstpointer data)
{
  guint look = GPOINTER_TO_UINT (data);
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "keybearer", NULL);
  g_autofree char *path = g_build_filename (folder, "notes.json", NULL);
  UiHost host = { .window = NULL };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "seeds", -1, NULL));
  set_looks (look);
  host.window = GTK_WINDOW (kb_window_new (ui_get_application (), FALSE));
  host.page = adw_navigation_view_get_visible_page (
      ADW_NAVIGATION_VIEW (gtk_widget_get_template_child (GTK_WIDGET (host.window), KB_TYPE_WINDOW, "view")));
  over =
      GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (host.window), KB_TYPE_WINDOW, "trouble_banner"));
  gtk_window_set_default_size (host.window, looks[look].width + FRAME, looks[look].height + FRAME);
  gtk_window_present (host.window);
  UI_WAIT (adw_banner_get_revealed (ADW_BANNER (over)) && gtk_widget_get_mapped (over));
  UI_WAIT (gtk_widget_get_width (GTK_WIDGET (host.page)) == looks[look].width);
  inspect (&host, look, "trouble");
  over = NULL;
  gtk_window_destroy (host.window);
  UI_WAIT (!kb_state_file_is_any_busy ());
  set_looks (0);
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
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    {
      g_autofree char *path = g_strdup_printf ("/looks/%s/trouble", looks[look].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (look), test_trouble);
    }
  add_results ();
  return ui_run ();
}
