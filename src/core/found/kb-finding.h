/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/key/kb-key.h"

G_BEGIN_DECLS

typedef enum
{
  KB_FINDING_ENVIRONMENT, /* of this program, and so of what started it */
  KB_FINDING_SESSION,     /* the systemd user manager's, and so of what it starts */
  KB_FINDING_KEYRING,     /* an item of another tool */
  KB_FINDING_FILE,
} KbFindingSource;

#define KB_TYPE_FINDING (kb_finding_get_type ())
G_DECLARE_FINAL_TYPE (KbFinding, kb_finding, KB, FINDING, GObject)

/* A key that lies outside of what Keybearer saved. */
KbFinding *kb_finding_new (KbFindingSource source,
                           const char *place, /* what a person calls it: a tool, a file, a variable */
                           guint line,        /* of a file, from 1; else 0 */
                           KbKeyReading *reading);
KbFindingSource kb_finding_get_source (KbFinding *self);
const char *kb_finding_get_place (KbFinding *self);
const guint *kb_finding_get_lines (KbFinding *self, guint *n);
void kb_finding_add_line (KbFinding *self, guint line);
KbKeyReading *kb_finding_get_reading (KbFinding *self);
SecretValue *kb_finding_get_key (KbFinding *self);
const char *kb_finding_get_removal (KbFinding *self);
void kb_finding_set_removal (KbFinding *self, const char *removal);
const char *kb_finding_get_same (KbFinding *self);
void kb_finding_set_same (KbFinding *self, const char *label);
const char *kb_finding_get_same_name (KbFinding *self);
void kb_finding_set_same_name (KbFinding *self, const char *name);
gboolean kb_finding_is_variable (KbFinding *self);
/* How many of @findings are more than a variable that goes with the key and holds none, such as
 * OPENAI_ORG_ID. */
guint kb_findings_count_keys (GPtrArray *findings);

/* Sentences, translated, of which no part is a key; transfer full. */
char *kb_finding_dup_title (KbFinding *self);
char *kb_finding_dup_words (KbFinding *self);
char *kb_finding_dup_key_words (KbFinding *self);
/* What follows from it for other programs; nullable. */
const char *kb_finding_get_effect (KbFinding *self);

G_END_DECLS
