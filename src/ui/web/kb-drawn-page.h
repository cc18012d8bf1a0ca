/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-guide.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_DRAWN_PAGE (kb_drawn_page_get_type ())
G_DECLARE_FINAL_TYPE (KbDrawnPage, kb_drawn_page, KB, DRAWN_PAGE, GtkWidget)

/* A web page drawn with the person's own values, and a ring around the part that is talked about. Nothing in
 * it can be used; to a screen reader it is a picture with one description. Properties: cropped (the part with
 * the ring alone is there). */
void kb_drawn_page_show (KbDrawnPage *self, const KbDrawing *drawing, guint ring, KbChoices *choices);

G_END_DECLS
