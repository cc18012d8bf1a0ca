/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_VERDICT_VIEW (kb_verdict_view_get_type ())
G_DECLARE_FINAL_TYPE (KbVerdictView, kb_verdict_view, KB, VERDICT_VIEW, AdwPreferencesGroup)

/* Below a verdict: the countdown to the next test where one is waited for, and what it means for what was
 * chosen. */
void kb_verdict_view_set_retry (KbVerdictView *self, KbCheckRetry *retry);
void kb_verdict_view_show (KbVerdictView *self, KbVerdict *verdict, KbChoices *choices);

G_END_DECLS
