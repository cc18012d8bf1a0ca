/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_BAR (kb_bar_get_type ())
G_DECLARE_FINAL_TYPE (KbBar, kb_bar, KB, BAR, GtkListBoxRow)

/* One row of a chart of costs: name, cost a month as text, and the bar. */
GtkWidget *kb_bar_new (const char *id, const char *name);
const char *kb_bar_get_id (KbBar *self);
gint64 kb_bar_get_cost (KbBar *self);
void kb_bar_set_cost (KbBar *self, gint64 micro_dollars);
/* @scale: the cost that fills the whole length; @limit: < 0 for none. All micro-dollars. */
void kb_bar_show (KbBar *self, gint64 scale, gint64 limit, gboolean chosen);

G_END_DECLS
