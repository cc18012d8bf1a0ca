/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-support.h"

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

static void
test_page (gconstpointer data)
{
  guint look = GPOINTER_TO_UINT (data) / UI_N_PAGES, step = GPOINTER_TO_UINT (data) % UI_N_PAGES;
  UiHost *host;

  host = ui_host_new (step, NULL);
  set_looks (look);
  gtk_window_set_default_size (host->window, looks[look].width + FRAME, looks[look].height + FRAME);
  UI_WAIT (gtk_widget_get_width (GTK_WIDGET (host->page)) == looks[look].width &&
           gtk_widget_get_height (GTK_WIDGET (host->page)) == looks[look].height);
  inspect (host, look, ui_page_get_name (step));
  ui_host_free (host);
  set_looks (0);
}

int
main (int argc, char **argv)
{
  ui_init (&argc, &argv);
  for (guint look = 0; look < G_N_ELEMENTS (looks); look++)
    for (guint step = 0; step < UI_N_PAGES; step++)
      {
        g_autofree char *path = g_strdup_printf ("/looks/%s/%s", looks[look].name, ui_page_get_name (step));

        g_test_add_data_func (path, GUINT_TO_POINTER (look * UI_N_PAGES + step), test_page);
      }
  return g_test_run ();
}
