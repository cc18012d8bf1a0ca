/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "kb-session.h"

#include <glib/gstdio.h>

/* Nobody's: made up of the right characters only. */
#define FAKE_KEY "sk-proj-0123456789abcdefghijABCDEFGHIJ"

typedef struct
{
  char *folder;
  GFile *file, *broken, *newer;
  KbSession *session;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("keybearer-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_file_new_build_filename (fixture->folder, "session.json", NULL);
  fixture->broken = g_file_new_build_filename (fixture->folder, "session.json.broken", NULL);
  fixture->newer = g_file_new_build_filename (fixture->folder, "session.json.newer", NULL);
  fixture->session = kb_session_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->session);
  g_file_delete (fixture->file, NULL, NULL);
  g_file_delete (fixture->broken, NULL, NULL);
  g_file_delete (fixture->newer, NULL, NULL);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->file);
  g_object_unref (fixture->broken);
  g_object_unref (fixture->newer);
  g_free (fixture->folder);
}

static guint
get_uint (KbSession *session, const char *name)
{
  guint value;

  g_object_get (session, name, &value, NULL);
  return value;
}

/* Any property as a text, for comparing and for messages. */
static char *
dup_value (KbSession *session, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (session), pspec->name, &value);
  return g_strdup_value_contents (&value);
}

static GParamSpec **
list_properties (guint *n_pspecs)
{
  g_autoptr (GTypeClass) session_class = g_type_class_ref (KB_TYPE_SESSION);

  return g_object_class_list_properties (G_OBJECT_CLASS (session_class), n_pspecs);
}

static void
assert_same (KbSession *a, KbSession *b)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autofree char *value_a = dup_value (a, pspecs[i]);
      g_autofree char *value_b = dup_value (b, pspecs[i]);

      g_test_message ("%s", pspecs[i]->name);
      g_assert_cmpstr (value_a, ==, value_b);
    }
}

static void
assert_new (KbSession *session)
{
  g_autoptr (KbSession) fresh = kb_session_new ();

  assert_same (session, fresh);
}

/* Sets @pspec to something that it is not by itself. */
static void
change (KbSession *session, GParamSpec *pspec)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, pspec->value_type);
  g_object_get_property (G_OBJECT (session), pspec->name, &value);

  if (G_VALUE_HOLDS_BOOLEAN (&value))
    g_value_set_boolean (&value, !g_value_get_boolean (&value));
  else if (G_VALUE_HOLDS_UINT (&value))
    g_value_set_uint (&value, g_value_get_uint (&value) + 13);
  else if (G_VALUE_HOLDS_STRING (&value))
    g_value_take_string (&value, g_strdup_printf ("%s “x”\n\t\\", pspec->name));
  else if (G_VALUE_HOLDS_ENUM (&value))
    g_value_set_enum (&value, g_value_get_enum (&value) == 0 ? 1 : 0);
  else if (G_VALUE_HOLDS_FLAGS (&value))
    g_value_set_flags (&value, g_value_get_flags (&value) ^ 3);
  else
    g_assert_not_reached ();

  g_object_set_property (G_OBJECT (session), pspec->name, &value);
}

static gboolean
is_stored (GParamSpec *pspec)
{
  return (pspec->flags & G_PARAM_WRITABLE) && !g_str_equal (pspec->name, "practice");
}

static void
save (Fixture *fixture)
{
  kb_session_flush (fixture->session);
  g_assert_true (g_file_query_exists (fixture->file, NULL));
}

