/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define KB_TYPE_SECRET_COLLECTION (kb_secret_collection_get_type ())
G_DECLARE_FINAL_TYPE (KbSecretCollection, kb_secret_collection, KB, SECRET_COLLECTION, SecretCollection)

G_END_DECLS
