/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-notes.h"

G_BEGIN_DECLS

typedef enum
{
  KB_ROTATION_TODO,
  KB_ROTATION_DONE,
  KB_ROTATION_SKIPPED,
} KbRotationMark;

#define KB_TYPE_ROTATION (kb_rotation_get_type ())
G_DECLARE_FINAL_TYPE (KbRotation, kb_rotation, KB, ROTATION, GObject)

/* How a key is replaced by another one, step by step. All of it lies in the notes, so that it can be left at
 * any step and taken up again. Signal changed (). */
KbRotation *kb_rotation_new (KbNotes *notes, const char *name);
/* Takes up what was begun. A leak outranks a replacement in peace; what is done stays done. */
void kb_rotation_begin (KbRotation *self, KbRotationKind kind);
KbRotationKind kb_rotation_get_kind (KbRotation *self);
const KbRotationStep *kb_rotation_get_steps (KbRotation *self, gsize *n_steps);
KbRotationMark kb_rotation_get_mark (KbRotation *self, KbRotationStep step);
void kb_rotation_set_mark (KbRotation *self, KbRotationStep step, KbRotationMark mark);
/* The first that is neither done nor skipped; the last when there is none. */
KbRotationStep kb_rotation_get_current (KbRotation *self);
const char *kb_rotation_get_replacement (KbRotation *self);
void kb_rotation_set_replacement (KbRotation *self, const char *replacement);
void kb_rotation_refresh (KbRotation *self);
const char *const *kb_rotation_get_places (KbRotation *self);
void kb_rotation_add_place (KbRotation *self, const char *place);
gboolean kb_rotation_get_updated (KbRotation *self, const char *place);
void kb_rotation_set_updated (KbRotation *self, const char *place, gboolean updated);
void kb_rotation_hand_over (KbRotation *self);

G_END_DECLS
