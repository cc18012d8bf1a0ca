/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-connection-private.h"

#include "core/base/kb-file.h"
#include "core/base/kb-sandbox.h"
#include "core/programs/kb-config-reader.h"
#include "core/programs/kb-edit.h"
#include "core/snippets/kb-quote.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes: settings that are longer are no settings. */
#define LIMIT (1024 * 1024)
#define COMMAND_MODE 0755
#define PRIVATE_MODE 0600
/* By which a command that was made here is known again. */
#define MARK "# Made by Keybearer"

typedef struct
{
  KbConnection *made;
  const char *folder; /* nullable */
  char **environment;
} Plan;

/* the file */

static void
set_path (KbConnection *made, const char *path)
{
  g_set_str (&made->path, path);
  g_free (made->place);
  made->place = kb_program_dup_shown (path);
}

static gboolean
is_folder_writable (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  if (g_access (folder, F_OK) == 0)
    return g_access (folder, W_OK) == 0;
  return !g_str_equal (parent, folder) && is_folder_writable (parent);
}

/* Whoever took the right to write meant it, and a folder that nobody may write into has files that are made
 * elsewhere. */
static gboolean
may_write (const char *path)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *folder = g_path_get_dirname (real ? real : path);
  GStatBuf status;

  if (real != NULL && g_stat (real, &status) == 0 && !(status.st_mode & S_IWUSR))
    return FALSE;
  return (real == NULL || g_access (real, W_OK) == 0) && is_folder_writable (folder);
}

/* FALSE: it is there and cannot be used. */
static gboolean
read_before (KbConnection *made)
{
  g_autoptr (GError) error = NULL;

  made->before = kb_file_read (made->path, LIMIT, &made->before_length, &error);
  if (made->before != NULL && strlen (made->before) == made->before_length &&
      g_utf8_validate (made->before, -1, NULL))
    return TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;
  made->trouble = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE)
                      ? _ ("The file is too large for a settings file, so it was not changed.")
                  : error != NULL ? _ ("The file cannot be read, so it was not changed.")
                                  : _ ("The file is not a text file, so it was not changed.");
  return FALSE;
}

/* What is to be written, or why it is not. @after: transfer full, nullable */
static void
set_after (KbConnection *made, char *after)
{
  made->state = KB_CONNECTION_BY_HAND;
  if (after == NULL)
    made->trouble = _ ("Keybearer does not understand the file, so it was not changed.");
  else if (!may_write (made->path))
    made->trouble = _ ("The file is write-protected, so it was not changed.");
  else
    {
      made->after = after;
      made->state = KB_CONNECTION_READY;
      return;
    }
  kb_config_wipe (after);
}

/* a hook */

static gboolean
has_entry (GPtrArray *entries, const KbConfigEntry *wanted)
{
  return g_strcmp0 (kb_config_find (entries, wanted->path, NULL), wanted->value) == 0;
}

/* Whether the file says all that the lines do. */
static gboolean
says (KbConnection *made, KbConfigFormat format)
{
  g_autoptr (GPtrArray) wanted = kb_config_read (format, made->lines, strlen (made->lines));
  g_autoptr (GPtrArray) entries =
      made->before ? kb_config_read (format, made->before, made->before_length) : NULL;

  for (guint i = 0; entries && i < wanted->len; i++)
    if (!has_entry (entries, wanted->pdata[i]))
      return FALSE;
  return entries != NULL;
}

/* A language whose meaning is not read here: the command stands in a line that is no comment. */
static gboolean
mentions (KbConnection *made, const char *comment)
{
  g_autofree char *token = kb_program_dup_token (made->name);
  g_auto (GStrv) lines = g_strsplit (made->before ? made->before : "", "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *found = strstr (g_strchug (lines[i]), token);
      const char *behind = found ? found + strlen (token) : NULL;

      if (found && !g_str_has_prefix (lines[i], comment) && !g_ascii_isalnum (*behind) &&
          !(*behind && strchr ("_.@-", *behind)))
        return TRUE;
    }
  return FALSE;
}

static void
edit_json (KbConnection *made)
{
  g_autoptr (GPtrArray) wanted = kb_config_read (KB_CONFIG_JSON, made->lines, strlen (made->lines));
  char *text = g_strdup (made->before);
  gsize length = made->before_length;

  for (guint i = 0; i < wanted->len; i++)
    {
      KbConfigEntry *entry = wanted->pdata[i];
      char *next = kb_edit_json (text, length, entry->path, entry->value);

      kb_config_wipe (text);
      text = next;
      length = text ? strlen (text) : 0;
      if (text == NULL)
        break;
    }
  set_after (made, text);
}

