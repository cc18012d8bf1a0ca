/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-state-file.h"
#include "core/guide/kb-advice.h"
#include "core/guide/kb-route.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KB_TYPE_SESSION (kb_session_get_type ())
G_DECLARE_FINAL_TYPE (KbSession, kb_session, KB, SESSION, GObject)

/* The choices of one set-up. Pages bind to its properties (all read-write, EXPLICIT_NOTIFY):
 *   step            KbStep      where the person is
 *   has-account knows-wallets has-billing has-project has-key   gboolean: the preflight answers
 *   purpose         KbPurpose   changing it sets credit, hard-limit, alert unless the person edited them
 *   credit hard-limit alert     guint, US dollars
 *   holder          KbHolder    \ changing these sets owner and permission to the advice
 *   calls           KbCalls     / unless the person chose against it
 *   owner           KbOwner
 *   permission      KbPermission; ALL while owner is a service account, whose key has no permission controls:
 *                   a choice made before comes back with the owner
 *   key-name        string, never NULL; the suggested name unless the person edited it
 *   project-name    string, never NULL
 *   signed-in phone-verified project-ready credit-added limit-set key-created key-copied   gboolean: ticks
 *   saved-name      string, never NULL; the `username` attribute of the key that this set-up saved, "" before
 *   replaces        string, never NULL; the `username` attribute of the key in whose place a new one is made
 *   estimate        string, never NULL; what the cost estimator was last asked (KbPlan as text), "" before
 *   saved-for-now   gboolean    not stored, nor is saved-name while it is set: that key ends with the program
 *   preflight       KbPreflight read-only, notified with the five answers
 * Never a key. */
KbSession *kb_session_new (void);
KbPreflight kb_session_get_preflight (KbSession *self);
KbStep kb_session_get_step (KbSession *self);
void kb_session_set_step (KbSession *self, KbStep step);
KbAdvice kb_session_get_advice (KbSession *self);
const char *kb_session_get_key_name (KbSession *self);
const char *kb_session_get_project_name (KbSession *self);
const char *kb_session_get_saved_name (KbSession *self);
const char *kb_session_get_replaces (KbSession *self);
KbPurpose kb_session_get_purpose (KbSession *self);
KbOwner kb_session_get_owner (KbSession *self);
KbPermission kb_session_get_permission (KbSession *self);
/* Back to a new set-up. */
void kb_session_reset (KbSession *self);

/* Reads @file (small; called before the first frame), and keeps it. */
void kb_session_open (KbSession *self, GFile *file);
KbStateFile *kb_session_get_file (KbSession *self); /* nullable */
void kb_session_flush (KbSession *self);

G_END_DECLS
