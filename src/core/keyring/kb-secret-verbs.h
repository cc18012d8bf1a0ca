/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-lock.h"
#include "core/keyring/kb-secret-call.h"

G_BEGIN_DECLS

/* One operation of the store: a fiber. */
typedef struct
{
  KbSecretCall call;
  const KbStoreRequest *request;
  GObject *store;     /* whose signal says that it waits */
  guint lock_timeout; /* ms */
  KbLock *lock;       /* nullable */
  gpointer answer;    /* nullable, as what follows: TRUE is the answer */
  GDestroyNotify destroy;
} KbSecretOperation;

gboolean kb_secret_operation_run (KbSecretOperation *operation, GError **error);

G_END_DECLS
