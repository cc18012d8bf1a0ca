/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "find-support.h"

#include "core/keyring/kb-memory-store.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <sys/xattr.h>

/* Runs inside tests/support/with-keyring: home and runtime folder are the test's own. */

static char *folder;

static GPtrArray *
find_in (const char *path, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);

  kb_find_in_file_async (store, file, NULL, store_done_cb, &result);

  return kb_find_in_file_finish (store_wait (&result), error);
}

/* KEY and OTHER stand for keys; @lines: where keys are found, "" nowhere; with + where it is one key. */
static const struct
{
  const char *text;
  const char *lines;
} files[] = {
  { "", "" },
  { "OPENAI_API_KEY=KEY", "1" },
  { "OPENAI_API_KEY=\"KEY\"\n", "1" },
  { "A=1\nexport OPENAI_API_KEY='KEY'\n", "2" },
  { "A=1\r\n\r\nOPENAI_API_KEY=KEY\r\n", "3" },
  { "set -gx OPENAI_API_KEY KEY\n", "1" },
  { "set -Ux OPENAI_API_KEY \"KEY\" # mine\n", "1" },
  { "setenv OPENAI_API_KEY KEY\n", "1" },
  { "# OPENAI_API_KEY=KEY\n", "1" },
  { "OPENAI_API_KEY=KEY # the old one was OTHER\n", "1 1" },
  { "{\"openai\": {\"key\": \"KEY\"}}\n", "1" },
  { "openai_key: KEY\n", "1" },
  { "curl -H 'Authorization: Bearer KEY' https://api.openai.com/v1/models\n", "1" },
  { ": 1700000000:0;export OPENAI_API_KEY=KEY\n", "1" },
  { "\xef\xbb\xbfOPENAI_API_KEY=KEY\n", "1" },
  { "caf\xe9\nOPENAI_API_KEY=KEY\n", "2" },
  { "OPENAI_API_KEY=KEY\nSTAGING_KEY=OTHER\n", "1 2" },
  { "OPENAI_API_KEY=KEY\n# KEY\n\nOTHER=OTHER\nKEY\n", "1+2+5 4" },
  { "OPENAI_API_KEY=\"${OPENAI_API_KEY:-KEY}\"\n", "1" },
  { "keys:\n-KEY\n", "2" },
  { "{\"text\":\"a\\nkey:\\nKEY\"}\nOTHER", "1 2" },
  { "[\"KEY\", \"KEY\"]\n", "1" },
  { "<api>&quot;KEY&quot;</api>\n", "1" },
  { "url = https://example.com/?api_key=KEY&x=1\n", "1" },
  { "OPENAI_API_KEY = \\\n  KEY\n", "2" },
  { "openai:\n  api_key: >-\n    KEY\n", "3" },
  { "Environment=OPENAI_API_KEY=KEY\n", "1" },
  { "OPENAI_API_KEY=\n", "" },
  { "OPENAI_API_KEY=sk-...\nOPENAI_API_KEY=$OTHER_VARIABLE\nOPENAI_API_KEY=your-key-here\n", "" },
  { "ANTHROPIC_API_KEY=sk-ant-api03-0123456789abcdefghijklmnopqrstuvwxyz0123456789\n", "" },
  { "DEEPSEEK_API_KEY=sk-7c1e0b94d5f243a8b6e19d02c73fa568\n", "" },
  { "export PATH=$PATH:/opt/task-sk-tools\nalias desk-top=x\n", "" },
};

static char *
dup_lines (GPtrArray *findings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      guint n;
      const guint *lines = kb_finding_get_lines (findings->pdata[i], &n);

      for (guint at = 0; at < n; at++)
        g_string_append_printf (text, "%s%u", at > 0 ? "+" : i > 0 ? " " : "", lines[at]);
    }

  return g_string_free_and_steal (text);
}

static char *
write_file (const char *name, const char *text, gssize length)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, length, &error);
  g_assert_no_error (error);

  return path;
}

static void
test_files (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      GString *text = g_string_new (files[i].text);
      g_autofree char *path = NULL;
      g_autofree char *lines = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (GError) error = NULL;

      /* Names of variables hold these words too. */
      g_string_replace (text, "_KEY", "_\1", 0);
      g_string_replace (text, "OTHER_", "\2", 0);
      g_string_replace (text, "OTHER=", "\3", 0);
      g_string_replace (text, "KEY", good, 0);
      g_string_replace (text, "OTHER", other, 0);
      g_string_replace (text, "\1", "KEY", 0);
      g_string_replace (text, "\2", "OTHER_", 0);
      g_string_replace (text, "\3", "OTHER=", 0);
      path = write_file (".env", text->str, (gssize) text->len);
      g_test_message ("Text %" G_GSIZE_FORMAT, i);
      findings = find_in (path, &error);
      g_assert_no_error (error);
      lines = dup_lines (findings);
      g_assert_cmpstr (lines, ==, files[i].lines);
      if (findings->len > 0)
        {
          assert_key (findings->pdata[0], good);
          g_assert_true (g_str_has_suffix (kb_finding_get_place (findings->pdata[0]), "/.env"));
        }
      g_string_free (text, TRUE);
    }
}

