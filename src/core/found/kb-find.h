/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/found/kb-finding.h"
#include "core/keyring/kb-key-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KB_FIND_ERROR (kb_find_error_quark ())

typedef enum
{
  KB_FIND_ERROR_NOT_A_FILE, /* a folder, a pipe, a device */
  KB_FIND_ERROR_UNREADABLE,
  KB_FIND_ERROR_TOO_BIG,
  KB_FIND_ERROR_NOT_TEXT,
  KB_FIND_ERROR_TOO_SLOW,
} KbFindError;
GQuark kb_find_error_quark (void);

/* What could be looked at, beside the variables of this program. */
typedef enum
{
  KB_FIND_SESSION = 1 << 0,
  KB_FIND_KEYRING = 1 << 1,
} KbFindPlaces;

/* Looks for keys that Keybearer did not save. Nothing here prompts, writes, or waits longer than 10 s; all
 * arrays are of KbFinding, transfer full. */

/* The environment, the user manager's, and the open keyring; each compared with what @store holds open. Fails
 * only when cancelled. */
void kb_find_async (KbKeyStore *store,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);
GPtrArray *kb_find_finish (GAsyncResult *result, KbFindPlaces *looked, GError **error);
char *kb_find_dup_looked (KbFindPlaces looked);
const char *kb_find_error_get_words (const GError *error);
void kb_find_in_file_async (KbKeyStore *store,
                            GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GPtrArray *kb_find_in_file_finish (GAsyncResult *result, GError **error);
void kb_find_twins_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
char **kb_find_twins_finish (GAsyncResult *result);

/* For a fiber: sets of each of @findings which saved key it equals. What is locked is not compared. */
void kb_find_compare (GPtrArray *findings, KbKeyStore *store, GCancellable *cancellable);

G_END_DECLS
