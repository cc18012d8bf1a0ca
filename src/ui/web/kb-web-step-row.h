/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-guide.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_WEB_STEP_ROW (kb_web_step_row_get_type ())
G_DECLARE_FINAL_TYPE (KbWebStepRow, kb_web_step_row, KB, WEB_STEP_ROW, GtkListBoxRow)

/* Something to do on the web: its title alone, or open, with why and what to copy. Signals: next (go on to
 * what comes after it), open (the page it is done on). */
KbWebStepRow *kb_web_step_row_new (const KbGuideStep *step, guint place, guint n_steps, KbChoices *choices);
const KbGuideStep *kb_web_step_row_get_step (KbWebStepRow *self);
void kb_web_step_row_show (KbWebStepRow *self, gboolean open, gboolean done);
/* Whether it has the button that opens its page: until something is done, that stands below all of them. */
void kb_web_step_row_set_opens (KbWebStepRow *self, gboolean opens);

G_END_DECLS
