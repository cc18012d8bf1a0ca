/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-notes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks where to, and saves the calendar entry of @key, which ends on a day to come. A toast says how it went.
 */
void kb_calendar_save (GtkWidget *widget, KbSavedKey *key, KbNotes *notes, GCancellable *cancellable);

G_END_DECLS
