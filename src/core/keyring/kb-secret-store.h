/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

#define KB_TYPE_SECRET_STORE (kb_secret_store_get_type ())
G_DECLARE_FINAL_TYPE (KbSecretStore, kb_secret_store, KB, SECRET_STORE, GObject)

/* The desktop's Secret Service. */
KbKeyStore *kb_secret_store_new (void);

/* For tests: how long a call that cannot prompt may be silent, how long to wait for another Keybearer, and
 * which file describes our sandbox. */
void kb_secret_store_set_lookup_timeout (KbSecretStore *self, guint milliseconds);
void kb_secret_store_set_lock_timeout (KbSecretStore *self, guint milliseconds);
void kb_secret_store_set_sandbox_info (KbSecretStore *self, const char *path);

G_END_DECLS
