/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key.h"
#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

#define KB_STORED_ERROR (kb_stored_error_quark ())

/* What lies in a keyring, anyone may have put there: it is read as a paste is before it is used. */
typedef enum
{
  KB_STORED_ERROR_UNCLEAN, /* a key, and more than that */
  KB_STORED_ERROR_NO_KEY,  /* somebody else's, or none */
  KB_STORED_ERROR_EMPTY,
} KbStoredError;
GQuark kb_stored_error_quark (void);

SecretValue *kb_stored_key_load_finish (KbKeyStore *store, GAsyncResult *result, GError **error);
SecretValue *kb_stored_error_get_clean_key (const GError *error);
const char *kb_stored_error_get_words (const GError *error);

G_END_DECLS
