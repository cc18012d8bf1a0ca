/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/programs/kb-use-private.h"

#include "core/base/kb-json.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* What a program would use, by fixtures: files as versions of it write them, with a key of each run's own in
 * the place of {key}. */

static char *
dup_key (void)
{
  GString *key = g_string_new ("sk-proj-");

  for (guint i = 0; i < 156; i++)
    g_string_append_c (
        key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[g_test_rand_int_range (0, 62)]);
  return g_string_free_and_steal (key);
}

static char *
dup_filled (const char *text, const char *key)
{
  GString *filled = g_string_new (text);

  g_string_replace (filled, "{key}", key, 0);
  return g_string_free_and_steal (filled);
}

static void
write_file (const char *path, JsonArray *lines, const char *key, const char *folder)
{
  g_autofree char *file = kb_program_expand (path, folder, NULL);
  g_autofree char *parent = g_path_get_dirname (file);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *filled = NULL;

  for (guint i = 0; i < json_array_get_length (lines); i++)
    g_string_append_printf (text, "%s\n", json_array_get_string_element (lines, i));
  filled = dup_filled (text->str, key);
  g_assert_no_errno (g_mkdir_with_parents (parent, 0700));
  g_assert_true (g_file_set_contents (file, filled, -1, NULL));
}

static void
write_files (JsonObject *files, const char *key, const char *folder)
{
  g_autoptr (GList) names = files ? json_object_get_members (files) : NULL;

  for (GList *link = names; link != NULL; link = link->next)
    write_file (link->data, json_object_get_array_member (files, link->data), key, folder);
}

static char **
new_variables (JsonObject *object, const char *key)
{
  g_autoptr (GList) names = object ? json_object_get_members (object) : NULL;
  char **variables = g_new0 (char *, 1);

  for (GList *link = names; link != NULL; link = link->next)
    {
      g_autofree char *value = dup_filled (json_object_get_string_member (object, link->data), key);

      variables = g_environ_setenv (variables, link->data, value, TRUE);
    }
  return variables;
}

static void
secret_free (gpointer data)
{
  KbUseSecret *secret = data;

  g_free (secret->text);
  g_free (secret);
}

static GHashTable *
new_secrets (KbProgram *program, JsonObject *object, const char *key)
{
  GHashTable *secrets = g_hash_table_new_full (NULL, NULL, NULL, secret_free);
  g_autoptr (GList) numbers = object ? json_object_get_members (object) : NULL;
  g_autoptr (GEnumClass) states = g_type_class_ref (KB_TYPE_USE_STATE);

  for (GList *link = numbers; link != NULL; link = link->next)
    {
      JsonObject *given = json_object_get_object_member (object, link->data);
      KbPlace *place = kb_program_get_places (program)->pdata[atoi (link->data)];
      KbUseSecret *secret = g_new0 (KbUseSecret, 1);
      const char *text = kb_json_get_string (given, "text");

      g_assert_cmpint (place->from, ==, KB_FROM_SECRET);
      secret->state =
          (KbUseState) g_enum_get_value_by_nick (states, kb_json_get_string (given, "state"))->value;
      secret->text = text ? dup_filled (text, key) : NULL;
      g_hash_table_insert (secrets, place, secret);
    }
  return secrets;
}

static char *
dup_line (KbUse *use, guint i)
{
  const KbUsePlace *place = kb_use_get_place (use, i);
  g_autoptr (GEnumClass) states = g_type_class_ref (KB_TYPE_USE_STATE);
  g_autoptr (GEnumClass) payers = g_type_class_ref (KB_TYPE_PAYER);
  KbPayer payer;
  gboolean known = kb_use_get_payer (use, i, &payer);

  return g_strdup_printf ("%s %s %s%s%s%s", place->source == KB_FINDING_KEYRING ? "keyring" : place->where,
                          g_enum_get_value (states, (int) place->state)->value_nick,
                          known ? g_enum_get_value (payers, (int) payer)->value_nick : "-",
                          place->is_elsewhere ? " elsewhere" : "", place->origin ? " in " : "",
                          place->origin ? place->origin : "");
}

/* In words no part of a key may be, whatever is found. */
static void
check_words (KbUse *use, const char *key)
{
  g_autofree char *advice = kb_use_dup_advice (use);

  for (guint i = 0; i < kb_use_get_n_places (use); i++)
    {
      g_autofree char *title = kb_use_dup_title (use, i);
      g_autofree char *words = kb_use_dup_words (use, i);

      g_assert_true (*title && *words);
      g_assert_null (strstr (words, key + strlen (key) - 12));
      if (kb_use_get_place (use, i)->source == KB_FINDING_KEYRING)
        g_assert_null (strstr (advice, title)); /* begins with a capital: no part of a sentence */
    }
  g_assert_null (strstr (advice, key + strlen (key) - 12));
}

static void
check (KbUse *use, JsonArray *expected, const char *key, const char *folder)
{
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (GString) wanted = g_string_new (NULL);

  for (guint i = 0; i < kb_use_get_n_places (use); i++)
    {
      g_autofree char *line = dup_line (use, i);

      g_string_append_printf (found, "%s\n", line);
    }
  g_string_replace (found, folder, ".", 0);
  for (guint i = 0; i < json_array_get_length (expected); i++)
    g_string_append_printf (wanted, "%s\n", json_array_get_string_element (expected, i));
  g_assert_cmpstr (found->str, ==, wanted->str);
  check_words (use, key);
}

static JsonNode *
load (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "core", "programs", "fixtures", name, NULL);
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;
  KbBody kind;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new (text, length);
  return kb_json_parse (bytes, &kind);
}

