/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-check-retry.h"
#include "core/check/kb-service.h"
#include "core/keys/kb-keys.h"

G_BEGIN_DECLS

typedef enum
{
  KB_KEY_CHECK_STATE_READY,
  KB_KEY_CHECK_STATE_RUNNING,
  KB_KEY_CHECK_STATE_UNREAD, /* the key could not be read from where it is kept */
  KB_KEY_CHECK_STATE_JUDGED,
} KbKeyCheckState;

#define KB_TYPE_KEY_CHECK (kb_key_check_get_type ())
G_DECLARE_FINAL_TYPE (KbKeyCheck, kb_key_check, KB, KEY_CHECK, GObject)

/* Checks a saved key: reads it, asks the service, notes the verdict, and checks again by itself when asked to
 * wait. Belongs to the KbSetup, so that waiting goes on when the page is left.
 * Signals: aspect-changed (KbAspect, KbAspectState); changed (): another state or verdict. */
KbKeyCheck *kb_key_check_new (KbKeys *keys, KbService *service);
KbKeyCheckState kb_key_check_get_state (KbKeyCheck *self);
const char *kb_key_check_get_name (KbKeyCheck *self);    /* of the key that was tested; "" before */
KbVerdict *kb_key_check_get_verdict (KbKeyCheck *self);  /* nullable; the newest */
const GError *kb_key_check_get_error (KbKeyCheck *self); /* of the newest test, nullable */
KbAspectState kb_key_check_get_aspect (KbKeyCheck *self, KbAspect aspect);
KbChecker *kb_key_check_get_checker (
    KbKeyCheck *self); /* of the newest test; before one, what would be asked */
KbCheckRetry *kb_key_check_get_retry (KbKeyCheck *self);
void kb_key_check_run (KbKeyCheck *self, const char *name, const char *model);
DexFuture *kb_key_check_await (KbKeyCheck *self);
void kb_key_check_wait (KbKeyCheck *self);
void kb_key_check_stop (KbKeyCheck *self);
/* As new. */
void kb_key_check_reset (KbKeyCheck *self);

G_END_DECLS
