/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-notes.h"

G_BEGIN_DECLS

/* Which keys a person is to be told of now, as they end soon. */
guint kb_reminder_judge (const KbNote *note, gint64 now);
GPtrArray *kb_reminders_take (KbNotes *notes, gint64 now);
void kb_reminders_give_back (KbNotes *notes, GPtrArray *taken);
char *kb_reminders_dup_title (GPtrArray *taken, gint64 now);

G_END_DECLS
