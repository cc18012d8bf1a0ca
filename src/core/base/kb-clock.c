/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "config.h"

#include "core/base/kb-clock.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60)

/* The build date is a day without an hour or a zone, so a clock may be this far before it. */
#define TOLERANCE DAY

/* About as long as distributions keep one version of a program. */
#define LIFE_OF_A_VERSION (5 * 365 * DAY)

/**
 * kb_clock_get_build_date:
 *
 * Returns: Unix seconds: the release date of this version, or a later one that the builder set; never the
 *   moment of the build
 */
gint64
kb_clock_get_build_date (void)
{
  return BUILD_DATE;
}

/**
 * kb_clock_judge:
 * @now: Unix seconds: what the computer's clock shows; 0 when that is not known
 * @built: Unix seconds: a moment that has certainly passed, kb_clock_get_build_date()
 *
 * A clock that is a little wrong cannot be told from one that is right.
 *
 * Returns: whether the clock can be right
 */
KbClock
kb_clock_judge (gint64 now, gint64 built)
{
  if (now == 0)
    return KB_CLOCK_PLAUSIBLE;
  if (now < built - TOLERANCE)
    return KB_CLOCK_BEHIND;

  return now > built + LIFE_OF_A_VERSION ? KB_CLOCK_AHEAD : KB_CLOCK_PLAUSIBLE;
}
