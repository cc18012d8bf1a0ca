/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-response.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define KB_TYPE_CLIENT (kb_client_get_type ())
G_DECLARE_FINAL_TYPE (KbClient, kb_client, KB, CLIENT, GObject)

KbClient *kb_client_new (const char *base_uri);
void kb_client_set_timeouts (KbClient *self, guint connect, guint total);
const char *kb_client_get_base_uri (KbClient *self); /* without a slash at its end */
char *kb_client_dup_host (KbClient *self);
gboolean kb_client_is_openai (KbClient *self);
void kb_client_set_plays_openai (KbClient *self, gboolean plays_openai);
/* For tests: an own authority instead of the system's; never from settings or environment. */
void kb_client_set_tls_database (KbClient *self, GTlsDatabase *database);
void kb_client_set_date (KbClient *self, gint64 seconds);

void kb_client_send_async (KbClient *self,
                           const char *path,
                           SecretValue *key,
                           GBytes *body,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
KbResponse *kb_client_send_finish (KbClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
