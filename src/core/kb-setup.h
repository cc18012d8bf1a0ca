/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-checker.h"
#include "core/guide/kb-session.h"
#include "core/kb-tester.h"
#include "core/keyring/kb-key-store.h"
#include "core/keyring/kb-notes.h"
#include "core/keyring/kb-trash.h"

G_BEGIN_DECLS

#define KB_TYPE_SETUP (kb_setup_get_type ())
G_DECLARE_FINAL_TYPE (KbSetup, kb_setup, KB, SETUP, GObject)

/* What one set-up works with: its choices, where keys are kept, the notes on them, and whom it asks.
 * Properties, all construct-only or read-only: practice, session, store (NULL: the one that fits), notes. */
KbSetup *kb_setup_new (gboolean practice);
gboolean kb_setup_get_practice (KbSetup *self);
KbSession *kb_setup_get_session (KbSetup *self);
KbKeyStore *kb_setup_get_store (KbSetup *self);
KbNotes *kb_setup_get_notes (KbSetup *self);
/* Keys that are forgotten but can still be taken back. */
KbTrash *kb_setup_get_trash (KbSetup *self);
/* New choices, for a key in place of the one of that name, which the person reads as @label. */
void kb_setup_begin_replacement (KbSetup *self, const char *name, const char *label);
/* In memory, for keys that no keyring can take: gone with the last set-up that has them. */
KbKeyStore *kb_setup_get_session_store (KbSetup *self);
gboolean kb_setup_is_for_session (KbSetup *self, const char *name);
guint kb_setup_count_session_keys (KbSetup *self);
/* Of the key of that name, wherever it is kept. */
KbKeyStore *kb_setup_get_store_for (KbSetup *self, const char *name);
KbNotes *kb_setup_get_notes_for (KbSetup *self, const char *name);
void kb_setup_put_note (KbSetup *self, const char *name);
void kb_setup_flush (KbSetup *self);
/* What @from keeps for this session, in place of what @self does. */
void kb_setup_share_session_keys (KbSetup *self, KbSetup *from);
KbTester *kb_setup_get_tester (KbSetup *self);
KbChecker *kb_setup_new_checker (KbSetup *self, SecretValue *key);

G_END_DECLS
