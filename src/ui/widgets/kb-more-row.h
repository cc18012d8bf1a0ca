/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_MORE_ROW (kb_more_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (KbMoreRow, kb_more_row, KB, MORE_ROW, AdwExpanderRow)

/* A row that unfolds to a paragraph and what belongs to it. Property: text. */
struct _KbMoreRowClass
{
  AdwExpanderRowClass parent_class;
};

GtkWidget *kb_more_row_new (const char *title, const char *text);
/* Below what is there already: one more paragraph, lines to copy, whose button says @title to a screen
 * reader, or any other widget. */
void kb_more_row_add_text (KbMoreRow *self, const char *text);
void kb_more_row_add_code (KbMoreRow *self, const char *code, const char *title);
void kb_more_row_add (KbMoreRow *self, GtkWidget *child);

G_END_DECLS
