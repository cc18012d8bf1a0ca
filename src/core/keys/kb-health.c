/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/keys/kb-health.h"

#include "core/api/kb-diagnosis.h"
#include "core/facts/kb-facts.h"
#include "core/keys/kb-expiry.h"

#define SECONDS_A_DAY (24 * 60 * 60)

static gboolean
is_broken (const KbNote *note)
{
  const KbDiagnosis *diagnosis = note != NULL ? kb_diagnosis_find (note->last_verdict) : NULL;

  return diagnosis != NULL &&
         (diagnosis->outcome == KB_OUTCOME_REFUSED || diagnosis->outcome == KB_OUTCOME_BLOCKED);
}

/**
 * kb_health_has_ended:
 * @note: (nullable): what is known of a key
 * @now: Unix seconds
 *
 * Returns: whether its day has passed: by the date that is noted, or as the service said when it was tested
 */
gboolean
kb_health_has_ended (const KbNote *note, gint64 now)
{
  return note != NULL && (kb_expiry_judge (note->expires, now, NULL) == KB_EXPIRY_OVER ||
                          g_strcmp0 (note->last_verdict, "key-expired") == 0);
}

/**
 * kb_health_get_days:
 * @created: Unix seconds, 0 when unknown
 * @now: Unix seconds
 *
 * Returns: how many whole days lie between; 0 when @created is unknown or in the future
 */
guint
kb_health_get_days (gint64 created, gint64 now)
{
  return created > 0 && now > created ? (guint) ((now - created) / SECONDS_A_DAY) : 0;
}

/**
 * kb_health_judge:
 * @note: (nullable): what is known of a key
 * @created: when it was saved, Unix seconds, 0 when unknown
 * @now: Unix seconds
 *
 * A key is due when it is older than the fact key.rotation-days says.
 *
 * Returns: the worst that is to be said of the key
 */
KbHealth
kb_health_judge (const KbNote *note, gint64 created, gint64 now)
{
  gint64 limit = kb_facts_get_integer (kb_facts_get_default (), "key.rotation-days");

  if (kb_health_has_ended (note, now))
    return KB_HEALTH_OVER;
  if (is_broken (note))
    return KB_HEALTH_BROKEN;
  if (kb_expiry_judge (note ? note->expires : NULL, now, NULL) == KB_EXPIRY_SOON)
    return KB_HEALTH_ENDING;

  return kb_health_get_days (created, now) > limit ? KB_HEALTH_DUE : KB_HEALTH_FINE;
}

/**
 * kb_health_find_next:
 * @note: (nullable): what is known of a key
 * @created: when it was saved, Unix seconds, 0 when unknown
 * @now: Unix seconds
 *
 * Returns: what is to be offered first with the key
 */
KbKeyNext
kb_health_find_next (const KbNote *note, gint64 created, gint64 now)
{
  if (note == NULL)
    return KB_KEY_NEXT_NOTE;
  if (note->rotation != NULL && note->rotation->kind != KB_ROTATION_NONE)
    return KB_KEY_NEXT_GO_ON;
  switch (kb_health_judge (note, created, now))
    {
    case KB_HEALTH_OVER:
    case KB_HEALTH_ENDING:
    case KB_HEALTH_DUE:
      return KB_KEY_NEXT_REPLACE;
    case KB_HEALTH_BROKEN:
      return KB_KEY_NEXT_TEST;
    case KB_HEALTH_FINE:
    default:
      return kb_diagnosis_find (note->last_verdict) != NULL ? KB_KEY_NEXT_USE : KB_KEY_NEXT_TEST;
    }
}
