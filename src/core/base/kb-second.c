/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#include "core/base/kb-second.h"

#include <stdlib.h>

#define SECOND 1000

/**
 * kb_second_get_milliseconds:
 *
 * Tests that cannot wait make seconds shorter with the environment variable KEYBEARER_SECOND, in
 * milliseconds. It can only shorten: nothing that is meant to go stays longer.
 *
 * Returns: how long a second is for what goes by itself after some time, 1 to 1000
 */
guint
kb_second_get_milliseconds (void)
{
  const char *wish = g_getenv ("KEYBEARER_SECOND");
  int milliseconds = wish != NULL ? atoi (wish) : 0;

  return milliseconds >= 1 && milliseconds < SECOND ? (guint) milliseconds : SECOND;
}
