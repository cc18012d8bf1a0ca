/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-access-report.h"

#include "core/keyring/kb-memory-store.h"
#include "core/practice/kb-practice.h"

#define LONG_AGO "2026-01-01"

/* ---- beside what was chosen and is needed ---- */

static void
free_finding (gpointer data)
{
  KbAccessFinding *finding = data;

  g_free (finding->lacks);
  g_free (finding);
}

/* @lines: a letter a line of the table: allowed, seems allowed, refused, unknown */
static KbAccessReport *
report_new (const char *lines, KbNote *note, const char *const *programs)
{
  KbAccessReport *report = g_new0 (KbAccessReport, 1);
  gsize n_probes;
  const KbProbe *probes = kb_access_get_probes (&n_probes);

  g_assert_cmpuint (strlen (lines), ==, n_probes);
  report->findings = g_ptr_array_new_with_free_func (free_finding);
  for (gsize i = 0; i < n_probes; i++)
    {
      KbAccessFinding *finding = g_new0 (KbAccessFinding, 1);

      finding->probe = &probes[i];
      finding->access = lines[i] == 'a'   ? KB_ACCESS_ALLOWED
                        : lines[i] == 's' ? KB_ACCESS_SEEMS_ALLOWED
                        : lines[i] == 'r' ? KB_ACCESS_REFUSED
                                          : KB_ACCESS_UNKNOWN;
      g_ptr_array_add (report->findings, finding);
    }
  report->note = note;
  report->programs = g_ptr_array_new ();
  for (gsize i = 0; programs[i] != NULL; i++)
    g_ptr_array_add (report->programs, kb_programs_find (programs[i]));
  report->today = g_strdup (LONG_AGO);

  return report;
}

static KbNote *
note_new (KbOwner owner, KbPermission permission, KbCalls calls)
{
  KbNote *note = kb_note_new ("laptop");

  note->owner = owner;
  note->chosen = TRUE;
  note->permission = permission;
  note->calls = calls;

  return note;
}

static const KbProbe *
find_probe (KbResource resource, KbLevel level)
{
  gsize n_probes;
  const KbProbe *probes = kb_access_get_probes (&n_probes);

  for (gsize i = 0; i < n_probes; i++)
    if (probes[i].resource == resource && probes[i].level == level)
      return &probes[i];
  g_assert_not_reached ();
}

#define ALL_OPEN "assassasasasas"
#define NO_PROGRAMS ((const char *const[]) { NULL })

static const struct
{
  KbOwner owner;
  KbPermission permission;
  KbCalls calls;
  KbSeen reads_files, writes_files, responds;
} choices[] = {
  { KB_OWNER_YOU, KB_PERMISSION_ALL, KB_CALLS_TEXT, KB_SEEN_YES, KB_SEEN_YES, KB_SEEN_YES },
  { KB_OWNER_YOU, KB_PERMISSION_READ_ONLY, KB_CALLS_READING, KB_SEEN_YES, KB_SEEN_NO, KB_SEEN_NO },
  { KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, KB_CALLS_TEXT, KB_SEEN_NO, KB_SEEN_NO, KB_SEEN_YES },
  { KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, KB_CALLS_TEXT | KB_CALLS_FILES, KB_SEEN_YES, KB_SEEN_YES,
    KB_SEEN_YES },
  { KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, KB_CALLS_NONE, KB_SEEN_UNKNOWN, KB_SEEN_UNKNOWN,
    KB_SEEN_UNKNOWN },
  { KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL, KB_CALLS_TEXT, KB_SEEN_UNKNOWN, KB_SEEN_UNKNOWN,
    KB_SEEN_UNKNOWN },
};

static void
test_chosen (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (KbAccessReport) report = report_new (
          ALL_OPEN, note_new (choices[i].owner, choices[i].permission, choices[i].calls), NO_PROGRAMS);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpint (kb_access_report_get_chosen (report, find_probe (KB_RESOURCE_FILES, KB_LEVEL_READ)),
                       ==, choices[i].reads_files);
      g_assert_cmpint (kb_access_report_get_chosen (report, find_probe (KB_RESOURCE_FILES, KB_LEVEL_WRITE)),
                       ==, choices[i].writes_files);
      g_assert_cmpint (
          kb_access_report_get_chosen (report, find_probe (KB_RESOURCE_RESPONSES, KB_LEVEL_WRITE)), ==,
          choices[i].responds);
    }
}

static void
test_no_note (void)
{
  g_autoptr (KbAccessReport) report = report_new (ALL_OPEN, NULL, NO_PROGRAMS);
  const KbProbe *probe = find_probe (KB_RESOURCE_FILES, KB_LEVEL_READ);
  g_autofree char *beside = kb_access_report_dup_beside (report, probe);
  g_autofree char *advice = kb_access_report_dup_advice (report);

  g_assert_cmpint (kb_access_report_get_chosen (report, probe), ==, KB_SEEN_UNKNOWN);
  g_assert_null (beside);
  g_assert_nonnull (strstr (advice, "not known"));
}

