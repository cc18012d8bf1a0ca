/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

/* What Keybearer's items look like, and what can be read off them. */
const SecretSchema *kb_secret_item_get_schema (void);
GHashTable *kb_secret_item_dup_attributes (const char *name);
GVariant *kb_secret_item_new_search (const char *name);
GPtrArray *kb_secret_item_read_paths (GVariant *found);
char *kb_secret_item_dup_label (const char *name, const char *label);

gboolean kb_secret_item_is_ours (SecretItem *item, const char *name);
int kb_secret_item_compare_path (gconstpointer item, gconstpointer path);
SecretItem *kb_secret_item_choose (GList *items);

GPtrArray *kb_secret_item_list_keys (GPtrArray *paths, GPtrArray *properties);

G_END_DECLS
