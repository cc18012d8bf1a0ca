/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Transfer full; NULL where the schema is missing: the program works without. */
GSettings *kb_settings_new (void);

G_END_DECLS
