/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-verdict.h"

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
 * decides when; its owner tests. Read-only properties: state, attempt (uint, tries begun), seconds-left
 * (uint, to the next try). Signals: try () when it is time, to be answered with kb_check_retry_take(); ended
 * (). */
KbCheckRetry *kb_check_retry_new (void);
/* For tests: a second that is @milliseconds long. */
KbCheckRetry *kb_check_retry_new_with_second (guint milliseconds);
KbCheckRetryState kb_check_retry_get_state (KbCheckRetry *self);
guint kb_check_retry_get_attempt (KbCheckRetry *self);
guint kb_check_retry_get_seconds_left (KbCheckRetry *self);
gboolean kb_check_retry_get_active (KbCheckRetry *self); /* WAITING or TESTING */
/* From IDLE or ENDED; @verdict: why there is something to wait for. */
void kb_check_retry_start (KbCheckRetry *self, KbVerdict *verdict);
/* What a try brought; NULL: the test could not be made, which ends it. */
void kb_check_retry_take (KbCheckRetry *self, KbVerdict *verdict);
void kb_check_retry_cancel (KbCheckRetry *self);

/* Whether time may mend what @verdict says. */
gboolean kb_check_retry_can_wait (KbVerdict *verdict);
/* Seconds to the next try after @attempt tries and @waited seconds, when it may take @total in all and the
 * server asks for @retry_after, -1 when it does not; 0 when there is no next try. */
guint kb_check_retry_get_interval (guint attempt, guint waited, guint total, double retry_after);

G_END_DECLS
