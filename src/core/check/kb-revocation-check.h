/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-key-check.h"

G_BEGIN_DECLS

/* Tries in all, and seconds between them: revoking takes some. */
#define KB_REVOCATION_CHECK_MOST_TRIES 6u
#define KB_REVOCATION_CHECK_INTERVAL 5u

typedef enum
{
  KB_REVOCATION_CHECK_IDLE,
  KB_REVOCATION_CHECK_TESTING,
  KB_REVOCATION_CHECK_WAITING, /* still accepted, to be tried again */
  KB_REVOCATION_CHECK_DEAD,    /* refused: what was to be proven */
  KB_REVOCATION_CHECK_ALIVE,   /* still accepted after all tries */
  KB_REVOCATION_CHECK_UNKNOWN, /* an answer that says nothing of the key, or none */
  KB_REVOCATION_CHECK_UNREAD,  /* the key could not be read from where it is kept */
} KbRevocationCheckState;

#define KB_TYPE_REVOCATION_CHECK (kb_revocation_check_get_type ())
G_DECLARE_FINAL_TYPE (KbRevocationCheck, kb_revocation_check, KB, REVOCATION_CHECK, GObject)

/* Proves that a key was revoked: tests it until it is refused, for half a minute at most. Signal changed ().
 */
KbRevocationCheck *kb_revocation_check_new (KbKeys *keys, KbService *service);
void kb_revocation_check_start (KbRevocationCheck *self, const char *name);
void kb_revocation_check_stop (KbRevocationCheck *self);
KbRevocationCheckState kb_revocation_check_get_state (KbRevocationCheck *self);
guint kb_revocation_check_get_tries (KbRevocationCheck *self);        /* begun so far */
guint kb_revocation_check_get_seconds_left (KbRevocationCheck *self); /* to the next */
KbKeyCheck *kb_revocation_check_get_key_check (KbRevocationCheck *self);
KbRevocationCheckState kb_revocation_check_judge (KbVerdict *verdict);

G_END_DECLS