/* How a program wrote the file, in bytes. */
static void
test_encodings (void)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };

  for (gsize i = 0; i < G_N_ELEMENTS (encodings) * 2; i++)
    {
      g_autofree char *text = g_strdup_printf ("%sA=1\r\nOPENAI_API_KEY=%s\r\n", i < 2 ? "\ufeff" : "", good);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *lines = NULL;
      g_autofree char *path = NULL;
      gsize length;
      g_autofree char *encoded = g_convert (text, -1, encodings[i % 2], "UTF-8", NULL, &length, &error);

      g_assert_no_error (error);
      path = write_file ("wide.env", encoded, (gssize) length);
      findings = find_in (path, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (findings->len, ==, 1);
      assert_key (findings->pdata[0], good);
      lines = dup_lines (findings);
      g_assert_cmpstr (lines, ==, "2");
    }
}

/* More than a person goes through are not told one by one. */
static void
test_many (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "OPENAI_API_KEY=%s%05u\n", good, i);
  path = write_file ("many", text->str, (gssize) text->len);
  findings = find_in (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 100);
  g_string_free (text, TRUE);
}

static void
test_big_file (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  guint limit = kb_find_limit;
  guint n;

  /* How long it takes is not what is looked at, and under sanitizers it is longer. */
  kb_find_limit = 600000;
  while (text->len < 10 * 1024 * 1024)
    g_string_append (text, "echo nothing of interest sk- here\n");
  g_string_append_printf (text, "OPENAI_API_KEY=%s", good);
  path = write_file (".history", text->str, (gssize) text->len);
  findings = find_in (path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_cmpuint (*kb_finding_get_lines (findings->pdata[0], &n), >, 300000);
  g_string_free (text, TRUE);
  kb_find_limit = limit;
}

static void
assert_refused (const char *path, KbFindError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (find_in (path, &error));
  g_assert_error (error, KB_FIND_ERROR, (int) code);
}

/* The limit is not the caller's cancel, which would be passed over without a word. */
static void
test_too_slow (void)
{
  g_autofree char *path = write_file ("slow", "", 0);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  guint limit = kb_find_limit;

  g_assert_cmpint (truncate (path, 16 * 1024 * 1024), ==, 0);
  kb_find_limit = 0;
  assert_refused (path, KB_FIND_ERROR_TOO_SLOW);
  kb_find_limit = limit;
  assert_refused (path, KB_FIND_ERROR_NOT_TEXT);
}

static void
test_no_such_files (void)
{
  g_autofree char *binary = write_file ("binary", "\177ELF\0sk-", 8);
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_autofree char *name = g_build_filename (folder, "socket", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (name);
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);
  g_autofree char *big = write_file ("big", "", 0);

  g_assert_true (
      g_socket_listener_add_address (listener, address, G_SOCKET_TYPE_STREAM, 0, NULL, NULL, NULL));
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  g_assert_cmpint (symlink (loop, loop), ==, 0);
  g_assert_cmpint (truncate (big, G_GINT64_CONSTANT (1) << 33), ==, 0);
  assert_refused (binary, KB_FIND_ERROR_NOT_TEXT);
  assert_refused (missing, KB_FIND_ERROR_UNREADABLE);
  assert_refused (loop, KB_FIND_ERROR_UNREADABLE);
  assert_refused (fifo, KB_FIND_ERROR_NOT_A_FILE);
  assert_refused (name, KB_FIND_ERROR_NOT_A_FILE);
  assert_refused (folder, KB_FIND_ERROR_NOT_A_FILE);
  assert_refused ("/dev/null", KB_FIND_ERROR_NOT_A_FILE);
  assert_refused (big, KB_FIND_ERROR_TOO_BIG);
}

static void
test_unreadable (void)
{
  g_autofree char *path = write_file ("closed", "OPENAI_API_KEY=x", -1);

  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  /* Root reads everything, except with fewer rights. */
  if (geteuid () == 0)
    g_assert_cmpint (seteuid (65534), ==, 0);
  assert_refused (path, KB_FIND_ERROR_UNREADABLE);
  if (getuid () == 0)
    g_assert_cmpint (seteuid (0), ==, 0);
}

/* As a portal passes a file into a sandbox */
static void
test_portal (void)
{
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc", "ab12cd", NULL);
  g_autofree char *path = g_build_filename (documents, ".env", NULL);
  g_autofree char *real = g_build_filename (g_get_home_dir (), "Projekte ö", ".env", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (documents, 0700), ==, 0);
  g_file_set_contents (path, good, -1, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) findings = find_in (path, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (kb_finding_get_place (get_only (findings, KB_FINDING_FILE)), ==,
                       i == 0 ? ".env" : "~/Projekte ö/.env");
      if (setxattr (path, "user.document-portal.host-path", real, strlen (real), 0) != 0)
        {
          g_test_incomplete ("This file system has no attributes of one's own");
          return;
        }
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  store = kb_memory_store_new ();
  folder = g_dir_make_tmp ("kb-XXXXXX", &error);
  g_assert_no_error (error);
  make_keys ();

  g_test_add_func ("/find/files", test_files);
  g_test_add_func ("/find/encodings", test_encodings);
  g_test_add_func ("/find/many", test_many);
  g_test_add_func ("/find/portal", test_portal);
  g_test_add_func ("/find/big-file", test_big_file);
  g_test_add_func ("/find/too-slow", test_too_slow);
  g_test_add_func ("/find/no-such-files", test_no_such_files);
  g_test_add_func ("/find/unreadable", test_unreadable);
  status = g_test_run ();

  g_free (good);
  g_free (other);
  g_free (folder);
  g_object_unref (store);
  return status;
}
