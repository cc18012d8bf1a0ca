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

#define LIMIT 10 /* seconds */

/* One search; the data of its task. */
typedef struct
{
  KbKeyStore *store;
  GPtrArray *findings;
  KbFindPlaces looked;
  GCancellable *parts; /* of the parts: by the caller or by the limit, and what is found by then counts */
  GCancellable *caller;
  gulong caller_handler;
  guint limit;
} Search;

static void
search_free (gpointer data)
{
  Search *self = data;

  if (self->caller)
    g_cancellable_disconnect (self->caller, self->caller_handler);
  g_clear_handle_id (&self->limit, g_source_remove);
  g_clear_object (&self->caller);
  g_object_unref (self->store);
  g_object_unref (self->parts);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self);
}

static gboolean
limit_cb (gpointer user_data)
{
  Search *self = user_data;

  self->limit = 0;
  g_cancellable_cancel (self->parts);

  return G_SOURCE_REMOVE;
}

static void
cancelled_cb (GCancellable *caller, gpointer parts)
{
  g_cancellable_cancel (parts);
}

static GTask *
start (gpointer tag,
       KbKeyStore *store,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Search *self = g_new0 (Search, 1);

  self->store = g_object_ref (store);
  self->parts = g_cancellable_new ();
  self->findings = g_ptr_array_new_with_free_func (g_object_unref);
  self->limit = g_timeout_add_seconds (LIMIT, limit_cb, self);
  if (cancellable && g_set_object (&self->caller, cancellable))
    self->caller_handler = g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb),
                                                  g_object_ref (self->parts), g_object_unref);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, self, search_free);

  return task;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);

  kb_find_same_finish (result);
  g_task_return_pointer (task, g_steal_pointer (&self->findings), (GDestroyNotify) g_ptr_array_unref);
}

static void
compare (GTask *task)
{
  Search *self = g_task_get_task_data (task);

  kb_find_same_async (self->findings, self->store, self->parts, compared_cb, g_object_ref (task));
}

static void
keyring_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);

  GPtrArray *findings = kb_find_in_keyring_finish (result);

  if (findings)
    {
      self->looked |= KB_FIND_KEYRING;
      g_ptr_array_extend_and_steal (self->findings, findings);
    }
  compare (task);
}

static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);
  GPtrArray *findings = kb_find_in_session_finish (result);

  if (findings)
    {
      self->looked |= KB_FIND_SESSION;
      g_ptr_array_extend_and_steal (self->findings, findings);
    }
  kb_find_in_keyring_async (self->parts, keyring_cb, g_object_ref (task));
}

/**
 * kb_find_async:
 * @store: whose keys are compared with what is found
 * @cancellable: (nullable): to give up
 * @callback: called when all is looked through, or after 10 s
 * @user_data: for @callback
 *
 * Looks for keys in the environment of this program and of the session, and in the default keyring. Never
 * prompts: what is locked is not looked at.
 */
void
kb_find_async (KbKeyStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = start (kb_find_async, store, cancellable, callback, user_data);
  Search *self = g_task_get_task_data (task);

  kb_find_in_variables (self->findings, KB_FINDING_ENVIRONMENT, (const char *const *) environ);
  kb_find_in_session_async (self->parts, session_cb, g_object_ref (task));
}

/**
 * kb_find_finish:
 * @result: what the callback got
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
    *looked = ((Search *) g_task_get_task_data (G_TASK (result)))->looked;

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

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *self = g_task_get_task_data (task);
  GError *error = NULL;
  GPtrArray *findings = g_task_propagate_pointer (G_TASK (result), &error);

  /* The limit cancels the reading, and not the caller's search. */
  if (self->limit == 0 && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, KB_FIND_ERROR, KB_FIND_ERROR_TOO_SLOW, "Not read in time");
    }
  if (!findings)
    {
      g_task_return_error (task, error);
      return;
    }

  g_ptr_array_extend_and_steal (self->findings, findings);
  compare (task);
}

/**
 * kb_find_in_file_async:
 * @store: whose keys are compared with what is found
 * @file: any file
 * @cancellable: (nullable): to give up
 * @callback: called when it is read
 * @user_data: for @callback
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
  g_autoptr (GTask) task = start (kb_find_in_file_async, store, cancellable, callback, user_data);
  Search *self = g_task_get_task_data (task);
  g_autoptr (GTask) reading = g_task_new (NULL, self->parts, file_read_cb, g_object_ref (task));

  g_task_set_return_on_cancel (reading, TRUE);
  g_task_set_task_data (reading, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (reading, read_in_thread);
}

/**
 * kb_find_in_file_finish:
 * @result: what the callback got
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
