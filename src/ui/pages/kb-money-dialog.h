/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_MONEY_DIALOG (kb_money_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KbMoneyDialog, kb_money_dialog, KB, MONEY_DIALOG, AdwDialog)

/* What the key is for, how much to buy, and where to stop. Signals: estimate (the estimator was asked for).
 */
AdwDialog *kb_money_dialog_new (KbChoices *choices);

G_END_DECLS
