/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "choices-support.h"

static void
test_every_property_is_kept (Fixture *fixture, gconstpointer data)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);

  g_assert_cmpuint (n_pspecs, >, 15);
  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autoptr (KbChoices) choices = kb_choices_new ();
      g_autoptr (KbChoices) loaded = NULL;
      g_autofree char *before = dup_value (choices, pspecs[i]);
      g_autofree char *after = NULL;

      if (!is_stored (pspecs[i]))
        continue;

      kb_choices_open (choices, fixture->file);
      change (choices, pspecs[i]);
      flush (choices);
      after = dup_value (choices, pspecs[i]);
      g_assert_cmpstr (before, !=, after);

      loaded = load (fixture);
      assert_same (choices, loaded);
      g_assert_true (g_file_delete (fixture->file, NULL, NULL));
    }
}

static void
test_all_properties_at_once_are_kept (Fixture *fixture, gconstpointer data)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);
  g_autoptr (KbChoices) loaded = NULL;

  kb_choices_open (fixture->choices, fixture->file);
  for (guint i = 0; i < n_pspecs; i++)
    if (is_stored (pspecs[i]))
      change (fixture->choices, pspecs[i]);
  save (fixture);

  loaded = load (fixture);
  assert_same (fixture->choices, loaded);

  kb_choices_reset (loaded);
  assert_new (loaded);
}

static void
test_edits_are_kept_as_edits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbChoices) loaded = NULL;
  g_autofree char *contents = NULL;

  kb_choices_open (fixture->choices, fixture->file);
  g_object_set (fixture->choices, "credit", 10, "permission", KB_PERMISSION_RESTRICTED, NULL);
  /* Here 10 is the recommendation too, and yet somebody typed it. */
  g_object_set (fixture->choices, "purpose", KB_PURPOSE_SIDE_PROJECT, NULL);
  g_object_set (fixture->choices, "holder", KB_HOLDER_TEAM, NULL);
  save (fixture);
  contents = dup_contents (fixture);
  g_assert_null (strstr (contents, "hard-limit"));

  loaded = load (fixture);
  assert_same (fixture->choices, loaded);
  g_object_set (loaded, "purpose", KB_PURPOSE_PRODUCTION, "calls", KB_CALLS_READING, NULL);
  g_assert_cmpuint (get_uint (loaded, "credit"), ==, 10);
  g_assert_cmpuint (get_uint (loaded, "hard-limit"), ==, 500);
  g_object_set (loaded, "holder", KB_HOLDER_ME, NULL);
  g_assert_cmpuint (kb_choices_get_permission (loaded), ==, KB_PERMISSION_RESTRICTED);
}

static void
test_missing_file (Fixture *fixture, gconstpointer data)
{
  kb_choices_open (fixture->choices, fixture->file);
  assert_new (fixture->choices);
  g_assert_false (g_file_query_exists (fixture->broken, NULL));
}

static void
test_unknown_members (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbChoices) loaded =
      load_text (fixture, "{\"version\": 1, \"colour\": {\"a\": []}, \"key\": \"" FAKE_KEY
                          "\", \"preflight\": [\"key\"], \"has-key\": true}");
  g_autoptr (KbChoices) expected = kb_choices_new ();
  g_autofree char *contents = NULL;

  g_object_set (expected, "has-key", TRUE, NULL);
  assert_same (loaded, expected);

  g_object_set (loaded, "every-step", TRUE, NULL);
  flush (loaded);
  contents = dup_contents (fixture);
  g_assert_null (strstr (contents, "\"key\""));
  g_assert_null (strstr (contents, "sk-"));
}

