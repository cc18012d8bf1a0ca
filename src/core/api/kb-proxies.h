/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GProxyResolver *kb_proxies_new_from_environment (void);

G_END_DECLS
