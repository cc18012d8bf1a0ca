/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright 2026 The Keybearer developers */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Has @row name the programs that were connected with the key @name; without any it is hidden. */
void kb_connected_show (AdwActionRow *row, const char *name, GCancellable *cancellable);

G_END_DECLS
