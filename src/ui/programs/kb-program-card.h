/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/keys/kb-keys.h"
#include "core/programs/kb-use.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What one program uses: an AdwPreferencesGroup. @button: an AdwButtonRow that is to connect it. */
GtkWidget *kb_program_card_new (KbUse *use, KbKeys *keys, GtkWidget **button);

G_END_DECLS
