/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One request on its way: from a message to a KbResponse that a task returns. */
void kb_sending_start (GTask *task,
                       SoupSession *session,
                       SoupMessage *message,
                       guint connect_timeout,
                       guint total_timeout);

G_END_DECLS
