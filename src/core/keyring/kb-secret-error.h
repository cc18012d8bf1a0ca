/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

KbStoreError kb_secret_error_get_code (const GError *error, gboolean hidden);
gboolean kb_secret_error_is_stale (const GError *error);
gboolean kb_secret_error_is_no_object (const GError *error);

G_END_DECLS
