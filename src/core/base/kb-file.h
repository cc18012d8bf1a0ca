/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Bytes: far more than a file of the program's own ever has. */
#define KB_FILE_LIMIT (8 * 1024 * 1024)

char *kb_file_dup_data_path (const char *name);
char *kb_file_dup_state_path (const char *name);
char *kb_file_read (const char *path, gsize limit, gsize *length, GError **error);
gboolean kb_file_write (const char *path, const char *data, gsize length, GError **error);
gboolean kb_file_replace (const char *path, const char *data, gsize length, int mode, GError **error);
char *kb_file_set_aside (const char *path, const char *data, gsize length, GError **error);

G_END_DECLS
