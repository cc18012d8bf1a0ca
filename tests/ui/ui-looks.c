/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-looks.h"

#include "ui-contrast.h"

#include <string.h>

/* Without a compositor GTK draws a frame around a window, and counts it in. */
#define FRAME 10
/* Half a laptop's screen is more than this, a phone is this. */
#define NARROWEST 360
#define SMALLEST_TARGET 24
/* Of the width of a window, which a row needs for other things than words. */
#define BESIDE_WORDS 120
/* Of every page, or its edges would jump on the way to the next one. Larger with large text. */
#define COLUMN 640

static char *folder;
static FILE *list;

typedef struct
{
  UiScene *scene;
  const UiLook *look;
  GtkWidget *root;
  GString *complaints;
  GHashTable *letters; /* key value → the label that has it */
  guint n_labels, n_suggested;
} Inspection;

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  return ADW_IS_PREFERENCES_ROW (widget) ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)) : "";
}

static void G_GNUC_PRINTF (3, 4) complain (Inspection *inspection, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_string_append_printf (inspection->complaints, "%s “%s” %s; ", G_OBJECT_TYPE_NAME (widget),
                          get_text (widget), what);
  g_strdelimit (inspection->complaints->str, "\n\t", ' ');
}

/* text */

/* May end in "…": what can be longer than any window. */
static gboolean
may_be_cut (GtkWidget *label)
{
  /* What an empty entry says instead, which has a name too. */
  if (gtk_widget_get_ancestor (label, GTK_TYPE_TEXT))
    return TRUE;
  for (GtkWidget *widget = label; widget; widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_tooltip_text (widget))
      return TRUE;
  return FALSE;
}

static gboolean
has_no_hyphens (PangoLayout *layout)
{
  PangoAttrList *attributes = pango_layout_get_attributes (layout);
  g_autoptr (PangoAttrIterator) iterator = attributes ? pango_attr_list_get_iterator (attributes) : NULL;
  PangoAttribute *hyphens = iterator ? pango_attr_iterator_get (iterator, PANGO_ATTR_INSERT_HYPHENS) : NULL;

  return hyphens && !((PangoAttrInt *) hyphens)->value;
}

static int
measure_word (GtkWidget *label, const char *word)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (label, word);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/* A line of @label ends within a word at @place. */
static void
inspect_break (Inspection *inspection, GtkLabel *label, const char *text, const char *place)
{
  const char *begin = place, *end = place;
  g_autofree char *word = NULL;

  while (begin > text && !strchr (" \n", begin[-1]))
    begin--;
  while (*end && !strchr (" \n", *end))
    end++;
  word = g_strndup (begin, (gsize) (end - begin));
  if (strpbrk (word, "/_=@.:0123456789"))
    {
      if (!has_no_hyphens (gtk_label_get_layout (label)))
        complain (inspection, GTK_WIDGET (label), "has a hyphen in “%s”", word);
    }
  else if (measure_word (GTK_WIDGET (label), word) < inspection->look->width - BESIDE_WORDS)
    complain (inspection, GTK_WIDGET (label), "breaks “%s”", word);
}

static void
inspect_breaks (Inspection *inspection, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  const char *text = pango_layout_get_text (layout);
  int n_attributes;
  const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly (layout, &n_attributes);

  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    {
      const char *place =
          text + pango_layout_line_get_start_index (pango_layout_get_line_readonly (layout, i));
      const PangoLogAttr *attribute = &attributes[g_utf8_pointer_to_offset (text, place)];

      if (!attribute->is_line_break && !attribute->is_mandatory_break)
        inspect_break (inspection, label, text, place);
    }
}

/* What stands on many rows is found by pressing the letter again. */
static void
inspect_letter (Inspection *inspection, GtkLabel *label)
{
  guint key = gdk_keyval_to_lower (gtk_label_get_mnemonic_keyval (label));
  GtkWidget *other = g_hash_table_lookup (inspection->letters, GUINT_TO_POINTER (key));

  if (key == GDK_KEY_VoidSymbol)
    return;
  if (other && !g_str_equal (get_text (other), get_text (GTK_WIDGET (label))))
    complain (inspection, GTK_WIDGET (label), "has the letter of “%s”", get_text (other));
  g_hash_table_insert (inspection->letters, GUINT_TO_POINTER (key), label);
}

