/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-health.h"

#include "core/facts/kb-facts.h"
#include "core/keys/kb-expiry.h"

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
    { "key-expired", KB_HEALTH_OVER },
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

static void
test_expiry (void)
{
  static const struct
  {
    const char *date;
    KbExpiry expiry;
    int days;
    KbHealth health;
  } rows[] = {
    { NULL, KB_EXPIRY_NONE, 0, KB_HEALTH_FINE },
    { "", KB_EXPIRY_NONE, 0, KB_HEALTH_FINE },
    { "soon", KB_EXPIRY_NONE, 0, KB_HEALTH_FINE },
    { "2026-02-30", KB_EXPIRY_NONE, 0, KB_HEALTH_FINE },
    { "2026-11-20 ", KB_EXPIRY_NONE, 0, KB_HEALTH_FINE },
    { "2026-11-20", KB_EXPIRY_OVER, -1, KB_HEALTH_OVER },
    { "2026-11-21", KB_EXPIRY_SOON, 0, KB_HEALTH_ENDING }, /* NOW */
    { "2026-12-05", KB_EXPIRY_SOON, 14, KB_HEALTH_ENDING },
    { "2026-12-06", KB_EXPIRY_LATER, 15, KB_HEALTH_FINE },
    { "2027-11-21", KB_EXPIRY_LATER, 365, KB_HEALTH_FINE },
  };
  g_autoptr (KbNote) note = kb_note_new ("laptop");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int days;

      g_test_message ("%s", rows[i].date);
      g_assert_cmpint (kb_expiry_judge (rows[i].date, NOW, &days), ==, rows[i].expiry);
      g_assert_cmpint (days, ==, rows[i].days);
      g_set_str (&note->expires, rows[i].date);
      g_assert_cmpint (kb_health_judge (note, NOW, NOW), ==, rows[i].health);
    }
  /* What has ended is refused: that is no other trouble. What is broken matters more than what ends soon. */
  g_set_str (&note->last_verdict, "invalid-key");
  g_set_str (&note->expires, "2026-11-20");
  g_assert_cmpint (kb_health_judge (note, NOW, NOW), ==, KB_HEALTH_OVER);
  g_set_str (&note->expires, "2026-11-25");
  g_assert_cmpint (kb_health_judge (note, NOW, NOW), ==, KB_HEALTH_BROKEN);
}

static void
test_reading (void)
{
  static const char *const rows[][2] = {
    { "none", "" },
    { "90", "2027-02-19" },
    { "1", "2026-11-22" },
    { "366", "2027-11-22" },
    { "2026-11-21", "2026-11-21" },
    { "2028-02-29", "2028-02-29" },
    { "2026-11-20", NULL },
    { "0", NULL },
    { "367", NULL },
    { "-1", NULL },
    { "", NULL },
    { "tomorrow", NULL },
    { "2027-02-29", NULL },
    { "2027-1-1", "2027-01-01" },
    { "2027- 1-05", NULL },
    { "2027-+1-05", NULL },
    { "2027-1-010", NULL },
    { "27-1-1", NULL },
    { "2027-1", NULL },
    { "2027-1-1x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *date = kb_expiry_read (rows[i][0], NOW);

      g_test_message ("%s", rows[i][0]);
      g_assert_cmpstr (date, ==, rows[i][1]);
    }
}

static void
test_next (void)
{
  static const struct
  {
    const char *verdict, *expires;
    gint64 created;
    KbKeyNext next;
  } rows[] = {
    { "", "", NOW, KB_KEY_NEXT_TEST },
    { "works", "", NOW, KB_KEY_NEXT_USE },
    { "credit-exhausted", "", NOW, KB_KEY_NEXT_TEST },
    { "works", "", NOW - 400 * DAY, KB_KEY_NEXT_REPLACE },
    { "works", "2026-11-22", NOW, KB_KEY_NEXT_REPLACE },
    { "invalid-key", "2026-11-20", NOW, KB_KEY_NEXT_REPLACE },
  };
  g_autoptr (KbNote) note = kb_note_new ("laptop");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_set_str (&note->last_verdict, rows[i].verdict);
      g_set_str (&note->expires, rows[i].expires);
      g_assert_cmpint (kb_health_find_next (note, rows[i].created, NOW), ==, rows[i].next);
    }
  note->rotation = kb_rotation_note_new ();
  note->rotation->kind = KB_ROTATION_LEAK;
  g_assert_cmpint (kb_health_find_next (note, NOW, NOW), ==, KB_KEY_NEXT_GO_ON);
  g_assert_cmpint (kb_health_find_next (NULL, NOW - 400 * DAY, NOW), ==, KB_KEY_NEXT_NOTE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/health/age", test_age);
  g_test_add_func ("/health/verdict", test_verdict);
  g_test_add_func ("/health/expiry", test_expiry);
  g_test_add_func ("/health/expiry/reading", test_reading);
  g_test_add_func ("/health/next", test_next);
  return g_test_run ();
}
