/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KB_TEXT_MAX_BYTES 4096

char *kb_text_clean (const char *text);
char *kb_text_slug (const char *ascii, gsize longest);

G_END_DECLS