static void
inspect_label (Inspection *inspection, GtkLabel *label)
{
  PangoLayout *layout = gtk_label_get_layout (label);
  int width, height;

  inspection->n_labels++;
  /* Not in pixels, where a line in the middle may count one more. */
  pango_layout_get_size (layout, &width, &height);
  width = PANGO_PIXELS_CEIL (width);
  height = PANGO_PIXELS_CEIL (height);
  if (pango_layout_is_ellipsized (layout) && !may_be_cut (GTK_WIDGET (label)))
    complain (inspection, GTK_WIDGET (label), "is cut short");
  /* An entry has room for a line of its own font; one of another may be a pixel higher. */
  if (width > gtk_widget_get_width (GTK_WIDGET (label)) ||
      height > gtk_widget_get_height (GTK_WIDGET (label)) +
                   (gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_TEXT) ? 1 : 0))
    complain (inspection, GTK_WIDGET (label), "needs %d×%d and has %d×%d", width, height,
              gtk_widget_get_width (GTK_WIDGET (label)), gtk_widget_get_height (GTK_WIDGET (label)));
  inspect_breaks (inspection, label);
  inspect_letter (inspection, label);
}

/* places */

static gboolean
reaches_out (GtkWidget *widget, GtkWidget *of, graphene_rect_t *bounds)
{
  g_assert_true (gtk_widget_compute_bounds (widget, of, bounds));
  return bounds->origin.x < -0.5f ||
         bounds->origin.x + bounds->size.width > (float) gtk_widget_get_width (of) + 0.5f;
}

static void
inspect_place (Inspection *inspection, GtkWidget *widget)
{
  GtkWidget *const around[] = { inspection->root, gtk_widget_get_parent (widget) };

  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    {
      graphene_rect_t bounds;

      if (widget != inspection->root && reaches_out (widget, around[i], &bounds))
        {
          complain (inspection, widget, "reaches from %g to %g of %d of its %s", (double) bounds.origin.x,
                    (double) (bounds.origin.x + bounds.size.width), gtk_widget_get_width (around[i]),
                    G_OBJECT_TYPE_NAME (around[i]));
          return;
        }
    }
}

static gboolean
is_target (GtkWidget *widget)
{
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget));
  /* In a row that does the same, or in a menu button that is as large. */
  if (gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON))
    return GTK_IS_MENU_BUTTON (widget);
  return GTK_IS_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_EDITABLE (widget);
}

static void
inspect_target (Inspection *inspection, GtkWidget *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, inspection->root, &bounds));
  if (bounds.size.width < SMALLEST_TARGET || bounds.size.height < SMALLEST_TARGET)
    complain (inspection, widget, "is only %g×%g large", (double) bounds.size.width,
              (double) bounds.size.height);
}

static void
inspect_scroller (Inspection *inspection, GtkScrolledWindow *scroller)
{
  GtkAdjustment *sideways = gtk_scrolled_window_get_hadjustment (scroller);

  if (gtk_adjustment_get_upper (sideways) > gtk_adjustment_get_page_size (sideways))
    complain (inspection, GTK_WIDGET (scroller), "scrolls sideways");
}

static void
inspect_column (Inspection *inspection, GtkWidget *group)
{
  GtkWidget *page = gtk_widget_get_ancestor (group, ADW_TYPE_PREFERENCES_PAGE);
  int width = gtk_widget_get_width (group);

  if (page && !inspection->look->large && gtk_widget_get_width (page) > 2 * COLUMN && width != COLUMN)
    complain (inspection, group, "is %d wide", width);
}

static void
inspect_cb (GtkWidget *widget, gpointer user_data)
{
  Inspection *inspection = user_data;

  if (GTK_IS_SCROLLED_WINDOW (widget))
    inspect_scroller (inspection, GTK_SCROLLED_WINDOW (widget));
  if (gtk_widget_has_css_class (widget, "suggested-action"))
    inspection->n_suggested++;
  if (ADW_IS_PREFERENCES_GROUP (widget))
    inspect_column (inspection, widget);
  if (is_target (widget))
    inspect_target (inspection, widget);
  /* Of what is not to be seen or pressed, such as bars and handles, some is meant to stick out. */
  if (GTK_IS_LABEL (widget) || GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget) ||
      GTK_IS_PICTURE (widget))
    inspect_place (inspection, widget);
  if (GTK_IS_LABEL (widget))
    inspect_label (inspection, GTK_LABEL (widget));
}

static void
inspect (Inspection *inspection)
{
  UiScene *scene = inspection->scene;
  /* Of what is in the bin that listens for the size, which itself is content with less. */
  GtkWidget *content = scene->over ? scene->over : adw_navigation_page_get_child (scene->host->page);
  int minimum;

  ui_walk (inspection->root, inspect_cb, inspection);
  g_assert_cmpuint (inspection->n_labels, >, scene->over ? 1 : 2);
  if (inspection->n_suggested > 1)
    complain (inspection, inspection->root, "has %u suggested buttons", inspection->n_suggested);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > NARROWEST)
    complain (inspection, inspection->root, "cannot be narrower than %d", minimum);
}

/* pictures */

