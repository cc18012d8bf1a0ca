/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-notes.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* To the row of a key that @notes know nothing of: a button that asks for what is known of it. @changed is
 * called with @page as its only argument when @notes have changed. @created: Unix seconds, 0 unknown. */
void kb_notes_button_add (GtkWidget *row,
                          KbNotes *notes,
                          const char *name,
                          gint64 created,
                          GCallback changed,
                          gpointer page);
/* To the row of notes on a key that is not there: a button that forgets them. */
void kb_notes_button_add_forget (GtkWidget *row,
                                 KbNotes *notes,
                                 const char *name,
                                 GCallback changed,
                                 gpointer page);

G_END_DECLS
