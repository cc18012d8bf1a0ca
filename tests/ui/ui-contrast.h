/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A label that stands out less than 4.5:1, which is what WCAG asks for. */
typedef struct
{
  GtkWidget *label;
  double ratio;
} UiFaint;

/* Those in @root, measured in @picture, which is one of @within. What libadwaita itself dims counts in high
 * contrast only. Free with g_ptr_array_unref(). */
GPtrArray *ui_contrast_find_faint (GtkWidget *root, GdkTexture *picture, GtkWidget *within);

G_END_DECLS
