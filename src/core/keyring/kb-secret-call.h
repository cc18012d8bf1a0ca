/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-lock.h"
#include "core/keyring/kb-key-store.h"

G_BEGIN_DECLS

/* What the calls of one store share. */
typedef struct
{
  SecretService *service; /* nullable: opened by the first call that needs it */
  guint lookup_timeout;   /* ms of silence */
  guint lock_timeout;     /* ms */
  KbStoreProvider provider;
  char *locked_path;  /* the collection that asking to open has not opened, as long as it stays locked */
  char *sandbox_info; /* name of the file that describes our sandbox, if there is one */
} KbSecretLink;

typedef struct _KbSecretCall KbSecretCall;
typedef gboolean (*KbSecretRun) (KbSecretCall *call, GError **error);

/* One operation of the store: a fiber. It ends with its result, when its caller cancels, or when a step that
 * cannot prompt is silent for too long. What libsecret still brings after that is dropped, and may as well
 * never come. */
struct _KbSecretCall
{
  /*< read by the steps >*/
  SecretService *service;
  GCancellable *cancellable; /* for every step: cancelled when the operation is over */
  char *name;
  char *label;
  SecretValue *key;
  gboolean replace;
  KbStoreError limit_code; /* what silence means */

  /*< private >*/
  GTask *task;
  KbSecretLink *link;
  KbSecretRun run;
  GCancellable *caller; /* nullable */
  DexPromise *step;     /* what is waited for */
  gboolean asks;        /* the step may prompt */
  gboolean has_asked;
  KbLock *lock;
  gpointer answer;
  GDestroyNotify destroy;
};

KbSecretCall *kb_secret_call_new (gpointer store,
                                  KbSecretLink *link,
                                  gpointer tag,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void kb_secret_call_start (KbSecretCall *call, KbSecretRun run);

gpointer kb_secret_call_begin (KbSecretCall *call);
gpointer kb_secret_call_begin_asking (KbSecretCall *call);
GAsyncResult *kb_secret_call_await (KbSecretCall *call, GError **error);
GAsyncResult *kb_secret_call_await_one (KbSecretCall *call, DexPromise *promise, GError **error);
gboolean kb_secret_call_take_lock (KbSecretCall *call, GError **error);

gboolean kb_secret_call_answer (KbSecretCall *call, gpointer answer, GDestroyNotify destroy);
gboolean kb_secret_call_fail (GError **error, KbStoreError code, const char *message);

G_END_DECLS
