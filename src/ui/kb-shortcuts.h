/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Gives the actions of the program and of its windows their keys. */
void kb_shortcuts_install (GtkApplication *app);
/* Lists these keys, and what widgets and pages do with others. */
AdwDialog *kb_shortcuts_dialog_new (void);

G_END_DECLS
