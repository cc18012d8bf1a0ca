/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How Flatpak describes to an app the sandbox that it runs in. */
#define KB_SANDBOX_INFO "/.flatpak-info"

gboolean kb_sandbox_is_inside (void);
/* What a terminal outside starts this program with. */
#define KB_SANDBOX_COMMAND "flatpak run " APP_ID
const char *kb_sandbox_get_command (void);
gboolean kb_sandbox_hides (const char *info, const char *name);

G_END_DECLS
