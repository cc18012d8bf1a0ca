/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-access-report.h"

#include "core/api/kb-models.h"
#include "core/base/kb-fiber.h"
#include "core/keyring/kb-stored-key.h"
#include "core/programs/kb-connection.h"
#include "core/setup/kb-advice.h"

typedef struct
{
  KbSetup *setup;
  char *name;       /* nullable */
  SecretValue *key; /* nullable: to be loaded */
  GCancellable *cancellable;
  KbAccessReport *report;
} Search;

/**
 * kb_access_report_free:
 * @self: (transfer full): a report
 */
void
kb_access_report_free (KbAccessReport *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->note, kb_note_free);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_free (self->today);
  g_free (self);
}

/* ---- finding it ---- */

static SecretValue *
load_key (Search *search, GError **error)
{
  KbKeyStore *store = kb_keys_get_store_for (kb_setup_get_keys (search->setup), search->name);
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_key_store_load_async (store, search->name, search->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, 0, search->cancellable, error);

  return result != NULL ? kb_stored_key_load_finish (store, result, error) : NULL;
}

/* A practice run reads nothing outside; notes that cannot be read name no program. */
static GPtrArray *
find_programs (Search *search)
{
  GPtrArray *programs = g_ptr_array_new ();
  DexPromise *promise;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) notes = NULL;

  if (search->name == NULL || kb_setup_get_practice (search->setup))
    return programs;
  promise = dex_promise_new ();
  kb_connections_list_async (search->name, search->cancellable, kb_fiber_ready_cb, dex_ref (promise));
  result = kb_fiber_await (promise, 0, search->cancellable, NULL);
  notes = result != NULL ? kb_connections_list_finish (result, NULL) : NULL;
  for (guint i = 0; notes != NULL && i < notes->len; i++)
    {
      KbProgram *program = kb_programs_find (((KbConnectionNote *) notes->pdata[i])->program);

      if (program != NULL && !g_ptr_array_find (programs, program, NULL))
        g_ptr_array_add (programs, program);
    }

  return programs;
}

static GPtrArray *
ask (Search *search, GError **error)
{
  g_autoptr (KbChecker) checker = kb_service_new_checker (kb_setup_get_service (search->setup), search->key);
  KbClient *client = kb_checker_get_client (checker);
  DexPromise *promise = dex_promise_new ();
  g_autoptr (GAsyncResult) result = NULL;

  kb_access_find_async (client, search->key, search->report->today, search->cancellable, kb_fiber_ready_cb,
                        dex_ref (promise));
  result = kb_fiber_await (promise, 0, search->cancellable, error);

  return result != NULL ? kb_access_find_finish (client, result, error) : NULL;
}

static DexFuture *
find_fiber (gpointer data)
{
  Search *search = data;
  GError *error = NULL;

  if (search->key == NULL)
    search->key = load_key (search, &error);
  if (search->key != NULL)
    search->report->programs = find_programs (search);
  if (search->key != NULL)
    search->report->findings = ask (search, &error);
  if (error != NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_true ();
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->setup);
  g_free (search->name);
  g_clear_pointer (&search->key, secret_value_unref);
  g_clear_object (&search->cancellable);
  g_clear_pointer (&search->report, kb_access_report_free);
  g_free (search);
}

/**
 * kb_access_report_find_async:
 * @setup: whose keys, notes and service
 * @name: (nullable): by which the store knows the key; %NULL for one that is not saved
 * @key: (nullable): the key; %NULL to load it by @name
 * @cancellable: (nullable): ends it
 * @callback: called when it is over
 * @user_data: for @callback
 *
 * Asks as kb_access_find_async() does.
 */
