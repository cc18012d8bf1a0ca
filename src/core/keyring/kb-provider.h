/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

#include <libdex.h>

G_BEGIN_DECLS

/* The process behind the name of the Secret Service. */
DexFuture *kb_provider_ask (GDBusConnection *bus, const char *owner);
char *kb_provider_dup_process (GVariant *answer, guint *pid);
KbStoreProvider kb_provider_find (const char *process);

G_END_DECLS
