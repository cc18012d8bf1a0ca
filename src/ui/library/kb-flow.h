/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_FLOW (kb_flow_get_type ())
G_DECLARE_FINAL_TYPE (KbFlow, kb_flow, KB, FLOW, GtkBox)

/* A picture of a way: boxes with arrows between, beside or above one another as its orientation says. To
 * screen readers it is one sentence. @items: char * */
GtkWidget *kb_flow_new (GPtrArray *items);

G_END_DECLS
