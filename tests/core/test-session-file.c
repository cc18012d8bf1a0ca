/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "session-support.h"

static void
test_every_property_is_kept (Fixture *fixture, gconstpointer data)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);

  g_assert_cmpuint (n_pspecs, >, 20);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autoptr (KbSession) session = kb_session_new ();
      g_autoptr (KbSession) loaded = NULL;
      g_autofree char *before = dup_value (session, pspecs[i]);
      g_autofree char *after = NULL;

      if (!is_stored (pspecs[i]))
        continue;

      kb_session_autosave (session, fixture->file);
      change (session, pspecs[i]);
      kb_session_flush (session);
      after = dup_value (session, pspecs[i]);
      g_assert_cmpstr (before, !=, after);

      loaded = load (fixture);
      assert_same (session, loaded);
    }
}

static void
test_all_properties_at_once_are_kept (Fixture *fixture, gconstpointer data)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);
  g_autoptr (KbSession) loaded = NULL;

  kb_session_autosave (fixture->session, fixture->file);
  for (guint i = 0; i < n_pspecs; i++)
    if (is_stored (pspecs[i]))
      change (fixture->session, pspecs[i]);
  save (fixture);

  loaded = load (fixture);
  assert_same (fixture->session, loaded);

  kb_session_reset (loaded);
  assert_new (loaded);
}

static void
test_edits_are_kept_as_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbSession) loaded = NULL;
  g_autofree char *contents = NULL;

  kb_session_autosave (fixture->session, fixture->file);
  g_object_set (fixture->session, "credit", 10, "permission", KB_PERMISSION_RESTRICTED, NULL);
  /* Here 10 is the recommendation too, and yet somebody typed it. */
  g_object_set (fixture->session, "purpose", KB_PURPOSE_SIDE_PROJECT, NULL);
  g_object_set (fixture->session, "holder", KB_HOLDER_TEAM, NULL);
  save (fixture);
  contents = dup_contents (fixture);
  g_assert_null (strstr (contents, "hard-limit"));

  loaded = load (fixture);
  assert_same (fixture->session, loaded);
  g_object_set (loaded, "purpose", KB_PURPOSE_PRODUCTION, "calls", KB_CALLS_READING, NULL);
  g_assert_cmpuint (get_uint (loaded, "credit"), ==, 10);
  g_assert_cmpuint (get_uint (loaded, "hard-limit"), ==, 500);
  g_object_set (loaded, "holder", KB_HOLDER_ME, NULL);
  g_assert_cmpuint (kb_session_get_permission (loaded), ==, KB_PERMISSION_RESTRICTED);
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_object_set (fixture->session, "purpose", KB_PURPOSE_MVP, NULL);
  g_assert_true (kb_session_load (fixture->session, fixture->file, &error));
  g_assert_no_error (error);
  assert_new (fixture->session);
  g_assert_false (g_file_query_exists (fixture->broken, NULL));
}

static void
test_unknown_members (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbSession) loaded =
      load_text (fixture, "{\"version\": 1, \"colour\": {\"a\": []}, \"key\": \"" FAKE_KEY
                          "\", \"preflight\": [\"key\"], \"practice\": true, \"has-key\": true}");
  g_autoptr (KbSession) expected = kb_session_new ();
  g_autofree char *contents = NULL;

  g_object_set (expected, "has-key", TRUE, NULL);
  assert_same (loaded, expected);

  kb_session_autosave (loaded, fixture->file);
  g_object_set (loaded, "signed-in", TRUE, NULL);
  kb_session_flush (loaded);
  contents = dup_contents (fixture);
  g_assert_null (strstr (contents, "\"key\""));
  g_assert_null (strstr (contents, "sk-"));
  g_assert_null (strstr (contents, "practice"));
}

static void
test_wrong_values (gconstpointer data)
{
  const char *members = data;
  g_autofree char *text = g_strdup_printf ("{\"version\": 1, %s, \"signed-in\": true}", members);
  Fixture fixture = { 0 };

  set_up (&fixture, NULL);
  {
    g_autoptr (KbSession) loaded = load_text (&fixture, text);

    g_object_set (fixture.session, "signed-in", TRUE, NULL);
    assert_same (loaded, fixture.session);
    g_assert_true (g_file_query_exists (fixture.file, NULL));
  }
  tear_down (&fixture, NULL);
}

