/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_COMPARE_DIALOG (kb_compare_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KbCompareDialog, kb_compare_dialog, KB, COMPARE_DIALOG, AdwDialog)

/* The four kinds of keys beside one another, with the settings and the choices of @choices. */
KbCompareDialog *kb_compare_dialog_new (KbChoices *choices);

G_END_DECLS
