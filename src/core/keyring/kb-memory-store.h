/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

#define KB_TYPE_MEMORY_STORE (kb_memory_store_get_type ())
G_DECLARE_FINAL_TYPE (KbMemoryStore, kb_memory_store, KB, MEMORY_STORE, GObject)

KbKeyStore *kb_memory_store_new (void);
gboolean kb_memory_store_has (KbMemoryStore *self, const char *name);
guint kb_memory_store_get_count (KbMemoryStore *self);

G_END_DECLS
