/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "check-support.h"
#include "tls-support.h"
#include "watch-support.h"

#include "core/base/kb-clock.h"

#define YEAR (G_GINT64_CONSTANT (365) * 24 * 60 * 60)
#define LATER (20 * YEAR)

/* What a server shows, and what is made of it. */
static const struct
{
  const char *name;
  const char *certificate;
  gboolean trusted; /* its authority is */
  gint64 clock;     /* seconds from the build date; 0: the true time */
  const char *verdict;
  const char *words; /* part of the explanation */
} rows[] = {
  { "good", "server", TRUE, 0, "unexpected-answer", NULL },
  { "self-signed", "self-signed", FALSE, 0, "certificate-untrusted", "issued by Somebody, " },
  { "self-signed-beside-authority", "self-signed", TRUE, 0, "certificate-untrusted", "issued by Somebody, " },
  { "intercepted", "server", FALSE, 0, "certificate-untrusted",
    "issued by Corporate Interceptor (Example Company), " },
  { "expired", "expired", TRUE, 0, "certificate-expired", "issued by Corporate Interceptor" },
  { "expired-and-intercepted", "expired", FALSE, 0, "certificate-expired",
    "issued by Corporate Interceptor" },
  { "not-yet-valid", "not-yet-valid", TRUE, 0, "certificate-not-yet-valid", "clock" },
  { "wrong-host", "wrong-host", TRUE, 0, "certificate-wrong-host", "issued by Corporate Interceptor" },
  { "wrong-host-and-intercepted", "wrong-host", FALSE, 0, "certificate-wrong-host", "another name" },
  /* the same with clocks that are wrong */
  { "clock-behind", "not-yet-valid", TRUE, -YEAR, "clock-behind", "clock is " },
  { "clock-behind-and-expired", "expired", TRUE, -YEAR, "clock-behind", "clock is " },
  { "clock-ahead", "expired", TRUE, LATER, "clock-ahead", "clock is " },
  { "clock-ahead-and-not-yet-valid", "not-yet-valid", TRUE, LATER, "certificate-not-yet-valid", NULL },
  { "clock-behind-and-intercepted", "server", FALSE, -YEAR, "certificate-untrusted",
    "Corporate Interceptor" },
  { "clock-behind-and-good", "server", TRUE, -YEAR, "unexpected-answer", NULL },
};

static KbClient *
create_client (guint16 port, gboolean trusts)
{
  g_autofree char *base_uri = g_strdup_printf ("https://127.0.0.1:%u/v1", port);
  g_autoptr (GTlsDatabase) database = trusts ? tls_trust () : NULL;
  KbClient *client = kb_client_new (base_uri);

  if (database != NULL)
    kb_client_set_tls_database (client, database);
  return client;
}

static void
check_run (KbClient *client, const char *verdict, const char *words)
{
  g_autoptr (KbChecker) checker = kb_checker_new (client);
  g_auto (SupportRun) run = { NULL };
  g_autofree char *explanation = NULL;
  Watch watch;

  watch_start (&watch);
  run = support_run (checker, WATCHED_KEY);
  explanation = kb_verdict_dup_explanation (run.verdict);

  g_test_message ("%s", explanation);
  g_assert_cmpstr (kb_verdict_get_diagnosis (run.verdict)->id, ==, verdict);
  g_assert_true (words == NULL || strstr (explanation, words) != NULL);
  g_assert_null (strstr (explanation, WATCHED_KEY));
  watch_end (&watch);
}

static void
test_certificate (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  gboolean good = g_str_equal (rows[i].verdict, "unexpected-answer");
  g_autoptr (KbClient) client = NULL;
  TlsServer server;

  tls_server_start (&server, rows[i].certificate, NULL, NULL);
  client = create_client (server.port, rows[i].trusted);
  if (rows[i].clock != 0)
    kb_client_set_date (client, kb_clock_get_build_date () + rows[i].clock);
  check_run (client, rows[i].verdict, rows[i].words);

  /* not a word before the server has proved who it is */
  g_assert_cmpuint (server.connections, ==, 1);
  g_assert_cmpint (strstr (server.heard->str, WATCHED_KEY) != NULL, ==, good);
  g_assert_cmpint (server.heard->len > 0, ==, good);
  tls_server_stop (&server);
}

/* A server of another program, as ours has none of the old protocols. */
typedef struct
{
  GSubprocess *process;
  guint16 port;
} OldServer;

static GSubprocess *
spawn_openssl (const char *protocol, gboolean answers)
{
  g_autofree char *path = tls_dup_path ("server");
  g_autoptr (GError) error = NULL;
  GSubprocess *process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
      &error, "openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", path, "-key", path, protocol,
      "-cipher", "ALL:@SECLEVEL=0", answers ? "-www" : NULL, NULL);

  g_assert_no_error (error);
  return process;
}

static void
old_server_start (OldServer *server, const char *protocol, gboolean answers)
{
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  server->process = spawn_openssl (protocol, answers);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server->process));
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (output), FALSE);
  /* byte by byte, so that what comes later is left for later */
  g_buffered_input_stream_set_buffer_size (G_BUFFERED_INPUT_STREAM (output), 1);
  while (line == NULL || !g_str_has_prefix (line, "ACCEPT 127.0.0.1:"))
    {
      g_free (line);
      line = g_data_input_stream_read_line (output, NULL, NULL, NULL);
      g_assert_nonnull (line);
    }
  server->port = (guint16) g_ascii_strtoull (line + strlen ("ACCEPT 127.0.0.1:"), NULL, 10);
}

/* Returns what it said from then on: with what was sent to it. */
static char *
old_server_stop (OldServer *server)
{
  g_autoptr (GOutputStream) rest = g_memory_output_stream_new_resizable ();

  g_subprocess_force_exit (server->process);
  g_output_stream_splice (rest, g_subprocess_get_stdout_pipe (server->process), G_OUTPUT_STREAM_SPLICE_NONE,
                          NULL, NULL);
  g_output_stream_write_all (rest, "", 1, NULL, NULL, NULL);
  g_output_stream_close (rest, NULL, NULL);
  g_subprocess_wait (server->process, NULL, NULL);
  g_clear_object (&server->process);

  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (rest));
}

/* With an answer: a page. Without: all that is sent to it is shown. */
static void
check_protocol (const char *protocol, gboolean answers, const char *verdict)
{
  OldServer server;
  g_autoptr (KbClient) client = NULL;
  g_autofree char *said = NULL;

  old_server_start (&server, protocol, answers);
  client = create_client (server.port, TRUE);
  check_run (client, verdict, NULL);
  said = old_server_stop (&server);
  g_assert_null (strstr (said, WATCHED_KEY));
}

static void
test_protocols (void)
{
  check_protocol ("-tls1", FALSE, "no-secure-connection");
  check_protocol ("-tls1_1", FALSE, "no-secure-connection");
  check_protocol ("-tls1_2", TRUE, "sign-in-page");
  check_protocol ("-tls1_3", TRUE, "sign-in-page");
}

int
main (int argc, char *argv[])
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  watch_install ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/tls/certificate/", rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_certificate);
    }
  g_test_add_func ("/tls/protocols", test_protocols);

  return g_test_run ();
}
