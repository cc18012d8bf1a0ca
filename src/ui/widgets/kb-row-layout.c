/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-row-layout.h"

#include "kb-fit.h"

/* Characters that a row's text has room for in each line. */
#define SHORTEST_LINE 14
#define SPACING 6

struct _KbRowLayout
{
  GtkLayoutManager parent_instance;
};

/* What comes after the text, such as a button, is the end. */
typedef struct
{
  GtkWidget *text, *end;
  int before;  /* the width of what comes before the text */
  int minimum; /* of the end; 0: there is none */
  int natural;
  int line; /* the shortest line of the text that will do */
} Parts;

G_DEFINE_FINAL_TYPE (KbRowLayout, kb_row_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
measure_line (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int width = SHORTEST_LINE * pango_font_metrics_get_approximate_char_width (metrics) / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return width;
}

static int
measure_natural (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
measure_longest_word (GtkWidget *widget)
{
  int width = 0;

  if (GTK_IS_LABEL (widget))
    return kb_fit_measure_longest_word (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      width = MAX (width, measure_longest_word (child));
  return width;
}

/* In some rows of libadwaita the end expands. */
static gboolean
is_text (GtkWidget *child)
{
  return gtk_widget_has_css_class (child, "title") ||
         (gtk_widget_get_hexpand (child) && !gtk_widget_has_css_class (child, "suffixes"));
}

static void
add_part (Parts *parts, GtkWidget *child, gboolean after_text)
{
  if (after_text)
    {
      parts->end = child;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &parts->minimum, &parts->natural, NULL,
                          NULL);
    }
  else if (is_text (child))
    {
      parts->text = child;
      parts->line = measure_natural (child);
      if (!GTK_IS_BUTTON (child))
        parts->line = MIN (parts->line, measure_line (child));
    }
  else
    parts->before += measure_natural (child) + SPACING;
}

static Parts
find_parts (GtkWidget *row)
{
  Parts parts = { .text = NULL };
  gboolean after_text = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child;
       child = gtk_widget_get_next_sibling (child))
    {
      if (gtk_widget_should_layout (child))
        add_part (&parts, child, after_text);
      after_text |= is_text (child);
    }
  return parts;
}

static gboolean
is_stacked (const Parts *parts, int width)
{
  int whole = width - parts->before, beside = whole - parts->natural - SPACING, word;

  if (!parts->text || parts->natural == 0)
    return FALSE;
  if (beside < parts->line)
    return TRUE;
  /* One that would be broken, where it need not be */
  word = beside < measure_natural (parts->text) ? measure_longest_word (parts->text) : 0;
  return word > beside && word <= whole;
}

/* The width of the end, beside the text or without one. @width: -1, as wide as it likes to be */
static int
get_end (const Parts *parts, int width)
{
  return width < 0 ? -1 : MIN (parts->natural, MAX (width - parts->before, 0));
}

/* The width that is left for the text. */
static int
get_room (const Parts *parts, int width)
{
  int end = parts->natural > 0 && !is_stacked (parts, width) ? get_end (parts, width) + SPACING : 0;

  return MAX (width - parts->before - end, 0);
}

static void
measure_width (const Parts *parts, int *minimum, int *natural)
{
  int least = 0, most = 0;

  if (parts->text)
    gtk_widget_measure (parts->text, GTK_ORIENTATION_HORIZONTAL, -1, &least, &most, NULL, NULL);
  *minimum = parts->before + MAX (least, parts->minimum);
  *natural = MAX (*minimum, parts->before + most + (parts->natural > 0 ? parts->natural + SPACING : 0));
}

static int
measure_height_of (GtkWidget *child, int width)
{
  int least, height;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width < 0 ? -1 : MAX (width, least), &height, NULL,
                      NULL, NULL);
  return height;
}

/* @width: -1, as wide as they like to be */
static int
measure_height (GtkWidget *row, const Parts *parts, int width)
{
  gboolean stacked = width >= 0 && is_stacked (parts, width);
  int room = width < 0 ? -1 : get_room (parts, width), height = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child) && !(stacked && child == parts->end))
      height = MAX (height, measure_height_of (child, child == parts->text  ? room
                                                      : child == parts->end ? get_end (parts, width)
                                                                            : -1));
  return stacked ? height + measure_height_of (parts->end, room) + 2 * SPACING : height;
}

static void
kb_row_layout_measure (GtkLayoutManager *manager,
                       GtkWidget *row,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  Parts parts = find_parts (row);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (&parts, minimum, natural);
  else
    *minimum = *natural = measure_height (row, &parts, for_size);
}

/* @x: from where a line begins */
static void
place (GtkWidget *child, GtkWidget *row, int x, int y, int width, int height)
{
  int left = gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (row) - x - width : x;

  gtk_widget_size_allocate (child, &(GtkAllocation) { left, y, width, height }, -1);
}

static void
kb_row_layout_allocate (GtkLayoutManager *manager, GtkWidget *row, int width, int height, int baseline)
{
  Parts parts = find_parts (row);
  gboolean stacked = is_stacked (&parts, width);
  int room = get_room (&parts, width), x = 0;
  /* Text takes all of it; a button only where one stands below it, which does too. */
  int text = GTK_IS_BUTTON (parts.text) && !stacked ? MIN (measure_natural (parts.text), room) : room;
  int below = stacked ? measure_height_of (parts.end, room) + 2 * SPACING : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (row); child;
       child = gtk_widget_get_next_sibling (child))
    if (!gtk_widget_should_layout (child))
      continue;
    else if (child == parts.text)
      place (child, row, parts.before, 0, text, height - below);
    else if (child == parts.end && stacked)
      place (child, row, parts.before, height - below + SPACING, room, below - 2 * SPACING);
    else if (child == parts.end)
      place (child, row, width - get_end (&parts, width), 0, get_end (&parts, width), height);
    else
      {
        place (child, row, x, 0, measure_natural (child), height - below);
        x += measure_natural (child) + SPACING;
      }
}

static GtkSizeRequestMode
kb_row_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *row)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kb_row_layout_class_init (KbRowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = kb_row_layout_get_request_mode;
  layout_class->measure = kb_row_layout_measure;
  layout_class->allocate = kb_row_layout_allocate;
}

static void
kb_row_layout_init (KbRowLayout *self)
{
}
