/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Opens the web page @link, a fact id, in the person's browser; says so when none answers, and that a
 * practice run opens none. */
void kb_open_link (GtkWidget *widget, const char *link, gboolean practice);

G_END_DECLS
