/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-notes.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_NOTES_DIALOG (kb_notes_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KbNotesDialog, kb_notes_dialog, KB, NOTES_DIALOG, AdwDialog)

/* Asks what is known of a key that has no notes yet, and puts it into @notes; "noted" says that it did.
 * @created: Unix seconds, 0 unknown. */
AdwDialog *kb_notes_dialog_new (KbNotes *notes, const char *name, gint64 created);

G_END_DECLS
