/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-checker.h"
#include "core/check/kb-retry.h"

G_BEGIN_DECLS

typedef struct _KbSetup KbSetup;

typedef enum
{
  KB_TESTER_STATE_READY,
  KB_TESTER_STATE_RUNNING,
  KB_TESTER_STATE_UNREAD, /* the key could not be read from where it is kept */
  KB_TESTER_STATE_JUDGED,
} KbTesterState;
#define KB_TYPE_TESTER_STATE (kb_tester_state_get_type ())
GType kb_tester_state_get_type (void);

#define KB_TYPE_TESTER (kb_tester_get_type ())
G_DECLARE_FINAL_TYPE (KbTester, kb_tester, KB, TESTER, GObject)

/* The tests of one set-up: reads the key, tests it, notes the verdict, and tests again by itself when asked
 * to wait. Belongs to the KbSetup, so that waiting goes on when the page is left. Read-only property: state.
 * Signals: aspect-changed (KbAspect, KbAspectState); changed (): another state or verdict. */
KbTester *kb_tester_new (KbSetup *setup);
KbTester *kb_tester_new_with_retry (KbSetup *setup, KbRetry *retry); /* for tests that cannot wait */
KbTesterState kb_tester_get_state (KbTester *self);
const char *kb_tester_get_name (KbTester *self);    /* of the key that was tested; "" before */
KbVerdict *kb_tester_get_verdict (KbTester *self);  /* nullable; the newest */
const GError *kb_tester_get_error (KbTester *self); /* of the newest test, nullable */
KbAspectState kb_tester_get_aspect (KbTester *self, KbAspect aspect);
KbChecker *kb_tester_get_checker (KbTester *self); /* of the newest test; before one, what would be asked */
KbRetry *kb_tester_get_retry (KbTester *self);
/* @model: nullable, chooses. Ends waiting. */
void kb_tester_run (KbTester *self, const char *name, const char *model);
/* Only when kb_retry_can_wait() for the verdict. */
void kb_tester_wait (KbTester *self);
/* Ends waiting and what is running; the newest verdict stays. */
void kb_tester_stop (KbTester *self);
/* As new. */
void kb_tester_reset (KbTester *self);

G_END_DECLS
