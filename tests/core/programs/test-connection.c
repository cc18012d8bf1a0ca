/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/programs/kb-connection-private.h"

#include "core/base/kb-file.h"
#include "core/keyring/kb-memory-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Programs that are connected, and disconnected again: each in a home and with commands of its own. */

#define KEY \
  "sk-proj-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyzABCDEFG"

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static char *
dup_home (const char *path)
{
  return g_build_filename (g_get_home_dir (), path, NULL);
}

static void
write_home (const char *path, const char *text, int mode)
{
  g_autofree char *file = dup_home (path);
  g_autofree char *folder = g_path_get_dirname (file);

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (file, text, -1, NULL));
  g_assert_no_errno (g_chmod (file, mode));
}

/* NULL when there is none. */
static void
check_home (const char *path, const char *text)
{
  g_autofree char *file = dup_home (path);
  g_autofree char *found = NULL;

  g_file_get_contents (file, &found, NULL, NULL);
  g_assert_cmpstr (found, ==, text);
}

static KbConnection *
plan (const char *id, const char *name, const char *folder)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_connection_plan_async (kb_programs_find (id), name, folder, NULL, ready_cb, &result);
  return kb_connection_plan_finish (wait_for (&result), NULL);
}

static gboolean
apply (KbConnection *connection, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_connection_apply_async (connection, NULL, ready_cb, &result);
  return kb_connection_apply_finish (wait_for (&result), error);
}

static GPtrArray *
list (const char *name)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_connections_list_async (name, NULL, ready_cb, &result);
  return kb_connections_list_finish (wait_for (&result), NULL);
}

static gboolean
undo (const char *name, GError **error)
{
  g_autoptr (GPtrArray) notes = list (name);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpuint (notes->len, ==, 1);
  kb_connections_undo_async (notes->pdata[0], NULL, ready_cb, &result);
  return kb_connections_undo_finish (wait_for (&result), error);
}

static guint
count (const char *name)
{
  g_autoptr (GPtrArray) notes = list (name);

  return notes->len;
}

static void
check_state (const char *id, KbConnectionState state)
{
  g_autoptr (KbConnection) connection = plan (id, "laptop", NULL);

  g_assert_cmpint (kb_connection_get_state (connection), ==, state);
}

#define CRUSH ".config/crush/crush.json"
#define CRUSH_AFTER \
  "{\n  \"providers\": {\n    \"openai\": {\n      \"api_key\": \"$(keybearer token laptop)\"\n    }\n  " \
  "}\n}\n"

static void
test_new_file (void)
{
  g_autoptr (KbConnection) connection = plan ("crush", "laptop", NULL);
  g_autofree char *changes = kb_connection_dup_changes (connection);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (kb_connection_get_state (connection), ==, KB_CONNECTION_READY);
  g_assert_cmpstr (kb_connection_get_place (connection), ==, "~/" CRUSH);
  g_assert_nonnull (strstr (changes, "+       \"api_key\": \"$(keybearer token laptop)\""));
  check_home (CRUSH, NULL);
  g_assert_true (apply (connection, &error));
  check_home (CRUSH, CRUSH_AFTER);
  check_state ("crush", KB_CONNECTION_THERE);
  g_assert_true (undo ("laptop", &error));
  check_home (CRUSH, NULL);
  g_assert_cmpuint (count ("laptop"), ==, 0);
}

/* What was there comes back byte for byte, with the rights that it had. */
static void
test_original (void)
{
  const char *before = "{ // mine\n \"providers\": { \"openai\": { \"api_key\": \"" KEY "\" } } }";
  g_autoptr (KbConnection) connection = NULL;
  g_autofree char *changes = NULL, *file = dup_home (CRUSH);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  GStatBuf status;

  write_home (CRUSH, before, 0640);
  connection = plan ("crush", "laptop", NULL);
  changes = kb_connection_dup_changes (connection);
  g_assert_null (strstr (changes, "abcdefghij"));
  g_assert_true (kb_connection_holds_key (connection));
  g_assert_true (apply (connection, &error));
  check_home (CRUSH,
              "{ // mine\n \"providers\": { \"openai\": { \"api_key\": \"$(keybearer token laptop)\" } } }");
  g_assert_no_errno (g_stat (file, &status));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0640);
  notes = list ("laptop");
  g_assert_no_errno (g_stat (((KbConnectionNote *) notes->pdata[0])->original, &status));
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  g_assert_true (undo ("laptop", &error));
  check_home (CRUSH, before);
  /* The copy with the key in it is gone with it. */
  g_assert_false (g_file_test (((KbConnectionNote *) notes->pdata[0])->original, G_FILE_TEST_EXISTS));
  g_remove (file);
}

