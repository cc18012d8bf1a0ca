/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keyring/kb-secret-store.h"

/* A keyring with habits: the data of a test are those that tests/support/odd-keyring is to have. */
typedef struct
{
  GSubprocess *process;
  KbKeyStore *store;
} Odd;

static inline void
odd_set_up (Odd *odd, gconstpointer data)
{
  g_auto (GStrv) words = g_strsplit (data, " ", -1);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  g_ptr_array_add (arguments, (gpointer) g_getenv ("ODD_KEYRING"));
  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (arguments, words[i]);
  g_ptr_array_add (arguments, NULL);

  odd->process =
      g_subprocess_newv ((const char *const *) arguments->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (odd->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_cmpstr (line, ==, "ready");

  odd->store = kb_secret_store_new ();
  kb_secret_store_set_lookup_timeout (KB_SECRET_STORE (odd->store), 1000);
}

static inline void
odd_tear_down (Odd *odd, gconstpointer data)
{
  g_object_unref (odd->store);
  g_subprocess_force_exit (odd->process);
  g_assert_true (g_subprocess_wait (odd->process, NULL, NULL));
  g_object_unref (odd->process);
}
