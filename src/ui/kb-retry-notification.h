/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

G_BEGIN_DECLS

/* Tells that a test that was waited for has ended, when nobody looks at its page. It leads to the window of
 * @setup. */
void kb_retry_notification_send (GApplication *app, KbSetup *setup);
void kb_retry_notification_withdraw (GApplication *app);

G_END_DECLS
