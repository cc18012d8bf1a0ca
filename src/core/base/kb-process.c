/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "kb-process.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/resource.h>

/* What the kernel takes for "none, not even through a pipe", while 0 only forbids files (core(5)). */
#define NONE 1

static struct rlimit before;
static gboolean forbidden;

/**
 * kb_process_forbid_cores:
 *
 * Sees to it that a crash leaves no picture of the memory, in which a key may be. Not by prctl
 * (PR_SET_DUMPABLE): the portals refuse a process that they cannot look into, and with them would go choosing
 * a file (https://github.com/flatpak/xdg-desktop-portal/issues/785).
 */
void
kb_process_forbid_cores (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &before) != 0)
    return;
  limit = before;
  limit.rlim_cur = MIN (NONE, before.rlim_max);
  forbidden = setrlimit (RLIMIT_CORE, &limit) == 0;
}

/* Where there is a build and no installation, beside the folder of this program. */
static char *
dup_locale_folder (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside = folder != NULL ? g_build_filename (folder, "..", "po", NULL) : NULL;

  return beside != NULL && g_file_test (beside, G_FILE_TEST_IS_DIR) ? g_steal_pointer (&beside)
                                                                    : g_strdup (LOCALEDIR);
}

/**
 * kb_process_begin:
 *
 * The first thing that any program of ours does: no cores, and the language of the person.
 */
void
kb_process_begin (void)
{
  g_autofree char *folder = NULL;

  kb_process_forbid_cores ();
  setlocale (LC_ALL, "");
  folder = dup_locale_folder ();
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/**
 * kb_process_allow_cores:
 *
 * For a command that is about to take the place of this process: how it crashes is its own matter.
 */
void
kb_process_allow_cores (void)
{
  if (forbidden)
    setrlimit (RLIMIT_CORE, &before);
}
