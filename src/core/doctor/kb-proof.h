/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

/* Whether the keyring keeps what is put into it. A marker is an item of its own without a secret; what is
 * remembered of it is in a file, with the login in which it was put there. */
typedef enum
{
  KB_PROOF_NONE,    /* no marker was put there */
  KB_PROOF_WAITING, /* in this login: it says nothing yet */
  KB_PROOF_SURVIVED,
  KB_PROOF_LOST,    /* another login, and it is not there */
  KB_PROOF_MOVED,   /* the same, and another program answers */
  KB_PROOF_UNKNOWN, /* another login, and it could not be looked */
} KbProof;
GType kb_proof_get_type (void);
#define KB_TYPE_PROOF (kb_proof_get_type ())

void kb_proof_begin_async (KbKeyStore *store,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean kb_proof_begin_finish (KbKeyStore *store, GAsyncResult *result, GError **error);
const char *kb_proof_error_get_words (const GError *error);
void kb_proof_look_async (KbKeyStore *store,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
KbProof kb_proof_look_finish (KbKeyStore *store, GAsyncResult *result);

const char *kb_proof_get_words (KbProof proof);

G_END_DECLS
