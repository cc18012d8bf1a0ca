/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-notes.h"

G_BEGIN_DECLS

char *kb_calendar_dup_text (GPtrArray *keys, KbNotes *notes, gint64 now);

G_END_DECLS
