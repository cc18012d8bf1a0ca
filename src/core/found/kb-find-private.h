/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/found/kb-find.h"

G_BEGIN_DECLS

#define KB_FIND_VARIABLE "OPENAI_API_KEY"

/* The parts of kb-find.c. */

GPtrArray *kb_find_in_text (KbFindingSource source,
                            const char *place,
                            const char *text,
                            gsize length,
                            gboolean named);
/* @variables: "NAME=value"; adds to @findings. */
void kb_find_in_variables (GPtrArray *findings, KbFindingSource source, const char *const *variables);
/* Waits for the disk: for a thread. */
GPtrArray *kb_find_in_file (const char *path, const char *place, GError **error);
/* Of this and the next NULL without an error: there is nobody to ask. */
void kb_find_in_session_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kb_find_in_session_finish (GAsyncResult *result);
void kb_find_in_keyring_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *kb_find_in_keyring_finish (GAsyncResult *result);
/* Sets what each of @findings is the same as. */
void kb_find_same_async (GPtrArray *findings,
                         KbKeyStore *store,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
void kb_find_same_finish (GAsyncResult *result);

G_END_DECLS
