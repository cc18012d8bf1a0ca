/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-fiber.h"
#include "core/found/kb-find.h"
#include "core/keyring/kb-secret-call.h"

G_BEGIN_DECLS

#define KB_FIND_VARIABLE "OPENAI_API_KEY"

/* Milliseconds of silence after which a search ends; fewer in tests. */
extern guint kb_find_limit;

/* One search: a fiber. What has been found when the time is up counts. */
typedef struct
{
  KbKeyStore *store;    /* nullable */
  GFile *file;          /* nullable */
  GCancellable *caller; /* nullable */
  GCancellable *steps;  /* for every step: cancelled when the search is over */
  gint64 deadline;
  GPtrArray *findings;
  KbFindPlaces looked;
} KbSearch;

KbSearch *kb_search_new (KbKeyStore *store, GFile *file, GCancellable *cancellable);
void kb_search_unref (gpointer search);
GAsyncResult *kb_search_await (KbSearch *search, DexPromise *promise, GError **error);
typedef gboolean (*KbSearchLook) (KbSecretCall *call, gpointer data);
gboolean kb_search_in_keyring (KbSearch *search, KbSearchLook look, gpointer data);

/* Parts of a search. FALSE: it was not looked at. */
gboolean kb_find_in_session (KbSearch *search);
gboolean kb_find_in_keyring (KbSearch *search);
void kb_find_same (KbSearch *search);

GPtrArray *kb_find_in_text (KbFindingSource source,
                            const char *place,
                            const char *text,
                            gsize length,
                            gboolean named);
void kb_find_in_variables (GPtrArray *findings, KbFindingSource source, const char *const *variables);
GPtrArray *kb_find_in_file (const char *path, const char *place, GError **error);

G_END_DECLS
