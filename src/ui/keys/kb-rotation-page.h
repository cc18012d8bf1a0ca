/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-rotation.h"
#include "kb-step-page.h"

G_BEGIN_DECLS

#define KB_TYPE_ROTATION_PAGE (kb_rotation_page_get_type ())
G_DECLARE_FINAL_TYPE (KbRotationPage, kb_rotation_page, KB, ROTATION_PAGE, KbStepPage)

/* Replacing a key, in peace or because it leaked: the steps, with what is to be done now in front. */
AdwNavigationPage *kb_rotation_page_new (KbSetup *setup, KbSavedKey *key, KbRotationKind kind);

G_END_DECLS
