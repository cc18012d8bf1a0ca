/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-bar.h"

G_BEGIN_DECLS

#define KB_TYPE_BAR_CHART (kb_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (KbBarChart, kb_bar_chart, KB, BAR_CHART, GtkWidget)

/* Costs a month beside one another, one bar each, with the place of the limit. The arrow keys go from bar to
 * bar, Enter chooses one. Signal chosen (id). */
void kb_bar_chart_add (KbBarChart *self, const char *id, const char *name);
/* @micro_dollars: < 0 leaves the bar out. Shown by kb_bar_chart_show(). */
void kb_bar_chart_set_cost (KbBarChart *self, const char *id, gint64 micro_dollars);
void kb_bar_chart_show (KbBarChart *self, const char *chosen_id, gint64 limit);

G_END_DECLS
