/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_HEADING (kb_heading_get_type ())
G_DECLARE_FINAL_TYPE (KbHeading, kb_heading, KB, HEADING, GtkWidget)

/* The heading of a page, which takes the focus when the page arrives: a plain GtkLabel refuses it. Property
 * label. */

G_END_DECLS
