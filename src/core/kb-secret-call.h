/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-key-store.h"

G_BEGIN_DECLS

/* What the calls of one store share. */
typedef struct
{
  SecretService *service; /* nullable: opened by the first call that needs it */
  guint lookup_timeout;   /* ms */
  char *sandbox_info;     /* name of the file that describes our sandbox, if there is one */
} KbSecretLink;

typedef struct _KbSecretCall KbSecretCall;
typedef void (*KbSecretStep) (KbSecretCall *call);

/* One operation of the store: a chain of steps, each an asynchronous call to the service. It answers its
 * GTask exactly once: with its result, when its caller cancels, or when a step that cannot prompt takes too
 * long. What libsecret still brings after that is dropped, and may as well never come. */
struct _KbSecretCall
{
  /*< read by the steps >*/
  SecretService *service;
  GCancellable *cancellable; /* for every step: cancelled when the operation is over early */
  char *name;
  char *label;
  SecretValue *key;

  /*< kept by the steps for those that follow; given up when the operation starts over >*/
  SecretCollection *collection; /* the default one, nullable */
  gboolean locked;              /* it takes a prompt to open it */
  GList *items;
  SecretItem *item;
  KbSecretStep then;   /* after the step that is under way */
  KbSecretStep found;  /* after finding items */
  KbSecretStep opened; /* after opening the item */
  gboolean searched_again;

  /*< private >*/
  GTask *task; /* NULL when answered */
  KbSecretLink *link;
  KbSecretStep start;
  GSource *cancelled_source;
  GSource *limit_source;
  KbStoreError limit_code;
  gboolean retried;
  gboolean may_have_prompted;
};

KbSecretCall *kb_secret_call_new (gpointer store,
                                  KbSecretLink *link,
                                  gpointer tag,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
KbSecretCall *kb_secret_call_ref (KbSecretCall *call);
void kb_secret_call_unref (KbSecretCall *call);

/* Connects to the service where that is needed and goes on with @start. */
void kb_secret_call_start (KbSecretCall *call, KbSecretStep start);
/* The first line of every callback: FALSE when there is nothing left to do, because the operation is over or
 * because @error ends it. */
gboolean kb_secret_call_goes_on (KbSecretCall *call, const GError *error);

/* The steps that follow cannot prompt and fail with @code when they take longer than @factor times the limit.
 */
void kb_secret_call_limit (KbSecretCall *call, guint factor, KbStoreError code);
/* The next step may prompt. */
void kb_secret_call_unlimit (KbSecretCall *call);

void kb_secret_call_return_boolean (KbSecretCall *call, gboolean result);
/* @result: transfer full, also when nobody waits for it any more. */
void kb_secret_call_return_pointer (KbSecretCall *call, gpointer result, GDestroyNotify destroy);
void kb_secret_call_return_error (KbSecretCall *call, KbStoreError code, const char *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbSecretCall, kb_secret_call_unref)

G_END_DECLS