static void
test_wrong_values (gconstpointer data)
{
  const char *members = data;
  g_autofree char *text = g_strdup_printf ("{\"version\": 1, %s, \"every-step\": true}", members);
  Fixture fixture = { 0 };

  set_up (&fixture, NULL);
  {
    g_autoptr (KbChoices) loaded = load_text (&fixture, text);

    g_object_set (fixture.choices, "every-step", TRUE, NULL);
    assert_same (loaded, fixture.choices);
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
  const char *project; /* what is left of it; NULL: nothing */
} BrokenCase;

static const BrokenCase broken_cases[] = {
  { "empty", "", 0, NULL },
  { "blank", " \n", 2, NULL },
  { "cut-short", "{\"version\": 1, \"project-name\": \"Zoo\", \"step\": \"sa", -1, "Zoo" },
  { "not-json", "step=save", -1, NULL },
  { "array", "[1]", -1, NULL },
  { "string", "\"step\"", -1, NULL },
  { "null", "null", -1, NULL },
  { "no-version", "{\"project-name\": \"Zoo\"}", -1, "Zoo" },
  { "version-text", "{\"version\": \"1\", \"project-name\" : \"Zoo\"}", -1, "Zoo" },
  { "version-zero", "{\"version\": 0, \"project-name\": \"Zoo\"}", -1, "Zoo" },
  { "stray", "{\"version\": 1, x\"credit\": 7, \"project-name\": \"Zoo, Inc.\"}", -1, "Zoo, Inc." },
  { "not-utf-8", "{\"version\": 1, \"project-name\": \"Z\377\376\"}", -1, "Z\357\277\275\357\277\275" },
  { "nul", "{\"version\": 1\0, \"project-name\": \"Zoo\"}", 38, "Zoo" },
};

static void
test_broken (gconstpointer data)
{
  const BrokenCase *c = data;
  Fixture fixture = { 0 };
  gsize size = c->length < 0 ? strlen (c->contents) : (gsize) c->length;
  g_autofree char *kept = NULL;
  gsize kept_length;

  set_up (&fixture, NULL);
  write_contents (&fixture, c->contents, c->length);
  g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "*session.json.broken");
  {
    g_autoptr (KbChoices) loaded = load (&fixture);
    g_autoptr (KbChoices) again = NULL;

    if (c->project == NULL)
      assert_new (loaded);
    else
      g_assert_cmpstr (kb_choices_get_project_name (loaded), ==, c->project);
    flush (loaded);
    again = load (&fixture);
    assert_same (loaded, again);
    g_assert_cmpint (kb_state_file_get_trouble (kb_choices_get_file (again)), ==, KB_STATE_TROUBLE_NONE);
  }
  g_test_assert_expected_messages ();

  g_assert_true (g_file_load_contents (fixture.broken, NULL, &kept, &kept_length, NULL, NULL));
  g_assert_cmpmem (kept, kept_length, c->contents, size);
  tear_down (&fixture, NULL);
}

/* Taken as far as it is understood, and left as it is. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "{\"version\": 2, \"project-name\": \"Zoo\", \"step\": \"dance\"}";
  g_autofree char *contents = NULL;

  write_contents (fixture, text, -1);
  g_test_expect_message ("Keybearer", G_LOG_LEVEL_MESSAGE, "*");
  kb_choices_open (fixture->choices, fixture->file);
  g_assert_cmpstr (kb_choices_get_project_name (fixture->choices), ==, "Zoo");
  g_object_set (fixture->choices, "credit", 7, NULL);
  g_assert_false (state_save (kb_choices_get_file (fixture->choices), NULL));
  state_run_until_idle ();
  g_test_assert_expected_messages ();
  contents = dup_contents (fixture);
  g_assert_cmpstr (contents, ==, text);
}

/* What a person would miss most is not half a second late. */
static void
test_milestone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;

  kb_choices_open (fixture->choices, fixture->file);
  g_object_set (fixture->choices, "saved-name", "attic", NULL);
  /* There is something to do now, and not only later. */
  g_assert_true (g_main_context_pending (NULL));
  while (!g_file_query_exists (fixture->file, NULL))
    g_main_context_iteration (NULL, TRUE);
  flush (fixture->choices);
  contents = dup_contents (fixture);
  g_assert_nonnull (strstr (contents, "attic"));
}

