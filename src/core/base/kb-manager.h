/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char **kb_manager_dup_variables (gint64 deadline, GCancellable *cancellable);

G_END_DECLS
