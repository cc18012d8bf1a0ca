/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The setting that says whether it was asked for */
#define KB_REMINDING_KEY "reminders"

/* Who has "keybearer remind" run by itself: the systemd user manager once a day; in a sandbox the Background
 * portal at each login. */
void kb_reminding_set_async (gboolean on,
                             gboolean sandboxed,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean kb_reminding_set_finish (GAsyncResult *result, GError **error);
const char *kb_reminding_get_trouble (const GError *error);

G_END_DECLS
