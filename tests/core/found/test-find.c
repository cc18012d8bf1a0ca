/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "keyring-helper.h"

#include "core/keyring/kb-secret-store.h"
#include "find-support.h"

/* Runs inside tests/support/with-keyring --manager: bus, user manager, keyring and tools are real. */

static KbFindPlaces looked; /* by the last search */

static GPtrArray *
find_all (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *findings;

  kb_find_async (store, NULL, store_done_cb, &result);
  findings = kb_find_finish (store_wait (&result), &looked, &error);
  g_assert_no_error (error);

  return findings;
}

static void
run (const char *input, const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
}

#define RUN(input, ...) run (input, (const char *[]) { __VA_ARGS__, NULL })

/* As the page says it to the person. */
static void
remove_finding (KbFinding *finding)
{
  g_assert_nonnull (kb_finding_get_removal (finding));
  RUN ("", "sh", "-c", kb_finding_get_removal (finding));
}

static void
assert_nothing (void)
{
  g_autoptr (GPtrArray) findings = find_all ();

  g_assert_cmpuint (findings->len, ==, 0);
}

static void
test_nothing (void)
{
  assert_nothing ();
}

static void
test_environment (void)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"\n", good);
  g_autoptr (GPtrArray) findings = NULL;
  KbFinding *finding;

  g_setenv ("OPENAI_API_KEY", quoted, TRUE);
  findings = find_all ();
  finding = get_only (findings, KB_FINDING_ENVIRONMENT);
  assert_key (finding, good);
  g_assert_true (kb_finding_is_variable (finding));
  g_assert_cmpint (kb_key_reading_get_kind (kb_finding_get_reading (finding)), ==, KB_KEY_KIND_PROJECT);

  g_unsetenv ("OPENAI_API_KEY");
  assert_nothing ();
}

