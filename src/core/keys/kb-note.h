/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-permission.h"
#include "core/keyring/kb-key-store.h"
#include "core/keys/kb-rotation-note.h"

G_BEGIN_DECLS

/* What is known of a saved key beside the key. Strings never NULL in a filled note. */
typedef struct
{
  char *name; /* the store's name of the key */
  char *project;
  KbPurpose purpose;
  gboolean chosen; /* owner and permission are known; else nobody has said what the key may do */
  KbOwner owner;
  KbPermission permission;
  KbCalls calls;            /* what a restricted key was to call; KB_CALLS_NONE where nobody has said */
  gint64 created;           /* Unix seconds */
  char *expires;            /* ISO date on which the key ends, "" where none is known */
  guint reminded;           /* how many days before it the person was told of that last, 0 never */
  char *last_verdict;       /* id of a diagnosis, "" before the first test */
  gint64 last_tested;       /* Unix seconds, 0 never */
  KbRotationNote *rotation; /* nullable: nothing is known of a replacement */
} KbNote;
KbNote *kb_note_new (const char *name);
KbNote *kb_note_copy (const KbNote *note);
void kb_note_free (KbNote *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KbNote, kb_note_free)

G_END_DECLS
