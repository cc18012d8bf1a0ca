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

/* In the place of kb_key_store_load_finish() wherever the key is used. transfer full. */
SecretValue *kb_stored_key_load_finish (KbKeyStore *store, GAsyncResult *result, GError **error);
/* The key without what is around it; NULL when @error says something else. transfer none. */
SecretValue *kb_stored_error_get_clean_key (const GError *error);
/* A sentence, translated. */
const char *kb_stored_error_get_words (const GError *error);

G_END_DECLS
