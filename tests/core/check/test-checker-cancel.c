/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "script-support.h"

#include "core/practice/kb-practice.h"

static void
check_cancel (Script *script, KbCall at)
{
  g_autofree char *base_uri = NULL;
  g_autoptr (SoupServer) server = support_serve (script_cb, script, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (KbChecker) checker = kb_checker_new (client);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (SupportRun) run = { NULL };
  g_auto (SupportRun) next = { NULL };

  script->cancel = cancellable;
  script->cancel_at = at;
  support_run_start (&run, checker, "sk-test", cancellable);
  support_wait (&run.done);
  g_signal_handlers_disconnect_by_data (checker, &run);
  g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (run.verdict);
  g_assert_cmpuint (script->n_models, ==, 1);
  g_assert_cmpuint (script->n_responses, ==, at == KB_CALL_MODELS ? 0 : 1);
  g_assert_cmpuint (script->n_chat, ==, at == KB_CALL_CHAT ? 1 : 0);
  g_assert_null (strstr (strrchr (run.told->str, ' '), "checking"));

  /* and it is ready for another run */
  script->cancel = NULL;
  next = support_run (checker, "sk-test");
  g_assert_cmpstr (kb_verdict_get_diagnosis (next.verdict)->id, ==, "works");
  soup_server_disconnect (server);
}

static void
test_cancel (void)
{
  Script first = { .models = { 200, LIST }, .responses = { 200, CONNECTED } };
  Script second = { .models = { 200, LIST }, .responses = { 200, CONNECTED } };
  Script third = { .models = { 200, LIST }, .responses = { 404, NOWHERE }, .chat = { 200, CHATTED } };

  check_cancel (&first, KB_CALL_MODELS);
  check_cancel (&second, KB_CALL_RESPONSES);
  check_cancel (&third, KB_CALL_CHAT);
  script_clear (&first);
  script_clear (&second);
  script_clear (&third);
}

static void
test_cancelled_before (void)
{
  Script script = { .models = { 200, LIST } };
  g_autofree char *base_uri = NULL;
  g_autoptr (SoupServer) server = support_serve (script_cb, &script, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  g_autoptr (KbChecker) checker = kb_checker_new (client);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (SupportRun) run = { NULL };

  g_cancellable_cancel (cancellable);
  support_run_start (&run, checker, "sk-test", cancellable);
  support_wait (&run.done);
  g_signal_handlers_disconnect_by_data (checker, &run);
  g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (script.n_models, ==, 0);
  soup_server_disconnect (server);
}

static void
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

/* The server is silent, so only the cancelling ends it. */
static void
test_cancel_promptly (void)
{
  const KbDiagnosis *row = kb_diagnosis_find ("timeout");
  g_autoptr (KbPractice) practice = kb_practice_new ();
  g_autofree char *key = kb_practice_dup_key (row);
  g_autofree char *uri = NULL;
  g_autoptr (KbClient) client = NULL;
  g_autoptr (KbChecker) checker = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (SupportRun) run = { NULL };

  g_assert_true (kb_practice_start (practice, 0, NULL));
  uri = kb_practice_dup_uri_for (practice, key);
  client = kb_client_new (uri);
  /* Nothing else ends it as long as the test may take. */
  kb_client_set_timeouts (client, NEVER, NEVER);
  checker = kb_checker_new (client);
  support_run_start (&run, checker, key, cancellable);
  g_timeout_add_once (50, cancel_cb, cancellable);
  support_wait (&run.done);
  g_signal_handlers_disconnect_by_data (checker, &run);
  g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The callback of one run starts the next. */
typedef struct
{
  SecretValue *key;
  guint left;
  gboolean done;
} Chain;

static void
chain_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Chain *chain = user_data;
  g_autoptr (KbVerdict) verdict = kb_checker_run_finish (KB_CHECKER (source), result, NULL);

  g_assert_cmpstr (kb_verdict_get_diagnosis (verdict)->id, ==, "works");
  chain->done = --chain->left == 0;
  if (!chain->done)
    kb_checker_run_async (KB_CHECKER (source), chain->key, KB_ASPECT_STATE_NOT_REACHED, NULL, chain_cb,
                          chain);
}

static void
test_chain (void)
{
  Script script = { .models = { 200, LIST }, .responses = { 200, CONNECTED } };
  g_autofree char *base_uri = NULL;
  g_autoptr (SoupServer) server = support_serve (script_cb, &script, &base_uri);
  g_autoptr (KbClient) client = kb_client_new (base_uri);
  KbChecker *checker = kb_checker_new (client);
  g_autoptr (SecretValue) key = support_key ("sk-test");
  Chain chain = { key, 3, FALSE };

  kb_checker_run_async (checker, key, KB_ASPECT_STATE_NOT_REACHED, NULL, chain_cb, &chain);
  g_object_unref (checker); /* the run keeps it */
  support_wait (&chain.done);
  g_assert_cmpuint (script.n_responses, ==, 3);
  script_clear (&script);
  soup_server_disconnect (server);
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checker/cancel", test_cancel);
  g_test_add_func ("/checker/cancelled-before", test_cancelled_before);
  g_test_add_func ("/checker/cancel-promptly", test_cancel_promptly);
  g_test_add_func ("/checker/chain", test_chain);

  return g_test_run ();
}
