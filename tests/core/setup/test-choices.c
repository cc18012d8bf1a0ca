/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "choices-support.h"

static void
test_defaults (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = fixture->choices;
  g_autofree char *key_name = kb_advice_dup_key_name (KB_PURPOSE_LEARNING, KB_HOLDER_ME, g_get_host_name ());

  g_assert_cmpuint (kb_choices_get_step (choices), ==, KB_STEP_WELCOME);
  g_assert_cmpuint (kb_choices_get_preflight (choices), ==, KB_PREFLIGHT_NONE);
  g_assert_cmpuint (kb_choices_get_purpose (choices), ==, KB_PURPOSE_LEARNING);
  g_assert_cmpuint (get_uint (choices, "holder"), ==, KB_HOLDER_ME);
  g_assert_cmpuint (get_uint (choices, "calls"), ==, KB_CALLS_TEXT);
  g_assert_cmpuint (kb_choices_get_owner (choices), ==, KB_OWNER_YOU);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_ALL);
  g_assert_cmpuint (get_uint (choices, "credit"), ==, 5);
  g_assert_cmpuint (get_uint (choices, "hard-limit"), ==, 10);
  g_assert_cmpuint (get_uint (choices, "alert"), ==, 5);
  g_assert_cmpstr (kb_choices_get_key_name (choices), ==, key_name);
  g_assert_cmpstr (kb_choices_get_project_name (choices), ==, "");
  g_assert_cmpstr (kb_choices_get_saved_name (choices), ==, "");
}

static void
test_getters_follow_properties (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = fixture->choices;

  g_object_set (choices, "step", KB_STEP_CREATE, "purpose", KB_PURPOSE_MVP, "owner", KB_OWNER_SERVICE_ACCOUNT,
                "key-name", "a", "project-name", "b", "saved-name", "c", NULL);
  g_assert_cmpuint (kb_choices_get_step (choices), ==, KB_STEP_CREATE);
  g_assert_cmpuint (kb_choices_get_purpose (choices), ==, KB_PURPOSE_MVP);
  g_assert_cmpuint (kb_choices_get_owner (choices), ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpstr (kb_choices_get_key_name (choices), ==, "a");
  g_assert_cmpstr (kb_choices_get_project_name (choices), ==, "b");
  g_assert_cmpstr (kb_choices_get_saved_name (choices), ==, "c");

  kb_choices_set_step (choices, KB_STEP_SAVE);
  g_assert_cmpuint (get_uint (choices, "step"), ==, KB_STEP_SAVE);
  g_object_set (choices, "project-name", NULL, NULL);
  g_assert_cmpstr (kb_choices_get_project_name (choices), ==, "");
}

static void
test_preflight (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    KbPreflight answer;
  } answers[] = {
    { "has-account", KB_PREFLIGHT_ACCOUNT },
    { "has-key", KB_PREFLIGHT_KEY },
    { "every-step", KB_PREFLIGHT_EVERY },
  };
  guint count = 0;

  g_signal_connect (fixture->choices, "notify::preflight", G_CALLBACK (count_cb), &count);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_object_set (fixture->choices, answers[i].name, TRUE, NULL);
      g_assert_cmpuint (count, ==, 1);
      g_assert_cmpuint (kb_choices_get_preflight (fixture->choices), ==, answers[i].answer);
      g_assert_cmpuint (get_uint (fixture->choices, "preflight"), ==, answers[i].answer);
      g_object_set (fixture->choices, answers[i].name, FALSE, NULL);
      count = 0;
    }

  kb_choices_set_done (fixture->choices, "sign-in.open");
  g_assert_cmpuint (count, ==, 0);
  g_object_set (fixture->choices, "holder", KB_HOLDER_APP, NULL);
  g_assert_cmpuint (kb_choices_get_preflight (fixture->choices), ==, KB_PREFLIGHT_APP);
  g_object_set (fixture->choices, "holder", KB_HOLDER_TEAM, NULL);
  g_assert_cmpuint (kb_choices_get_preflight (fixture->choices), ==, KB_PREFLIGHT_TEAM);
  g_assert_cmpuint (count, ==, 2);
}

/* By its id, once. */
static void
test_done (Fixture *fixture, gconstpointer data)
{
  g_autofree char *done = NULL;

  g_assert_false (kb_choices_is_done (fixture->choices, "create.name"));
  kb_choices_set_done (fixture->choices, "create.name");
  kb_choices_set_done (fixture->choices, "billing.open");
  kb_choices_set_done (fixture->choices, "create.name");
  g_object_get (fixture->choices, "done", &done, NULL);
  g_assert_cmpstr (done, ==, "create.name billing.open");
  g_assert_false (kb_choices_is_done (fixture->choices, "create"));
}

