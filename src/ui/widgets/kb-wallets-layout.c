/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-wallets-layout.h"

#define SPACING 12

struct _KbWalletsLayout
{
  GtkLayoutManager parent_instance;
};

typedef struct
{
  GtkWidget *first, *mark, *second, *tail;
  GtkWidget *rest; /* and its next siblings */
  int n_rest;
} Parts;

G_DEFINE_FINAL_TYPE (KbWalletsLayout, kb_wallets_layout, GTK_TYPE_LAYOUT_MANAGER)

static Parts
get_parts (GtkWidget *widget)
{
  Parts parts = { .first = gtk_widget_get_first_child (widget) };

  parts.mark = gtk_widget_get_next_sibling (parts.first);
  parts.second = gtk_widget_get_next_sibling (parts.mark);
  parts.tail = gtk_widget_get_next_sibling (parts.second);
  parts.rest = gtk_widget_get_next_sibling (parts.tail);
  for (GtkWidget *child = parts.rest; child; child = gtk_widget_get_next_sibling (child))
    parts.n_rest++;
  return parts;
}

static int
get_width (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_height (GtkWidget *widget, int width)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

/* What it takes to have things beside one another. */
static int
get_wide_width (const Parts *parts)
{
  int card = MAX (get_width (parts->first), MAX (get_width (parts->second), get_width (parts->tail)));
  int above = 2 * card + get_width (parts->mark) + 2 * SPACING;
  int end = 0;

  for (GtkWidget *child = parts->rest; child; child = gtk_widget_get_next_sibling (child))
    end = MAX (end, get_width (child));
  return MAX (above, (end + SPACING) * parts->n_rest - SPACING);
}

static int
get_card_width (const Parts *parts, int width)
{
  return (width - get_width (parts->mark) - 2 * SPACING) / 2;
}

static int
get_rest_width (const Parts *parts, int width)
{
  return (width + SPACING) / MAX (parts->n_rest, 1) - SPACING;
}

static int
get_row_height (const Parts *parts, int width)
{
  int card = get_card_width (parts, width);

  return MAX (get_height (parts->mark, -1),
              MAX (get_height (parts->first, card), get_height (parts->second, card)));
}

static int
get_rest_height (const Parts *parts, int width)
{
  int height = 0;

  for (GtkWidget *child = parts->rest; child; child = gtk_widget_get_next_sibling (child))
    height = MAX (height, get_height (child, get_rest_width (parts, width)));
  return height;
}

static int
get_wide_height (const Parts *parts, int width)
{
  return get_row_height (parts, width) + get_height (parts->tail, get_card_width (parts, width)) +
         get_rest_height (parts, width) + 2 * SPACING;
}

static int
get_narrow_height (const Parts *parts, int width)
{
  int height = -SPACING;

  for (GtkWidget *child = parts->first; child; child = gtk_widget_get_next_sibling (child))
    height += get_height (child, width) + SPACING;
  return height;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  Parts parts = get_parts (widget);

  *minimum = 0;
  for (GtkWidget *child = parts.first; child; child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
    }
  *natural = MAX (*minimum, get_wide_width (&parts));
}

static void
place (GtkWidget *widget, GtkWidget *child, int x, int y, int width, int height)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - width;
  gtk_widget_size_allocate (child, &(GtkAllocation) { x, y, width, height }, -1);
}

static void
allocate_wide (GtkWidget *widget, const Parts *parts, int width)
{
  int card = get_card_width (parts, width);
  int height = get_row_height (parts, width), tail = get_height (parts->tail, card);
  int end = get_rest_width (parts, width), end_height = get_rest_height (parts, width);
  int x = 0, y = height + tail + 2 * SPACING;

  place (widget, parts->first, 0, 0, card, height);
  place (widget, parts->mark, card + SPACING, 0, width - 2 * (card + SPACING), height);
  place (widget, parts->second, width - card, 0, card, height);
  place (widget, parts->tail, width - card, height + SPACING, card, tail);
  for (GtkWidget *child = parts->rest; child; child = gtk_widget_get_next_sibling (child))
    {
      place (widget, child, x, y, end, end_height);
      x += end + SPACING;
    }
}

static void
allocate_narrow (GtkWidget *widget, const Parts *parts, int width)
{
  int y = 0;

  for (GtkWidget *child = parts->first; child; child = gtk_widget_get_next_sibling (child))
    {
      int height = get_height (child, width);

      place (widget, child, 0, y, width, height);
      y += height + SPACING;
    }
}

static GtkSizeRequestMode
kb_wallets_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kb_wallets_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  Parts parts = get_parts (widget);
  int wide = get_wide_width (&parts);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (widget, minimum, natural);
  else if (for_size >= 0 && for_size < wide)
    *minimum = *natural = get_narrow_height (&parts, for_size);
  else
    *minimum = *natural = get_wide_height (&parts, MAX (for_size, wide));
}

static void
kb_wallets_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  Parts parts = get_parts (widget);

  if (width < get_wide_width (&parts))
    allocate_narrow (widget, &parts, width);
  else
    allocate_wide (widget, &parts, width);
}

static void
kb_wallets_layout_class_init (KbWalletsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = kb_wallets_layout_get_request_mode;
  layout_class->measure = kb_wallets_layout_measure;
  layout_class->allocate = kb_wallets_layout_allocate;
}

static void
kb_wallets_layout_init (KbWalletsLayout *self)
{
}
