/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-guide.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KB_TYPE_WEB_STEPS (kb_web_steps_get_type ())
G_DECLARE_FINAL_TYPE (KbWebSteps, kb_web_steps, KB, WEB_STEPS, GtkBox)

/* What is to be done on a web page, one step open. Signals: changed (another one is open, or one is done). */
void kb_web_steps_show (KbWebSteps *self, const KbGuide *guide, KbChoices *choices);
const KbGuideStep *kb_web_steps_get_current (KbWebSteps *self);
/* Opens the page on which the current step is done, which then is done if that is what it asks for. */
void kb_web_steps_open (KbWebSteps *self);
/* Whether anything is done. */
gboolean kb_web_steps_is_begun (KbWebSteps *self);

G_END_DECLS
