/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

#define KB_TYPE_SECRET_SERVICE (kb_secret_service_get_type ())
G_DECLARE_FINAL_TYPE (KbSecretService, kb_secret_service, KB, SECRET_SERVICE, SecretService)

/* Whose session it is; FALSE when nobody has the name. */
gboolean kb_secret_service_remember_owner (SecretService *service);
/* Whether the program that was remembered is still the one behind the name. */
gboolean kb_secret_service_is_alive (SecretService *service);

KbStoreProvider kb_secret_service_name_provider (guint pid);

G_END_DECLS