static void
plan_hook (Plan *plan, guint way)
{
  KbConnection *made = plan->made;
  const char *file = kb_program_get_way_file (made->program, way);
  const char *format = kb_program_get_way_format (made->program, way);
  g_autofree char *path = file ? kb_program_expand (file, NULL, plan->environment) : NULL;
  gboolean is_json = g_str_equal (format, "json");

  made->via = KB_VIA_HOOK;
  made->lines = kb_program_dup_way_lines (made->program, way, made->name);
  /* In TOML what stands below a table belongs to it. */
  made->is_at_top = g_str_equal (format, "toml");
  if (path == NULL)
    return;
  set_path (made, path);
  if (kb_sandbox_is_inside () || !read_before (made))
    return;
  if (is_json                        ? says (made, KB_CONFIG_JSON)
      : g_str_equal (format, "toml") ? says (made, KB_CONFIG_TOML)
                                     : mentions (made, g_str_equal (format, "lua") ? "--" : ";"))
    made->state = KB_CONNECTION_THERE;
  else if (is_json)
    edit_json (made);
}

/* a variable */

static void
plan_folder (Plan *plan)
{
  KbConnection *made = plan->made;
  g_autofree char *token = kb_program_dup_token (made->name);
  g_autofree char *path = g_build_filename (plan->folder, ".envrc", NULL);

  made->via = KB_VIA_FOLDER;
  made->lines = g_strdup_printf ("export %s=\"$(%s)\"", made->variable, token);
  set_path (made, path);
  if (kb_sandbox_is_inside () || !read_before (made))
    return;
  if (made->before && strstr (made->before, made->lines))
    made->state = KB_CONNECTION_THERE;
  else
    set_after (made, kb_edit_envrc (made->before, made->variable, made->lines));
}

static gboolean
is_made_here (const char *path)
{
  gsize length = 0;
  g_autofree char *text = kb_file_read (path, LIMIT, &length, NULL);

  return text != NULL && strstr (text, MARK) != NULL;
}

/* The program itself, behind what was made here; @own: the folder that commands are made in. NULL where one
 * of that name could not come before it. transfer full */
static char *
find_behind (Plan *plan, const char *command, const char *own)
{
  const char *search = g_environ_getenv (plan->environment, "PATH");
  g_auto (GStrv) folders = g_strsplit (search ? search : "", ":", -1);
  gboolean behind = FALSE;

  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folders[i], command, NULL);
      gboolean is_own = g_str_equal (folders[i], own);

      if (is_own && g_file_test (path, G_FILE_TEST_EXISTS) && !is_made_here (path))
        return NULL;
      if (!is_own && g_path_is_absolute (path) && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return behind ? g_steal_pointer (&path) : NULL;
      behind = behind || is_own;
    }
  return NULL;
}

static char *
dup_wrapper (KbConnection *made, const char *program)
{
  g_autofree char *run = kb_program_dup_run (made->name, made->variable);
  g_autofree char *quoted = kb_quote_shell (program);

  return g_strdup_printf ("#!/bin/sh\n" MARK
                          "; “keybearer connect %s %s --undo” removes it.\nexec %s %s \"$@\"\n",
                          kb_program_get_id (made->program), made->name, run, quoted);
}

