/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-key-store.h"

#include <libdex.h>

G_BEGIN_DECLS

#define KB_SECRET "org.freedesktop.Secret."
#define KB_SECRET_PATH "/org/freedesktop/secrets"
#define KB_SECRET_NONE "/" /* the path of no object */

/* With the program that has the name of the Secret Service. */
typedef struct
{
  SecretService *service; /* knows how secrets are encrypted for it */
  char *owner;            /* its name on the bus */
  KbStoreProvider provider;
  char *locked_path; /* the collection that asking to open has not opened, as long as it stays locked */
} KbSecretSession;

void kb_secret_session_unref (gpointer session);

/* One who talks to the keyring, in a fiber: until the caller cancels, or a call that cannot prompt is
 * answered with silence for too long. */
typedef struct
{
  KbSecretSession *session; /* nullable */
  GCancellable *caller;     /* nullable */
  guint limit;              /* ms */
  KbStoreError limit_code;  /* what silence means */
  gboolean is_silent;       /* nothing more is waited for */
  gboolean has_asked;       /* a person may have been asked something */
} KbSecretCall;

gboolean kb_secret_call_connect (KbSecretCall *call, GError **error);

/* Methods with their interface. A call may be begun, and others with it, before it is waited for. */
DexFuture *kb_secret_call_begin (KbSecretCall *call,
                                 const char *path,
                                 const char *method,
                                 GVariant *arguments,
                                 const char *reply_type);
GVariant *kb_secret_call_await (KbSecretCall *call, DexFuture *reply, GError **error);
GVariant *kb_secret_call (KbSecretCall *call,
                          const char *path,
                          const char *method,
                          GVariant *arguments,
                          const char *reply_type,
                          GError **error);
GVariant *kb_secret_call_asking (KbSecretCall *call,
                                 const char *path,
                                 const char *method,
                                 GVariant *arguments,
                                 const char *reply_type,
                                 GError **error);
GVariant *kb_secret_call_get (KbSecretCall *call,
                              const char *path,
                              const char *interface,
                              const char *property,
                              GError **error);
SecretValue *kb_secret_call_load (KbSecretCall *call, const char *item, GError **error);

G_END_DECLS
