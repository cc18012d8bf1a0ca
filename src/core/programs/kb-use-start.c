/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/programs/kb-use-private.h"

#include "core/base/kb-file.h"

#include <string.h>

/* Bytes: what starts a program by "keybearer run" is short, and a program itself is not. */
#define LIMIT (64 * 1024)
#define RUN "keybearer run "
#define USUAL_VARIABLE "OPENAI_API_KEY"

/* Whether the line gives it in that variable. */
static gboolean
gives (const char *run, const char *variable)
{
  g_autofree char *line = g_strndup (run, strcspn (run, "\n"));
  g_autofree char *as = g_strconcat ("--as=", variable, " ", NULL);

  if (strstr (line, " -- ") == NULL)
    return FALSE;
  return strstr (line, "--as") ? strstr (line, as) != NULL : g_str_equal (variable, USUAL_VARIABLE);
}

static gboolean
starts_with_key (const char *path, const char *variable)
{
  gsize length = 0;
  g_autofree char *text = path ? kb_file_read (path, LIMIT, &length, NULL) : NULL;
  const char *run = text ? strstr (text, RUN) : NULL;

  return run != NULL && gives (run, variable);
}

/* The command or the entry of the menu that starts @program and gives it the key in @variable. transfer full,
 * nullable */
char *
kb_use_find_start (KbProgram *program, const char *variable)
{
  const char *command = kb_program_find_command (program);
  g_autofree char *path = command ? g_find_program_in_path (command) : NULL;
  g_autofree char *installed = kb_program_is_window (program) ? kb_program_find_entry (program) : NULL;
  g_autofree char *name = installed ? g_path_get_basename (installed) : NULL;
  g_autofree char *entry =
      name ? g_build_filename (g_get_user_data_dir (), "applications", name, NULL) : NULL;

  if (installed != NULL)
    return starts_with_key (entry, variable) ? g_steal_pointer (&entry) : NULL;
  return starts_with_key (path, variable) ? g_steal_pointer (&path) : NULL;
}
