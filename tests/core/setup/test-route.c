/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-route.h"

#define EVERY_PREFLIGHT (1 << 5)

typedef struct
{
  KbPreflight preflight;
  const char *steps; /* names, in order */
  guint minutes;
} RouteCase;

#define ACCOUNT KB_PREFLIGHT_ACCOUNT
#define KEY KB_PREFLIGHT_KEY
#define APP KB_PREFLIGHT_APP
#define TEAM KB_PREFLIGHT_TEAM
#define EVERY KB_PREFLIGHT_EVERY
#define ALL_STEPS "sign-in project billing permissions create save test"

static const RouteCase route_cases[] = {
  { KB_PREFLIGHT_NONE, "sign-in billing create save test", 6 },
  { APP, "sign-in billing permissions create save test", 7 },
  { TEAM, ALL_STEPS, 8 },
  { ACCOUNT, "billing create save test", 4 },
  { ACCOUNT | APP, "billing permissions create save test", 5 },
  { ACCOUNT | TEAM, "project billing permissions create save test", 6 },
  { KEY, "save test", 1 },
  { KEY | APP, "save test", 1 },
  { KEY | TEAM, "save test", 1 },
  { EVERY, ALL_STEPS, 8 },
  { EVERY | KEY, ALL_STEPS, 8 },
};

static char *
describe_route (KbPreflight preflight)
{
  KbStep steps[KB_N_STEPS];
  gsize n_steps = kb_route_get_steps (preflight, steps);
  g_autoptr (GString) names = g_string_new (NULL);

  for (gsize i = 0; i < n_steps; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", kb_step_get_name (steps[i]));

  return g_string_free_and_steal (g_steal_pointer (&names));
}

static void
test_steps (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (route_cases); i++)
    {
      g_autofree char *steps = describe_route (route_cases[i].preflight);

      g_assert_cmpstr (steps, ==, route_cases[i].steps);
      g_assert_cmpuint (kb_route_get_minutes (route_cases[i].preflight), ==, route_cases[i].minutes);
    }
}

static void
test_always_ends_with_save_and_test (void)
{
  for (guint preflight = 0; preflight < EVERY_PREFLIGHT; preflight++)
    {
      KbStep steps[KB_N_STEPS];
      gsize n_steps = kb_route_get_steps (preflight, steps);

      g_assert_cmpuint (n_steps, >=, 2);
      g_assert_cmpuint (steps[n_steps - 2], ==, KB_STEP_SAVE);
      g_assert_cmpuint (steps[n_steps - 1], ==, KB_STEP_TEST);
      for (gsize i = 1; i < n_steps; i++)
        g_assert_cmpuint (steps[i - 1], <, steps[i]);
    }
}

static void
test_walk (void)
{
  for (guint preflight = 0; preflight < EVERY_PREFLIGHT; preflight++)
    {
      KbStep steps[KB_N_STEPS];
      gsize n_steps = kb_route_get_steps (preflight, steps);
      KbStep step = KB_STEP_WELCOME;

      g_assert_cmpuint (kb_route_get_position (preflight, step), ==, 0);
      for (gsize i = 0; i < n_steps; i++)
        {
          g_assert_true (kb_route_get_next (preflight, step, &step));
          g_assert_cmpuint (step, ==, steps[i]);
          g_assert_cmpuint (kb_route_get_position (preflight, step), ==, i + 1);
        }
      g_assert_false (kb_route_get_next (preflight, step, &step));
      g_assert_cmpuint (step, ==, KB_STEP_TEST);
    }
}

/* Somebody may stand on a step that an answer has just taken off the route. */
static void
test_walk_from_beside (void)
{
  KbStep next;

  g_assert_true (kb_route_get_next (ACCOUNT, KB_STEP_SIGN_IN, &next));
  g_assert_cmpuint (next, ==, KB_STEP_BILLING);
  g_assert_true (kb_route_get_next (KEY, KB_STEP_CREATE, &next));
  g_assert_cmpuint (next, ==, KB_STEP_SAVE);
  g_assert_cmpuint (kb_route_get_position (KEY, KB_STEP_CREATE), ==, 0);
}

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < KB_N_STEPS; i++)
    g_assert_true (g_hash_table_add (names, (gpointer) kb_step_get_name ((KbStep) i)));
}

static void
test_minutes (void)
{
  g_assert_cmpuint (kb_step_get_minutes (KB_STEP_WELCOME), ==, 0);
  g_assert_cmpuint (kb_step_get_minutes (KB_STEP_SIGN_IN), ==, 2);
  g_assert_cmpuint (kb_step_get_minutes (KB_STEP_BILLING), ==, 2);
  for (int step = KB_STEP_SIGN_IN; step < KB_STEP_TEST; step++)
    g_assert_cmpuint (kb_step_get_minutes ((KbStep) step), >, 0);
  g_assert_cmpuint (kb_step_get_minutes (KB_STEP_TEST), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/route/steps", test_steps);
  g_test_add_func ("/route/always-ends-with-save-and-test", test_always_ends_with_save_and_test);
  g_test_add_func ("/route/walk", test_walk);
  g_test_add_func ("/route/walk-from-beside", test_walk_from_beside);
  g_test_add_func ("/route/step-names", test_names);
  g_test_add_func ("/route/step-minutes", test_minutes);

  return g_test_run ();
}
