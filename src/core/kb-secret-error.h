/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-key-store.h"

G_BEGIN_DECLS

/* What a call to the Secret Service failed with, as a KbStoreError. @hidden: a sandbox hides the service.
 * Pure. */
KbStoreError kb_secret_error_get_code (const GError *error, gboolean hidden);
/* Whether a fresh connection may do better: what comes when the service was restarted. Pure. */
gboolean kb_secret_error_is_stale (const GError *error);
/* Whether there is nothing at the path that was asked. NULL: no. Pure. */
gboolean kb_secret_error_is_no_object (const GError *error);
/* Which state of the store an error speaks of. Pure. */
KbStoreState kb_secret_error_get_state (KbStoreError code);

/* Whether @info, the name of a file such as /.flatpak-info, is that of a sandbox without access to the Secret
 * Service. FALSE when there is no such file. */
gboolean kb_secret_error_sandbox_hides (const char *info);

G_END_DECLS