/* Once for every property: told of when it changes, and only then. */
static void
test_notifies (Fixture *fixture, gconstpointer data)
{
  guint n_pspecs;
  g_autofree GParamSpec **pspecs = list_properties (&n_pspecs);

  for (guint i = 0; i < n_pspecs; i++)
    {
      g_autoptr (KbChoices) choices = kb_choices_new ();
      g_autofree char *signal_name = g_strconcat ("notify::", pspecs[i]->name, NULL);
      g_auto (GValue) value = G_VALUE_INIT;
      guint count = 0;

      if (!(pspecs[i]->flags & G_PARAM_WRITABLE))
        continue;

      g_test_message ("%s", pspecs[i]->name);
      g_signal_connect (choices, signal_name, G_CALLBACK (count_cb), &count);
      change (choices, pspecs[i]);
      g_assert_cmpuint (count, ==, 1);

      g_value_init (&value, pspecs[i]->value_type);
      g_object_get_property (G_OBJECT (choices), pspecs[i]->name, &value);
      g_object_set_property (G_OBJECT (choices), pspecs[i]->name, &value);
      g_assert_cmpuint (count, ==, 1);
    }
}

static void
test_follows_purpose (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = fixture->choices;
  g_autofree char *key_name = NULL;

  g_object_set (choices, "purpose", KB_PURPOSE_PRODUCTION, NULL);
  g_assert_cmpuint (get_uint (choices, "credit"), ==, 200);
  g_assert_cmpuint (get_uint (choices, "hard-limit"), ==, 500);
  g_assert_cmpuint (get_uint (choices, "alert"), ==, 300);
  g_assert_cmpuint (kb_choices_get_owner (choices), ==, KB_OWNER_YOU);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_RESTRICTED);
  key_name = kb_advice_dup_key_name (KB_PURPOSE_PRODUCTION, KB_HOLDER_ME, g_get_host_name ());
  g_assert_cmpstr (kb_choices_get_key_name (choices), ==, key_name);
}

static void
test_follows_holder_and_calls (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = fixture->choices;
  KbAdvice advice;

  g_object_set (choices, "holder", KB_HOLDER_TEAM, NULL);
  g_assert_cmpuint (kb_choices_get_owner (choices), ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_ALL);
  g_assert_cmpstr (kb_choices_get_key_name (choices), ==, "backend-learning");

  g_object_set (choices, "holder", KB_HOLDER_APP, "calls", KB_CALLS_READING, NULL);
  g_assert_cmpuint (kb_choices_get_owner (choices), ==, KB_OWNER_YOU);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_READ_ONLY);

  g_object_set (choices, "calls", KB_CALLS_FILES, NULL);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_RESTRICTED);
  advice = kb_choices_get_advice (choices);
  g_assert_cmpuint (advice.levels[KB_RESOURCE_FILES], ==, KB_LEVEL_WRITE);
}

static void
test_keeps_edits (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = fixture->choices;

  g_object_set (choices, "credit", 7, "permission", KB_PERMISSION_RESTRICTED, "key-name", "mine", NULL);
  g_object_set (choices, "purpose", KB_PURPOSE_MVP, "calls", KB_CALLS_READING, NULL);
  g_assert_cmpuint (get_uint (choices, "credit"), ==, 7);
  g_assert_cmpuint (get_uint (choices, "hard-limit"), ==, 200);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_RESTRICTED);
  g_assert_cmpstr (kb_choices_get_key_name (choices), ==, "mine");

  g_object_set (choices, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_object_set (choices, "holder", KB_HOLDER_TEAM, "holder", KB_HOLDER_ME, NULL);
  g_assert_cmpuint (kb_choices_get_owner (choices), ==, KB_OWNER_SERVICE_ACCOUNT);
}

/* Somebody typed what later happens to be the recommendation, and a bound widget writes it back. */
static void
test_keeps_edit_that_was_to_become_advice (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = fixture->choices;

  g_object_set (choices, "credit", 10, "key-name", "app-mvp", "permission", KB_PERMISSION_RESTRICTED, "owner",
                KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_object_set (choices, "purpose", KB_PURPOSE_SIDE_PROJECT, NULL);
  g_object_set (choices, "credit", 10, NULL);
  g_object_set (choices, "purpose", KB_PURPOSE_MVP, NULL);
  g_assert_cmpuint (get_uint (choices, "credit"), ==, 10);

  g_object_set (choices, "holder", KB_HOLDER_APP, NULL);
  g_object_set (choices, "key-name", "app-mvp", NULL);
  g_object_set (choices, "holder", KB_HOLDER_TEAM, NULL);
  g_object_set (choices, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_object_set (choices, "holder", KB_HOLDER_ME, NULL);
  g_assert_cmpstr (kb_choices_get_key_name (choices), ==, "app-mvp");
  g_assert_cmpuint (kb_choices_get_owner (choices), ==, KB_OWNER_SERVICE_ACCOUNT);

  g_object_set (choices, "owner", KB_OWNER_YOU, NULL);
  g_object_set (choices, "permission", KB_PERMISSION_RESTRICTED, NULL);
  g_object_set (choices, "calls", KB_CALLS_READING, NULL);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_RESTRICTED);
}

static void
test_recommendation_is_followed_again (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = fixture->choices;

  g_object_set (choices, "credit", 7, "owner", KB_OWNER_SERVICE_ACCOUNT, "key-name", "mine", NULL);
  g_object_set (choices, "credit", 5, "owner", KB_OWNER_YOU, "key-name", "", NULL);
  g_object_set (choices, "permission", KB_PERMISSION_READ_ONLY, NULL);
  g_object_set (choices, "permission", KB_PERMISSION_ALL, NULL);

  g_object_set (choices, "purpose", KB_PURPOSE_PRODUCTION, "holder", KB_HOLDER_APP, NULL);
  g_assert_cmpuint (get_uint (choices, "credit"), ==, 200);
  g_assert_cmpuint (kb_choices_get_owner (choices), ==, KB_OWNER_SERVICE_ACCOUNT);
  g_assert_cmpstr (kb_choices_get_key_name (choices), ==, "app-prod");
  g_object_set (choices, "holder", KB_HOLDER_ME, NULL);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_RESTRICTED);
}

