/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-lock.h"

static const char *program;

static void
spin_until_settled (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}

/* transfer full */
static KbLock *
finish (DexFuture *future, GError **error)
{
  const GValue *value = NULL;

  spin_until_settled (future);
  value = dex_future_get_value (future, error);

  return value != NULL ? g_value_dup_object (value) : NULL;
}

static KbLock *
take (KbLockName name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = kb_lock_take (name, KB_LOCK_LIMIT, NULL, NULL);
  KbLock *lock = finish (future, &error);

  g_assert_no_error (error);
  g_assert_true (KB_IS_LOCK (lock));

  return lock;
}

/* Another process that holds the lock until its standard input ends. */
static int
hold (void)
{
  g_autoptr (KbLock) lock = take (KB_LOCK_KEYS);
  char byte = 0;

  if (write (1, "held\n", 5) != 5)
    return 1;

  return (int) read (0, &byte, 1);
}

static GSubprocess *
start_holder (void)
{
  g_autoptr (GError) error = NULL;
  GSubprocess *holder = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                          &error, program, "--hold", NULL);
  char said[5] = "";
  gsize length = 0;

  g_assert_no_error (error);
  g_input_stream_read_all (g_subprocess_get_stdout_pipe (holder), said, sizeof said, &length, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (said, length, "held\n", 5);

  return holder;
}

static DexFuture *
wait_behind (GCancellable *cancellable)
{
  g_autoptr (DexPromise) waits = dex_promise_new ();
  DexFuture *future = kb_lock_take (KB_LOCK_KEYS, KB_LOCK_LIMIT, cancellable, waits);

  while (dex_future_is_pending (DEX_FUTURE (waits)) && dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dex_future_is_pending (future));

  return future;
}

static void
assert_got (DexFuture *future)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KbLock) lock = finish (future, &error);

  g_assert_no_error (error);
  g_assert_nonnull (lock);
}

static void
test_one_process (void)
{
  KbLock *first = take (KB_LOCK_KEYS);
  g_autoptr (DexFuture) second = wait_behind (NULL);
  g_autoptr (DexFuture) third = wait_behind (NULL);

  g_object_unref (first);
  spin_until_settled (second);
  g_assert_true (dex_future_is_pending (third));
  assert_got (second);
  dex_clear (&second);
  assert_got (third);
}

static void
test_two_names (void)
{
  g_autoptr (KbLock) keys = take (KB_LOCK_KEYS);
  g_autoptr (KbLock) notes = take (KB_LOCK_NOTES);

  g_assert_true (keys != notes);
}

static void
test_two_processes (void)
{
  g_autoptr (GSubprocess) holder = start_holder ();
  g_autoptr (DexFuture) future = wait_behind (NULL);
  g_autoptr (GError) error = NULL;

  g_output_stream_close (g_subprocess_get_stdin_pipe (holder), NULL, &error);
  g_assert_no_error (error);
  assert_got (future);
}

static void
test_killed (void)
{
  g_autoptr (GSubprocess) holder = start_holder ();
  g_autoptr (DexFuture) future = wait_behind (NULL);

  g_subprocess_force_exit (holder);
  assert_got (future);
}

static void
assert_fails (DexFuture *future, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KbLock) lock = finish (future, &error);

  g_assert_error (error, domain, code);
  g_assert_null (lock);
}

static void
test_cancel (void)
{
  KbLock *first = take (KB_LOCK_KEYS);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DexFuture) second = wait_behind (cancellable);
  g_autoptr (DexFuture) third = wait_behind (NULL);

  g_cancellable_cancel (cancellable);
  assert_fails (second, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* Who gave up does not stand in the way of those behind. */
  g_object_unref (first);
  assert_got (third);
}

static void
test_limit (void)
{
  g_autoptr (KbLock) first = take (KB_LOCK_KEYS);
  g_autoptr (DexFuture) second = kb_lock_take (KB_LOCK_KEYS, 1, NULL, NULL);

  assert_fails (second, KB_LOCK_ERROR, KB_LOCK_ERROR_TOO_LONG);
}

static void
test_no_bus (void)
{
  g_autofree char *address = g_strdup (g_getenv ("DBUS_SESSION_BUS_ADDRESS"));
  g_autoptr (DexFuture) future = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  future = kb_lock_take (KB_LOCK_KEYS, KB_LOCK_LIMIT, NULL, NULL);
  assert_fails (future, KB_LOCK_ERROR, KB_LOCK_ERROR_NO_BUS);
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GTestDBus) bus = NULL;
  int status = 0;

  dex_init ();
  if (argc == 2 && g_str_equal (argv[1], "--hold"))
    return hold ();

  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lock/one-process", test_one_process);
  g_test_add_func ("/lock/two-names", test_two_names);
  g_test_add_func ("/lock/two-processes", test_two_processes);
  g_test_add_func ("/lock/killed", test_killed);
  g_test_add_func ("/lock/cancel", test_cancel);
  g_test_add_func ("/lock/limit", test_limit);
  g_test_add_func ("/lock/no-bus", test_no_bus);

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  status = g_test_run ();
  g_test_dbus_stop (bus);

  return status;
}