/* Another key instead: the way back leads to the first original. */
static void
test_other_key (void)
{
  const char *before = "{}\n";
  g_autoptr (KbConnection) first = NULL, second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = dup_home (CRUSH);

  write_home (CRUSH, before, 0600);
  first = plan ("crush", "laptop", NULL);
  g_assert_true (apply (first, &error));
  second = plan ("crush", "desk", NULL);
  g_assert_true (apply (second, &error));
  g_assert_cmpuint (count ("laptop"), ==, 0);
  g_assert_cmpuint (count ("desk"), ==, 1);
  g_assert_true (undo ("desk", &error));
  check_home (CRUSH, before);
  g_remove (file);
}

static void
test_changed (void)
{
  g_autoptr (KbConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *file = dup_home (CRUSH);

  write_home (CRUSH, "{}", 0600);
  connection = plan ("crush", "laptop", NULL);
  write_home (CRUSH, "{ }", 0600);
  g_assert_false (apply (connection, &error));
  g_assert_error (error, KB_CONNECTION_ERROR, KB_CONNECTION_ERROR_CHANGED);
  g_clear_error (&error);
  check_home (CRUSH, "{ }");
  g_assert_cmpuint (count (NULL), ==, 0);
  g_clear_object (&connection);
  connection = plan ("crush", "laptop", NULL);
  g_assert_true (apply (connection, &error));
  write_home (CRUSH, "{\"mine\": 1}", 0600);
  g_assert_false (undo ("laptop", &error));
  g_assert_error (error, KB_CONNECTION_ERROR, KB_CONNECTION_ERROR_CHANGED);
  g_clear_error (&error);
  check_home (CRUSH, "{\"mine\": 1}");
  /* As it was written, it can be undone again. */
  g_assert_true (kb_file_replace (file, connection->after, strlen (connection->after), 0600, NULL));
  g_assert_true (undo ("laptop", &error));
  g_remove (file);
}

/* Broken, huge, foreign, protected: a sentence, and the file stays. */
static void
test_odd_files (void)
{
  g_autofree char *huge = g_strnfill (2 * 1024 * 1024, ' '), *file = dup_home (CRUSH);
  const struct
  {
    const char *text;
    int mode;
  } cases[] = {
    { "{ \"providers\": ", 0600 },
    { "providers = 1\n", 0600 },
    { "\xff\xfe{}", 0600 },
    { huge, 0600 },
    { "{}", 0400 },
    { "{ \"providers\": [] }", 0600 },
    { "{ \"providers\": \"x\" }", 0600 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KbConnection) connection = NULL;

      write_home (CRUSH, cases[i].text, cases[i].mode);
      connection = plan ("crush", "laptop", NULL);
      g_assert_cmpint (kb_connection_get_state (connection), ==, KB_CONNECTION_BY_HAND);
      g_assert_nonnull (kb_connection_get_trouble (connection));
      g_assert_nonnull (strstr (kb_connection_get_lines (connection), "keybearer token laptop"));
      g_assert_null (connection->after);
      check_home (CRUSH, cases[i].text);
      g_remove (file);
    }
  g_assert_no_errno (mkfifo (file, 0600));
  check_state ("crush", KB_CONNECTION_BY_HAND);
  g_remove (file);
}

/* What is only copied is looked for afterwards. */
static void
test_by_hand (void)
{
  const struct
  {
    const char *id, *file, *comment;
  } cases[] = {
    { "codex", ".codex/config.toml", "# " },
    { "codecompanion", ".config/nvim/init.lua", "-- " },
    { "gptel", ".emacs.d/init.el", ";; " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KbConnection) connection = plan (cases[i].id, "laptop", NULL);
      g_autofree char *commented = NULL, *other = NULL;
      g_auto (GStrv) lines = g_strsplit (kb_connection_get_lines (connection), "\n", -1);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].id);
      g_assert_cmpint (kb_connection_get_state (connection), ==, KB_CONNECTION_BY_HAND);
      g_assert_null (kb_connection_get_trouble (connection));
      for (gsize j = 0; lines[j] != NULL; j++)
        {
          char *line = lines[j];

          lines[j] = g_strconcat (cases[i].comment, line, NULL);
          g_free (line);
        }
      commented = g_strjoinv ("\n", lines);
      write_home (cases[i].file, commented, 0600);
      check_state (cases[i].id, KB_CONNECTION_BY_HAND);
      write_home (cases[i].file, kb_connection_get_lines (connection), 0600);
      check_state (cases[i].id, KB_CONNECTION_THERE);
      g_clear_object (&connection);
      connection = plan (cases[i].id, "lap", NULL);
      g_assert_cmpint (kb_connection_get_state (connection), ==, KB_CONNECTION_BY_HAND);
      g_clear_object (&connection);
      connection = plan (cases[i].id, "laptop", NULL);
      g_assert_true (apply (connection, &error));
      g_assert_true (undo ("laptop", &error));
    }
}