static const char *const wrong_values[] = {
  "\"step\": 3",
  "\"step\": \"nowhere\"",
  "\"step\": null",
  "\"step\": [\"save\"]",
  "\"has-account\": 1",
  "\"has-account\": \"true\"",
  "\"has-account\": null",
  "\"credit\": -1",
  "\"credit\": 5000000000",
  "\"credit\": 1000001",
  "\"credit\": 5.5",
  "\"credit\": \"7\"",
  "\"credit\": null",
  "\"credit\": {}",
  "\"calls\": \"text\"",
  "\"calls\": [\"images\", \"dancing\"]",
  "\"calls\": [\"images\", 4]",
  "\"calls\": {\"images\": true}",
  "\"permission\": \"everything\"",
  "\"project-name\": 7",
  "\"project-name\": null",
  "\"project-name\": [\"a\"]",
  "\"saved-name\": \"" FAKE_KEY "\"",
};

typedef struct
{
  const char *name;
  const char *contents;
  gssize length;
} BrokenCase;

static const BrokenCase broken_cases[] = {
  { "empty", "", 0 },
  { "blank", " \n", 2 },
  { "cut-short", "{\"version\": 1, \"step\": \"sa", -1 },
  { "not-json", "step=save", -1 },
  { "array", "[1]", -1 },
  { "string", "\"step\"", -1 },
  { "null", "null", -1 },
  { "no-version", "{\"step\": \"save\"}", -1 },
  { "version-text", "{\"version\": \"1\", \"step\": \"save\"}", -1 },
  { "version-zero", "{\"version\": 0, \"step\": \"save\"}", -1 },
  { "not-utf-8", "{\"version\": 1, \"project-name\": \"\377\376\"}", -1 },
  { "nul", "{\"version\": 1\0}", 15 },
};

static void
check_set_aside (const char *contents, gssize length, gboolean newer)
{
  Fixture fixture = { 0 };
  gsize size = length < 0 ? strlen (contents) : (gsize) length;
  g_autofree char *kept = NULL;
  gsize kept_length;

  set_up (&fixture, NULL);
  write_contents (&fixture, contents, length);
  g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "The choices in session.json could not be used*");
  {
    g_autoptr (KbSession) loaded = load (&fixture);

    assert_new (loaded);
  }
  g_test_assert_expected_messages ();

  g_assert_false (g_file_query_exists (fixture.file, NULL));
  g_assert_true (
      g_file_load_contents (newer ? fixture.newer : fixture.broken, NULL, &kept, &kept_length, NULL, NULL));
  g_assert_cmpmem (kept, kept_length, contents, size);
  tear_down (&fixture, NULL);
}

static void
test_broken (gconstpointer data)
{
  const BrokenCase *c = data;

  check_set_aside (c->contents, c->length, FALSE);
}

static void
test_newer (void)
{
  check_set_aside ("{\"version\": 2, \"step\": \"save\"}", -1, TRUE);
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) below = NULL;

  /* Modes do not stop root, this does: a folder in the place of the file, a file in the place of the folder.
   */
  g_assert_cmpint (g_mkdir (g_file_peek_path (fixture->file), 0700), ==, 0);
  g_assert_false (kb_session_load (fixture->session, fixture->file, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  g_clear_error (&error);
  g_assert_cmpint (g_rmdir (g_file_peek_path (fixture->file)), ==, 0);

  write_contents (fixture, "x", 1);
  below = g_file_get_child (fixture->file, "session.json");
  g_assert_false (kb_session_load (fixture->session, below, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
  assert_new (fixture->session);
}

static void
test_autosave (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbSession) loaded = NULL;

  kb_session_autosave (fixture->session, fixture->file);
  kb_session_flush (fixture->session);
  g_assert_false (g_file_query_exists (fixture->file, NULL));

  g_object_set (fixture->session, "purpose", KB_PURPOSE_MVP, NULL);
  g_object_set (fixture->session, "project-name", "Zoo", NULL);
  while (!g_file_query_exists (fixture->file, NULL))
    g_main_context_iteration (NULL, TRUE);

  loaded = load (fixture);
  assert_same (fixture->session, loaded);
}

static void
test_every_property_is_autosaved (Fixture *fixture, gconstpointer data)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);

  kb_session_autosave (fixture->session, fixture->file);
  for (guint i = 0; i < n_pspecs; i++)
    {
      if (!is_stored (pspecs[i]))
        continue;

      g_test_message ("%s", pspecs[i]->name);
      change (fixture->session, pspecs[i]);
      save (fixture);
      g_assert_true (g_file_delete (fixture->file, NULL, NULL));
    }
}