/* llm needs to ask models, and no more. A test needs the list of models beside that. */
static void
test_narrow (void)
{
  g_autoptr (KbAccessReport) report =
      report_new ("assrrr"
                  "rr"
                  "as"
                  "as"
                  "ar",
                  note_new (KB_OWNER_YOU, KB_PERMISSION_ALL, 0), (const char *const[]) { "llm", NULL });
  g_autofree char *advice = kb_access_report_dup_advice (report);
  g_autofree char *beside =
      kb_access_report_dup_beside (report, find_probe (KB_RESOURCE_RESPONSES, KB_LEVEL_WRITE));
  g_autofree char *spare =
      kb_access_report_dup_beside (report, find_probe (KB_RESOURCE_FILES, KB_LEVEL_WRITE));

  g_assert_cmpstr (beside, ==, "Chosen · Needed by llm");
  g_assert_cmpstr (spare, ==, "Chosen · No connected program needs it");
  g_assert_cmpstr (advice, ==,
                   "You can narrow 3 lines on the web page: Fine-tuning: None, Files: None, "
                   "Vector stores: None.");
}

static void
test_nothing_to_narrow (void)
{
  g_autoptr (KbAccessReport) report =
      report_new ("assrrrrrrrrrrr", note_new (KB_OWNER_YOU, KB_PERMISSION_RESTRICTED, KB_CALLS_TEXT),
                  (const char *const[]) { "llm", NULL });
  g_autofree char *advice = kb_access_report_dup_advice (report);

  g_assert_nonnull (strstr (advice, "only what"));
}

/* A service account's key has no permissions on the web page. */
static void
test_service_account (void)
{
  g_autoptr (KbAccessReport) report =
      report_new (ALL_OPEN, note_new (KB_OWNER_SERVICE_ACCOUNT, KB_PERMISSION_ALL, 0),
                  (const char *const[]) { "llm", NULL });
  g_autofree char *advice = kb_access_report_dup_advice (report);

  g_assert_nonnull (strstr (advice, "lower role"));
  g_assert_null (strstr (advice, "narrow"));
}

static void
test_lack (void)
{
  g_autoptr (KbAccessReport) report =
      report_new ("asrassasasasas", NULL, (const char *const[]) { "llm", NULL });
  g_autofree char *advice = kb_access_report_dup_advice (report);

  g_assert_nonnull (strstr (advice, "llm will be refused: the key lacks Responses: Write"));
}

/* ---- with a saved key and the practice service ---- */

typedef struct
{
  KbAccessReport *report;
  GError *error;
  gboolean done;
} Found;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Found *found = user_data;

  found->report = kb_access_report_find_finish (KB_SETUP (source), result, &found->error);
  found->done = TRUE;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (kb_key_store_save_finish (KB_KEY_STORE (source), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static KbSetup *
setup_with_key (const char *id)
{
  KbSetup *setup = kb_setup_new (TRUE);
  g_autofree char *text = kb_practice_dup_key (kb_diagnosis_find (id));
  g_autoptr (SecretValue) key = secret_value_new (text, -1, "text/plain");
  gboolean done = FALSE;

  kb_key_store_save_async (kb_keys_get_store (kb_setup_get_keys (setup)), "laptop", "Laptop", key, FALSE,
                           NULL, saved_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);

  return setup;
}

static Found
find (KbSetup *setup, const char *name, GCancellable *cancellable)
{
  Found found = { NULL };

  kb_access_report_find_async (setup, name, NULL, cancellable, found_cb, &found);
  g_cancellable_cancel (cancellable);
  while (!found.done)
    g_main_context_iteration (NULL, TRUE);

  return found;
}

static void
test_find (void)
{
  g_autoptr (KbSetup) setup = setup_with_key ("missing-scopes");
  Found found = find (setup, "laptop", NULL);
  gsize n_probes;

  kb_access_get_probes (&n_probes);
  g_assert_no_error (found.error);
  g_assert_cmpuint (found.report->findings->len, ==, n_probes);
  g_assert_cmpint (((KbAccessFinding *) found.report->findings->pdata[0])->access, ==, KB_ACCESS_ALLOWED);
  g_assert_cmpuint (found.report->programs->len, ==, 0);
  kb_access_report_free (found.report);
}

static void
test_no_key (void)
{
  g_autoptr (KbSetup) setup = setup_with_key ("works");
  Found found = find (setup, "other", NULL);

  g_assert_error (found.error, KB_STORE_ERROR, KB_STORE_ERROR_NOT_FOUND);
  g_assert_null (found.report);
  g_error_free (found.error);
}

static void
test_cancel (void)
{
  g_autoptr (KbSetup) setup = setup_with_key ("works");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Found found = find (setup, "laptop", cancellable);

  g_assert_error (found.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_error_free (found.error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/access-report/chosen", test_chosen);
  g_test_add_func ("/access-report/no-note", test_no_note);
  g_test_add_func ("/access-report/narrow", test_narrow);
  g_test_add_func ("/access-report/nothing-to-narrow", test_nothing_to_narrow);
  g_test_add_func ("/access-report/service-account", test_service_account);
  g_test_add_func ("/access-report/lack", test_lack);
  g_test_add_func ("/access-report/find", test_find);
  g_test_add_func ("/access-report/no-key", test_no_key);
  g_test_add_func ("/access-report/cancel", test_cancel);

  return g_test_run ();
}
