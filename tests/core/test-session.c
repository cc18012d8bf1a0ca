/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "session-support.h"

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
}

static void
test_getters_follow_properties (Fixture *fixture, gconstpointer data)
{
  KbSession *session = fixture->session;

  g_object_set (session, "step", KB_STEP_CREATE, "purpose", KB_PURPOSE_MVP, "owner", KB_OWNER_SERVICE_ACCOUNT,
                "key-name", "a", "project-name", "b", "saved-name", "c", NULL);
  g_assert_cmpuint (kb_session_get_step (session), ==, KB_STEP_CREATE);
  g_assert_cmpuint (kb_session_get_purpose (session), ==, KB_PURPOSE_MVP);
  g_assert_cmpuint (kb_session_get_owner (session), ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpstr (kb_session_get_key_name (session), ==, "a");
  g_assert_cmpstr (kb_session_get_project_name (session), ==, "b");
  g_assert_cmpstr (kb_session_get_saved_name (session), ==, "c");

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
  static const char *const names[] = { "project-name", "key-name", "saved-name", "estimate" };
  static const char *const keys[] = { FAKE_KEY, "my key: " FAKE_KEY, "x=" FAKE_KEY "\n" };

  kb_session_open (fixture->session, fixture->file);
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

  flush (fixture->session);
  {
    g_autofree char *contents = dup_contents (fixture);

    g_assert_null (strstr (contents, "0123456789"));
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
#undef ADD

  return g_test_run ();
}
