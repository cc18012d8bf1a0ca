/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "kb-application.h"

G_BEGIN_DECLS

#define KB_TYPE_WINDOW (kb_window_get_type ())
G_DECLARE_FINAL_TYPE (KbWindow, kb_window, KB, WINDOW, AdwApplicationWindow)

/* Opens where the person left off: at the step of an unfinished set-up, at My Keys when keys are known, else
 * at Welcome. */
KbWindow *kb_window_new (KbApplication *app, gboolean practice);
/* The one that was used last of those in practice mode, or of the real ones, of which there is at most one.
 */
KbWindow *kb_window_find (GtkApplication *app, gboolean practice);
gboolean kb_window_get_practice (KbWindow *self);
/* A new set-up; one that is under way is gone on with. */
void kb_window_begin_key (KbWindow *self);
/* My Keys, where all are tested; not as long as a pasted key would be lost. */
void kb_window_test_keys (KbWindow *self);

G_END_DECLS
