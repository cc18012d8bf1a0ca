/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KB_TYPE_PREFERENCES_DIALOG (kb_preferences_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KbPreferencesDialog, kb_preferences_dialog, KB, PREFERENCES_DIALOG, AdwDialog)

AdwDialog *kb_preferences_dialog_new (void);

G_END_DECLS
