/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-state-file.h"

static inline void
state_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Writes what has changed, and lets the main loop run until it is on the disk. */
static inline gboolean
state_save (KbStateFile *file, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  kb_state_file_save_async (file, NULL, state_saved_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return kb_state_file_save_finish (file, result, error);
}

static inline void
state_run_until_idle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* For main (): a program that ends while a fiber still writes leaks what is on its stack. */
static inline int
state_test_run (void)
{
  int status = g_test_run ();

  while (kb_state_file_is_any_busy ())
    g_main_context_iteration (NULL, TRUE);
  state_run_until_idle ();
  return status;
}
