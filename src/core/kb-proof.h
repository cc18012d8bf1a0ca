/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/kb-tester.h"

G_BEGIN_DECLS

/* Tries in all, and seconds between them: revoking takes some. */
#define KB_PROOF_MOST_TRIES 6u
#define KB_PROOF_INTERVAL 5u

typedef enum
{
  KB_PROOF_IDLE,
  KB_PROOF_TESTING,
  KB_PROOF_WAITING, /* still accepted, to be tried again */
  KB_PROOF_DEAD,    /* refused: what was to be proven */
  KB_PROOF_ALIVE,   /* still accepted after all tries */
  KB_PROOF_UNKNOWN, /* an answer that says nothing of the key, or none */
  KB_PROOF_UNREAD,  /* the key could not be read from where it is kept */
} KbProofState;

#define KB_TYPE_PROOF (kb_proof_get_type ())
G_DECLARE_FINAL_TYPE (KbProof, kb_proof, KB, PROOF, GObject)

/* Proves that a key was revoked: tests it until it is refused, for half a minute at most. Signal changed ().
 */
KbProof *kb_proof_new (KbSetup *setup);
void kb_proof_start (KbProof *self, const char *name);
void kb_proof_stop (KbProof *self);
KbProofState kb_proof_get_state (KbProof *self);
guint kb_proof_get_tries (KbProof *self);        /* begun so far */
guint kb_proof_get_seconds_left (KbProof *self); /* to the next */
KbTester *kb_proof_get_tester (KbProof *self);
/* What one verdict proves: DEAD, ALIVE or UNKNOWN. */
KbProofState kb_proof_judge (KbVerdict *verdict);

G_END_DECLS
