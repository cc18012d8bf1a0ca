/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_ASPECT_LIST (kb_aspect_list_get_type ())
G_DECLARE_FINAL_TYPE (KbAspectList, kb_aspect_list, KB, ASPECT_LIST, AdwPreferencesGroup)

/* A row for each aspect of a test: what it asks, and passed, failed or not reached. */
void kb_aspect_list_set (KbAspectList *self, KbAspect aspect, KbAspectState state);
/* Everything back to not reached. */
void kb_aspect_list_clear (KbAspectList *self);

G_END_DECLS
