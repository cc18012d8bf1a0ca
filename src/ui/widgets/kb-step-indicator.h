/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_STEP_INDICATOR (kb_step_indicator_get_type ())
G_DECLARE_FINAL_TYPE (KbStepIndicator, kb_step_indicator, KB, STEP_INDICATOR, GtkBox)

/* A row of dots and "Step 3 of 7 · about 2 minutes". Hides itself on a step that the route does not hold. */
void kb_step_indicator_show_step (KbStepIndicator *self, KbChoices *choices, KbStep step);
/* "Step 3 of 7"; NULL while hidden. */
char *kb_step_indicator_dup_text (KbStepIndicator *self);

G_END_DECLS
