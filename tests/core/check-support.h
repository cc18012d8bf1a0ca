/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "net-support.h"

#include "kb-checker.h"

/* One run of a checker, and what it told while it ran. */
typedef struct
{
  KbVerdict *verdict;
  GError *error;
  gboolean done;
  GString *told; /* "network=checking network=passed …" */
} SupportRun;

static inline void
support_run_clear (SupportRun *run)
{
  g_clear_object (&run->verdict);
  g_clear_error (&run->error);
  if (run->told != NULL)
    g_string_free (g_steal_pointer (&run->told), TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SupportRun, support_run_clear)

static inline const char *
support_nick (GType type, int value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static inline void
support_told_cb (KbChecker *checker, KbAspect aspect, KbAspectState state, SupportRun *run)
{
  g_string_append_printf (run->told, "%s%s=%s", run->told->len ? " " : "",
                          support_nick (KB_TYPE_ASPECT, aspect), support_nick (KB_TYPE_ASPECT_STATE, state));
}

static inline void
support_ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  SupportRun *run = user_data;

  run->verdict = kb_checker_run_finish (KB_CHECKER (source), result, &run->error);
  run->done = TRUE;
}

static inline void
support_run_start (SupportRun *run, KbChecker *checker, const char *key_text, GCancellable *cancellable)
{
  g_autoptr (SecretValue) key = support_key (key_text);

  run->told = g_string_new (NULL);
  run->done = FALSE;
  g_signal_connect (checker, "aspect-changed", G_CALLBACK (support_told_cb), run);
  kb_checker_run_async (checker, key, KB_ASPECT_STATE_PASSED, cancellable, support_ran_cb, run);
}

/* To its end. */
static inline SupportRun
support_run (KbChecker *checker, const char *key)
{
  SupportRun run = { NULL };

  support_run_start (&run, checker, key, NULL);
  support_wait (&run.done);
  g_signal_handlers_disconnect_by_data (checker, &run);
  g_assert_no_error (run.error);
  g_assert_nonnull (run.verdict);

  return run;
}

/* Passed P, failed F, not reached -, in the order of the aspects. */
static inline char *
support_dup_aspects (KbVerdict *verdict)
{
  static const char letters[] = { '-', '?', 'P', 'F' };
  char *text = g_malloc0 (KB_N_ASPECTS + 1);

  for (guint i = 0; i < KB_N_ASPECTS; i++)
    text[i] = letters[kb_verdict_get_aspect (verdict, i)];

  return text;
}
