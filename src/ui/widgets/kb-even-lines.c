/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-even-lines.h"

#include "kb-fit.h"

struct _KbEvenLines
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (KbEvenLines, kb_even_lines, GTK_TYPE_LAYOUT_MANAGER)

static int
measure_height (GtkWidget *label, int width)
{
  int height;

  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* Chinese, Japanese and Korean lines may end within a word; their headings are written for lines that are
 * filled. */
static gboolean
may_break_words (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (g_unichar_iswide (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* Of @most, what its text needs. No word is broken that is not broken with all of it. */
static int
find_width (GtkWidget *label, int most)
{
  int height = measure_height (label, most), least;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  least = CLAMP (kb_fit_measure_longest_word (GTK_LABEL (label)), least, most);
  while (least < most)
    {
      int middle = (least + most) / 2;

      if (measure_height (label, middle) > height)
        least = middle + 1;
      else
        most = middle;
    }
  return most;
}

static void
kb_even_lines_measure (GtkLayoutManager *manager,
                       GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
kb_even_lines_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *label = gtk_widget_get_first_child (widget);
  int needed = may_break_words (gtk_label_get_text (GTK_LABEL (label))) ? width : find_width (label, width);

  gtk_widget_size_allocate (label, &(GtkAllocation) { (width - needed) / 2, 0, needed, height }, -1);
}

static GtkSizeRequestMode
kb_even_lines_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
kb_even_lines_class_init (KbEvenLinesClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = kb_even_lines_get_request_mode;
  layout_class->measure = kb_even_lines_measure;
  layout_class->allocate = kb_even_lines_allocate;
}

static void
kb_even_lines_init (KbEvenLines *self)
{
}
