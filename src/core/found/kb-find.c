/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

/* environ */
#define _GNU_SOURCE

#include "config.h"

#include "core/found/kb-find-private.h"

#include <limits.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

guint kb_find_limit = 10000;

static void
clear_search (gpointer data)
{
  KbSearch *search = data;

  g_clear_object (&search->store);
  g_clear_object (&search->file);
  g_clear_object (&search->caller);
  g_object_unref (search->steps);
  g_ptr_array_unref (search->findings);
}

static gint64
get_deadline (void)
{
  return g_get_monotonic_time () + kb_find_limit * G_GINT64_CONSTANT (1000);
}

/**
 * kb_search_new:
 * @store: (nullable): whose keys are compared with what is found
 * @file: (nullable): where to look
 * @cancellable: (nullable): the caller's
 *
 * Returns: (transfer full): a search, whose time runs
 */
KbSearch *
kb_search_new (KbKeyStore *store, GFile *file, GCancellable *cancellable)
{
  KbSearch *search = g_rc_box_new0 (KbSearch);

  g_set_object (&search->store, store);
  g_set_object (&search->file, file);
  g_set_object (&search->caller, cancellable);
  search->steps = g_cancellable_new ();
  search->deadline = get_deadline ();
  search->findings = g_ptr_array_new_with_free_func (g_object_unref);

  return search;
}

void
kb_search_unref (gpointer search)
{
  g_rc_box_release_full (search, clear_search);
}

/**
 * kb_search_await:
 * @search: a search
 * @promise: (transfer full): of a step that has begun
 * @error: as of kb_fiber_await()
 *
 * Returns: (transfer full) (nullable): what the step came to
 */
GAsyncResult *
kb_search_await (KbSearch *search, DexPromise *promise, GError **error)
{
  GAsyncResult *result = kb_fiber_await (promise, search->deadline, search->caller, error);

  if (result != NULL)
    search->deadline = get_deadline ();

  return result;
}

/**
 * kb_search_in_keyring:
 * @search: a search
 * @look: looks in the keyring
 * @data: for @look
 *
 * Has the keyring talked to, unless all the time that there is has gone by in silence.
 *
 * Returns: whether it was looked at
 */
gboolean
kb_search_in_keyring (KbSearch *search, KbSearchLook look, gpointer data)
{
  KbSecretCall call = {
    .caller = search->caller,
    .limit = kb_find_limit,
    .limit_code = KB_STORE_ERROR_NOT_RESPONDING,
    .is_silent = g_get_monotonic_time () >= search->deadline,
  };
  gboolean looked = kb_secret_call_connect (&call, NULL) && look (&call, data);

  search->deadline = call.is_silent ? g_get_monotonic_time () : get_deadline ();
  g_clear_pointer (&call.session, kb_secret_session_unref);

  return looked;
}

static void
start (KbSearch *search, DexFiberFunc fiber, gpointer tag, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, search->caller, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, search, kb_search_unref);
  kb_fiber_start (task, fiber, g_rc_box_acquire (search), kb_search_unref);
}

static DexFuture *
end (KbSearch *search)
{
  g_cancellable_cancel (search->steps);

  return dex_future_new_take_boxed (G_TYPE_PTR_ARRAY, g_ptr_array_ref (search->findings));
}

static DexFuture *
find_fiber (gpointer data)
{
  KbSearch *search = data;

  kb_find_in_variables (search->findings, KB_FINDING_ENVIRONMENT, (const char *const *) environ);
  if (kb_find_in_session (search))
    search->looked |= KB_FIND_SESSION;
  if (kb_find_in_keyring (search))
    search->looked |= KB_FIND_KEYRING;
  kb_find_same (search);

  return end (search);
}

/**
 * kb_find_async:
 * @store: whose keys are compared with what is found
 * @cancellable: (nullable): to give up
 * @callback: called when all is looked through, or after 10 s of silence
 *
 * Looks for keys in the environment of this program and of the session, and in the default keyring. Never
 * prompts: what is locked is not looked at.
 */
void
kb_find_async (KbKeyStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  start (kb_search_new (store, NULL, cancellable), find_fiber, kb_find_async, callback, user_data);
}

/**
 * kb_find_finish:
 * @looked: (out) (optional): what could be looked at
 * @error: set only when cancelled
 *
 * Returns: (transfer full) (element-type KbFinding) (nullable): what was found
 */
GPtrArray *
kb_find_finish (GAsyncResult *result, KbFindPlaces *looked, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  if (looked)
    *looked = ((KbSearch *) g_task_get_task_data (G_TASK (result)))->looked;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_in_portal (const char *path)
{
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc/", NULL);

  return g_str_has_prefix (path, documents) || g_str_has_prefix (path, "/run/flatpak/doc/");
}

/* The portal that brings a file into a sandbox puts it into a folder of its own, which means nothing to a
 * person. Newer ones tell where the file really lies. */
static char *
dup_real_path (const char *path)
{
  char real[PATH_MAX];
  gssize length = -1;

  if (!is_in_portal (path))
    return g_strdup (path);

  length = getxattr (path, "user.document-portal.host-path", real, sizeof real);

  return length > 0 ? g_strndup (real, (gsize) length) : g_path_get_basename (path);
}

static char *
dup_place (GFile *file)
{
  g_autofree char *given = g_file_get_path (file);
  g_autofree char *path = dup_real_path (given);
  const char *home = g_get_home_dir ();
  g_autofree char *shown = NULL;

  if (g_str_has_prefix (path, home) && path[strlen (home)] == G_DIR_SEPARATOR)
    shown = g_strconcat ("~", path + strlen (home), NULL);

  return g_filename_display_name (shown ? shown : path);
}

/* It reads on when nobody waits any more. */
static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *place = path ? dup_place (file) : NULL;
  GError *error = NULL;
  GPtrArray *findings = NULL;

  if (path)
    findings = kb_find_in_file (path, place, &error);
  else
    g_set_error_literal (&error, KB_FIND_ERROR, KB_FIND_ERROR_UNREADABLE, "Not on this computer");
  if (findings)
    g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
read_file (KbSearch *search, GError **error)
{
  g_autoptr (GTask) reading = kb_fiber_work (read_in_thread, g_object_ref (search->file), g_object_unref,
                                             search->deadline, search->caller, error);
  GPtrArray *findings = reading ? g_task_propagate_pointer (reading, error) : NULL;

  search->deadline = get_deadline ();
  if (findings)
    g_ptr_array_extend_and_steal (search->findings, findings);

  return findings != NULL;
}

static DexFuture *
find_in_file_fiber (gpointer data)
{
  KbSearch *search = data;
  GError *error = NULL;

  if (read_file (search, &error))
    kb_find_same (search);
  if (g_error_matches (error, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, KB_FIND_ERROR, KB_FIND_ERROR_TOO_SLOW, "Not read in time");
    }

  return error ? dex_future_new_for_error (error) : end (search);
}

/**
 * kb_find_in_file_async:
 * @store: whose keys are compared with what is found
 * @file: any file
 * @cancellable: (nullable): to give up
 * @callback: called when it is read, or after 10 s
 *
 * Looks for keys in a file, in a thread. The file is only read.
 */
void
kb_find_in_file_async (KbKeyStore *store,
                       GFile *file,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  start (kb_search_new (store, file, cancellable), find_in_file_fiber, kb_find_in_file_async, callback,
         user_data);
}

/**
 * kb_find_in_file_finish:
 * @error: of KB_FIND_ERROR, or cancelled
 *
 * Returns: (transfer full) (element-type KbFinding) (nullable): what was found
 */
GPtrArray *
kb_find_in_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
