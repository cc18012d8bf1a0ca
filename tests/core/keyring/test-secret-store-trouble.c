/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keyring/kb-secret-store.h"
#include "fake-prompter.h"
#include "keyring-helper.h"

/* locked and unlocked */

static void
test_lock_and_unlock (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autofree char *locked = NULL;
  g_autofree char *unlocked = NULL;

  save (store, "one", "One", KEY);
  lock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  locked = dup_list (store);
  g_assert_cmpstr (locked, ==, "one=One!");
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 0);

  unlock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  unlocked = dup_list (store);
  g_assert_cmpstr (unlocked, ==, "one=One");
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

/* gnome-keyring numbers the prompts that it makes, and keeps those that nobody shows. */
static guint64
count_prompts (void)
{
  const char *paths[] = { LOGIN_PATH, NULL };
  g_autoptr (GVariant) reply =
      call_bus (SERVICE_NAME, SERVICE_PATH, SERVICE_INTERFACE, "Unlock", g_variant_new ("(^ao)", paths));
  const char *prompt = NULL;
  const char *number = NULL;

  g_variant_get (reply, "(ao&o)", NULL, &prompt);
  number = strrchr (prompt, '/') + 1;
  while (*number != '\0' && !g_ascii_isdigit (*number))
    number++;
  g_assert_cmpint (*number, !=, '\0');

  return g_ascii_strtoull (number, NULL, 10);
}

/* Looking again and again does not fill the keyring with prompts, and sees when it was opened. */
static void
test_looks_leave_no_prompts (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  guint64 before = 0;

  lock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  before = count_prompts ();
  for (guint i = 0; i < 20; i++)
    g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  g_assert_cmpuint (count_prompts () - before, ==, 1);

  unlock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  lock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  unlock_keyring ();
}

static void
test_dismissed (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  GError *errors[5] = { NULL };

  save (store, "one", "One", KEY);
  lock_keyring ();
  fake_prompter_dismiss_all (prompter);
  g_assert_false (store_unlock (store, &errors[0]));
  g_assert_false (store_save (store, "one", "Uno", "sk-new", &errors[1]));
  g_assert_null (store_load (store, "one", &errors[2]));
  g_assert_false (store_rename (store, "one", "Uno", &errors[3]));
  g_assert_false (store_forget (store, "one", &errors[4]));
  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_assert_error (errors[i], KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
      g_clear_error (&errors[i]);
    }
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 5);

  unlock_keyring ();
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

/* Two people's worth of patience: the caller gives up while the prompt is on the screen. gnome-keyring must
 * survive, the late answer must change nothing, and the next try must work. */