/* Programs take it all the same. */
static void
test_unusable_variable (void)
{
  static const struct
  {
    const char *value, *word;
  } values[] = {
    { "YOUR_API_KEY", "in the place of a key" },
    { "", "empty" },
    { "sk-...abcd", "hidden" },
    { "$OTHER_VARIABLE", "variable" },
    { "https://platform.openai.com/api-keys", "web address" },
    { "sk-ant-api03-0123456789abcdefghijklmnopqrstuvwxyz", "Anthropic" },
    { "sk-proj-short", "end is missing" },
    { "sk-no-key-required", "in the place of a key" },
    { "op://Private/OpenAI/credential", "password manager" },
    { "hello", "not an OpenAI key" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *words = NULL;
      KbFinding *finding;

      g_setenv ("OPENAI_API_KEY", values[i].value, TRUE);
      findings = find_all ();
      finding = get_only (findings, KB_FINDING_ENVIRONMENT);
      words = kb_finding_dup_words (finding);
      g_assert_null (kb_finding_get_key (finding));
      g_assert_nonnull (strstr (words, values[i].word));
      g_assert_nonnull (strstr (kb_finding_get_effect (finding), "do not use a key that you saved"));
    }
  g_unsetenv ("OPENAI_API_KEY");
  assert_nothing ();
}

static void
test_other_variables (void)
{
  static const char *const names[] = { "OPENAI_ORG_ID", "OPENAI_ORGANIZATION", "OPENAI_PROJECT_ID",
                                       "OPENAI_BASE_URL", "OPENAI_API_BASE" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *title = NULL;
      KbFinding *finding;

      g_setenv (names[i], "something of mine", TRUE);
      findings = find_all ();
      finding = get_only (findings, KB_FINDING_ENVIRONMENT);
      title = kb_finding_dup_title (finding);
      g_assert_cmpstr (kb_finding_get_place (finding), ==, names[i]);
      g_assert_nonnull (strstr (title, names[i]));
      /* The one that Keybearer's test goes by is not said to be left out. */
      g_assert_cmpint (kb_finding_get_effect (finding) != NULL, !=,
                       g_str_equal (names[i], "OPENAI_BASE_URL"));
      g_assert_null (kb_finding_get_key (finding));
      g_assert_cmpuint (kb_findings_count_keys (findings), ==, 0);
      g_unsetenv (names[i]);
    }
  assert_nothing ();
}

static void
test_looked (void)
{
  g_autofree char *words = NULL;

  assert_nothing ();
  g_assert_cmpint (looked, ==, KB_FIND_SESSION | KB_FIND_KEYRING);
  words = kb_find_dup_looked (looked);
  g_assert_nonnull (strstr (words, "your session were looked at"));
  lock_keyring ();
  assert_nothing ();
  g_assert_cmpint (looked, ==, KB_FIND_SESSION);
  unlock_keyring ();
}

/* As these tools store it: several keys in one item, which does not say OpenAI in its name. */
static void
test_shared_items (void)
{
  static const struct
  {
    const char *service, *text, *place;
  } items[] = {
    { "Codex Auth", "{\"auth_mode\": \"apikey\", \"OPENAI_API_KEY\": \"%s\"}", "Codex" },
    { "goose",
      "{\"OPENAI_API_KEY\": \"%s\", \"ANTHROPIC_API_KEY\": "
      "\"sk-ant-api03-0123456789abcdefghijklmnopqrstuvwxyz\"}",
      "goose" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (items); i++)
    {
      GString *text = g_string_new (items[i].text);
      g_autoptr (GPtrArray) findings = NULL;
      KbFinding *finding;

      g_string_replace (text, "%s", good, 0);
      RUN (text->str, "secret-tool", "store", "--label=keyring:x", "service", items[i].service, "username",
           "x");
      findings = find_all ();
      finding = get_only (findings, KB_FINDING_KEYRING);
      assert_key (finding, good);
      g_assert_cmpstr (kb_finding_get_place (finding), ==, items[i].place);
      g_assert_null (kb_finding_get_removal (finding));
      RUN ("", "secret-tool", "clear", "service", items[i].service);
      g_string_free (text, TRUE);
    }
  assert_nothing ();
}

static void
test_session (void)
{
  g_autofree char *variable = g_strconcat ("OPENAI_API_KEY=", good, NULL);
  g_autoptr (GPtrArray) findings = NULL;
  KbFinding *finding;

  RUN ("", "systemctl", "--user", "set-environment", variable);
  findings = find_all ();
  finding = get_only (findings, KB_FINDING_SESSION);
  assert_key (finding, good);
  g_assert_true (kb_finding_is_variable (finding));
  remove_finding (finding);
  assert_nothing ();
}

/* What is stored how, and what it is called. %s: the two Python back ends. */
static const struct
{
  const char *command;
  const char *place;
  gboolean removable;
} tools[] = {
  { "PYTHON_KEYRING_BACKEND=keyring.backends.SecretService.Keyring keyring set openai 'me & you'",
    "Python keyring", TRUE },
  { "PYTHON_KEYRING_BACKEND=keyring.backends.libsecret.Keyring keyring set my-app OPENAI_API_KEY",
    "Python keyring", TRUE },
  { "secret-tool store --label='My key' service openai", "My key", TRUE },
  { "secret-tool store --label='My key' api 'OpenAI $x'", "My key", TRUE },
  { "secret-tool store --label='OPENAI_API_KEY' purpose play", "OPENAI_API_KEY", TRUE },
  /* as these tools' sources store it */
  { "secret-tool store --label=x name dev key OPENAI_API_KEY xdg:schema envchain.EnvironmentVariable",
    "envchain", FALSE },
  { "secret-tool store --label=zed-github-account url https://api.openai.com/v1 username Bearer", "Zed",
    FALSE },
};

static void
test_tools (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      KbFinding *finding;

      g_test_message ("%s", tools[i].command);
      RUN (good, "sh", "-c", tools[i].command);
      findings = find_all ();
      finding = get_only (findings, KB_FINDING_KEYRING);
      assert_key (finding, good);
      g_assert_cmpstr (kb_finding_get_place (finding), ==, tools[i].place);
      g_assert_false (kb_finding_is_variable (finding));
      if (tools[i].removable)
        remove_finding (finding);
      else
        {
          RUN ("", "sh", "-c",
               "secret-tool clear key OPENAI_API_KEY; secret-tool clear username Bearer; true");
        }
      assert_nothing ();
    }
}

static void
test_others_are_left_alone (void)
{
  g_autoptr (GPtrArray) findings = NULL;

  RUN ("hunter2", "secret-tool", "store", "--label=My password of openai.com", "site", "openai.com");
  RUN (good, "secret-tool", "store", "--label=Something else", "site", "example.com");
  save (store, "mine", "mine", good);
  assert_nothing ();

  RUN (good, "secret-tool", "store", "--label=OpenAI", "site", "openai.com", "user", "a");
  findings = find_all ();
  g_assert_nonnull (kb_finding_get_removal (get_only (findings, KB_FINDING_KEYRING)));
  RUN (good, "secret-tool", "store", "--label=OpenAI", "site", "openai.com", "user", "a", "more", "b");
  g_ptr_array_unref (g_steal_pointer (&findings));
  findings = find_all ();
  g_assert_cmpuint (findings->len, ==, 2);
  g_assert_true (!kb_finding_get_removal (findings->pdata[0]) !=
                 !kb_finding_get_removal (findings->pdata[1]));

  g_ptr_array_unref (g_steal_pointer (&findings));
  RUN ("", "secret-tool", "clear", "site", "openai.com");

  /* Its command would clear ours with it. */
  forget (store, "mine");
  RUN (good, "secret-tool", "store", "--label=x", "service", "openai");
  save (store, "mine", "mine", good);
  findings = find_all ();
  g_assert_null (kb_finding_get_removal (get_only (findings, KB_FINDING_KEYRING)));
  RUN ("", "secret-tool", "clear", "service", "openai");
  RUN ("", "secret-tool", "clear", "site", "example.com");
  assert_nothing ();
}

static void
test_same (void)
{
  g_autoptr (GPtrArray) findings = NULL;

  save (store, "first", "First", other);
  save (store, "second", "Second", good);
  g_setenv ("OPENAI_API_KEY", good, TRUE);
  findings = find_all ();
  g_assert_cmpstr (kb_finding_get_same (get_only (findings, KB_FINDING_ENVIRONMENT)), ==, "Second");
  g_ptr_array_unref (g_steal_pointer (&findings));

  forget (store, "second");
  findings = find_all ();
  g_assert_null (kb_finding_get_same (get_only (findings, KB_FINDING_ENVIRONMENT)));
  g_unsetenv ("OPENAI_API_KEY");
  forget (store, "first");
}

static void
test_locked (void)
{
  g_autoptr (GPtrArray) findings = NULL;

  RUN (good, "secret-tool", "store", "--label=x", "service", "openai");
  save (store, "mine", "mine", good);
  lock_keyring ();
  g_setenv ("OPENAI_API_KEY", good, TRUE);
  findings = find_all ();
  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_null (kb_finding_get_same (findings->pdata[0]));
  g_unsetenv ("OPENAI_API_KEY");
  unlock_keyring ();
  forget (store, "mine");
  RUN ("", "secret-tool", "clear", "service", "openai");
  assert_nothing ();
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  kb_find_async (store, cancellable, store_done_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (kb_find_finish (store_wait (&result), NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  kb_find_limit *= 10; /* the machine may be busy with other tests */
  store = kb_secret_store_new ();
  make_keys ();

  g_test_add_func ("/find/nothing", test_nothing);
  g_test_add_func ("/find/environment", test_environment);
  g_test_add_func ("/find/unusable-variable", test_unusable_variable);
  g_test_add_func ("/find/other-variables", test_other_variables);
  g_test_add_func ("/find/looked", test_looked);
  g_test_add_func ("/find/shared-items", test_shared_items);
  g_test_add_func ("/find/session", test_session);
  g_test_add_func ("/find/tools", test_tools);
  g_test_add_func ("/find/others-are-left-alone", test_others_are_left_alone);
  g_test_add_func ("/find/same", test_same);
  g_test_add_func ("/find/locked", test_locked);
  g_test_add_func ("/find/cancelled", test_cancelled);
  status = g_test_run ();

  g_free (good);
  g_free (other);
  g_object_unref (store);
  g_object_unref (bus);
  return status;
}
