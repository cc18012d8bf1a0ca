/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Makes @row the switch of the reminders, of which there is one for all keys. */
void kb_reminder_row_attach (AdwSwitchRow *row);

G_END_DECLS