static void
test_cancelled_prompt (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretValue) value = secret_value_new ("sk-new", -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  pid_t pid = get_service_pid ();

  save (store, "one", "One", KEY);
  lock_keyring ();
  kb_key_store_save_async (store, "one", "Uno", value, TRUE, cancellable, store_done_cb, &result);
  fake_prompter_wait (prompter);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_false (kb_key_store_save_finish (store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (get_service_pid (), ==, pid);

  /* The person answers after all. */
  unlock_keyring ();
  fake_prompter_dismiss (prompter);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  assert_saved (store, "one", KEY);
  g_assert_cmpint (get_service_pid (), ==, pid);
  forget (store, "one");
}

/* transfer full */
static KbKeyStore *
new_store (guint lookup_timeout)
{
  KbKeyStore *store = kb_secret_store_new ();

  kb_secret_store_set_lookup_timeout (KB_SECRET_STORE (store), lookup_timeout);
  return store;
}

/* While the prompt is open the limit for look-ups does not count. */
static void
test_prompt_has_no_limit (void)
{
  g_autoptr (KbKeyStore) store = new_store (300);
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = 0;

  lock_keyring ();
  kb_key_store_unlock_async (store, NULL, store_done_cb, &result);
  fake_prompter_wait (prompter);
  start = g_get_monotonic_time ();
  while (g_get_monotonic_time () - start < 900 * G_TIME_SPAN_MILLISECOND)
    {
      g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
      g_assert_null (result);
    }
  fake_prompter_dismiss (prompter);
  g_assert_false (kb_key_store_unlock_finish (store, store_wait (&result), &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
  unlock_keyring ();
}

/* restarted, dead, hung */

static void
test_restarted (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *hidden = NULL;
  g_autofree char *list = NULL;

  save (store, "one", "One", KEY);
  kill_service ();

  /* After a cold start gnome-keyring shows that there is a key, and not which. */
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  hidden = dup_list (store);
  g_assert_cmpstr (hidden, ==, "=Locked key!");
  fake_prompter_dismiss_all (prompter);
  g_assert_null (store_load (store, "one", &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);

  unlock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  assert_saved (store, "one", KEY);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "one=One");
  forget (store, "one");
}

/* Nothing may happen between the death and the call, not even hearing of it. */
static void
test_killed_unheard (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();

  save (store, "one", "One", KEY);
  g_assert_cmpint (kill (get_service_pid (), SIGKILL), ==, 0);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  unlock_keyring ();
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

static void
test_killed_while_prompting (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  lock_keyring ();
  kb_key_store_unlock_async (store, NULL, store_done_cb, &result);
  fake_prompter_wait (prompter);
  g_assert_cmpint (kill (get_service_pid (), SIGKILL), ==, 0);
  g_assert_false (kb_key_store_unlock_finish (store, store_wait (&result), &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING);

  unlock_keyring ();
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
}

static void
assert_hung (KbKeyStore *store, guint limit)
{
  g_autoptr (KbKeyStore) patient = new_store (60000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) list_error = NULL;
  gint64 start = g_get_monotonic_time ();

  kb_key_store_probe_async (patient, cancellable, store_done_cb, &result);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NOT_RESPONDING);
  g_assert_cmpint ((g_get_monotonic_time () - start) / G_TIME_SPAN_MILLISECOND, >=, limit - 10);
  /* Nobody but the store gave it up. */
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  store_wait (&result);

  kb_secret_store_set_lookup_timeout (KB_SECRET_STORE (store), 200);
  g_assert_null (store_list (store, &list_error));
  g_assert_error (list_error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_RESPONDING);
}

static void
test_hung (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (KbKeyStore) fresh = new_store (300);
  pid_t pid = get_service_pid ();

  save (store, "one", "One", KEY);
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  assert_hung (store, 3000);
  assert_hung (fresh, 300);

  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
  kb_secret_store_set_lookup_timeout (KB_SECRET_STORE (store), 3000);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  assert_saved (store, "one", KEY);
  forget (store, "one");
}

/* Creating may prompt and has no limit, so only the caller can end the wait. */
static void
test_hung_and_cancelled (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  pid_t pid = get_service_pid ();

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  g_assert_cmpint (kill (pid, SIGSTOP), ==, 0);
  kb_key_store_list_async (store, cancellable, store_done_cb, &result);
  for (guint i = 0; i < 3; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (result);
  g_cancellable_cancel (cancellable);
  g_assert_null (kb_key_store_list_finish (store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (kill (pid, SIGCONT), ==, 0);
}

static void
test_cancelled_before (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (SecretValue) value = secret_value_new (KEY, -1, "text/plain");
  g_autoptr (GAsyncResult) save_result = NULL;
  g_autoptr (GAsyncResult) probe_result = NULL;
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) probe_error = NULL;

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  g_cancellable_cancel (cancellable);
  kb_key_store_save_async (store, "one", "One", value, TRUE, cancellable, store_done_cb, &save_result);
  kb_key_store_probe_async (store, cancellable, store_done_cb, &probe_result);
  g_assert_null (save_result);
  g_assert_false (kb_key_store_save_finish (store, store_wait (&save_result), &save_error));
  g_assert_error (save_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  kb_key_store_probe_finish (store, store_wait (&probe_result), NULL, &probe_error);
  g_assert_error (probe_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_items ("one"), ==, 0);
}

/* A page that is left cancels what it started, also what has long been answered. */
static void
test_cancelled_after (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GError) error = NULL;

  kb_key_store_list_async (store, cancellable, store_done_cb, &result);
  keys = kb_key_store_list_finish (store, store_wait (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (keys);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
}

/* The store and the program go on living without each other. */
static void
test_dropped_store (void)
{
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KbKeyStore *store = kb_secret_store_new ();

  lock_keyring ();
  kb_key_store_unlock_async (store, cancellable, store_done_cb, &result);
  fake_prompter_wait (prompter);
  g_cancellable_cancel (cancellable);
  g_assert_false (kb_key_store_unlock_finish (store, store_wait (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  g_assert_finalize_object (store);

  fake_prompter_dismiss (prompter);
  unlock_keyring ();
}

/* locked, no collection */

static void
test_locked (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_LOCKED);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "");

  /* No prompter and no display: the prompt fails, and that is no different from closing it. */
  g_assert_false (store_unlock (store, &error));
  g_assert_error (error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);

  unlock_keyring ();
  save (store, "one", "One", KEY);
  assert_saved (store, "one", KEY);
}

static void
test_no_collection (void)
{
  g_autoptr (KbKeyStore) store = kb_secret_store_new ();
  g_autoptr (FakePrompter) prompter = fake_prompter_new ();
  g_autoptr (GError) save_error = NULL;
  g_autoptr (GError) unlock_error = NULL;
  g_autofree char *list = NULL;
  g_autofree char *path = NULL;

  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NO_COLLECTION);
  list = dup_list (store);
  g_assert_cmpstr (list, ==, "");
  g_assert_false (store_save (store, "one", "One", KEY, &save_error));
  g_assert_error (save_error, KB_STORE_ERROR, KB_STORE_ERROR_NO_COLLECTION);
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 0);

  fake_prompter_dismiss_all (prompter);
  g_assert_false (store_unlock (store, &unlock_error));
  g_assert_error (unlock_error, KB_STORE_ERROR, KB_STORE_ERROR_DISMISSED);
  g_assert_cmpuint (fake_prompter_count (prompter), ==, 1);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_NO_COLLECTION);

  path = create_collection ("Mine");
  set_default_collection (path);
  g_assert_cmpint (probe (store), ==, KB_STORE_STATE_READY);
  save (store, "one", "One", KEY);
  assert_saved (store, "one", KEY);
}

int
main (int argc, char **argv)
{
  const char *state = g_getenv ("KEYRING_STATE");
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  if (g_str_equal (state, "locked"))
    {
      g_test_add_func ("/secret-store/locked", test_locked);
    }
  else if (g_str_equal (state, "no-collection"))
    {
      g_test_add_func ("/secret-store/no-collection", test_no_collection);
    }
  else
    {
      g_test_add_func ("/secret-store/lock-and-unlock", test_lock_and_unlock);
      g_test_add_func ("/secret-store/looks-leave-no-prompts", test_looks_leave_no_prompts);
      g_test_add_func ("/secret-store/dismissed", test_dismissed);
      g_test_add_func ("/secret-store/cancelled-prompt", test_cancelled_prompt);
      g_test_add_func ("/secret-store/prompt-has-no-limit", test_prompt_has_no_limit);
      g_test_add_func ("/secret-store/restarted", test_restarted);
      g_test_add_func ("/secret-store/killed-unheard", test_killed_unheard);
      g_test_add_func ("/secret-store/killed-while-prompting", test_killed_while_prompting);
      g_test_add_func ("/secret-store/hung", test_hung);
      g_test_add_func ("/secret-store/hung-and-cancelled", test_hung_and_cancelled);
      g_test_add_func ("/secret-store/cancelled-before", test_cancelled_before);
      g_test_add_func ("/secret-store/cancelled-after", test_cancelled_after);
      g_test_add_func ("/secret-store/dropped-store", test_dropped_store);
    }

  result = g_test_run ();
  g_clear_object (&bus);

  return result;
}