/* Where the shell that the person uses reads lines. transfer full */
static char *
dup_shell_file (Plan *plan)
{
  const char *shell = g_environ_getenv (plan->environment, "SHELL");
  g_autofree char *name = g_path_get_basename (shell ? shell : "sh");
  const struct
  {
    const char *shell, *file;
  } files[] = {
    { "zsh", "${ZDOTDIR:-~}/.zshrc" },
    { "fish", "${XDG_CONFIG_HOME:-~/.config}/fish/config.fish" },
    { "bash", "~/.bashrc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    if (g_str_equal (files[i].shell, name))
      return kb_program_expand (files[i].file, NULL, plan->environment);
  return kb_program_expand ("~/.profile", NULL, plan->environment);
}

static void
plan_alias (Plan *plan, const char *command)
{
  KbConnection *made = plan->made;
  g_autofree char *run = kb_program_dup_run (made->name, made->variable);
  g_autofree char *path = dup_shell_file (plan);

  made->via = KB_VIA_ALIAS;
  made->lines = g_strdup_printf ("alias %s='%s %s'", command, run, command);
  set_path (made, path);
  if (!kb_sandbox_is_inside () && read_before (made) && made->before &&
      strstr (made->before, made->lines) != NULL)
    made->state = KB_CONNECTION_THERE;
}

static void
plan_command (Plan *plan, const char *command)
{
  KbConnection *made = plan->made;
  g_autofree char *own = g_build_filename (g_get_home_dir (), ".local", "bin", NULL);
  g_autofree char *program = kb_sandbox_is_inside () ? NULL : find_behind (plan, command, own);
  g_autofree char *path = g_build_filename (own, command, NULL);
  g_autofree char *after = NULL;

  if (program == NULL)
    {
      plan_alias (plan, command);
      return;
    }
  made->via = KB_VIA_WRAPPER;
  made->mode = COMMAND_MODE;
  after = dup_wrapper (made, program);
  made->lines = g_strdup (after);
  set_path (made, path);
  if (!read_before (made))
    return;
  if (g_strcmp0 (made->before, after) == 0)
    made->state = KB_CONNECTION_THERE;
  else
    set_after (made, g_steal_pointer (&after));
}

/* Of all that are installed, changed where the person has their own. FALSE without one. */
static gboolean
plan_entry (Plan *plan)
{
  KbConnection *made = plan->made;
  g_autofree char *installed = kb_program_find_entry (made->program);
  g_autofree char *name = installed ? g_path_get_basename (installed) : NULL;
  g_autofree char *path = name ? g_build_filename (g_get_user_data_dir (), "applications", name, NULL) : NULL;
  g_autofree char *run = kb_program_dup_run (made->name, made->variable);
  g_autofree char *text = NULL;
  char *after;

  if (installed == NULL || kb_sandbox_is_inside ())
    return FALSE;
  made->via = KB_VIA_ENTRY;
  made->mode = 0644;
  set_path (made, path);
  if (!read_before (made))
    return TRUE;
  if (made->before == NULL && !g_file_get_contents (installed, &text, NULL, NULL))
    return FALSE;
  after = kb_edit_entry (made->before ? made->before : text, run);
  if (after != NULL && g_strcmp0 (made->before, after) == 0)
    {
      made->state = KB_CONNECTION_THERE;
      g_free (after);
    }
  else
    set_after (made, after);
  return TRUE;
}

static void
plan_variable (Plan *plan, guint way)
{
  KbConnection *made = plan->made;
  const char *command = kb_program_find_command (made->program);

  made->variable = g_strdup (kb_program_get_way_variable (made->program, way));
  if (plan->folder != NULL)
    plan_folder (plan);
  else if (kb_program_is_window (made->program) && plan_entry (plan))
    return;
  else if (command != NULL)
    plan_command (plan, command);
  else
    {
      g_autofree char *run = kb_program_dup_run (made->name, made->variable);

      made->via = KB_VIA_ALIAS;
      made->lines = g_strdup_printf ("%s COMMAND", run);
    }
}

static void
plan_way (Plan *plan, guint way)
{
  KbConnection *made = plan->made;

  made->state = KB_CONNECTION_BY_HAND;
  made->mode = PRIVATE_MODE;
  switch (kb_program_get_way (made->program, way))
    {
    case KB_CONNECT_HOOK:
      plan_hook (plan, way);
      break;
    case KB_CONNECT_VARIABLE:
      plan_variable (plan, way);
      break;
    case KB_CONNECT_SETTINGS:
    default:
      made->via = KB_VIA_SETTINGS;
      made->state = KB_CONNECTION_SETTINGS;
      made->lines = kb_program_dup_way_place (made->program, way);
    }
}

/* A folder has what is said of variables in it; without one the best way is the first. */
static guint
pick_way (KbProgram *program, const char *folder)
{
  for (guint i = 0; folder != NULL && i < kb_program_get_n_ways (program); i++)
    if (kb_program_get_way (program, i) == KB_CONNECT_VARIABLE)
      return i;
  return 0;
}

KbConnection *
kb_connection_plan (KbProgram *program, const char *name, const char *folder, char **environment)
{
  Plan plan = { kb_connection_new (program, name), folder, environment };

  plan_way (&plan, pick_way (program, folder));
  return plan.made;
}

/* in a thread */

typedef struct
{
  KbProgram *program;
  char *name;
  char *folder;
  char **environment;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->program);
  g_free (asked->name);
  g_free (asked->folder);
  g_strfreev (asked->environment);
  g_free (asked);
}

static void
plan_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asked *asked = data;

  g_task_return_pointer (task,
                         kb_connection_plan (asked->program, asked->name, asked->folder, asked->environment),
                         g_object_unref);
}

/**
 * kb_connection_plan_async:
 * @program: a program
 * @name: the short name of a saved key, see kb_connection_is_name()
 * @folder: (nullable): a folder in which alone the program is to have the key, by its variable
 * @cancellable: (nullable): to give up
 *
 * Looks how @program is connected best. Changes nothing.
 */
void
kb_connection_plan_async (KbProgram *program,
                          const char *name,
                          const char *folder,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Asked *asked = g_new0 (Asked, 1);

  asked->program = g_object_ref (program);
  asked->name = g_strdup (name);
  asked->folder = g_strdup (folder);
  asked->environment = g_get_environ ();
  g_task_set_return_on_cancel (task, TRUE);
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, plan_in_thread);
}

/**
 * kb_connection_plan_finish:
 * @error: cancelled
 *
 * Returns: (transfer full) (nullable): the plan
 */
KbConnection *
kb_connection_plan_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
