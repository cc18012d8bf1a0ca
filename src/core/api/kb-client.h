/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-response.h"

#include <libsecret/secret.h>

G_BEGIN_DECLS

#define KB_TYPE_CLIENT (kb_client_get_type ())
G_DECLARE_FINAL_TYPE (KbClient, kb_client, KB, CLIENT, GObject)

/* Properties: base-uri (string), connect-timeout (uint, ms, 10000), total-timeout (uint, ms, 60000). */
KbClient *kb_client_new (const char *base_uri); /* nullable: kb_base_address_dup() */
const char *kb_client_get_base_uri (KbClient *self);
void kb_client_set_base_uri (KbClient *self, const char *base_uri);
/* "api.openai.com", with the port when it is not the usual one; for showing. transfer full. */
char *kb_client_dup_host (KbClient *self);
gboolean kb_client_is_at_openai (KbClient *self);
gboolean kb_client_is_openai (KbClient *self);
/* For practice: a server on this computer that answers in OpenAI's place counts as OpenAI's. */
void kb_client_set_plays_openai (KbClient *self, gboolean plays_openai);
/* https anywhere, http only to loopback, no user info, query or fragment. */
gboolean kb_client_base_is_allowed (const char *base_uri);
/* For tests: an own authority instead of the system's; never from settings or environment. */
void kb_client_set_tls_database (KbClient *self, GTlsDatabase *database);
/* For practice and tests: what the computer's clock is made out to show, Unix seconds; 0: what it shows. */
void kb_client_set_date (KbClient *self, gint64 seconds);

/* One request, never redirected. @path: "models", below the base address. @body: JSON, nullable; with it the
 * method is POST, else GET. The finish function fails only with G_IO_ERROR_CANCELLED; every other fault is in
 * the reply. */
void kb_client_send_async (KbClient *self,
                           const char *path,
                           SecretValue *key,
                           GBytes *body,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
KbResponse *kb_client_send_finish (KbClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
