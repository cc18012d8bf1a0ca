/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *kb_words_join (GPtrArray *items, gboolean with_and);
char *kb_words_fill (const char *text, const char *argument);

G_END_DECLS
