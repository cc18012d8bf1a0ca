/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-keep-focus.h"

#include <adwaita.h>

typedef struct
{
  GtkWindow *window;
  GtkWidget *focus, *button; /* weak; Enter presses the button */
  guint tick_id;             /* gives them back */
  gboolean there;
} Keeper;

/* While it goes from one breakpoint to another, it does not show its child for a frame. */
static gboolean
is_between_breakpoints (GtkWidget *widget)
{
  if (!widget)
    return FALSE;
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent; parent = gtk_widget_get_parent (parent))
    if (ADW_IS_BREAKPOINT_BIN (parent) && gtk_widget_get_mapped (parent) &&
        !gtk_widget_get_child_visible (adw_breakpoint_bin_get_child (ADW_BREAKPOINT_BIN (parent))))
      return TRUE;
  return FALSE;
}

static gboolean
give_back_cb (GtkWidget *window, GdkFrameClock *clock, gpointer user_data)
{
  Keeper *keeper = user_data;
  gboolean there = keeper->there;

  keeper->there = !is_between_breakpoints (keeper->focus) && !is_between_breakpoints (keeper->button);
  /* In the frame in which it is there again, libadwaita moves the focus. */
  if (!keeper->there || !there)
    return G_SOURCE_CONTINUE;
  if (keeper->button)
    gtk_window_set_default_widget (GTK_WINDOW (window), keeper->button);
  if (GTK_IS_TEXT (keeper->focus))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (keeper->focus));
  else if (keeper->focus)
    gtk_widget_grab_focus (keeper->focus);
  keeper->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* Meanwhile GTK gives the focus to something else, and libadwaita to what comes next, once the child is
 * there. */
static void
changed_cb (Keeper *keeper)
{
  if (keeper->tick_id)
    return;
  if (is_between_breakpoints (keeper->focus) || is_between_breakpoints (keeper->button))
    {
      keeper->there = FALSE;
      keeper->tick_id =
          gtk_widget_add_tick_callback (GTK_WIDGET (keeper->window), give_back_cb, keeper, NULL);
      return;
    }
  g_set_weak_pointer (&keeper->focus, gtk_window_get_focus (keeper->window));
  g_set_weak_pointer (&keeper->button, gtk_window_get_default_widget (keeper->window));
}

static void
free_keeper (Keeper *keeper)
{
  g_clear_weak_pointer (&keeper->focus);
  g_clear_weak_pointer (&keeper->button);
  g_free (keeper);
}

/* A window that gets another size keeps the focus where it is, and what Enter presses, also where things are
 * laid out anew for it. */
void
kb_keep_focus (GtkWindow *window)
{
  Keeper *keeper = g_new0 (Keeper, 1);

  keeper->window = window;
  g_object_set_data_full (G_OBJECT (window), "kb-keep-focus", keeper, (GDestroyNotify) free_keeper);
  g_signal_connect_swapped (window, "notify::focus-widget", G_CALLBACK (changed_cb), keeper);
  g_signal_connect_swapped (window, "notify::default-widget", G_CALLBACK (changed_cb), keeper);
}
