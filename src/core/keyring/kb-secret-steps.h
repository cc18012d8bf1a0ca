/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-secret-call.h"

G_BEGIN_DECLS

/* What operations of the store are put together from, in a fiber. Each returns whether it worked. */

gboolean kb_secret_find_collection (KbSecretCall *call,
                                    SecretCollection **collection,
                                    gboolean *locked,
                                    GError **error);
gboolean kb_secret_create_collection (KbSecretCall *call, GError **error);
gboolean kb_secret_unlock (KbSecretCall *call, GList *objects, GError **error);
gboolean kb_secret_unlock_items (KbSecretCall *call, GList *items, GError **error);
gboolean kb_secret_search (KbSecretCall *call, GList **items, GError **error);
gboolean kb_secret_find_items (KbSecretCall *call, GList **items, GError **error);
gboolean kb_secret_list_keys (KbSecretCall *call, GPtrArray **keys, GError **error);
char *kb_secret_create_item (KbSecretCall *call, SecretCollection *collection, GError **error);
SecretValue *kb_secret_load_secret (KbSecretCall *call, SecretItem *item, GError **error);
gboolean kb_secret_set_label (KbSecretCall *call, SecretItem *item, GError **error);
gboolean kb_secret_delete_item (KbSecretCall *call, SecretItem *item, GError **error);

G_END_DECLS