static char *
dup_contents (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *contents = NULL;

  g_file_load_contents (fixture->file, NULL, &contents, NULL, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

static void
write_contents (Fixture *fixture, const char *contents, gssize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (g_file_peek_path (fixture->file), contents, length, &error);
  g_assert_no_error (error);
}

static KbSession *
load (Fixture *fixture)
{
  KbSession *session = kb_session_new ();
  g_autoptr (GError) error = NULL;
  gboolean loaded = kb_session_load (session, fixture->file, &error);

  g_assert_no_error (error);
  g_assert_true (loaded);
  return session;
}

static KbSession *
load_text (Fixture *fixture, const char *contents)
{
  write_contents (fixture, contents, -1);
  return load (fixture);
}

static void
count_cb (GObject *object, GParamSpec *pspec, guint *count)
{
  ++*count;
}

static void
test_defaults (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;
  g_autofree char *key_name = kb_advice_dup_key_name (KB_PURPOSE_LEARNING, KB_HOLDER_ME, g_get_host_name ());

  g_assert_cmpuint (kb_session_get_step (session), ==, KB_STEP_WELCOME);
  g_assert_cmpuint (kb_session_get_preflight (session), ==, KB_PREFLIGHT_NONE);
  g_assert_cmpuint (kb_session_get_purpose (session), ==, KB_PURPOSE_LEARNING);
  g_assert_cmpuint (get_uint (session, "holder"), ==, KB_HOLDER_ME);
  g_assert_cmpuint (get_uint (session, "calls"), ==, KB_CALLS_TEXT);
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_YOU);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_ALL);
  g_assert_cmpuint (get_uint (session, "credit"), ==, 5);
  g_assert_cmpuint (get_uint (session, "hard-limit"), ==, 10);
  g_assert_cmpuint (get_uint (session, "alert"), ==, 5);
  g_assert_cmpstr (kb_session_get_key_name (session), ==, key_name);
  g_assert_cmpstr (kb_session_get_project_name (session), ==, "");
  g_assert_cmpstr (kb_session_get_saved_name (session), ==, "");
  g_assert_false (kb_session_get_practice (session));
}

static void
test_getters_follow_properties (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;

  g_object_set (session, "step", KB_STEP_CREATE, "purpose", KB_PURPOSE_MVP, "owner", KB_OWNER_SERVICE_ACCOUNT,
                "key-name", "a", "project-name", "b", "saved-name", "c", "practice", TRUE, NULL);
  g_assert_cmpuint (kb_session_get_step (session), ==, KB_STEP_CREATE);
  g_assert_cmpuint (kb_session_get_purpose (session), ==, KB_PURPOSE_MVP);
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpstr (kb_session_get_key_name (session), ==, "a");
  g_assert_cmpstr (kb_session_get_project_name (session), ==, "b");
  g_assert_cmpstr (kb_session_get_saved_name (session), ==, "c");
  g_assert_true (kb_session_get_practice (session));

  kb_session_set_step (session, KB_STEP_SAVE);
  g_assert_cmpuint (get_uint (session, "step"), ==, KB_STEP_SAVE);
  g_object_set (session, "project-name", NULL, NULL);
  g_assert_cmpstr (kb_session_get_project_name (session), ==, "");
}

static void
test_preflight (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    KbPreflight answer;
  } answers[] = {
    { "has-account", KB_PREFLIGHT_ACCOUNT }, { "knows-wallets", KB_PREFLIGHT_KNOWS_WALLETS },
    { "has-billing", KB_PREFLIGHT_BILLING }, { "has-project", KB_PREFLIGHT_PROJECT },
    { "has-key", KB_PREFLIGHT_KEY },
  };
  guint count = 0;

  g_signal_connect (fixture->session, "notify::preflight", G_CALLBACK (count_cb), &count);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_object_set (fixture->session, answers[i].name, TRUE, NULL);
      g_assert_cmpuint (count, ==, 1);
      g_assert_cmpuint (kb_session_get_preflight (fixture->session), ==, answers[i].answer);
      g_assert_cmpuint (get_uint (fixture->session, "preflight"), ==, answers[i].answer);
      g_object_set (fixture->session, answers[i].name, FALSE, NULL);
      count = 0;
    }

  g_object_set (fixture->session, "signed-in", TRUE, NULL);
  g_assert_cmpuint (count, ==, 0);
}

/* Once for every property: told of when it changes, and only then. */
static void
test_notifies (Fixture *fixture, gconstpointer data)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autoptr (KbSession) session = kb_session_new ();
      g_autofree char *signal_name = g_strconcat ("notify::", pspecs[i]->name, NULL);
      g_auto (GValue) value = G_VALUE_INIT;
      guint count = 0;

      if (!(pspecs[i]->flags & G_PARAM_WRITABLE))
        continue;

      g_test_message ("%s", pspecs[i]->name);
      g_signal_connect (session, signal_name, G_CALLBACK (count_cb), &count);
      change (session, pspecs[i]);
      g_assert_cmpuint (count, ==, 1);

      g_value_init (&value, pspecs[i]->value_type);
      g_object_get_property (G_OBJECT (session), pspecs[i]->name, &value);
      g_object_set_property (G_OBJECT (session), pspecs[i]->name, &value);
      g_assert_cmpuint (count, ==, 1);
    }
}

