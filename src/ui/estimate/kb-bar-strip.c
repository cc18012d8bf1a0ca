/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-bar-strip.h"

#define HEIGHT 18
#define INSET 3 /* the line of the limit reaches further than the bar */
#define LINE 2
#define STRIPE 5
#define LEAST 4 /* so that the cheapest can be seen */

struct _KbBarStrip
{
  GtkWidget parent_instance;

  double value;
  double limit;
};

G_DEFINE_FINAL_TYPE (KbBarStrip, kb_bar_strip, GTK_TYPE_WIDGET)

static void
append_stripes (GtkSnapshot *snapshot, const graphene_rect_t *area, const GdkRGBA *color)
{
  GdkRGBA clear = *color;
  graphene_point_t start, end;

  clear.alpha = 0.15f * color->alpha;
  graphene_point_init (&start, 0, 0);
  graphene_point_init (&end, STRIPE, STRIPE);
  {
    const GskColorStop stops[] = { { 0, *color }, { 0.5f, *color }, { 0.5f, clear }, { 1, clear } };

    gtk_snapshot_append_repeating_linear_gradient (snapshot, area, &start, &end, stops, G_N_ELEMENTS (stops));
  }
}

static void
append_part (GtkSnapshot *snapshot,
             float x,
             float width,
             float height,
             const GdkRGBA *color,
             gboolean striped)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (x, INSET, width, height - 2 * INSET);

  if (width <= 0)
    return;
  if (striped)
    append_stripes (snapshot, &area, color);
  else
    gtk_snapshot_append_color (snapshot, color, &area);
}

/* From the left, as if there were no other direction. */
static void
append_bar (KbBarStrip *self, GtkSnapshot *snapshot, float width, float height)
{
  float bar = MAX ((float) self->value * width, LEAST);
  float limit = self->limit < 0 ? width : (float) self->limit * width;
  float solid = MIN (bar, limit);
  GskRoundedRect shape, outline;
  GdkRGBA color, line;

  gtk_widget_get_color (GTK_WIDGET (self), &color);
  gtk_widget_get_color (gtk_widget_get_parent (GTK_WIDGET (self)), &line);
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, INSET, bar, height - 2 * INSET), 3);
  outline = shape;
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  append_part (snapshot, 0, solid, height, &color, FALSE);
  append_part (snapshot, solid, bar - solid, height, &color, TRUE);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &outline, (float[]) { 1, 1, 1, 1 },
                              (GdkRGBA[]) { color, color, color, color });
  if (self->limit >= 0)
    gtk_snapshot_append_color (snapshot, &line,
                               &GRAPHENE_RECT_INIT (MIN (limit, width - LINE), 0, LINE, height));
}

static void
kb_bar_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  append_bar (KB_BAR_STRIP (widget), snapshot, width, height);
}

static void
kb_bar_strip_class_init (KbBarStripClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = kb_bar_strip_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "barstrip");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kb_bar_strip_init (KbBarStrip *self)
{
  self->limit = -1;
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, HEIGHT);
}

void
kb_bar_strip_show (KbBarStrip *self, double value, double limit)
{
  g_return_if_fail (KB_IS_BAR_STRIP (self));

  self->value = value;
  self->limit = limit;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
