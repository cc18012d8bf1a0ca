/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

const char *kb_enum_get_nick (GType type, int value);
gboolean kb_enum_find (GType type, const char *nick, int *value);

G_END_DECLS