static void
draw (UiHost *host)
{
  gtk_widget_queue_draw (GTK_WIDGET (host->window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (host->window));
}

/* Of @area; @ground: nullable, what lies below */
static GdkTexture *
take_picture (UiHost *host, GtkWidget *widget, const GdkRGBA *ground, const graphene_rect_t *area)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  if (ground)
    gtk_snapshot_append_color (snapshot, ground, area);
  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_to_node (snapshot);
  return gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (host->window)), node, area);
}

static GdkTexture *
take_whole_picture (UiHost *host, GtkWidget *widget, const GdkRGBA *ground)
{
  return take_picture (host, widget, ground,
                       &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                            (float) gtk_widget_get_height (widget)));
}

/* Blue first; free with g_free() */
static guint32 *
read_picture (GdkTexture *picture)
{
  int width = gdk_texture_get_width (picture), height = gdk_texture_get_height (picture);
  guint32 *pixels = g_new (guint32, width * height);

  gdk_texture_download (picture, (guchar *) pixels, (gsize) width * sizeof *pixels);
  return pixels;
}

/* What is behind what @widget shows: what there is most of at its left edge. */
static GdkRGBA
pick_ground (UiHost *host, GtkWidget *widget)
{
  graphene_rect_t bounds;
  g_autoptr (GdkTexture) edge = NULL;
  g_autofree guint32 *pixels = NULL;
  guint32 ground = 0;
  guint most = 0;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (host->window), &bounds));
  bounds.origin.x += 2;
  bounds.size.width = 1;
  edge = take_picture (host, GTK_WIDGET (host->window), NULL, &bounds);
  pixels = read_picture (edge);
  for (int i = 0, height = gdk_texture_get_height (edge); i < height; i++)
    {
      guint n = 0;

      for (int k = 0; k < height; k++)
        n += pixels[k] == pixels[i];
      if (n > most)
        {
          most = n;
          ground = pixels[i];
        }
    }
  return (GdkRGBA) { (ground >> 16 & 255) / 255.0f, (ground >> 8 & 255) / 255.0f, (ground & 255) / 255.0f,
                     1 };
}

/* A dialog that becomes a sheet, or no longer is one, fades in: until two pictures are the same. */
static void
wait_for_dialog (UiHost *host)
{
  g_autofree guint32 *before = NULL;

  for (;;)
    {
      g_autoptr (GdkTexture) picture = take_whole_picture (host, GTK_WIDGET (host->window), NULL);
      guint32 *pixels = read_picture (picture);
      gsize size =
          (gsize) gdk_texture_get_width (picture) * gdk_texture_get_height (picture) * sizeof *pixels;
      gboolean still = before && memcmp (before, pixels, size) == 0;

      g_free (before);
      before = pixels;
      if (still)
        return;
      draw (host);
      draw (host);
    }
}

/* Nobody keeps them, so they may be large. */
static void
keep_picture (Inspection *inspection, GdkTexture *picture, const char *of)
{
  g_autofree char *name =
      g_strdup_printf ("%s-%s%s.png", inspection->scene->name, inspection->look->name, of);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (picture);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  gsize stride;

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8);
  bytes = gdk_texture_downloader_download_bytes (downloader, &stride);
  pixbuf = gdk_pixbuf_new_from_bytes (bytes, GDK_COLORSPACE_RGB, FALSE, 8, gdk_texture_get_width (picture),
                                      gdk_texture_get_height (picture), (int) stride);
  g_assert_true (gdk_pixbuf_save (pixbuf, path, "png", NULL, "compression", "1", NULL));
}

static void
inspect_contrast (Inspection *inspection, GtkWidget *widget, GdkTexture *picture, GtkWidget *within)
{
  g_autoptr (GPtrArray) faint = ui_contrast_find_faint (widget, picture, within);

  for (guint i = 0; i < faint->len; i++)
    {
      UiFaint *one = faint->pdata[i];

      complain (inspection, one->label, "has a contrast of %.1f", one->ratio);
    }
}

/* What is in @scroller, without the room beside it; NULL if it scrolls by itself. */
static GtkWidget *
get_content (GtkScrolledWindow *scroller)
{
  GtkWidget *inside = gtk_scrolled_window_get_child (scroller);
  GtkWidget *content = GTK_IS_VIEWPORT (inside) ? gtk_viewport_get_child (GTK_VIEWPORT (inside)) : NULL;

  while (content && (GTK_IS_BOX (content) || ADW_IS_CLAMP (content)) &&
         gtk_widget_get_first_child (content) &&
         gtk_widget_get_first_child (content) == gtk_widget_get_last_child (content))
    content = gtk_widget_get_first_child (content);
  return content;
}