void
kb_access_report_find_async (KbSetup *setup,
                             const char *name,
                             SecretValue *key,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (setup, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  const KbNote *note =
      name ? kb_notes_find (kb_keys_get_notes_for (kb_setup_get_keys (setup), name), name) : NULL;

  search->setup = g_object_ref (setup);
  search->name = g_strdup (name);
  search->key = key ? secret_value_ref (key) : NULL;
  g_set_object (&search->cancellable, cancellable);
  search->report = g_new0 (KbAccessReport, 1);
  search->report->note = note ? kb_note_copy (note) : NULL;
  search->report->today = kb_models_dup_today ();
  g_task_set_task_data (task, search, search_free);
  kb_fiber_start (task, find_fiber, search, NULL);
}

/**
 * kb_access_report_find_finish:
 * @setup: whose keys
 * @result: from the callback
 * @error: return location: of #KB_STORE_ERROR, #KB_STORED_ERROR or #KB_ACCESS_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what was seen
 */
KbAccessReport *
kb_access_report_find_finish (KbSetup *setup, GAsyncResult *result, GError **error)
{
  Search *search = g_task_get_task_data (G_TASK (result));

  return g_task_propagate_boolean (G_TASK (result), error) ? g_steal_pointer (&search->report) : NULL;
}

/* ---- what stands beside it ---- */

/**
 * kb_access_report_get_chosen:
 * @self: a report
 * @probe: a line
 *
 * Returns: whether it was chosen for the key; unknown where nobody has said, and for a service account, whose
 *   key has no permissions to choose
 */
KbSeen
kb_access_report_get_chosen (const KbAccessReport *self, const KbProbe *probe)
{
  const KbNote *note = self->note;
  KbLevel level;

  if (note == NULL || !note->chosen || note->owner == KB_OWNER_SERVICE_ACCOUNT)
    return KB_SEEN_UNKNOWN;
  if (note->permission == KB_PERMISSION_ALL)
    return KB_SEEN_YES;
  if (note->permission == KB_PERMISSION_READ_ONLY)
    return probe->level == KB_LEVEL_READ ? KB_SEEN_YES : KB_SEEN_NO;
  if (note->calls == KB_CALLS_NONE)
    return KB_SEEN_UNKNOWN;
  level = kb_advice_for (note->purpose, KB_HOLDER_ME, note->calls).levels[probe->resource];

  return level >= probe->level ? KB_SEEN_YES : KB_SEEN_NO;
}

/**
 * kb_access_report_find_needing:
 * @self: a report
 * @probe: a line
 *
 * Returns: (transfer full) (element-type KbProgram): those of its programs that need it
 */
GPtrArray *
kb_access_report_find_needing (const KbAccessReport *self, const KbProbe *probe)
{
  GPtrArray *needing = g_ptr_array_new ();

  for (guint i = 0; i < self->programs->len; i++)
    if (kb_program_get_level (self->programs->pdata[i], probe->resource) >= probe->level)
      g_ptr_array_add (needing, self->programs->pdata[i]);

  return needing;
}

/* What the programs need, and the test of a key that may ask a model at all. */
static KbLevel
get_enough (const KbAccessReport *self, KbResource resource)
{
  KbLevel enough = kb_advice_for (KB_PURPOSE_LEARNING, KB_HOLDER_ME, KB_CALLS_NONE).levels[resource];

  for (guint i = 0; i < self->programs->len; i++)
    enough = MAX (enough, kb_program_get_level (self->programs->pdata[i], resource));

  return enough;
}

/**
 * kb_access_report_get_spare:
 * @self: a report
 * @resource: a resource
 * @enough: (out): the level that would do
 *
 * Returns: whether the key may do more in @resource than its programs and a test need; never when no program
 *   is known, as then nothing is known of what is needed
 */
gboolean
kb_access_report_get_spare (const KbAccessReport *self, KbResource resource, KbLevel *enough)
{
  *enough = get_enough (self, resource);
  for (guint i = 0; self->programs->len > 0 && i < self->findings->len; i++)
    {
      const KbAccessFinding *finding = self->findings->pdata[i];

      if (finding->probe->resource == resource && finding->probe->level > *enough &&
          (finding->access == KB_ACCESS_ALLOWED || finding->access == KB_ACCESS_SEEMS_ALLOWED))
        return TRUE;
    }

  return FALSE;
}
