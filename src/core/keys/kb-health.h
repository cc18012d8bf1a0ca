/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-notes.h"

G_BEGIN_DECLS

/* What is to be said of a saved key at first sight. */
typedef enum
{
  KB_HEALTH_FINE,
  KB_HEALTH_DUE,    /* older than a key should get */
  KB_HEALTH_ENDING, /* ends within days, by its date */
  KB_HEALTH_BROKEN, /* refused or blocked when it was tested last */
  KB_HEALTH_OVER,   /* its day has passed */
} KbHealth;

/* What a person would sensibly do with a key. */
typedef enum
{
  KB_KEY_NEXT_NOTE,    /* nothing is known of it */
  KB_KEY_NEXT_GO_ON,   /* it is being replaced */
  KB_KEY_NEXT_REPLACE, /* it has ended, ends soon, or is old */
  KB_KEY_NEXT_TEST,    /* nobody knows whether it works, or it did not */
  KB_KEY_NEXT_USE,
} KbKeyNext;

KbHealth kb_health_judge (const KbNote *note, gint64 created, gint64 now);
KbKeyNext kb_health_find_next (const KbNote *note, gint64 created, gint64 now);
gboolean kb_health_has_ended (const KbNote *note, gint64 now);
guint kb_health_get_days (gint64 created, gint64 now);

G_END_DECLS
