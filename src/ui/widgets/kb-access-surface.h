/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-advice.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_ACCESS_SURFACE (kb_access_surface_get_type ())
G_DECLARE_FINAL_TYPE (KbAccessSurface, kb_access_surface, KB, ACCESS_SURFACE, GtkBox)

/* A picture of what a key can reach: a block for each area, the higher the more; to a screen reader one
 * sentence. @title is what the key is called. */
void kb_access_surface_show (KbAccessSurface *self, const KbAdvice *key, const char *title);
/* What the heights of the blocks mean. */
GtkWidget *kb_access_surface_new_legend (void);

G_END_DECLS
