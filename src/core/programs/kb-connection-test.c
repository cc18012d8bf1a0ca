/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-connection-private.h"

#include "core/base/kb-fiber.h"
#include "core/base/kb-sandbox.h"
#include "core/base/kb-second.h"

#include <string.h>

/* Longer than "keybearer token" waits for a person. */
#define SECONDS 70
/* Bytes: more than any key has. */
#define LONGEST 4096
/* Of a shell that finds no such command */
#define NOT_FOUND 127

typedef struct
{
  KbConnection *connection;
  KbKeyStore *store;
  GCancellable *cancellable;
  gint64 deadline;
  char answer[LONGEST];
  gsize length;
} Test;

static void
test_clear (gpointer data)
{
  Test *test = data;

  explicit_bzero (test->answer, sizeof test->answer);
  g_object_unref (test->connection);
  g_object_unref (test->store);
  g_clear_object (&test->cancellable);
}

static void
test_unref (gpointer test)
{
  g_atomic_rc_box_release_full (test, test_clear);
}

/* What the program would start, or would be started by. */
static char *
dup_command (KbConnection *self)
{
  g_autofree char *run = NULL;

  if (self->via == KB_VIA_HOOK || self->via == KB_VIA_FOLDER)
    return kb_program_dup_token (self->name);
  run = kb_program_dup_run (self->name, self->variable);
  return g_strdup_printf ("%s printenv %s", run, self->variable);
}

/* FALSE: late, or cancelled */
static gboolean
read_answer (Test *test, GSubprocess *process, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  GInputStream *out = g_subprocess_get_stdout_pipe (process);
  g_autoptr (GAsyncResult) result = NULL;

  g_input_stream_read_all_async (out, test->answer, sizeof test->answer, G_PRIORITY_DEFAULT,
                                 test->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, test->deadline, test->cancellable, error);
  return result != NULL && g_input_stream_read_all_finish (out, result, &test->length, error);
}

static gboolean
wait_for_end (Test *test, GSubprocess *process, GError **error)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  g_subprocess_wait_async (process, test->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, test->deadline, test->cancellable, error);
  return result != NULL && g_subprocess_wait_finish (process, result, error);
}

static gboolean
ask (Test *test, GSubprocess *process, GError **error)
{
  if (read_answer (test, process, error) && wait_for_end (test, process, error))
    return TRUE;
  g_subprocess_force_exit (process);
  return FALSE;
}

static SecretValue *
load (Test *test)
{
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_load_async (test->store, test->connection->name, test->cancellable, kb_fiber_ready_cb,
                           dex_ref (promise));
  result = kb_fiber_await (promise, test->deadline, test->cancellable, NULL);
  return result ? kb_key_store_load_finish (test->store, result, NULL) : NULL;
}

static KbConnectionTest
compare (Test *test)
{
  SecretValue *key = load (test);
  gsize length = 0;
  const char *text = key ? secret_value_get (key, &length) : NULL;
  gboolean same;

  /* printenv(1) ends the line. */
  if (test->length > 0 && test->answer[test->length - 1] == '\n')
    test->length--;
  same = text && length == test->length && memcmp (text, test->answer, length) == 0;
  g_clear_pointer (&key, secret_value_unref);
  return same ? KB_CONNECTION_GETS_KEY : KB_CONNECTION_GETS_OTHER;
}

static KbConnectionTest
judge (Test *test, GSubprocess *process)
{
  int status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;

  if (status == NOT_FOUND)
    return KB_CONNECTION_NO_COMMAND;
  return status == 0 && test->length > 0 ? compare (test) : KB_CONNECTION_GETS_NOTHING;
}

static DexFuture *
test_fiber (gpointer data)
{
  Test *test = data;
  g_autofree char *command = dup_command (test->connection);
  g_autoptr (GSubprocess) process = NULL;
  GError *error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                              "/bin/sh", "-c", command, NULL);
  if (process == NULL)
    return dex_future_new_for_int (KB_CONNECTION_NO_COMMAND);
  if (ask (test, process, &error))
    return dex_future_new_for_int ((int) judge (test, process));
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return dex_future_new_for_error (error);
  g_clear_error (&error);
  return dex_future_new_for_int (KB_CONNECTION_LATE);
}

/**
 * kb_connection_test_async:
 * @self: a plan that counts
 * @store: where the key is
 * @cancellable: (nullable): to give up
 *
 * Starts what the program starts to get the key, and compares what comes with the saved key. Where the
 * keyring is locked and there is a display, its window asks once.
 */
void
kb_connection_test_async (KbConnection *self,
                          KbKeyStore *store,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Test *test;

  if (kb_sandbox_is_inside () || self->via == KB_VIA_SETTINGS)
    {
      g_task_return_int (task, KB_CONNECTION_UNTESTED);
      g_object_unref (task);
      return;
    }
  test = g_atomic_rc_box_new0 (Test);
  test->connection = g_object_ref (self);
  test->store = g_object_ref (store);
  test->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  test->deadline =
      g_get_monotonic_time () + SECONDS * kb_second_get_milliseconds () * G_GINT64_CONSTANT (1000);
  kb_fiber_start (task, test_fiber, test, test_unref);
}

/**
 * kb_connection_test_finish:
 * @error: cancelled
 *
 * Returns: what came; %KB_CONNECTION_UNTESTED with @error set
 */
KbConnectionTest
kb_connection_test_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gssize test = g_task_propagate_int (G_TASK (result), &reason);

  if (reason == NULL)
    return (KbConnectionTest) test;
  g_propagate_error (error, g_steal_pointer (&reason));
  return KB_CONNECTION_UNTESTED;
}
