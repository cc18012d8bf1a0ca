/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "ui-contrast.h"

#include "ui-support.h"

#include <math.h>
#include <string.h>

#define LEAST_CONTRAST 4.5
/* Of a sign, such as a tick */
#define LEAST_CONTRAST_OF_SIGN 3.0
/* Thin strokes mix with what is behind them. */
#define TOLERANCE 0.2

/* As the renderer of the tests has it: one byte a color, blue first. */
typedef struct
{
  guchar *data;
  int width, height;
  gsize stride;
} Pixels;

typedef struct
{
  Pixels pixels;
  GtkWidget *within;
  GPtrArray *faint;
} Search;

static Pixels
read_pixels (GdkTexture *picture)
{
  Pixels pixels = { .width = gdk_texture_get_width (picture), .height = gdk_texture_get_height (picture) };

  pixels.stride = (gsize) pixels.width * 4;
  pixels.data = g_malloc (pixels.stride * (gsize) pixels.height);
  gdk_texture_download (picture, pixels.data, pixels.stride);
  return pixels;
}

static guint32
get_pixel (const Pixels *pixels, int x, int y)
{
  return ((const guint32 *) (gconstpointer) (pixels->data + (gsize) y * pixels->stride))[x] & 0xffffff;
}

static double
get_linear (guint32 byte)
{
  double value = byte / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

static double
get_luminance (guint32 color)
{
  return 0.2126 * get_linear (color >> 16) + 0.7152 * get_linear (color >> 8 & 0xff) +
         0.0722 * get_linear (color & 0xff);
}

static double
get_ratio (guint32 one, guint32 other)
{
  double a = get_luminance (one) + 0.05, b = get_luminance (other) + 0.05;

  return a > b ? a / b : b / a;
}

static void
count (GHashTable *colors, guint32 color, guint n)
{
  guint before = GPOINTER_TO_UINT (g_hash_table_lookup (colors, GUINT_TO_POINTER (color)));

  g_hash_table_insert (colors, GUINT_TO_POINTER (color), GUINT_TO_POINTER (before + n));
}

/* How many pixels of which color there are. */
static GHashTable *
count_colors (const Pixels *pixels, const graphene_rect_t *bounds)
{
  GHashTable *colors = g_hash_table_new (NULL, NULL);
  int left = (int) bounds->origin.x, right = (int) (bounds->origin.x + bounds->size.width);

  for (int y = (int) bounds->origin.y; y < (int) (bounds->origin.y + bounds->size.height); y++)
    for (int x = left, begin = left; x < right; x++)
      if (x + 1 == right || get_pixel (pixels, x, y) != get_pixel (pixels, x + 1, y))
        {
          count (colors, get_pixel (pixels, x, y), (guint) (x + 1 - begin));
          begin = x + 1;
        }
  return colors;
}

/* The ground is what most pixels of the rectangle are, the text what differs most from it. */
static double
measure (const Pixels *pixels, const graphene_rect_t *bounds)
{
  g_autoptr (GHashTable) colors = count_colors (pixels, bounds);
  guint32 ground = 0;
  guint most = 0;
  double ratio = 1;
  GHashTableIter iter;
  gpointer color, n;

  g_hash_table_iter_init (&iter, colors);
  while (g_hash_table_iter_next (&iter, &color, &n))
    if (GPOINTER_TO_UINT (n) > most)
      {
        most = GPOINTER_TO_UINT (n);
        ground = GPOINTER_TO_UINT (color);
      }
  g_hash_table_iter_init (&iter, colors);
  while (g_hash_table_iter_next (&iter, &color, NULL))
    ratio = MAX (ratio, get_ratio (ground, GPOINTER_TO_UINT (color)));
  return ratio;
}

static gboolean
is_title_of_property (GtkWidget *label)
{
  GtkWidget *row = gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW);

  return row && gtk_widget_has_css_class (row, "property") && gtk_widget_has_css_class (label, "title");
}

/* Whether libadwaita chose so; in high contrast it chooses better. */
static gboolean
is_dimmed (GtkWidget *label)
{
  static const char *const styles[] = { "dimmed", "dim-label", "subtitle", "suggested-action" };

  /* What cannot be pressed is dimmed in each of its styles. */
  if (!gtk_widget_is_sensitive (label))
    return TRUE;
  if (adw_style_manager_get_high_contrast (adw_style_manager_get_default ()))
    return FALSE;
  if (is_title_of_property (label) || gtk_widget_get_ancestor (label, GTK_TYPE_TEXT))
    return TRUE;
  for (GtkWidget *widget = label; widget; widget = gtk_widget_get_parent (widget))
    for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
      if (gtk_widget_has_css_class (widget, styles[i]))
        return TRUE;
  return FALSE;
}

/* Whether all of it is in the picture, and nothing of it is scrolled out of sight. */
static gboolean
is_shown (const Search *search, GtkWidget *label, graphene_rect_t *bounds)
{
  graphene_rect_t whole =
      GRAPHENE_RECT_INIT (0, 0, (float) search->pixels.width, (float) search->pixels.height);
  GtkWidget *scroller = gtk_widget_get_ancestor (label, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t sight;

  if (!gtk_widget_compute_bounds (label, search->within, bounds) || bounds->size.width < 1 ||
      !graphene_rect_contains_rect (&whole, bounds))
    return FALSE;
  return !scroller || !gtk_widget_is_ancestor (scroller, search->within) ||
         (gtk_widget_compute_bounds (scroller, search->within, &sight) &&
          graphene_rect_contains_rect (&sight, bounds));
}

static double
get_least_contrast (GtkLabel *label)
{
  for (const char *text = gtk_label_get_text (label); *text; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return LEAST_CONTRAST - TOLERANCE;
  return LEAST_CONTRAST_OF_SIGN;
}

/* Nothing, or the mark of an item: that it is one is said by its role, and a dot is too thin to be measured.
 */
static gboolean
is_blank (GtkLabel *label)
{
  const char *text = gtk_label_get_text (label);

  return text[strspn (text, " •")] == '\0';
}

static void
measure_cb (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;
  graphene_rect_t bounds;
  UiFaint faint = { .label = widget };

  if (!GTK_IS_LABEL (widget) || is_blank (GTK_LABEL (widget)) || is_dimmed (widget) ||
      !is_shown (search, widget, &bounds))
    return;
  faint.ratio = measure (&search->pixels, &bounds);
  if (faint.ratio < get_least_contrast (GTK_LABEL (widget)))
    g_ptr_array_add (search->faint, g_memdup2 (&faint, sizeof faint));
}

GPtrArray *
ui_contrast_find_faint (GtkWidget *root, GdkTexture *picture, GtkWidget *within)
{
  Search search = { .pixels = read_pixels (picture),
                    .within = within,
                    .faint = g_ptr_array_new_with_free_func (g_free) };

  ui_walk (root, measure_cb, &search);
  g_free (search.pixels.data);
  return search.faint;
}
