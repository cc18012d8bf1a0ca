/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-verdict.h"
#include "core/base/kb-work.h"

G_BEGIN_DECLS

/* Never sooner than this, whatever a server says, and never more often. */
#define KB_CHECK_RETRY_SHORTEST 5u
#define KB_CHECK_RETRY_MOST_TRIES 10u
/* What a server asks beyond this is not a wait that somebody sits out. */
#define KB_CHECK_RETRY_LONGEST (60u * 60)

typedef enum
{
  KB_CHECK_RETRY_STATE_IDLE,
  KB_CHECK_RETRY_STATE_WAITING,
  KB_CHECK_RETRY_STATE_TESTING,
  KB_CHECK_RETRY_STATE_ENDED, /* by itself; cancelling goes back to IDLE */
} KbCheckRetryState;
#define KB_TYPE_CHECK_RETRY_STATE (kb_check_retry_state_get_type ())
GType kb_check_retry_state_get_type (void);

#define KB_TYPE_CHECK_RETRY (kb_check_retry_get_type ())
G_DECLARE_FINAL_TYPE (KbCheckRetry, kb_check_retry, KB, CHECK_RETRY, GObject)

/* Waiting and testing again until it works, says something that time does not mend, or the time is up. It
 * decides when; its owner waits and tests. Read-only properties: state, seconds-left (uint, to the next try).
 * Signal: ended (). */
KbCheckRetry *kb_check_retry_new (void);
KbCheckRetryState kb_check_retry_get_state (KbCheckRetry *self);
guint kb_check_retry_get_attempt (KbCheckRetry *self); /* tries begun */
guint kb_check_retry_get_seconds_left (KbCheckRetry *self);
gboolean kb_check_retry_get_active (KbCheckRetry *self); /* WAITING or TESTING */
void kb_check_retry_start (KbCheckRetry *self, KbVerdict *verdict);
gboolean kb_check_retry_wait (KbCheckRetry *self, KbWork *work);
void kb_check_retry_take (KbCheckRetry *self, KbVerdict *verdict);
void kb_check_retry_cancel (KbCheckRetry *self);

gboolean kb_check_retry_can_wait (KbVerdict *verdict);
gboolean kb_check_retry_is_next (KbCheckRetry *self, KbVerdict *verdict, gboolean tested_again);
guint kb_check_retry_get_interval (guint attempt, guint waited, guint total, double retry_after);

G_END_DECLS
