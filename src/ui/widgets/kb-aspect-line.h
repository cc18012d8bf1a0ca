/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/api/kb-diagnosis.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_ASPECT_LINE (kb_aspect_line_get_type ())
G_DECLARE_FINAL_TYPE (KbAspectLine, kb_aspect_line, KB, ASPECT_LINE, GtkBox)

/* The aspects of a test as a line of marks that fills while it runs. Property narrow: without their names. */
void kb_aspect_line_set (KbAspectLine *self, KbAspect aspect, KbAspectState state);

/* Which comes at this place in the order in which they are shown: the storage first, since the key is read
 * from there. */
KbAspect kb_aspect_get_nth (guint place);
const char *kb_aspect_get_title (KbAspect aspect);
const char *kb_aspect_get_words (KbAspect aspect, KbAspectState state);
const char *kb_aspect_state_get_icon (KbAspectState state);

G_END_DECLS
