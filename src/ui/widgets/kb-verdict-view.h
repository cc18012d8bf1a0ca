/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-setup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_VERDICT_VIEW (kb_verdict_view_get_type ())
G_DECLARE_FINAL_TYPE (KbVerdictView, kb_verdict_view, KB, VERDICT_VIEW, AdwBin)

/* What a verdict means and how to go on: Try Again, Wait and Retry with its countdown, the reply, the
 * meaning. Signals: again (), wait (), stop-waiting (). */
void kb_verdict_view_set_retry (KbVerdictView *self, KbCheckRetry *retry);
/* @can_try: whether to offer Try Again beside what the page suggests. */
void kb_verdict_view_show (KbVerdictView *self, KbVerdict *verdict, KbChoices *choices, gboolean can_try);

G_END_DECLS