/* What a scrolled window would show if it were as long as what is in it. */
static void
look_into (Inspection *inspection)
{
  g_autoptr (GPtrArray) scrollers = ui_find_all (inspection->root, GTK_TYPE_SCROLLED_WINDOW);
  UiHost *host = inspection->scene->host;

  for (guint i = 0; i < scrollers->len; i++)
    {
      GtkWidget *content = get_content (scrollers->pdata[i]);
      g_autoptr (GdkTexture) picture = NULL;
      GdkRGBA ground;

      if (!content || gtk_widget_get_height (content) <= gtk_widget_get_height (scrollers->pdata[i]))
        continue;
      ground = pick_ground (host, scrollers->pdata[i]);
      picture = take_whole_picture (host, content, &ground);
      inspect_contrast (inspection, content, picture, content);
      keep_picture (inspection, picture, "-whole");
    }
}

/* Unfolds all that is folded; gives what it was. */
static GPtrArray *
unfold (GtkWidget *root)
{
  g_autoptr (GPtrArray) rows = ui_find_all (root, ADW_TYPE_EXPANDER_ROW);
  GPtrArray *folded = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++)
    if (!adw_expander_row_get_expanded (rows->pdata[i]) &&
        adw_expander_row_get_enable_expansion (rows->pdata[i]))
      g_ptr_array_add (folded, rows->pdata[i]);
  ui_expand_all (root);
  return folded;
}

static void
fold (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_set_expanded (rows->pdata[i], FALSE);
  ui_drain ();
}

static void
look_closely (Inspection *inspection)
{
  UiHost *host = inspection->scene->host;
  g_autoptr (GdkTexture) picture = take_whole_picture (host, GTK_WIDGET (host->window), NULL);
  g_autoptr (GPtrArray) folded = NULL;

  keep_picture (inspection, picture, "");
  inspect_contrast (inspection, inspection->root, picture, GTK_WIDGET (host->window));
  folded = unfold (inspection->root);
  draw (host);
  inspect (inspection);
  look_into (inspection);
  fold (folded);
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

static void
set_look (const UiLook *look)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), look->dark
                                                                            ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                            : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (look->large ? 192 : 96) * 1024, NULL);
  gtk_widget_set_default_direction (look->mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

static void
report (Inspection *inspection)
{
  if (list)
    fprintf (list, "%s\t%s\t%s\n", inspection->scene->name, inspection->look->name,
             inspection->complaints->str);
  if (inspection->complaints->len == 0)
    return;
  g_test_message ("%s, %s: %s", inspection->scene->name, inspection->look->name, inspection->complaints->str);
  g_test_fail ();
}

void
ui_looks_begin (const char *where, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".tsv", NULL);
  g_autofree char *path = g_build_filename (where, file, NULL);

  folder = g_strdup (where);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  list = fopen (path, "w");
  g_assert_nonnull (list);
  /* What is known is not lost when a look ends all of them. */
  setlinebuf (list);
}

void
ui_looks_end (void)
{
  g_clear_pointer (&list, fclose);
  g_clear_pointer (&folder, g_free);
}

typedef struct
{
  GtkWindow *window;
  int width, height, astray;
} Size;

/* A window manager that is behind may give an earlier size last, and GTK asks for none a second time: another
 * one is asked for in between. */
static gboolean
ask_cb (gpointer user_data)
{
  Size *size = user_data;

  size->astray = !size->astray;
  gtk_window_set_default_size (size->window, size->width, size->height + size->astray);
  return G_SOURCE_CONTINUE;
}

static void
resize (GtkWindow *window, int width, int height)
{
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  Size size = { window, width + FRAME, height + FRAME, TRUE };
  guint again = g_timeout_add_seconds (2, ask_cb, &size);

  ask_cb (&size);
  UI_WAIT (gtk_widget_get_width (content) == width && gtk_widget_get_height (content) == height);
  g_source_remove (again);
}

void
ui_look_at (UiScene *scene, const UiLook *look)
{
  UiHost *host = scene->host;
  GtkWidget *page = GTK_WIDGET (host->page);
  g_autoptr (GString) complaints = g_string_new (NULL);
  g_autoptr (GHashTable) letters = g_hash_table_new (NULL, NULL);
  Inspection inspection = { .scene = scene,
                            .look = look,
                            .root = scene->over ? scene->over : page,
                            .complaints = complaints,
                            .letters = letters };

  set_look (look);
  /* Which breakpoint holds is decided anew when the size is another one, not when that of the text is. */
  resize (host->window, look->width, look->height + 1);
  resize (host->window, look->width, look->height);
  draw (host);
  if (ADW_IS_DIALOG (scene->over))
    wait_for_dialog (host);
  if (scene->sight)
    {
      scroll_to (scene->sight);
      draw (host);
    }
  look_closely (&inspection);
  report (&inspection);
}

void
ui_look_away (void)
{
  set_look (&(UiLook) { .name = "plain" });
}
