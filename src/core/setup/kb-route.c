/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/setup/kb-route.h"

#include "core/base/kb-enum.h"
#include "core/facts/kb-facts.h"

G_DEFINE_ENUM_TYPE (KbStep,
                    kb_step,
                    G_DEFINE_ENUM_VALUE (KB_STEP_WELCOME, "welcome"),
                    G_DEFINE_ENUM_VALUE (KB_STEP_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (KB_STEP_PROJECT, "project"),
                    G_DEFINE_ENUM_VALUE (KB_STEP_BILLING, "billing"),
                    G_DEFINE_ENUM_VALUE (KB_STEP_PERMISSIONS, "permissions"),
                    G_DEFINE_ENUM_VALUE (KB_STEP_CREATE, "create"),
                    G_DEFINE_ENUM_VALUE (KB_STEP_SAVE, "save"),
                    G_DEFINE_ENUM_VALUE (KB_STEP_TEST, "test"))

G_DEFINE_FLAGS_TYPE (KbPreflight,
                     kb_preflight,
                     G_DEFINE_ENUM_VALUE (KB_PREFLIGHT_ACCOUNT, "account"),
                     G_DEFINE_ENUM_VALUE (KB_PREFLIGHT_KEY, "key"),
                     G_DEFINE_ENUM_VALUE (KB_PREFLIGHT_APP, "app"),
                     G_DEFINE_ENUM_VALUE (KB_PREFLIGHT_TEAM, "team"),
                     G_DEFINE_ENUM_VALUE (KB_PREFLIGHT_EVERY, "every"))

static guint
get_fact_minutes (const char *part)
{
  g_autofree char *id = g_strdup_printf ("step.%s.minutes", part);

  return (guint) kb_facts_get_integer (kb_facts_get_default (), id);
}

static gboolean
is_on_route (KbPreflight preflight, KbStep step)
{
  if (preflight & KB_PREFLIGHT_EVERY)
    return step != KB_STEP_WELCOME;
  switch (step)
    {
    case KB_STEP_SIGN_IN:
      return !(preflight & (KB_PREFLIGHT_ACCOUNT | KB_PREFLIGHT_KEY));
    case KB_STEP_PROJECT:
      return (preflight & KB_PREFLIGHT_TEAM) && !(preflight & KB_PREFLIGHT_KEY);
    case KB_STEP_PERMISSIONS:
      return (preflight & (KB_PREFLIGHT_APP | KB_PREFLIGHT_TEAM)) && !(preflight & KB_PREFLIGHT_KEY);
    case KB_STEP_BILLING:
    case KB_STEP_CREATE:
      return !(preflight & KB_PREFLIGHT_KEY);
    case KB_STEP_SAVE:
    case KB_STEP_TEST:
      return TRUE;
    case KB_STEP_WELCOME:
    default:
      return FALSE;
    }
}

/**
 * kb_step_get_name:
 * @step: a step
 *
 * Gets the name of a step for files and the command line. It never changes and is never translated.
 *
 * Returns: (transfer none): a name like `sign-in`
 */
const char *
kb_step_get_name (KbStep step)
{
  return kb_enum_get_nick (KB_TYPE_STEP, (int) step);
}

/**
 * kb_step_get_minutes:
 * @step: a step
 *
 * Gets how long a step takes, from the facts called `step.NAME.minutes`. Billing holds two of them: paying in
 * and setting limits. Saving begins the test, whose minute is that of both.
 *
 * Returns: whole minutes; 0 for %KB_STEP_WELCOME and for the result
 */
guint
kb_step_get_minutes (KbStep step)
{
  if (step == KB_STEP_WELCOME || step == KB_STEP_TEST)
    return 0;
  if (step == KB_STEP_BILLING)
    return get_fact_minutes ("billing") + get_fact_minutes ("limits");
  if (step == KB_STEP_SAVE)
    return get_fact_minutes ("test");

  return get_fact_minutes (kb_step_get_name (step));
}

/**
 * kb_route_get_steps:
 * @preflight: what decides which steps there are
 * @steps: (out caller-allocates): where the steps go
 *
 * Gets the steps that are left to do after Welcome, in order. Save and Test always are.
 *
 * Returns: how many of @steps were filled
 */
gsize
kb_route_get_steps (KbPreflight preflight, KbStep steps[KB_N_STEPS])
{
  gsize n_steps = 0;

  g_return_val_if_fail (steps != NULL, 0);

  for (int step = KB_STEP_WELCOME; step < KB_N_STEPS; step++)
    if (is_on_route (preflight, (KbStep) step))
      steps[n_steps++] = (KbStep) step;

  return n_steps;
}

/**
 * kb_route_get_minutes:
 * @preflight: what decides which steps there are
 *
 * Returns: whole minutes that the steps of the route take together
 */
guint
kb_route_get_minutes (KbPreflight preflight)
{
  KbStep steps[KB_N_STEPS];
  gsize n_steps = kb_route_get_steps (preflight, steps);
  guint minutes = 0;

  for (gsize i = 0; i < n_steps; i++)
    minutes += kb_step_get_minutes (steps[i]);

  return minutes;
}

/**
 * kb_route_get_next:
 * @preflight: what decides which steps there are
 * @step: where the person is; need not be on the route
 * @next: (out): the first step of the route that comes after @step; untouched when there is none
 *
 * Returns: whether there is a step after @step
 */
gboolean
kb_route_get_next (KbPreflight preflight, KbStep step, KbStep *next)
{
  g_return_val_if_fail (next != NULL, FALSE);

  for (int later = (int) step + 1; later < KB_N_STEPS; later++)
    if (is_on_route (preflight, (KbStep) later))
      {
        *next = (KbStep) later;
        return TRUE;
      }

  return FALSE;
}

/**
 * kb_route_get_position:
 * @preflight: what decides which steps there are
 * @step: a step
 *
 * Returns: the place of @step among the steps of the route, counted from 1; 0 when it is not on it
 */
gsize
kb_route_get_position (KbPreflight preflight, KbStep step)
{
  KbStep steps[KB_N_STEPS];
  gsize n_steps = kb_route_get_steps (preflight, steps);

  for (gsize i = 0; i < n_steps; i++)
    if (steps[i] == step)
      return i + 1;

  return 0;
}
