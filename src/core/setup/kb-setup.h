/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/check/kb-key-check.h"
#include "core/keys/kb-keys.h"
#include "core/setup/kb-choices.h"

G_BEGIN_DECLS

#define KB_TYPE_SETUP (kb_setup_get_type ())
G_DECLARE_FINAL_TYPE (KbSetup, kb_setup, KB, SETUP, GObject)

/* What one set-up works with. Properties, construct-only or read-only: practice, choices, store (NULL: the
 * one that fits). */
KbSetup *kb_setup_new (gboolean practice);
gboolean kb_setup_get_practice (KbSetup *self);
KbChoices *kb_setup_get_choices (KbSetup *self);
KbKeys *kb_setup_get_keys (KbSetup *self);
KbService *kb_setup_get_service (KbSetup *self);
KbKeyCheck *kb_setup_get_key_check (KbSetup *self);
void kb_setup_begin_replacement (KbSetup *self, const char *name, const char *label);
void kb_setup_put_note (KbSetup *self, const char *name);
void kb_setup_flush (KbSetup *self);

G_END_DECLS
