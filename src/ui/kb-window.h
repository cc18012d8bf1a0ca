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

G_END_DECLS