static void
test_folder (void)
{
  g_autofree char *folder = dup_home ("project");
  g_autoptr (KbConnection) connection = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  write_home ("project/.envrc", "use nix\n", 0644);
  connection = plan ("llm", "laptop", folder);
  g_assert_true (apply (connection, &error));
  check_home ("project/.envrc", "use nix\nexport OPENAI_API_KEY=\"$(keybearer token laptop)\"\n");
  again = plan ("llm", "laptop", folder);
  g_assert_cmpint (kb_connection_get_state (again), ==, KB_CONNECTION_THERE);
  g_assert_true (undo ("laptop", &error));
  check_home ("project/.envrc", "use nix\n");
}

static void
set_path (const char *first, const char *second)
{
  g_autofree char *path = g_strjoin (":", first, second, "/usr/bin:/bin", NULL);

  g_setenv ("PATH", path, TRUE);
}

static void
test_command (void)
{
  g_autofree char *own = dup_home (".local/bin"), *other = dup_home ("other"), *path = dup_home ("other/llm");
  g_autofree char *wrapper = NULL;
  g_autoptr (KbConnection) connection = NULL, late = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  write_home ("other/llm", "#!/bin/sh\n", 0755);
  set_path (other, own);
  late = plan ("llm", "laptop", NULL);
  g_assert_cmpint (kb_connection_get_state (late), ==, KB_CONNECTION_BY_HAND);
  g_assert_cmpstr (kb_connection_get_lines (late), ==, "alias llm='keybearer run laptop -- llm'");
  g_assert_nonnull (kb_connection_get_afterwards (late));
  set_path (own, other);
  connection = plan ("llm", "laptop", NULL);
  g_assert_cmpstr (kb_connection_get_place (connection), ==, "~/.local/bin/llm");
  g_assert_true (apply (connection, &error));
  wrapper = g_strconcat ("exec keybearer run laptop -- ", path, " \"$@\"\n", NULL);
  g_assert_true (g_str_has_suffix (connection->after, wrapper));
  check_home (".local/bin/llm", connection->after);
  again = plan ("llm", "laptop", NULL);
  g_assert_cmpint (kb_connection_get_state (again), ==, KB_CONNECTION_THERE);
  g_assert_true (undo ("laptop", &error));
  check_home (".local/bin/llm", NULL);
  /* A command of the person's own is none of ours. */
  write_home (".local/bin/llm", "#!/bin/sh\n", 0755);
  check_state ("llm", KB_CONNECTION_BY_HAND);
  check_home (".local/bin/llm", "#!/bin/sh\n");
}