static void
test_follows_purpose (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;
  g_autofree char *key_name = NULL;

  g_object_set (session, "purpose", KB_PURPOSE_PRODUCTION, NULL);
  g_assert_cmpuint (get_uint (session, "credit"), ==, 200);
  g_assert_cmpuint (get_uint (session, "hard-limit"), ==, 500);
  g_assert_cmpuint (get_uint (session, "alert"), ==, 300);
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_YOU);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_RESTRICTED);
  key_name = kb_advice_dup_key_name (KB_PURPOSE_PRODUCTION, KB_HOLDER_ME, g_get_host_name ());
  g_assert_cmpstr (kb_session_get_key_name (session), ==, key_name);
}

static void
test_follows_holder_and_calls (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;
  KbAdvice advice;

  g_object_set (session, "holder", KB_HOLDER_TEAM, NULL);
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_ALL);
  g_assert_cmpstr (kb_session_get_key_name (session), ==, "backend-learning");

  g_object_set (session, "holder", KB_HOLDER_APP, "calls", KB_CALLS_READING, NULL);
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_YOU);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_READ_ONLY);

  g_object_set (session, "calls", KB_CALLS_FILES, NULL);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_RESTRICTED);
  advice = kb_session_get_advice (session);
  g_assert_cmpuint (advice.levels[KB_AREA_FILES], ==, KB_LEVEL_WRITE);
}

static void
test_keeps_edits (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;

  g_object_set (session, "credit", 7, "permission", KB_PERMISSION_RESTRICTED, "key-name", "mine", NULL);
  g_object_set (session, "purpose", KB_PURPOSE_MVP, "calls", KB_CALLS_READING, NULL);
  g_assert_cmpuint (get_uint (session, "credit"), ==, 7);
  g_assert_cmpuint (get_uint (session, "hard-limit"), ==, 200);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_RESTRICTED);
  g_assert_cmpstr (kb_session_get_key_name (session), ==, "mine");

  g_object_set (session, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_object_set (session, "holder", KB_HOLDER_TEAM, "holder", KB_HOLDER_ME, NULL);
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_SERVICE_ACCOUNT);
}

/* Somebody typed what later happens to be the recommendation, and a bound widget writes it back. */
static void
test_keeps_edit_that_was_to_become_advice (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;

  g_object_set (session, "credit", 10, "key-name", "app-mvp", "permission", KB_PERMISSION_RESTRICTED, "owner",
                KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_object_set (session, "purpose", KB_PURPOSE_SIDE_PROJECT, NULL);
  g_object_set (session, "credit", 10, NULL);
  g_object_set (session, "purpose", KB_PURPOSE_MVP, NULL);
  g_assert_cmpuint (get_uint (session, "credit"), ==, 10);

  g_object_set (session, "holder", KB_HOLDER_APP, NULL);
  g_object_set (session, "key-name", "app-mvp", NULL);
  g_object_set (session, "holder", KB_HOLDER_TEAM, NULL);
  g_object_set (session, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_object_set (session, "holder", KB_HOLDER_ME, NULL);
  g_assert_cmpstr (kb_session_get_key_name (session), ==, "app-mvp");
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_SERVICE_ACCOUNT);

  g_object_set (session, "owner", KB_OWNER_YOU, NULL);
  g_object_set (session, "permission", KB_PERMISSION_RESTRICTED, NULL);
  g_object_set (session, "calls", KB_CALLS_READING, NULL);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_RESTRICTED);
}

static void
test_recommendation_is_followed_again (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;

  g_object_set (session, "credit", 7, "owner", KB_OWNER_SERVICE_ACCOUNT, "key-name", "mine", NULL);
  g_object_set (session, "credit", 5, "owner", KB_OWNER_YOU, "key-name", "", NULL);
  g_object_set (session, "permission", KB_PERMISSION_READ_ONLY, NULL);
  g_object_set (session, "permission", KB_PERMISSION_ALL, NULL);

  g_object_set (session, "purpose", KB_PURPOSE_PRODUCTION, "holder", KB_HOLDER_APP, NULL);
  g_assert_cmpuint (get_uint (session, "credit"), ==, 200);
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpstr (kb_session_get_key_name (session), ==, "app-prod");
  g_object_set (session, "holder", KB_HOLDER_ME, NULL);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_RESTRICTED);
}

