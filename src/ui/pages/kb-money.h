/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include "core/setup/kb-choices.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is paid and what that buys, in a sentence, with a way to change it; and the two wallets. */
GtkWidget *kb_money_new (KbChoices *choices);

G_END_DECLS