static void
test_entry (void)
{
  g_autofree char *entry =
      g_build_filename (g_get_user_data_dir (), "applications", "dev.zed.Zed.desktop", NULL);
  g_autofree char *folder = g_path_get_dirname (entry), *text = NULL;
  const char *before = "[Desktop Entry]\nName=Zed\nExec=zed %U\n";
  g_autoptr (KbConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (entry, before, -1, NULL));
  connection = plan ("zed", "laptop", NULL);
  g_assert_true (apply (connection, &error));
  g_assert_true (g_file_get_contents (entry, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "[Desktop Entry]\nName=Zed\nExec=keybearer run laptop -- zed %U\n");
  check_state ("zed", KB_CONNECTION_THERE);
  g_assert_true (undo ("laptop", &error));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (entry, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, before);
}

static void
test_settings (void)
{
  check_state ("alpaca", KB_CONNECTION_SETTINGS);
  check_state ("openai-python", KB_CONNECTION_BY_HAND);
}

static void
test_not_installed (void)
{
  g_autoptr (KbConnection) typed = plan ("aider", "laptop", NULL);

  g_assert_cmpint (kb_connection_get_state (typed), ==, KB_CONNECTION_BY_HAND);
  g_assert_cmpstr (kb_connection_get_lines (typed), ==, "keybearer run laptop -- COMMAND");
  /* No terminal has to be opened for what is typed. */
  g_assert_null (kb_connection_get_afterwards (typed));
}

/* Notes that another version wrote are not written over. */
static void
test_notes (void)
{
  g_autofree char *path = kb_file_dup_data_path ("connections.json");
  const char *texts[] = { "{ \"version\": 2, \"connections\": [] }", "{ \"version\": 1, ", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (KbConnection) connection = plan ("crush", "laptop", NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_true (kb_file_write (path, texts[i], strlen (texts[i]), NULL));
      g_assert_false (apply (connection, &error));
      g_assert_error (error, KB_CONNECTION_ERROR, KB_CONNECTION_ERROR_NOTES);
      check_home (CRUSH, NULL);
      g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, texts[i]);
    }
  g_remove (path);
}

static void
test_name (void)
{
  g_assert_true (kb_connection_is_name ("laptop-2"));
  g_assert_false (kb_connection_is_name (""));
  g_assert_false (kb_connection_is_name ("-a"));
  g_assert_false (kb_connection_is_name ("a b"));
  g_assert_false (kb_connection_is_name ("a\n"));
  g_assert_false (kb_connection_is_name ("$(x)"));
}

/* the test */

static KbKeyStore *
new_store (void)
{
  KbKeyStore *store = kb_memory_store_new ();
  SecretValue *key = secret_value_new (KEY, -1, "text/plain");
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_save_async (store, "laptop", "laptop", key, FALSE, NULL, ready_cb, &result);
  g_assert_true (kb_key_store_save_finish (store, wait_for (&result), NULL));
  secret_value_unref (key);
  return store;
}

/* @script: what "keybearer" is; NULL for none */
static void
check_test (const char *id, const char *script, KbConnectionTest wanted)
{
  g_autoptr (KbKeyStore) store = new_store ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = dup_home ("bin"), *file = dup_home ("bin/keybearer");
  g_autoptr (KbConnection) connection = NULL;

  g_remove (file);
  if (script)
    write_home ("bin/keybearer", script, 0755);
  set_path (folder, "/bin");
  connection = plan (id, "laptop", NULL);
  kb_connection_test_async (connection, store, NULL, ready_cb, &result);
  g_assert_cmpint (kb_connection_test_finish (wait_for (&result), &error), ==, wanted);
  g_assert_no_error (error);
}

static void
test_tested (void)
{
  const char *run = "#!/bin/sh\n[ \"$*\" = 'run laptop -- printenv OPENAI_API_KEY' ] || exit 9\n"
                    "export OPENAI_API_KEY=" KEY "\nshift 3\nexec \"$@\"\n";

  check_test ("crush", "#!/bin/sh\n[ \"$*\" = 'token laptop' ] && printf %s " KEY "\n",
              KB_CONNECTION_GETS_KEY);
  check_test ("crush", "#!/bin/sh\necho other\n", KB_CONNECTION_GETS_OTHER);
  check_test ("crush", "#!/bin/sh\nexit 4\n", KB_CONNECTION_GETS_NOTHING);
  check_test ("crush", "#!/bin/sh\n:\n", KB_CONNECTION_GETS_NOTHING);
  check_test ("crush", NULL, KB_CONNECTION_NO_COMMAND);
  check_test ("gptme", run, KB_CONNECTION_GETS_KEY);
  check_test ("alpaca", run, KB_CONNECTION_UNTESTED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_unsetenv ("CODEX_HOME");
  g_unsetenv ("CRUSH_GLOBAL_CONFIG");
  g_unsetenv ("XDG_CONFIG_HOME");
  g_test_add_func ("/connection/new-file", test_new_file);
  g_test_add_func ("/connection/original", test_original);
  g_test_add_func ("/connection/other-key", test_other_key);
  g_test_add_func ("/connection/changed", test_changed);
  g_test_add_func ("/connection/odd-files", test_odd_files);
  g_test_add_func ("/connection/by-hand", test_by_hand);
  g_test_add_func ("/connection/folder", test_folder);
  g_test_add_func ("/connection/command", test_command);
  g_test_add_func ("/connection/entry", test_entry);
  g_test_add_func ("/connection/settings", test_settings);
  g_test_add_func ("/connection/not-installed", test_not_installed);
  g_test_add_func ("/connection/notes", test_notes);
  g_test_add_func ("/connection/name", test_name);
  g_test_add_func ("/connection/tested", test_tested);
  return g_test_run ();
}
