/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "ui-scenes.h"

/* How a scene comes to its page. */

/* On top of another one, so that there is a way back. */
static inline void
push (UiScene *scene, AdwNavigationPage *page)
{
  g_set_weak_pointer (&scene->host->page, page);
  adw_navigation_view_push (scene->host->view, page);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (page)));
}

static inline void
push_step (UiScene *scene, guint step)
{
  ui_host_push (scene->host, step);
  UI_WAIT (gtk_widget_get_mapped (GTK_WIDGET (scene->host->page)));
}

static inline void
wait_for (UiScene *scene, const char *name)
{
  GtkStack *stack = ui_host_get (scene->host, "stack");

  UI_WAIT (g_str_equal (gtk_stack_get_visible_child_name (stack), name));
}
