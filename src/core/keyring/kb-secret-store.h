/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

#define KB_TYPE_SECRET_STORE (kb_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (KbSecretStore, kb_secret_store, KB, SECRET_STORE, GObject)

/* The desktop's Secret Service. Properties: lookup-timeout, uint, ms, 3000: silence of calls that cannot
 * prompt; lock-timeout, uint, ms: how long to wait for another Keybearer; sandbox-info: the name of the file
 * that describes our sandbox, if there is one. */
KbKeyStore *kb_secret_store_new (void);

G_END_DECLS
