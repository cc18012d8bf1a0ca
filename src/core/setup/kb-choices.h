/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/base/kb-state-file.h"
#include "core/setup/kb-advice.h"
#include "core/setup/kb-route.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KB_TYPE_CHOICES (kb_choices_get_type ())
G_DECLARE_FINAL_TYPE (KbChoices, kb_choices, KB, CHOICES, GObject)

/* The choices of one set-up. Pages bind to its properties (all read-write, EXPLICIT_NOTIFY):
 *   step            KbStep      where the person is
 *   has-account has-key every-step   gboolean: what the route is made of, with the holder
 *   purpose         KbPurpose   changing it sets credit, hard-limit, alert unless the person edited them
 *   credit hard-limit alert     guint, US dollars
 *   holder          KbHolder    \ changing these sets owner and permission to the advice
 *   calls           KbCalls     / unless the person chose against it
 *   owner           KbOwner
 *   permission      KbPermission; ALL while owner is a service account, whose key has no permission controls:
 *                   a choice made before comes back with the owner
 *   key-name        string, never NULL; the suggested name unless the person edited it
 *   project-name    string, never NULL
 *   saved-name      string, never NULL; the `username` attribute of the key that this set-up saved, "" before
 *   replaces        string, never NULL; the `username` attribute of the key in whose place a new one is made
 *   estimate        string, never NULL; what the cost estimator was last asked (KbPlan as text), "" before
 *   expires         string, never NULL; the ISO date on which the key ends, "" for none
 *   done            string, never NULL; ids of what was done on the web, for kb_choices_is_done ()
 *   saved-for-now   gboolean    not stored, nor is saved-name while it is set: that key ends with the program
 *   preflight       KbPreflight read-only, notified with what it is made of
 * Never a key. */
KbChoices *kb_choices_new (void);
KbPreflight kb_choices_get_preflight (KbChoices *self);
KbStep kb_choices_get_step (KbChoices *self);
void kb_choices_set_step (KbChoices *self, KbStep step);
KbAdvice kb_choices_get_advice (KbChoices *self);
const char *kb_choices_get_key_name (KbChoices *self);
const char *kb_choices_get_project_name (KbChoices *self);
const char *kb_choices_get_expires (KbChoices *self);
const char *kb_choices_get_saved_name (KbChoices *self);
const char *kb_choices_get_replaces (KbChoices *self);
KbPurpose kb_choices_get_purpose (KbChoices *self);
KbOwner kb_choices_get_owner (KbChoices *self);
KbPermission kb_choices_get_permission (KbChoices *self);
gboolean kb_choices_has_chosen (KbChoices *self);
gboolean kb_choices_is_done (KbChoices *self, const char *id);
void kb_choices_set_done (KbChoices *self, const char *id);
void kb_choices_reset (KbChoices *self);

void kb_choices_open (KbChoices *self, GFile *file);
KbStateFile *kb_choices_get_file (KbChoices *self);
void kb_choices_flush (KbChoices *self);

G_END_DECLS