static void
test_service_account_has_no_permissions (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;

  g_object_set (session, "permission", KB_PERMISSION_READ_ONLY, NULL);
  g_object_set (session, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_ALL);
  g_object_set (session, "owner", KB_OWNER_YOU, NULL);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_READ_ONLY);

  g_object_set (session, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_object_set (session, "permission", KB_PERMISSION_RESTRICTED, NULL);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_ALL);
  g_object_set (session, "owner", KB_OWNER_YOU, NULL);
  g_assert_cmpuint (kb_session_get_permission (session), ==, KB_PERMISSION_RESTRICTED);
}

/* Against a service account, for a team's live app: then at least a restricted key. */
static void
test_permission_for_chosen_owner (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->session, "purpose", KB_PURPOSE_PRODUCTION, "holder", KB_HOLDER_TEAM, NULL);
  g_object_set (fixture->session, "owner", KB_OWNER_YOU, NULL);
  g_assert_cmpuint (kb_session_get_permission (fixture->session), ==, KB_PERMISSION_RESTRICTED);
}

/* What a bound widget writes back is not an edit. */
static void
test_bound_widget_does_not_edit (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "credit", "hard-limit", "alert", "owner", "permission", "key-name" };
  g_autoptr (KbSession) widget = kb_session_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_bind_property (fixture->session, names[i], widget, names[i],
                            G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);

  g_object_set (fixture->session, "purpose", KB_PURPOSE_MVP, "holder", KB_HOLDER_TEAM, NULL);
  g_object_set (fixture->session, "purpose", KB_PURPOSE_SIDE_PROJECT, "holder", KB_HOLDER_APP, NULL);
  g_assert_cmpuint (get_uint (fixture->session, "credit"), ==, 10);
  g_assert_cmpuint (get_uint (fixture->session, "hard-limit"), ==, 25);
  g_assert_cmpuint (kb_session_get_owner (fixture->session), ==, KB_OWNER_YOU);
  g_assert_cmpuint (kb_session_get_permission (fixture->session), ==, KB_PERMISSION_RESTRICTED);
  g_assert_cmpstr (kb_session_get_key_name (fixture->session), ==, "app-side-project");
  g_assert_cmpuint (get_uint (widget, "hard-limit"), ==, 25);
}

static void
test_refuses_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "project-name", "key-name", "saved-name" };
  static const char *const keys[] = { FAKE_KEY, "my key: " FAKE_KEY, "x=" FAKE_KEY "\n" };

  kb_session_autosave (fixture->session, fixture->file);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
      {
        g_autofree char *value = NULL;

        g_object_set (fixture->session, names[i], "before", NULL);
        g_object_set (fixture->session, names[i], keys[j], NULL);
        g_object_get (fixture->session, names[i], &value, NULL);
        g_assert_cmpstr (value, ==, "before");
      }

  g_object_set (fixture->session, "project-name", "the-desk-application-server-of-marie", NULL);
  g_assert_cmpstr (kb_session_get_project_name (fixture->session), ==,
                   "the-desk-application-server-of-marie");
  g_object_set (fixture->session, "project-name", "sk-short", NULL);
  g_assert_cmpstr (kb_session_get_project_name (fixture->session), ==, "sk-short");

  kb_session_flush (fixture->session);
  {
    g_autofree char *contents = dup_contents (fixture);

    g_assert_null (strstr (contents, "0123456789"));
  }
}

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
  ADD ("defaults", test_defaults);
  ADD ("getters-follow-properties", test_getters_follow_properties);
  ADD ("preflight", test_preflight);
  ADD ("notifies", test_notifies);
  ADD ("advice/follows-purpose", test_follows_purpose);
  ADD ("advice/follows-holder-and-calls", test_follows_holder_and_calls);
  ADD ("advice/keeps-edits", test_keeps_edits);
  ADD ("advice/keeps-edit-that-was-to-become-advice", test_keeps_edit_that_was_to_become_advice);
  ADD ("advice/recommendation-is-followed-again", test_recommendation_is_followed_again);
  ADD ("advice/service-account-has-no-permissions", test_service_account_has_no_permissions);
  ADD ("advice/permission-for-chosen-owner", test_permission_for_chosen_owner);
  ADD ("advice/bound-widget-does-not-edit", test_bound_widget_does_not_edit);
  ADD ("refuses-keys", test_refuses_keys);
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
  ADD ("practice/ends-as-it-began", test_practice_ends_as_it_began);
#undef ADD
  add_tables ();
  g_test_add_func ("/session/file/newer", test_newer);

  return g_test_run ();
}