static void
test_service_account_has_no_permissions (Fixture *fixture, gconstpointer data)
{
  KbChoices *choices = fixture->choices;

  g_object_set (choices, "permission", KB_PERMISSION_READ_ONLY, NULL);
  g_object_set (choices, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_ALL);
  g_object_set (choices, "owner", KB_OWNER_YOU, NULL);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_READ_ONLY);

  g_object_set (choices, "owner", KB_OWNER_SERVICE_ACCOUNT, NULL);
  g_object_set (choices, "permission", KB_PERMISSION_RESTRICTED, NULL);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_ALL);
  g_object_set (choices, "owner", KB_OWNER_YOU, NULL);
  g_assert_cmpuint (kb_choices_get_permission (choices), ==, KB_PERMISSION_RESTRICTED);
}

/* Against a service account, for a team's live app: then at least a restricted key. */
static void
test_permission_for_chosen_owner (Fixture *fixture, gconstpointer data)
{
  g_object_set (fixture->choices, "purpose", KB_PURPOSE_PRODUCTION, "holder", KB_HOLDER_TEAM, NULL);
  g_object_set (fixture->choices, "owner", KB_OWNER_YOU, NULL);
  g_assert_cmpuint (kb_choices_get_permission (fixture->choices), ==, KB_PERMISSION_RESTRICTED);
}

/* What a bound widget writes back is not an edit. */
static void
test_bound_widget_does_not_edit (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "credit", "hard-limit", "alert", "owner", "permission", "key-name" };
  g_autoptr (KbChoices) widget = kb_choices_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_bind_property (fixture->choices, names[i], widget, names[i],
                            G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);

  g_object_set (fixture->choices, "purpose", KB_PURPOSE_MVP, "holder", KB_HOLDER_TEAM, NULL);
  g_object_set (fixture->choices, "purpose", KB_PURPOSE_SIDE_PROJECT, "holder", KB_HOLDER_APP, NULL);
  g_assert_cmpuint (get_uint (fixture->choices, "credit"), ==, 10);
  g_assert_cmpuint (get_uint (fixture->choices, "hard-limit"), ==, 25);
  g_assert_cmpuint (kb_choices_get_owner (fixture->choices), ==, KB_OWNER_YOU);
  g_assert_cmpuint (kb_choices_get_permission (fixture->choices), ==, KB_PERMISSION_RESTRICTED);
  g_assert_cmpstr (kb_choices_get_key_name (fixture->choices), ==, "app-side-project");
  g_assert_cmpuint (get_uint (widget, "hard-limit"), ==, 25);
}

static void
test_refuses_keys (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "project-name", "key-name", "saved-name", "estimate" };
  static const char *const keys[] = { FAKE_KEY, "my key: " FAKE_KEY, "x=" FAKE_KEY "\n" };

  kb_choices_open (fixture->choices, fixture->file);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (keys); j++)
      {
        g_autofree char *value = NULL;

        g_object_set (fixture->choices, names[i], "before", NULL);
        g_object_set (fixture->choices, names[i], keys[j], NULL);
        g_object_get (fixture->choices, names[i], &value, NULL);
        g_assert_cmpstr (value, ==, "before");
      }

  g_object_set (fixture->choices, "project-name", "the-desk-application-server-of-marie", NULL);
  g_assert_cmpstr (kb_choices_get_project_name (fixture->choices), ==,
                   "the-desk-application-server-of-marie");
  g_object_set (fixture->choices, "project-name", "sk-short", NULL);
  g_assert_cmpstr (kb_choices_get_project_name (fixture->choices), ==, "sk-short");

  flush (fixture->choices);
  {
    g_autofree char *contents = dup_contents (fixture);

    g_assert_null (strstr (contents, "0123456789"));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test) g_test_add ("/choices/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("defaults", test_defaults);
  ADD ("getters-follow-properties", test_getters_follow_properties);
  ADD ("preflight", test_preflight);
  ADD ("done", test_done);
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

  return state_test_run ();
}
