/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-state-file.h"
#include "core/keys/kb-note.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The format of the file of notes. What this version does not know stays in it. */
JsonObject *kb_notes_file_new (void);
KbStateText kb_notes_file_parse (const char *data, gsize length, JsonObject **root);
GPtrArray *kb_notes_file_get_notes (JsonObject *root);
void kb_notes_file_put (JsonObject *root, const KbNote *before, const KbNote *after);
gboolean kb_notes_file_has (JsonObject *root, const char *name);
void kb_notes_file_remove (JsonObject *root, const char *name);
char *kb_notes_file_to_text (JsonObject *root);

G_END_DECLS