static void
test_autosave (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbChoices) loaded = NULL;

  kb_choices_open (fixture->choices, fixture->file);
  flush (fixture->choices);
  g_assert_false (g_file_query_exists (fixture->file, NULL));

  g_object_set (fixture->choices, "purpose", KB_PURPOSE_MVP, NULL);
  g_object_set (fixture->choices, "project-name", "Zoo", NULL);
  while (!g_file_query_exists (fixture->file, NULL))
    g_main_context_iteration (NULL, TRUE);
  flush (fixture->choices);

  loaded = load (fixture);
  assert_same (fixture->choices, loaded);
}

static void
test_every_property_is_autosaved (Fixture *fixture, gconstpointer data)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);

  kb_choices_open (fixture->choices, fixture->file);
  for (guint i = 0; i < n_pspecs; i++)
    {
      if (!is_stored (pspecs[i]))
        continue;

      g_test_message ("%s", pspecs[i]->name);
      change (fixture->choices, pspecs[i]);
      save (fixture);
      g_assert_true (g_file_delete (fixture->file, NULL, NULL));
    }
}

/* A choice that a service account hides for now. */
static void
test_hidden_choice_is_autosaved (Fixture *fixture, gconstpointer data)
{
  kb_choices_open (fixture->choices, fixture->file);
  g_object_set (fixture->choices, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  save (fixture);
  g_object_set (fixture->choices, "permission", KB_PERMISSION_READ_ONLY, NULL);
  save (fixture);
  {
    g_autoptr (KbChoices) loaded = load (fixture);

    g_object_set (loaded, "owner", KB_OWNER_YOU, NULL);
    g_assert_cmpuint (kb_choices_get_permission (loaded), ==, KB_PERMISSION_READ_ONLY);
  }
}

/* A key that ends with the program is not there at the next start, and its name would be of nothing. */
static void
test_saved_for_now (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KbChoices) for_now = NULL;
  g_autoptr (KbChoices) for_good = NULL;

  kb_choices_open (fixture->choices, fixture->file);
  g_object_set (fixture->choices, "saved-for-now", TRUE, "saved-name", "attic", "credit", 9, NULL);
  flush (fixture->choices);
  for_now = load (fixture);
  g_assert_cmpuint (get_uint (for_now, "credit"), ==, 9);
  g_assert_cmpstr (kb_choices_get_saved_name (for_now), ==, "");

  kb_choices_reset (fixture->choices);
  g_object_set (fixture->choices, "saved-name", "cellar", NULL);
  flush (fixture->choices);
  for_good = load (fixture);
  g_assert_cmpstr (kb_choices_get_saved_name (for_good), ==, "cellar");
}

static void
add_tables (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong_values); i++)
    {
      g_autofree char *path = g_strdup_printf ("/choices/file/wrong-value/%u", i);

      g_test_add_data_func (path, wrong_values[i], test_wrong_values);
    }
  for (guint i = 0; i < G_N_ELEMENTS (broken_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/choices/file/broken/%s", broken_cases[i].name);

      g_test_add_data_func (path, &broken_cases[i], test_broken);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/choices/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("file/every-property-is-kept", test_every_property_is_kept);
  ADD ("file/all-properties-at-once-are-kept", test_all_properties_at_once_are_kept);
  ADD ("file/edits-are-kept-as-edits", test_edits_are_kept_as_edits);
  ADD ("file/missing", test_missing_file);
  ADD ("file/unknown-members", test_unknown_members);
  ADD ("file/newer", test_newer);
  ADD ("autosave/after-a-change", test_autosave);
  ADD ("autosave/every-property", test_every_property_is_autosaved);
  ADD ("autosave/hidden-choice", test_hidden_choice_is_autosaved);
  ADD ("autosave/saved-for-now", test_saved_for_now);
  ADD ("autosave/milestone", test_milestone);
#undef ADD
  add_tables ();

  return state_test_run ();
}
