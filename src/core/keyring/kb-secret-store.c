/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/keyring/kb-secret-store.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-sandbox.h"
#include "core/keyring/kb-secret-error.h"
#include "core/keyring/kb-secret-verbs.h"

#define LOOKUP_TIMEOUT 3000

struct _KbSecretStore
{
  GObject parent_instance;

  KbSecretSession *session; /* nullable: opened by the first operation */
  guint lookup_timeout;     /* ms of silence */
  guint lock_timeout;       /* ms */
  char *sandbox_info;
};

static void kb_secret_store_key_store_init (KbKeyStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KbSecretStore,
                               kb_secret_store,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (KB_TYPE_KEY_STORE, kb_secret_store_key_store_init))

typedef struct
{
  KbSecretOperation operation;
  KbSecretStore *self; /* that of @task */
  GTask *task;
} Job;

static void
set_session (KbSecretSession **session, KbSecretSession *to)
{
  KbSecretSession *kept = to != NULL ? g_rc_box_acquire (to) : NULL;

  g_clear_pointer (session, kb_secret_session_unref);
  *session = kept;
}

static gboolean
attempt (Job *job, GError **error)
{
  if (!kb_secret_call_connect (&job->operation.call, error))
    return FALSE;
  set_session (&job->self->session, job->operation.call.session);

  return kb_secret_operation_run (&job->operation, error);
}

/* When a step fails as it does after the service was restarted, all of them are done once more with a new
 * session, unless a person may have been asked something by then. */
static gboolean
run (Job *job, gboolean hidden, GError **error)
{
  KbSecretCall *call = &job->operation.call;
  g_autoptr (GError) first_error = NULL;

  set_session (&call->session, job->self->session);
  if (attempt (job, &first_error))
    return TRUE;
  if (call->has_asked || hidden || !kb_secret_error_is_stale (first_error))
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return FALSE;
    }

  set_session (&call->session, NULL);

  return attempt (job, error);
}

static DexFuture *
fiber (gpointer data)
{
  Job *job = data;
  gboolean hidden = kb_sandbox_hides (job->self->sandbox_info, KB_STORE_SERVICE);
  GError *error = NULL;

  if (run (job, hidden, &error))
    return dex_future_new_true ();

  g_clear_object (&job->operation.lock);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      KbStoreError code = kb_secret_error_get_code (error, hidden);

      error->domain = KB_STORE_ERROR;
      error->code = (int) code;
    }

  return dex_future_new_for_error (error);
}

static void
clear_job (gpointer data)
{
  Job *job = data;

  set_session (&job->operation.call.session, NULL);
  g_clear_object (&job->operation.lock);
  if (job->operation.answer != NULL)
    job->operation.destroy (job->operation.answer);
  g_object_unref (job->task);
}

static void
job_unref (gpointer job)
{
  g_rc_box_release_full (job, clear_job);
}

static void
release_cb (gpointer lock)
{
  g_object_unref (lock);
}

/* Outside of the fiber, whose stack is small. What has been changed is said before another one can change it
 * again: the caller says it while it is called back, or before it is idle. */
static DexFuture *
answer_cb (DexFuture *future, gpointer data)
{
  Job *job = data;
  KbSecretOperation *operation = &job->operation;
  GError *error = NULL;

  if (dex_future_get_value (future, &error) == NULL)
    g_task_return_error (job->task, error);
  else if (operation->destroy != NULL)
    g_task_return_pointer (job->task, g_steal_pointer (&operation->answer), operation->destroy);
  else
    g_task_return_boolean (job->task, TRUE);
  if (operation->lock != NULL)
    g_idle_add_once (release_cb, g_steal_pointer (&operation->lock));

  return NULL;
}

static void
kb_secret_store_start (KbKeyStore *store, GTask *task)
{
  KbSecretStore *self = KB_SECRET_STORE (store);
  Job *job = g_rc_box_new0 (Job);
  DexFuture *future;

  job->self = self;
  job->task = g_object_ref (task);
  job->operation.request = g_task_get_task_data (task);
  job->operation.store = G_OBJECT (self);
  job->operation.lock_timeout = self->lock_timeout;
  job->operation.call.caller = g_task_get_cancellable (task);
  job->operation.call.limit = self->lookup_timeout;
  job->operation.call.limit_code = KB_STORE_ERROR_NOT_RESPONDING;

  dex_init ();
  future = dex_scheduler_spawn (NULL, KB_FIBER_STACK, fiber, g_rc_box_acquire (job), job_unref);
  dex_future_disown (dex_future_finally (future, answer_cb, job, job_unref));
}

static KbStoreProvider
kb_secret_store_get_provider (KbKeyStore *store)
{
  KbSecretSession *session = KB_SECRET_STORE (store)->session;

  return session != NULL ? session->provider : KB_STORE_PROVIDER_UNKNOWN;
}

static void
kb_secret_store_key_store_init (KbKeyStoreInterface *iface)
{
  iface->start = kb_secret_store_start;
  iface->get_provider = kb_secret_store_get_provider;
}

static void
kb_secret_store_finalize (GObject *object)
{
  KbSecretStore *self = KB_SECRET_STORE (object);

  set_session (&self->session, NULL);
  g_free (self->sandbox_info);

  G_OBJECT_CLASS (kb_secret_store_parent_class)->finalize (object);
}

static void
kb_secret_store_class_init (KbSecretStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kb_secret_store_finalize;
}

static void
kb_secret_store_init (KbSecretStore *self)
{
  self->lookup_timeout = LOOKUP_TIMEOUT;
  self->lock_timeout = KB_LOCK_LIMIT;
  self->sandbox_info = g_strdup (KB_SANDBOX_INFO);
}

/**
 * kb_secret_store_new:
 *
 * Returns: (transfer full): the desktop's keyring. Nothing is asked of it before the first operation.
 */
KbKeyStore *
kb_secret_store_new (void)
{
  return g_object_new (KB_TYPE_SECRET_STORE, NULL);
}

void
kb_secret_store_set_lookup_timeout (KbSecretStore *self, guint milliseconds)
{
  self->lookup_timeout = milliseconds;
}

void
kb_secret_store_set_lock_timeout (KbSecretStore *self, guint milliseconds)
{
  self->lock_timeout = milliseconds;
}

void
kb_secret_store_set_sandbox_info (KbSecretStore *self, const char *path)
{
  g_set_str (&self->sandbox_info, path);
}
