/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One change in the text of a file, of which everything else stays byte for byte. All pure; NULL for a text
 * that is not understood. */
char *kb_edit_json (const char *text, gsize length, char **path, const char *value);
char *kb_edit_entry (const char *text, const char *run);
char *kb_edit_envrc (const char *text, const char *variable, const char *line);
char *kb_edit_dup_changes (const char *before, const char *after);

G_END_DECLS
