/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/found/kb-finding.h"
#include "core/keyring/kb-key-store.h"
#include "core/programs/kb-program.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What one of the places is like that a program takes its credential from. */
typedef enum
{
  KB_USE_ABSENT,
  KB_USE_KEY,
  KB_USE_COMMAND, /* the program runs one, which prints the key */
  KB_USE_SIGN_IN, /* with ChatGPT */
  KB_USE_SERVICE, /* it asks another one */
  KB_USE_UNSET,   /* it names a variable that is not set */
  KB_USE_NOT_UNDERSTOOD,
  KB_USE_NOT_READ, /* its format is none that is read here */
  KB_USE_UNREADABLE,
  KB_USE_LOCKED,
} KbUseState;
GType kb_use_state_get_type (void);
#define KB_TYPE_USE_STATE (kb_use_state_get_type ())

#define KB_TYPE_USE (kb_use_get_type ())
G_DECLARE_FINAL_TYPE (KbUse, kb_use, KB, USE, GObject)

/* Which credential a program would use, by what lies on this computer. Prompts for nothing, changes nothing.
 */
void kb_use_find_async (KbProgram *program,
                        KbKeyStore *store,
                        const char *folder,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
KbUse *kb_use_find_finish (GAsyncResult *result, GError **error);

KbProgram *kb_use_get_program (KbUse *self);
/* The places that hold something, in the order in which the program looks. */
guint kb_use_get_n_places (KbUse *self);
gboolean kb_use_is_known (KbUse *self);
KbUseState kb_use_get_state (KbUse *self, guint place);
gboolean kb_use_get_payer (KbUse *self, guint place, KbPayer *payer);
gboolean kb_use_is_elsewhere (KbUse *self, guint place);
KbFinding *kb_use_get_finding (KbUse *self, guint place);

char *kb_use_dup_title (KbUse *self, guint place);
char *kb_use_dup_words (KbUse *self, guint place);
const char *kb_use_get_payer_words (KbUse *self, guint place);
char *kb_use_dup_advice (KbUse *self);
gboolean kb_use_has_keyring_trouble (KbUse *self);
char *kb_use_dup_looked (KbUse *self);

G_END_DECLS