static void
test_fixture (gconstpointer name)
{
  g_autoptr (JsonNode) root = load (name);
  JsonObject *fixture = json_node_get_object (root);
  KbProgram *program = kb_programs_find (kb_json_get_string (fixture, "program"));
  g_autofree char *key = dup_key ();
  g_autofree char *folder = g_dir_make_tmp ("keybearer-test-XXXXXX", NULL);
  JsonObject *session = kb_json_get_object (fixture, "session");
  g_auto (GStrv) environment = new_variables (kb_json_get_object (fixture, "environment"), key);
  g_auto (GStrv) session_variables = session ? new_variables (session, key) : NULL;
  g_autoptr (GHashTable) secrets = new_secrets (program, kb_json_get_object (fixture, "secrets"), key);
  KbUseSight sight = { environment, session_variables, folder, secrets };
  g_autoptr (KbUse) use = NULL;

  write_files (kb_json_get_object (fixture, "files"), key, folder);
  use = kb_use_look (program, &sight);
  check (use, kb_json_get_array (fixture, "expect"), key, folder);
}

/* A file that is none, or cannot be read, is said to be so and holds nothing up. */
static void
test_odd_files (void)
{
  g_auto (GStrv) environment = g_new0 (char *, 1);
  KbUseSight sight = { environment, NULL, NULL, NULL };
  g_autofree char *folder = g_build_filename (g_get_home_dir (), ".config", "io.datasette.llm", NULL);
  g_autofree char *path = g_build_filename (folder, "keys.json", NULL);
  g_autofree char *huge = g_strnfill (2 * 1024 * 1024, ' ');

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KbUse) use = NULL;

      if (i == 0)
        g_assert_no_errno (mkfifo (path, 0600));
      else if (i == 1)
        g_assert_no_errno (g_mkdir (path, 0700));
      else
        g_assert_true (g_file_set_contents (path, huge, -1, NULL));
      use = kb_use_look (kb_programs_find ("llm"), &sight);
      g_assert_cmpuint (kb_use_get_n_places (use), ==, 1);
      g_assert_cmpint (kb_use_get_state (use, 0), ==, KB_USE_UNREADABLE);
      g_assert_false (kb_use_is_known (use));
      g_assert_no_errno (g_remove (path));
    }
}

static void
test_nothing (void)
{
  g_auto (GStrv) environment = g_new0 (char *, 1);
  KbUseSight sight = { environment, NULL, NULL, NULL };
  GPtrArray *programs = kb_programs_get ();

  g_assert_cmpuint (programs->len, >=, 12);
  for (guint i = 0; i < programs->len; i++)
    {
      g_autoptr (KbUse) use = kb_use_look (programs->pdata[i], &sight);
      g_autofree char *looked = kb_use_dup_looked (use);

      g_assert_cmpuint (kb_use_get_n_places (use), ==, 0);
      g_assert_true (kb_use_is_known (use));
      g_assert_cmpstr (looked, !=, "");
    }
}

static void
test_program (void)
{
  KbProgram *codex = kb_programs_find ("Codex CLI");
  g_autofree char *lines = kb_program_dup_way_lines (codex, 0, "laptop");
  g_autofree char *folder = g_build_filename (g_get_home_dir (), ".codex", NULL);

  g_assert_cmpstr (kb_program_get_id (codex), ==, "codex");
  g_assert_null (kb_programs_find ("nothing"));
  g_assert_cmpint (kb_program_get_way (codex, 0), ==, KB_CONNECT_HOOK);
  g_assert_nonnull (strstr (lines, "args = [\"token\", \"laptop\"]\n"));
  g_assert_cmpint (kb_program_get_chatgpt (codex), ==, KB_CHATGPT_YES);
  g_assert_cmpint (kb_program_get_level (codex, KB_RESOURCE_RESPONSES), ==, KB_LEVEL_WRITE);
  g_assert_cmpint (kb_program_get_level (codex, KB_RESOURCE_MODEL_CAPABILITIES), ==, KB_LEVEL_REQUEST);
  g_assert_cmpint (kb_program_get_level (codex, KB_RESOURCE_FILES), ==, KB_LEVEL_NONE);
  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (kb_program_is_installed (codex));
  g_assert_false (kb_program_is_installed (kb_programs_find ("openai-python")));
}

static void
test_expand (void)
{
  char *environment[] = { (char *) "A=/a", (char *) "EMPTY=", NULL };
  const struct
  {
    const char *path, *wanted;
  } cases[] = {
    { "/x", "/x" },
    { "${A:-~/b}/c", "/a/c" },
    { "${B:-/b}/c", "/b/c" },
    { "${EMPTY:-/b}/c", "/b/c" },
    { "${B:-${A:-/d}/e}/c", "/a/e/c" },
    { "${B:-${C:-/d}/e}/c", "/d/e/c" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = kb_program_expand (cases[i].path, NULL, environment);

      g_assert_cmpstr (path, ==, cases[i].wanted);
    }
  g_assert_null (kb_program_expand ("./x", NULL, environment));
}

static void
add_fixtures (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "core", "programs", "fixtures", NULL);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/use/", name, NULL);

      g_test_add_data_func_full (path, g_strdup (name), test_fixture, g_free);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_fixtures ();
  g_test_add_func ("/use/odd-files", test_odd_files);
  g_test_add_func ("/use/nothing", test_nothing);
  g_test_add_func ("/use/program", test_program);
  g_test_add_func ("/use/expand", test_expand);
  return g_test_run ();
}
