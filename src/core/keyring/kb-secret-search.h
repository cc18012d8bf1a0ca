/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-secret-call.h"
#include "core/keyring/kb-secret-item.h"

G_BEGIN_DECLS

/* Looking in a keyring, in a fiber. Nothing here prompts. */
GPtrArray *kb_secret_search (KbSecretCall *call, GVariant *attributes, GError **error);
GPtrArray *kb_secret_search_others (KbSecretCall *call, GVariant *attributes, GError **error);
GPtrArray *kb_secret_search_collection (KbSecretCall *call, const char *collection, GError **error);
gboolean kb_secret_find_default (KbSecretCall *call, char **collection, gboolean *locked, GError **error);

G_END_DECLS
