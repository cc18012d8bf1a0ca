/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-verdict.h"

G_BEGIN_DECLS

/* Never sooner than this, whatever a server says, and never more often. */
#define KB_RETRY_SHORTEST 5u
#define KB_RETRY_MOST_TRIES 10u
/* What a server asks beyond this is not a wait that somebody sits out. */
#define KB_RETRY_LONGEST (60u * 60)

typedef enum
{
  KB_RETRY_STATE_IDLE,
  KB_RETRY_STATE_WAITING,
  KB_RETRY_STATE_TESTING,
  KB_RETRY_STATE_ENDED, /* by itself; cancelling goes back to IDLE */
} KbRetryState;
#define KB_TYPE_RETRY_STATE (kb_retry_state_get_type ())
GType kb_retry_state_get_type (void);

#define KB_TYPE_RETRY (kb_retry_get_type ())
G_DECLARE_FINAL_TYPE (KbRetry, kb_retry, KB, RETRY, GObject)

/* Waiting and testing again until it works, says something that time does not mend, or the time is up. It
 * decides when; its owner tests. Read-only properties: state, attempt (uint, tries begun), seconds-left
 * (uint, to the next try). Signals: try () when it is time, to be answered with kb_retry_take(); ended (). */
KbRetry *kb_retry_new (void);
/* For tests: a second that is @milliseconds long. */
KbRetry *kb_retry_new_with_second (guint milliseconds);
KbRetryState kb_retry_get_state (KbRetry *self);
guint kb_retry_get_attempt (KbRetry *self);
guint kb_retry_get_seconds_left (KbRetry *self);
gboolean kb_retry_get_active (KbRetry *self); /* WAITING or TESTING */
/* From IDLE or ENDED; @verdict: why there is something to wait for. */
void kb_retry_start (KbRetry *self, KbVerdict *verdict);
/* What a try brought; NULL: the test could not be made, which ends it. */
void kb_retry_take (KbRetry *self, KbVerdict *verdict);
void kb_retry_cancel (KbRetry *self);

/* Whether time may mend what @verdict says. */
gboolean kb_retry_can_wait (KbVerdict *verdict);
/* Seconds to the next try after @attempt tries and @waited seconds, when it may take @total in all and the
 * server asks for @retry_after, -1 when it does not; 0 when there is no next try. */
guint kb_retry_get_interval (guint attempt, guint waited, guint total, double retry_after);

G_END_DECLS
