/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

G_BEGIN_DECLS

#define KB_TYPE_PERMISSION_MODEL (kb_permission_model_get_type ())
G_DECLARE_FINAL_TYPE (KbPermissionModel, kb_permission_model, KB, PERMISSION_MODEL, GObject)

/* What the page about permissions says of a set-up's answers and choices. Properties, read only: title, text,
 * recommended, reason, settings, limit, differs, owned (by the person), restricted, service (a service
 * account is recommended or chosen), lacks-project (the one chosen cannot be in that project). Signal
 * changed: any of them may be different. */
/* A template binds to it before its page knows the set-up. */
void kb_permission_model_set_choices (KbPermissionModel *self, KbChoices *choices);
KbAdvice kb_permission_model_get_advice (KbPermissionModel *self);
/* Owner and permission as chosen, with the settings of the advice. */
KbAdvice kb_permission_model_get_chosen (KbPermissionModel *self);
KbCalls kb_permission_model_get_calls (KbPermissionModel *self);
/* Goes back to the advice. */
void kb_permission_model_follow (KbPermissionModel *self);

G_END_DECLS
