/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-client.h"
#include "core/api/kb-verdict.h"

G_BEGIN_DECLS

#define KB_TYPE_CHECKER (kb_checker_get_type ())
G_DECLARE_FINAL_TYPE (KbChecker, kb_checker, KB, CHECKER, GObject)

/* The test: GET models, then POST responses (POST chat/completions where a server that is not OpenAI's has no
 * responses). Signal aspect-changed (KbAspect, KbAspectState) while it runs. One run at a time. */
KbChecker *kb_checker_new (KbClient *client);
KbClient *kb_checker_get_client (KbChecker *self);
/* The model that the test will ask for; NULL chooses: the first of the facts' models that the account lists,
 * before the list is known the first of all. */
void kb_checker_set_model (KbChecker *self, const char *model);
const char *kb_checker_get_model (KbChecker *self); /* never NULL: what would be asked for now */
void kb_checker_set_end (KbChecker *self, const char *end);
gint64 kb_checker_get_max_cost (KbChecker *self);
void kb_checker_run_async (KbChecker *self,
                           SecretValue *key,
                           KbAspectState storage,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
KbVerdict *kb_checker_run_finish (KbChecker *self, GAsyncResult *result, GError **error);

G_END_DECLS
