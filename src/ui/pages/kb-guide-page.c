/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-guide-page.h"

#include "core/setup/kb-guide.h"
#include "kb-money.h"
#include "kb-say.h"
#include "library/kb-article-row.h"
#include "web/kb-drawn-page.h"
#include "web/kb-web-steps.h"
#include "widgets/kb-more-row.h"

#include <glib/gi18n.h>

#define DRAWING_WIDTH 360

struct _KbGuidePage
{
  KbStepPage parent_instance;

  GtkBox *columns;
  GtkWidget *drawing;
  KbDrawnPage *drawn_page;
  KbWebSteps *steps;
  GtkBox *more;
  KbMoreRow *different_row;

  const KbGuide *guide;
  gboolean stale; /* something was chosen on another page */
};

G_DEFINE_FINAL_TYPE (KbGuidePage, kb_guide_page, KB_TYPE_STEP_PAGE)

static gboolean
is_false (gpointer object, gboolean value)
{
  return !value;
}

static void
draw (KbGuidePage *self)
{
  const KbGuideStep *step = kb_web_steps_get_current (self->steps);

  kb_drawn_page_show (self->drawn_page, step->drawing, step->ring, kb_page_get_choices (KB_PAGE (self)));
}

/* Beside the steps where there is room; else above them, or nowhere. */
static void
layout_cb (KbGuidePage *self)
{
  gboolean columns, low;

  g_object_get (self, "columns", &columns, "low", &low, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  columns ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_reorder_child_after (self->columns, self->drawing, columns ? GTK_WIDGET (self->steps) : NULL);
  gtk_widget_set_size_request (self->drawing, columns ? DRAWING_WIDTH : -1, -1);
  gtk_widget_set_visible (self->drawing, columns || !low);
}

static void
steps_cb (KbGuidePage *self)
{
  KbStepPage *page = KB_STEP_PAGE (self);
  gboolean begun = kb_web_steps_is_begun (self->steps);

  draw (self);
  kb_step_page_set_primary (page, begun ? _ ("_Continue") : _ (self->guide->steps[0].open), TRUE);
  kb_step_page_set_secondary (page, begun ? NULL : _ ("_Skip for Now"));
}

static void
show (KbGuidePage *self)
{
  kb_web_steps_show (self->steps, self->guide, kb_page_get_choices (KB_PAGE (self)));
}

/* What is typed here stays in its entry, and shows in the drawing. */
static void
choices_cb (KbGuidePage *self, GParamSpec *pspec)
{
  static const char *const shown[] = { "owner",  "permission", "key-name", "project-name",
                                       "credit", "hard-limit", "alert",    NULL };

  if (!g_strv_contains (shown, pspec->name))
    return;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->stale = TRUE;
  else if (g_str_equal (pspec->name, "project-name"))
    draw (self);
  else
    show (self);
}

static void
kb_guide_page_arrived (KbPage *page)
{
  KbGuidePage *self = KB_GUIDE_PAGE (page);

  if (self->stale)
    show (self);
  self->stale = FALSE;
}

static void
kb_guide_page_primary (KbStepPage *page)
{
  KbGuidePage *self = KB_GUIDE_PAGE (page);

  if (kb_web_steps_is_begun (self->steps))
    kb_step_page_next (page);
  else
    kb_web_steps_open (self->steps);
}

static gboolean
open_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  kb_web_steps_open (KB_GUIDE_PAGE (widget)->steps);
  return GDK_EVENT_STOP;
}

static void
add_more (KbGuidePage *self)
{
  KbChoices *choices = kb_page_get_choices (KB_PAGE (self));
  g_autofree char *different = kb_guide_dup_text (self->guide->different, choices);

  g_object_set (self->different_row, "text", different, NULL);
  adw_expander_row_add_row (
      ADW_EXPANDER_ROW (self->different_row),
      g_object_new (KB_TYPE_ARTICLE_ROW, "learn-more", TRUE, "article", self->guide->article, NULL));
  if (kb_step_page_get_step (KB_STEP_PAGE (self)) == KB_STEP_BILLING)
    gtk_box_prepend (self->more, kb_money_new (choices));
}

static void
kb_guide_page_constructed (GObject *object)
{
  KbGuidePage *self = KB_GUIDE_PAGE (object);
  KbStep step = kb_step_page_get_step (KB_STEP_PAGE (self));
  KbChoices *choices = kb_page_get_choices (KB_PAGE (self));

  G_OBJECT_CLASS (kb_guide_page_parent_class)->constructed (object);
  self->guide = kb_guide_find (step);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), kb_say_step (step));
  kb_step_page_set_heading (KB_STEP_PAGE (self), _ (self->guide->heading));
  add_more (self);
  show (self);
  g_signal_connect_object (choices, "notify", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
  layout_cb (self);
}

static void
kb_guide_page_class_init (KbGuidePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = kb_guide_page_constructed;
  KB_PAGE_CLASS (klass)->arrived = kb_guide_page_arrived;
  KB_STEP_PAGE_CLASS (klass)->primary = kb_guide_page_primary;
  KB_STEP_PAGE_CLASS (klass)->has_columns = TRUE;

  g_type_ensure (KB_TYPE_DRAWN_PAGE);
  g_type_ensure (KB_TYPE_WEB_STEPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/keybearer/Keybearer/ui/kb-guide-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KbGuidePage, columns);
  gtk_widget_class_bind_template_child (widget_class, KbGuidePage, drawing);
  gtk_widget_class_bind_template_child (widget_class, KbGuidePage, drawn_page);
  gtk_widget_class_bind_template_child (widget_class, KbGuidePage, steps);
  gtk_widget_class_bind_template_child (widget_class, KbGuidePage, more);
  gtk_widget_class_bind_template_child (widget_class, KbGuidePage, different_row);
  gtk_widget_class_bind_template_callback (widget_class, is_false);
  gtk_widget_class_bind_template_callback (widget_class, layout_cb);
  gtk_widget_class_bind_template_callback (widget_class, steps_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, open_cb, NULL);
}

static void
kb_guide_page_init (KbGuidePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