/* A choice that a service account hides for now. */
static void
test_hidden_choice_is_autosaved (Fixture *fixture, gconstpointer data)
{
  kb_session_autosave (fixture->session, fixture->file);
  g_object_set (fixture->session, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  save (fixture);
  g_object_set (fixture->session, "permission", KB_PERMISSION_READ_ONLY, NULL);
  save (fixture);
  {
    g_autoptr (KbSession) loaded = load (fixture);

    g_object_set (loaded, "owner", KB_OWNER_YOU, NULL);
    g_assert_cmpuint (kb_session_get_permission (loaded), ==, KB_PERMISSION_READ_ONLY);
  }
}

static void
test_practice_stores_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  kb_session_autosave (fixture->session, fixture->file);
  g_object_set (fixture->session, "credit", 7, NULL);
  g_object_set (fixture->session, "practice", TRUE, NULL);
  save (fixture);
  before = dup_contents (fixture);
  g_assert_nonnull (strstr (before, "\"credit\" : 7"));

  g_object_set (fixture->session, "credit", 9, "saved-name", "practice", "step", KB_STEP_TEST, NULL);
  kb_session_reset (fixture->session);
  g_assert_true (kb_session_get_practice (fixture->session));
  g_object_set (fixture->session, "has-key", TRUE, NULL);
  kb_session_flush (fixture->session);
  after = dup_contents (fixture);
  g_assert_cmpstr (before, ==, after);

  /* Not even the same again. */
  g_assert_true (g_file_delete (fixture->file, NULL, NULL));
  g_object_set (fixture->session, "has-account", TRUE, NULL);
  kb_session_flush (fixture->session);
  g_assert_false (g_file_query_exists (fixture->file, NULL));
}

/* A key that ends with the program is not there at the next start, and its name would be of nothing. */
static void
test_saved_for_now (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbSession) for_now = NULL;
  g_autoptr (KbSession) for_good = NULL;

  kb_session_autosave (fixture->session, fixture->file);
  g_object_set (fixture->session, "saved-for-now", TRUE, "saved-name", "attic", "credit", 9, NULL);
  kb_session_flush (fixture->session);
  for_now = load (fixture);
  g_assert_cmpuint (get_uint (for_now, "credit"), ==, 9);
  g_assert_cmpstr (kb_session_get_saved_name (for_now), ==, "");

  kb_session_reset (fixture->session);
  g_object_set (fixture->session, "saved-name", "cellar", NULL);
  kb_session_flush (fixture->session);
  for_good = load (fixture);
  g_assert_cmpstr (kb_session_get_saved_name (for_good), ==, "cellar");
}

static void
test_practice_ends_as_it_began (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbSession) before = NULL;
  g_autofree char *contents = NULL;

  kb_session_autosave (fixture->session, fixture->file);
  /* All in one go, so that nothing is told of before practice begins. */
  g_object_set (fixture->session, "purpose", KB_PURPOSE_MVP, "credit", 7, "project-name", "Zoo", "practice",
                TRUE, NULL);
  save (fixture);
  before = load (fixture);
  g_assert_cmpuint (get_uint (before, "credit"), ==, 7);

  kb_session_reset (fixture->session);
  g_object_set (fixture->session, "saved-name", "practice", "alert", 3, NULL);
  g_object_set (fixture->session, "practice", FALSE, NULL);
  assert_same (fixture->session, before);

  g_object_set (fixture->session, "signed-in", TRUE, NULL);
  save (fixture);
  contents = dup_contents (fixture);
  g_assert_nonnull (strstr (contents, "Zoo"));
  g_assert_null (strstr (contents, "practice"));
}

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_values); i++)
    {
      g_autofree char *path = g_strdup_printf ("/session/file/wrong-value/%u", i);

      g_test_add_data_func (path, wrong_values[i], test_wrong_values);
    }
  for (guint i = 0; i < G_N_ELEMENTS (broken_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/session/file/broken/%s", broken_cases[i].name);

      g_test_add_data_func (path, &broken_cases[i], test_broken);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/session/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("file/every-property-is-kept", test_every_property_is_kept);
  ADD ("file/all-properties-at-once-are-kept", test_all_properties_at_once_are_kept);
  ADD ("file/edits-are-kept-as-edits", test_edits_are_kept_as_edits);
  ADD ("file/missing", test_missing_file);
  ADD ("file/unknown-members", test_unknown_members);
  ADD ("file/unreadable", test_unreadable);
  ADD ("autosave/after-a-change", test_autosave);
  ADD ("autosave/every-property", test_every_property_is_autosaved);
  ADD ("autosave/hidden-choice", test_hidden_choice_is_autosaved);
  ADD ("practice/stores-nothing", test_practice_stores_nothing);
  ADD ("autosave/saved-for-now", test_saved_for_now);
  ADD ("practice/ends-as-it-began", test_practice_ends_as_it_began);
#undef ADD
  add_tables ();
  g_test_add_func ("/session/file/newer", test_newer);

  return g_test_run ();
}
