/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <glib.h>
#include <string.h>
#include <time.h>

/* Part of every key that the tests of the network send. */
#define WATCHED_KEY "sk-test-of-the-client"

/* By the clock only a hang can be told: waiting for a processor or a disk is not our doing. */
#define WATCH_MAX_PAUSE (8 * G_USEC_PER_SEC)
/* What it computes in one go. The sanitizers take seconds to load the system's certificates. */
#ifdef __SANITIZE_ADDRESS__
#define WATCH_MAX_WORK (8 * G_USEC_PER_SEC)
#else
#define WATCH_MAX_WORK (G_USEC_PER_SEC / 10)
#endif

/* Looks at the main loop every 2 ms, and at what is logged. */
typedef struct
{
  guint id;
  gint64 seen, longest;
  gint64 worked, most;
  gint64 queued;
} Watch;

static GString *watch_log;

static inline gint64
watch_get_work (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* How long this thread could have run and was not let; 0 where the kernel does not count that. */
static inline gint64
watch_get_queued (void)
{
  char *text = NULL;
  char *second = NULL;
  gint64 nanoseconds = 0;

  if (g_file_get_contents ("/proc/thread-self/schedstat", &text, NULL, NULL))
    second = strchr (text, ' ');
  if (second != NULL)
    nanoseconds = g_ascii_strtoll (second, NULL, 10);
  g_free (text);

  return nanoseconds / 1000;
}

static inline gboolean
watch_pulse_cb (gpointer user_data)
{
  Watch *watch = user_data;
  gint64 now = g_get_monotonic_time ();
  gint64 work = watch_get_work ();
  gint64 queued = watch_get_queued ();

  watch->longest = MAX (watch->longest, now - watch->seen - (queued - watch->queued));
  watch->most = MAX (watch->most, work - watch->worked);
  watch->seen = now;
  watch->worked = work;
  watch->queued = queued;
  return G_SOURCE_CONTINUE;
}

static inline GLogWriterOutput
watch_write_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].length < 0)
      g_string_append_printf (watch_log, "%s\n", (const char *) fields[i].value);

  return level <= G_LOG_LEVEL_WARNING ? g_log_writer_default (level, fields, n_fields, NULL)
                                      : G_LOG_WRITER_HANDLED;
}

static inline void
watch_log_cb (const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  g_string_append_printf (watch_log, "%s: %s\n", domain, message);
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    g_log_default_handler (domain, level, message, NULL);
}

/* Once, after g_test_init() which takes the log too: everything is logged, and kept. */
static inline void
watch_install (void)
{
  watch_log = g_string_new (NULL);
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_log_set_writer_func (watch_write_cb, NULL, NULL);
  g_log_set_default_handler (watch_log_cb, NULL);
  g_debug ("heard");
  g_assert_nonnull (strstr (watch_log->str, "heard"));
}

static inline void
watch_start (Watch *watch)
{
  g_string_set_size (watch_log, 0);
  *watch =
      (Watch) { .seen = g_get_monotonic_time (), .worked = watch_get_work (), .queued = watch_get_queued () };
  watch->id = g_timeout_add (2, watch_pulse_cb, watch);
}

/* Nothing held up the main loop, no key got into the log. */
static inline void
watch_end (Watch *watch)
{
  g_source_remove (watch->id);
  watch_pulse_cb (watch);
  g_test_message ("longest pause of the main loop %" G_GINT64_FORMAT " µs, most work %" G_GINT64_FORMAT " µs",
                  watch->longest, watch->most);
  g_assert_cmpint (watch->longest, <, WATCH_MAX_PAUSE);
  g_assert_cmpint (watch->most, <, WATCH_MAX_WORK);
  g_assert_null (strstr (watch_log->str, WATCHED_KEY));
}
