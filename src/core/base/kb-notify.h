/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For a command, which is gone when somebody reads the notification: choosing it opens the window. */
void kb_notify_async (const char *id,
                      const char *title,
                      const char *body,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
gboolean kb_notify_finish (GAsyncResult *result, GError **error);

G_END_DECLS
