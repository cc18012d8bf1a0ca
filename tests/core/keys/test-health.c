/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-health.h"

#include "core/facts/kb-facts.h"

#define DAY ((gint64) 24 * 60 * 60)
#define NOW ((gint64) 1795219200)

static gint64
get_limit (void)
{
  return kb_facts_get_integer (kb_facts_get_default (), "key.rotation-days");
}

static void
test_age (void)
{
  const struct
  {
    gint64 created;
    KbHealth health;
  } rows[] = {
    { 0, KB_HEALTH_FINE }, /* not known */
    { NOW, KB_HEALTH_FINE },
    { NOW + DAY, KB_HEALTH_FINE }, /* a clock that was wrong */
    { NOW - get_limit () * DAY, KB_HEALTH_FINE },
    { NOW - (get_limit () + 1) * DAY + 1, KB_HEALTH_FINE },
    { NOW - (get_limit () + 1) * DAY, KB_HEALTH_DUE },
  };

  g_assert_cmpint (get_limit (), ==, 90);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (kb_health_judge (NULL, rows[i].created, NOW), ==, rows[i].health);
  g_assert_cmpuint (kb_health_get_days (NOW - 3 * DAY, NOW), ==, 3);
  g_assert_cmpuint (kb_health_get_days (0, NOW), ==, 0);
}

static void
test_verdict (void)
{
  static const struct
  {
    const char *verdict;
    KbHealth health;
  } rows[] = {
    { "", KB_HEALTH_FINE },
    { "works", KB_HEALTH_FINE },
    { "invalid-key", KB_HEALTH_BROKEN },
    { "credit-exhausted", KB_HEALTH_BROKEN },
    { "name-not-found", KB_HEALTH_FINE },
    { "verdict of a later version", KB_HEALTH_FINE },
  };
  g_autoptr (KbNote) note = kb_note_new ("lesson");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_set_str (&note->last_verdict, rows[i].verdict);
      g_assert_cmpint (kb_health_judge (note, NOW, NOW), ==, rows[i].health);
    }
  /* What is broken is worse than what is old. */
  g_set_str (&note->last_verdict, "invalid-key");
  g_assert_cmpint (kb_health_judge (note, NOW - 400 * DAY, NOW), ==, KB_HEALTH_BROKEN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/health/age", test_age);
  g_test_add_func ("/health/verdict", test_verdict);
  return g_test_run ();
}
